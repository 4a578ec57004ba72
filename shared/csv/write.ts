/// <reference path="./papaparse.d.ts" />
/** Writes CSV files. */
import Papa from 'papaparse/papaparse.min.js';
import { encodeCell } from './escape.ts';

export interface WriteOptions {
  /** Comma unless given. */
  readonly delimiter?: string;
  /**
   * `people`: a cell that a spreadsheet program would run as a formula gets an apostrophe in front, which `readCsv`
   * with `ownFile` takes away. `exact`: nothing is changed; for machines only.
   */
  readonly for: 'people' | 'exact';
  /** Put a byte order mark in front, without which Excel reads UTF-8 as Windows-1252. On for people. */
  readonly bom?: boolean;
}

/** Rows as CSV text, lines ending in CR LF (RFC 4180), the last one too. */
export function writeCsv(rows: readonly (readonly string[])[], options: WriteOptions): string {
  const people = options.for === 'people';
  const safe = people ? rows.map((row) => row.map(encodeCell)) : rows;
  const text = Papa.unparse(safe, { delimiter: options.delimiter ?? ',', newline: '\r\n' });
  return `${(options.bom ?? people) ? '\ufeff' : ''}${text}${rows.length > 0 ? '\r\n' : ''}`;
}
