/**
 * Rows of one sheet, kept in blocks. Never the whole sheet: a block is fetched when a row of it is drawn, and the
 * ones used longest ago are dropped. A changed block stays visible until its new content is here.
 */

import type { BlockWire, ChangeWire, FormatWire, ValidationWire } from '../../http/wire.ts';
import { createRetry, type Later } from './retry.ts';

export const BLOCK = 100;
/** 60 blocks of 100 rows by 25 columns are about 10 MB. */
const KEPT = 60;
/** Fetches at a time: more would only queue in the browser. */
const AT_ONCE = 2;
/** Blocks that wait; while scrolling fast the older wishes are forgotten. */
const WAITING = 4;

export interface Row {
  readonly values: string[];
  readonly numbers: ReadonlySet<number> | undefined;
  readonly inputs: Map<number, string>;
  readonly notes: ReadonlyMap<number, string>;
  readonly formats: readonly (FormatWire | undefined)[];
  readonly validations: readonly (ValidationWire | undefined)[];
}

/** A cell as the server told it, kept while a guess stands in its place. */
interface Told {
  readonly value: string;
  readonly input: string | undefined;
}

interface Block {
  readonly rows: Row[];
  readonly revision: number;
  /** By `row:column`, row within the block. */
  readonly guessed: Map<string, Told>;
  stale: boolean;
}

export interface Cache {
  /** The row, or undefined while it is being fetched. */
  row(row: number): Row | undefined;
  /** Puts typed text in place until the server's word arrives. */
  guess(row: number, column: number, text: string): void;
  /** The server did not take it: what it told last stands there again, also while it does not answer. */
  unguess(row: number, column: number): void;
  /** Marks what changed; true where a block that is kept is concerned. */
  apply(change: ChangeWire, sheetId: number): boolean;
  staleAll(): void;
  /** The server is back: what it did not answer is asked at once. */
  wake(): void;
  /** Rows of a range in order, fetched where needed. */
  range(from: number, count: number): Promise<Row[]>;
  close(): void;
}

const EMPTY: Row = {
  values: [],
  numbers: undefined,
  inputs: new Map(),
  notes: new Map(),
  formats: [],
  validations: [],
};

/** Rows of a block; runs become one array a row, shared entries stay shared. */
function unpack(wire: BlockWire): Row[] {
  const rows = wire.values.map((values, offset) => {
    const numbers = wire.numbers[String(wire.from + offset)];
    return {
      values,
      numbers: numbers && new Set(numbers),
      inputs: new Map<number, string>(),
      notes: new Map<number, string>(),
      formats: [] as (FormatWire | undefined)[],
      validations: [] as (ValidationWire | undefined)[],
    };
  });
  for (const [row, column, text] of wire.inputs) rows[row - wire.from]?.inputs.set(column, text);
  for (const [row, column, text] of wire.notes) rows[row - wire.from]?.notes.set(column, text);
  for (const [column, first, count, index] of wire.formats.runs) {
    for (let row = first; row < first + count; row++) {
      const at = rows[row - wire.from];
      if (at) at.formats[column] = wire.formats.palette[index];
    }
  }
  for (const [column, first, count, index] of wire.validations.runs) {
    for (let row = first; row < first + count; row++) {
      const at = rows[row - wire.from];
      if (at) at.validations[column] = wire.validations.palette[index];
    }
  }
  return rows;
}

/**
 * `fetchRows` reads a block; `arrived` says that rows can be drawn again. While it refuses, rows that are drawn ask for
 * nothing until a wait is over: each drawing would ask again, and each refusal would draw.
 */
