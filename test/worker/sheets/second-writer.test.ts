/** Somebody else works in the sheet while the worker writes. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RUN_MARK } from '../../../shared/sync/marks.ts';
import { FILE_MARK } from '../../../shared/tabs/headers.ts';
import type { Workbook } from '../../../worker/local/core/types.ts';
import { project } from '../../../worker/sheets/project.ts';
import type { WantedRow } from '../../../worker/sheets/wanted.ts';
import {
  arrivals,
  cellsOf,
  demoTables,
  fillCampaign,
  type Google,
  noteOn,
  placeOf,
  rowOf,
  rowsOf,
  sheetOf,
  sortBy,
  startGoogle,
  type,
  wantedOf,
} from './support.ts';

let google: Google;
let book: Workbook;
let rows: WantedRow[];
const tables = demoTables(120);
const NOW = Date.UTC(2026, 2, 2, 9, 30, 0);
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
  google.forget();
  rows = arrivals(book, 8);
});
afterEach(() => {
  google.between = () => undefined;
});

const run = (wanted = wantedOf(rows)) => project(google.client(), book.id, wanted, { clock: () => NOW });

/** Does something once, right before the nth call of a kind goes out. */
function rightBefore(kind: 'read' | 'write', nth: number, work: () => void): void {
  let seen = 0;
  google.between = (passing) => {
    if (passing.kind === kind && ++seen === nth) work();
    return undefined;
  };
}

/** Everything in Shipments but what the wanted rows name, by Shipment ID: it must not change. */
function others(): Map<string, Record<string, string>> {
  const wanted = new Map(rows.map((row) => [row.id, row.cells]));
  return new Map(
    rowsOf(book, 'Shipments').map((row) => {
      const id = row['Shipment ID'] ?? '';
      const cells = wanted.get(id);
      const rest = Object.entries(row).filter(
        ([name]) => cells === undefined || (name !== 'Status' && !Object.hasOwn(cells, name)),
      );
      return [id, Object.fromEntries(rest)];
    }),
  );
}
function expectWritten(): void {
  for (const { id, cells } of rows)
    expect(rowOf(book, 'Shipments', id)).toMatchObject({ ...cells, Status: 'shipped' });
}

describe('J1: rows are sorted', () => {
  const sorts: [string, () => void][] = [
    ['by channel', () => sortBy(book, 'Shipments', 'Contents')],
    ['backwards', () => sortBy(book, 'Shipments', 'Shipment ID', false)],
  ];
  for (const [how, sort] of sorts) {
    it(`${how} between the look and the write: what was hit goes back`, async () => {
      const kept = others();
      rightBefore('write', 1, sort);
      const done = await run();
      expect(done).toMatchObject({ stopped: null, conflicts: [], missing: [] });
      expect(done.settled).toHaveLength(rows.length);
      expectWritten();
      expect(others()).toEqual(kept);
    });
  }

  it('before every one of the first writes', async () => {
    const kept = others();
    let turn = 0;
    google.between = ({ path }) => {
      if (path === '/values:batchUpdate' && turn++ < 3) sortBy(book, 'Shipments', 'Contents', turn % 2 === 0);
      return undefined;
    };
    expect(await run()).toMatchObject({ stopped: null });
    expectWritten();
    expect(others()).toEqual(kept);
  });

  it('and back again, so that only the cells tell', async () => {
    const kept = others();
    let seen = 0;
    google.between = ({ kind, path }) => {
      if (kind === 'write' && path === '/values:batchUpdate' && ++seen === 1)
        sortBy(book, 'Shipments', 'Shipment ID', false);
      else if (seen === 1) {
        seen++;
        sortBy(book, 'Shipments', 'Shipment ID', true);
      }
      return undefined;
    };
    await run();
    expectWritten();
    expect(others()).toEqual(kept);
  });

  it('in Orders while its views are written', async () => {
    const facts = (): unknown[] =>
      rowsOf(book, 'Orders')
        .map(({ Stage: _, 'Next step': __, Packages: ___, 'Row check': ____, ...rest }) => rest)
        .sort((a, b) => ((a['Order ID'] ?? '') < (b['Order ID'] ?? '') ? -1 : 1));
    const kept = facts();
    const untouched = rowsOf(book, 'Orders').filter(
      (order) => !rows.some(({ orderId }) => orderId === order['Order ID']),
    );
    rightBefore('write', 2, () => sortBy(book, 'Orders', 'Name'));
    expect(await run()).toMatchObject({ stopped: null });
    expect(facts()).toEqual(kept);
    for (const order of untouched) expect(rowOf(book, 'Orders', order['Order ID'] ?? '')).toEqual(order);
    for (const { id, orderId } of rows)
      expect(rowOf(book, 'Orders', orderId).Packages).toContain(`${id} shipped`);
  });
});

