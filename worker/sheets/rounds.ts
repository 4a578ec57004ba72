/**
 * Brings rows of one tab to what is wanted: reads them, writes the cells that differ, reads again, and puts right what
 * moved in between, in at most three more rounds.
 */
import { addRows } from './add-rows.ts';
import type { Grid } from './columns.ts';
import type { RowWrite } from './encode.ts';
import { misplacedIn, type Sent, type Wrong } from './misplaced.ts';
import type { Sheets } from './port.ts';
import { SheetsProblem } from './problem.ts';
import type { Snapshot } from './snapshot.ts';
import { type Counts, writeRows } from './write-rows.ts';

const REPAIRS = 3;
/** While a text of ours stands in a cell that it was not meant for: nobody but this work knows what was there. */
const REPAIRS_OF_WRONG = 12;
/** Times that a tab, a column or a row may move under our hands before we come back later. */
const MOST_MOVES = 8;

export interface Rounds<
  Made extends { readonly rows: readonly RowWrite[]; readonly adds: readonly RowWrite[] },
> {
  readonly sheets: Sheets;
  readonly clock: () => number;
  readonly spreadsheetId: string;
  /** Finds the tab and its columns anew. `evenBusy`: to put right what we hit, no run is waited for. */
  reopen(evenBusy: boolean): Promise<Grid>;
  /** All rows. `before`, `sent`: what was seen and sent in the round before. */
  look(place: Grid, before: readonly Snapshot[], sent: readonly Sent[]): Promise<Snapshot>;
  /** Some columns of all rows or of some, in the middle of a round. */
  lookAt(
    place: Grid,
    sent: readonly Sent[],
    ids: readonly string[],
    rows?: { readonly from: number; readonly n: number },
  ): Promise<Snapshot>;
  /** What differs, and what of it is ours to write. */
  plan(snapshot: Snapshot, wrong: readonly Wrong[]): Made;
  /** Before a round but the first is sent, unless wrong cells are put right by it. */
  refuse(): Promise<void>;
  /** Right before a round is sent. */
  sending(made: Made): void;
  /** Requests that go with new rows, for how they look. */
  also(snapshot: Snapshot): readonly object[];
  readonly counts: Counts;
}

/** Answers the rows as they stand, when nothing is left to do. Throws SheetsProblem when it must stop. */
export async function inRounds<Made extends { rows: readonly RowWrite[]; adds: readonly RowWrite[] }>(
  opened: Grid,
  how: Rounds<Made>,
): Promise<Snapshot> {
  const { sheets, clock, spreadsheetId, counts } = how;
  let place = opened;
  let sent: Sent[] = [];
  let before: Snapshot[] = [];
  let wrong: Wrong[] = [];
  let rounds = 0;
  let moved = false;
  for (let moves = 0; ; ) {
    try {
      if (moved) place = await how.reopen(wrong.length > 0 || sent.length > 0);
      moved = false;
      const snapshot = await how.look(place, before, sent);
      wrong = misplacedIn(snapshot, sent, before, wrong);
      const made = how.plan(snapshot, wrong);
      sent = [];
      before = [snapshot];
      if (made.rows.length === 0 && made.adds.length === 0) return snapshot;
      if (rounds > (wrong.length > 0 ? REPAIRS_OF_WRONG : REPAIRS)) throw new SheetsProblem('sheet.restless');
      // A run may have begun since the file was opened; but what we put into wrong cells goes first.
      if (rounds > 0 && wrong.length === 0) await how.refuse();
      rounds++;
      how.sending(made);
      const now = { place, sent };
      const writing = {
        sheets,
        clock,
        spreadsheetId,
        place,
        look: (ids: readonly string[], rows?: { readonly from: number; readonly n: number }) =>
          how.lookAt(now.place, now.sent, ids, rows),
      };
      await writeRows(writing, made.rows, before, sent, counts);
      await addRows(writing, made.adds, sent, counts, how.also(snapshot));
    } catch (problem) {
      if (!(problem instanceof SheetsProblem) || problem.code !== 'sheet.moved') throw problem;
      if (++moves > MOST_MOVES) throw new SheetsProblem('sheet.restless');
      moved = true;
    }
  }
}
