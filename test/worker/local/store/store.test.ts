import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoredWorkbook } from '../../../../worker/local/core/workbook.ts';
import { openStore, type Store, type StoreOptions } from '../../../../worker/local/store/store.ts';
import { actions, doAll } from '../core/actions.ts';

const cell = { row: 0, column: 0, rows: 1, columns: 1 };
let folder: string;
let store: Store | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shipsheet-store-'));
});
afterEach(async () => {
  await store?.close().catch(() => undefined);
  store = undefined;
  rmSync(folder, { recursive: true, force: true });
});

function open(options?: StoreOptions): Store {
  store = openStore(folder, options);
  return store;
}
async function reopen(options?: StoreOptions): Promise<Store> {
  await store?.close();
  return open(options);
}
function need(id: string): StoredWorkbook {
  const book = store?.open(id);
  if (book === undefined) throw new Error(`no workbook ${id}`);
  return book;
}
const inside = (id: string, ...path: string[]) => join(folder, id, ...path);
const journal = (id: string) => {
  const [name] = readdirSync(inside(id)).filter((file) => file.endsWith('.log'));
  if (name === undefined) throw new Error('no journal');
  return inside(id, name);
};
const refusal = (code: string) => expect.objectContaining({ name: 'StoreError', code });

describe('a workbook', () => {
  it('comes back as it was, whatever was done to it', async () => {
    await fc.assert(
      fc.asyncProperty(actions, actions, fc.constantFrom(1, 1_000_000), async (first, second, compactAt) => {
        open({ compactAt, delay: 1_000_000 });
        const book = store?.create('A') ?? expect.unreachable();
        book.updateSheet(0, { rowCount: 8, columnCount: 8 });
        doAll(book, first);
        await store?.flush();
        doAll(book, second);
        const kept = book.capture();
        await reopen();
        expect(need(book.id).capture()).toEqual(kept);
        await reopen();
        expect(need(book.id).capture()).toEqual(kept);
        await store?.close();
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('is written by itself, unasked', async () => {
    open();
    const book = store?.create('A', { id: 'a' });
    book?.write(0, 0, 0, [['x']], 'RAW');
    await expect.poll(() => existsSync(inside('a', 'workbook.json')), { timeout: 20_000 }).toBe(true);
    book?.write(0, 0, 0, [['y']], 'RAW');
    const written = () =>
      readdirSync(inside('a')).some(
        (name) => name.endsWith('.log') && readFileSync(inside('a', name), 'utf8').includes('"y"'),
      );
    await expect.poll(written, { timeout: 20_000 }).toBe(true);
  }, 60_000);

  it('of 220,000 rows takes a small edit as a few bytes', async () => {
    open({ delay: 1_000_000 });
    const book = store?.create('Big', { id: 'big' });
    const { id } = book?.addSheet({ name: 'Orders', rows: 220_000, columns: 25 }) ?? expect.unreachable();
    const rows = Array.from({ length: 220_000 }, (_, r) => [
      `KS-${r}`,
      r,
      'Ready to ship',
      null,
      `Backer ${r}`,
    ]);
    book?.write(id, 0, 0, rows, 'RAW');
    await store?.flush();
    const before = readdirSync(inside('big')).map((name) => [name, statSync(inside('big', name)).mtimeMs]);
    book?.write(id, 100_000, 2, [['Shipped']], 'USER');
    await store?.flush();
    const after = new Map(
      readdirSync(inside('big')).map((name) => [name, statSync(inside('big', name)).mtimeMs]),
    );
    for (const [name, time] of before) expect(after.get(String(name))).toBe(time);
    expect(statSync(journal('big')).size).toBeLessThan(500);
    await reopen();
    const row = need('big').values(id, { row: 100_000, column: 0, rows: 1, columns: 5 });
    expect(row).toEqual([['KS-100000', 100_000, 'Shipped', null, 'Backer 100000']]);
  }, 60_000);

  it('gets a new snapshot of its changed sheets when the journal has grown, and the old files go', async () => {
    open({ compactAt: 2000, delay: 1_000_000 });
    const book = store?.create('A', { id: 'a' }) ?? expect.unreachable();
    const still = book.addSheet({ name: 'Still' });
    await store?.flush();
    for (let i = 0; i < 100; i++) {
      book.write(0, i, 0, [[`text ${i}`]], 'RAW');
      await store?.flush();
    }
    await reopen();
    const files = readdirSync(inside('a'));
    expect(files).toContain(`sheet-${still.id}-1.json.gz`);
    expect(files.filter((name) => name.startsWith('sheet-0-'))).toHaveLength(1);
    expect(files).not.toContain('sheet-0-1.json.gz');
    expect(files.filter((name) => name.endsWith('.log')).length).toBeLessThanOrEqual(2);
    expect(need('a').values(0, { row: 99, column: 0, rows: 1, columns: 1 })).toEqual([['text 99']]);
    expect(need('a').revision).toBe(101);
  });

  it('is written as a snapshot when a change is too large for the journal', async () => {
    open({ lineLimit: 1000, delay: 1_000_000 });
    const book = store?.create('A', { id: 'a' }) ?? expect.unreachable();
    await store?.flush();
    book.write(0, 0, 0, [['x'.repeat(5000)]], 'RAW');
    await store?.flush();
    book.write(0, 1, 0, [['small']], 'RAW');
    await reopen();
    expect(need('a').values(0, cell)).toEqual([['x'.repeat(5000)]]);
    expect(need('a').values(0, { ...cell, row: 1 })).toEqual([['small']]);
  });
});

describe('the list', () => {
  it('is by title, with new titles, copies and without deleted ones', async () => {
    open();
    const a = store?.create('Zebra', { id: 'a' }) ?? expect.unreachable();
    a.write(0, 0, 0, [['x']], 'RAW');
    store?.properties('a').set('document', 'k', 'v');
    const copy = store?.duplicate('a', 'Copy') ?? expect.unreachable();
    const whole = store?.duplicate('a', 'Whole copy', { properties: true }) ?? expect.unreachable();
    store?.create('Gone', { id: 'gone' });
    await store?.flush();
    a.title = 'Alpha';
    a.write(0, 0, 0, [['changed']], 'RAW');
    store?.delete('gone');
    await reopen();
    expect(store?.list().map(({ title }) => title)).toEqual(['Alpha', 'Copy', 'Whole copy']);
    expect(store?.list()[0]?.changedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(need(copy.id).values(0, cell)).toEqual([['x']]);
    expect(store?.properties(copy.id).get('document', 'k')).toBeUndefined();
    expect(store?.properties(whole.id).get('document', 'k')).toBe('v');
    expect(store?.open('gone')).toBeUndefined();
    expect(existsSync(inside('gone'))).toBe(false);
  });

  it('gives an id again once its workbook is deleted, and nothing of the old one comes back', async () => {
    open();
    const old = store?.create('Demo', { id: 'demo' }) ?? expect.unreachable();
    old.write(0, 0, 0, [['old']], 'RAW');
    store?.properties('demo').set('script', 'k', 'old');
    await store?.flush();
    expect(() => store?.create('Demo', { id: 'demo' })).toThrow(refusal('exists'));
    old.write(0, 0, 0, [['older still']], 'RAW');
    store?.delete('demo');
    const fresh = store?.create('Demo', { id: 'demo' }) ?? expect.unreachable();
    old.write(0, 0, 0, [['a ghost']], 'RAW');
    fresh.write(0, 1, 0, [['new']], 'RAW');
    await reopen();
    expect(need('demo').values(0, { ...cell, rows: 2 })).toEqual([[null], ['new']]);
    expect(store?.properties('demo').entries('script').size).toBe(0);
  });

  it('refuses ids that would leave the folder', () => {
    open();
    expect(store?.open('../etc')).toBeUndefined();
    expect(() => store?.create('A', { id: '../a' })).toThrow(refusal('id.invalid'));
    expect(() => store?.delete('nowhere')).toThrow(refusal('unknown'));
    expect(() => store?.properties('nowhere')).toThrow(refusal('unknown'));
  });
});

describe('properties', () => {
  it('are kept by scope', async () => {
    open();
    store?.create('A', { id: 'a' });
    const given = store?.properties('a');
    given?.set('document', 'one', '1');
    given?.set('user:a@example.org', 'one', '2');
    given?.set('script', 'gone', '3');
    given?.delete('script', 'gone');
    await reopen();
    const kept = store?.properties('a');
    expect(kept?.get('document', 'one')).toBe('1');
    expect([...(kept?.entries('user:a@example.org') ?? [])]).toEqual([['one', '2']]);
    expect(kept?.entries('script').size).toBe(0);
  });

  it('are refused when damaged', async () => {
    open();
    store?.create('A', { id: 'a' });
    store?.properties('a').set('document', 'one', '1');
    await store?.close();
    writeFileSync(inside('a', 'properties.json'), '{"document":{"one":');
    open();
    expect(() => store?.properties('a')).toThrow(refusal('damaged'));
    expect(readFileSync(inside('a', 'properties.json'), 'utf8')).toBe('{"document":{"one":');
  });
});

describe('a file cut off or changed', () => {
  /** A workbook with a snapshot and a journal of three changes. */
  async function prepared() {
    open({ delay: 1_000_000 });
    const book = store?.create('A', { id: 'a' }) ?? expect.unreachable();
    book.write(0, 0, 0, [[0]], 'RAW');
    await store?.flush();
    for (const step of [1, 2, 3]) {
      book.write(0, 0, 0, [[step]], 'RAW');
      await store?.flush();
    }
    await store?.close();
    return readFileSync(journal('a'));
  }
  const sheetFile = () => {
    const name = readdirSync(inside('a')).find((file) => file.startsWith('sheet-'));
    return inside('a', name ?? '');
  };

  it('gives the changes before it when the journal ends anywhere', async () => {
    const bytes = await prepared();
    const path = journal('a');
    const seen: unknown[] = [];
    for (let length = 0; length <= bytes.length; length += 7) {
      writeFileSync(path, bytes.subarray(0, length));
      open();
      seen.push(need('a').values(0, cell)[0]?.[0]);
      await store?.close();
    }
    expect([...new Set(seen)]).toEqual([0, 1, 2]);
    expect(seen).toEqual([...seen].sort());
  });

  it('goes on after what was cut off', async () => {
    const bytes = await prepared();
    writeFileSync(journal('a'), bytes.subarray(0, bytes.length - 5));
    open();
    expect(need('a').values(0, cell)).toEqual([[2]]);
    need('a').write(0, 0, 0, [['after']], 'RAW');
    await reopen();
    expect(need('a').values(0, cell)).toEqual([['after']]);
  });

  it.each([
    [
      'a byte of the journal',
      () => journal('a'),
      (bytes: Buffer) => bytes.fill(bytes[60] === 65 ? 66 : 65, 60, 61),
    ],
    [
      'a journal without its first line',
      () => journal('a'),
      (bytes: Buffer) => bytes.subarray(bytes.indexOf(10) + 1),
    ],
    ['the end of a sheet', sheetFile, (bytes: Buffer) => bytes.subarray(0, bytes.length - 20)],
    ['a byte of a sheet', sheetFile, (bytes: Buffer) => bytes.fill((bytes[40] ?? 0) ^ 255, 40, 41)],
    ['a sheet emptied', sheetFile, () => Buffer.alloc(0)],
    ['half of the manifest', () => inside('a', 'workbook.json'), (bytes: Buffer) => bytes.subarray(0, 50)],
    ['an empty manifest', () => inside('a', 'workbook.json'), () => Buffer.from('{}')],
  ])('is refused, never emptied: %s', async (_, path, change) => {
    await prepared();
    const file = path();
    const bytes = change(readFileSync(file));
    writeFileSync(file, bytes);
    open();
    expect(() => store?.open('a')).toThrow(refusal('damaged'));
    expect(() => store?.open('a')).toThrow(file);
    expect(readFileSync(file)).toEqual(bytes);
    const [listed] = store?.list() ?? [];
    expect(listed?.id).toBe('a');
  });

  it.each(['workbook.json', 'sheet'])('is refused when it is missing: %s', async (which) => {
    await prepared();
    rmSync(which === 'sheet' ? sheetFile() : inside('a', which));
    open();
    expect(() => store?.open('a')).toThrow(refusal('damaged'));
  });

  it('leaves the other workbooks alone', async () => {
    await prepared();
    appendFileSync(journal('a'), 'rubbish\n');
    open();
    expect(() => store?.open('a')).toThrow(refusal('damaged'));
    expect(store?.create('B').title).toBe('B');
  });
});

describe('the data folder', () => {
  it('is for one program at a time', async () => {
    open();
    expect(() => openStore(folder)).toThrow(refusal('in-use'));
    await store?.close();
    writeFileSync(join(folder, 'in-use'), `${process.ppid}\n`);
    expect(() => openStore(folder)).toThrow(`process ${process.ppid}`);
    // A number that no process has: the one that wrote it was killed.
    writeFileSync(join(folder, 'in-use'), '99999999\n');
    open();
  });

  it('reports a write that fails, keeps the change and writes it later', async () => {
    const errors: unknown[] = [];
    open({ delay: 5, onError: (error) => errors.push(error) });
    const book = store?.create('A', { id: 'a' }) ?? expect.unreachable();
    await store?.flush();
    const keep = join(folder, 'kept');
    renameSync(inside('a'), keep);
    book.write(0, 0, 0, [['x']], 'RAW');
    await expect(store?.flush()).rejects.toThrow('ENOENT');
    renameSync(keep, inside('a'));
    await store?.flush();
    await reopen();
    expect(need('a').values(0, cell)).toEqual([['x']]);
  });
});
