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
  noteOn,
  placeOf,
  rowOf,
  rowsOf,
  sheetOf,
  startGoogle,
  type,
  wantedOf,
  wantedRow,
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
  google.forget();
  sheets = google.client();
});
afterEach(() => {
  google.between = () => undefined;
});

const NOW = Date.UTC(2026, 2, 2, 9, 30, 0);
const run = (wanted: Parameters<typeof project>[2]) => project(sheets, book.id, wanted, { clock: () => NOW });
const first = () => {
  const [row] = arrivals(book, 1);
  if (row === undefined) throw new Error('The demo has shipments at a warehouse');
  return row;
};

describe('what is written', () => {
  it('is what the worker knows, and the views that follow from it', async () => {
    const rows = arrivals(book, 5);
    const done = await run(wantedOf(rows));
    expect(done).toMatchObject({ stopped: null, missing: [], duplicates: [], conflicts: [], vanished: [] });
    expect([...done.settled].sort()).toEqual(rows.map(({ id }) => id).sort());
    for (const { id, orderId, cells } of rows) {
      expect(rowOf(book, 'Shipments', id)).toMatchObject({ ...cells, Status: 'shipped' });
      const order = rowOf(book, 'Orders', orderId);
      expect(order.Packages).toContain(`${id} shipped`);
      expect(order.Stage).toMatch(/^(?:Shipped|Partly shipped)$/);
    }
  });

  it('is nothing when all stands as wanted', async () => {
    const rows = arrivals(book, 5);
    await run(wantedOf(rows));
    google.forget();
    const again = await run(wantedOf(rows));
    expect(again).toMatchObject({ cells: 0, stopped: null });
    expect(again.settled).toHaveLength(5);
    expect(google.log.filter(({ kind }) => kind === 'write')).toEqual([]);
    expect(again.calls).toBe(google.log.length);
  });

  it('is no cell that did not change', async () => {
    const rows = arrivals(book, 5);
    const before = cellsOf(book, 'Shipments');
    await run(wantedOf(rows));
    const after = cellsOf(book, 'Shipments');
    const changed = after.flatMap((line, r) => line.filter((cell, c) => cell !== (before[r]?.[c] ?? '')));
    const sent = google.log.find(({ path }) => path === '/values:batchUpdate');
    const cells = (
      sent?.body.match(/"(?:1Z999\w+|UPS|in transit|2026-03-02 08:00:00Z|accepted|shipped)"/g) ?? []
    ).length;
    expect(cells).toBe(changed.length);
    expect(changed).toHaveLength(5 * 6);
  });

  it('J22: is text, whatever it looks like: no formula, no number, no lost zeros', async () => {
    const { id, orderId } = first();
    const cells = {
      'Tracking number': '00420123456789012345678901',
      Carrier: '=IMPORTXML("http://example.com","//a")',
      'Tracking status': '+1',
      'Warehouse says': "'refused: -5",
    };
    expect(await run(wantedOf([wantedRow(id, cells, { orderId })]))).toMatchObject({ stopped: null });
    expect(rowOf(book, 'Shipments', id)).toMatchObject(cells);
    const { sheetId, row, column } = placeOf(book, 'Shipments', id, 'Carrier');
    expect(book.formulas(sheetId, { row, column, rows: 1, columns: 1 })).toEqual([['']]);
  });

  it('clears with a blank text what the worker has written, and leaves columns that are not named', async () => {
    const row = first();
    await run(wantedOf([row]));
    const { Batch: batch } = rowOf(book, 'Shipments', row.id);
    const number = row.cells['Tracking number'] ?? '';
    const voided = { 'Tracking number': '', 'Shipped at': '' };
    const written = { 'Tracking number': [number], 'Shipped at': [row.cells['Shipped at'] ?? ''] };
    await run(wantedOf([{ ...row, cells: voided, written }]));
    expect(rowOf(book, 'Shipments', row.id)).toMatchObject({
      ...voided,
      Carrier: 'UPS',
      Status: 'sent',
      Batch: batch,
    });
  });

  it('makes an optional column at the right end when there is something to say in it', async () => {
    const row = first();
    const header = cellsOf(book, 'Shipments')[0] ?? [];
    const cells = { 'Last scan': '2026-03-02 07:10:00Z Albany', 'Delivered at': '' };
    await run(wantedOf([{ ...row, cells }]));
    expect(cellsOf(book, 'Shipments')[0]).toEqual([...header, 'Last scan']);
    expect(rowOf(book, 'Shipments', row.id)['Last scan']).toBe('2026-03-02 07:10:00Z Albany');
    const { sheetId, column } = placeOf(book, 'Shipments', row.id, 'Last scan');
    expect(book.metadata()).toContainEqual(
      expect.objectContaining({
        value: 'Last scan',
        location: { type: 'column', sheetId, index: column },
      }),
    );
    expect(book.formats(sheetId, { row: 1, column, rows: 1, columns: 1 })).toEqual([
      [expect.objectContaining({ numberFormat: '@' })],
    ]);
    await run(wantedOf([{ ...row, cells: { ...cells, 'Delivered at': '2026-03-03 12:00:00Z' } }]));
    expect(cellsOf(book, 'Shipments')[0]).toEqual([...header, 'Last scan', 'Delivered at']);
  });
});

