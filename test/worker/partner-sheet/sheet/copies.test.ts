import { describe, expect, it } from 'vitest';
import { copiesIn, headOf, othersIn } from '../../../../worker/partner-sheet/sheet/copies.ts';
import type { FileShape, SheetShape } from '../../../../worker/sheets/port.ts';
import { knownLine, parcel, wantedLine } from './support.ts';

const KNOWN = [0, 1].map((i) => knownLine(wantedLine(parcel(i))));
const inTab = (...rows: (string | number)[][]): string[] => copiesIn([{ title: 'Done', rows }], KNOWN);

describe('A tab beside the one that is read', () => {
  it.each([
    [
      'a row that was cut out of ours',
      ['', '1001-1', 'New', '', 'Grace Lee 1', '2 High Street', '1Z99'],
      true,
    ],
    ['a row that was sorted by columns', ['Bern', '2 High Street', 'done', '1001-1'], true],
    ['a list of ids with words of the partner’s own', ['1001-1', 'packed by Tom', 'Bern'], false],
    ['a person without an id', ['Grace Lee 1', '2 High Street', 'Bern'], false],
    ['an id that is none of ours', ['1009-1', 'Grace Lee 1', '2 High Street'], false],
    ['nothing', [], false],
  ])('with %s is told apart', (_, row, ours) => {
    expect(inTab(['Our work'], row)).toEqual(ours ? ['Done'] : []);
  });

  it('is no copy while nothing is known of what stands in our rows', () => {
    const rows = [['1001-1', 'Grace Lee 1', '2 High Street']];
    expect(copiesIn([{ title: 'Done', rows }], [{ id: '1001-1', shown: {}, taken: {} }])).toEqual([]);
  });
});

describe('Other tabs are looked at', () => {
  const sheet = (sheetId: number, title: string, rowCount = 1000, columnCount = 26): SheetShape => ({
    sheetId,
    title,
    rowCount,
    columnCount,
    marks: [],
    merges: [],
  });
  const own = sheet(1, 'Shipments');
  const titles = (...sheets: SheetShape[]): string[] => {
    const shape: FileShape = { title: 'File', marks: [], sheets };
    return othersIn(shape, own).map(({ title }) => title);
  };

  it('at their beginning, but for ours and those without cells', () => {
    expect(titles(sheet(2, 'Done'), own, sheet(3, 'Chart', 0, 0))).toEqual(['Done']);
    expect(headOf(sheet(2, 'It’s'))).toBe("'It’s'!A1:Z50");
    expect(headOf(sheet(2, "a'b", 3, 2))).toBe("'a''b'!A1:B3");
  });

  it('as many as the address of one request can name', () => {
    const many = Array.from({ length: 200 }, (_, i) => sheet(i + 2, `${'é'.repeat(20)} ${i}`));
    const length = titles(own, ...many).length;
    expect(length).toBeGreaterThan(20);
    expect(length).toBeLessThan(40);
    const short = Array.from({ length: 10_000 }, (_, i) => sheet(i + 2, `${i}`));
    expect(titles(own, ...short).length).toBeLessThan(250);
  });

  it('also where a title holds half a sign, which no address can name', () => {
    expect(titles(own, sheet(2, 'Done \ud83d'))).toEqual(['Done \ud83d']);
  });
});
