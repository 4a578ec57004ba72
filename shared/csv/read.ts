/** Reads a CSV or TSV file from outside, or pasted rows. */
import { collector } from './collect.ts';
import { decodeBytes, textSource } from './decode.ts';
import { delimiterOf, firstNewline, hasLoneLineFeed } from './dialect.ts';
import { type Encoding, encodingOf } from './encoding.ts';
import { decodeCell } from './escape.ts';
import { HEADER_WITHIN } from './header.ts';
import { eachRow } from './rows.ts';
import { sniff } from './sniff.ts';
import { type FileRefusal, refuse, type Table, type TableOptions } from './table.ts';

export interface CsvOptions extends TableOptions {
  /** The file was written by `writeCsv`: undo exactly what that did against formulas. */
  readonly ownFile?: boolean;
  /** Set when known; otherwise it is found from the header line. */
  readonly delimiter?: string;
  /** Of bytes; set when known or when a person chose it, otherwise it is found. */
  readonly encoding?: Encoding;
  /** Stop some time after so many data rows: to look at a file before it is read. */
  readonly most?: number;
}

/**
 * A text file as a table. Encoding, delimiter, line ends and the header row are found; the file is decoded and
 * parsed in blocks, so with `onRow` memory stays flat. Refuses an empty file, one without a header that
 * `knows` accepts, one that is no text (`file.not-csv`), and one whose quote never closes.
 */
export function readCsv(input: Uint8Array | string, options: CsvOptions = {}): Table | FileRefusal {
  if (input.length === 0) return refuse('file.empty');
  const kind = sniff(input);
  if (kind !== 'text') return refuse('file.not-csv', kind);

  let source =
    typeof input === 'string' ? textSource(input) : decodeBytes(input, options.encoding ?? encodingOf(input));
  const encoding = source.encoding;
  let scan: Uint8Array | string = input;
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    // As one string, so that line ends can be looked for.
    scan = source.next() ?? '';
    source = textSource(scan);
  }
  const first = source.next() ?? '';
  const newline = firstNewline(first);
  const mixed =
    newline === '\n' ||
    (newline === '\r\n' && !options.ownFile && hasLoneLineFeed(options.most === undefined ? scan : first));
  const dialect = {
    delimiter: options.delimiter ?? delimiterOf(first, newline, options.knows),
    newline: mixed ? '\n' : newline,
    stripReturn: mixed && !options.ownFile,
  } as const;

  const table = collector(options);
  const { ownFile, most = Number.POSITIVE_INFINITY } = options;
  let seen = 0;
  const read = eachRow(
    first,
    source,
    dialect,
    (cells, damaged) => {
      seen++;
      if (ownFile) for (let i = 0; i < cells.length; i++) cells[i] = decodeCell(cells[i] ?? '');
      table.add(cells, damaged);
    },
    () => seen > most + HEADER_WITHIN,
  );
  if (read.openQuote > 0) return refuse('file.open-quote', '', read.openQuote);
  return table.finish({ kind: 'csv', encoding, delimiter: dialect.delimiter, sheet: '', sheets: [] });
}

/**
 * Every row exactly as it stands, blank ones and titles included, no header looked for. For files of our own and
 * for tests; `delimiter` is a comma unless given.
 */
export function readRows(input: string, options: { delimiter?: string; ownFile?: boolean } = {}): string[][] {
  const rows: string[][] = [];
  const source = textSource(input);
  const first = source.next() ?? '';
  const dialect = { delimiter: options.delimiter ?? ',', newline: firstNewline(first), stripReturn: false };
  eachRow(first, source, dialect, (cells) => {
    rows.push(options.ownFile ? cells.map(decodeCell) : cells);
  });
  return rows;
}

/** Rows pasted from a spreadsheet: tab-separated text with quoted line breaks. */
export function readPasted(text: string, options: TableOptions = {}): Table | FileRefusal {
  const table = readCsv(text, { ...options, ...(text.includes('\t') ? { delimiter: '\t' } : {}) });
  return table.ok ? { ...table, source: { ...table.source, kind: 'paste' } } : table;
}
