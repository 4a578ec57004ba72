/** The operator's password: kept and compared as scrypt, never as text. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** 64 MB and about 0.1 s a try: OWASP's figure for scrypt is N = 2^16, r = 8, p = 2 or dearer. */
const COST = { N: 2 ** 16, r: 8, p: 2 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** A hash from elsewhere may not ask for more than this. */
const MOST_MEMORY = 256 * 1024 * 1024;

interface Hash {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

function read(text: string): Hash | undefined {
  const match = /^scrypt:(\d+):(\d+):(\d+):([A-Za-z0-9_-]+):([A-Za-z0-9_-]+)$/.exec(text);
  if (match === null) return undefined;
  const [, N, r, p, salt = '', hash = ''] = match;
  const found = {
    N: Number(N),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
  };
  const power = found.N >= 2 ** 14 && Number.isInteger(Math.log2(found.N));
  const sound =
    power && found.r >= 1 && found.p >= 1 && found.p <= 16 && 128 * found.N * found.r < MOST_MEMORY;
  return sound && found.salt.length >= 8 && found.hash.length === HASH_BYTES ? found : undefined;
}

function derive(password: string, salt: Buffer, { N, r, p }: Pick<Hash, 'N' | 'r' | 'p'>): Promise<Buffer> {
  const options: ScryptOptions = { N, r, p, maxmem: MOST_MEMORY * 2 };
  return new Promise((done, failed) => {
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, key) => {
      if (error) failed(error);
      else done(key);
    });
  });
}

/** true for a text that hashPassword made, or another of the same form that is dear enough. */
export function isPasswordHash(text: string): boolean {
  return read(text) !== undefined;
}

/** `scrypt:N:r:p:salt:hash`, for the environment: a dollar sign would be read as a variable by compose files. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join(':');
}

/** Whether `password` is the one of `hash`; false for a hash that is none. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const known = read(hash);
  if (known === undefined) return false;
  return timingSafeEqual(await derive(password, known.salt, known), known.hash);
}
