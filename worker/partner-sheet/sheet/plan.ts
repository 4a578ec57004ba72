/** What of a partner's tab differs from what is wanted. Pure but for what it remembers from round to round. */
import {
  OUR_COLUMNS,
  type OurColumn,
  PARTNER_COLUMNS,
  type PartnerColumn,
} from '../../../shared/partner-sheet/columns.ts';
import type { RowWrite } from '../../sheets/encode.ts';
import type { Wrong } from '../../sheets/misplaced.ts';
import type { Value } from '../../sheets/port.ts';
import { rowsWith, type Snapshot } from '../../sheets/snapshot.ts';
import type { WantedLine } from '../contract.ts';
import { loneRows } from './lone.ts';
import { type Moment, theirsOf } from './moment.ts';
import { ourText } from './rows.ts';
import { textOf } from './typed.ts';

export interface LinePlan {
  readonly rows: readonly RowWrite[];
  readonly adds: readonly RowWrite[];
  /** Ids whose rows all stand as wanted. */
  readonly there: readonly string[];
  /** Rows of ours that nobody wants any more. */
  readonly unwanted: readonly number[];
}

export interface Planning {
  readonly wanted: readonly WantedLine[];
  /** null: nothing is known of what was read. */
  readonly moment: Moment | null;
  /** Columns of the partner that were made again, blank: they get back what was taken. */
  readonly gone: Set<PartnerColumn>;
  /** Cells that somebody changed after they were read: `id column`, left for the next reading. Filled in the first round. */
  late: Set<string> | null;
  /** Ids that were ticked before what is to be written stood there. */
  early: Set<string> | null;
  /** Ids whose tick was taken out: one that comes after it is the partner's word again. */
  readonly unticked: Set<string>;
}

const asValue = (key: PartnerColumn, text: string): Value =>
  key === 'seen' && text === 'TRUE' ? true : text;

export function planLines(snapshot: Snapshot, wrong: readonly Wrong[], planning: Planning): LinePlan {
  const { wanted, gone, unticked } = planning;
  const { positions, ids } = snapshot.place;
  const writes = new Map<number, Map<number, Value>>();
  const put = (row: number, position: number, value: Value): void => {
    const line = writes.get(row);
    if (line === undefined) writes.set(row, new Map([[position, value]]));
    else line.set(position, value);
  };
  for (const { key, nth, id, base } of wrong) {
    const row = rowsWith(snapshot, key)[nth];
    const position = ids.indexOf(id);
    if (row !== undefined && position >= 0) put(row, position, base);
  }
  planning.late ??= lateCells(snapshot, planning);
  planning.early ??= tickedEarly(snapshot, planning);
  const { late } = planning;
  const adds: RowWrite[] = [];
  const there: string[] = [];
  for (const line of wanted) {
    const rows = rowsWith(snapshot, line.id);
    if (rows.length === 0) {
      adds.push(addedRow(line, positions));
      continue;
    }
    let right = true;
    const lone = loneRows(snapshot, rows);
    for (const row of rows) {
      for (const column of OUR_COLUMNS) {
        const text = line.cells[column];
        const position = positions.get(column);
        if (text === undefined || position === undefined) continue;
        if (ourText(snapshot, row, column) === textOf(text)) {
          writes.get(row)?.delete(position);
          continue;
        }
        if (lone.has(row) && ourText(snapshot, row, column) === '') continue;
        right = false;
        if (!late.has(`${line.id} ${column}`)) put(row, position, text);
      }
      const typed = (key: PartnerColumn): string => textOf(snapshot.cells.get(key)?.[row]);
      for (const key of lone.has(row) ? [] : gone) {
        const position = positions.get(key);
        const text = line.taken[key] ?? '';
        if (position === undefined || text === '' || typed(key) !== '') continue;
        put(row, position, asValue(key, text));
        right = false;
      }
      const seen = positions.get('seen');
      if (line.untick !== true || seen === undefined || unticked.has(line.id)) continue;
      if (planning.early.has(line.id) && typed('seen') === 'TRUE') {
        put(row, seen, false);
        right = false;
      }
    }
    if (line.untick === true && !rows.some((row) => isTicked(snapshot, row))) unticked.add(line.id);
    if (right) there.push(line.id);
  }
  return { rows: ascending(writes, snapshot), adds, there, unwanted: unwantedRows(snapshot, planning) };
}

