/** The OpenAPI document, made of the routes themselves. */
import { z } from 'zod';
import { createDocument, type ZodOpenApiObject, type ZodOpenApiOperationObject } from 'zod-openapi';
import { SIGNED } from '../../shared/sync/sign.ts';
import { CONNECTION, HAND_OVER, HAND_OVER_ANSWER, PARTNER_SHEET, STATE } from '../../shared/sync/wire.ts';
import { NO_BODY, type Route } from './route.ts';

/** What this service is of, not a version of the program. */
const API_VERSION = '1';

const PROBLEM = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string().meta({ description: 'For people' }),
    code: z.string().meta({ description: 'For programs' }),
  })
  .meta({ id: 'Problem', description: 'Problem details as in RFC 9457' });

/** Names of shapes in the document; the wire's own file has no place for them, since the add-on's bundle holds it. */
const NAMES = {
  State: STATE,
  Connection: CONNECTION,
  HandOver: HAND_OVER,
  HandOverAnswer: HAND_OVER_ANSWER,
  PartnerSheet: PARTNER_SHEET,
};
for (const [id, schema] of Object.entries(NAMES)) z.globalRegistry.add(schema, { id });

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: PROBLEM } },
});

type AnyRoute = Pick<
  Route<never>,
  'method' | 'path' | 'summary' | 'about' | 'group' | 'body' | 'answer' | 'query' | 'refuses'
>;

function operation(route: AnyRoute, signed: boolean): ZodOpenApiOperationObject {
  const { summary, about, group, body, answer, query = {}, refuses = {} } = route;
  const params = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const name = [route.method, ...route.path.replace(/^\/v1\//, '').split('/')].join('-').replaceAll(':', '');
  return {
    operationId: name,
    summary,
    tags: [group],
    ...(about !== undefined && { description: about }),
    ...(signed ? { security: [{ signature: [], campaign: [], time: [], nonce: [] }] } : { security: [] }),
    ...(params.length + Object.keys(query).length > 0 && {
      requestParams: {
        ...(params.length > 0 && {
          path: z.object(Object.fromEntries(params.map((one) => [one, z.string()]))),
        }),
        ...(Object.keys(query).length > 0 && {
          query: z.object(
            Object.fromEntries(
              Object.entries(query).map(([one, what]) => [
                one,
                z.string().optional().meta({ description: what }),
              ]),
            ),
          ),
        }),
      },
    }),
    ...(body !== NO_BODY && {
      requestBody: { required: true, content: { 'application/json': { schema: body } } },
    }),
    responses: {
      ...(answer
        ? { '200': { description: 'Done', content: { 'application/json': { schema: answer } } } }
        : { '204': { description: 'Done' } }),
      ...(body !== NO_BODY && { '400': problem('request.invalid') }),
      ...(signed && {
        '401': problem(
          'signature.missing, signature.stale, signature.wrong, signature.replayed, campaign.unknown',
        ),
        '403': problem('campaign.detached'),
        '504': problem('worker.slow'),
      }),
      '429': problem('request.too-many'),
      ...Object.fromEntries(Object.entries(refuses).map(([status, codes]) => [status, problem(codes)])),
    },
  };
}

const header = (name: string, description: string) => ({
  type: 'apiKey' as const,
  in: 'header' as const,
  name,
  description,
});

const WEBHOOK: ZodOpenApiOperationObject = {
  operationId: 'post-webhook',
  summary: 'Where a partner’s webhooks go',
  description:
    'The address of a connection, with its secret in it, is in the state. The body is what the partner sends. It is taken at once, and what it tells of is fetched from the partner.',
  tags: ['Webhooks'],
  security: [],
  requestParams: { path: z.object({ connection: z.string(), secret: z.string() }) },
  responses: {
    '200': { description: 'Taken, or known already' },
    '401': problem('webhook.refused'),
    '413': problem('entity.too.large'),
  },
};

/** @param url Where the service is, without a slash at the end */
export function openApiOf(
  open: readonly AnyRoute[],
  signed: readonly AnyRoute[],
  url: string,
): ReturnType<typeof createDocument> {
  const paths: NonNullable<ZodOpenApiObject['paths']> = {};
  for (const [routes, isSigned] of [
    [open, false],
    [signed, true],
  ] as const) {
    for (const route of routes) {
      const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
      paths[path] = { ...paths[path], [route.method]: operation(route, isSigned) };
    }
  }
  paths['/webhooks/{connection}/{secret}'] = { post: WEBHOOK };
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Shipsheet worker',
      version: API_VERSION,
      description:
        'What the add-on of a spreadsheet asks of the worker. A pairing gives a key; requests are then signed with it: HMAC-SHA256, base64, over the lines v1, method, path with its query from /v1/ on, time, nonce, and the SHA-256 of the body in hex. A request counts for five minutes, and once.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url }],
    paths,
    components: {
      securitySchemes: {
        campaign: header(SIGNED.campaign, 'The spreadsheet’s id'),
        time: header(SIGNED.time, 'Milliseconds since 1970'),
        nonce: header(SIGNED.nonce, '16 to 64 letters, digits, - and _, never used before'),
        signature: header(SIGNED.signature, 'base64 of the HMAC-SHA256'),
      },
    },
  });
}
