import { describe, expect, it } from 'vitest';
import { OUR_COLUMNS, type OurColumn } from '../../../../shared/partner-sheet/columns.ts';
import { hashOfCell } from '../../../../shared/partner-sheet/row.ts';
import { type Candidate, identifier } from '../../../../worker/partner-sheet/sheet/identify.ts';
import { scrambledRows } from '../../../../worker/partner-sheet/sheet/scrambled.ts';
import { parcel, wantedLine } from './support.ts';

type Cells = Partial<Record<OurColumn, string>>;
const cellsOf = (i: number): Cells => wantedLine(parcel(i)).cells;
const hashed = (cells: Cells): Cells =>
  Object.fromEntries(Object.entries(cells).map(([key, text]) => [key, hashOfCell(text)]));
const candidate = (i: number): Candidate => ({ id: parcel(i).id, shown: hashed(cellsOf(i)) });
const all = new Set(OUR_COLUMNS);

const candidates = Array.from({ length: 12 }, (_, i) => candidate(i));
const whose = (cells: Cells, columns: ReadonlySet<OurColumn> = all, ignored?: ReadonlySet<string>) =>
  identifier(candidates, columns)((column) => cells[column] ?? '', ignored);

describe('a row is the shipment that most of its cells say', () => {
  it('as it was written', () => {
    expect(whose(cellsOf(3))).toEqual({ id: '1003-1' });
  });
  it('J8: with the id of another pasted over it, or none', () => {
    expect(whose({ ...cellsOf(3), id: '1004-1' })).toEqual({ id: '1003-1' });
    expect(whose({ ...cellsOf(3), id: '' })).toEqual({ id: '1003-1' });
    expect(whose({ ...cellsOf(3), id: 'oops' })).toEqual({ id: '1003-1' });
  });
  it('J2: with one column, or two, of another', () => {
    const { name, address1 } = cellsOf(5);
    expect(whose({ ...cellsOf(3), name: name ?? '' })).toEqual({ id: '1003-1' });
    expect(whose({ ...cellsOf(3), name: name ?? '', address1: address1 ?? '' })).toEqual({ id: '1003-1' });
  });
  it('with the address typed anew: what nobody wrote says nothing', () => {
    const cells = { ...cellsOf(3), address1: 'a', city: 'b', postalCode: 'c', name: 'd', contents: 'e' };
    expect(whose(cells)).toEqual({ id: '1003-1' });
    expect(whose({ id: '1003-1' })).toEqual({ id: '1003-1' });
  });
  it('as it is being written, when the worker stopped half way', () => {
    const wanted = { ...cellsOf(3), address1: 'New Road 1' };
    const identify = identifier([{ ...candidate(3), wanted }, candidate(4)], all);
    expect(identify((column) => ({ ...wanted, id: '' })[column] ?? '')).toEqual({ id: '1003-1' });
    expect(identify((column) => (column === 'id' ? '1009-1' : ''))).toEqual({ id: null, why: 'unknown' });
  });
  it('even where the new cells of another were written into it and the worker stopped right then', () => {
    const other = cellsOf(21);
    const identify = identifier([candidate(3), { ...candidate(4), wanted: { ...other, id: '1004-1' } }], all);
    expect(identify((column) => ({ ...other, id: '1003-1' })[column] ?? '')).toEqual({ id: '1003-1' });
  });
  it('that is brought to where another lives', () => {
    const { contents = '', units = '', batch = '' } = cellsOf(4);
    const wanted = { ...cellsOf(3), contents, units, batch, id: '1004-1' };
    const identify = identifier([candidate(3), { ...candidate(4), wanted }], all);
    expect(identify((column) => wanted[column] ?? '')).toEqual({ id: '1004-1' });
    expect(identify((column) => cellsOf(4)[column] ?? '')).toEqual({ id: '1004-1' });
    expect(identify((column) => cellsOf(3)[column] ?? '')).toEqual({ id: '1003-1' });
  });
  it('that was never recorded, and is like another in all but its id', () => {
    const cells = { ...cellsOf(3), id: '1999-1' };
    const cell = (column: OurColumn) => cells[column] ?? '';
    expect(identifier([candidate(3), { id: '1999-1', shown: {} }], all)(cell)).toEqual({ id: '1999-1' });
    const wanted = { id: '1999-1', shown: {}, wanted: cells };
    expect(identifier([candidate(3), wanted], all)(cell)).toEqual({ id: '1999-1' });
  });
  it('that was just written, when somebody sorts the ids alone in that moment: people go by the name', () => {
    // One town: nothing but the id, the name and the street tells these two.
    const cells = (i: number): Cells => {
      const { id = '', name = '', address1 = '' } = cellsOf(i);
      return { ...cellsOf(0), id, name, address1 };
    };
    const shown = (i: number): Candidate => ({ id: parcel(i).id, shown: hashed(cells(i)) });
    const wanted = { ...cells(4), address1: 'New Road 1' };
    const identify = identifier(
      [
        { ...shown(3), wanted: cells(3) },
        { ...shown(4), wanted },
      ],
      all,
    );
    const sorted: Cells = { ...wanted, id: '1003-1' };
    expect(identify((column) => sorted[column] ?? '', new Set(['New Road 1']))).toEqual({ id: '1004-1' });
    const hit: Cells = { ...cells(3), address1: 'New Road 1' };
    expect(identify((column) => hit[column] ?? '', new Set(['New Road 1']))).toEqual({ id: '1003-1' });
  });
  it('whatever was just written into it by mistake', () => {
    const { name, address1, postalCode, city, country } = cellsOf(4);
    const hit = { ...cellsOf(3), ...{ name, address1, postalCode, city, country, phone: cellsOf(4).phone } };
    const cells = Object.fromEntries(Object.entries(hit).map(([key, text]) => [key, text ?? '']));
    const ignored = new Set([name, address1, postalCode, city, cellsOf(4).phone].map((text) => text ?? ''));
    expect(whose(cells, all, ignored)).toEqual({ id: '1003-1' });
  });
});

