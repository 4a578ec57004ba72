/**
 * The journal: for each run, the facts and creator cells before and after. It is what Undo reads. Columnar JSON in
 * the hidden tab Journal, one part a row, small enough for a cell.
 */
import * as z from 'zod/mini';
import { type Cell, type Tables, textColumn } from '../tabs/table.ts';
import { TAB_NAMES, type TabName } from '../tabs/tabs.ts';
import { type Book, Refused } from './book.ts';
import { jsonOf } from './json.ts';
import type { AddedRows, CellChanges, Plan } from './types.ts';

/** Google Sheets takes 50,000 characters a cell; some room is left. */
const PART_LENGTH = 45_000;
const MAX_ROWS = 2_000;

const cell = z.union([z.string(), z.number(), z.boolean()]);
/** A column of cells: all the same, or each. */
const packed = z.union([z.object({ all: cell }), z.object({ each: z.array(z.nullable(cell)) })]);
const part = z.object({
  tab: z.enum(TAB_NAMES),
  kind: z.enum(['set', 'add', 'remove']),
  keys: z.array(z.string()),
  columns: z.record(z.string(), z.object({ before: packed, after: packed })),
});
type Packed = z.infer<typeof packed>;
export type JournalPart = z.infer<typeof part>;

/** One row of a run: its cells before and after, by column. */
export interface JournalRow {
  readonly tab: TabName;
  readonly kind: 'set' | 'add' | 'remove';
  readonly key: string;
  readonly columns: ReadonlyMap<string, { readonly before: Cell; readonly after: Cell }>;
}

function pack(cells: readonly (Cell | undefined)[]): Packed {
  const first = cells[0];
  if (first !== undefined && cells.every((value) => value === first)) return { all: first };
  return { each: cells.map((value) => value ?? null) };
}

function unpack(column: Packed, at: number): Cell | undefined {
  if ('all' in column) return column.all;
  return column.each[at] ?? undefined;
}

/** Rows that a run adds are kept with their cells up to this many, so that a row somebody deletes can be put back. */
const MOST_KEPT = 10_000;

/**
 * The parts that record a plan: what is set (with the value before) and which rows are added. `keep` narrows it; `soFar`
 * rows of the same run are recorded already.
 */
export function journalParts(
  plan: Plan,
  added: readonly AddedRows[],
  tables: Tables,
  keep: (subject: number) => boolean,
  soFar = 0,
): string[] {
  const parts: string[] = [];
  for (const change of plan.changes) parts.push(...ofChanges(change, tables, keep));
  for (const made of added) parts.push(...ofAdded(made, keep, soFar));
  for (const removed of plan.removed) {
    const keys = removed.key.filter((_, at) => keep(removed.subject[at] ?? 0));
    for (let from = 0; from < keys.length; from += MAX_ROWS) {
      parts.push(
        ...fitted({ tab: removed.tab, kind: 'remove', keys: keys.slice(from, from + MAX_ROWS), columns: {} }),
      );
    }
  }
  return parts;
}

/**
 * The parts that take recorded ones back, for subjects that were then not written: their rows had moved. Without them the
 * journal would tell of cells that nobody ever saw.
 */
export function unwrittenParts(plan: Plan, tables: Tables, keep: (subject: number) => boolean): string[] {
  const parts = plan.changes.flatMap((change) => {
    const columns = new Map<string, (Cell | undefined)[]>();
    for (const [name, values] of change.columns) {
      const now = tables[change.tab]?.columns.get(name);
      columns.set(
        name,
        values.map((value, at) => (value === undefined ? undefined : (now?.[change.row[at] ?? 0] ?? ''))),
      );
    }
    return ofChanges({ ...change, columns }, tables, keep);
  });
  for (const { tab, key, subject } of plan.added) {
    const keys = key.filter((_, at) => keep(subject[at] ?? 0));
    if (keys.length > 0) parts.push(...fitted({ tab, kind: 'remove', keys, columns: {} }));
  }
  return parts;
}

function ofChanges(change: CellChanges, tables: Tables, keep: (subject: number) => boolean): string[] {
  const kept = change.key.map((_, at) => at).filter((at) => keep(change.subject[at] ?? 0));
  const parts: string[] = [];
  for (let from = 0; from < kept.length; from += MAX_ROWS) {
    const slice = kept.slice(from, from + MAX_ROWS);
    const columns: JournalPart['columns'] = {};
    for (const [name, values] of change.columns) {
      const before = tables[change.tab]?.columns.get(name);
      columns[name] = {
        before: pack(
          slice.map((at) => (values[at] === undefined ? undefined : (before?.[change.row[at] ?? 0] ?? ''))),
        ),
        after: pack(slice.map((at) => values[at])),
      };
    }
    parts.push(
      ...fitted({ tab: change.tab, kind: 'set', keys: slice.map((at) => change.key[at] ?? ''), columns }),
    );
  }
  return parts;
}

