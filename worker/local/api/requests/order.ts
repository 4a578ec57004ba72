import { z } from 'zod';
import { areaOfGridRange, gridRange, int, sheetById } from '../grid-range.ts';
import { request } from './define.ts';

const criteria = z.strictObject({ hiddenValues: z.array(z.string()).optional() });

/** Hidden values only; a column counts from the sheet's first. */
export const setBasicFilter = request(
  z.strictObject({
    filter: z.strictObject({
      range: gridRange,
      criteria: z.record(z.string().regex(/^\d+$/), criteria).optional(),
      filterSpecs: z
        .array(z.strictObject({ columnIndex: int.optional(), filterCriteria: criteria.optional() }))
        .optional(),
    }),
  }),
  (workbook, { filter }) => {
    const { sheet, range } = areaOfGridRange(workbook, filter.range);
    const hiddenValues = new Map<number, ReadonlySet<string>>();
    for (const [column, { hiddenValues: hidden = [] }] of Object.entries(filter.criteria ?? {})) {
      hiddenValues.set(Number(column), new Set(hidden));
    }
    for (const { columnIndex = 0, filterCriteria } of filter.filterSpecs ?? []) {
      hiddenValues.set(columnIndex, new Set(filterCriteria?.hiddenValues ?? []));
    }
    workbook.setFilter(sheet.id, { range, hiddenValues });
    return undefined;
  },
);

export const clearBasicFilter = request(
  z.strictObject({ sheetId: int.optional() }),
  (workbook, { sheetId = 0 }) => {
    workbook.setFilter(sheetById(workbook, sheetId).id, null);
    return undefined;
  },
);

export const sortRange = request(
  z.strictObject({
    range: gridRange,
    sortSpecs: z
      .array(
        z.strictObject({
          dimensionIndex: int.nonnegative().optional(),
          sortOrder: z.enum(['ASCENDING', 'DESCENDING']).optional(),
        }),
      )
      .min(1),
  }),
  (workbook, { range: given, sortSpecs }) => {
    const { sheet, range } = areaOfGridRange(workbook, given);
    const keys = sortSpecs.map(({ dimensionIndex = 0, sortOrder = 'ASCENDING' }) => ({
      column: dimensionIndex,
      ascending: sortOrder === 'ASCENDING',
    }));
    workbook.sort(sheet.id, range, keys);
    return undefined;
  },
);
