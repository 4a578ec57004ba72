/** Reads a partner's spreadsheet: which shipment each row is, and what the partner typed there. */
import {
  OUR_COLUMNS,
  type OurColumn,
  PARTNER_COLUMNS,
  type PartnerColumn,
} from '../../../shared/partner-sheet/columns.ts';
import { hashOfCell } from '../../../shared/partner-sheet/row.ts';
import { SheetsProblem } from '../../sheets/problem.ts';
import type { Snapshot } from '../../sheets/snapshot.ts';
import type { Entry, KnownRow, PartnerRead, ReadPartner, Stray, TypedCell } from '../contract.ts';
import { copiesIn } from './copies.ts';
import type { Verdict } from './identify.ts';
import { gridOf } from './moment.ts';
import { openPartner, type PartnerTab } from './open.ts';
import { identifierFor, ourText, snapshotOf, verdictsOf } from './rows.ts';
import { scrambledRows } from './scrambled.ts';
import { isTyped, typedCell } from './typed.ts';

/** Times that rows or columns may move while they are read. */
const MOST_MOVES = 8;

/** A row with something of ours or of the partner. */
interface Row {
  readonly at: number;
  readonly line: number;
  readonly verdict: Verdict;
  readonly typed: Entry['typed'];
  readonly isTyped: boolean;
}

/** Three or four requests, and one for each 1.2 million cells. */
export const readPartner: ReadPartner = async (sheets, file, known) => {
  const gone = new Set<PartnerColumn>();
  for (let moves = 0; moves < MOST_MOVES; moves++) {
    const tab = await openPartner(sheets, file);
    for (const key of tab.gone) gone.add(key);
    try {
      const snapshot = await snapshotOf(sheets, file.fileId, tab.grid, 'UNFORMATTED_VALUE');
      return readingOf({ ...tab, gone: [...gone] }, snapshot, known);
    } catch (problem) {
      if (!(problem instanceof SheetsProblem) || problem.code !== 'sheet.moved') throw problem;
    }
  }
  throw new SheetsProblem('sheet.restless');
};

function readingOf(tab: PartnerTab, snapshot: Snapshot, known: readonly KnownRow[]): PartnerRead {
  const rows = rowsOf(tab, snapshot, known);
  const ours = rows.flatMap((row) => (row.verdict.id === null ? [] : [{ ...row, id: row.verdict.id }]));
  const taken = new Map(
    known.flatMap(({ id, taken: { number = '' } }) => (number === '' ? [] : [[id, number] as const])),
  );
  const scrambled = scrambledRows(
    ours.map(({ id, typed, isTyped: some }) => ({ id, number: typed.number?.text ?? '', typed: some })),
    taken,
  );
  const byId = new Map<string, (typeof ours)[number][]>();
  const strays: Stray[] = [];
  const stray = ({ at, line, typed }: Row, why: Stray['why']): void => {
    strays.push({ line, id: ourText(snapshot, at, 'id'), typed, why });
  };
  for (const [i, row] of ours.entries()) {
    const list = byId.get(row.id);
    if (list === undefined) byId.set(row.id, [row]);
    else list.push(row);
    if (scrambled.has(i)) stray(row, 'scrambled');
  }
  for (const row of rows) if (row.verdict.id === null && row.isTyped) stray(row, row.verdict.why);
  const broken = new Set([...scrambled].flatMap((i) => ours[i]?.id ?? []));
  const entries = known.flatMap((one) => {
    const list = byId.get(one.id);
    return list === undefined || broken.has(one.id) ? [] : [entryOf(one, list, snapshot, tab)];
  });
  return {
    entries,
    strays: strays.sort((a, b) => a.line - b.line),
    absent: known.flatMap(({ id }) => (byId.has(id) ? [] : [id])),
    gone: tab.gone,
    copies: copiesIn(tab.others, known),
    grid: gridOf({
      tab,
      known,
      snapshot,
      rows: new Map([...byId].map(([id, list]) => [id, list.map(({ at }) => at)] as const)),
    }),
  };
}

function rowsOf(tab: PartnerTab, snapshot: Snapshot, known: readonly KnownRow[]): Row[] {
  const verdicts = verdictsOf(snapshot, identifierFor(known, tab));
  const read = PARTNER_COLUMNS.filter((key) => tab.columns.has(key) && !tab.gone.includes(key));
  const merged = mergedCells(tab);
  const { top } = tab.grid;
  return verdicts.flatMap((verdict, at): Row[] => {
    if (at + top === tab.topRow) return [];
    const typed: Partial<Record<PartnerColumn, TypedCell>> = {};
    for (const key of read) {
      const column = tab.columns.get(key) ?? -1;
      const first = merged.get(`${at + top} ${column}`);
      // What is shown over several rows stands in the first.
      const value = snapshot.cells.get(key)?.[first === undefined ? at : Math.max(0, first - top)];
      typed[key] = typedCell(key, value, first !== undefined);
    }
    const some = Object.values(typed).some(isTyped);
    return verdict.id === null && !some ? [] : [{ at, line: at + top + 1, verdict, typed, isTyped: some }];
  });
}

/** Cells of the partner's columns that are one with cells of other rows, to the first row of the block. */
function mergedCells({ merges, columns }: PartnerTab): ReadonlyMap<string, number> {
  const theirs = new Set(PARTNER_COLUMNS.flatMap((key) => columns.get(key) ?? []));
  const cells = new Map<string, number>();
  for (const { row, rows, column, columns: width } of merges) {
    if (rows < 2) continue;
    for (let c = column; c < column + width; c++)
      if (theirs.has(c)) for (let r = row; r < row + rows; r++) cells.set(`${r} ${c}`, row);
  }
  return cells;
}

function entryOf({ id, shown }: KnownRow, rows: readonly Row[], snapshot: Snapshot, tab: PartnerTab): Entry {
  const typed: Partial<Record<PartnerColumn, TypedCell>> = {};
  const differs: PartnerColumn[] = [];
  for (const key of PARTNER_COLUMNS) {
    const cells = rows.flatMap((row) => row.typed[key] ?? []);
    const [first] = cells;
    if (first === undefined) continue;
    const said = cells.filter(isTyped);
    typed[key] = said[0] ?? first;
    if (new Set(said.map(({ text }) => text)).size > 1) differs.push(key);
  }
  const edited: Partial<Record<OurColumn, string>> = {};
  for (const { at } of rows) {
    for (const column of OUR_COLUMNS) {
      if (!tab.columns.has(column) || edited[column] !== undefined) continue;
      const text = ourText(snapshot, at, column);
      const was = shown[column];
      if (column === 'id' ? text !== id : was !== undefined && hashOfCell(text) !== was)
        edited[column] = text;
    }
  }
  return {
    id,
    line: rows[0]?.line ?? 0,
    typed,
    edited,
    times: rows.length,
    ...(differs.length > 0 && { differs }),
  };
}
