/** Errors of services are named Exception, as in Apps Script's V8 runtime. */
export function exception(message: string): Error {
  const error = new Error(message);
  error.name = 'Exception';
  return error;
}

// Asked for by the language, by printing and by test tools, never by a script that means a method.
const ASKED_BY_MACHINES = new Set<PropertyKey>([
  'then',
  'toJSON',
  'constructor',
  'prototype',
  'asymmetricMatch',
  'nodeType',
]);

/**
 * The object with its own methods; anything else throws and says its name, so that a script which needs more than is
 * here fails loudly instead of silently doing nothing.
 */
export function only<T extends object>(name: string, methods: T): T {
  return new Proxy(methods, {
    get(target, key, receiver) {
      if (Object.hasOwn(target, key)) return Reflect.get(target, key, receiver);
      if (key === 'toString') return () => name;
      if (typeof key === 'symbol' || ASKED_BY_MACHINES.has(key)) return undefined;
      throw exception(`${name}.${key} is not available in the local workbook`);
    },
    set(_target, key) {
      throw exception(`${name}.${String(key)} cannot be set`);
    },
  });
}

/** A value of an Apps Script enumeration: compared by identity, printed by name. */
export interface EnumValue<Name extends string = string> {
  toString(): Name;
  name(): Name;
  ordinal(): number;
  toJSON(): Name;
  compareTo(other: EnumValue): number;
}

/** An enumeration; `SpreadsheetApp.ProtectionType.OTHER` throws and names itself. */
export function enumeration<const Names extends readonly string[]>(
  name: string,
  names: Names,
): { readonly [K in Names[number]]: EnumValue<K> } {
  const values = Object.fromEntries(
    names.map((label, index) => [
      label,
      Object.freeze({
        toString: () => label,
        name: () => label,
        ordinal: () => index,
        toJSON: () => label,
        compareTo: (other: EnumValue) => index - other.ordinal(),
      }),
    ]),
  ) as { readonly [K in Names[number]]: EnumValue<K> };
  return only(name, values);
}

/** The argument as an integer, or Google's complaint about the parameters. */
export function integer(value: unknown, method: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return Math.trunc(value);
  if (typeof value === 'string' && /^-?\d+$/.test(value)) return Number(value);
  throw badParameters(method, [value]);
}

/** Google's complaint about parameters, in the form that people search for. */
export function badParameters(method: string, values: readonly unknown[]): Error {
  const types = values.map((value) =>
    value === null
      ? 'null'
      : value instanceof Date
        ? 'Date'
        : Array.isArray(value)
          ? 'number[]'
          : typeof value === 'object'
            ? '(class)'
            : value === undefined
              ? 'null'
              : typeof value === 'string'
                ? 'String'
                : typeof value,
  );
  return exception(`The parameters (${types.join(',')}) don't match the method signature for ${method}.`);
}
