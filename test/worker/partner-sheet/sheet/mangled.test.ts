/**
 * Whatever a warehouse does to its sheet, between readings and while the worker is at it: no number that was typed is lost or
 * lands at another shipment, and after a writing every row that is wanted stands right.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SheetColumn } from '../../../../shared/partner-sheet/columns.ts';
import type { PartnerRead, WantedLine } from '../../../../worker/partner-sheet/contract.ts';
import { type Google, startGoogle } from '../../sheets/support.ts';
import {
  cellsIn,
  columnsIn,
  type Partner,
  parcel,
  partnerOf,
  tabOf,
  typeInto,
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

const PARCELS = 7;
const at = fc.nat(1000);
/** What a person does, with small numbers that choose where. */
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('type' as const), at }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('sort' as const), at, up: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('sort one column' as const), at, up: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sort numbers' as const), up: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rename column' as const), at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('insert column' as const), at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move column' as const), at, to: at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete column' as const), at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('insert row' as const), at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('duplicate row' as const), at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete row' as const), at }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('paste over id' as const), at, to: at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('paste a name' as const), at, to: at }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('write beside' as const), at }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rename tab' as const) }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** The warehouse, as one that knows what it did: whose number each is that it typed. */
class Warehouse {
  /** Number to shipment, as it was typed and nobody moved it. */
  readonly typed = new Map<string, string>();
  /** Numbers that went with a row, a column or a sort of their own: nobody can say whose they are now. */
  readonly astray = new Set<string>();
  private serial = 0;

  constructor(
    readonly partner: Partner,
    /** By a text that stands in one row alone and that nobody touches: the street. */
    readonly streets: ReadonlyMap<string, string>,
  ) {}
  private get tab() {
    return tabOf(this.partner);
  }
  private column(key: SheetColumn): number {
    return columnsIn(this.partner).get(key) ?? -1;
  }
  private header(): number {
    const { partner } = this;
    const mark = partner.book
      .metadata()
      .find(({ location, value }) => location.type === 'row' && value === 'header');
    return mark?.location.type === 'row' ? mark.location.index : 1;
  }
  /** Whose a row is, by its street, as the person at the shelf sees it. */
  owner(line: readonly string[]): string | undefined {
    return this.streets.get(line[this.column('address1')] ?? '');
  }
  numbersNow(): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const line of cellsIn(this.partner)) {
      const id = this.owner(line);
      const number = line[this.column('number')] ?? '';
      if (id !== undefined && number !== '') found.set(id, [...(found.get(id) ?? []), number]);
    }
    return found;
  }
  does(what: Act): void {
    const { partner, tab } = this;
    const { book } = partner;
    const { id, columnCount } = tab;
    const first = this.header() + 1;
    const rows = book.contentSize(id).rows - first;
    if (rows <= 0) return;
    const row = (n: number): number => first + (n % rows);
    const line = (r: number) => cellsIn(partner)[r] ?? [];
    const number = this.column('number');
    switch (what.do) {
      case 'type': {
        const whose = this.owner(line(row(what.at)));
        if (whose === undefined || number < 0) return;
        const text = `NR${1000 + this.serial++}`;
        const before = line(row(what.at))[number] ?? '';
        book.write(id, row(what.at), number, [[text]], 'RAW');
        this.typed.delete(before);
        this.typed.set(text, whose);
        return;
      }
      case 'sort':
        book.sort(id, { row: first, column: 0, rows, columns: columnCount }, [
          { column: what.at % columnCount, ascending: what.up },
        ]);
        return;
      case 'sort one column': {
        const column = what.at % columnCount;
        // The street is how this test knows a row; numbers by themselves are sorted below.
        if (column === number || column === this.column('address1')) return;
        book.sort(id, { row: first, column, rows, columns: 1 }, [{ column, ascending: what.up }]);
        return;
      }
      case 'sort numbers':
        if (number < 0) return;
        book.sort(id, { row: first, column: number, rows, columns: 1 }, [
          { column: number, ascending: what.up },
        ]);
        return;
      case 'rename column':
        book.write(id, first - 1, what.at % columnCount, [[`Mine ${this.serial++}`]], 'RAW');
        return;
      case 'insert column':
        book.insertColumns(id, what.at % columnCount, 1);
        return;
      case 'move column':
        book.moveColumns(id, what.at % columnCount, 1, what.to % columnCount);
        return;
      case 'delete column': {
        const column = what.at % columnCount;
        if (column === this.column('address1')) return;
        if (column === number) for (const text of this.typed.keys()) this.astray.add(text);
        book.deleteColumns(id, column, 1);
        return;
      }
      case 'insert row':
        book.insertRows(id, row(what.at), 1);
        return;
      case 'duplicate row': {
        const cells = book.values(id, { row: row(what.at), column: 0, rows: 1, columns: columnCount });
        book.insertRows(id, row(what.at) + 1, 1);
        book.write(id, row(what.at) + 1, 0, cells, 'RAW');
        return;
      }
      case 'delete row': {
        const text = line(row(what.at))[number] ?? '';
        const twice = cellsIn(partner).filter((other) => text !== '' && other[number] === text).length > 1;
        if (!twice) this.astray.add(text);
        book.deleteRows(id, row(what.at), 1);
        return;
      }
      case 'paste over id':
      case 'paste a name': {
        const column = this.column(what.do === 'paste over id' ? 'id' : 'name');
        if (column < 0) return;
        book.write(id, row(what.at), column, [[line(row(what.to))[column] ?? '']], 'RAW');
        return;
      }
      case 'write beside':
        book.insertColumns(id, columnCount, 1);
        book.write(id, row(what.at), columnCount, [[`shelf ${what.at}`]], 'RAW');
        return;
      case 'rename tab':
        book.updateSheet(id, { name: `Mine ${this.serial++}` });
    }
  }
}