describe('nobody can say whose a row is', () => {
  it('half of one and half of another', () => {
    const { name = '', address1 = '' } = cellsOf(3);
    const { postalCode = '', phone = '', country = '' } = cellsOf(5);
    const cells = { name, address1, postalCode, phone, country };
    expect(whose(cells)).toEqual({ id: null, why: 'scrambled' });
    expect(whose({ ...cells, id: '1003-1' })).toEqual({ id: '1003-1' });
  });
  it('of two parcels that are alike, without the id; with it, it is told', () => {
    const { id: _, ...twin } = cellsOf(3);
    const identify = identifier(
      [
        { id: 'A-1', shown: hashed(twin) },
        { id: 'A-2', shown: hashed(twin) },
      ],
      all,
    );
    const cell = (id: string) => (column: OurColumn) => (column === 'id' ? id : (twin[column] ?? ''));
    expect(identify(cell('A-2'))).toEqual({ id: 'A-2' });
    expect(identify(cell(''))).toEqual({ id: null, why: 'scrambled' });
    expect(identify(cell('B-1'))).toEqual({ id: null, why: 'scrambled' });
  });
  it('K6: of a row of the partner, even where a country or a batch stands in it', () => {
    const { batch, country } = cellsOf(3);
    expect(whose({ contents: 'Total', units: '41' })).toEqual({ id: null, why: 'unknown' });
    expect(whose({ id: 'EXTRA 1', batch: batch ?? '', country: country ?? '' }).id).toBeNull();
    expect(whose({})).toEqual({ id: null, why: 'unknown' });
  });
  it('of a single city in a sheet where it stands once', () => {
    expect(whose({ address1: cellsOf(3).address1 ?? '' })).toEqual({ id: null, why: 'unknown' });
  });
});

it('in a sheet with hardly a column, the id decides', () => {
  const few = new Set<OurColumn>(['id', 'contents']);
  expect(whose({ id: '1003-1', contents: cellsOf(4).contents ?? '' }, few)).toEqual({ id: '1003-1' });
});

describe('the partner sorted its columns alone', () => {
  const row = (id: string, number: string) => ({ id, number, typed: number !== '' });
  const taken = new Map([
    ['A', '1Z1'],
    ['B', '1Z2'],
  ]);
  it('no: numbers stand where they were taken, typed as people like, and others are new', () => {
    expect(scrambledRows([row('A', '1z 1'), row('B', '1Z2'), row('C', '1Z3')], taken).size).toBe(0);
    expect(scrambledRows([row('A', ''), row('B', 'other'), row('C', '1Z3')], taken).size).toBe(0);
  });
  it('yes: nothing that is not in its place is believed, new numbers included', () => {
    const rows = [row('A', '1Z9'), row('B', '1Z2'), row('C', '1Z1'), row('D', '1Z5'), row('E', '')];
    expect([...scrambledRows(rows, taken)]).toEqual([0, 2, 3]);
  });
  it('a row that lost its number is not believed either, for it was not cleared', () => {
    const rows = [row('D', '1Z5'), row('C', '1Z1'), row('B', '1Z2'), row('A', '')];
    expect([...scrambledRows(rows, taken)]).toEqual([0, 1, 3]);
  });
  it('no: one number that was cut out and pasted into the row that it belongs to', () => {
    const [a, b, c, d] = [row('A', ''), row('B', '1Z2'), row('C', '1Z1'), row('D', '1Z5')];
    const [e, f] = [row('E', '1Z6'), row('F', '1Z7')];
    const more = new Map([...taken, ['E', '1Z6'], ['F', '1Z7']]);
    expect(scrambledRows([a, b, c, d, e, f], more).size).toBe(0);
    expect(scrambledRows([c, b, a, d, e, f], more).size).toBe(0);
    expect(scrambledRows([d, c, b, a, e, f], more).size).toBe(3);
    expect(scrambledRows([{ ...a, typed: true }, b, c, d, e, f], more).size).toBe(3);
    // Nothing else is new: the creator is asked about both.
    expect(scrambledRows([row('A', '1Z5'), b, c], taken).size).toBe(0);
  });
  it('one number for two parcels is in its place in both', () => {
    const both = new Map([...taken, ['C', '1Z1']]);
    expect(scrambledRows([row('A', '1Z1'), row('B', '1Z2'), row('C', '1Z1')], both).size).toBe(0);
    expect(scrambledRows([row('A', ''), row('B', '1Z2'), row('C', '1Z1')], both).size).toBe(0);
  });
});
