/** Scattered cells as the fewest bytes of values.batchUpdate: which columns share a range, and where a range ends. */
import { a1 } from './columns.ts';
import type { Block, Value } from './port.ts';

/** Cells of one row that change. */
export interface RowWrite {
  /** Under the header, from 0. */
  readonly row: number;
  readonly key: string;
  /** Columns, ascending, and what each is to hold. */
  readonly positions: readonly number[];
  readonly values: readonly Value[];
}

/** `,null` and `,[]`: what leaving a cell, or a row, alone costs inside a range. */
const NULL = 5;
const EMPTY_ROW = 3;
/** `{"range":"…","majorDimension":"ROWS","values":[…]},` beside the title and its two corners. */
const RANGE = 62;
/** With more columns than this only neighbours are joined: looking at each way would take longer than it saves. */
const MOST_COLUMNS = 16;

const bytesOf = (value: Value): number => Buffer.byteLength(JSON.stringify(value));

/** Bytes of a row in its cheapest simple form: for cutting rows into payloads before they are encoded. */
export const roughBytes = ({ positions, values }: RowWrite): number =>
  values.reduce((sum: number, value) => sum + bytesOf(value) + 1, 4 + positions.length * NULL);

interface Line {
  readonly row: number;
  readonly positions: readonly number[];
  readonly values: readonly Value[];
  readonly sizes: readonly number[];
}

/** The blocks that write exactly these cells; rows ascending. `title` is that of the tab, `top` as in Grid. */
export function encode(title: string, rows: readonly RowWrite[], top = 1): Block[] {
  const lines: Line[] = rows.map(({ row, positions, values }) => ({
    row,
    positions,
    values,
    sizes: values.map(bytesOf),
  }));
  const columns = [...new Set(rows.flatMap(({ positions }) => positions))].sort((a, b) => a - b);
  return spansOf(columns, lines, title.length + RANGE).flatMap(([from, to]) =>
    blocksOf(title, lines, from, to, top),
  );
}

/** Splits columns into spans that share ranges, by what each way costs. Ends are columns, inclusive. */
function spansOf(columns: readonly number[], lines: readonly Line[], range: number): [number, number][] {
  const many = columns.length > MOST_COLUMNS;
  // best[j]: the cheapest way to write columns 0..j-1, and where its last span begins.
  const best: { cost: number; start: number }[] = [{ cost: 0, start: 0 }];
  for (let j = 1; j <= columns.length; j++) {
    let found = { cost: Number.POSITIVE_INFINITY, start: j - 1 };
    for (let i = j - 1; i >= 0; i--) {
      const from = columns[i] ?? 0;
      const to = columns[j - 1] ?? 0;
      if (many && to - from !== j - 1 - i) break;
      const cost = (best[i]?.cost ?? 0) + costOf(lines, from, to, range);
      if (cost < found.cost) found = { cost, start: i };
    }
    best.push(found);
  }
  const spans: [number, number][] = [];
  for (let j = columns.length; j > 0; ) {
    const start = best[j]?.start ?? 0;
    spans.unshift([columns[start] ?? 0, columns[j - 1] ?? 0]);
    j = start;
  }
  return spans;
}

/** Bytes of a span of columns, without what its values cost in any case. */
function costOf(lines: readonly Line[], from: number, to: number, range: number): number {
  let cost = 0;
  let last = -1;
  const alone = from === to;
  for (const { row, positions } of lines) {
    let end = -1;
    let cells = 0;
    for (const position of positions) {
      if (position < from || position > to) continue;
      end = position;
      cells++;
    }
    if (end < 0) continue;
    cost += alone ? 0 : 2 + (end - from + 1 - cells) * NULL;
    const gap = row - last - 1;
    if (last < 0) cost += range;
    else cost += Math.min(range, gap * (alone ? NULL : EMPTY_ROW));
    last = row;
  }
  return cost;
}

function blocksOf(title: string, lines: readonly Line[], from: number, to: number, top: number): Block[] {
  const inside = lines.flatMap((line) => {
    const cells: (Value | null)[] = [];
    line.positions.forEach((position, at) => {
      const value = line.values[at];
      if (position < from || position > to || value === undefined) return;
      while (cells.length < position - from) cells.push(null);
      cells.push(value);
    });
    return cells.length === 0 ? [] : [{ row: line.row, cells }];
  });
  const alone = from === to;
  const most = Math.floor((title.length + RANGE) / (alone ? NULL : EMPTY_ROW));
  const blocks: Block[] = [];
  for (let start = 0; start < inside.length; ) {
    let end = start + 1;
    while (end < inside.length && (inside[end]?.row ?? 0) - (inside[end - 1]?.row ?? 0) - 1 <= most) end++;
    const run = inside.slice(start, end);
    const first = run[0]?.row ?? 0;
    const last = run[run.length - 1]?.row ?? first;
    const values: (Value | null)[][] = Array.from({ length: last - first + 1 }, () => []);
    for (const { row, cells } of run) values[row - first] = cells;
    blocks.push({
      range: a1(title, { row: first + top, column: from, toRow: last + top + 1, toColumn: to + 1 }),
      ...(alone
        ? { majorDimension: 'COLUMNS' as const, values: [values.map(([cell = null]) => cell)] }
        : { majorDimension: 'ROWS' as const, values }),
    });
    start = end;
  }
  return blocks;
}
