/** What people at a warehouse do to a sheet, and what is read and written then. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Google, startGoogle } from '../../sheets/support.ts';
import {
  cellOf,
  cellsIn,
  columnAt,
  columnsIn,
  type Partner,
  parcel,
  partnerOf,
  rowAt,
  shownLine,
  tabOf,
  typeInto,
  wantedLine,
} from './support.ts';

let google: Google;
let partner: Partner;
const parcels = [0, 1, 2, 3, 4, 5].map(parcel);
const wanted = parcels.map((one) => wantedLine(one));
const [A = '', B = '', C = '', D = ''] = parcels.map(({ id }) => id);

beforeAll(async () => {
  google = await startGoogle();
});
afterAll(async () => {
  expect(google.api.faults).toEqual([]);
  await google.close();
});
beforeEach(async () => {
  google.between = () => undefined;
  partner = partnerOf(google);
  await partner.bring(wanted);
});

const tab = () => tabOf(partner).id;
const width = () => tabOf(partner).columnCount;
const height = () => partner.book.contentSize(tab()).rows;
const allRight = () => {
  for (const line of wanted) {
    const shown = shownLine(partner, rowAt(partner, line.id));
    expect(shown).toMatchObject(line.cells);
  }
};
const numbers = (entries: readonly { id: string; typed: { number?: { text: string } } }[]) =>
  Object.fromEntries(
    entries.flatMap(({ id, typed }) => {
      const text = typed.number?.text ?? '';
      return text === '' ? [] : [[id, text]];
    }),
  );

describe('what is typed comes as it was meant', () => {
  it('text, numbers in full, dates of the file, boxes', async () => {
    typeInto(partner, A, 'number', '0042123456789');
    typeInto(partner, A, 'shippedAt', '3/1/2026');
    typeInto(partner, A, 'seen', 'TRUE');
    partner.book.write(
      tab(),
      rowAt(partner, B),
      columnAt(partner, 'number'),
      [[Number('92505512345678901234')]],
      'RAW',
    );
    typeInto(partner, B, 'shippedAt', 'tomorrow');
    typeInto(partner, B, 'remark', '=1+1 or so');
    const { entries, strays } = await partner.read();
    expect(strays).toEqual([]);
    const of = (id: string) => entries.find((entry) => entry.id === id)?.typed;
    expect(of(A)).toMatchObject({
      number: { text: '0042123456789', isNumber: false },
      shippedAt: { text: '2026-03-01', isNumber: false },
      seen: { text: 'TRUE' },
    });
    expect(of(B)?.number).toMatchObject({ isNumber: true, isMerged: false });
    expect(of(B)?.number?.text).toMatch(/^92505512345678\d{6}$/);
    expect(of(B)).toMatchObject({ shippedAt: { text: 'tomorrow' } });
  });

  it('cells merged over rows are nobody’s alone; ours are parted, the partner’s stay', async () => {
    const first = rowAt(partner, A);
    typeInto(partner, A, 'number', '1Z1');
    const block = (key: 'number' | 'batch') => ({
      row: first,
      column: columnAt(partner, key),
      rows: 2,
      columns: 1,
    });
    partner.book.mergeCells(tab(), block('number'), 'all');
    partner.book.mergeCells(tab(), block('batch'), 'all');
    const { read, written } = await partner.bring(wanted);
    expect(read.entries.map(({ typed }) => typed.number).slice(0, 3)).toEqual([
      { text: '1Z1', isNumber: false, isMerged: true },
      { text: '1Z1', isNumber: false, isMerged: true },
      { text: '', isNumber: false, isMerged: false },
    ]);
    expect(written.stopped).toBeNull();
    allRight();
    expect(partner.book.merges(tab())).toEqual([block('number')]);
  });
});

describe('K5: columns', () => {
  it('J3, J4: moved, renamed, with others between them, below rows of the partner: all are found', async () => {
    typeInto(partner, B, 'number', '1Z2');
    partner.book.moveColumns(tab(), columnAt(partner, 'number'), 1, 0);
    partner.book.moveColumns(tab(), columnAt(partner, 'id'), 1, 5);
    partner.book.write(tab(), 1, columnAt(partner, 'number'), [['Our label']], 'RAW');
    partner.book.write(tab(), 1, columnAt(partner, 'carrier'), [['Remark']], 'RAW');
    partner.book.insertColumns(tab(), 2, 2);
    partner.book.insertRows(tab(), 0, 3);
    partner.book.updateSheet(tab(), { name: "Warehouse's" });
    const [first] = wanted;
    if (first === undefined) throw new Error('There is a line');
    const { read, written } = await partner.bring([
      { ...first, cells: { ...first.cells, city: 'Paris' } },
      ...wanted.slice(1),
    ]);
    expect(numbers(read.entries)).toEqual({ [B]: '1Z2' });
    expect(read.gone).toEqual([]);
    expect(written.stopped).toBeNull();
    expect(cellOf(partner, A, 'city')).toBe('Paris');
    expect(cellsIn(partner)[4]?.[columnAt(partner, 'number')]).toBe('Our label');
    expect(columnsIn(partner).size).toBe(partner.preset.columns.length);
  });

  it('J3: one of ours that was deleted is made again at its place', async () => {
    const at = columnAt(partner, 'city');
    partner.book.deleteColumns(tab(), at, 1);
    await partner.bring(wanted);
    expect(columnAt(partner, 'city')).toBe(at);
    expect(cellsIn(partner)[1]?.[at]).toBe('City');
    allRight();
  });

  it('J3: one of the partner’s that was deleted is told, and what was taken comes back', async () => {
    typeInto(partner, B, 'number', '1Z2');
    partner.book.deleteColumns(tab(), columnAt(partner, 'number'), 1);
    const lines = wanted.map((line) => (line.id === B ? { ...line, taken: { number: '1Z2' } } : line));
    const { read, written } = await partner.bring(lines);
    expect(read.gone).toEqual(['number']);
    expect(read.entries.every(({ typed }) => typed.number === undefined)).toBe(true);
    expect(written.stopped).toBeNull();
    expect(cellOf(partner, B, 'number')).toBe('1Z2');
    expect((await partner.read()).gone).toEqual([]);
  });

  it('J3: cut out and pasted elsewhere, a column is found by its header', async () => {
    typeInto(partner, B, 'number', '1Z2');
    const from = columnAt(partner, 'number');
    const cells = partner.book.values(tab(), { row: 1, column: from, rows: height() - 1, columns: 1 });
    partner.book.insertColumns(tab(), width(), 1);
    partner.book.write(tab(), 1, width() - 1, cells, 'RAW');
    partner.book.clear(tab(), { row: 1, column: from, rows: height() - 1, columns: 1 }, { values: true });
    const { read } = await partner.bring(wanted);
    expect(numbers(read.entries)).toEqual({ [B]: '1Z2' });
    expect(columnAt(partner, 'number')).toBe(width() - 1);
  });

  it('J4: the row of headers, or of the summary, comes back when it was deleted', async () => {
    typeInto(partner, B, 'number', '1Z2');
    partner.book.deleteRows(tab(), 1, 1);
    const { read } = await partner.bring(wanted);
    expect(numbers(read.entries)).toEqual({ [B]: '1Z2' });
    expect(cellsIn(partner)[1]?.[columnAt(partner, 'number')]).toBe('Tracking number');
    partner.book.deleteRows(tab(), 0, 1);
    await partner.bring(wanted);
    expect(cellsIn(partner)[0]?.[columnAt(partner, 'status')]).toBe('3 new');
    expect(height()).toBe(2 + wanted.length);
    allRight();
  });

  it('a tab that was deleted is made again, with what was taken', async () => {
    partner.book.addSheet({ name: 'Mine' });
    partner.book.deleteSheet(tab());
    const lines = wanted.map((line) => (line.id === B ? { ...line, taken: { number: '1Z2' } } : line));
    const { read, written } = await partner.bring(lines);
    expect(read.absent).toEqual(wanted.map(({ id }) => id));
    expect(written.there).toEqual(wanted.map(({ id }) => id));
    expect(cellOf(partner, B, 'number')).toBe('1Z2');
  });
});

describe('rows', () => {
  it('an id by itself in another row makes no second parcel of it, and a number beside it counts', async () => {
    const at = columnAt(partner, 'id');
    const row = height() + 1;
    partner.book.insertRows(tab(), height(), 3, 'before');
    partner.book.write(tab(), row, at, [[B]], 'RAW');
    partner.book.write(tab(), row, columnAt(partner, 'status'), [['Old']], 'RAW');
    partner.book.write(tab(), row, columnAt(partner, 'number'), [['NR 1']], 'RAW');
    const { read, written } = await partner.bring(wanted);
    expect(numbers(read.entries)).toEqual({ [B]: 'NR 1' });
    expect(written.there).toContain(B);
    expect(shownLine(partner, row)).toMatchObject({ id: B, status: 'New', name: '', address1: '' });
    allRight();
    const { revision } = partner.book;
    await partner.bring(wanted);
    expect(partner.book.revision).toBe(revision);
  });
  it('J1: sorted, with rows of the partner between them: nothing is misplaced', async () => {
    typeInto(partner, B, 'number', '1Z2');
    partner.book.insertRows(tab(), 4, 1);
    partner.book.write(tab(), 4, 0, [['Below: second shelf']], 'RAW');
    const rows = height() - 2;
    partner.book.sort(tab(), { row: 2, column: 0, rows, columns: width() }, [
      { column: columnAt(partner, 'name'), ascending: false },
    ]);
    const { read, written } = await partner.bring(wanted);
    expect(numbers(read.entries)).toEqual({ [B]: '1Z2' });
    expect(read.strays).toEqual([]);
    expect(written).toMatchObject({ cells: 0, stopped: null });
    expect(cellsIn(partner).flat()).toContain('Below: second shelf');
  });

  it('J2: one column sorted alone is put back, numbers stay with their shipments', async () => {
    typeInto(partner, A, 'number', '1Z1');
    typeInto(partner, D, 'number', '1Z4');
    for (const key of ['name', 'id'] as const)
      partner.book.sort(tab(), { row: 2, column: columnAt(partner, key), rows: wanted.length, columns: 1 }, [
        { column: columnAt(partner, key), ascending: false },
      ]);
    const { read, written } = await partner.bring(wanted);
    expect(numbers(read.entries)).toEqual({ [A]: '1Z1', [D]: '1Z4' });
    expect(read.entries.find(({ id }) => id === A)?.edited).toMatchObject({ id: expect.any(String) });
    expect(written.there).toHaveLength(wanted.length);
    allRight();
    expect(cellOf(partner, D, 'number')).toBe('1Z4');
  });

  it('J2: the partner’s columns sorted alone are not believed, until they are put right', async () => {
    typeInto(partner, A, 'number', '1Z9');
    typeInto(partner, B, 'number', '1Z2');
    const lines = wanted.map((line) => {
      const number = { [A]: '1Z9', [B]: '1Z2' }[line.id];
      return number === undefined ? line : { ...line, taken: { number } };
    });
    await partner.bring(lines);
    typeInto(partner, D, 'number', '1Z4');
    const column = columnAt(partner, 'number');
    partner.book.sort(tab(), { row: 2, column, rows: wanted.length, columns: 1 }, [
      { column, ascending: true },
    ]);
    const { read, written } = await partner.bring(lines);
    expect(read.strays.map(({ id, why, typed }) => [id, why, typed.number?.text])).toEqual([
      [A, 'scrambled', '1Z2'],
      [B, 'scrambled', '1Z4'],
      [C, 'scrambled', '1Z9'],
    ]);
    expect(read.entries.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id).slice(3));
    expect(numbers(read.entries)).toEqual({});
    expect(written.there).toHaveLength(wanted.length);
    partner.book.write(tab(), 2, column, [['1Z9'], ['1Z2'], [''], ['1Z4']], 'RAW');
    const mended = await partner.bring(lines);
    expect(mended.read.strays).toEqual([]);
    expect(numbers(mended.read.entries)).toEqual({ [A]: '1Z9', [B]: '1Z2', [D]: '1Z4' });
  });

  it('J1: sorted in the moment in which nearly all of them is written anew: numbers stay with their shipments', async () => {
    for (const { id } of wanted) typeInto(partner, id, 'number', `NR ${id}`);
    const read = await partner.read();
    google.between = ({ path, body }) => {
      if (path !== '/values:batchUpdate' || !body.includes('High Street')) return undefined;
      google.between = () => undefined;
      partner.book.sort(tab(), { row: 2, column: 0, rows: wanted.length, columns: width() }, [
        { column: columnAt(partner, 'id'), ascending: false },
      ]);
      return undefined;
    };
    const others = parcels.map((one, i) => wantedLine({ ...parcel(i + 20), id: one.id }));
    const written = await partner.write(read, others);
    expect(written.stopped).toBeNull();
    for (const { id, cells } of others)
      expect(shownLine(partner, rowAt(partner, id))).toMatchObject({ ...cells, number: `NR ${id}` });
    expect(height()).toBe(2 + wanted.length);
  });

  it('J5: a deleted row comes back, with what was taken', async () => {
    typeInto(partner, B, 'number', '1Z2');
    partner.book.deleteRows(tab(), rowAt(partner, B), 1);
    const lines = wanted.map((line) =>
      line.id === B ? { ...line, taken: { number: '1Z2', seen: 'TRUE' } } : line,
    );
    const { read, written } = await partner.bring(lines);
    expect(read.absent).toEqual([B]);
    expect(written.there).toHaveLength(wanted.length);
    expect(shownLine(partner, rowAt(partner, B))).toMatchObject({ number: '1Z2', seen: 'true' });
    allRight();
  });

  it('J7: a row that stands twice is read as one, and told where its rows differ', async () => {
    typeInto(partner, B, 'number', '1Z2');
    const row = rowAt(partner, B);
    const line = partner.book.values(tab(), { row, column: 0, rows: 1, columns: width() })[0] ?? [];
    partner.book.insertRows(tab(), row + 1, 1);
    partner.book.write(tab(), row + 1, 0, [line], 'RAW');
    let entry = (await partner.read()).entries.find(({ id }) => id === B);
    expect(entry).toMatchObject({ times: 2, typed: { number: { text: '1Z2' } } });
    expect(entry?.differs).toBeUndefined();
    partner.book.write(tab(), row, columnAt(partner, 'number'), [['']], 'RAW');
    entry = (await partner.read()).entries.find(({ id }) => id === B);
    expect(entry).toMatchObject({ times: 2, typed: { number: { text: '1Z2' } } });
    partner.book.write(tab(), row, columnAt(partner, 'number'), [['1Z3']], 'RAW');
    const { read, written } = await partner.bring(
      wanted.map((one) => (one.id === B ? { ...one, cells: { ...one.cells, status: 'Please check' } } : one)),
    );
    expect(read.entries.find(({ id }) => id === B)?.differs).toEqual(['number']);
    expect(written.stopped).toBeNull();
    expect(cellsIn(partner).filter((cells) => cells.includes('Please check'))).toHaveLength(2);
    expect(cellsIn(partner).flat()).toEqual(expect.arrayContaining(['1Z2', '1Z3']));
  });

  it('J8: an id that was pasted over comes back; the number stays with its shipment', async () => {
    typeInto(partner, B, 'number', '1Z2');
    const row = rowAt(partner, B);
    partner.book.write(tab(), row, columnAt(partner, 'id'), [[D]], 'RAW');
    const { read } = await partner.bring(wanted);
    expect(numbers(read.entries)).toEqual({ [B]: '1Z2' });
    expect(read.entries.find(({ id }) => id === B)?.edited).toEqual({ id: D });
    expect(rowAt(partner, B)).toBe(row);
    allRight();
  });

  it('K3: an address that the partner changed is told and put back; what is typed after the reading waits', async () => {
    typeInto(partner, A, 'address1', '9 Low Street');
    const read = await partner.read();
    expect(read.entries.filter(({ edited }) => Object.keys(edited).length > 0)).toMatchObject([
      { id: A, edited: { address1: '9 Low Street' } },
    ]);
    typeInto(partner, B, 'city', 'Rome');
    const written = await partner.write(read, wanted);
    expect(cellOf(partner, A, 'address1')).toBe('1 High Street');
    expect(cellOf(partner, B, 'city')).toBe('Rome');
    expect(written.stopped).toBeNull();
    expect(written.there).not.toContain(B);
    const again = await partner.bring(wanted);
    expect(again.read.entries.find(({ id }) => id === B)?.edited).toEqual({ city: 'Rome' });
    allRight();
  });

  it('K6: rows of the partner with a number in them are told, others are left alone', async () => {
    const row = height();
    partner.book.insertRows(tab(), row, 2);
    partner.book.write(tab(), row, columnAt(partner, 'id'), [['EXTRA']], 'RAW');
    partner.book.write(tab(), row, columnAt(partner, 'number'), [['1Z7']], 'RAW');
    partner.book.write(tab(), row + 1, columnAt(partner, 'contents'), [['6 parcels']], 'RAW');
    const { read, written } = await partner.bring(wanted);
    expect(read.strays).toMatchObject([
      { line: row + 1, id: 'EXTRA', why: 'unknown', typed: { number: { text: '1Z7' } } },
    ]);
    expect(written).toMatchObject({ cells: 0, stopped: null });
    expect(cellsIn(partner).flat()).toEqual(expect.arrayContaining(['EXTRA', '1Z7', '6 parcels']));
  });

  it('that nobody wants are taken away, all but those of the partner', async () => {
    const row = height();
    partner.book.insertRows(tab(), row, 1);
    partner.book.write(tab(), row, 0, [['ours']], 'RAW');
    const left = wanted.filter(({ id }) => id !== A && id !== C);
    const { written } = await partner.bring(left);
    expect(written.stopped).toBeNull();
    expect(
      cellsIn(partner)
        .slice(2)
        .map((line) => line[0]),
    ).toEqual([...left.map(({ id }) => id), 'ours']);
    partner.known.delete(A);
    partner.known.delete(C);
    await partner.bring([]);
    expect(
      cellsIn(partner)
        .slice(2)
        .map((line) => line[0]),
    ).toEqual(['ours']);
  });

  it('that were to go are looked at again: what a sort put in their place comes back', async () => {
    typeInto(partner, B, 'number', '1Z2');
    const read = await partner.read();
    google.between = ({ body }) => {
      if (!body.includes('deleteDimension')) return undefined;
      google.between = () => undefined;
      partner.book.sort(tab(), { row: 2, column: 0, rows: wanted.length, columns: width() }, [
        { column: columnAt(partner, 'id'), ascending: false },
      ]);
      return undefined;
    };
    const left = wanted.filter(({ id }) => id !== parcel(4).id);
    const written = await partner.write(read, left);
    expect(written.stopped).toBeNull();
    expect(
      cellsIn(partner)
        .slice(2)
        .map((line) => line[0])
        .sort(),
    ).toEqual(left.map(({ id }) => id));
    expect(cellOf(partner, B, 'number')).toBe('1Z2');
  });
});

describe('looks', () => {
  const struck = (id: string): boolean => {
    const at = { row: rowAt(partner, id), column: columnAt(partner, 'name'), rows: 1, columns: 1 };
    return partner.book.formats(tab(), at)[0]?.[0]?.strikethrough === true;
  };
  const note = (id: string): string => {
    const at = { row: rowAt(partner, id), column: columnAt(partner, 'number'), rows: 1, columns: 1 };
    return partner.book.notes(tab(), at)[0]?.[0] ?? '';
  };
  const setNote = (id: string, text: string) =>
    partner.book.setNote(
      tab(),
      { row: rowAt(partner, id), column: columnAt(partner, 'number'), rows: 1, columns: 1 },
      text,
    );

  it('a cancelled row is struck out, and not when it lives again', async () => {
    await partner.bring(wanted.map((line) => ({ ...line, struck: line.id === B || line.id === C })));
    expect([A, B, C, D].map(struck)).toEqual([false, true, true, false]);
    await partner.bring(wanted.map((line) => ({ ...line, struck: line.id === C })));
    expect([A, B, C, D].map(struck)).toEqual([false, false, true, false]);
  });

  it('what the partner struck out itself stays so', async () => {
    partner.book.setFormat(
      tab(),
      { row: rowAt(partner, A), column: 0, rows: 1, columns: width() },
      { strikethrough: true },
    );
    await partner.bring(wanted);
    expect(struck(A)).toBe(true);
  });

  it('notes of ours come, change, follow their shipment and go; the partner’s own stay', async () => {
    setNote(C, 'Ask Bob');
    const noted = (text: string) =>
      wanted.map((line) => (line.id === B || line.id === C ? { ...line, notes: { number: text } } : line));
    await partner.bring(noted('Shipsheet: no number'));
    expect([A, B, C].map(note)).toEqual(['', 'Shipsheet: no number', 'Ask Bob']);
    const column = columnAt(partner, 'number');
    partner.book.sort(tab(), { row: 2, column, rows: wanted.length, columns: 1 }, [
      { column, ascending: true },
    ]);
    setNote(D, 'Shipsheet: copied along');
    await partner.bring(noted('Shipsheet: still none'));
    expect([A, B, C, D].map(note)).toEqual(['', 'Shipsheet: still none', 'Ask Bob', '']);
    await partner.bring(wanted);
    expect([A, B, C].map(note)).toEqual(['', '', 'Ask Bob']);
  });

  it('a tick that is out of date is taken out once, and a new one stays', async () => {
    typeInto(partner, B, 'seen', 'TRUE');
    const lines = wanted.map((line) => (line.id === B ? { ...line, untick: true as const } : line));
    const { written } = await partner.bring(lines);
    expect(written.there).toContain(B);
    expect(cellOf(partner, B, 'seen')).toBe('false');
    const read = await partner.read();
    typeInto(partner, B, 'seen', 'TRUE');
    await partner.write(read, lines);
    expect(cellOf(partner, B, 'seen')).toBe('true');
  });
});

it('text that begins with = stays text', async () => {
  const [first] = wanted;
  if (first === undefined) throw new Error('There is a line');
  const name = '=IMPORTXML("http://x")';
  await partner.bring([{ ...first, cells: { ...first.cells, name } }, ...wanted.slice(1)]);
  expect(cellOf(partner, A, 'name')).toBe(name);
  const at = { row: rowAt(partner, A), column: columnAt(partner, 'name'), rows: 1, columns: 1 };
  expect(partner.book.formulas(tab(), at)).toEqual([['']]);
});
