/** Where a partner's tab, its header and its columns are now: by their marks first, then by what stands in the cells. Pure. */
import { z } from 'zod';
import {
  PARTNER_COLUMNS,
  type PartnerColumn,
  type SheetColumn,
} from '../../../shared/partner-sheet/columns.ts';
import { columnOfHeader, headersOf } from '../../../shared/partner-sheet/headers.ts';
import type { PartnerPreset } from '../../../shared/partner-sheet/preset.ts';
import { headerTexts } from '../../sheets/columns.ts';
import type { FileShape, LineMark, Mark, SheetShape, Value } from '../../sheets/port.ts';
import { MOST_READ } from '../../sheets/snapshot.ts';
import { HEADER_ROW, HEADERS_MARK, isSheetColumn, TOP_ROW } from './marks.ts';

/** Rows in which a header without a mark is looked for: somebody may have put rows above it. */
const HEAD_ROWS = 20;
/** Fewer known words may stand in any row. */
const LEAST_HEADERS = 3;

export interface Located {
  readonly sheet: SheetShape;
  /** From 0; null when it is gone. */
  readonly topRow: number | null;
  readonly headerRow: number | null;
  readonly header: readonly string[];
  readonly topTexts: readonly string[];
  /** Columns of the preset that are there. */
  readonly positions: ReadonlyMap<SheetColumn, number>;
  /** Of the preset, not there, in its order. */
  readonly missing: readonly SheetColumn[];
  /** The partner's among them that had been there. */
  readonly gone: readonly PartnerColumn[];
  /** Positions of our columns that the preset has no more. */
  readonly surplus: readonly number[];
  /** Found by their words: they get a mark. */
  readonly unmarked: readonly SheetColumn[];
  /** Marks that stand where their column is no more. */
  readonly stale: readonly number[];
  /** What the worker last wrote as headers; null before. */
  readonly written: { readonly mark: Mark; readonly headers: Readonly<Record<string, string>> } | null;
}

/** The tab: as it is known by its id, else the one that holds most marks of columns; null when there is none. */
export function tabIn(
  shape: FileShape,
  sheetId: number | null,
  marks: readonly LineMark[],
): SheetShape | null {
  const known = shape.sheets.find((sheet) => sheet.sheetId === sheetId);
  if (known !== undefined) return known;
  const counts = shape.sheets.map((sheet) => ({
    sheet,
    marks: marks.filter(({ sheetId: id, dimension }) => id === sheet.sheetId && dimension === 'COLUMNS')
      .length,
  }));
  const [first] = counts.sort((a, b) => b.marks - a.marks);
  return first === undefined || first.marks === 0 ? null : first.sheet;
}

/** Rows of the head that one answer holds: whoever moves a mark to the end of a full tab has not all of it read as its head. */
const mostHead = ({ columnCount }: SheetShape): number =>
  Math.max(HEAD_ROWS, Math.floor(MOST_READ / Math.max(1, columnCount)));

/** Rows of the head that must be read to find the header by its mark or its words. */
export const headRows = (sheet: SheetShape, marks: readonly LineMark[]): number =>
  marks.reduce(
    (most, { sheetId, dimension, index }) =>
      sheetId === sheet.sheetId && dimension === 'ROWS' && index < mostHead(sheet)
        ? Math.max(most, index + 1)
        : most,
    HEAD_ROWS,
  );

const headersWritten = z.record(z.string(), z.string());

function writtenIn(sheet: SheetShape): Located['written'] {
  const mark = sheet.marks.find(({ key }) => key === HEADERS_MARK);
  if (mark === undefined) return null;
  try {
    return { mark, headers: headersWritten.parse(JSON.parse(mark.value)) };
  } catch {
    return { mark, headers: {} };
  }
}

export function locate(
  sheet: SheetShape,
  allMarks: readonly LineMark[],
  head: readonly (readonly Value[])[],
  preset: PartnerPreset,
): Located {
  const marks = allMarks.filter(({ sheetId }) => sheetId === sheet.sheetId);
  const wanted = headersOf(preset);
  const exact = new Map(wanted.map(({ key, header }) => [header, key]));
  const known = (text: string): SheetColumn | null => {
    const clean = text.trim();
    return clean === '' ? null : (exact.get(clean) ?? columnOfHeader(clean));
  };
  const rowMarked = (value: string): number | null =>
    marks.find((mark) => mark.dimension === 'ROWS' && mark.value === value && mark.index < mostHead(sheet))
      ?.index ?? null;
  const headerRow = headerRowIn(head, rowMarked(HEADER_ROW), known);
  const top = rowMarked(TOP_ROW);
  const topRow = top === null || top === headerRow ? null : top;
  const header = headerRow === null ? [] : headerTexts([head[headerRow] ?? []]);
  const written = writtenIn(sheet);
  const { positions, surplus, unmarked, stale } = columnsIn(
    marks,
    header,
    wanted.map(({ key }) => key),
    known,
  );
  const missing = wanted.flatMap(({ key }) => (positions.has(key) ? [] : [key]));
  return {
    sheet,
    topRow,
    headerRow,
    header,
    topTexts: topRow === null ? [] : headerTexts([head[topRow] ?? []]),
    positions,
    missing,
    gone: PARTNER_COLUMNS.filter((key) => missing.includes(key) && written?.headers[key] !== undefined),
    surplus,
    unmarked,
    stale,
    written,
  };
}

/** The marked row, unless another clearly holds the headers, as after a sort that took them along. */
function headerRowIn(
  head: readonly (readonly Value[])[],
  marked: number | null,
  known: (text: string) => SheetColumn | null,
): number | null {
  const counts = head
    .slice(0, HEAD_ROWS)
    .map((line) => new Set(headerTexts([line]).flatMap((text) => known(text) ?? [])).size);
  const best = counts.reduce((most, count, row) => (count > (counts[most] ?? 0) ? row : most), 0);
  const most = counts[best] ?? 0;
  const held = marked === null ? 0 : (counts[marked] ?? most);
  if (marked !== null && held * 2 >= most) return marked;
  if (most >= LEAST_HEADERS) return best;
  return marked;
}

function columnsIn(
  marks: readonly LineMark[],
  header: readonly string[],
  wanted: readonly SheetColumn[],
  known: (text: string) => SheetColumn | null,
): Pick<Located, 'positions' | 'surplus' | 'unmarked' | 'stale'> {
  const positions = new Map<SheetColumn, number>();
  const surplus: number[] = [];
  const unmarked: SheetColumn[] = [];
  const stale: number[] = [];
  const columns = marks.filter(({ dimension }) => dimension === 'COLUMNS');
  const marked = new Set(columns.map(({ index }) => index));
  const named = (key: SheetColumn): number =>
    header.findIndex((text, at) => !marked.has(at) && known(text) === key);
  for (const { id, index, value } of columns) {
    if (!isSheetColumn(value)) continue;
    if (!wanted.includes(value)) {
      if (!isPartners(value)) surplus.push(index);
      continue;
    }
    const elsewhere = header[index] === undefined || header[index] === '' ? named(value) : -1;
    // Cut out and pasted elsewhere, a column leaves its mark behind.
    if (elsewhere >= 0 || positions.has(value)) stale.push(id);
    else positions.set(value, index);
  }
  for (const key of wanted) {
    if (positions.has(key)) continue;
    const at = named(key);
    if (at < 0 || [...positions.values()].includes(at)) continue;
    positions.set(key, at);
    unmarked.push(key);
  }
  return { positions, surplus, unmarked, stale };
}

const isPartners = (key: SheetColumn): boolean => PARTNER_COLUMNS.some((column) => column === key);