describe('J3, J24: columns and rows of a person’s own', () => {
  it('are passed over, wherever they stand', async () => {
    const sheet = sheetOf(book, 'Shipments');
    book.insertColumns(sheet.id, 0, 1);
    book.insertColumns(sheet.id, 6, 1);
    const { rows: n } = book.contentSize(sheet.id);
    book.write(
      sheet.id,
      0,
      6,
      Array.from({ length: n }, (_, i) => [i === 0 ? 'Mine' : `=ROW()+${i}`]),
      'USER',
    );
    const formulas = book.formulas(sheet.id, { row: 0, column: 6, rows: n, columns: 1 });
    const kept = others();
    expect(await run()).toMatchObject({ stopped: null });
    for (const { id, cells } of rows)
      expect(rowsOf(book, 'Shipments').find((row) => row['Shipment ID'] === id)).toMatchObject(cells);
    expect(others()).toEqual(kept);
    expect(book.formulas(sheet.id, { row: 0, column: 6, rows: n, columns: 1 })).toEqual(formulas);
  });

  it('are not hit when a row is put in between the look and the write', async () => {
    const kept = others();
    rightBefore('write', 1, () => {
      book.insertRows(sheetOf(book, 'Shipments').id, 2, 2);
      book.write(sheetOf(book, 'Shipments').id, 2, 3, [['a line of my own']], 'RAW');
    });
    expect(await run()).toMatchObject({ stopped: null });
    expectWritten();
    const own = cellsOf(book, 'Shipments').filter(([id]) => id === '');
    expect(own.map((line) => line.filter((cell) => cell !== ''))).toEqual([['a line of my own'], []]);
    kept.set(
      '',
      Object.fromEntries(
        [...(kept.values().next().value ? Object.keys(kept.values().next().value ?? {}) : [])].map((name) => [
          name,
          '',
        ]),
      ),
    );
    const now = others();
    now.delete('');
    kept.delete('');
    expect(now).toEqual(kept);
  });

  it('get back what a write hit when a column is put in at that very moment', async () => {
    const kept = others();
    const sheet = sheetOf(book, 'Shipments');
    const { rows: n } = book.contentSize(sheet.id);
    rightBefore('write', 1, () => {
      book.insertColumns(sheet.id, 5, 1);
      const own = Array.from({ length: n }, (_, i) => [i === 0 ? 'Mine' : `=A${i + 1}`]);
      book.write(sheet.id, 0, 5, own, 'USER');
    });
    expect(await run()).toMatchObject({ stopped: null });
    expectWritten();
    const now = new Map([...others()].map(([id, { Mine: _, ...rest }]) => [id, rest]));
    expect(now).toEqual(kept);
  });

  it('get back their formulas when a column is moved at that very moment', async () => {
    const sheet = sheetOf(book, 'Shipments');
    const { rows: n, columns } = book.contentSize(sheet.id);
    book.insertColumns(sheet.id, columns, 1, 'before');
    book.setFormat(sheet.id, { row: 0, column: columns, rows: n, columns: 1 }, { numberFormat: 'General' });
    const own = Array.from({ length: n }, (_, i) => [i === 0 ? 'Mine' : `=A${i + 1}`]);
    book.write(sheet.id, 0, columns, own, 'USER', { formulasInText: true });
    const kept = others();
    rightBefore('write', 1, () => book.moveColumns(sheet.id, columns, 1, 5));
    expect(await run()).toMatchObject({ stopped: null });
    expectWritten();
    expect(others()).toEqual(kept);
    expect(book.formulas(sheet.id, { row: 1, column: 5, rows: n - 1, columns: 1 })).toEqual(own.slice(1));
  });
});

