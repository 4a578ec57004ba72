/**
 * The lease of a run as the worker can see it: document properties are closed to it, developer metadata is not. While
 * the mark is fresh the worker writes nothing into the sheet.
 */
import { jsonOf } from '../../shared/plan/json.ts';
import { RUN_MARK } from '../../shared/sync/marks.ts';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/** Follows a lease that was just written (null: ended): `<run id> <beat in ms>`. */
export function markRun(spreadsheet: Spreadsheet, lease: string | null): void {
  const [mark] = spreadsheet.getDeveloperMetadata().filter((one) => one.getKey() === RUN_MARK);
  if (lease === null) {
    mark?.remove();
    return;
  }
  const { runId, beat } = Object(jsonOf(lease));
  const said = `${runId} ${beat}`;
  if (mark === undefined) spreadsheet.addDeveloperMetadata(RUN_MARK, said);
  else mark.setValue(said);
}
