/** Boxes to tick: a click or Space turns all that are selected to what the active one was not. */

import type { Editing } from './editing.ts';
import type { GridView } from './grid/grid.ts';
import type { Place } from './model/selection.ts';

/** Rows that are turned at once. */
const MOST_ROWS = 5000;

export const isTicked = (text: string): boolean => text.toUpperCase() === 'TRUE';

export function isCheckbox(view: GridView, { row, column }: Place): boolean {
  return view.cache().row(row)?.validations[column]?.checkbox === true;
}

/** false: the active cell is no box. */
export function turnTicks(view: GridView, editing: Editing): (() => Promise<void>) | false {
  const { active, ranges } = view.selection();
  if (!isCheckbox(view, active)) return false;
  const next = isTicked(view.cache().row(active.row)?.values[active.column] ?? '') ? 'FALSE' : 'TRUE';
  return async () => {
    for (const range of ranges) {
      const count = Math.min(range.rows, MOST_ROWS);
      const rows = await view.cache().range(range.row, count);
      const block = rows.map((row) =>
        Array.from({ length: range.columns }, (_, right) =>
          row.validations[range.column + right]?.checkbox === true ? next : null,
        ),
      );
      // A whole column ends with its last box.
      while (block.at(-1)?.every((cell) => cell === null)) block.pop();
      if (block.length > 0) await editing.write(range.row, range.column, block);
    }
  };
}