describe('J4: columns are renamed, moved or gone', () => {
  it('a renamed column is known by its mark', async () => {
    const { sheetId, column } = placeOf(book, 'Shipments', rows[0]?.id ?? '', 'Tracking number');
    book.write(sheetId, 0, column, [['Sendungsnummer']], 'RAW');
    book.moveColumns(sheetId, column, 1, 1);
    expect(await run()).toMatchObject({ stopped: null, vanished: [] });
    for (const { id, cells } of rows)
      expect(rowOf(book, 'Shipments', id).Sendungsnummer).toBe(cells['Tracking number']);
  });

  it('one that is renamed while the worker writes too', async () => {
    const { sheetId, column } = placeOf(book, 'Shipments', rows[0]?.id ?? '', 'Carrier');
    rightBefore('write', 1, () => {
      book.write(sheetId, 0, column, [['Spediteur']], 'RAW');
      book.moveColumns(sheetId, column, 1, 1);
    });
    expect(await run()).toMatchObject({ stopped: null, vanished: [] });
    for (const { id } of rows) expect(rowOf(book, 'Shipments', id).Spediteur).toBe('UPS');
  });

  it('a column that is gone is named, nothing of it is written, and the rest is', async () => {
    const { sheetId, column } = placeOf(book, 'Shipments', rows[0]?.id ?? '', 'Tracking status');
    book.deleteColumns(sheetId, column, 1);
    const done = await run();
    expect(done).toMatchObject({ stopped: null, vanished: ['Tracking status'], settled: [] });
    for (const { id, cells } of rows) {
      const { 'Tracking status': _, ...rest } = cells;
      expect(rowOf(book, 'Shipments', id)).toMatchObject(rest);
    }
    expect(rowOf(book, 'Needs attention', 'sheet.column-missing/Shipments/Tracking status')).toMatchObject({
      What: 'Shipments lacks the column Tracking status: nothing of it is written.',
      Resolved: '',
    });
  });

  it('without the key column nothing at all is written', async () => {
    const { sheetId } = sheetOfId();
    book.deleteColumns(sheetId, 0, 1);
    const kept = cellsOf(book, 'Shipments');
    expect(await run()).toMatchObject({ stopped: { code: 'sheet.column-missing' }, settled: [], cells: 0 });
    expect(cellsOf(book, 'Shipments')).toEqual(kept);
  });
  const sheetOfId = () => ({ sheetId: sheetOf(book, 'Shipments').id });
});

