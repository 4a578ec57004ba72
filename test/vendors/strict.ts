/**
 * Makes a document as strict about requests as a careful vendor would be. Documents mostly leave objects open, and then
 * a misspelt field would pass; those that close them do it beside `allOf`, and then nothing passes.
 */
import { isObject, type Json, type JsonObject, resolved } from './document.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
const object = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

/** All of a schema's parts as one: references followed, `allOf` merged. */
function merged(document: Json, schema: JsonObject, above: readonly Json[]): JsonObject {
  const { allOf, ...own } = schema;
  const parts = list(allOf).map((part) => {
    const there = object(resolved(document, part));
    return above.includes(there) ? {} : merged(document, there, [...above, there]);
  });
  const all = [...parts, own];
  const required = [...new Set(all.flatMap((part) => list(part.required)))];
  const out: JsonObject = Object.assign({}, ...all);
  if (parts.length > 0 || isObject(own.properties)) {
    out.properties = Object.assign({}, ...all.map((part) => object(part.properties)));
  }
  if (required.length > 0) out.required = required;
  return out;
}

/**
 * A copy of a request's schema without references, in which objects take the named fields only and read-only fields are
 * none of them. Open maps (`additionalProperties` with a schema) and objects that name no field stay as they are. A
 * schema that holds itself takes anything there.
 */
function closed(document: Json, value: Json | undefined, above: readonly Json[]): Json {
  const there = resolved(document, value);
  if (!isObject(there) || above.includes(there)) return {};
  const inside = [...above, there];
  const {
    example: _,
    examples: __,
    description: ___,
    discriminator: ____,
    ...schema
  } = merged(document, there, inside);
  const out: JsonObject = { ...schema };
  for (const name of ['oneOf', 'anyOf']) {
    if (Array.isArray(schema[name])) out[name] = schema[name].map((one) => closed(document, one, inside));
  }
  if (isObject(schema.items)) out.items = closed(document, schema.items, inside);
  if (isObject(schema.additionalProperties)) {
    out.additionalProperties = closed(document, schema.additionalProperties, inside);
  }
  // Without a type the validator refuses the word, and the schema takes null anyway.
  if (schema.type === undefined) delete out.nullable;
  const fields = Object.entries(object(schema.properties)).filter(
    ([, field]) => object(resolved(document, field)).readOnly !== true,
  );
  if (isObject(schema.properties)) {
    out.properties = Object.fromEntries(
      fields.map(([name, field]) => [name, closed(document, field, inside)]),
    );
    out.required = list(schema.required).filter((name) => fields.some(([field]) => field === name));
    const open = isObject(out.additionalProperties) || fields.length === 0 || out.oneOf || out.anyOf;
    if (!open) out.additionalProperties = false;
  }
  return out;
}

/** Every operation of a document with its name, `POST /orders/createorders`. */
export function operationsOf(document: Json): { readonly name: string; readonly operation: JsonObject }[] {
  const paths = isObject(document) ? object(document.paths) : {};
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = object(item)[method];
      return isObject(operation) ? [{ name: `${method.toUpperCase()} ${path}`, operation }] : [];
    }),
  );
}

/** Changes the document in place: operations are named as `operationsOf` does, JSON bodies are demanded and closed. */
export function makeStrict(document: Json): void {
  for (const { name, operation } of operationsOf(document)) {
    operation.operationId = name;
    const body = resolved(document, operation.requestBody);
    if (!isObject(body)) continue;
    const json = object(object(body.content)['application/json']);
    if (!isObject(json.schema)) continue;
    // By way of text: what stands in it twice would otherwise be one object, which the validator takes for a cycle.
    const schema: Json = JSON.parse(JSON.stringify(closed(document, json.schema, [])));
    operation.requestBody = { required: true, content: { 'application/json': { schema } } };
  }
}
