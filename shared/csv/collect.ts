/** Turns raw rows, one at a time, into a `Table`: header, data, and what is not data. */
import { findHeader, HEADER_WITHIN } from './header.ts';
import {
  type FileRefusal,
  type IgnoredReason,
  type IgnoredRow,
  MOST_LISTED,
  numberCellKey,
  refuse,
  rowText,
  type Table,
  type TableOptions,
  type TableSource,
} from './table.ts';

/** First cell of a row of sums, lower case, without a colon; several languages. */
const TOTALS: ReadonlySet<string> = new Set([
  'total',
  'totals',
  'subtotal',
  'sub total',
  'grand total',
  'sum',
  'summe',
  'gesamt',
  'gesamtsumme',
  'somme',
  'total général',
  'totaal',
  'totale',
  'totali',
  'suma',
  'razem',
  'итого',
  'всего',
  '合計',
  '合计',
  '总计',
  '總計',
]);
const LONGEST_TOTAL = 16;

export interface Collector {
  /** `numbers`: the columns of this row that were number cells in a workbook. */
  add(cells: string[], damaged: boolean, numbers?: readonly number[]): void;
  finish(source: TableSource): Table | FileRefusal;
}

/** A row is a total when its first filled cell says so and at most half of the columns are filled. */
function isTotal(cells: readonly string[], first: string, width: number): boolean {
  if (first.length > LONGEST_TOTAL) return false;
  const code = first.charCodeAt(0);
  if (code < 65) return false;
  if (!TOTALS.has(first.replace(/\s*:\s*$/, '').toLowerCase())) return false;
  let filled = 0;
  for (const c of cells) if (c !== '') filled++;
  return filled * 2 <= Math.max(width, 4);
}

const isBlank = (text: string): boolean => text === '' || text.trim() === '';

export function collector(options: TableOptions): Collector {
  const { knows, onRow, onHeader, keep } = options;
  let held: { cells: string[]; damaged: boolean; numbers: readonly number[] }[] | null = [];
  let raw: readonly string[] = [];
  let header: readonly string[] = [];
  let headerLine = 0;
  let drop: number[] = [];
  let line = 0;
  let count = 0;
  let ignoredCount = 0;
  const rows: string[][] = [];
  const lines: number[] = [];
  const ignored: IgnoredRow[] = [];
  const ragged: number[] = [];
  const damagedLines: number[] = [];
  const numberCells = new Set<number>();

  const ignore = (at: number, reason: IgnoredReason, cells: readonly string[]): void => {
    ignoredCount++;
    if (ignored.length < MOST_LISTED) ignored.push({ line: at, reason, text: rowText(cells) });
  };

  const reasonToIgnore = (cells: readonly string[]): IgnoredReason | null => {
    let at = 0;
    while (at < cells.length && isBlank(cells[at] ?? '')) at++;
    if (at === cells.length) return 'blank';
    const first = cells[at] ?? '';
    if (isTotal(cells, first, header.length)) return 'total';
    if (first === raw[at] && raw.every((name, i) => name === (cells[i] ?? ''))) return 'header-again';
    return null;
  };

  const data = (cells: string[], damaged: boolean, numbers?: readonly number[]): void => {
    line++;
    const reason = reasonToIgnore(cells);
    if (reason) {
      ignore(line, reason, cells);
      return;
    }
    if (cells.length !== header.length) pad(cells, header.length);
    if (damaged && damagedLines.length < MOST_LISTED && cells.some((c) => c.includes('\ufffd'))) {
      damagedLines.push(line);
    }
    if (numbers) for (const column of numbers) numberCells.add(numberCellKey(count, column));
    count++;
    if (onRow) {
      onRow(cells, line);
      return;
    }
    for (const i of drop) cells[i] = '';
    rows.push(cells);
    lines.push(line);
  };

  /** Short rows are filled up; blank cells behind the last column (trailing delimiters) go. */
  const pad = (cells: string[], width: number): void => {
    while (cells.length < width) cells.push('');
    while (cells.length > width && isBlank(cells[cells.length - 1] ?? '')) cells.pop();
    if (cells.length > width && ragged.length < MOST_LISTED) ragged.push(line);
  };

  const headerIn = (first: readonly { readonly cells: readonly string[] }[]): number =>
    findHeader(
      first.map((r) => r.cells),
      knows,
    ).index;

  const settle = (): boolean => {
    const first = held ?? [];
    const index = options.headerLine === undefined ? headerIn(first) : options.headerLine - 1;
    const found = first[index];
    if (!found) return false;
    held = null;
    raw = found.cells;
    const names = found.cells.map((c) => c.replace(/\ufeff/g, '').trim());
    while (names.length > 0 && names[names.length - 1] === '') names.pop();
    header = names;
    headerLine = index + 1;
    if (keep && !onRow) drop = names.flatMap((name, i) => (keep(name, i) ? [] : [i]));
    first.slice(0, index).forEach((r, i) => {
      ignore(i + 1, r.cells.every(isBlank) ? 'blank' : 'title', r.cells);
    });
    line = headerLine;
    onHeader?.(header);
    for (const r of first.slice(headerLine)) data(r.cells, r.damaged, r.numbers);
    return true;
  };

  let refused = false;
  return {
    add(cells, damaged, numbers) {
      if (!held) {
        data(cells, damaged, numbers);
        return;
      }
      if (refused) return;
      held.push({ cells, damaged, numbers: numbers ?? [] });
      if (held.length >= HEADER_WITHIN && !settle()) refused = true;
    },
    finish(source) {
      if (held && !refused) refused = !settle();
      if (held) {
        const first = held.findIndex((r) => !r.cells.every(isBlank));
        if (first < 0) return refuse('file.empty');
        return refuse('file.no-header', rowText(held[first]?.cells ?? []), first + 1);
      }
      return {
        ok: true,
        header,
        headerLine,
        rows,
        lines,
        count,
        ignored,
        ignoredCount,
        ragged,
        damaged: damagedLines,
        numberCells,
        source,
      };
    },
  };
}
