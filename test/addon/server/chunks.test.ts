/** Case J14: a run that needs more time than one execution has, or is killed, ends as one run. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { OrderAction } from '../../../shared/actions/action.ts';
import { lockDown } from '../../../shared/actions/lock-down.ts';
import { undo } from '../../../shared/actions/undo.ts';
import { type ApplyRequest, apply, preview } from '../../../shared/plan/run.ts';
import type { Options, Progress } from '../../../shared/plan/types.ts';
import { CHUNK_ROWS } from '../../../shared/plan/write-chunk.ts';
import type { Cell } from '../../../shared/tabs/table.ts';
import { type MemoryBook, memoryBook } from '../../support/memory-book.ts';

const SETTINGS = { prefix: 'A', campaignName: 'Test' };
const ALL = { base: 'all' } as const;
const N = 2 * CHUNK_ROWS + 500;
const TWO = CHUNK_ROWS + 500;

const campaign = (n: number): MemoryBook => {
  const fill = (cell: Cell): Cell[] => new Array<Cell>(n).fill(cell);
  return memoryBook({
    Orders: {
      'Order ID': Array.from({ length: n }, (_, i) => `A-${i + 1}`),
      Stage: fill('Open'),
      Items: fill('MUG x1'),
      Payment: fill('card on file'),
      'Amount due': fill('10'),
      'Survey at': fill('2026-01-01 00:00:00Z'),
    },
    Products: { SKU: ['MUG'], Kind: ['physical'] },
  });
};

function asked(
  book: MemoryBook,
  runId: string,
  action: OrderAction = lockDown,
  options: Options = {},
): ApplyRequest {
  const { now, sums } = preview(book, action, SETTINGS, ALL, options, runId);
  return { scope: ALL, options, runId, now, sums };
}
/** Columns of Orders: rows as objects would take longer than the run. */
const columns = (book: MemoryBook, ...names: string[]): readonly (readonly Cell[])[] => {
  const table = book.read('Orders', names);
  return names.map((name) => table.columns.get(name) ?? []);
};
/** Rows that are neither as they were nor done. */
const halfWritten = (book: MemoryBook): number[] => {
  const [at = [], items = [], stage = []] = columns(book, 'Locked at', 'Locked items', 'Stage');
  return at.flatMap((cell, row) => {
    const facts = [cell !== '', items[row] !== '', stage[row] === 'Locked down'];
    return facts.some((fact) => fact !== facts[0]) ? [row] : [];
  });
};
const locked = (book: MemoryBook): number => {
  const [at = []] = columns(book, 'Locked at');
  return at.filter((cell) => cell !== '').length;
};

describe('J14', { timeout: 60_000 }, () => {
  let book: MemoryBook;
  beforeAll(() => {
    book = campaign(N);
  });

  it('a run without time left stops after a chunk, goes on with the sums it gave, and is one run', () => {
    let request = asked(book, 'R-1');
    const steps: Progress[] = [];
    do {
      steps.push(apply(book, lockDown, SETTINGS, request, -1));
      expect(halfWritten(book)).toEqual([]);
      request = { ...request, sums: steps.at(-1)?.sums ?? '' };
    } while (steps.at(-1)?.more === true);
    expect(steps.map(({ done, total, more }) => ({ done, total, more }))).toEqual([
      { done: CHUNK_ROWS, total: N, more: true },
      { done: 2 * CHUNK_ROWS, total: N, more: true },
      { done: N, total: N, more: false },
    ]);
    expect(steps.at(-1)?.result).toMatchObject({
      counts: { change: N, already: 0, left: 0, decide: 0 },
      moved: [],
      sentence: 'Locked down 100,500 orders.',
    });
    expect(book.show('Activity').map((row) => [row['Run ID'], row.Changed])).toEqual([['R-1', N]]);
    expect(new Set(book.show('Journal').map((row) => row['Run ID']))).toEqual(new Set(['R-1']));
    expect(locked(book)).toBe(N);
    // One undo takes all of it back.
    const back = apply(book, undo, SETTINGS, asked(book, 'R-2', undo, { runId: 'R-1' }));
    expect(back.result?.counts.change).toBe(N);
    expect(locked(book)).toBe(0);
  });

  it('a run that is killed in its second chunk is resumed under its id, and nothing is half written', () => {
    book = campaign(TWO);
    const request = asked(book, 'R-3');
    const { write } = book;
    let writes = 0;
    book.write = (...args) => {
      if (args[0] === 'Orders' && ++writes === 2) throw new Error('Exceeded maximum execution time');
      write(...args);
    };
    expect(() => apply(book, lockDown, SETTINGS, request)).toThrow('Exceeded maximum execution time');
    book.write = write;
    expect(locked(book)).toBe(CHUNK_ROWS);
    expect(halfWritten(book)).toEqual([]);
    // Its lease keeps others out until it is stale.
    expect(() => apply(book, lockDown, SETTINGS, asked(book, 'R-4'))).toThrow(/is running Lock Down/);
    const again = apply(book, lockDown, SETTINGS, asked(book, 'R-3'));
    // What it wrote before it was killed is told too.
    expect(again.result).toMatchObject({ counts: { change: TWO } });
    expect(locked(book)).toBe(TWO);
    const back = apply(book, undo, SETTINGS, asked(book, 'R-5', undo, { runId: 'R-3' }));
    expect(back.result?.counts.change).toBe(TWO);
  });

  it('rows that move between two chunks are left alone and named', () => {
    book = campaign(TWO);
    const request = asked(book, 'R-6');
    const { write } = book;
    book.write = (...args) => {
      write(...args);
      book.write = write;
      // While the first chunk is written, a person edits one order further down.
      book.type('Orders', CHUNK_ROWS + 7, 'Items', 'MUG x5');
    };
    const { result } = apply(book, lockDown, SETTINGS, request);
    expect(result).toMatchObject({ counts: { change: TWO - 1 }, moved: [`A-${CHUNK_ROWS + 8}`] });
    expect(book.show('Orders')[CHUNK_ROWS + 7]).toMatchObject({ 'Locked at': '', Items: 'MUG x5' });
  });
});
