/**
 * Vendors' own documents (OpenAPI, JSON or YAML), read from the folder that VENDOR_SPECS names. They are test data that
 * is not part of this repository.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

const FOLDER = resolve(
  new URL('../..', import.meta.url).pathname,
  process.env.VENDOR_SPECS ?? '../shared/vendors',
);

/** Path of a file of a vendor; throws with what to do when the folder is not there. */
function vendorFile(path: string): string {
  if (!existsSync(FOLDER)) {
    throw new Error(
      `There are no vendors' documents in ${FOLDER}. Set VENDOR_SPECS to the folder that holds them (it has a README.md and a folder a vendor).`,
    );
  }
  const file = join(FOLDER, path);
  if (!existsSync(file)) throw new Error(`VENDOR_SPECS names ${FOLDER}, which has no ${path}.`);
  return file;
}

const JSON_VALUE: z.ZodType<Json> = z.json();

/** A JSON or YAML file of a vendor. */
export function vendorJson(path: string): Json {
  return JSON_VALUE.parse(parse(readFileSync(vendorFile(path), 'utf8')));
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object at a place of a document; throws when it is not there, so that a patch cannot outlive its reason. */
export function at(document: Json, ...names: string[]): JsonObject {
  let here: Json | undefined = document;
  for (const name of names) here = isObject(here) ? here[name] : undefined;
  if (!isObject(here))
    throw new Error(`The document has no ${names.join(' > ')}: is its patch still needed?`);
  return here;
}

/** A place that may refer to another: the object that is meant. `document` is the whole. */
export function resolved(document: Json, value: Json | undefined): Json | undefined {
  let here = value;
  for (let n = 0; isObject(here) && typeof here.$ref === 'string'; n++) {
    if (n > 20 || !here.$ref.startsWith('#/')) throw new Error(`Cannot follow ${here.$ref}.`);
    const names = here.$ref.slice(2).split('/');
    here = at(document, ...names.map((n) => decodeURIComponent(n).replace(/~1/g, '/').replace(/~0/g, '~')));
  }
  return here;
}
