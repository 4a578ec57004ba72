/** Brings rows of one tab of a campaign to what is wanted. */
import { type OpenFile, openFile, type Place, placeOf, refuseBusy } from './columns.ts';
import { planRound } from './plan-round.ts';
import type { Sheets } from './port.ts';
import { inRounds } from './rounds.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';
import type { Tally, Task } from './task.ts';

export interface Settling {
  readonly sheets: Sheets;
  readonly clock: () => number;
}

/** Tabs of so many cells are read with all their columns: then whatever a write hits can be put back. */
export const SMALL = 400_000;

/** Throws SheetsProblem when it must stop; what is done until then is in the tally. */
export async function settle(
  { sheets, clock }: Settling,
  opened: OpenFile,
  task: Task,
  tally: Tally,
): Promise<void> {
  const { spreadsheetId } = opened;
  let file = opened;
  await inRounds(placeOf(file, task.tab), {
    sheets,
    clock,
    spreadsheetId,
    async reopen(evenBusy) {
      file = await openFile(sheets, spreadsheetId, [...opened.places.keys()], clock(), evenBusy);
      return placeOf(file, task.tab);
    },
    async look(_, before) {
      const snapshot = await read(sheets, file, placeOf(file, task.tab), task, before);
      tally.last = snapshot;
      return snapshot;
    },
    lookAt: (place, _, ids, rows) => takeSnapshot(sheets, spreadsheetId, place, task.keyColumn, ids, rows),
    plan: (snapshot, wrong) => planRound(snapshot, task, wrong, tally),
    refuse: async () => refuseBusy(spreadsheetId, await sheets.shape(spreadsheetId), clock()),
    sending({ wrote }) {
      // What follows may be sent twice or to nobody: from now on these texts are ours wherever they are found.
      for (const one of wrote) tally.wrote.push(one);
    },
    also: () => [],
    counts: tally,
  });
}

async function read(
  sheets: Sheets,
  file: OpenFile,
  place: Place,
  task: Task,
  before: readonly Snapshot[],
): Promise<Snapshot<Place>> {
  const names = new Set(task.also);
  for (const { cells } of task.targets.values()) for (const name of Object.keys(cells)) names.add(name);
  if (task.derive !== undefined) names.add(task.derive.column);
  const moved = before.length > 0 && before[0]?.place.ids.join() !== place.ids.join();
  const all = moved || place.rows * place.columns <= SMALL;
  return takeSnapshot(sheets, file.spreadsheetId, place, task.keyColumn, all ? place.ids : [...names]);
}
