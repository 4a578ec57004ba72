import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { z } from 'zod';

const folder = process.env.GOOGLE_SPECS ?? resolve(import.meta.dirname, '../../../../../shared/google');

const parameter = z.object({ enum: z.array(z.string()).optional(), repeated: z.boolean().optional() });
const reference = z.object({ $ref: z.string() });
const apiMethod = z.object({
  id: z.string(),
  httpMethod: z.string(),
  path: z.string(),
  parameters: z.record(z.string(), parameter.extend({ location: z.string() })).default({}),
  request: reference.optional(),
  response: reference.optional(),
});
interface Resource {
  methods?: Record<string, z.infer<typeof apiMethod>> | undefined;
  resources?: Record<string, Resource> | undefined;
}
const resource: z.ZodType<Resource> = z.object({
  methods: z.record(z.string(), apiMethod).optional(),
  resources: z.lazy(() => z.record(z.string(), resource)).optional(),
});
const document = z.object({
  servicePath: z.string(),
  parameters: z.record(z.string(), parameter),
  resources: z.record(z.string(), resource),
  schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
});

function read(name: string) {
  const path = resolve(folder, name);
  if (!existsSync(path)) {
    throw new Error(
      `A discovery document of Google is missing: ${path}. Set GOOGLE_SPECS to the folder that holds ${name}.`,
    );
  }
  return document.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** A schema of the document as JSON Schema: references resolved, unknown properties refused. */
function toJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(toJsonSchema);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node);
  const given = new Map<string, unknown>(entries);
  const ref = given.get('$ref');
  if (typeof ref === 'string') return { $ref: `#/definitions/${ref}` };
  const schema: Record<string, unknown> = {};
  const type = given.get('type');
  if (typeof type === 'string' && type !== 'any') schema.type = type;
  const values = given.get('enum');
  if (values !== undefined) schema.enum = values;
  const items = given.get('items');
  if (items !== undefined) schema.items = toJsonSchema(items);
  const properties = given.get('properties');
  if (typeof properties === 'object' && properties !== null) {
    schema.properties = Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [name, toJsonSchema(property)]),
    );
  }
  const more = given.get('additionalProperties');
  if (type === 'object') schema.additionalProperties = more === undefined ? false : toJsonSchema(more);
  return schema;
}

function methodsOf(given: Resource): z.infer<typeof apiMethod>[] {
  const below = Object.values(given.resources ?? {}).flatMap(methodsOf);
  return [...Object.values(given.methods ?? {}), ...below];
}

/** What is wrong with one exchange, by the discovery document: nothing, when it fits. */
export interface Checker {
  check(exchange: {
    method: string;
    path: string;
    query: Record<string, unknown>;
    body: unknown;
    answer: unknown;
  }): string[];
  checkSchema(name: string, value: unknown): string[];
}

/** By document, for all files of this process: their schemas take a second to compile. */
const checkers = new Map<string, Checker>();
export function discoveryChecker(name = 'sheets.v4.json'): Checker {
  const checker = checkers.get(name) ?? makeChecker(name);
  checkers.set(name, checker);
  return checker;
}

function makeChecker(name: string): Checker {
  const doc = read(name);
  const definitions = Object.fromEntries(
    Object.entries(doc.schemas).map(([name, schema]) => [name, toJsonSchema(schema)]),
  );
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema({ $id: 'google', definitions });
  const methods = Object.values(doc.resources)
    .flatMap(methodsOf)
    .map((one) => ({
      ...one,
      pattern: new RegExp(`^/${doc.servicePath}${one.path.replace(/\{[^}]+\}/g, '[^/]+?')}$`),
    }));

  const checkSchema = (name: string, value: unknown): string[] => {
    const validate: ValidateFunction | undefined = ajv.getSchema(`google#/definitions/${name}`);
    if (validate === undefined) return [`no schema ${name}`];
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${name}${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };

  return {
    checkSchema,
    check({ method, path, query, body, answer }) {
      const found = methods.find((one) => one.httpMethod === method && one.pattern.test(path));
      if (found === undefined) return [`${method} ${path} is no method of the API`];
      const known = new Map([...Object.entries(doc.parameters), ...Object.entries(found.parameters)]);
      const queryFaults = Object.entries(query).flatMap(([name, value]) => {
        const one = known.get(name);
        if (one === undefined) return [`${found.id}: unknown parameter ${name}`];
        if (one.enum !== undefined && !one.enum.includes(String(value)))
          return [`${found.id}: ${name}=${value}`];
        return [];
      });
      const bodyFaults =
        found.request === undefined || body === undefined ? [] : checkSchema(found.request.$ref, body);
      const answerFaults =
        found.response === undefined
          ? answer === undefined
            ? []
            : [`${found.id}: an answer where there is none`]
          : checkSchema(found.response.$ref, answer);
      return [...queryFaults, ...bodyFaults, ...answerFaults];
    },
  };
}
