/**
 * A warehouse at its sheet, with all that people do there, and what it knows of it: at whose row each number was typed. A row
 * is whose name stands in it, nobody here changes names but with the whole row, and the id or the street says the same:
 * where both were mixed up with others, nobody can say whose row it is.
 */
import fc from 'fast-check';
import { PARTNER_COLUMNS, type SheetColumn } from '../../../../shared/partner-sheet/columns.ts';
import type { Value, Workbook } from '../../../../worker/local/core/types.ts';

const at = fc.nat(1000);
const one = <T extends string>(what: T) => fc.record({ do: fc.constant(what), at });
const two = <T extends string>(what: T) => fc.record({ do: fc.constant(what), at, to: at });

/** What a person does, with small numbers that choose where. */
export const deed = fc.oneof(
  { weight: 14, arbitrary: two('type a number') },
  { weight: 3, arbitrary: two('type beside it') },
  { weight: 3, arbitrary: one('tick') },
  { weight: 1, arbitrary: one('clear') },
  { weight: 1, arbitrary: two('fill down') },
  { weight: 1, arbitrary: one('turn into numbers') },
  { weight: 1, arbitrary: one('clear everything') },
  { weight: 3, arbitrary: two('sort') },
  { weight: 2, arbitrary: two('sort a block') },
  { weight: 1, arbitrary: two('sort theirs alone') },
  { weight: 1, arbitrary: one('rename a column') },
  { weight: 1, arbitrary: one('insert a column') },
  { weight: 1, arbitrary: two('move a column') },
  { weight: 1, arbitrary: one('delete a column') },
  { weight: 2, arbitrary: one('insert a row') },
  { weight: 1, arbitrary: two('move a row') },
  { weight: 1, arbitrary: two('cut a column out') },
  { weight: 1, arbitrary: one('delete a row') },
  { weight: 1, arbitrary: one('delete the header') },
  { weight: 1, arbitrary: one('duplicate a row') },
  { weight: 1, arbitrary: two('paste a row over another') },
  { weight: 1, arbitrary: two('paste a block') },
  { weight: 1, arbitrary: one('copy the tab') },
  { weight: 1, arbitrary: one('go on in a copy') },
  { weight: 1, arbitrary: one('rename the tab') },
  { weight: 1, arbitrary: two('merge') },
  { weight: 1, arbitrary: one('hide a row') },
  { weight: 1, arbitrary: one('filter') },
);
export type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

/** Deeds that make a row stand twice. */
const DOUBLING: ReadonlySet<Deed['do']> = new Set([
  'duplicate a row',
  'paste a row over another',
  'paste a block',
]);

const BESIDE: readonly (readonly [SheetColumn, Value])[] = [
  ['carrier', 'UPS'],
  ['carrier', 'Nobody & Sons'],
  ['shippedAt', '01.03.2026'],
  ['shippedAt', '3/4/2026'],
  ['shippedAt', 46_082],
  ['shippedAt', 'soon'],
  ['quantity', 'MUG x1'],
  ['quantity', '3'],
  ['quantity', 'some'],
  ['remark', 'no stock'],
  ['remark', ''],
];

export class Hands {
  /** Text of a number to the shipment in whose row it was first typed. */
  readonly born = new Map<string, string>();
  /** In whose rows it ever stood. */
  readonly stood = new Map<string, Set<string>>();
  /** It went to another row otherwise than with it. */
  readonly moved = new Set<string>();
  /** It stood in a row that nobody can tell. */
  readonly astray = new Set<string>();
  /** What stands in the partner's columns after the last deed, in all rows. */
  standing = new Set<string>();
  doubled = false;
  private serial = 0;
  private tabId: number;
  private numbers = new Map<string, Set<string>>();