describe('J5 to J8: rows and tabs come and go', () => {
  it('J5: a row that is gone is missed, told, and found again', async () => {
    const [gone, ...rest] = rows;
    if (gone === undefined) throw new Error('There is a shipment');
    const { sheetId, row } = placeOf(book, 'Shipments', gone.id, 'Carrier');
    const width = sheetOf(book, 'Shipments').columnCount;
    const line = book.values(sheetId, { row, column: 0, rows: 1, columns: width });
    rightBefore('write', 1, () => book.deleteRows(sheetId, row, 1));
    const done = await run();
    expect(done).toMatchObject({ stopped: null, missing: [gone.id] });
    expect([...done.settled].sort()).toEqual(rest.map(({ id }) => id).sort());
    for (const { id, cells } of rest) expect(rowOf(book, 'Shipments', id)).toMatchObject(cells);
    const key = `sheet.row-missing/${gone.orderId}/${gone.id}`;
    expect(rowOf(book, 'Needs attention', key).Resolved).toBe('');
    const { rows: n } = book.contentSize(sheetId);
    book.insertRows(sheetId, n, 1, 'before');
    book.write(sheetId, n, 0, line, 'RAW');
    expect((await run()).missing).toEqual([]);
    expect(rowOf(book, 'Shipments', gone.id)).toMatchObject(gone.cells);
    expect(rowOf(book, 'Needs attention', key).Resolved).not.toBe('');
  });

  it('J6: a renamed tab is known by its mark; a deleted one is named', async () => {
    book.updateSheet(sheetOf(book, 'Shipments').id, { name: 'Sendungen 2026' });
    expect(await run()).toMatchObject({ stopped: null, missing: [] });
    const done = rowsOf(book, 'Sendungen 2026').filter(({ Carrier }) => Carrier === 'UPS');
    expect(done).toHaveLength(rows.length);
    book.deleteSheet(sheetOf(book, 'Sendungen 2026').id);
    expect(await run()).toMatchObject({ stopped: { code: 'sheet.tab-missing' }, settled: [], cells: 0 });
  });

  it('J6: a tab that is renamed while the worker reads is found again', async () => {
    rightBefore('read', 3, () => book.updateSheet(sheetOf(book, 'Shipments').id, { name: 'Parcels' }));
    expect(await run()).toMatchObject({ stopped: null });
    expect(rowsOf(book, 'Parcels').filter(({ Carrier }) => Carrier === 'UPS')).toHaveLength(rows.length);
  });

  it('J7: of a row that stands twice neither is written', async () => {
    const [twice, ...rest] = rows;
    if (twice === undefined) throw new Error('There is a shipment');
    const { sheetId, row } = placeOf(book, 'Shipments', twice.id, 'Carrier');
    const width = sheetOf(book, 'Shipments').columnCount;
    const line = book.values(sheetId, { row, column: 0, rows: 1, columns: width });
    book.insertRows(sheetId, row, 1);
    book.write(sheetId, row, 0, line, 'RAW');
    const kept = rowsOf(book, 'Shipments').filter((one) => one['Shipment ID'] === twice.id);
    const done = await run();
    expect(done).toMatchObject({ stopped: null, duplicates: [twice.id] });
    expect(done.settled).not.toContain(twice.id);
    expect(rowsOf(book, 'Shipments').filter((one) => one['Shipment ID'] === twice.id)).toEqual(kept);
    for (const { id, cells } of rest) expect(rowOf(book, 'Shipments', id)).toMatchObject(cells);
    const key = `sheet.row-twice/${twice.orderId}/${twice.id}`;
    expect(rowOf(book, 'Needs attention', key).Resolved).toBe('');
    book.deleteRows(sheetId, row, 1);
    await run();
    expect(rowOf(book, 'Shipments', twice.id)).toMatchObject(twice.cells);
    expect(rowOf(book, 'Needs attention', key).Resolved).not.toBe('');
  });

  it('J8: an ID that was pasted over is missed, and nothing is written beside it', async () => {
    const [lost] = rows;
    if (lost === undefined) throw new Error('There is a shipment');
    const kept = rowOf(book, 'Shipments', lost.id);
    type(book, 'Shipments', lost.id, 'Shipment ID', 'pasted');
    expect((await run()).missing).toEqual([lost.id]);
    expect(rowOf(book, 'Shipments', 'pasted')).toEqual({ ...kept, 'Shipment ID': 'pasted' });
  });

  it('J11: formats, colours, notes and hidden columns stay as they are', async () => {
    const { sheetId, row, column } = placeOf(book, 'Shipments', rows[0]?.id ?? '', 'Carrier');
    const cell = { row, column, rows: 1, columns: 1 };
    book.setFormat(sheetId, cell, { background: '#ffcc00', bold: true });
    book.setNote(sheetId, cell, 'ask Ben');
    book.setColumnsHidden(sheetId, column, 2, true);
    const look = book.formats(sheetId, cell);
    await run();
    expectWritten();
    expect(book.formats(sheetId, cell)).toEqual(look);
    expect(noteOn(book, 'Shipments', rows[0]?.id ?? '', 'Carrier')).toBe('ask Ben');
    expect(book.hiddenColumns(sheetId)).toEqual([column, column + 1]);
  });
});

