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
import { isTotal } from './totals.ts';

/** Blank rows must not push sums and titles out of the list. */
const MOST_BLANK = 20;

export interface Collector {
  /** `numbers`: the columns of this row that were number cells in a workbook. */
  add(cells: string[], damaged: boolean, numbers?: readonly number[]): void;
  finish(source: TableSource): Table | FileRefusal;
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

  /** Blank rows that nothing has followed yet: at the end of a file they are no news. */
  const waiting: number[] = [];
  let blanks = 0;

  const ignore = (at: number, reason: IgnoredReason, cells: readonly string[]): void => {
    if (reason === 'blank') {
      waiting.push(at);
      return;
    }
    settleBlank();
    ignoredCount++;
    if (ignored.length < MOST_LISTED) ignored.push({ line: at, reason, text: rowText(cells) });
  };
  const settleBlank = (): void => {
    for (const at of waiting) {
      ignoredCount++;
      blanks++;
      if (blanks <= MOST_BLANK) ignored.push({ line: at, reason: 'blank', text: '' });
    }
    waiting.length = 0;
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
    if (waiting.length > 0) settleBlank();
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
