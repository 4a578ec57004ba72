/**
 * Brings rows of one tab to what is wanted: reads keys and columns, writes the cells that differ, reads again, and puts
 * right what moved in between, in at most three more rounds.
 */
import { addRows } from './add-rows.ts';
import { type OpenFile, openFile, type Place, placeOf, refuseBusy } from './columns.ts';
import { misplacedIn, type Sent, type Wrong } from './misplaced.ts';
import { planRound } from './plan-round.ts';
import type { Sheets } from './port.ts';
import { SheetsProblem } from './problem.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';
import type { Tally, Task } from './task.ts';
import { writeRows } from './write-rows.ts';

export interface Settling {
  readonly sheets: Sheets;
  readonly clock: () => number;
}

const REPAIRS = 3;
/** While a text of ours stands in a cell that it was not meant for: nobody but this projection knows what was there. */
const REPAIRS_OF_WRONG = 12;
/** Times that a tab, a column or a row may move under our hands before we come back later. */
const MOST_MOVES = 8;
/** Tabs of so many cells are read with all their columns: then whatever a write hits can be put back. */
export const SMALL = 400_000;

/** Throws SheetsProblem when it must stop; what is done until then is in the tally. */
export async function settle(
  { sheets, clock }: Settling,
  opened: OpenFile,
  task: Task,
  tally: Tally,
): Promise<void> {
  let file = opened;
  let sent: Sent[] = [];
  let before: Snapshot[] = [];
  let wrong: Wrong[] = [];
  let rounds = 0;
  let moved = false;
  for (let moves = 0; ; ) {
    try {
      if (moved) {
        const tabs = [...opened.places.keys()];
        file = await openFile(
          sheets,
          opened.spreadsheetId,
          tabs,
          clock(),
          wrong.length > 0 || sent.length > 0,
        );
      }
      moved = false;
      const place = placeOf(file, task.tab);
      const snapshot = await read(sheets, file, place, task, before);
      tally.last = snapshot;
      wrong = misplacedIn(snapshot, sent, before, wrong);
      const made = planRound(snapshot, task, wrong, tally);
      sent = [];
      before = [snapshot];
      if (made.rows.length === 0 && made.adds.length === 0) return;
      if (rounds > (wrong.length > 0 ? REPAIRS_OF_WRONG : REPAIRS)) throw new SheetsProblem('sheet.restless');
      // A run may have begun since the file was opened; but what we put into wrong cells goes first.
      if (rounds > 0 && wrong.length === 0)
        refuseBusy(file.spreadsheetId, await sheets.shape(file.spreadsheetId), clock());
      rounds++;
      // What follows may be sent twice or to nobody: from now on these texts are ours wherever they are found.
      for (const one of made.wrote) tally.wrote.push(one);
      const writing = {
        sheets,
        clock,
        spreadsheetId: opened.spreadsheetId,
        place,
        look: (ids: readonly string[], rows?: { readonly from: number; readonly n: number }) =>
          takeSnapshot(sheets, opened.spreadsheetId, place, task.keyColumn, ids, rows),
      };
      await writeRows(writing, made.rows, before, sent, tally);
      await addRows(writing, made.adds, sent, tally);
    } catch (problem) {
      if (!(problem instanceof SheetsProblem) || problem.code !== 'sheet.moved') throw problem;
      if (++moves > MOST_MOVES) throw new SheetsProblem('sheet.restless');
      moved = true;
    }
  }
}

async function read(
  sheets: Sheets,
  file: OpenFile,
  place: Place,
  task: Task,
  before: readonly Snapshot[],
): Promise<Snapshot> {
  const names = new Set(task.also);
  for (const { cells } of task.targets.values()) for (const name of Object.keys(cells)) names.add(name);
  if (task.derive !== undefined) names.add(task.derive.column);
  const moved = before.length > 0 && before[0]?.place.ids.join() !== place.ids.join();
  const all = moved || place.rows * place.columns <= SMALL;
  return takeSnapshot(sheets, file.spreadsheetId, place, task.keyColumn, all ? place.ids : [...names]);
}
