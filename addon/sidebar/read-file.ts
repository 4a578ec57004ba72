/** Takes the bytes of chosen files, and reads backer reports and tables. */
import readWorkbook from 'read-excel-file/universal';
import { collector } from '../../shared/csv/collect.ts';
import { readFile } from '../../shared/csv/file.ts';
import { readCsv } from '../../shared/csv/read.ts';
import type { FileRefusal, Table } from '../../shared/csv/table.ts';
import { hash53 } from '../../shared/plan/hash.ts';
import type { Backer } from '../../shared/source/backer.ts';
import { countedBy } from '../../shared/source/kickstarter/counted.ts';
import { kickstarterKnows, recogniseKickstarter } from '../../shared/source/kickstarter/layout.ts';
import { type BackerReader, backerReader } from '../../shared/source/kickstarter/read.ts';
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

export type OrdersRead =
  | { readonly ok: true; readonly table: Table; readonly file: OrdersFile }
  | { readonly ok: false; readonly message: string };

/** A Kickstarter backer report, row by row, so that the file is never held twice. */
export function readOrders(bytes: Uint8Array): OrdersRead {
  const backers: Backer[] = [];
  let layout: ReturnType<typeof recogniseKickstarter> = null;
  let counter: ReturnType<typeof countedBy> | null = null;
  let read: BackerReader | null = null;
  const table: Table | FileRefusal = readCsv(bytes, {
    knows: kickstarterKnows,
    onHeader: (header) => {
      layout = recogniseKickstarter(header);
      if (layout === null) return;
      counter = countedBy(layout);
      read = backerReader(layout);
    },
    onRow: (cells, line) => {
      if (read === null) return;
      const backer = read(cells, line);
      backers.push(backer);
      counter?.add(backer);
    },
  });
  if (!table.ok) return { ok: false, message: refusalWords(table) };
  const found = recogniseKickstarter(table.header);
  const counts = resultOf(counter);
  if (found === null || counts === null) {
    return {
      ok: false,
      message: `This is no Kickstarter backer report. Its columns are: ${table.header.slice(0, 8).join(', ')}.`,
    };
  }
  return { ok: true, table, file: { layout: found, backers, counted: counts } };
}

const resultOf = (counter: ReturnType<typeof countedBy> | null): OrdersFile['counted'] | null =>
  counter === null ? null : counter.result();

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