  constructor(
    readonly book: Workbook,
    /** By name. */
    readonly people: ReadonlyMap<string, string>,
  ) {
    const [first] = book.sheets();
    if (first === undefined) throw new Error('The file has no tab');
    this.tabId = first.id;
  }
  get tab() {
    return this.book.sheet(this.tabId);
  }
  columns(): Map<string, number> {
    return new Map(
      this.book
        .metadata()
        .flatMap(({ key, value, location }) =>
          key === 'shipsheet-column' && location.type === 'column' && location.sheetId === this.tabId
            ? [[value, location.index] as const]
            : [],
        ),
    );
  }
  cells(): string[][] {
    const { rows, columns } = this.book.contentSize(this.tabId);
    if (rows === 0) return [];
    return this.book
      .values(this.tabId, { row: 0, column: 0, rows, columns })
      .map((line) => line.map((value) => String(value ?? '')));
  }
  first(): number {
    const mark = this.book
      .metadata()
      .find(
        ({ location, value }) =>
          location.type === 'row' && location.sheetId === this.tabId && value === 'header',
      );
    return (mark?.location.type === 'row' ? mark.location.index : 1) + 1;
  }
  /** Whose rows these are, in their order; undefined for rows of nobody. */
  owners(): (string | undefined)[] {
    const columns = this.columns();
    const [name = -1, id = -1, street = -1] = (['name', 'id', 'address1'] as const).map((key) =>
      columns.get(key),
    );
    return this.cells().map((line) => {
      const owner = this.people.get(line[name] ?? '');
      // Streets begin with the id, as the test makes them.
      const isClear = line[id] === owner || (line[street] ?? '').startsWith(`${owner} `);
      return isClear ? owner : undefined;
    });
  }
  /** Number to those in whose rows it stands. */
  private found(): Map<string, Set<string>> {
    const number = this.columns().get('number') ?? -1;
    const owners = this.owners();
    const found = new Map<string, Set<string>>();
    for (const [row, line] of this.cells().entries()) {
      const text = line[number] ?? '';
      const owner = owners[row];
      if (row < this.first() || text === '') continue;
      const list = found.get(text) ?? new Set();
      if (owner !== undefined) list.add(owner);
      found.set(text, list);
    }
    return found;
  }
  /** All that a person typed and that stands there. */
  typed(): Set<string> {
    const columns = this.columns();
    const theirs = PARTNER_COLUMNS.filter((key) => key !== 'seen').flatMap((key) => columns.get(key) ?? []);
    return new Set(
      this.cells()
        .slice(this.first())
        .flatMap((line) => theirs.flatMap((column) => line[column] ?? '').filter((text) => text !== '')),
    );
  }
  /** Numbers that are gone from the rows in which they stood after the last deed, and nobody of the warehouse did that. */
  lost(): string[] {
    const now = this.found();
    return [...this.numbers].flatMap(([text, owners]) =>
      [...owners].flatMap((owner) => (now.get(text)?.has(owner) === true ? [] : [`${text} of ${owner}`])),
    );
  }
  /** Does it, and sees where everything is then. A deed that the spreadsheet refuses is not done. */
  does(what: Deed): void {
    if (this.columns().size === 0) return;
    if (DOUBLING.has(what.do)) this.doubled = true;
    const before = this.found();
    try {
      this.book.batch(() => this.act(what));
    } catch (problem) {
      if (!(problem instanceof Error) || problem.name !== 'WorkbookError') throw problem;
    }
    this.look(before);
  }
  private look(before: ReadonlyMap<string, ReadonlySet<string>>): void {
    this.numbers = this.found();
    const name = this.columns().get('name') ?? -1;
    const owners = this.owners();
    const isMixed = (line: readonly string[], row: number): boolean =>
      owners[row] === undefined && this.people.has(line[name] ?? '');
    if (this.cells().some(isMixed)) this.doubled = true;
    for (const [text, owners] of this.numbers) {
      if (owners.size === 0) this.astray.add(text);
      const was = before.get(text);
      const stood = this.stood.get(text) ?? new Set();
      for (const owner of owners) {
        if (was !== undefined && !was.has(owner)) this.moved.add(text);
        stood.add(owner);
      }
      this.stood.set(text, stood);
    }
    this.standing = this.typed();
  }
  private act(what: Deed): void {
    const { book, tab } = this;
    const { id, columnCount } = tab;
    const columns = this.columns();
    const first = this.first();
    const rows = book.contentSize(id).rows - first;
    if (rows <= 0) return;
    const row = first + (what.at % rows);
    const number = columns.get('number');
    const name = columns.get('name') ?? -1;
    const theirs = PARTNER_COLUMNS.flatMap((key) => columns.get(key) ?? []);
    const whole = (from: number, count = 1) => ({ row: from, column: 0, rows: count, columns: columnCount });
    const other = 'to' in what ? first + (what.to % rows) : row;
    const block = 'to' in what ? what.to % columnCount : 0;
    switch (what.do) {
      case 'type a number': {
        if (number === undefined || !('to' in what)) return;
        const owner = this.owners()[row];
        if (owner === undefined) return;
        const serial = this.serial++;
        const kinds: readonly Value[] = [
          `TRK${7_130_261 * (serial + 3)}`,
          `TRK${7_130_261 * (serial + 3)}`,
          `TRK${7_130_261 * (serial + 3)}`,
          610_000_000_000 + 977 * serial,
          42_000_000 + serial,
          1.2e21 + serial * 1e17,
          `9.400${serial}E+21`,
          `00${71_302_615 * (serial + 3)}`,
          ` TRK${7_130_261 * (serial + 3)} `,
        ];
        book.write(id, row, number, [[kinds[what.to % kinds.length] ?? '']], 'RAW');
        const text = String(book.values(id, { row, column: number, rows: 1, columns: 1 })[0]?.[0] ?? '');
        if (!this.born.has(text)) this.born.set(text, owner);
        const carrier = columns.get('carrier');
        if (carrier !== undefined && what.at % 5 !== 0) book.write(id, row, carrier, [['Post']], 'RAW');
        return;
      }
      case 'type beside it': {
        const [key, value] = BESIDE['to' in what ? what.to % BESIDE.length : 0] ?? ['remark', ''];
        const column = columns.get(key);
        if (column !== undefined) book.write(id, row, column, [[value]], what.at % 2 === 0 ? 'USER' : 'RAW');
        return;
      }
      case 'tick': {
        const column = columns.get('seen');
        if (column !== undefined) book.write(id, row, column, [[true]], 'RAW');
        return;
      }
      case 'clear': {
        const column = theirs[what.at % theirs.length];
        if (column !== undefined) book.write(id, row, column, [[null]], 'RAW');
        return;
      }
      case 'fill down': {
        if (number === undefined) return;
        const value = book.values(id, { row, column: number, rows: 1, columns: 1 })[0]?.[0] ?? null;
        const end = Math.min(first + rows, row + 1 + (block % 3));
        for (let below = row + 1; below < end; below++) book.write(id, below, number, [[value]], 'RAW');
        return;
      }
      case 'turn into numbers': {
        if (number === undefined) return;
        for (const [at, line] of this.cells().entries()) {
          const text = line[number] ?? '';
          const owner = this.owners()[at];
          if (at < first || owner === undefined || !/^\d{1,15}$/.test(text)) continue;
          book.write(id, at, number, [[Number(text)]], 'RAW');
          if (!this.born.has(String(Number(text)))) this.born.set(String(Number(text)), owner);
        }
        return;
      }
      case 'clear everything':
        if (what.at % 4 === 0) book.clear(id, whole(0, first + rows), { values: true });
        return;
      case 'sort':
        book.sort(id, whole(first, rows), [{ column: block, ascending: what.at % 2 === 0 }]);
        return;
      case 'sort a block': {
        const width = 1 + (what.at % 3);
        const all = Array.from({ length: width }, (_, i) => block + i);
        if (all.some((column) => column === name || column === number || column >= columnCount)) return;
        book.sort(id, { row: first, column: block, rows, columns: width }, [
          { column: block, ascending: what.at % 2 === 0 },
        ]);
        return;
      }
      case 'sort theirs alone': {
        const from = Math.min(...theirs);
        const width = Math.max(...theirs) - from + 1;
        // As long as they stand together.
        if (width !== theirs.length || number === undefined) return;
        book.sort(id, { row: first, column: from, rows, columns: width }, [
          { column: number, ascending: what.at % 2 === 0 },
        ]);
        return;
      }
      case 'rename a column':
        book.write(id, first - 1, what.at % columnCount, [[`Mine ${this.serial++}`]], 'RAW');
        return;
      case 'insert a column':
        book.insertColumns(id, what.at % columnCount, 1);
        return;
      case 'move a column':
        book.moveColumns(id, what.at % columnCount, 1, block);
        return;
      case 'delete a column': {
        const column = what.at % columnCount;
        if (column !== name) book.deleteColumns(id, column, 1);
        return;
      }
      case 'insert a row':
        book.insertRows(id, row, 1);
        if (what.at % 3 === 0) book.write(id, row, 0, [[`shelf ${what.at}`]], 'RAW');
        return;
      case 'move a row':
        book.moveRows(id, row, 1, other);
        return;
      case 'cut a column out': {
        const from = what.at % columnCount;
        if (from === name || block === name || from === block) return;
        const cells = book.values(id, { row: first - 1, column: from, rows: rows + 1, columns: 1 });
        book.write(id, first - 1, block, cells, 'RAW');
        book.clear(id, { row: first - 1, column: from, rows: rows + 1, columns: 1 }, { values: true });
        return;
      }
      case 'delete the header':
        if (what.at % 3 === 0) book.deleteRows(id, first - 1, 1);
        return;
      case 'delete a row':
        book.deleteRows(id, row, 1);
        return;
      case 'duplicate a row': {
        const cells = book.values(id, whole(row));
        book.insertRows(id, row + 1, 1);
        book.write(id, row + 1, 0, cells, 'RAW');
        return;
      }
      case 'paste a row over another':
        book.write(id, other, 0, book.values(id, whole(row)), 'RAW');
        return;
      case 'paste a block': {
        const width = 1 + (what.at % 3);
        if (block + width > columnCount || (name >= block && name < block + width)) return;
        const cells = book.values(id, { row, column: block, rows: 1, columns: width });
        book.write(id, other, block, cells, 'RAW');
        return;
      }
      case 'copy the tab':
        if (book.sheets().length < 3) book.copySheet(id, book);
        return;
      case 'go on in a copy':
        // Of two copies nobody can say which is gone on in.
        if (what.at % 4 !== 0 || book.sheets().length > 1) return;
        this.tabId = book.copySheet(id, book).id;
        book.deleteSheet(id);
        return;
      case 'rename the tab':
        book.updateSheet(id, { name: `Mine ${this.serial++}` });
        return;
      case 'merge': {
        const column = 'to' in what ? what.to % columnCount : 0;
        const down = what.at % 2 === 0;
        const area = { row, column, rows: down ? 2 : 1, columns: down ? 1 : 2 };
        if (row + area.rows > tab.rowCount || column + area.columns > columnCount) return;
        const names = Array.from({ length: area.columns }, (_, i) => column + i).includes(name);
        if (!names) book.mergeCells(id, area, 'all');
        return;
      }
      case 'hide a row':
        book.setRowsHidden(id, row, 1, what.at % 2 === 0);
        return;
      case 'filter': {
        const hidden = new Map([[name, new Set([this.cells()[row]?.[name] ?? ''])]]);
        const range = { row: first - 1, column: 0, rows: rows + 1, columns: columnCount };
        book.setFilter(id, what.at % 2 === 0 ? { range, hiddenValues: hidden } : null);
        return;
      }
    }
  }
}
