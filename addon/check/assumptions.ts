import { GRID_ASSUMPTIONS } from './grid.ts';
import { SPEED_ASSUMPTIONS } from './speed.ts';
import { STORE_ASSUMPTIONS } from './stores.ts';
import type { Assumption, CheckEnv, Finding, Sheet } from './types.ts';
import { thrownBy } from './types.ts';
import { VALUE_ASSUMPTIONS } from './values.ts';

/**
 * What Shipsheet believes about Google Sheets and Apps Script. Check This Spreadsheet runs the list on a real account, and
 * the tests run it on the local workbook, so that one that turns out wrong is put right in both.
 */
export const ASSUMPTIONS: readonly Assumption[] = [
  ...VALUE_ASSUMPTIONS,
  ...GRID_ASSUMPTIONS,
  ...STORE_ASSUMPTIONS,
  ...SPEED_ASSUMPTIONS,
];

/** Runs one assumption on a scratch sheet, which is emptied first; what it throws is a finding too. */
export function runAssumption(
  assumption: Pick<Assumption, 'run'> & { readonly name: string },
  sheet: Sheet,
  env: CheckEnv,
): Finding {
  const { name } = assumption;
  const start = Date.now();
  let result = { ok: false, saw: '' };
  const thrown = thrownBy(() => {
    // An assumption that failed half-way may have left its filter.
    sheet.getFilter()?.remove();
    sheet.clear().clearNotes();
    result = assumption.run(sheet, env);
  });
  if (thrown !== 'nothing was thrown') result = { ok: false, saw: `threw: ${thrown}` };
  return { name, ...result, ms: Date.now() - start };
}