describe('J25: somebody types while the worker writes', () => {
  it('beside its columns and into them: all of it stays', async () => {
    const [a, b] = rows;
    if (a === undefined || b === undefined) throw new Error('There are shipments');
    let seen = 0;
    google.between = ({ kind }) => {
      seen += 1;
      if (kind === 'read' && seen === 3) type(book, 'Shipments', a.id, 'Tracking number', 'by courier');
      if (kind === 'read' && seen === 5) type(book, 'Shipments', b.id, 'Carrier', 'a friend');
      type(book, 'Orders', a.orderId, 'Notes', `call ${seen}`);
      return undefined;
    };
    const done = await run();
    expect(done.stopped).toBeNull();
    expect(done.conflicts.map(({ id, column }) => `${id} ${column}`).sort()).toEqual(
      [`${a.id} Tracking number`, `${b.id} Carrier`].sort(),
    );
    expect(rowOf(book, 'Shipments', a.id)).toMatchObject({ ...a.cells, 'Tracking number': 'by courier' });
    expect(rowOf(book, 'Shipments', b.id)).toMatchObject({ ...b.cells, Carrier: 'a friend' });
    expect(noteOn(book, 'Shipments', b.id, 'Carrier')).toContain('The warehouse says UPS');
    expect(rowOf(book, 'Orders', a.orderId).Notes).toMatch(/^call \d+$/);
  });

  it('a note goes with its row when rows are sorted as it is written', async () => {
    const [a] = rows;
    if (a === undefined) throw new Error('There is a shipment');
    type(book, 'Shipments', a.id, 'Carrier', 'a friend');
    google.between = ({ body }) => {
      if (!body.includes('"note"')) return undefined;
      google.between = () => undefined;
      sortBy(book, 'Shipments', 'Shipment ID', false);
      return undefined;
    };
    await run();
    for (const row of rowsOf(book, 'Shipments')) {
      const id = row['Shipment ID'] ?? '';
      const note = noteOn(book, 'Shipments', id, 'Carrier');
      if (id === a.id) expect(note).toContain('The warehouse says UPS');
      else expect(note).toBe('');
    }
  });
});

describe('the worker keeps out', () => {
  const mark = (key: string, value: string) =>
    book.addMetadata({ key, value, visibility: 'DOCUMENT', location: { type: 'spreadsheet' } });

  it('while a run of a person writes, and goes on when its heart has stopped for 7 minutes', async () => {
    const { id } = mark(RUN_MARK, `R-1 ${NOW - 60_000}`);
    const kept = cellsOf(book, 'Shipments');
    expect(await run()).toMatchObject({ stopped: { code: 'sheet.busy' }, settled: [], cells: 0 });
    expect(cellsOf(book, 'Shipments')).toEqual(kept);
    book.updateMetadata(id, `R-1 ${NOW - 8 * 60_000}`);
    expect(await run()).toMatchObject({ stopped: null });
    expectWritten();
  });

  it('when the run begins in the middle, and says what is done until then', async () => {
    rightBefore('write', 2, () => sortBy(book, 'Orders', 'Name'));
    const between = google.between;
    google.between = (passing) => {
      const fault = between(passing);
      if (passing.kind === 'write' && google.log.filter(({ kind }) => kind === 'write').length === 1)
        mark(RUN_MARK, `R-1 ${NOW}`);
      return fault;
    };
    await run();
    const done = await run();
    expect(done).toMatchObject({ stopped: { code: 'sheet.busy' } });
  });

  it('J20: of a copy of the file', async () => {
    for (const { id, key } of book.metadata()) if (key === FILE_MARK) book.updateMetadata(id, 'the original');
    const kept = cellsOf(book, 'Shipments');
    expect(await run()).toMatchObject({ stopped: { code: 'sheet.copy' }, settled: [], cells: 0 });
    expect(cellsOf(book, 'Shipments')).toEqual(kept);
  });
});
