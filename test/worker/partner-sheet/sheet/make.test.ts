import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPreset } from '../../../../shared/partner-sheet/preset.ts';
import { type Google, startGoogle } from '../../sheets/support.ts';
import {
  cellsIn,
  columnAt,
  columnsIn,
  PRESET,
  parcel,
  partnerOf,
  TOP,
  tabOf,
  wantedLine,
} from './support.ts';

let google: Google;
beforeAll(async () => {
  google = await startGoogle();
});
afterAll(async () => {
  expect(google.api.faults).toEqual([]);
  await google.close();
});

describe('a new file', () => {
  it('gets a tab with the columns of the preset, a summary on top, and nothing more than it needs', async () => {
    const partner = partnerOf(google);
    const wanted = [0, 1, 2].map((i) => wantedLine(parcel(i)));
    const { read, written } = await partner.bring(wanted);
    expect(read).toMatchObject({ entries: [], strays: [], absent: [], gone: [], copies: [] });
    expect(written).toMatchObject({ there: ['1000-1', '1001-1', '1002-1'], stopped: null });
    const tab = tabOf(partner);
    expect(tab).toMatchObject({
      name: 'Shipments',
      frozenRows: 2,
      frozenColumns: 1,
      columnCount: PRESET.columns.length,
    });
    expect(partner.book.sheets()).toHaveLength(1);
    const [top = [], header = [], first = []] = cellsIn(partner);
    expect(top[columnAt(partner, 'status')]).toBe(TOP.summary);
    expect(top[columnAt(partner, 'number')]).toBe(TOP.words);
    expect(top[columnAt(partner, 'carrier')]).toBe(TOP.link);
    expect(header).toEqual(
      expect.arrayContaining(['Shipment ID', 'Status', 'Contents', 'Tracking number', 'Seen']),
    );
    expect(first[columnAt(partner, 'postalCode')]).toBe('01000');
    expect([...columnsIn(partner).keys()]).toEqual(PRESET.columns.map(({ key }) => key));
    const cell = (key: 'seen' | 'carrier' | 'number' | 'shippedAt', row: number) => ({
      row,
      column: columnAt(partner, key),
      rows: 1,
      columns: 1,
    });
    // The last row was added to a grid that had to grow.
    expect(partner.book.validations(tab.id, cell('seen', 4))[0]?.[0]).toMatchObject({ checkbox: true });
    expect(partner.book.validations(tab.id, cell('carrier', 4))[0]?.[0]).toMatchObject({ strict: false });
    expect(partner.book.formats(tab.id, cell('number', 4))[0]?.[0]).toMatchObject({ numberFormat: '@' });
    expect(partner.book.formats(tab.id, cell('shippedAt', 4))[0]?.[0]).toMatchObject({
      numberFormat: 'yyyy-mm-dd',
    });
  });

  it('is written once: the same again changes nothing', async () => {
    const partner = partnerOf(google);
    const wanted = [0, 1, 2].map((i) => wantedLine(parcel(i)));
    await partner.bring(wanted);
    const { revision } = partner.book;
    google.forget();
    const { read, written } = await partner.bring(wanted);
    expect(read.entries.map(({ id, edited, times }) => ({ id, edited, times }))).toEqual(
      wanted.map(({ id }) => ({ id, edited: {}, times: 1 })),
    );
    expect(written).toMatchObject({ cells: 0, bytes: 0, stopped: null });
    expect(partner.book.revision).toBe(revision);
    expect(google.log.map(({ kind }) => kind)).toEqual(['read', 'read', 'read', 'read', 'read', 'read']);
  });

  it('whose tab somebody duplicates is read where it was, and names the other, without a request more', async () => {
    const partner = partnerOf(google);
    const wanted = [0, 1].map((i) => wantedLine(parcel(i)));
    await partner.bring(wanted);
    google.forget();
    await partner.bring(wanted);
    const requests = google.log.length;
    const { book } = partner;
    const copy = book.copySheet(tabOf(partner).id, book, 'It’s a ‘copy’');
    book.write(copy.id, 2, columnAt(partner, 'number'), [['1Z999AA10123456784']], 'RAW');
    book.addSheet({ name: 'Blank', rows: 5, columns: 2 });
    google.forget();
    const { read, written } = await partner.bring(wanted);
    expect(google.log.length).toBe(requests);
    expect(read.copies).toEqual(['It’s a ‘copy’']);
    expect(read.entries.map(({ typed }) => typed.number?.text)).toEqual(['', '']);
    expect(written).toMatchObject({ cells: 0, stopped: null });
    book.deleteSheet(copy.id);
    expect((await partner.read()).copies).toEqual([]);
  });

  it('leaves a tab alone in which something stands', async () => {
    const partner = partnerOf(google);
    partner.book.write(tabOf(partner).id, 0, 0, [['Mine']], 'RAW');
    await partner.bring([wantedLine(parcel(0))]);
    expect(partner.book.sheets().map(({ name }) => name)).toEqual(['Sheet1', 'Shipments']);
    const [first] = partner.book.sheets();
    expect(partner.book.values(first?.id ?? 0, { row: 0, column: 0, rows: 1, columns: 1 })).toEqual([
      ['Mine'],
    ]);
  });
});

describe('another preset', () => {
  it('takes columns away, adds others at their place, and renames what the partner did not', async () => {
    const partner = partnerOf(google);
    const one = parcel(0);
    await partner.bring([wantedLine(one)]);
    const tab = tabOf(partner).id;
    partner.book.write(tab, 1, columnAt(partner, 'city'), [['Town']], 'RAW');
    const base = defaultPreset('de', 'US', { customs: false });
    partner.preset = {
      ...base,
      phone: 'no',
      columns: base.columns.flatMap((column) =>
        column.key === 'contents' ? [column, { key: 'weight' as const, header: 'Grams' }] : [column],
      ),
    };
    const { written } = await partner.bring([wantedLine(one, {}, partner.preset)]);
    expect(written).toMatchObject({ there: [one.id], stopped: null });
    expect(columnsIn(partner).has('phone')).toBe(false);
    const [, header = [], line = []] = cellsIn(partner);
    expect(line.join()).not.toContain(one.to.phone);
    expect(columnAt(partner, 'weight')).toBe(columnAt(partner, 'contents') + 1);
    expect(header[columnAt(partner, 'weight')]).toBe('Grams');
    expect(line[columnAt(partner, 'weight')]).toBe('300');
    expect(header[columnAt(partner, 'number')]).toBe('Sendungsnummer');
    expect(header[columnAt(partner, 'city')]).toBe('Ort');
  });
});
