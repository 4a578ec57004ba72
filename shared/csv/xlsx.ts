/** Reads an Excel workbook into the same table as a CSV file. */
import { collector } from './collect.ts';
import { numberText } from './number-text.ts';
import { sniff } from './sniff.ts';
import { type FileRefusal, refuse, type Table, type TableOptions } from './table.ts';

export interface XlsxOptions extends TableOptions {
  /** Name of the worksheet. Unless given: the first one that has a header, else the first. */
  readonly sheet?: string;
}

/** A number cell as the file holds it, so that no digit is lost on the way. */
interface RawNumber {
  readonly digits: string;
}

/**
 * The default export of `read-excel-file/universal` (browser and Node). It is handed in by the program that opens
 * files, so that bundles which never do so stay without its 60 KB.
 */
export type WorkbookReader = (
  input: ArrayBuffer,
  options: { trim: boolean; parseNumber: (digits: string) => RawNumber },
) => Promise<{ sheet: string; data: unknown[][] }[]>;

type Cell = string | boolean | RawNumber | Date | null;

/**
 * A worksheet as a table of text. Numbers keep every digit that the file has ("925082000000", never 9.25E+11) and
 * are marked in `numberCells`; dates become `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`; a formula gives the value that
 * was last shown for it. Refuses what is no workbook (`file.not-xlsx`, with xls, html, locked or damaged as
 * `detail`), a sheet that is not there, and, as a CSV file, an empty sheet or one without a header.
 */
export async function readXlsx(
  bytes: Uint8Array,
  readWorkbook: WorkbookReader,
  options: XlsxOptions = {},
): Promise<Table | FileRefusal> {
  if (bytes.length === 0) return refuse('file.empty');
  const kind = sniff(bytes);
  // An encrypted workbook is wrapped in the container of the old format.
  if (kind !== 'xlsx') return refuse('file.not-xlsx', kind === 'xls' ? 'xls or locked' : kind);
  let sheets: { sheet: string; data: Cell[][] }[];
  try {
    const buffer = new ArrayBuffer(bytes.byteLength);
    new Uint8Array(buffer).set(bytes);
    const read = await readWorkbook(buffer, {
      trim: false,
      parseNumber: (digits) => ({ digits }),
    });
    sheets = read.map(({ sheet, data }) => ({ sheet, data: data.map((row) => row.map(cellOf)) }));
  } catch {
    return refuse('file.not-xlsx', 'damaged');
  }
  const names = sheets.map((s) => s.sheet);
  const wanted = options.sheet === undefined ? sheets : sheets.filter((s) => s.sheet === options.sheet);
  if (wanted.length === 0) return refuse('file.no-sheet', options.sheet ?? '');
  let refused: FileRefusal | null = null;
  for (const { sheet, data } of wanted) {
    const table = collector(options);
    for (const row of data) addRow(table.add, row);
    const done = table.finish({ kind: 'xlsx', encoding: '', delimiter: '', sheet, sheets: names });
    if (done.ok) return done;
    if (!refused || refused.code === 'file.empty') refused = done;
  }
  return refused ?? refuse('file.empty');
}

/** The published type of a date cell is the constructor, not the value; seen as unknown, it is told apart here. */
function cellOf(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'boolean' || value instanceof Date) return value;
  if (typeof value === 'object' && value !== null && 'digits' in value && typeof value.digits === 'string') {
    return { digits: value.digits };
  }
  return null;
}

function addRow(
  add: (cells: string[], damaged: boolean, numbers?: readonly number[]) => void,
  row: Cell[],
): void {
  const numbers: number[] = [];
  const cells = row.map((cell, column) => {
    if (typeof cell === 'string') return cell;
    if (cell === null) return '';
    if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
    if (cell instanceof Date) return dateText(cell);
    numbers.push(column);
    return numberText(cell.digits);
  });
  add(cells, true, numbers.length > 0 ? numbers : undefined);
}

/** Worksheet dates have no zone: the library gives them as UTC. */
function dateText(date: Date): string {
  const text = date.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}
