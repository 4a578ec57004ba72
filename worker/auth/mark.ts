/** Reads the mark of a pairing back from the spreadsheet. */
import { PAIRING_MARK } from '../../shared/sync/marks.ts';
import { Problem } from '../problem.ts';
import type { Sheets } from '../sheets/port.ts';
import { SheetsProblem } from '../sheets/problem.ts';

/**
 * The value of the mark, null for none. Throws a Problem that says what to do where the file cannot be opened.
 * @param sheets With little patience: the add-on waits for the answer
 * @param account Who must be able to edit the file
 */
export function markReader(
  sheets: Pick<Sheets, 'shape'>,
  account: string,
): (spreadsheetId: string) => Promise<string | null> {
  return async (spreadsheetId) => {
    try {
      const { marks } = await sheets.shape(spreadsheetId);
      return marks.find(({ key }) => key === PAIRING_MARK)?.value ?? null;
    } catch (error) {
      if (error instanceof SheetsProblem) throw inWords(error, account);
      throw error;
    }
  };
}

function inWords(problem: SheetsProblem, account: string): Problem {
  // Google answers 404 for a file that the account may not see.
  if (problem.code === 'sheet.no-access' || problem.code === 'sheet.gone') {
    return new Problem(
      403,
      'sheet.no-access',
      `The worker cannot open this spreadsheet. Share it with ${account} as an editor, then connect again.`,
    );
  }
  if (problem.code === 'sheet.quota' || problem.code === 'sheet.unreachable') {
    return new Problem(
      503,
      problem.code,
      'Google does not answer the worker just now. Try again in a minute.',
    );
  }
  return new Problem(502, problem.code, 'The worker could not look into the spreadsheet.');
}
