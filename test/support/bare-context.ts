import { type Context, createContext, runInContext } from 'node:vm';

/** The global names of ECMAScript 2020; whatever else a context brings (console, WebAssembly) is taken away. */
const ECMASCRIPT = new Set(
  [
    'globalThis Infinity NaN undefined eval isFinite isNaN parseFloat parseInt',
    'decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape',
    'Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError Float32Array',
    'Float64Array Function Int8Array Int16Array Int32Array Map Number Object Promise Proxy RangeError',
    'ReferenceError RegExp Set String Symbol SyntaxError TypeError Uint8Array Uint8ClampedArray Uint16Array',
    'Uint32Array URIError WeakMap WeakSet JSON Math Reflect Intl',
  ].flatMap((line) => line.split(' ')),
);

/**
 * A context as bare as Apps Script's: the globals of ECMAScript and the given services, and no timers, URL, TextEncoder,
 * console or module system.
 */
export function bareContext(services: Record<string, unknown> = {}): Context {
  const context = createContext({ ...services });
  const names: string[] = runInContext('Object.getOwnPropertyNames(globalThis)', context);
  for (const name of names) {
    if (!ECMASCRIPT.has(name) && !(name in services)) runInContext(`delete globalThis.${name}`, context);
  }
  return context;
}
