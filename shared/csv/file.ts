/** Opens any table file that a partner sends. */
import { type CsvOptions, readCsv } from './read.ts';
import { sniff } from './sniff.ts';
import { type FileRefusal, refuse, type Table } from './table.ts';
import { readXlsx, type WorkbookReader, type XlsxOptions } from './xlsx.ts';

/** CSV, TSV or XLSX by its content, whatever its name says. Other kinds are `file.not-csv` with the kind. */
export async function readFile(
  bytes: Uint8Array,
  readWorkbook: WorkbookReader,
  options: CsvOptions & XlsxOptions = {},
): Promise<Table | FileRefusal> {
  const kind = sniff(bytes);
  if (kind === 'xlsx') return readXlsx(bytes, readWorkbook, options);
  if (kind !== 'text') return refuse('file.not-csv', kind);
  return readCsv(bytes, options);
}
