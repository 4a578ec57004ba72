/** Check This Spreadsheet: the assumptions about Google, one after the other, on a scratch tab. */

import type { Api } from '../api.ts';
import { ASSUMPTIONS, runAssumption } from '../check/assumptions.ts';

const SCRATCH = 'Shipsheet check';
/** Rows of the timed reading and writing: as many as one chunk of a run. */
const TIMED_ROWS = 50_000;

/** Runs one assumption a call, so that none meets the time limit of an execution. */
export function check(
  spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
  part: number,
): ReturnType<Api['check']> {
  const assumption = ASSUMPTIONS[part];
  if (assumption === undefined) return { results: [], more: false };
  const old = spreadsheet.getSheetByName(SCRATCH);
  if (old !== null) spreadsheet.deleteSheet(old);
  const front = spreadsheet.getActiveSheet();
  const sheet = spreadsheet.insertSheet(SCRATCH, spreadsheet.getSheets().length);
  spreadsheet.setActiveSheet(front);
  try {
    return {
      results: [runAssumption(assumption, sheet, { rows: TIMED_ROWS })],
      more: part + 1 < ASSUMPTIONS.length,
    };
  } finally {
    spreadsheet.deleteSheet(sheet);
  }
}
