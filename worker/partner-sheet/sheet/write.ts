/** Brings a partner's spreadsheet to what should stand there, and leaves what the partner typed. */
import { SHEET_COLUMNS } from '../../../shared/partner-sheet/columns.ts';
import { a1, type Grid } from '../../sheets/columns.ts';
import type { Sent } from '../../sheets/misplaced.ts';
import type { Sheets } from '../../sheets/port.ts';
import { isPassing, SheetsProblem } from '../../sheets/problem.ts';
import { inRounds } from '../../sheets/rounds.ts';
import type { Snapshot } from '../../sheets/snapshot.ts';
import type { PartnerFile, PartnerWritten, Top, WritePartner } from '../contract.ts';
import type { Candidate } from './identify.ts';
import { bringLooks } from './looks.ts';
import { cellLooks } from './make.ts';
import { mergesToUndo } from './merges.ts';
import { momentOf } from './moment.ts';
import { openPartner, type PartnerTab } from './open.ts';
import { type LinePlan, type Planning, planLines } from './plan.ts';
import { removeRows } from './remove.ts';
import { identifierFor, lookAtRows } from './rows.ts';
import { textOf } from './typed.ts';

/** What came of it until now: it stays when the work is stopped half way. */
interface Tally {
  there: readonly string[];
  sheetId: number;
  cells: number;
  bytes: number;
}

/** Times that rows nobody wants are taken away before we come back later. */
const MOST_REMOVALS = 3;

/**
 * A request or two where nothing differs; no number of a partner is written over. Only what is known of `read` is
 * remembered: where rows and columns are is looked at anew.
 */
export const writePartner: WritePartner = async (shared, file, read, wanted, top) => {
  const sheets = shared.counted();
  const moment = momentOf(read.grid);
  const tally: Tally = { there: [], sheetId: read.grid.sheetId, cells: 0, bytes: 0 };
  const planning: Planning = {
    wanted,
    moment,
    gone: new Set(read.gone),
    late: null,
    early: null,
    unticked: new Set(),
  };
  let stopped: PartnerWritten['stopped'] = null;
  try {
    const opened = moment?.tab ?? (await openPartner(sheets, file));
    const { tab, rows } = await bringRows(sheets, file, opened, planning, tally);
    await bringTop(sheets, file, tab, top, tally);
    await bringLooks(sheets, file.fileId, tab, rows.n, wanted, tally);
  } catch (problem) {
    if (!(problem instanceof SheetsProblem)) throw problem;
    stopped = { code: problem.code, retryAfterMs: problem.retryAfterMs };
  }
  return { ...tally, calls: sheets.calls(), stopped };
};

/** The cells of all rows. Answers them as they stand then. */
async function bringRows(
  sheets: Sheets,
  file: PartnerFile,
  opened: PartnerTab,
  planning: Planning,
  tally: Tally,
): Promise<{ readonly tab: PartnerTab; readonly rows: Snapshot }> {
  const { fileId } = file;
  let tab = await unmerged(sheets, file, opened);
  let identify = identifierFor(candidatesOf(planning), tab);
  let made: LinePlan | null = null;
  const lookAt = (
    grid: Grid,
    sent: readonly Sent[],
    rows?: { readonly from: number; readonly n: number },
  ): Promise<Snapshot> => lookAtRows(sheets, fileId, grid, identify, { ignored: textsOf(sent), rows });
  const reopen = async (): Promise<Grid> => {
    tab = await unmerged(sheets, file, await openPartner(sheets, file));
    for (const key of tab.gone) planning.gone.add(key);
    identify = identifierFor(candidatesOf(planning), tab);
    tally.sheetId = tab.grid.sheetId;
    return tab.grid;
  };
  for (let removals = 0; ; removals++) {
    const rows = await inRounds<LinePlan>(tab.grid, {
      sheets,
      clock: Date.now,
      spreadsheetId: fileId,
      reopen,
      look: (grid, _, sent) => lookAt(grid, sent),
      lookAt: (grid, sent, _, some) => lookAt(grid, sent, some),
      plan(snapshot, wrong) {
        made = planLines(snapshot, wrong, planning);
        tally.there = made.there;
        return made;
      },
      refuse: async () => undefined,
      sending: () => undefined,
      also: (snapshot) => looksOfNewRows(tab, snapshot),
      counts: tally,
    });
    const unwanted = unwantedOf(made);
    if (unwanted.length === 0) return { tab, rows };
    if (removals === MOST_REMOVALS) throw new SheetsProblem('sheet.restless');
    await removeRows(
      sheets,
      fileId,
      rows,
      unwanted,
      () => settled(() => lookAt(tab.grid, []), reopen),
      tally,
    );
  }
}

