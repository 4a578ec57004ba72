/** Sends cells in payloads of at most 2 MB; before each but a first one that was read this moment, it looks again. */
import { text } from '../../shared/tabs/table.ts';
import { type Grid, refuseBusy } from './columns.ts';
import { encode, type RowWrite, roughBytes } from './encode.ts';
import type { Sent } from './misplaced.ts';
import type { Block, Sheets, Value } from './port.ts';
import { SheetsProblem } from './problem.ts';
import { cellAt, MOST_READ, type Snapshot } from './snapshot.ts';

/** Google asks for payloads of at most 2 MB. */
const MOST_BYTES = 1_900_000;
/** Blocks between two looks at whether a person's run has begun. */
const LOOK_EVERY = 4;

export interface Writing {
  readonly sheets: Sheets;
  readonly clock: () => number;
  readonly spreadsheetId: string;
  readonly place: Grid;
  /** The rows as they stand now, all of them or some, with these columns. */
  look(ids: readonly string[], rows?: { readonly from: number; readonly n: number }): Promise<Snapshot>;
}
export interface Counts {
  cells: number;
  bytes: number;
}

/** Cuts rows (ascending) so that each part fits one payload, and spans no more rows than one answer holds. */
export function payloads(
  rows: readonly RowWrite[],
  most = MOST_BYTES,
  span = Number.POSITIVE_INFINITY,
): RowWrite[][] {
  const parts: RowWrite[][] = [];
  let part: RowWrite[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = roughBytes(row);
    const [first] = part;
    if (first !== undefined && (bytes + size > most || row.row - first.row >= span)) {
      parts.push(part);
      part = [];
      bytes = 0;
    }
    part.push(row);
    bytes += size;
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

/**
 * Writes rows. `before[0]` is the snapshot they were planned on; the rows that are read again are added to it. `sent` gets
 * each part before it goes out. Throws `sheet.moved` when rows are not where they were.
 */
export async function writeRows(
  writing: Writing,
  rows: readonly RowWrite[],
  before: Snapshot[],
  sent: Sent[],
  counts: Counts,
): Promise<void> {
  const { sheets, clock, spreadsheetId, place } = writing;
  const [planned] = before;
  // Read in one moment, with all columns, just now: whatever a write may hit is known.
  let fresh = planned !== undefined && planned.calls === 1 && place.ids.every((id) => planned.cells.has(id));
  const span = Math.max(1, Math.floor(MOST_READ / place.ids.length));
  for (const [at, part] of payloads(rows, MOST_BYTES, span).entries()) {
    if (at > 0 && at % LOOK_EVERY === 0)
      refuseBusy(spreadsheetId, await sheets.shape(spreadsheetId), clock());
    let again = false;
    await sheets.again(async () => {
      const left = fresh || planned === undefined ? part : await stillToWrite(writing, part, planned, before);
      fresh = false;
      if (left.length === 0) return;
      sent.push({ rows: left, ids: place.ids, again });
      again = true;
      const { cells, formulas } = split(left, place);
      const blocks = encode(place.title, cells, place.top);
      tally(counts, left, blocks);
      if (blocks.length > 0) await sheets.write(spreadsheetId, blocks);
      if (formulas.length > 0) await sheets.change(spreadsheetId, formulas);
    });
  }
}

/** Of a part what stands as it was planned on; what somebody typed meanwhile is for the next round to judge. */
async function stillToWrite(
  { place, look }: Writing,
  part: readonly RowWrite[],
  planned: Snapshot,
  before: Snapshot[],
): Promise<RowWrite[]> {
  const from = part[0]?.row ?? 0;
  const n = (part[part.length - 1]?.row ?? from) - from + 1;
  const now = await look(place.ids, { from, n });
  if (part.some(({ row, key }) => (now.keys[row - from] ?? '') !== key))
    throw new SheetsProblem('sheet.moved');
  before.push(now);
  return part.flatMap((line) => {
    const { row, positions } = line;
    const kept = positions.flatMap((position, at) => {
      const id = place.ids[position] ?? '';
      const was = text(cellAt(planned, id, row - planned.from)).trim();
      return text(cellAt(now, id, row - from)).trim() === was ? [at] : [];
    });
    return kept.length === 0 ? [] : [picked(line, kept)];
  });
}

/**
 * What goes as values, where nothing becomes a formula; and, one by one, a person's own formulas that a misplaced write hit,
 * which go back as what they were.
 */
function split(
  rows: readonly RowWrite[],
  place: Grid,
): { readonly cells: readonly RowWrite[]; readonly formulas: readonly object[] } {
  const formulas: object[] = [];
  const cells = rows.flatMap((row): RowWrite[] => {
    const kept: number[] = [];
    row.positions.forEach((position, at) => {
      const value = row.values[at];
      if (!isOwnFormula(place, position, value)) kept.push(at);
      else
        formulas.push({
          updateCells: {
            range: {
              sheetId: place.sheetId,
              startRowIndex: row.row + place.top,
              endRowIndex: row.row + place.top + 1,
              startColumnIndex: position,
              endColumnIndex: position + 1,
            },
            rows: [{ values: [{ userEnteredValue: { formulaValue: value } }] }],
            fields: 'userEnteredValue',
          },
        });
    });
    return kept.length === 0 ? [] : [picked(row, kept)];
  });
  return { cells, formulas };
}

const isOwnFormula = (place: Grid, position: number, value: Value | undefined): boolean =>
  typeof value === 'string' && value.startsWith('=') && !place.positions.has(place.ids[position] ?? '');

/** A row with some of its cells. */
function picked(row: RowWrite, kept: readonly number[]): RowWrite {
  if (kept.length === row.positions.length) return row;
  const pick = <T>(list: readonly T[]): T[] => kept.flatMap((at) => list.slice(at, at + 1));
  return { ...row, positions: pick(row.positions), values: pick(row.values) };
}

function tally(counts: Counts, rows: readonly RowWrite[], blocks: readonly Block[]): void {
  for (const { values } of rows) counts.cells += values.length;
  for (const block of blocks) counts.bytes += Buffer.byteLength(JSON.stringify(block));
}
