/** Opens the files of one report, says what they could be, and reads them as what a person takes them for. */
import type { Encoding } from '../csv/encoding.ts';
import { readCsv } from '../csv/read.ts';
import { sniff } from '../csv/sniff.ts';
import { type FileRefusal, refuse, type Table } from '../csv/table.ts';
import { readXlsx, type WorkbookReader } from '../csv/xlsx.ts';
import { isWorkbook, type NamedBytes, readArchive, type Unzip } from '../csv/zip.ts';
import type { Backer } from './backer.ts';
import { type Counted, countedBy } from './counted.ts';
import { type Layout, layoutKey, settleLayout } from './layout.ts';
import { layoutOf, type Mapping } from './mapping.ts';
import { backerReader } from './read.ts';
import { recogniseReport, reportKnows } from './recognise.ts';
import { inTwoParts, together } from './together.ts';

/** Readers of packed files, which only the page carries. */
export interface FileTools {
  readonly readWorkbook: WorkbookReader;
  readonly unzip: Unzip;
}

/** What a person chose about files instead of what was found. */
export interface FileChoice {
  readonly encoding?: Encoding;
  readonly delimiter?: string;
  /** Name of the worksheet. */
  readonly sheet?: string;
  /** Row number of the column names, as a spreadsheet shows it. */
  readonly headerLine?: number;
}

/** One table of the report: a file, a file of an archive, a worksheet. */
export interface ReportPart {
  readonly name: string;
  /** Header, format, and rows: all of a workbook, the first ones of a text file. */
  readonly table: Table;
  /** null for a workbook, whose rows are all in `table`. */
  readonly bytes: Uint8Array | null;
  readonly choice: FileChoice;
}

/** What the report could be: a layout for each part, and all together for people to see. */
export interface Candidate {
  readonly layout: Layout;
  readonly parts: readonly Layout[];
}

export interface OpenedReport {
  readonly ok: true;
  readonly parts: readonly ReportPart[];
  /** The best first; empty when no platform is recognised in every part. */
  readonly candidates: readonly Candidate[];
  /**
   * Of the header, when all parts have the same; else empty: such files cannot be mapped by hand together.
   */
  readonly key: string;
}

/** `name` of the file that cannot be read. */
export type ReportRefusal = FileRefusal & { readonly name: string };

/** Rows looked at to tell the form of dates and amounts. */
const SAMPLE = 200;

/**
 * Opens CSV, TSV, XLSX and zip archives of text files; several are one report. Refuses what `readCsv`,
 * `readXlsx` and `readArchive` refuse, naming the file.
 */
export async function openReport(
  files: readonly NamedBytes[],
  tools: FileTools,
  choice: FileChoice = {},
): Promise<OpenedReport | ReportRefusal> {
  const parts: ReportPart[] = [];
  for (const file of files) {
    const opened = await openFile(file, tools, choice);
    if (!Array.isArray(opened)) return opened;
    parts.push(...opened);
  }
  if (parts.length === 0) return { ...refuse('file.empty'), name: '' };
  const keys = new Set(parts.map(({ table }) => layoutKey(table.header)));
  const [key = ''] = keys;
  return { ok: true, parts, candidates: candidatesOf(parts), key: keys.size === 1 ? key : '' };
}

async function openFile(
  { name, bytes }: NamedBytes,
  { readWorkbook, unzip }: FileTools,
  choice: FileChoice,
): Promise<ReportPart[] | ReportRefusal> {
  const found = { knows: reportKnows, ...choice };
  if (sniff(bytes) !== 'xlsx') {
    const table = readCsv(bytes, { ...found, most: SAMPLE });
    return table.ok ? [{ name, table, bytes, choice }] : { ...table, name };
  }
  if (isWorkbook(bytes, unzip)) {
    const table = await readXlsx(bytes, readWorkbook, found);
    return table.ok ? [{ name, table, bytes: null, choice }] : { ...table, name };
  }
  const archive = readArchive(bytes, unzip);
  if (!archive.ok) return { ...archive, name };
  const parts: ReportPart[] = [];
  for (const inner of archive.files) {
    const table = readCsv(inner.bytes, { ...found, most: SAMPLE });
    if (table.ok) parts.push({ name: inner.name, table, bytes: inner.bytes, choice });
    // A note beside the files is none of them.
    else if (!/\.txt$/i.test(inner.name)) return { ...table, name: `${name}, ${inner.name}` };
  }
  return parts.length > 0 ? parts : { ...refuse('file.no-csv'), name };
}

