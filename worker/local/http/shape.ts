/** How a workbook and a sheet are laid out, for the page. */

import type { SheetInfo, Workbook } from '../core/types.ts';
import { tallRows } from './heights.ts';
import type { Room } from './rooms.ts';
import type { ShapeWire, SheetWire, WorkbookWire } from './wire.ts';

/** [first, count] runs of the numbers given, sorted and without doubles. */
function runsOfNumbers(numbers: Iterable<number>): [number, number][] {
  const runs: [number, number][] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1] === number) last[1] += 1;
    else runs.push([number, 1]);
  }
  return runs;
}

const sheetOf = (sheet: SheetInfo): SheetWire => ({ ...sheet });

export function workbookOf({ id, workbook, partner }: Room): WorkbookWire {
  return {
    id,
    title: workbook.title,
    revision: workbook.revision,
    sheets: workbook.sheets().map(sheetOf),
    ...(partner && { partner }),
  };
}

export function shapeOf(workbook: Workbook, sheetId: number): ShapeWire {
  const sheet = workbook.sheet(sheetId);
  const hidden = workbook.hiddenRows(sheetId);
  const filter = workbook.filter(sheetId);
  return {
    revision: workbook.revision,
    sheet: sheetOf(sheet),
    content: workbook.contentSize(sheetId),
    widths: workbook.columnWidths(sheetId),
    heights: tallRows(workbook, sheetId),
    hiddenColumns: workbook.hiddenColumns(sheetId),
    hiddenRows: runsOfNumbers([...hidden.byUser, ...hidden.byFilter]),
    filter: filter && {
      range: { ...filter.range },
      columns: [...filter.hiddenValues].filter(([, values]) => values.size > 0).map(([column]) => column),
    },
    merges: workbook.merges(sheetId).map((range) => ({ ...range })),
    protections: workbook.protections(sheetId).map(({ range, description, warningOnly }) => ({
      ...(range && { range: { ...range } }),
      description,
      warningOnly,
    })),
  };
}
