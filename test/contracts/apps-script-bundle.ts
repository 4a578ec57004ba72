import { ASSUMPTIONS, runAssumption } from '../../addon/check/assumptions.ts';
import type { Finding } from '../../addon/check/types.ts';

/** What the contract's script does: all assumptions, each on a scratch tab of its own making. */
export function checkAll(rows: number): Finding[] {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  return ASSUMPTIONS.map((assumption) => {
    const sheet = spreadsheet.insertSheet(`Scratch ${assumption.name}`);
    const finding = runAssumption(assumption, sheet, { rows });
    spreadsheet.deleteSheet(sheet);
    return finding;
  });
}

/** Two beliefs that are wrong: the check must find them. */
export function checkWrong(): Finding[] {
  const sheet = SpreadsheetApp.getActiveSheet();
  const throwing = (): never => {
    throw new Error('No such thing');
  };
  return [
    runAssumption({ name: 'wrong', run: () => ({ ok: false, saw: '2' }) }, sheet, {
      rows: 1,
    }),
    runAssumption({ name: 'throwing', run: throwing }, sheet, { rows: 1 }),
  ];
}
