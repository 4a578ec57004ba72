/**
 * How rows look: struck out where they are not to be packed, the colour of their state, and our notes on the partner's
 * cells. All are told by what stands there, so that a sort or a copy that carries them elsewhere is put right. A partner's
 * own notes and its own way of striking out stay.
 */
import {
  OUR_COLUMNS,
  type OurColumn,
  PARTNER_COLUMNS,
  type PartnerColumn,
} from '../../../shared/partner-sheet/columns.ts';
import { NOTE_MARK } from '../../../shared/partner-sheet/notes.ts';
import { runsOf } from '../../../shared/tabs/blocks.ts';
import type { Area, Look, Sheets } from '../../sheets/port.ts';
import { isPassing, SheetsProblem } from '../../sheets/problem.ts';
import type { WantedLine } from '../contract.ts';
import { colorRequests } from './colors.ts';
import type { PartnerTab } from './open.ts';

/** What is struck out by us is of this colour: a partner that strikes out what it has packed uses another. */
const STRUCK_COLOR = '#9aa0a6';
const STRUCK = { red: 0x9a / 255, green: 0xa0 / 255, blue: 0xa6 / 255 };
/** Of a row that is struck out they say why, and what the partner is to do: they stay easy to read. */
const READ_ON: ReadonlySet<OurColumn> = new Set(['status', 'change']);
const FIELDS = 'userEnteredFormat.textFormat.strikethrough,userEnteredFormat.textFormat.foregroundColorStyle';
/** Rounds in which looks are put right when rows move under them. */
const ROUNDS = 4;
/** Requests of one call; each is some 300 bytes. */
const MOST_REQUESTS = 5000;

const isOurNote = (note: string): boolean => note.startsWith(NOTE_MARK.trim());

/** Of one look: as many as a partner's sheet has at most. What somebody pastes below may be ten times that. */
const MOST_ROWS = 50_000;

/**
 * One request where all is well, and one more for each further 50,000 rows. Throws SheetsProblem, `sheet.restless` where
 * rows kept moving. The ids must stand right.
 * @param n Rows under the header
 */
export async function bringLooks(
  sheets: Sheets,
  fileId: string,
  tab: PartnerTab,
  n: number,
  wanted: readonly WantedLine[],
  counts: { bytes: number },
): Promise<void> {
  const lines = new Map(wanted.map((line) => [line.id, line]));
  /** Notes of the partner as they were first seen: should one of ours have hit them, they come back. */
  const own = new Map<string, string>();
  for (let round = 0; ; round++) {
    let right = true;
    for (let from = 0; from < n; from += MOST_ROWS) {
      const part = { ...tab, grid: { ...tab.grid, top: tab.grid.top + from } };
      const requests = await lookOnce(sheets, fileId, part, Math.min(MOST_ROWS, n - from), lines, own);
      if (requests.length === 0) continue;
      if (round === ROUNDS) throw new SheetsProblem('sheet.restless');
      right = false;
      await ask(sheets, fileId, requests, counts);
    }
    if (right) return;
  }
}

async function ask(
  sheets: Sheets,
  fileId: string,
  requests: readonly object[],
  counts: { bytes: number },
): Promise<void> {
  for (let from = 0; from < requests.length; from += MOST_REQUESTS) {
    const part = requests.slice(from, from + MOST_REQUESTS);
    counts.bytes += Buffer.byteLength(JSON.stringify(part));
    try {
      await sheets.change(fileId, part);
    } catch (problem) {
      // It may have been done: the next look tells.
      if (!isPassing(problem)) throw problem;
    }
  }
}

const BLANK = { shown: '', color: '' };

/** Columns of an area, from 0. */
async function lookOnce(
  sheets: Sheets,
  fileId: string,
  { grid, columns }: PartnerTab,
  n: number,
  lines: ReadonlyMap<string, WantedLine>,
  own: Map<string, string>,
): Promise<object[]> {
  const { sheetId, top } = grid;
  const idAt = columns.get('id') ?? 0;
  const theirs = new Map(
    PARTNER_COLUMNS.flatMap((key) => {
      const at = columns.get(key);
      return at === undefined ? [] : [[at, key] as const];
    }),
  );
  const statusAt = columns.get('status');
  const seen = [idAt, ...(statusAt === undefined ? [] : [statusAt]), ...theirs.keys()];
  const looked = runsOf(seen.sort((a, b) => a - b));
  const areas: Area[] = looked.map(({ from, to }) => ({
    sheetId,
    row: top,
    rows: n,
    column: from,
    columns: to - from,
  }));
  const found = await sheets.looks(fileId, areas);
  const lookAt = (row: number, column: number): Look | undefined => {
    const area = looked.findIndex(({ from, to }) => column >= from && column < to);
    return found[area]?.[row]?.[column - (looked[area]?.from ?? 0)];
  };
  const strike: number[] = [];
  const clear: number[] = [];
  const requests: object[] = [];
  for (let row = 0; row < n; row++) {
    const id = lookAt(row, idAt);
    const line = lines.get(id?.shown ?? '');
    const isStruck = id?.struck === true && id.color === STRUCK_COLOR;
    if (line?.struck === true && !isStruck) strike.push(row);
    if (line?.struck !== true && isStruck) clear.push(row);
    for (const [column, key] of theirs) {
      const note = lookAt(row, column)?.note ?? '';
      const next = noteFor(line, key, note, own);
      if (next !== note) requests.push(noteRequest(sheetId, top + row, column, next));
    }
  }
  if (statusAt !== undefined) {
    const cells = Array.from({ length: n }, (_, row) => lookAt(row, statusAt) ?? BLANK);
    requests.push(...colorRequests(cells, { sheetId, top, column: statusAt }));
  }
  const ours = runsOf(
    OUR_COLUMNS.filter((key) => !READ_ON.has(key))
      .flatMap((key) => columns.get(key) ?? [])
      .sort((a, b) => a - b),
  );
  const paint = (rows: readonly number[], format: object): void => {
    for (const { from, to } of runsOf(rows))
      for (const run of ours)
        requests.push({
          repeatCell: {
            range: {
              sheetId,
              startRowIndex: top + from,
              endRowIndex: top + to,
              startColumnIndex: run.from,
              endColumnIndex: run.to,
            },
            cell: format,
            fields: FIELDS,
          },
        });
  };
  const textFormat = { strikethrough: true, foregroundColorStyle: { rgbColor: STRUCK } };
  paint(strike, { userEnteredFormat: { textFormat } });
  paint(clear, {});
  return requests;
}

/** What is to stand as the note of a cell: ours as wanted, the partner's own as it is. */
function noteFor(
  line: WantedLine | undefined,
  key: PartnerColumn,
  note: string,
  own: Map<string, string>,
): string {
  const cell = line === undefined ? null : `${line.id} ${key}`;
  if (note !== '' && !isOurNote(note)) {
    if (cell !== null) own.set(cell, note);
    return note;
  }
  const before = cell === null ? undefined : own.get(cell);
  return before ?? line?.notes[key] ?? '';
}

const noteRequest = (sheetId: number, row: number, column: number, note: string): object => ({
  updateCells: {
    range: {
      sheetId,
      startRowIndex: row,
      endRowIndex: row + 1,
      startColumnIndex: column,
      endColumnIndex: column + 1,
    },
    rows: [{ values: [{ note }] }],
    fields: 'note',
  },
});
