import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Seals what a database dump must not give away. */
export interface Vault {
  /**
   * @param context what the text belongs to (see SEALED): it opens only with the same one, so that a sealed text that is
   * moved to another row is of no use
   */
  seal(text: string, context: string): string;
  /** @throws VaultError */
  open(sealed: string, context: string): string;
  /** Whether it was sealed with a key that is no longer the first. */
  isOld(sealed: string): boolean;
}

/** Contexts of what is sealed, one for each column. */
export const SEALED = {
  campaignKey: (campaign: string) => `campaign/${campaign}/key`,
  credentials: (connection: string) => `connection/${connection}/credentials`,
  webhookSecret: (connection: string) => `connection/${connection}/webhook`,
  googleRefresh: (campaign: string) => `google/${campaign}/refresh`,
  packing: (connection: string) => `connection/${connection}/packing`,
} as const;

/** keys: SHIPSHEET_KEYS is not readable. unknown-key: sealed with a key that is not given. damaged: changed, or of another row. */
export class VaultError extends Error {
  readonly code: 'vault.keys' | 'vault.unknown-key' | 'vault.damaged';

  constructor(code: VaultError['code'], message: string) {
    super(message);
    this.name = 'VaultError';
    this.code = code;
  }
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
/** 96 bits at random, as NIST SP 800-38D has it: good for 2^32 texts a key. */
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HOW = 'SHIPSHEET_KEYS is `name:key`, several with commas between them, each key 32 bytes in base64.';

/**
 * @param keys `k2:<base64>,k1:<base64>`: the first seals, all of them open. A new key is put first, `reseal` run, and the
 * old one taken away.
 * @throws VaultError
 */
export function openVault(keys: string): Vault {
  const byId = parse(keys);
  const [first] = byId;
  if (first === undefined) throw new VaultError('vault.keys', `There is no key. ${HOW}`);
  const [firstId, firstKey] = first;
  return {
    seal(text, context) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, firstKey, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(`${firstId}\n${context}`));
      const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${firstId}.${sealed.toString('base64url')}`;
    },
    open(sealed, context) {
      const { id, bytes } = split(sealed);
      const key = byId.get(id);
      if (key === undefined) {
        throw new VaultError(
          'vault.unknown-key',
          `A text is sealed with the key ${id}, which SHIPSHEET_KEYS lacks.`,
        );
      }
      try {
        const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(Buffer.from(`${id}\n${context}`));
        decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
        const middle = bytes.subarray(IV_BYTES, -TAG_BYTES);
        return Buffer.concat([decipher.update(middle), decipher.final()]).toString('utf8');
      } catch {
        throw new VaultError(
          'vault.damaged',
          `A text sealed with the key ${id} does not open: the key is another one of that name, or the text was changed.`,
        );
      }
    },
    isOld: (sealed) => split(sealed).id !== firstId,
  };
}

function parse(keys: string): Map<string, Buffer> {
  const byId = new Map<string, Buffer>();
  for (const entry of keys.split(',').map((part) => part.trim())) {
    if (entry === '') continue;
    const [, id, text] = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]+=*)$/.exec(entry) ?? [];
    if (id === undefined || text === undefined)
      throw new VaultError('vault.keys', `An entry is not readable. ${HOW}`);
    const key = Buffer.from(text, 'base64');
    if (key.length !== KEY_BYTES) {
      throw new VaultError('vault.keys', `The key ${id} has ${key.length} bytes. ${HOW}`);
    }
    if (byId.has(id)) throw new VaultError('vault.keys', `The key ${id} is given twice. ${HOW}`);
    byId.set(id, key);
  }
  return byId;
}

function split(sealed: string): { id: string; bytes: Buffer } {
  const dot = sealed.indexOf('.');
  const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url');
  if (dot < 1 || bytes.length < IV_BYTES + TAG_BYTES) {
    throw new VaultError('vault.damaged', 'A sealed text is cut off.');
  }
  return { id: sealed.slice(0, dot), bytes };
}

/** What SHIPSHEET_KEYS would hold, made at random. */
export function newKeys(id = 'k1'): string {
  return `${id}:${randomBytes(KEY_BYTES).toString('base64')}`;
}

/** The keys of a data folder without SHIPSHEET_KEYS: made once, in a file that only this user reads. */
export async function keysOfFolder(folder: string): Promise<string> {
  const path = join(folder, 'vault.keys');
  try {
    const file = await open(path, 'wx', 0o600);
    const keys = newKeys();
    await file.writeFile(`${keys}\n`);
    await file.sync();
    await file.close();
    return keys;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST')
      throw new VaultError('vault.keys', `${path} cannot be written (${codeOf(error)}).`);
  }
  // Another process may have made it this moment, and not have written it yet.
  for (let attempt = 0; ; attempt += 1) {
    const keys = (await read(path)).trim();
    if (keys !== '') return keys;
    if (attempt === 50)
      throw new VaultError('vault.keys', `${path} is empty. Bring it back from the backup.`);
    await wait(20);
  }
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new VaultError(
      'vault.keys',
      `${path} cannot be read (${codeOf(error)}). It belongs to the user that made it.`,
    );
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
