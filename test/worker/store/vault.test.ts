import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { keysOfFolder, newKeys, openVault, SEALED, VaultError } from '../../../worker/store/vault.ts';

const TEXT = '{"apiKey":"key-5e1f","apiSecret":"geheim ✓"}';
const CONTEXT = SEALED.credentials('c-1');

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof VaultError) return error.code;
    throw error;
  }
  return 'nothing thrown';
}

describe('the vault', () => {
  const vault = openVault(newKeys());

  test('opens what it sealed, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) => {
        expect(vault.open(vault.seal(text, context), context)).toBe(text);
      }),
    );
  });

  test('shows nothing of the text, and seals the same text differently each time', () => {
    const [one, two] = [vault.seal(TEXT, CONTEXT), vault.seal(TEXT, CONTEXT)];
    expect(one).not.toContain('key-5e1f');
    expect(Buffer.from(one.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain('key-5e1f');
    expect(one).not.toBe(two);
  });

  test('does not open a text in the place of another', () => {
    const sealed = vault.seal(TEXT, CONTEXT);
    expect(codeOf(() => vault.open(sealed, SEALED.credentials('c-2')))).toBe('vault.damaged');
    expect(codeOf(() => vault.open(sealed, SEALED.webhookSecret('c-1')))).toBe('vault.damaged');
  });

  test('does not open a text of which any byte was changed', () => {
    const [id = '', body = ''] = vault.seal('short', CONTEXT).split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (let i = 0; i < bytes.length; i += 1) {
      const changed = Buffer.from(bytes);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(codeOf(() => vault.open(`${id}.${changed.toString('base64url')}`, CONTEXT))).toBe(
        'vault.damaged',
      );
    }
  });

  test.each(['', 'k1', 'k1.', '.AAAA', 'k1.AAAA', 'no dot at all'])('calls %j damaged', (sealed) => {
    expect(codeOf(() => vault.open(sealed, CONTEXT))).toBe('vault.damaged');
  });

  test('names a key that it lacks, and never the text', () => {
    const sealed = openVault(newKeys('k7')).seal(TEXT, CONTEXT);
    expect(() => vault.open(sealed, CONTEXT)).toThrow('sealed with the key k7, which SHIPSHEET_KEYS lacks');
  });

  test('says so when a key of the same name is another key', () => {
    const sealed = openVault(newKeys()).seal(TEXT, CONTEXT);
    expect(() => vault.open(sealed, CONTEXT)).toThrow('sealed with the key k1 does not open');
  });
});

describe('keys that are changed', () => {
  const [old, next] = [newKeys('k1'), newKeys('k2')];

  test('the first seals, all open, and what an old one sealed is known as old', () => {
    const sealed = openVault(old).seal(TEXT, CONTEXT);
    const both = openVault(`${next}, ${old}`);
    expect(both.open(sealed, CONTEXT)).toBe(TEXT);
    expect(both.isOld(sealed)).toBe(true);
    const again = both.seal(TEXT, CONTEXT);
    expect(again).toMatch(/^k2\./);
    expect(both.isOld(again)).toBe(false);
    expect(openVault(next).open(again, CONTEXT)).toBe(TEXT);
  });

  test.each([
    ['', 'There is no key'],
    ['k1', 'not readable'],
    ['k 1:AAAA', 'not readable'],
    ['k1:AAAA', 'The key k1 has 3 bytes'],
    [`${old},${old}`, 'The key k1 is given twice'],
  ])('%j is refused, without the key in the message', (keys, message) => {
    expect(() => openVault(keys)).toThrow(message);
    try {
      openVault(keys);
    } catch (error) {
      expect(String(error)).not.toContain(old.slice(3));
    }
  });
});

describe('the keys of a data folder', () => {
  const folders: string[] = [];
  const folder = async (): Promise<string> => {
    const path = await mkdtemp(join(tmpdir(), 'shipsheet-vault-'));
    folders.push(path);
    return path;
  };
  afterEach(async () => {
    for (const path of folders.splice(0)) await rm(path, { recursive: true });
  });

  test('are made once, also by several at the same moment, in a file that only this user reads', async () => {
    const path = await folder();
    const keys = await Promise.all(Array.from({ length: 8 }, () => keysOfFolder(path)));
    expect(new Set(keys).size).toBe(1);
    expect(await keysOfFolder(path)).toBe(keys[0]);
    expect((await readFile(join(path, 'vault.keys'), 'utf8')).trim()).toBe(keys[0]);
    if (process.platform !== 'win32') expect((await stat(join(path, 'vault.keys'))).mode & 0o777).toBe(0o600);
    expect(openVault(keys[0] ?? '').seal('x', 'y')).toMatch(/^k1\./);
  });

  test('are told to be out of reach in words that name the file', async () => {
    const path = await folder();
    await expect(keysOfFolder(join(path, 'nowhere'))).rejects.toThrow(
      /nowhere\/vault\.keys cannot be written \(ENOENT\)/,
    );
    await mkdir(join(path, 'vault.keys'));
    await expect(keysOfFolder(path)).rejects.toThrow(/vault\.keys cannot be read \(EISDIR\)/);
  });

  test('are not made anew over a file that was emptied: what they sealed would be lost', async () => {
    const path = await folder();
    await writeFile(join(path, 'vault.keys'), '');
    await expect(keysOfFolder(path)).rejects.toThrow('is empty');
  });
});
