/** Undo and redo as people know them: each takes back their own last step, an add-on's whole run among them. */
import { isContentOnly } from './inverse.ts';
import { intersects } from './merges.ts';
import type { Operation } from './operation.ts';
import type { Commit } from './transaction.ts';
import type { GridRange } from './types.ts';

/** Whose doing it is: a view of the workbook, and the step that it belongs to. Steps with the same name are one. */
export interface Actor {
  readonly who: string;
  /** Absent: goes with the last step of this person, as what onEdit writes goes with what was typed. */
  readonly step?: string;
}

/** Where a step happened on a sheet, to bring it into sight. */
export interface Place {
  readonly sheetId: number;
  readonly range: GridRange | null;
}

export type Stepped =
  | { readonly done: true; readonly places: readonly Place[] }
  /** `nothing`: no step is left. `moved`: somebody else has changed the same place since. */
  | { readonly done: false; readonly why: 'nothing' | 'moved' };

export interface History {
  /** Does work in somebody's name. What is done outside of this is nobody's, and cannot be taken back. */
  as<T>(actor: Actor, work: () => T): T;
  undo(who: string): Stepped;
  redo(who: string): Stepped;
  can(who: string): { readonly undo: boolean; readonly redo: boolean };
  /** Forgets the steps of somebody who has left; of everybody, when the workbook is another one now. */
  forget(who?: string): void;
}

interface Store {
  readonly batch: <T>(work: () => T) => T;
  readonly run: (operation: Operation) => void;
  readonly onCommit: (listener: (commit: Commit) => void) => () => void;
}

interface Touch {
  readonly sheet: number;
  /** null: the whole sheet, because rows or columns moved. */
  readonly range: GridRange | null;
  readonly looks: boolean;
}

interface Entry {
  readonly revision: number;
  readonly who: string;
  readonly step: string;
  readonly undo: readonly Operation[];
  readonly touched: readonly Touch[];
  readonly cells: number;
}

/** Cells that are kept for taking steps back, and steps: beyond that the oldest go. */
const MOST_CELLS = 8_000_000;
const MOST_ENTRIES = 5_000;

function cellsOf(operations: readonly Operation[]): number {
  let cells = 1;
  for (const op of operations) if (op.do === 'cells') for (const column of op.columns) cells += column.length;
  return cells;
}

function touchOf(op: Operation): Touch | null {
  if (op.do === 'title' || !('sheet' in op)) return null;
  const sheet = typeof op.sheet === 'number' ? op.sheet : op.sheet.id;
  switch (op.do) {
    case 'cells': {
      const rows = op.columns[0]?.length ?? 0;
      const range = { row: op.row, column: op.column, rows, columns: op.columns.length };
      return { sheet, range, looks: !isContentOnly(op) };
    }
    case 'clear':
    case 'format':
    case 'formats':
    case 'note':
    case 'notes':
    case 'validation':
    case 'merges':
      return { sheet, range: op.range, looks: !isContentOnly(op) };
    case 'columns':
    case 'hide-rows':
    case 'filter':
    case 'protect':
    case 'unprotect':
    case 'frame':
      return { sheet, range: { row: 0, column: 0, rows: 0, columns: 0 }, looks: true };
    default:
      return { sheet, range: null, looks: true };
  }
}

/** Whether what others did since stands where a step would be taken back. */
function collide(mine: readonly Touch[], theirs: readonly Touch[]): boolean {
  return mine.some((one) =>
    theirs.some((other) => {
      if (one.sheet !== other.sheet) return false;
      if (one.range === null || other.range === null) return true;
      return intersects(one.range, other.range);
    }),
  );
}

const touches = (operations: readonly Operation[]): Touch[] => operations.flatMap((op) => touchOf(op) ?? []);

/** Where a step happened, one place a sheet; where it began comes first. A step in several changes has no range. */
function placesOf(entries: readonly Entry[], which: 'first' | 'last'): Place[] {
  const places = new Map<number, Place>();
  for (const { undo } of entries) {
    const all = touches(undo.filter(({ do: what }) => what !== 'delete-sheet' && what !== 'frame'));
    // Of operations that take a step back the last is where it began; of those that do it again, the first.
    if (which === 'last') all.reverse();
    for (const { sheet, range } of all.length > 0 ? all : touches(undo)) {
      if (places.has(sheet)) continue;
      places.set(sheet, { sheetId: sheet, range: range !== null && range.rows > 0 ? range : null });
    }
  }
  if (places.size < 2) return [...places.values()];
  return [...places.values()].map(({ sheetId }) => ({ sheetId, range: null }));
}

