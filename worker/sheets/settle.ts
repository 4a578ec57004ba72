/**
 * Brings rows of one tab to what is wanted: reads keys and columns, writes the cells that differ, reads again, and puts
 * right what moved in between, in at most three more rounds.
 */
import { text } from '../../shared/tabs/table.ts';
import type { TabName } from '../../shared/tabs/tabs.ts';
import { addRows } from './add-rows.ts';
import { type OpenFile, openFile, type Place, placeOf, refuseBusy } from './columns.ts';
import { decide } from './decide.ts';
import type { RowWrite } from './encode.ts';
import { misplacedIn, type Sent, type Wrong } from './misplaced.ts';
import type { Sheets, Value } from './port.ts';
import { SheetsProblem } from './problem.ts';
import { cellAt, rowsWith, type Snapshot, takeSnapshot } from './snapshot.ts';
import { writeRows } from './write-rows.ts';

/** What a row is to hold, by the names of its columns. */
export interface Target {
  readonly key: string;
  readonly cells: Readonly<Record<string, string>>;
  /** Texts that may be replaced, by column; null: a view, which nobody else writes. */
  readonly written: Readonly<Record<string, readonly string[]>> | null;
  /** The row is made below the others when its key is not there. */
  readonly add: boolean;
  /** Cells that only a new row gets. */
  readonly made?: Readonly<Record<string, string>>;
}
export interface Task {
  readonly tab: TabName;
  readonly keyColumn: string;
  readonly targets: ReadonlyMap<string, Target>;
  /** Columns to read beside those of the targets. */
  readonly also: readonly string[];
  /** A view of the row itself, from its cells as they will be. */
  readonly derive?: { readonly column: string; of(cell: (column: string) => string): string };
}

/** What came of a task until now: it stays when the work is stopped half way. */
export interface Tally {
  /** Keys whose cells stand as wanted or were left to a person, as last seen. */
  settled: Set<string>;
  readonly wrote: { id: string; column: string; text: string }[];
  conflicts: { id: string; column: string; theirs: string; ours: string }[];
  missing: string[];
  duplicates: string[];
  /** Columns that are gone: nothing of theirs was written. */
  vanished: string[];
  cells: number;
  bytes: number;
  /** Rows as last read, all of them; null before. */
  last: Snapshot | null;
}
export const newTally = (): Tally => ({
  settled: new Set(),
  wrote: [],
  conflicts: [],
  missing: [],
  duplicates: [],
  vanished: [],
  cells: 0,
  bytes: 0,
  last: null,
});

export interface Settling {
  readonly sheets: Sheets;
  readonly clock: () => number;
}

const REPAIRS = 3;
/** While a text of ours stands in a cell that it was not meant for: nobody but this projection knows what was there. */
const REPAIRS_OF_WRONG = 12;
/** Times that a tab, a column or a row may move under our hands before we come back later. */
const MOST_MOVES = 8;
/** Tabs of so many cells are read with all their columns: then whatever a write hits can be put back. */
export const SMALL = 400_000;

/** Throws SheetsProblem when it must stop; what is done until then is in the tally. */
export async function settle(
  { sheets, clock }: Settling,
  opened: OpenFile,
  task: Task,
  tally: Tally,
): Promise<void> {
  let file = opened;
  let sent: Sent[] = [];
  let before: Snapshot[] = [];
  let wrong: Wrong[] = [];
  let rounds = 0;
  let moved = false;
  for (let moves = 0; ; ) {
    try {
      if (moved) file = await openFile(sheets, opened.spreadsheetId, [...opened.places.keys()], clock());
      moved = false;
      const place = placeOf(file, task.tab);
      const snapshot = await read(sheets, file, place, task, before);
      tally.last = snapshot;
      wrong = misplacedIn(snapshot, sent, before, wrong);
      const made = planRound(snapshot, task, wrong, tally);
      sent = [];
      before = [snapshot];
      if (made.rows.length === 0 && made.adds.length === 0) return;
      if (rounds > (wrong.length > 0 ? REPAIRS_OF_WRONG : REPAIRS)) throw new SheetsProblem('sheet.restless');
      // A run may have begun since the file was opened; but what we put into wrong cells goes first.
      if (rounds > 0 && wrong.length === 0)
        refuseBusy(file.spreadsheetId, await sheets.shape(file.spreadsheetId), clock());
      rounds++;
      // What follows may be sent twice or to nobody: from now on these texts are ours wherever they are found.
      for (const one of made.wrote) tally.wrote.push(one);
      const writing = {
        sheets,
        clock,
        spreadsheetId: opened.spreadsheetId,
        place,
        keyColumn: task.keyColumn,
      };
      await writeRows(writing, made.rows, before, sent, tally);
      await addRows(writing, made.adds, sent, tally);
    } catch (problem) {
      if (!(problem instanceof SheetsProblem) || problem.code !== 'sheet.moved') throw problem;
      if (++moves > MOST_MOVES) throw new SheetsProblem('sheet.restless');
      moved = true;
    }
  }
}

