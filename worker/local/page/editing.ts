/** Edits of this page: shown at once, sent, and put right by the server's answer. */

import type { RangeWire } from '../http/wire.ts';
import { VIEW_ONLY } from './access.ts';
import type { GridView } from './grid/grid.ts';
import { type Api, ApiError } from './lib/api.ts';
import { confirm, tell } from './ui/dialog.ts';
import { toast } from './ui/toast.ts';

export interface Editing {
  /** null leaves a cell as it is. */
  write(row: number, column: number, values: readonly (readonly (string | null)[])[]): Promise<void>;
  clear(ranges: readonly RangeWire[]): Promise<void>;
}

/** Minutes that an agreed warning of a protected range stays quiet, as in Sheets. */
const QUIET_MINUTES = 5;

const touches = (a: RangeWire, b: RangeWire): boolean =>
  a.row < b.row + b.rows &&
  b.row < a.row + a.rows &&
  a.column < b.column + b.columns &&
  b.column < a.column + a.columns;

/** `canType: false`: it says so, and sends nothing. */
export function createEditing(view: GridView, api: Api, canType: boolean): Editing {
  let quietUntil = 0;

  /** Gives what takes it back. */
  const guess = (
    row: number,
    column: number,
    values: readonly (readonly (string | null)[])[],
  ): (() => void) => {
    // Another sheet may be in sight by the time the answer comes.
    const cache = view.cache();
    const each = (work: (row: number, column: number, text: string) => void): void =>
      values.forEach((line, r) => {
        line.forEach((text, c) => {
          if (text !== null) work(row + r, column + c, text);
        });
      });
    each(cache.guess);
    view.refresh();
    return () => each(cache.unguess);
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
    if (!canType) {
      toast(VIEW_ONLY);
      return false;
    }
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

  return {
    async write(row, column, values) {
      const columns = Math.max(...values.map((line) => line.length));
      if (!(await allowed({ row, column, rows: values.length, columns }))) return;
      const sheetId = view.shape().sheet.id;
      const unguess = guess(row, column, values.slice(0, 500));
      try {
        await api.edit(sheetId, row, column, values);
      } catch (error) {
        unguess();
        await takeBack(error);
      }
    },
    async clear(ranges) {
      for (const range of ranges) if (!(await allowed(range))) return;
      const sheetId = view.shape().sheet.id;
      try {
        await api.clear(sheetId, ranges);
      } catch (error) {
        await takeBack(error);
      }
    },
  };
}
