import { describe, expect, it } from 'vitest';
import { withGoogleScript } from '../../../../worker/local/http/frame.ts';
import { joined } from '../../../../worker/local/http/sse.ts';
import { illegal } from '../../../../worker/local/page/bridge/legal.ts';

describe('the HTML of a panel', () => {
  const script = '<script>g()</script>';
  it.each([
    [
      '<!doctype html><html><head lang="en"><title>x</title>',
      '<!doctype html><html><head lang="en">',
      '<title>x</title>',
    ],
    ['<!doctype html><p>x</p>', '<!doctype html>', '<p>x</p>'],
    ['<html><body>x', '<html>', '<body>x'],
  ])('gets google.script before anything of its own: %s', (html, before, after) => {
    expect(withGoogleScript(html, 'g()')).toBe(`${before}${script}${after}`);
  });
  it('gets it at its start where it has no head at all', () => {
    expect(withGoogleScript('<p>x</p>', 'g()')).toBe(`<!doctype html>${script}<p>x</p>`);
  });
  it('does not end the script early', () => {
    expect(withGoogleScript('', "'</script>'")).toBe("<!doctype html><script>'<\\/script>'</script>");
  });
});

describe('changes that travel together', () => {
  const change = (revision: number, row: number) => ({
    revision,
    cells: [{ sheetId: 1, range: { row, column: 0, rows: 1, columns: 1 } }],
    sheets: [],
    list: false,
  });
  it('keep their areas and the last revision', () => {
    const both = joined([change(4, 0), { ...change(5, 9), sheets: [2], list: true }]);
    expect(both).toMatchObject({ revision: 5, sheets: [2], list: true });
    expect(both.cells.map(({ range }) => range.row)).toEqual([0, 9]);
  });
  it('name the sheet instead of hundreds of areas', () => {
    const many = joined(Array.from({ length: 300 }, (_, row) => change(row, row)));
    expect(many).toMatchObject({ revision: 299, cells: [], sheets: [1] });
  });
});

describe('what google.script.run carries', () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  it.each([[null], ['x'], [1.5], [true], [[1, { a: [null] }]], [{ a: undefined }], [Object.create(null)]])(
    'takes %j',
    (value) => {
      expect(illegal(value)).toBeUndefined();
    },
  );
  it.each([
    ['a date', new Date(0)],
    ['a function', () => 1],
    ['a date inside', { a: [new Date(0)] }],
    ['a map', new Map()],
    ['a symbol', Symbol('x')],
    ['a circle', circle],
  ])('refuses %s', (_what, value) => {
    expect(illegal(value)).toBeDefined();
  });
});