async function read(
  sheets: Sheets,
  file: OpenFile,
  place: Place,
  task: Task,
  before: readonly Snapshot[],
): Promise<Snapshot> {
  const names = new Set(task.also);
  for (const { cells } of task.targets.values()) for (const name of Object.keys(cells)) names.add(name);
  if (task.derive !== undefined) names.add(task.derive.column);
  const moved = before.length > 0 && before[0]?.place.ids.join() !== place.ids.join();
  const all = moved || place.rows * place.columns <= SMALL;
  return takeSnapshot(sheets, file.spreadsheetId, place, task.keyColumn, all ? place.ids : [...names]);
}

export interface Round {
  readonly rows: readonly RowWrite[];
  /** Rows to be made: cells by position. */
  readonly adds: readonly RowWrite[];
  readonly wrote: Tally['wrote'];
}

const asText = (value: Value | undefined): string => text(value).trim();

/** What differs, and what of it is ours to write. The tally says what is settled, missing and contradicted as of now. */
function planRound(snapshot: Snapshot, task: Task, wrong: readonly Wrong[], tally: Tally): Round {
  const { positions } = snapshot.place;
  const writes = new Map<number, Map<number, Value>>();
  const put = (row: number, position: number, value: Value): void => {
    const line = writes.get(row);
    if (line === undefined) writes.set(row, new Map([[position, value]]));
    else line.set(position, value);
  };
  const bases = new Map<string, Value>();
  for (const { key, nth, id, base } of wrong) {
    const row = rowsWith(snapshot, key)[nth];
    const position = snapshot.place.ids.indexOf(id);
    if (row === undefined || position < 0) continue;
    bases.set(`${row} ${id}`, base);
    put(row, position, base);
  }
  const vanished = new Set<string>();
  const adds: RowWrite[] = [];
  const wrote: Tally['wrote'] = [];
  Object.assign(tally, { settled: new Set(), conflicts: [], missing: [], duplicates: [] });
  for (const target of task.targets.values()) {
    const rows = rowsWith(snapshot, target.key);
    const [row] = rows;
    if (row === undefined) {
      if (!target.add) tally.missing.push(target.key);
      else adds.push(addedRow(target, task, positions, vanished, wrote));
      continue;
    }
    if (rows.length > 1) {
      tally.duplicates.push(target.key);
      continue;
    }
    let settled = true;
    const after = new Map<string, string>();
    const there = (name: string): string => {
      const base = bases.size === 0 ? undefined : bases.get(`${row} ${name}`);
      return asText(base ?? cellAt(snapshot, name, row));
    };
    const bring = (name: string, wanted: string, written: readonly string[] | null): void => {
      const position = positions.get(name);
      if (position === undefined) {
        // A column that nobody made yet lacks nothing as long as there is nothing to say.
        if (wanted !== '') {
          vanished.add(name);
          settled = false;
        }
        return;
      }
      const now = asText(cellAt(snapshot, name, row));
      const held = there(name);
      const verdict = decide(name, held, wanted, written);
      if (verdict === 'conflict')
        tally.conflicts.push({ id: target.key, column: name, theirs: held, ours: wanted });
      const next = verdict === 'write' ? wanted : held;
      after.set(name, next);
      if (next !== now) {
        settled = false;
        if (verdict === 'write') put(row, position, wanted);
      } else writes.get(row)?.delete(position);
      if (next === wanted && written !== null && !written.includes(wanted) && wanted !== '')
        wrote.push({ id: target.key, column: name, text: wanted });
    };
    for (const [name, wanted] of Object.entries(target.cells))
      bring(name, wanted, target.written === null ? null : (target.written[name] ?? []));
    if (task.derive !== undefined)
      bring(
        task.derive.column,
        task.derive.of((name) => after.get(name) ?? there(name)),
        null,
      );
    if (settled) tally.settled.add(target.key);
  }
  tally.vanished = [...vanished];
  return { rows: ascending(writes, snapshot), adds, wrote };
}

function ascending(writes: ReadonlyMap<number, ReadonlyMap<number, Value>>, snapshot: Snapshot): RowWrite[] {
  return [...writes]
    .filter(([, line]) => line.size > 0)
    .sort(([a], [b]) => a - b)
    .map(([row, line]) => {
      const cells = [...line].sort(([a], [b]) => a - b);
      return {
        row: snapshot.from + row,
        key: snapshot.keys[row] ?? '',
        positions: cells.map(([position]) => position),
        values: cells.map(([, value]) => value),
      };
    });
}

function addedRow(
  target: Target,
  task: Task,
  positions: ReadonlyMap<string, number>,
  vanished: Set<string>,
  wrote: Tally['wrote'],
): RowWrite {
  const cells = new Map<number, string>();
  const all = new Map(
    Object.entries({ ...target.made, ...target.cells }).filter(([, value]) => value !== ''),
  );
  all.set(task.keyColumn, target.key);
  if (task.derive !== undefined)
    all.set(
      task.derive.column,
      task.derive.of((name) => all.get(name) ?? ''),
    );
  for (const [name, value] of all) {
    const position = positions.get(name);
    if (position === undefined) vanished.add(name);
    else cells.set(position, value);
    if (target.written !== null && Object.hasOwn(target.cells, name))
      wrote.push({ id: target.key, column: name, text: value });
  }
  const sorted = [...cells].sort(([a], [b]) => a - b);
  return {
    row: -1,
    key: target.key,
    positions: sorted.map(([position]) => position),
    values: sorted.map(([, value]) => value),
  };
}
