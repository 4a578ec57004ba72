/**
 * Stands for zod in the sidebar's bundle, which must stay small: only the server parses what comes from outside. The
 * actions declare their schemas beside their plans; here a schema is an empty thing, and using one is a bug.
 */
interface Schema {
  check(): Schema;
}
const schema: Schema = { check: () => schema };
const make = (): Schema => schema;

export {
  make as array,
  make as boolean,
  make as custom,
  make as enum,
  make as nullable,
  make as number,
  make as object,
  make as optional,
  make as record,
  make as string,
  make as union,
};

export function parse(): never {
  throw new Error('Only the server parses.');
}

export function safeParse(): never {
  throw new Error('Only the server parses.');
}
