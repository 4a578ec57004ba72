/** Ctrl+Z and Ctrl+Y: the server keeps the steps, this shows where they happened. */

import type { ChangeWire, RangeWire, SteppedWire } from '../http/wire.ts';
import { type Api, ApiError } from './lib/api.ts';
import { toast } from './ui/toast.ts';

export interface Steps {
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
  /** What a change of the workbook says about it. */
  heard(change: ChangeWire): void;
}

/** `here` is the sheet in sight; `go` brings the place of a step into sight. */
export function createSteps(
  api: Api,
  here: () => number,
  go: (sheetId: number, range: RangeWire | undefined) => Promise<void>,
): Steps {
  let can: SteppedWire['can'] = { undo: false, redo: false };
  /** One after the other: a second Ctrl+Z takes back the step before, not the same one again. */
  let busy: Promise<void> = Promise.resolve();
  const step = async (which: 'undo' | 'redo'): Promise<void> => {
    try {
      const stepped = await api[which](here());
      can = stepped.can;
      if (!stepped.done) toast(stepped.message ?? '');
      else if (stepped.sheetId !== undefined) await go(stepped.sheetId, stepped.range);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(error.message, { loud: true });
    }
  };
  const queue = (which: 'undo' | 'redo'): void => {
    busy = busy.then(() => step(which));
  };
  return {
    undo: () => queue('undo'),
    redo: () => queue('redo'),
    canUndo: () => can.undo,
    canRedo: () => can.redo,
    heard(change) {
      if (change.can !== undefined) can = change.can;
    },
  };
}