describe('a part that a partner split off', () => {
  const child = (id: string, orderId: string) =>
    wantedRow(
      `${id}.1`,
      {
        Channel: 'US 3PL',
        Contents: '-',
        'Tracking number': '1Z999AA10000000077',
        'Pushed at': '2026-03-01 10:00:00Z',
        'Shipped at': '2026-03-02 08:00:00Z',
      },
      { orderId, add: true },
    );

  it('becomes a row below the last one, once', async () => {
    const { id, orderId } = first();
    const rows = rowsOf(book, 'Shipments').length;
    for (let times = 0; times < 2; times++) {
      const done = await run(wantedOf([child(id, orderId)]));
      expect(done).toMatchObject({ stopped: null, settled: [`${id}.1`], missing: [] });
      const all = rowsOf(book, 'Shipments');
      expect(all).toHaveLength(rows + 1);
      expect(all[rows]).toMatchObject({
        'Shipment ID': `${id}.1`,
        'Order ID': orderId,
        Contents: '-',
        Status: 'shipped',
      });
    }
    expect(rowOf(book, 'Orders', orderId).Packages).toContain(`${id}.1 shipped`);
  });

  it('grows a grid that is full, and passes below what a person keeps there', async () => {
    const { id, orderId } = first();
    const sheet = sheetOf(book, 'Shipments');
    const { rows } = book.contentSize(sheet.id);
    book.updateSheet(sheet.id, { rowCount: rows + 3 });
    book.write(sheet.id, rows + 2, 3, [['my own sums']], 'RAW');
    await run(wantedOf([child(id, orderId)]));
    const after = cellsOf(book, 'Shipments');
    expect(after[rows + 2]?.[3]).toBe('my own sums');
    expect(after[rows + 3]?.[0]).toBe(`${id}.1`);
  });

  it('is made once although the answer was lost', async () => {
    const { id, orderId } = first();
    let lost = false;
    google.between = ({ body }) => {
      if (lost || !body.includes('appendCells')) return undefined;
      lost = true;
      return 'lost after';
    };
    expect(await run(wantedOf([child(id, orderId)]))).toMatchObject({ stopped: null, settled: [`${id}.1`] });
    expect(lost).toBe(true);
    expect(rowsOf(book, 'Shipments').filter((row) => row['Shipment ID'] === `${id}.1`)).toHaveLength(1);
  });
});