/** Keeps the steps of everybody who changes a workbook through `as`. */
export function createHistory(store: Store): History {
  const nobody: Actor = { who: '', step: '' };
  let actor = nobody;
  /** Set while a step is taken back or done again: where its own inverse goes. */
  let collect: Entry[] | null = null;
  let log: Entry[] = [];
  const undone = new Map<string, Entry[][]>();
  let kept = 0;

  const lastStep = (who: string): string | undefined => {
    for (let at = log.length - 1; at >= 0; at--) {
      const entry = log[at];
      if (entry?.who === who && entry.undo.length > 0) return entry.step;
    }
    return undefined;
  };

  store.onCommit(({ revision, operations, undo }) => {
    const { who } = actor;
    const step = actor.step ?? lastStep(who) ?? String(revision);
    const mine = who === '' ? [] : undo;
    const entry: Entry = {
      revision,
      who,
      step,
      undo: mine,
      touched: touches(operations),
      cells: cellsOf(mine),
    };
    if (collect !== null) {
      collect.push(entry);
      // It stays known that this moved something, for the others' steps.
      log.push({ ...entry, undo: [], cells: 1 });
    } else {
      log.push(entry);
      kept += entry.cells;
      undone.delete(who);
    }
    while ((kept > MOST_CELLS || log.length > MOST_ENTRIES) && log.length > 0) {
      const first = log.shift();
      kept -= first?.cells ?? 0;
    }
  });

  /** Does the operations that take entries back, newest first; answers what takes that back again. */
  const takeBack = (
    who: string,
    entries: readonly Entry[],
    which: 'first' | 'last',
  ): { stepped: Stepped; inverse: Entry[] } => {
    const oldest = Math.min(...entries.map(({ revision }) => revision));
    const others = log.filter((entry) => entry.revision > oldest && entry.who !== who);
    const theirs = others.flatMap(({ touched }) => touched);
    const operations = [...entries].reverse().flatMap(({ undo }) => undo);
    const mine = touches(operations);
    if (collide(mine, theirs)) return { stepped: { done: false, why: 'moved' }, inverse: [] };
    // Looks go back as a whole sheet's: where others have touched the sheet meanwhile, theirs must stay.
    const shared = new Set(theirs.map(({ sheet }) => sheet));
    const safe = operations.filter((op) => op.do !== 'frame' || !shared.has(op.sheet));
    const inverse: Entry[] = [];
    collect = inverse;
    const before = actor;
    actor = { who, step: entries[0]?.step ?? '' };
    try {
      store.batch(() => {
        for (const op of safe) store.run(op);
      });
    } finally {
      collect = null;
      actor = before;
    }
    // Where it began: what the add-on wrote beside it came later.
    return { stepped: { done: true, places: placesOf(entries, which) }, inverse };
  };

  const take = (who: string): Entry[] => {
    const step = lastStep(who);
    if (step === undefined) return [];
    const own = (entry: Entry): boolean => entry.who === who && entry.step === step && entry.undo.length > 0;
    const entries = log.filter(own);
    // What they moved stays known to the others' steps.
    log = log.map((entry) => (own(entry) ? { ...entry, undo: [], cells: 1 } : entry));
    kept = log.reduce((sum, entry) => sum + entry.cells, 0);
    return entries;
  };

  return {
    as(next, work) {
      const before = actor;
      actor = next;
      try {
        return work();
      } finally {
        actor = before;
      }
    },
    undo(who) {
      const entries = take(who);
      if (entries.length === 0) return { done: false, why: 'nothing' };
      const { stepped, inverse } = takeBack(who, entries, 'last');
      if (stepped.done) undone.set(who, [...(undone.get(who) ?? []), inverse]);
      return stepped;
    },
    redo(who) {
      const stack = undone.get(who) ?? [];
      const entries = stack.pop();
      if (entries === undefined) return { done: false, why: 'nothing' };
      const { stepped, inverse } = takeBack(who, entries, 'first');
      if (!stepped.done) {
        undone.delete(who);
        return stepped;
      }
      for (const entry of inverse) {
        const at = log.findIndex(({ revision }) => revision === entry.revision);
        if (at >= 0) log[at] = entry;
        kept += entry.cells;
      }
      return stepped;
    },
    can: (who) => ({
      undo: lastStep(who) !== undefined,
      redo: (undone.get(who)?.length ?? 0) > 0,
    }),
    forget(who) {
      if (who === undefined) {
        log = [];
        kept = 0;
        undone.clear();
        return;
      }
      undone.delete(who);
      log = log.map((entry) => (entry.who === who ? { ...entry, undo: [], cells: 1 } : entry));
      kept = log.reduce((sum, entry) => sum + entry.cells, 0);
    },
  };
}