export function createCache(
  fetchRows: (from: number, count: number) => Promise<BlockWire>,
  arrived: () => void,
  later?: Later,
): Cache {
  const blocks = new Map<number, Block>();
  const wanted: number[] = [];
  const running = new Map<number, Promise<void>>();
  /** The newest revision that changed each block: an answer from before it is already old. */
  const touched = new Map<number, number>();
  let everything = 0;
  let closed = false;

  const load = (index: number): Promise<void> => {
    const known = running.get(index);
    if (known) return known;
    const work = fetchRows(index * BLOCK, BLOCK)
      .then((wire) => {
        if (closed) return;
        retry.answered();
        const old = Math.max(touched.get(index) ?? 0, everything) > wire.revision;
        blocks.delete(index);
        blocks.set(index, { rows: unpack(wire), revision: wire.revision, guessed: new Map(), stale: old });
        for (const first of blocks.keys()) {
          if (blocks.size <= KEPT) break;
          blocks.delete(first);
        }
      })
      .then(
        () => {
          running.delete(index);
          if (!closed) goOn();
        },
        (error: unknown) => {
          running.delete(index);
          if (!closed) retry.failed();
          throw error;
        },
      );
    running.set(index, work);
    return work;
  };
  const pump = (): void => {
    while (running.size < AT_ONCE && !retry.isWaiting()) {
      const index = wanted.pop();
      if (index === undefined) return;
      // The error shows where the rows are asked for on purpose; here it is asked again after a wait.
      load(index).catch(() => undefined);
    }
  };
  const goOn = (): void => {
    arrived();
    pump();
  };
  const retry = createRetry(goOn, later);
  const want = (index: number): void => {
    if (running.has(index)) return;
    const at = wanted.indexOf(index);
    if (at !== -1) wanted.splice(at, 1);
    wanted.push(index);
    if (wanted.length > WAITING) wanted.shift();
    queueMicrotask(pump);
  };

  return {
    row(row) {
      const index = Math.floor(row / BLOCK);
      const block = blocks.get(index);
      if (!block || block.stale) want(index);
      return block && (block.rows[row - index * BLOCK] ?? EMPTY);
    },
    guess(row, column, text) {
      const index = Math.floor(row / BLOCK);
      const block = blocks.get(index);
      const at = block?.rows[row - index * BLOCK];
      if (!block || !at) return;
      const key = `${row - index * BLOCK}:${column}`;
      if (!block.guessed.has(key))
        block.guessed.set(key, { value: at.values[column] ?? '', input: at.inputs.get(column) });
      while (at.values.length < column) at.values.push('');
      at.values[column] = text;
      at.inputs.delete(column);
    },
    unguess(row, column) {
      const index = Math.floor(row / BLOCK);
      const block = blocks.get(index);
      const at = block?.rows[row - index * BLOCK];
      const key = `${row - index * BLOCK}:${column}`;
      const told = block?.guessed.get(key);
      if (!block || !at || !told) return;
      block.guessed.delete(key);
      at.values[column] = told.value;
      if (told.input !== undefined) at.inputs.set(column, told.input);
    },
    apply(change, sheetId) {
      let concerned = false;
      if (change.sheets.includes(sheetId)) {
        everything = Math.max(everything, change.revision);
        for (const block of blocks.values()) block.stale = true;
        return true;
      }
      for (const { sheetId: changed, range } of change.cells) {
        if (changed !== sheetId) continue;
        const last = Math.floor((range.row + range.rows - 1) / BLOCK);
        for (let index = Math.floor(range.row / BLOCK); index <= last; index++) {
          touched.set(index, change.revision);
          const block = blocks.get(index);
          if (block && block.revision < change.revision) {
            block.stale = true;
            concerned = true;
          }
          if (running.has(index)) concerned = true;
        }
      }
      return concerned;
    },
    staleAll() {
      for (const block of blocks.values()) block.stale = true;
    },
    wake() {
      retry.answered();
      goOn();
    },
    async range(from, count) {
      const out: Row[] = [];
      for (let row = from; row < from + count; row++) {
        const index = Math.floor(row / BLOCK);
        const known = blocks.get(index);
        if (!known || known.stale) await load(index);
        out.push(blocks.get(index)?.rows[row - index * BLOCK] ?? EMPTY);
      }
      return out;
    },
    close() {
      closed = true;
      retry.stop();
      blocks.clear();
    },
  };
}
