import type { AssumptionName } from './says.ts';

/** A sheet that an assumption may do with as it likes. */
export type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

export interface CheckEnv {
  /** Rows of the reading and writing that is timed; 50,000 on a real account. */
  readonly rows: number;
}

/** One thing that Shipsheet believes about Google Sheets. */
export interface Assumption {
  /** What is believed stands in says.ts under this name. */
  readonly name: AssumptionName;
  /** Finds out, on an empty tab without formats. saw is what was there, for the report. */
  run(sheet: Sheet, env: CheckEnv): { ok: boolean; saw: string };
}

export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly saw: string;
  readonly ms: number;
}

/** ok when what was seen is what is expected; both in JSON, so that text and numbers differ. */
export function seen(saw: unknown, expected: unknown): { ok: boolean; saw: string } {
  const text = JSON.stringify(saw);
  return { ok: text === JSON.stringify(expected), saw: text };
}

/** The message of what is thrown, or "nothing was thrown". */
export function thrownBy(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'nothing was thrown';
}

/** ok when something is thrown whose message says this. */
export function refuses(act: () => unknown, says: string): { ok: boolean; saw: string } {
  const saw = thrownBy(act);
  return { ok: saw.includes(says), saw };
}
