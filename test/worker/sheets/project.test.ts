import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Workbook } from '../../../worker/local/core/types.ts';
import type { Sheets } from '../../../worker/sheets/port.ts';
import { project } from '../../../worker/sheets/project.ts';
import {
  arrivals,
  cellsOf,
  demoTables,
  fillCampaign,
  type Google,
  rowOf,
  startGoogle,
  wantedOf,
} from './support.ts';

let google: Google;
let book: Workbook;
let sheets: Sheets;
const tables = demoTables(120);
beforeAll(async () => {
  google = await startGoogle();
});
afterAll(async () => {
  expect(google.api.faults).toEqual([]);
  await google.close();
});
beforeEach(() => {
  book = google.api.book(google.api.fresh());
  fillCampaign(book, tables);
  google.between = () => undefined;
  google.forget();
  sheets = google.client();
});
afterEach(() => {
  google.between = () => undefined;
});

const run = (wanted: Parameters<typeof project>[2]) => project(sheets, book.id, wanted);

describe('a projection', () => {
  it('writes what the worker knows, and the views that follow from it', async () => {
    const rows = arrivals(book, 5);
    const done = await run(wantedOf(rows));
    console.log(
      done,
      google.log.map((p) => `${p.kind} ${p.path} ${p.body.length}`),
    );
    expect(done).toMatchObject({ stopped: null, missing: [], duplicates: [], conflicts: [] });
    expect([...done.settled].sort()).toEqual(rows.map(({ id }) => id).sort());
    for (const { id, orderId, cells } of rows) {
      expect(rowOf(book, 'Shipments', id)).toMatchObject({ ...cells, Status: 'shipped' });
      expect(rowOf(book, 'Orders', orderId).Packages).toContain(`${id} shipped`);
    }
    const before = cellsOf(book, 'Shipments');
    google.forget();
    expect(await run(wantedOf(rows))).toMatchObject({ cells: 0, stopped: null });
    expect(google.log.filter(({ kind }) => kind === 'write')).toEqual([]);
    expect(cellsOf(book, 'Shipments')).toEqual(before);
  });
});