const isTicked = (snapshot: Snapshot, row: number): boolean =>
  textOf(snapshot.cells.get('seen')?.[row]) === 'TRUE';

/** Ticked when it was read, or since then, while something else stood there. */
function tickedEarly(snapshot: Snapshot, { wanted, moment }: Planning): Set<string> {
  const early = new Set<string>();
  for (const { id, untick, cells } of wanted) {
    if (untick !== true) continue;
    const before = moment?.rows.get(id)?.some((row) => isTicked(moment.snapshot, row)) ?? false;
    const since = rowsWith(snapshot, id).some(
      (row) =>
        isTicked(snapshot, row) &&
        OUR_COLUMNS.some((column) => {
          const text = cells[column];
          return (
            text !== undefined &&
            snapshot.cells.has(column) &&
            ourText(snapshot, row, column) !== textOf(text)
          );
        }),
    );
    if (before || since) early.add(id);
  }
  return early;
}

/** Cells of ours that are neither what was read nor what is wanted: somebody typed there in between. */
function lateCells(snapshot: Snapshot, { wanted, moment }: Planning): Set<string> {
  const late = new Set<string>();
  for (const { id, cells } of wanted) {
    const before = moment?.rows.get(id);
    if (moment === null || before === undefined) continue;
    for (const row of rowsWith(snapshot, id)) {
      for (const column of OUR_COLUMNS) {
        const text = cells[column];
        if (text === undefined || column === 'id') continue;
        const now = ourText(snapshot, row, column);
        // A formula was read by its result, and is nothing that a person would have to see.
        if (now === textOf(text) || now.startsWith('=')) continue;
        const read = moment.snapshot.cells.has(column);
        if (read && !before.some((at) => ourText(moment.snapshot, at, column) === now))
          late.add(`${id} ${column}`);
      }
    }
  }
  return late;
}

function addedRow({ id, cells, taken }: WantedLine, positions: ReadonlyMap<string, number>): RowWrite {
  const line = new Map<number, Value>();
  const put = (key: OurColumn | PartnerColumn, value: Value): void => {
    const position = positions.get(key);
    if (position !== undefined && value !== '') line.set(position, value);
  };
  for (const column of OUR_COLUMNS) put(column, cells[column] ?? '');
  put('id', id);
  for (const key of PARTNER_COLUMNS) put(key, asValue(key, taken[key] ?? ''));
  return rowWrite(-1, id, line);
}

/** Rows of shipments that are known and not wanted, unless something was typed there since they were read. */
function unwantedRows(snapshot: Snapshot, { wanted, moment }: Planning): number[] {
  if (moment === null) return [];
  const kept = new Set(wanted.map(({ id }) => id));
  return moment.known.flatMap(({ id }) => {
    if (kept.has(id)) return [];
    const before = new Set((moment.rows.get(id) ?? []).map((row) => theirsOf(moment.snapshot, row)));
    return rowsWith(snapshot, id).filter((row) => before.has(theirsOf(snapshot, row)));
  });
}

function ascending(writes: ReadonlyMap<number, ReadonlyMap<number, Value>>, snapshot: Snapshot): RowWrite[] {
  return [...writes]
    .filter(([, line]) => line.size > 0)
    .sort(([a], [b]) => a - b)
    .map(([row, line]) => rowWrite(snapshot.from + row, snapshot.keys[row] ?? '', line));
}

export function rowWrite(row: number, key: string, line: ReadonlyMap<number, Value>): RowWrite {
  const cells = [...line].sort(([a], [b]) => a - b);
  return {
    row,
    key,
    positions: cells.map(([position]) => position),
    values: cells.map(([, value]) => value),
  };
}
