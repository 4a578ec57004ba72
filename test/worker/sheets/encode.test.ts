import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encode, type RowWrite } from '../../../worker/sheets/encode.ts';
import type { Block, Value } from '../../../worker/sheets/port.ts';
import { payloads } from '../../../worker/sheets/write-rows.ts';

const row = (at: number, cells: Record<number, Value>): RowWrite => ({
  row: at,
  key: `A-${at}`,
  positions: Object.keys(cells).map(Number),
  values: Object.values(cells),
});

/** What blocks write, as the API reads them: `row column` (from 0, header included) to value. */
function written(blocks: readonly Block[]): Map<string, Value> {
  const cells = new Map<string, Value>();
  for (const { range, majorDimension, values } of blocks) {
    const [, letters = '', top = ''] = /^'It''s'!([A-Z]+)(\d+):/.exec(range) ?? [];
    const left = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    values.forEach((line, a) => {
      line.forEach((value, b) => {
        if (value === null) return;
        const [r, c] = majorDimension === 'ROWS' ? [a, b] : [b, a];
        const cell = `${Number(top) - 1 + r} ${left + c}`;
        expect(cells.has(cell), cell).toBe(false);
        cells.set(cell, value);
      });
    });
  }
  return cells;
}
const bytes = (blocks: readonly Block[]): number => Buffer.byteLength(JSON.stringify(blocks));

it('neighbours share a range, cells in between are left alone, far rows begin a new one', () => {
  const rows = [
    row(0, { 5: '1Z1', 6: 'UPS', 9: 'now' }),
    row(2, { 5: '1Z2', 6: 'UPS' }),
    row(900, { 5: 'x' }),
  ];
  expect(encode("It's", rows)).toEqual([
    {
      range: "'It''s'!F2:J4",
      majorDimension: 'ROWS',
      values: [['1Z1', 'UPS', null, null, 'now'], [], ['1Z2', 'UPS']],
    },
    { range: "'It''s'!F902:J902", majorDimension: 'ROWS', values: [['x']] },
  ]);
});

it('one column alone goes as a column', () => {
  expect(encode('Orders', [row(3, { 27: 'a' }), row(5, { 27: '' })])).toEqual([
    { range: "'Orders'!AB5:AB7", majorDimension: 'COLUMNS', values: [['a', null, '']] },
  ]);
});

const rowsOf = fc
  .uniqueArray(
    fc.record({
      at: fc.nat(120),
      cells: fc.dictionary(
        fc.nat(30).map(String),
        fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant('=A1')),
        { minKeys: 1, maxKeys: 6 },
      ),
    }),
    { selector: ({ at }) => at, maxLength: 25 },
  )
  .map((list) =>
    list
      .sort((a, b) => a.at - b.at)
      .map(({ at, cells }) =>
        row(at, Object.fromEntries(Object.entries(cells).map(([c, v]) => [Number(c), v]))),
      ),
  );

it('property: exactly the cells that change are written, each once', () => {
  fc.assert(
    fc.property(rowsOf, (rows) => {
      const wanted = new Map(
        rows.flatMap(({ row: r, positions, values }) =>
          positions.map((position, at): [string, Value] => [`${r + 1} ${position}`, values[at] ?? '']),
        ),
      );
      expect(written(encode("It's", rows))).toEqual(wanted);
    }),
  );
});

it('property: no more bytes than a range a cell, or one range for all', () => {
  fc.assert(
    fc.property(rowsOf, (rows) => {
      const each = rows.flatMap((line) =>
        line.positions.flatMap((position, at) =>
          encode('T', [row(line.row, { [position]: line.values[at] ?? '' })]),
        ),
      );
      expect(bytes(encode('T', rows))).toBeLessThanOrEqual(bytes(each) + 2);
    }),
  );
});

it('property: payloads hold all rows in order, each below the limit and within its span', () => {
  fc.assert(
    fc.property(
      rowsOf,
      fc.integer({ min: 200, max: 900 }),
      fc.integer({ min: 1, max: 60 }),
      (rows, most, span) => {
        const parts = payloads(rows, most, span);
        expect(parts.flat()).toEqual(rows);
        for (const part of parts) {
          const [first] = part;
          expect((part.at(-1)?.row ?? 0) - (first?.row ?? 0)).toBeLessThan(span);
        }
      },
    ),
  );
});
