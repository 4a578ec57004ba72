import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../../worker/local/store/store.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'shipsheet-before-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

/** As the program wrote it before there were merged cells, checkboxes and struck out text. */
const FRAME = {
  name: 'Orders',
  hidden: false,
  frozenRows: 1,
  frozenColumns: 0,
  tabColor: '',
  hiddenRows: [],
  filteredRows: [],
  filter: null,
  protections: [],
};
const LOOK = {
  formats: [{ start: 0, end: 1, value: { bold: true } }],
  notes: [],
  validations: [{ start: 1, end: 5, value: { values: ['Open'], strict: true } }],
  width: 100,
  hidden: false,
};
const line = (revision: number, ...operations: object[]): string => {
  const text = JSON.stringify({ revision, operations });
  return `${crc32(text).toString(16).padStart(8, '0')} ${text}\n`;
};
const json = (...lines: object[]): string => lines.map((one) => `${JSON.stringify(one)}\n`).join('');

describe('a data folder from before merged cells', () => {
  it('opens, with its journal, and takes them from then on', async () => {
    const folder = join(data, 'old');
    mkdirSync(folder);
    const column = { values: ['Stage', 'Open'], ...LOOK };
    writeFileSync(
      join(folder, 'sheet-0-3.json.gz'),
      gzipSync(json({ ...FRAME, id: 0, rows: 5 }, column, { ...column, values: [] })),
    );
    const state = { title: 'Old', locale: 'en_US', timeZone: 'Etc/UTC', nextId: 2, metadata: [] };
    const sheets = [{ id: 0, file: 'sheet-0-3.json.gz' }];
    const manifest = { format: 1, id: 'old', title: 'Old', revision: 3, state, sheets };
    writeFileSync(join(folder, 'workbook.json'), JSON.stringify(manifest));
    const added = { ...FRAME, name: 'Stock', id: 1, rows: 3, columns: [column] };
    writeFileSync(
      join(folder, 'journal-4.log'),
      line(4, { do: 'add-sheet', index: 1, sheet: added }) +
        line(5, { do: 'frame', sheet: 0, frame: FRAME, columns: [LOOK, LOOK] }),
    );

    let store = openStore(data);
    const old = store.open('old');
    expect(old?.sheets().map(({ name }) => name)).toEqual(['Orders', 'Stock']);
    expect(old?.revision).toBe(5);
    expect(old?.merges(0)).toEqual([]);
    expect(old?.values(0, { row: 0, column: 0, rows: 2, columns: 1 })).toEqual([['Stage'], ['Open']]);
    old?.mergeCells(0, { row: 2, column: 0, rows: 2, columns: 2 }, 'all');
    await store.close();
    store = openStore(data);
    expect(store.open('old')?.merges(0)).toEqual([{ row: 2, column: 0, rows: 2, columns: 2 }]);
    await store.close();
  });
});
