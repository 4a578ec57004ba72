import { blob, toBytes } from './blob.ts';
import { decodeBase64, encodeBase64, signed } from './bytes.ts';
import type { Context } from './context.ts';
import { badParameters, enumeration, exception, integer, only } from './only.ts';
import { formatDate } from './time-zone.ts';

const DIGESTS = enumeration('Utilities.DigestAlgorithm', ['MD5', 'SHA_1', 'SHA_256', 'SHA_384', 'SHA_512']);
const MACS = enumeration('Utilities.MacAlgorithm', [
  'HMAC_MD5',
  'HMAC_SHA_1',
  'HMAC_SHA_256',
  'HMAC_SHA_384',
  'HMAC_SHA_512',
]);
const HASHES = {
  MD5: 'md5',
  SHA_1: 'sha1',
  SHA_256: 'sha256',
  SHA_384: 'sha384',
  SHA_512: 'sha512',
} as const;
const HASH_NAMES = ['MD5', 'SHA_1', 'SHA_256', 'SHA_384', 'SHA_512'] as const;

/** Google's limit of one sleep. Source: the Utilities reference, sleep(milliseconds). */
const LONGEST_SLEEP = 300_000;

export function utilities(context: Context): object {
  const { backend } = context;
  const decode = (text: unknown, webSafe: boolean): number[] => {
    const bytes = decodeBase64(String(text), webSafe);
    if (bytes === undefined) throw exception('Could not decode string.');
    return signed(bytes);
  };
  const hmac = (algorithm: unknown, value: unknown, key: unknown): number[] => {
    const method = 'Utilities.computeHmacSignature';
    const name = HASH_NAMES.find((hash) => MACS[`HMAC_${hash}`] === algorithm);
    if (name === undefined) throw badParameters(method, [algorithm, value, key]);
    return signed(backend.hmac(HASHES[name], toBytes(context, value, method), toBytes(context, key, method)));
  };
  return only('Utilities', {
    DigestAlgorithm: DIGESTS,
    MacAlgorithm: MACS,
    Charset: enumeration('Utilities.Charset', ['US_ASCII', 'UTF_8']),
    getUuid: () => backend.uuid(),
    formatDate(date: unknown, timeZone: unknown, pattern: unknown): string {
      if (!(date instanceof Date) || typeof timeZone !== 'string' || typeof pattern !== 'string') {
        throw badParameters('Utilities.formatDate', [date, timeZone, pattern]);
      }
      return formatDate(date.getTime(), timeZone, pattern);
    },
    formatString: (template: unknown, ...args: unknown[]) => formatString(String(template), args),
    sleep(milliseconds: unknown): void {
      const time = integer(milliseconds, 'Utilities.sleep');
      if (time < 0 || time > LONGEST_SLEEP) throw exception('Invalid argument: sleep');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, time);
    },
    computeDigest(algorithm: unknown, value: unknown): number[] {
      const name = HASH_NAMES.find((hash) => DIGESTS[hash] === algorithm);
      if (name === undefined) throw badParameters('Utilities.computeDigest', [algorithm, value]);
      return signed(backend.digest(HASHES[name], toBytes(context, value, 'Utilities.computeDigest')));
    },
    computeHmacSha256Signature: (value: unknown, key: unknown) => hmac(MACS.HMAC_SHA_256, value, key),
    computeHmacSignature: hmac,
    base64Encode: (data: unknown) => encodeBase64(toBytes(context, data, 'Utilities.base64Encode'), false),
    base64EncodeWebSafe: (data: unknown) =>
      encodeBase64(toBytes(context, data, 'Utilities.base64EncodeWebSafe'), true),
    base64Decode: (text: unknown) => decode(text, false),
    base64DecodeWebSafe: (text: unknown) => decode(text, true),
    newBlob: (data: unknown, contentType?: unknown, name?: unknown) =>
      blob(context, {
        bytes: toBytes(context, data, 'Utilities.newBlob'),
        contentType:
          contentType === undefined ? (typeof data === 'string' ? 'text/plain' : null) : String(contentType),
        name: name === undefined ? null : String(name),
      }),
  });
}

/** printf with %s %d %f %e %x %% and flags, width and precision. */
export function formatString(template: string, args: readonly unknown[]): string {
  let next = 0;
  return template.replace(/%([-0+]*)(\d*)(?:\.(\d+))?([sdfex%])/g, (_all, flags, width, precision, kind) => {
    if (kind === '%') return '%';
    const value = args[next++];
    const digits = precision === undefined ? undefined : Number(precision);
    const number = Number(value);
    const body: Record<string, () => string> = {
      s: () => String(value).slice(0, digits),
      d: () => String(Math.trunc(number)),
      f: () => number.toFixed(digits ?? 6),
      e: () => number.toExponential(digits ?? 6),
      x: () => Math.trunc(number).toString(16),
    };
    const text = (flags.includes('+') && kind !== 's' && number >= 0 ? '+' : '') + (body[kind]?.() ?? '');
    if (flags.includes('-')) return text.padEnd(Number(width));
    if (!flags.includes('0') || kind === 's') return text.padStart(Number(width));
    const sign = /^[+-]/.exec(text)?.[0] ?? '';
    return sign + text.slice(sign.length).padStart(Number(width) - sign.length, '0');
  });
}