/** Times that the tab may move while it is looked at. */
const MOST_MOVES = 8;

/** What is seen, with columns and tab found anew when they moved meanwhile. */
async function settled(look: () => Promise<Snapshot>, reopen: () => Promise<Grid>): Promise<Snapshot> {
  for (let moves = 0; ; moves++) {
    try {
      return await look();
    } catch (problem) {
      const moved = problem instanceof SheetsProblem && problem.code === 'sheet.moved';
      if (!moved || moves === MOST_MOVES) throw problem;
      await reopen();
    }
  }
}

const unwantedOf = (made: LinePlan | null): readonly number[] => made?.unwanted ?? [];

function candidatesOf({ wanted, moment }: Planning): Candidate[] {
  const cells = new Map(wanted.map((line) => [line.id, line.cells]));
  const candidates: Candidate[] = (moment?.known ?? []).map(({ id, shown }) => {
    const now = cells.get(id);
    cells.delete(id);
    return { id, shown, ...(now !== undefined && { wanted: now }) };
  });
  for (const [id, now] of cells) candidates.push({ id, shown: {}, wanted: now });
  return candidates;
}

/** What was just sent may stand in rows that it was not meant for, and says nothing of whose they are. */
const textsOf = (sent: readonly Sent[]): ReadonlySet<string> =>
  new Set(sent.flatMap(({ rows }) => rows.flatMap(({ values }) => values.map(textOf))));

async function unmerged(sheets: Sheets, file: PartnerFile, tab: PartnerTab): Promise<PartnerTab> {
  const requests = mergesToUndo(tab);
  if (requests.length === 0) return tab;
  try {
    await sheets.change(file.fileId, requests);
  } catch (problem) {
    if (!isPassing(problem)) throw problem;
  }
  return { ...tab, merges: [] };
}

/** From the last row down, as far as the new ones go: a grid that grows need not carry on what stands above. */
const looksOfNewRows = ({ grid, columns }: PartnerTab, { n }: Snapshot): object[] =>
  SHEET_COLUMNS.flatMap((key) => {
    const at = columns.get(key);
    return at === undefined ? [] : cellLooks(grid.sheetId, key, at, grid.top + n);
  });

/**
 * The summary begins behind the ids, which stand still and would cut it off. The link and its words stand over number and
 * carrier, wherever these are: the words over the first of them, so that the link can reach over the others.
 */
async function bringTop(
  sheets: Sheets,
  { fileId }: PartnerFile,
  { grid, columns, topRow, topTexts }: PartnerTab,
  top: Top,
  tally: Tally,
): Promise<void> {
  const [first, second] =
    (columns.get('number') ?? 0) < (columns.get('carrier') ?? 0)
      ? (['number', 'carrier'] as const)
      : (['carrier', 'number'] as const);
  const blocks = (
    [
      ['status', top.summary],
      [first, top.words],
      [second, top.link],
    ] as const
  ).flatMap(([key, text]) => {
    const column = columns.get(key);
    if (column === undefined || (topTexts[column] ?? '') === text) return [];
    const at = { row: topRow, column, toRow: topRow + 1, toColumn: column + 1 };
    return [{ range: a1(grid.title, at), majorDimension: 'ROWS' as const, values: [[text]] }];
  });
  if (blocks.length === 0) return;
  await sheets.write(fileId, blocks);
  tally.cells += blocks.length;
  tally.bytes += Buffer.byteLength(JSON.stringify(blocks));
}
