/** Which blocks are read: few calls, but not many cells that nobody asked for. */
import { describe, expect, it } from 'vitest';
import { readColumns } from '../../../addon/book/read-columns.ts';

const COLUMNS = [
  'A',
  'B',
  'C',
  'D',
  'E',
  'F',
  'G',
  'H',
  'I',
  'J',
  'K',
  'L',
  'M',
  'N',
  'O',
  'P',
  'Q',
  'R',
  'S',
];

/** A tab whose cells say where they are, and the blocks that were read of it: row, column, rows, columns. */
function grid(): { grid: Parameters<typeof readColumns>[0]; blocks: number[][] } {
  const blocks: number[][] = [];
  const getRange = (row: number, column: number, rows: number, width: number) => {
    blocks.push([row, column, rows, width]);
    return {
      getValues: () =>
        Array.from({ length: rows }, (_, down) =>
          Array.from({ length: width }, (__, right) => `${COLUMNS[column - 1 + right]}${row + down}`),
        ),
    };
  };
  return {
    grid: {
      sheet: { getRange },
      positions: new Map(COLUMNS.map((name, at) => [name, at])),
      headers: new Map(),
      values: null,
    },
    blocks,
  };
}

describe('readColumns', () => {
  it('reads columns that are far apart in one call where the rows are few', () => {
    const { grid: made, blocks } = grid();
    const read = readColumns(made, ['S', 'A', 'none'], 5, 1000);
    expect(blocks).toEqual([[7, 1, 1000, 19]]);
    expect([...read.keys()]).toEqual(['S', 'A']);
    expect(read.get('A')?.slice(0, 2)).toEqual(['A7', 'A8']);
    expect(read.get('S')?.at(-1)).toBe('S1006');
  });

  it('bridges three columns in a chunk of 50,000 rows, and no more', () => {
    const near = grid();
    readColumns(near.grid, ['A', 'E'], 0, 50_000);
    expect(near.blocks).toEqual([[2, 1, 50_000, 5]]);
    const far = grid();
    const read = readColumns(far.grid, ['A', 'F'], 0, 50_000);
    expect(far.blocks).toEqual([
      [2, 1, 50_000, 1],
      [2, 6, 50_000, 1],
    ]);
    expect(read.get('F')?.at(-1)).toBe('F50001');
  });

  it('bridges two columns however many rows there are', () => {
    const { grid: made, blocks } = grid();
    readColumns(made, ['A', 'D', 'H'], 0, 220_000);
    expect(blocks).toEqual([
      [2, 1, 220_000, 4],
      [2, 8, 220_000, 1],
    ]);
  });
});
