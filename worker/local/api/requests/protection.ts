import { z } from 'zod';
import type { GridRange, Protection, Workbook } from '../../core/types.ts';
import { invalid } from '../error.ts';
import { areaOfGridRange, gridRange, int } from '../grid-range.ts';
import { maskedLeaves } from '../mask.ts';
import { protectionAnswer } from '../spreadsheet.ts';
import { request } from './define.ts';

/** `editors` and `unprotectedRanges` are not taken: here is one person, who may edit all. */
const protectedRange = z.strictObject({
  protectedRangeId: int.optional(),
  range: gridRange.optional(),
  description: z.string().optional(),
  warningOnly: z.boolean().optional(),
});

function placeOf(
  workbook: Workbook,
  given: z.infer<typeof gridRange>,
): { sheetId: number; range?: GridRange } {
  const { sheet, range } = areaOfGridRange(workbook, given);
  const { sheetId: _, ...bounds } = given;
  const bounded = Object.values(bounds).some((bound) => bound !== undefined);
  return bounded ? { sheetId: sheet.id, range } : { sheetId: sheet.id };
}

function find(workbook: Workbook, id: number): { sheetId: number; protection: Protection } {
  for (const sheet of workbook.sheets()) {
    const protection = workbook.protections(sheet.id).find((candidate) => candidate.id === id);
    if (protection !== undefined) return { sheetId: sheet.id, protection };
  }
  throw invalid(`No protected range with ID: ${id}`);
}

export const addProtectedRange = request(
  z.strictObject({ protectedRange }),
  (workbook, { protectedRange: given }) => {
    if (given.range === undefined) throw invalid('A protected range needs a range.');
    if (given.protectedRangeId !== undefined)
      throw invalid('The ID of a protected range is given by the workbook.');
    const { sheetId, range } = placeOf(workbook, given.range);
    const { description = '', warningOnly = false } = given;
    const added = workbook.addProtection(sheetId, { description, warningOnly, ...(range && { range }) });
    return { addProtectedRange: { protectedRange: protectionAnswer(sheetId, added) } };
  },
);

export const updateProtectedRange = request(
  z.strictObject({ protectedRange, fields: z.string() }),
  (workbook, { protectedRange: given, fields }) => {
    if (given.protectedRangeId === undefined) throw invalid('Which protected range?');
    const { sheetId, protection } = find(workbook, given.protectedRangeId);
    const leaves = maskedLeaves(fields, ['range', 'description', 'warningOnly'], 'a protected range');
    const place = leaves.has('range') ? placeOf(workbook, given.range ?? { sheetId }) : protection;
    if ('sheetId' in place && place.sheetId !== sheetId)
      throw invalid('A protected range stays on its sheet.');
    workbook.updateProtection(sheetId, protection.id, {
      description: leaves.has('description') ? (given.description ?? '') : protection.description,
      warningOnly: leaves.has('warningOnly') ? (given.warningOnly ?? false) : protection.warningOnly,
      ...(place.range && { range: place.range }),
    });
    return undefined;
  },
);

export const deleteProtectedRange = request(
  z.strictObject({ protectedRangeId: int }),
  (workbook, { protectedRangeId }) => {
    const { sheetId } = find(workbook, protectedRangeId);
    workbook.removeProtection(sheetId, protectedRangeId);
    return undefined;
  },
);
