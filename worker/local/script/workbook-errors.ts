import { WorkbookError } from '../core/types.ts';

/** Google's own words where the core refuses; what Google has no words for keeps the core's. */
const MESSAGES: Partial<Record<WorkbookError['code'], string>> = {
  'range.outside': 'The coordinates of the range are outside the dimensions of the sheet.',
  'limit.cells':
    'This action would increase the number of cells in the workbook above the limit of 10000000 cells.',
  'limit.cell-length': 'Your input contains more than the maximum of 50000 characters in a single cell.',
  'last-sheet': "You can't remove all the sheets in a document.",
};

/** What a script is told when a call to the core fails. */
export function scriptMessage(error: unknown): string {
  if (!(error instanceof WorkbookError)) return error instanceof Error ? error.message : String(error);
  if (error.code === 'sheet.name-taken') return `${error.message} Please enter another name.`;
  return MESSAGES[error.code] ?? error.message;
}