const sampleOf = ({ table }: ReportPart): readonly (readonly string[])[] => table.rows.slice(0, SAMPLE);

/** Platforms that every part fits, in the order of the first part. */
function candidatesOf(parts: readonly ReportPart[]): Candidate[] {
  const all = parts.map((part) => recogniseReport(part.table.header, sampleOf(part)));
  return (all[0] ?? []).flatMap(({ platform }) => {
    const layouts = all.flatMap((one) => one.find((layout) => layout.platform === platform) ?? []);
    return layouts.length === parts.length ? [{ layout: together(layouts), parts: layouts }] : [];
  });
}

/** The report by a person's own mapping of its columns; null when its parts have different headers. */
export function mappedReport({ parts, key }: OpenedReport, mapping: Mapping): Candidate | null {
  if (key === '') return null;
  const layouts = parts.map((part) => layoutOf(part.table.header, mapping, sampleOf(part)));
  return { layout: together(layouts), parts: layouts };
}

/** The candidate with open points answered, see `settleLayout`. */
export function settledReport(candidate: Candidate, answers: Readonly<Record<string, string>>): Candidate {
  const parts = candidate.parts.map((layout) => settleLayout(layout, answers));
  return { layout: together(parts), parts };
}

export interface ReportRead {
  readonly ok: true;
  readonly layout: Layout;
  readonly backers: readonly Backer[];
  readonly counted: Counted;
  /** One a part, in their order; `rows` are empty for text files. */
  readonly tables: readonly Table[];
  /** For each part the place of its first order in `backers`. */
  readonly from: readonly number[];
  /** Backers that stand in more than one part, with the names of the parts. */
  readonly twice: readonly { readonly id: string; readonly names: readonly string[] }[];
}

/** Reads all parts as the candidate says, row by row, so that a text file is never held twice. */
export function readReport({ parts }: OpenedReport, candidate: Candidate): ReportRead | ReportRefusal {
  const backers: Backer[] = [];
  const tables: Table[] = [];
  const from: number[] = [];
  const counter = countedBy(candidate.layout);
  for (const [at, part] of parts.entries()) {
    const layout = candidate.parts[at];
    if (layout === undefined) continue;
    from.push(backers.length);
    const reader = backerReader(layout, (backer) => {
      backers.push(backer);
      counter.add(backer);
    });
    const table = readPart(part, reader.row);
    if (!table.ok) return { ...table, name: part.name };
    reader.end();
    tables.push(table);
  }
  return {
    ok: true,
    layout: candidate.layout,
    backers,
    counted: counter.result(),
    tables,
    from,
    twice:
      parts.length > 1
        ? inTwoParts(
            parts.map(({ name }) => name),
            from,
            backers,
          )
        : [],
  };
}

function readPart(
  { table, bytes, choice }: ReportPart,
  row: (cells: readonly string[], line: number) => void,
): Table | FileRefusal {
  if (bytes === null) {
    table.rows.forEach((cells, i) => {
      row(cells, table.lines[i] ?? 0);
    });
    return table;
  }
  const { encoding, delimiter } = table.source;
  return readCsv(bytes, {
    knows: reportKnows,
    ...choice,
    delimiter,
    ...(encoding === 'text' || encoding === '' ? {} : { encoding }),
    headerLine: table.headerLine,
    onRow: row,
  });
}
