/** Undo and redo of what was typed, pasted and cleared on this page. */

export interface Step {
  readonly sheetId: number;
  readonly row: number;
  readonly column: number;
  readonly before: string[][];
  readonly after: string[][];
}

const KEPT = 100;

export interface UndoStack {
  done(step: Step): void;
  undo(): Step | undefined;
  redo(): Step | undefined;
  canUndo(): boolean;
  canRedo(): boolean;
  /** Rows or columns have moved: the places of earlier steps are no longer theirs. */
  forget(): void;
}

export function createUndo(): UndoStack {
  let past: Step[] = [];
  let future: Step[] = [];
  return {
    done(step) {
      past = [...past.slice(1 - KEPT), step];
      future = [];
    },
    undo() {
      const step = past.pop();
      if (step) future.push(step);
      return step;
    },
    redo() {
      const step = future.pop();
      if (step) past.push(step);
      return step;
    },
    canUndo: () => past.length > 0,
    canRedo: () => future.length > 0,
    forget() {
      past = [];
      future = [];
    },
  };
}