/** The worker's side: what it takes of a reading, as the intake does. */
function takeIn(read: PartnerRead, taken: Map<string, string>): Map<string, string> {
  const fresh = new Map<string, string>();
  for (const { id, typed, differs } of read.entries) {
    const text = typed.number?.text ?? '';
    // One number for two shipments waits for the creator.
    if ([...taken.values()].includes(text)) continue;
    if (text === '' || differs?.includes('number') === true || taken.has(id)) continue;
    taken.set(id, text);
    fresh.set(text, id);
  }
  return fresh;
}

it('property: K5, K6, J1 to J8: no number is lost or misplaced, and every row stands right', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(act, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 4 }),
      async (rounds) => {
        const partner = partnerOf(google);
        const parcels = Array.from({ length: PARCELS }, (_, i) => parcel(i));
        const streets = new Map(parcels.map(({ id, to }) => [to.address1, id]));
        const taken = new Map<string, string>();
        const lines = (): WantedLine[] =>
          parcels.map((one) => {
            const number = taken.get(one.id);
            return wantedLine(one, {
              cells: { status: number === undefined ? 'New' : 'Sent' },
              ...(number !== undefined && { taken: { number } }),
            });
          });
        await partner.bring(lines());
        const warehouse = new Warehouse(partner, streets);
        for (const acts of rounds) {
          const known = new Map(taken);
          for (const one of acts) warehouse.does(one);
          const now = warehouse.numbersNow();
          const sorted = acts.some((one) => one.do === 'sort numbers');
          const read = await partner.read();
          const fresh = takeIn(read, taken);
          // What was typed since the last reading and sorted by itself is the shipment's in whose row it stands now, unless a
          // number that was taken gives it away.
          for (const [text, id] of fresh) {
            const whose = warehouse.typed.get(text);
            if (sorted) expect(now.get(id), `${text} at ${id}`).toContain(text);
            else expect(id, text).toBe(whose);
          }
          const moved = [...known].some(
            ([id, text]) => !(now.get(id) ?? []).includes(text) && [...now.values()].flat().includes(text),
          );
          // Sorted by itself, and then with its rows: nothing tells that from a number that was put right.
          if (moved && !acts.some((one) => one.do === 'sort'))
            for (const [text, id] of fresh) expect(id, text).toBe(warehouse.typed.get(text));
          if (sorted)
            for (const text of [...warehouse.typed.keys()]) {
              const [whose, ...others] = [...now].flatMap(([id, texts]) =>
                texts.includes(text) ? [id] : [],
              );
              if (whose === undefined || others.length > 0) warehouse.astray.add(text);
              else warehouse.typed.set(text, whose);
            }
          const strays = new Set(read.strays.flatMap(({ typed }) => typed.number?.text ?? []));
          for (const [text, id] of warehouse.typed) {
            if (warehouse.astray.has(text) || taken.get(id) === text) continue;
            const entry = read.entries.find((one) => one.id === id);
            const told =
              strays.has(text) ||
              entry?.typed.number?.text === text ||
              entry?.differs?.includes('number') === true ||
              sorted ||
              read.gone.includes('number');
            expect(told, `${text} of ${id} is told`).toBe(true);
          }
          const standing = [...now.values()].flat();
          const written = await partner.write(read, lines());
          expect(written.stopped).toBeNull();
          expect(new Set(written.there)).toEqual(new Set(parcels.map(({ id }) => id)));
          const columns = columnsIn(partner);
          expect(columns.size).toBe(partner.preset.columns.length);
          const all = cellsIn(partner);
          for (const { id, cells } of lines()) {
            // An id that was pasted alone into a blank row makes no second parcel.
            const rows = all.filter(
              (line) => line[columns.get('id') ?? -1] === id && line[columns.get('name') ?? -1] !== '',
            );
            expect(rows.length, id).toBeGreaterThan(0);
            for (const row of rows)
              for (const [key, text] of Object.entries(cells))
                expect(row[columns.get(key) ?? -1], `${id} ${key}`).toBe(text);
          }
          const texts = new Set(all.flat());
          for (const text of standing) expect(texts.has(text), `${text} still stands`).toBe(true);
          // Where the partner sorted its numbers alone it puts them right, as it is asked to.
          if (moved) {
            const column = columns.get('number') ?? -1;
            for (const [row, line] of cellsIn(partner).entries()) {
              const id = line[columns.get('id') ?? -1] ?? '';
              if (!partner.known.has(id)) continue;
              const own = taken.get(id) ?? '';
              partner.book.write(tabOf(partner).id, row, column, [[own]], 'RAW');
            }
            for (const [text, id] of warehouse.typed) if (taken.get(id) !== text) warehouse.astray.add(text);
          }
        }
      },
    ),
    { numRuns: 20, endOnFailure: true },
  );
}, 120_000);