function ofAdded(added: AddedRows, keep: (subject: number) => boolean, soFar: number): string[] {
  const kept = added.key.map((_, at) => at).filter((at) => keep(added.subject[at] ?? 0));
  const whole = soFar + kept.length <= MOST_KEPT;
  const parts: string[] = [];
  for (let from = 0; from < kept.length; from += MAX_ROWS) {
    const slice = kept.slice(from, from + MAX_ROWS);
    const columns: JournalPart['columns'] = {};
    if (whole)
      for (const [name, cells] of added.columns)
        columns[name] = { before: { all: '' }, after: pack(slice.map((at) => cells[at] ?? '')) };
    parts.push(
      ...fitted({ tab: added.tab, kind: 'add', keys: slice.map((at) => added.key[at] ?? ''), columns }),
    );
  }
  return parts;
}

/** Splits a part in halves until each fits a cell; what a single row says too much is cut into pieces. */
function fitted(made: JournalPart): string[] {
  const said = JSON.stringify(made);
  if (said.length <= PART_LENGTH) return [said];
  if (made.keys.length <= 1) return pieces(said);
  const half = made.keys.length >> 1;
  return [...fitted(slicePart(made, 0, half)), ...fitted(slicePart(made, half, made.keys.length))];
}

/** Before the second and further pieces of one part. */
const GOES_ON = '+';

/** Cuts a text so that each piece fits a cell and no character is cut in two. */
function pieces(said: string): string[] {
  const list: string[] = [];
  for (let from = 0; from < said.length; ) {
    let to = Math.min(said.length, from + PART_LENGTH);
    const last = said.charCodeAt(to - 1);
    if (to < said.length && last >= 0xd800 && last <= 0xdbff) to--;
    list.push((from === 0 ? '' : GOES_ON) + said.slice(from, to));
    from = to;
  }
  return list;
}

/** Puts pieces together again. */
function joined(parts: readonly string[]): string[] {
  const whole: string[] = [];
  for (const said of parts) {
    const before = whole.at(-1);
    if (said.startsWith(GOES_ON) && before !== undefined) whole[whole.length - 1] = before + said.slice(1);
    else whole.push(said);
  }
  return whole;
}

function slicePart(made: JournalPart, from: number, to: number): JournalPart {
  const cut = (column: Packed): Packed => ('all' in column ? column : { each: column.each.slice(from, to) });
  const columns: JournalPart['columns'] = {};
  for (const [name, { before, after }] of Object.entries(made.columns))
    columns[name] = { before: cut(before), after: cut(after) };
  return { ...made, keys: made.keys.slice(from, to), columns };
}

/** Reads the parts of a run, in the order in which they were written. Refuses a part that is no journal: the tab was edited by hand. */
export function readJournal(parts: readonly string[]): JournalRow[] {
  const rows: JournalRow[] = [];
  for (const said of joined(parts)) {
    const parsed = z.safeParse(part, jsonOf(said));
    if (!parsed.success)
      throw new Refused(
        'journal.damaged',
        'The hidden tab Journal was edited by hand: this run cannot be read any more. Restore the tab under File, Version history.',
      );
    const made = parsed.data;
    for (let at = 0; at < made.keys.length; at++) {
      const columns = new Map<string, { before: Cell; after: Cell }>();
      for (const [name, { before, after }] of Object.entries(made.columns)) {
        const now = unpack(after, at);
        if (now !== undefined) columns.set(name, { before: unpack(before, at) ?? '', after: now });
      }
      rows.push({ tab: made.tab, kind: made.kind, key: made.keys[at] ?? '', columns });
    }
  }
  return rows;
}

/** Runs that the journal keeps, and parts of them: 20 MB at 45,000 characters a part. */
const MOST_RUNS = 20;
const MOST_PARTS = 450;

/** Takes the oldest runs out of the journal when it holds too many; the last run always stays whole. */
export function pruneJournal(book: Pick<Book, 'read' | 'remove'>): void {
  const ids = textColumn(book.read('Journal', ['Run ID']), 'Run ID');
  let from = ids.length;
  const kept = new Set<string>();
  for (let i = ids.length - 1; i >= 0; i--) {
    const id = ids[i] ?? '';
    const fits = kept.has(id) || (kept.size < MOST_RUNS && (kept.size === 0 || ids.length - i <= MOST_PARTS));
    if (!fits) break;
    kept.add(id);
    from = i;
  }
  // A run that is kept only in part could not be undone: it goes as a whole.
  while (from > 0 && from < ids.length && ids[from] === ids[from - 1] && kept.size > 1) from++;
  if (from > 0)
    book.remove(
      'Journal',
      Array.from({ length: from }, (_, i) => i),
    );
}
