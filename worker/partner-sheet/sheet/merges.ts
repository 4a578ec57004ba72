/** Cells of ours that somebody merged: they can hold nothing of their own until they are parted. Pure. */
import { OUR_COLUMNS } from '../../../shared/partner-sheet/columns.ts';
import type { PartnerTab } from './open.ts';

/** The requests that part them. What a partner merged of its own columns alone stays. */
export function mergesToUndo({ grid, columns, merges }: PartnerTab): object[] {
  const ours = new Set(OUR_COLUMNS.flatMap((key) => columns.get(key) ?? []));
  return merges.flatMap(({ row, rows, column, columns: width }) => {
    const end = column + width;
    const touched = Array.from({ length: width }, (_, i) => column + i).some((at) => ours.has(at));
    if (row + rows <= grid.top || !touched) return [];
    const range = (to: number): object => ({
      sheetId: grid.sheetId,
      startRowIndex: row,
      endRowIndex: row + rows,
      startColumnIndex: column,
      endColumnIndex: to,
    });
    const part = { unmergeCells: { range: range(end) } };
    let theirs = column;
    while (theirs < end && !ours.has(theirs)) theirs++;
    // What the partner typed for several rows stands on the left: parted, it would seem to be of the first row alone.
    if (rows < 2 || theirs === column) return [part];
    return [part, { mergeCells: { range: range(theirs), mergeType: 'MERGE_ALL' } }];
  });
}
