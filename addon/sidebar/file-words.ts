/** What was found in a file, in words. */
import { ENCODING_NAMES } from '../../shared/csv/encoding.ts';
import type { FileRefusal, IgnoredReason, RefusalCode, Table } from '../../shared/csv/table.ts';
import { count, counted } from './words.ts';

const REFUSALS: Record<RefusalCode, (detail: string, line: number) => string> = {
  'file.empty': () => 'The file is empty.',
  'file.no-header': (detail) =>
    `No row holds column names that are known. The first row is: ${detail}. Put the column names above the data.`,
  'file.not-csv': (detail) => `This is no text file but ${KINDS[detail] ?? detail}. Export it as CSV.`,
  'file.not-xlsx': (detail) =>
    `This is no workbook that can be read (${detail}). Save it as .xlsx or CSV, without a password.`,
  'file.open-quote': (_, line) =>
    `A quotation mark opens in row ${count(line)} and never closes. Correct that row, or export the file again.`,
  'file.no-sheet': (detail) => `The workbook has no worksheet “${detail}”.`,
  'file.not-zip': () =>
    'This zip archive is damaged or locked with a password. Export it again, or unpack it.',
  'file.no-csv': (detail) =>
    `This zip archive holds no CSV file${detail === '' ? '' : ` but ${detail}`}. Export the report as CSV.`,
  'file.too-large': (detail) =>
    `This zip archive unpacks to ${detail}; 300 MB is the most. Unpack it and import its files in several steps.`,
};
const KINDS: Record<string, string> = {
  xlsx: 'a zip archive or a workbook',
  xls: 'an old Excel workbook',
  pdf: 'a PDF',
  html: 'a web page',
  binary: 'something else',
};

export const refusalWords = (refusal: FileRefusal): string =>
  REFUSALS[refusal.code](refusal.detail, refusal.line);

const IGNORED: Record<IgnoredReason, string> = {
  title: 'above the column names',
  blank: 'blank',
  total: 'a sum',
  'header-again': 'the column names once more',
};
export const ignoredWords = (reason: IgnoredReason): string => IGNORED[reason];

const DELIMITERS: Record<string, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' };

/** "CSV, UTF-8, commas" or "worksheet Shipments". */
export function formatWords(table: Table): string {
  const { kind, encoding, delimiter, sheet } = table.source;
  if (kind === 'xlsx') return `worksheet ${sheet}`;
  if (kind === 'paste') return sheet === '' ? 'pasted' : 'a tab of this spreadsheet';
  const separated = DELIMITERS[delimiter] ?? delimiter;
  return ['CSV', encoding === 'text' || encoding === '' ? '' : ENCODING_NAMES[encoding], separated]
    .filter((part) => part !== '')
    .join(', ');
}

/** Warnings about rows that are not as they should be. */
export function warnings(table: Table): string[] {
  const out: string[] = [];
  const [firstRagged] = table.ragged;
  if (firstRagged !== undefined) {
    out.push(
      `More cells than columns in ${counted(table.ragged.length, 'row')}, the first in row ${count(firstRagged)}: look whether values stand in the wrong column.`,
    );
  }
  const [firstDamaged] = table.damaged;
  if (firstDamaged !== undefined) {
    out.push(
      `Characters in ${counted(table.damaged.length, 'row')} were damaged before the file came here (�), the first in row ${count(firstDamaged)}.`,
    );
  }
  return out;
}