/** What may happen between two requests of the worker. */
const meanwhile = fc.record({
  wait: fc.integer({ min: 1, max: 3 }),
  act: fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('sort' as const), at, up: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('insert row' as const), at }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('insert column' as const), at }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('move column' as const), at, to: at }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('rename column' as const), at }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('rename tab' as const) }) },
  ),
  fault: fc.constantFrom('none', 'none', 'none', 'lost after', 'lost before'),
});

it('property: rows and columns that move while the worker writes all end right, with their numbers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(meanwhile, { minLength: 1, maxLength: 6 }), async (steps) => {
      google.between = () => undefined;
      const partner = partnerOf(google);
      const parcels = Array.from({ length: PARCELS }, (_, i) => parcel(i));
      await partner.bring(parcels.map((one) => wantedLine(one)));
      const tab = tabOf(partner).id;
      const number = (id: string): string => `NR ${id}`;
      for (const { id } of parcels) typeInto(partner, id, 'number', number(id));
      const lines = [...parcels.slice(1), parcel(PARCELS)].map((one, i) => {
        const moved = {
          ...one,
          to: { ...one.to, name: `New ${i}`, address1: `${i} New Road`, city: `C ${i}` },
        };
        return wantedLine(moved, { cells: { status: 'Changed', change: `was ${one.to.address1}` } });
      });
      const streets = new Map(parcels.map(({ id, to }) => [to.address1, id]));
      const warehouse = new Warehouse(partner, streets);
      const left = [...steps];
      let wait = left[0]?.wait ?? 0;
      google.between = () => {
        const [next] = left;
        if (next === undefined || --wait > 0) return undefined;
        left.shift();
        wait = left[0]?.wait ?? 0;
        warehouse.does(next.act);
        return next.fault === 'none' ? undefined : next.fault;
      };
      await partner.bring(lines);
      left.length = 0;
      const { read, written } = await partner.bring(lines);
      expect(written.stopped).toBeNull();
      expect(read.strays).toEqual([]);
      const columns = columnsIn(partner);
      const rows = cellsIn(partner).filter((line) =>
        (line[columns.get('number') ?? -1] ?? '').startsWith('NR'),
      );
      const shown = new Map(rows.map((line) => [line[columns.get('id') ?? -1] ?? '', line]));
      expect(rows).toHaveLength(PARCELS - 1);
      for (const { id, cells } of lines) {
        const line = shown.get(id) ?? cellsIn(partner).find((other) => other[columns.get('id') ?? -1] === id);
        for (const [key, text] of Object.entries(cells))
          expect(line?.[columns.get(key) ?? -1], `${id} ${key}`).toBe(text);
        if (id !== parcel(PARCELS).id) expect(line?.[columns.get('number') ?? -1]).toBe(number(id));
      }
      expect(partner.book.sheet(tab).id).toBe(tab);
    }),
    { numRuns: 20, endOnFailure: true },
  );
}, 120_000);
