/** Takes the bytes of chosen files, and reads reports of orders and tables. */
import { unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/universal';
import { collector } from '../../shared/csv/collect.ts';
import { readFile } from '../../shared/csv/file.ts';
import type { FileRefusal, Table } from '../../shared/csv/table.ts';
import type { NamedBytes } from '../../shared/csv/zip.ts';
import { hash53 } from '../../shared/plan/hash.ts';
import {
  type Candidate,
  type FileChoice,
  type FileTools,
  type OpenedReport,
  openReport,
  type ReportRead,
  type ReportRefusal,
  readReport,
} from '../../shared/source/report-file.ts';
import type { OrdersFile } from './file-run.ts';
import { refusalWords } from './file-words.ts';

export interface Bytes {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly hash: string;
}

export async function bytesOf(file: File): Promise<Bytes> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { name: file.name, bytes, hash: hashBytes(bytes) };
}

/** Tells files apart; web pages without https have no crypto.subtle. */
function hashBytes(bytes: Uint8Array): string {
  const BLOCK = 32_768;
  let hash = 0;
  for (let at = 0; at < bytes.length; at += BLOCK) {
    const text = String.fromCharCode(...bytes.subarray(at, at + BLOCK));
    hash = hash53(text, hash % 2 ** 32);
  }
  return `${hash.toString(36)}-${bytes.length.toString(36)}`;
}

const TOOLS: FileTools = { readWorkbook, unzip: unzipSync };

/** Opens the files of one report: CSV, XLSX, or zip archives. What they could be is in `candidates`. */
export const openOrders = (
  files: readonly NamedBytes[],
  choice: FileChoice = {},
): Promise<OpenedReport | ReportRefusal> => openReport(files, TOOLS, choice);

export type OrdersRead =
  | { readonly ok: true; readonly read: ReportRead; readonly file: OrdersFile }
  | { readonly ok: false; readonly message: string };

/** All orders of an opened report, read as the candidate says. */
export function readOrders(opened: OpenedReport, candidate: Candidate): OrdersRead {
  const read = readReport(opened, candidate);
  if (!read.ok) return { ok: false, message: reportRefusalWords(read) };
  const { layout, backers, counted } = read;
  return { ok: true, read, file: { layout, backers, counted } };
}

/** A refusal as a sentence, with the name of the file where one of several is meant. */
export const reportRefusalWords = (refusal: ReportRefusal): string =>
  refusal.name === '' ? refusalWords(refusal) : `${refusal.name}: ${refusalWords(refusal)}`;

/** CSV or XLSX; `sheet` names a worksheet. */
export const readTable = (
  bytes: Uint8Array,
  knows: (key: string) => boolean,
  sheet?: string,
): Promise<Table | FileRefusal> =>
  readFile(bytes, readWorkbook, { knows, ...(sheet === undefined ? {} : { sheet }) });

/** Rows of a tab of this spreadsheet, as it shows them. */
export function tableOfTab(
  name: string,
  rows: readonly (readonly string[])[],
  knows: (key: string) => boolean,
): Table | FileRefusal {
  const table = collector({ knows });
  for (const row of rows) table.add([...row], true);
  return table.finish({ kind: 'paste', encoding: '', delimiter: '', sheet: name, sheets: [] });
}