describe('beside the rows', () => {
  it('Channels tells when it was synced and what went wrong', async () => {
    const [channel] = rowsOf(book, 'Channels');
    const name = channel?.Channel ?? '';
    const cells = {
      'Last sync': '2026-03-02 09:30:00Z',
      'Next sync': '2026-03-02 09:45:00Z',
      'Last error': 'The account refused our key.',
    };
    await run(wantedOf([], { channels: [{ name, cells }] }));
    expect(rowOf(book, 'Channels', name)).toEqual({ ...channel, ...cells });
    await run(wantedOf([], { channels: [{ name, cells: { ...cells, 'Last error': '' } }] }));
    expect(rowOf(book, 'Channels', name)['Last error']).toBe('');
  });

  it('Needs attention gets a row a key, renews it, and resolves it', async () => {
    const key = 'partner.refused/KS-1001/KS-1001-1';
    const item = { key, what: 'Shipment KS-1001-1: the partner refused it.', action: 'Correct the SKU.' };
    await run(wantedOf([], { attention: [item] }));
    const row = rowOf(book, 'Needs attention', key);
    expect(row).toMatchObject({
      What: item.what,
      'Suggested action': item.action,
      Since: '2026-03-02 09:30:00Z',
      Resolved: '',
    });
    await run(wantedOf([], { attention: [{ key, what: '', action: '' }] }));
    expect(rowOf(book, 'Needs attention', key)).toEqual({ ...row, Resolved: '2026-03-02 09:30:00Z' });
    await run(wantedOf([], { attention: [{ ...item, what: 'Refused again.' }] }));
    expect(rowOf(book, 'Needs attention', key)).toEqual({ ...row, What: 'Refused again.' });
    await run(wantedOf([], { attention: [{ key: 'partner.auth//', what: '', action: '' }] }));
    expect(rowsOf(book, 'Needs attention').map((one) => one.Key)).not.toContain('partner.auth//');
  });

  it('what a partner refused is over when nobody wants it any more, and is not raised again', async () => {
    const [one, other] = arrivals(book, 2);
    if (one === undefined || other === undefined) throw new Error('The demo has shipments at a warehouse');
    const item = { key: `partner.refused/${one.orderId}/${one.id}`, what: 'Refused.', action: 'Mend it.' };
    const resolved = () => rowOf(book, 'Needs attention', item.key).Resolved;
    type(book, 'Shipments', one.id, 'Warehouse says', 'refused: no stock');
    await run(wantedOf([other], { attention: [item] }));
    expect(resolved()).toBe('');
    type(book, 'Orders', one.orderId, 'Cancelled items', rowOf(book, 'Shipments', one.id).Contents ?? '');
    await run(wantedOf([other]));
    expect(resolved()).toBe('2026-03-02 09:30:00Z');
    await run(wantedOf([other], { attention: [item] }));
    expect(resolved()).toBe('2026-03-02 09:30:00Z');
  });

  it('Overview follows, as the add-on lays it out', async () => {
    const rows = arrivals(book);
    await run(wantedOf(rows));
    const page = cellsOf(book, 'Overview');
    expect(page[1]?.[0]).toBe('As of 2026-03-02 09:30:00Z');
    const atWarehouse = page.find(([title]) => title === 'Channel') ?? [];
    expect(atWarehouse.slice(0, 4)).toEqual(['Channel', 'Not sent', 'At a warehouse', 'Shipped']);
    const shipped = rowsOf(book, 'Orders').filter(({ Stage }) => Stage === 'Shipped').length;
    expect(page.find(([title]) => title === 'Shipped')?.[1]).toBe(String(shipped));
    const sheet = sheetOf(book, 'Overview');
    expect(book.formats(sheet.id, { row: 0, column: 0, rows: 1, columns: 1 })).toMatchObject([
      [{ bold: true, fontSize: 16 }],
    ]);
  });

  it('a Stage that somebody typed is a request and stays', async () => {
    const row = first();
    type(book, 'Orders', row.orderId, 'Stage', 'Cancelled');
    const check = rowOf(book, 'Orders', row.orderId)['Row check'];
    expect(await run(wantedOf([row]))).toMatchObject({ stopped: null, settled: [row.id] });
    const order = rowOf(book, 'Orders', row.orderId);
    expect(order).toMatchObject({ Stage: 'Cancelled', 'Row check': check });
    expect(order.Packages).toContain(`${row.id} shipped`);
    expect(rowsOf(book, 'Needs attention').map(({ Key }) => Key)).toContain(
      `stage.requested/${row.orderId}/`,
    );
  });
});

