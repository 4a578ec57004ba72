import { apply } from './apply.ts';
import { framesOf, inverseOf } from './inverse.ts';
import type { Operation, Touched } from './operation.ts';
import type { State } from './state.ts';
import type { Change } from './types.ts';

/** What one batch did: enough to do it again, and to take it back. */
export interface Commit {
  readonly revision: number;
  readonly operations: readonly Operation[];
  readonly undo: readonly Operation[];
}

export interface Transactions {
  readonly state: () => State;
  readonly revision: () => number;
  readonly run: (operation: Operation) => void;
  readonly batch: <T>(work: () => T) => T;
  readonly onChange: (listener: (change: Change) => void) => () => void;
  readonly onCommit: (listener: (commit: Commit) => void) => () => void;
}

function changeOf(revision: number, touched: readonly Touched[]): Change {
  const sheets = new Set<number>();
  const cells: Change['cells'][number][] = [];
  let list = false;
  for (const touch of touched) {
    if (touch.cells !== undefined) cells.push(touch.cells);
    if (touch.sheet !== undefined) sheets.add(touch.sheet);
    list ||= touch.list === true;
  }
  return { revision, cells, sheets: [...sheets], list };
}

/** Keeps a state, does operations on it one batch at a time, and takes a batch back when its work throws. */
export function transactions(initial: State, initialRevision: number): Transactions {
  let state = initial;
  let revision = initialRevision;
  let depth = 0;
  let operations: Operation[] = [];
  let touched: Touched[] = [];
  let undos: (() => void)[] = [];
  let inverses: Operation[][] = [];
  /** The state before the first operation of a batch. Its cells change in place, the rest of it stays. */
  let base = initial;
  const changeListeners = new Set<(change: Change) => void>();
  const commitListeners = new Set<(commit: Commit) => void>();

  const rollBack = (to: number) => {
    while (undos.length > to) undos.pop()?.();
    operations.length = to;
    touched.length = to;
    inverses.length = to;
  };

  const commit = () => {
    if (operations.length === 0) return;
    const metadata: Operation[] =
      base.metadata === state.metadata ? [] : [{ do: 'all-metadata', metadata: base.metadata }];
    const undo = [...inverses.reverse().flat(), ...framesOf(base, operations), ...metadata];
    const done = { revision: ++revision, operations, undo };
    const change = changeOf(revision, touched);
    operations = [];
    touched = [];
    undos = [];
    inverses = [];
    for (const listener of commitListeners) listener(done);
    for (const listener of [...changeListeners]) listener(change);
  };

  const batch = <T>(work: () => T): T => {
    const start = undos.length;
    depth++;
    let result: T;
    try {
      result = work();
      if (result instanceof Promise) {
        throw new Error('A batch must be synchronous: what its promise does later would not be part of it.');
      }
    } catch (error) {
      rollBack(start);
      throw error;
    } finally {
      depth--;
    }
    if (depth === 0) commit();
    return result;
  };

  const run = (operation: Operation) => {
    const before = state;
    if (operations.length === 0) base = state;
    const inverse = inverseOf(state, operation);
    const applied = apply(state, operation);
    state = applied.state;
    operations.push(operation);
    inverses.push(inverse);
    touched.push(applied.touched);
    undos.push(() => {
      applied.undo?.();
      state = before;
    });
    if (depth === 0) commit();
  };

  const subscribe = <T>(listeners: Set<T>) => {
    return (listener: T) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    };
  };

  return {
    state: () => state,
    revision: () => revision,
    run,
    batch,
    onChange: subscribe(changeListeners),
    onCommit: subscribe(commitListeners),
  };
}
