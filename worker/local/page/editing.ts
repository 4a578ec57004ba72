/** Edits of this page: shown at once, sent, and put right by the server's answer. */

import type { RangeWire } from '../http/wire.ts';
import type { GridView } from './grid/grid.ts';
import { type Api, ApiError } from './lib/api.ts';
import { confirm, tell } from './ui/dialog.ts';
import { toast } from './ui/toast.ts';
import { createUndo, type Step } from './undo.ts';

export interface Editing {
  write(row: number, column: number, values: string[][]): Promise<void>;
  clear(ranges: readonly RangeWire[]): Promise<void>;
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
  forgetSteps(): void;
}

/** Minutes that an agreed warning of a protected range stays quiet, as in Sheets. */
const QUIET_MINUTES = 5;

const touches = (a: RangeWire, b: RangeWire): boolean =>
  a.row < b.row + b.rows &&
  b.row < a.row + a.rows &&
  a.column < b.column + b.columns &&
  b.column < a.column + a.columns;

export function createEditing(view: GridView, api: Api): Editing {
  const steps = createUndo();
  let quietUntil = 0;

  const guess = (row: number, column: number, values: readonly (readonly string[])[]): void => {
    const cache = view.cache();
    values.forEach((line, r) => {
      line.forEach((text, c) => {
        cache.guess(row + r, column + c, text);
      });
    });
    view.refresh();
  };

  /** The server did not take it: show what is true again. */
  const takeBack = async (error: unknown): Promise<void> => {
    view.cache().staleAll();
    view.refresh();
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 'validation.refused') await tell('There was a problem', error.message);
    else toast(error.message, { loud: true });
    view.focus();
  };

  const allowed = async (range: RangeWire): Promise<boolean> => {
    const hit = view
      .shape()
      .protections.find(
        (protection) => protection.warningOnly && (!protection.range || touches(protection.range, range)),
      );
    if (!hit || performance.now() < quietUntil) return true;
    const yes = await confirm(
      'Edit a protected part?',
      hit.description === ''
        ? 'This part of the sheet is not meant to be changed by hand.'
        : `It is protected: ${hit.description}.`,
      'Edit anyway',
    );
    if (yes) quietUntil = performance.now() + QUIET_MINUTES * 60_000;
    view.focus();
    return yes;
  };

  const replay = (step: Step | undefined, values: string[][] | undefined): void => {
    if (!step || !values) return;
    if (step.sheetId === view.shape().sheet.id) guess(step.row, step.column, values);
    api.edit(step.sheetId, step.row, step.column, values).catch(takeBack);
  };

  return {
    async write(row, column, values) {
      const columns = Math.max(...values.map((line) => line.length));
      if (!(await allowed({ row, column, rows: values.length, columns }))) return;
      const sheetId = view.shape().sheet.id;
      guess(row, column, values.slice(0, 500));
      try {
        const { before } = await api.edit(sheetId, row, column, values);
        if (before) steps.done({ sheetId, row, column, before, after: values });
      } catch (error) {
        await takeBack(error);
      }
    },
    async clear(ranges) {
      for (const range of ranges) if (!(await allowed(range))) return;
      const sheetId = view.shape().sheet.id;
      try {
        const { before } = await api.clear(sheetId, ranges);
        const [only] = ranges;
        if (before && only) {
          const after = before.map((line) => line.map(() => ''));
          steps.done({ sheetId, row: only.row, column: only.column, before, after });
        }
      } catch (error) {
        await takeBack(error);
      }
    },
    undo() {
      const step = steps.undo();
      replay(step, step?.before);
    },
    redo() {
      const step = steps.redo();
      replay(step, step?.after);
    },
    canUndo: steps.canUndo,
    canRedo: steps.canRedo,
    forgetSteps: steps.forget,
  };
}
