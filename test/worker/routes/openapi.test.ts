import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { activityCopy } from '../../../worker/routes/activity.ts';
import { campaignRoutes } from '../../../worker/routes/campaign.ts';
import { partnerSheetRoutes } from '../../../worker/routes/partner-sheets.ts';
import { ask, idle, noSheets, startSyncApp, type TestSyncApp } from '../../support/sync-app.ts';

const operation = z.object({
  operationId: z.string(),
  summary: z.string().min(8),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  responses: z.record(z.string(), z.unknown()),
});
const documentShape = z.object({
  openapi: z.literal('3.1.1'),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operation)),
});

/** Compiles a schema of the document, whose references point into the document. */
function compiled(schema: Record<string, unknown>) {
  const { components } = z.object({ components: z.unknown() }).parse(json);
  return new Ajv2020({ strict: false }).compile({ ...schema, components });
}
/** Every schema of a body, an answer or a parameter. */
function schemasIn(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(schemasIn);
  const found = z.record(z.string(), z.unknown()).safeParse(node);
  if (!found.success) return [];
  return Object.entries(found.data).flatMap(([name, value]) =>
    name === 'schema' ? [z.record(z.string(), z.unknown()).parse(value)] : schemasIn(value),
  );
}

let app: TestSyncApp;
let json: unknown;
beforeAll(async () => {
  app = await startSyncApp();
  json = (await ask(`${app.url}/openapi.json`)).body;
});
afterAll(() => app.stop());

describe('The OpenAPI document', () => {
  it('has schemas that a validator takes, and refers only to what is there', () => {
    const { components } = z
      .object({ components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }) })
      .parse(json);
    const names = Object.keys(components.schemas);
    expect(names).toContain('Problem');
    const refs = [...JSON.stringify(json).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = '']) => ref);
    expect(refs.length).toBeGreaterThan(20);
    expect(refs.filter((ref) => !names.includes(ref.replace('#/components/schemas/', '')))).toEqual([]);
    const schemas = schemasIn(json);
    expect(schemas.length).toBeGreaterThan(40);
    expect(() => compiled({ anyOf: schemas })).not.toThrow();
    expect(() => compiled({ anyOf: [{ type: 'nonsense' }] })).toThrow();
  });

  it('has each address that is served, with names that differ', () => {
    const { paths, servers } = documentShape.parse(json);
    const there = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const served = [...campaignRoutes(idle, activityCopy(app.db)), ...partnerSheetRoutes(noSheets)].map(
      ({ method, path }) => `${method} ${path.replace(':id', '{id}')}`,
    );
    expect(there).toEqual(expect.arrayContaining(served));
    expect(there).toContain('get /v1/happenings');
    expect(there).toContain('post /v1/happenings/recorded');
    expect(there).toContain('post /v1/pairings');
    expect(there).toContain('post /webhooks/{connection}/{secret}');
    const ids = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(servers).toEqual([{ url: 'https://worker.example.com' }]);
  });

  it('asks for a signature where one is asked for, and nowhere else', async () => {
    const { paths } = documentShape.parse(json);
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, { security }] of Object.entries(methods)) {
        const url = `${app.url}${path.replace(/\{\w+\}/g, 'x')}`;
        const got = await ask(url, { method: method.toUpperCase() });
        expect([path, security.length > 0]).toEqual([path, got.text.includes('signature.missing')]);
      }
    }
  });

  it('describes the answers as they are', async () => {
    const { paths } = z
      .object({ paths: z.object({ '/v1/state': z.object({ get: z.unknown() }) }) })
      .parse(json);
    const schema = z
      .object({
        responses: z.object({
          '200': z.object({
            content: z.object({
              'application/json': z.object({ schema: z.record(z.string(), z.unknown()) }),
            }),
          }),
        }),
      })
      .parse(paths['/v1/state'].get).responses['200'].content['application/json'].schema;
    const signed = await app.pair();
    const state = (await signed({ method: 'GET', path: '/v1/state' })).body;
    const validate = compiled(schema);
    expect(validate(state)).toBe(true);
    expect(validate({ ...z.record(z.string(), z.unknown()).parse(state), everyMinutes: 'often' })).toBe(
      false,
    );
  });
});

describe('The page of the document', () => {
  it('has each address, and the shape of bodies and answers', async () => {
    const { text, status } = await ask(`${app.url}/docs`);
    expect(status).toBe(200);
    expect(text).toContain('id="post-shipments"');
    expect(text).toContain('everyMinutes: number');
    expect(text).toContain('ask: &quot;push&quot; | &quot;update&quot; | &quot;cancel&quot;');
    expect(text).not.toMatch(/<script|style=|undefined|\[object/);
  });
});
