import { z } from 'zod';
import { areaOfGridRange, gridRange } from '../grid-range.ts';
import { request } from './define.ts';

const KINDS = { MERGE_ALL: 'all', MERGE_COLUMNS: 'columns', MERGE_ROWS: 'rows' } as const;

export const mergeCells = request(
  z.strictObject({
    range: gridRange,
    mergeType: z.enum(['MERGE_ALL', 'MERGE_COLUMNS', 'MERGE_ROWS']).optional(),
  }),
  (workbook, { range: given, mergeType = 'MERGE_ALL' }) => {
    const { sheet, range } = areaOfGridRange(workbook, given);
    workbook.mergeCells(sheet.id, range, KINDS[mergeType]);
    return undefined;
  },
);

export const unmergeCells = request(z.strictObject({ range: gridRange }), (workbook, { range: given }) => {
  const { sheet, range } = areaOfGridRange(workbook, given);
  workbook.unmergeCells(sheet.id, range);
  return undefined;
});
