/**
 * The mark of the file on the spreadsheet itself. Google copies developer metadata with "Make a copy" and document
 * properties not, so a mark that names another file tells that this one is a copy (case J20).
 */

import { FILE_MARK } from '../../shared/tabs/headers.ts';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

const marksOf = (spreadsheet: Spreadsheet): GoogleAppsScript.Spreadsheet.DeveloperMetadata[] =>
  spreadsheet.getDeveloperMetadata().filter((mark) => mark.getKey() === FILE_MARK);

/** The id of the file in which set-up ran; null where it never did. */
export function fileMark(spreadsheet: Spreadsheet): string | null {
  return marksOf(spreadsheet)[0]?.getValue() ?? null;
}

/** Says that the campaign lives in this file. */
export function markFile(spreadsheet: Spreadsheet): void {
  const [mark] = marksOf(spreadsheet);
  if (mark === undefined) spreadsheet.addDeveloperMetadata(FILE_MARK, spreadsheet.getId());
  else mark.setValue(spreadsheet.getId());
}

export function isCopy(spreadsheet: Spreadsheet): boolean {
  const mark = fileMark(spreadsheet);
  return mark !== null && mark !== spreadsheet.getId();
}
