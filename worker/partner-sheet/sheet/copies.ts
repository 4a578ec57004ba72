/**
 * Tabs of a partner's file in which rows of ours stand beside the one that is read: somebody has duplicated it, or moves
 * what is done elsewhere. Nothing of them is taken: nobody can say which of two rows counts. They are told. Pure.
 */
import { PARCEL_COLUMNS } from '../../../shared/partner-sheet/columns.ts';
import { hashOfCell } from '../../../shared/partner-sheet/row.ts';
import { a1 } from '../../sheets/columns.ts';
import type { FileShape, SheetShape, Value } from '../../sheets/port.ts';
import type { KnownRow } from '../contract.ts';
import { textOf } from './typed.ts';

/** How much of another tab is looked at: rows of ours stand at the top of a copy. */
const ROWS = 50;
const COLUMNS = 60;
/** Ranges go into the address of the request, which has an end. */
const MOST_IN_ADDRESS = 4_000;

/** The beginning of a tab. */
export interface OtherTab {
  readonly title: string;
  readonly rows: readonly (readonly Value[])[];
}

/** Tabs with cells besides the one that is read, in their order, as many as one request can name. */
export function othersIn(shape: FileShape, own: SheetShape): SheetShape[] {
  let size = 0;
  return shape.sheets.filter((sheet) => {
    if (sheet.sheetId === own.sheetId || sheet.rowCount === 0 || sheet.columnCount === 0) return false;
    size += encodeURIComponent(textOf(`&ranges=${headOf(sheet)}`)).length;
    return size <= MOST_IN_ADDRESS;
  });
}

/** What of such a tab is read. */
export const headOf = ({ title, rowCount, columnCount }: SheetShape): string =>
  a1(title, { row: 0, column: 0, toRow: Math.min(rowCount, ROWS), toColumn: Math.min(columnCount, COLUMNS) });

/** Cells of a parcel beside its id: a list of ids of the partner's own is none of our rows. */
const LEAST_CELLS = 2;
const BLANK = hashOfCell('');

/** Titles of the tabs in which a row of ours stands. */
export function copiesIn(others: readonly OtherTab[], known: readonly KnownRow[]): string[] {
  if (others.length === 0) return [];
  const byId = new Map(known.map((row) => [row.id, row]));
  const isOurs = (line: readonly Value[]): boolean => {
    const texts = line.map(textOf).filter((text) => text !== '');
    const row = byId.get(texts.find((text) => byId.has(text)) ?? '');
    if (row === undefined) return false;
    const hashes = new Set(texts.map(hashOfCell));
    const shown = PARCEL_COLUMNS.flatMap((key) => row.shown[key] ?? []).filter((hash) => hash !== BLANK);
    return (
      shown.length > 0 &&
      shown.filter((hash) => hashes.has(hash)).length >= Math.min(LEAST_CELLS, shown.length)
    );
  };
  return others.filter(({ rows }) => rows.some(isOurs)).map(({ title }) => title);
}