describe('J25: what a person typed into a column of the worker', () => {
  it('stays, with a note of what the worker knows, until both agree', async () => {
    const row = first();
    type(book, 'Shipments', row.id, 'Tracking number', 'handed over at the door');
    const { sheetId, row: r, column } = placeOf(book, 'Shipments', row.id, 'Tracking number');
    book.setNote(sheetId, { row: r, column, rows: 1, columns: 1 }, 'Ben did this');
    const done = await run(wantedOf([row]));
    expect(done.conflicts).toEqual([
      {
        id: row.id,
        column: 'Tracking number',
        theirs: 'handed over at the door',
        ours: row.cells['Tracking number'],
      },
    ]);
    expect(done.settled).toEqual([row.id]);
    expect(rowOf(book, 'Shipments', row.id)).toMatchObject({
      ...row.cells,
      'Tracking number': 'handed over at the door',
    });
    expect(noteOn(book, 'Shipments', row.id, 'Tracking number')).toBe(
      `Ben did this\nShipsheet: The warehouse says ${row.cells['Tracking number']}; this cell was typed by hand and stays.`,
    );
    type(book, 'Shipments', row.id, 'Tracking number', row.cells['Tracking number'] ?? '');
    expect((await run(wantedOf([row]))).conflicts).toEqual([]);
    expect(noteOn(book, 'Shipments', row.id, 'Tracking number')).toBe('Ben did this');
  });

  it('is told from what the worker wrote before, which it may replace', async () => {
    const row = first();
    await run(wantedOf([row]));
    const next = { ...row.cells, 'Tracking status': 'delivered' };
    const written = { 'Tracking status': ['label created', 'in transit'] };
    await run(wantedOf([{ ...row, cells: next, written }]));
    expect(rowOf(book, 'Shipments', row.id)['Tracking status']).toBe('delivered');
  });

  it('may be a request that was handed over, which the answer replaces; another waits in its cell', async () => {
    const row = first();
    for (const [asked = '', answer = ''] of [
      ['waiting', 'accepted'],
      ['cancel asked', 'cancel refused: already packed'],
      ['update asked', 'accepted'],
    ]) {
      type(book, 'Shipments', row.id, 'Warehouse says', asked);
      const cells = { 'Warehouse says': answer };
      const written = { 'Warehouse says': [asked] };
      expect((await run(wantedOf([{ ...row, cells, written }]))).conflicts).toEqual([]);
      expect(rowOf(book, 'Shipments', row.id)['Warehouse says']).toBe(answer);
    }
    type(book, 'Shipments', row.id, 'Warehouse says', 'cancel asked');
    const done = await run(wantedOf([{ ...row, cells: { 'Warehouse says': 'accepted' } }]));
    expect(done).toMatchObject({ conflicts: [], settled: [row.id] });
    expect(rowOf(book, 'Shipments', row.id)['Warehouse says']).toBe('cancel asked');
  });

  it('is no contradiction where the worker has nothing to say', async () => {
    const row = first();
    type(book, 'Shipments', row.id, 'Carrier', 'by bicycle');
    const done = await run(wantedOf([{ ...row, cells: { ...row.cells, Carrier: '' } }]));
    expect(done.conflicts).toEqual([]);
    expect(rowOf(book, 'Shipments', row.id).Carrier).toBe('by bicycle');
  });

  it('J26, J27: is no blank: what Ctrl+Z or an older version took away comes back', async () => {
    const row = first();
    await run(wantedOf([row]));
    for (const name of Object.keys(row.cells)) type(book, 'Shipments', row.id, name, null);
    type(book, 'Shipments', row.id, 'Status', 'sent');
    const written = Object.fromEntries(Object.entries(row.cells).map(([name, text]) => [name, [text]]));
    const done = await run(wantedOf([{ ...row, written }]));
    expect(done).toMatchObject({ conflicts: [], settled: [row.id] });
    expect(rowOf(book, 'Shipments', row.id)).toMatchObject({ ...row.cells, Status: 'shipped' });
  });
});
