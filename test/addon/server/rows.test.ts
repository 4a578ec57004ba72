/** Cases J1 to J8: what people do to rows, columns and tabs, and what the next run makes of it. */
import { describe, expect, it } from 'vitest';
import { openBook } from '../../../addon/book/open-book.ts';
import { open, paidOrder, ready, sent } from '../../support/campaign.ts';
import { ALL, type TestSheet, testSheet } from './sheet.ts';

/** What an import journals of an order that it adds. */
function journalOf(key: string, cells: Readonly<Record<string, string>>): Map<string, string[]> {
  const columns = Object.fromEntries(
    Object.entries({ 'Order ID': key, ...cells }).map(([name, after]) => [
      name,
      { before: { all: '' }, after: { all: after } },
    ]),
  );
  const data = JSON.stringify({ tab: 'Orders', kind: 'add', keys: [key], columns });
  return new Map([
    ['Run ID', ['R-import']],
    ['Part', ['1']],
    ['Data', [data]],
  ]);
}

const names = ['Zoe', 'Ana', 'Mia', 'Bob'];
const four = (): TestSheet =>
  testSheet({ orders: names.map((name, i) => open(`A-${i + 1}`, { Name: name })) });

/** Rows 2 to the end sorted by a column, all columns together or only some. */
function sort(sheet: TestSheet, column: string, only?: string): void {
  const { id, columnCount } = sheet.sheet('Orders');
  const { rows } = sheet.workbook.contentSize(id);
  const by = sheet.columnOf('Orders', column);
  const range =
    only === undefined
      ? { row: 1, column: 0, rows: rows - 1, columns: columnCount }
      : { row: 1, column: sheet.columnOf('Orders', only), rows: rows - 1, columns: 1 };
  sheet.workbook.sort(id, range, [{ column: by, ascending: true }]);
}
/** How many change, and how many do not for which reason. */
function reasons(sheet: TestSheet, action: string, options = {}): Record<string, number> {
  const { counts, reasons: listed } = sheet.preview(action, options);
  const others = listed.filter((reason) => reason.outcome !== 'change');
  return {
    ...(counts.change > 0 ? { change: counts.change } : {}),
    ...Object.fromEntries(others.map((reason) => [reason.code ?? reason.outcome, reason.count])),
  };
}

describe('rows', () => {
  it('J1 sorted rows are found by their id, also between preview and apply', () => {
    const sheet = four();
    sheet.put('Orders', 'A-3', 'Survey at', null);
    const shown = sheet.preview('lock-down');
    sort(sheet, 'Name');
    expect(sheet.rows('Orders').map((row) => row['Order ID'])).toEqual(['A-2', 'A-4', 'A-3', 'A-1']);
    const done = sheet.apply('lock-down', shown);
    expect(done.result).toMatchObject({ moved: [], counts: { change: 3, left: 1 } });
    expect(sheet.rows('Orders').map((row) => [row['Order ID'], row.Name, row.Stage])).toEqual([
      ['A-2', 'Ana', 'Locked down'],
      ['A-4', 'Bob', 'Locked down'],
      ['A-3', 'Mia', 'Open'],
      ['A-1', 'Zoe', 'Locked down'],
    ]);
    expect(reasons(sheet, 'repair')).toEqual({ 'already.done': 3, change: 1 });
  });

  it('J2 a column of names that was sorted alone is row.edited until it is put back or accepted', () => {
    const sheet = testSheet({
      orders: names.map((name, i) => paidOrder(`A-${i + 1}`, { Name: name })),
    });
    sort(sheet, 'Name', 'Name');
    expect(reasons(sheet, 'finalize-addresses')).toEqual({ change: 1, 'row.edited': 3 });
    expect(reasons(sheet, 'repair')).toEqual({ 'already.done': 1, 'row.edited': 3 });
    // Sorted back by hand: nothing happened.
    for (const [i, name] of names.entries()) sheet.put('Orders', `A-${i + 1}`, 'Name', name);
    expect(reasons(sheet, 'finalize-addresses')).toEqual({ change: 4 });
    sort(sheet, 'Name', 'Name');
    expect(sheet.run('repair', { accept: true }).result?.counts.change).toBe(3);
    expect(reasons(sheet, 'finalize-addresses')).toEqual({ change: 4 });
    expect(sheet.cell('Orders', 'A-1', 'Name')).toBe('Ana');
  });

  it('J2 a column of ids that was sorted alone freezes the rows until Repair Sheets puts the ids back', () => {
    const sheet = testSheet({ orders: ['A-4', 'A-2', 'A-3', 'A-1'].map((id) => open(id)) });
    sort(sheet, 'Order ID', 'Order ID');
    expect(reasons(sheet, 'lock-down')).toEqual({ 'row.scrambled': 2, change: 2 });
    const before = sheet.rows('Orders').filter((row) => ['A-1', 'A-4'].includes(row['Order ID'] ?? ''));
    sheet.run('lock-down');
    const after = sheet.rows('Orders').filter((row) => ['A-1', 'A-4'].includes(row['Order ID'] ?? ''));
    expect(after).toEqual(before);
    expect(reasons(sheet, 'repair')).toMatchObject({ change: 2 });
    sheet.run('repair');
    expect(sheet.rows('Orders').map((row) => row['Order ID'])).toEqual(['A-4', 'A-2', 'A-3', 'A-1']);
    expect(reasons(sheet, 'lock-down')).toMatchObject({ change: 2 });
  });

  it('J5 the shipments of a deleted order show in Needs attention', () => {
    const sheet = testSheet({
      orders: [ready('A-1'), open('A-2')],
      shipments: [sent('A-1-1', 'MUG x1')],
    });
    sheet.workbook.deleteRows(sheet.sheet('Orders').id, sheet.rowOf('Orders', 'A-1'), 1);
    sheet.run('lock-down');
    const entry = sheet.rows('Needs attention').find((row) => row.Key === 'match.none/A-1/A-1-1');
    expect(entry?.What).toContain('A-1-1');
  });

  it('J5 and with the next panel that opens, before any run', () => {
    const sheet = testSheet({ orders: [ready('A-1'), open('A-2')], shipments: [sent('A-1-1', 'MUG x1')] });
    expect(sheet.call('context', {})).not.toHaveProperty('notice');
    sheet.workbook.deleteRows(sheet.sheet('Orders').id, sheet.rowOf('Orders', 'A-1'), 1);
    expect(sheet.call('context', {}).notice).toMatch(/^A-1 has parcels and no row in Orders any more/);
  });

  it('J5 and beside a run that is missing', () => {
    const sheet = testSheet({ orders: [ready('A-1'), open('A-2')], shipments: [sent('A-1-1', 'MUG x1')] });
    sheet.run('lock-down');
    expect(sheet.workbook.history.undo('ana@example.com').done).toBe(true);
    sheet.workbook.deleteRows(sheet.sheet('Orders').id, sheet.rowOf('Orders', 'A-1'), 1);
    expect(sheet.call('context', {}).notice).toMatch(
      /^A run is missing .* A-1 has parcels and no row in Orders/,
    );
  });

  it('J5 a deleted order that a run had added comes back with all that the runs know of it', () => {
    const sheet = testSheet({ orders: [open('A-1')] });
    sheet.execution();
    const book = openBook(SpreadsheetApp);
    book.append(
      'Journal',
      journalOf('A-7', { Name: 'Ada', Items: 'MUG x1', 'Survey at': '2026-01-01', Payment: 'paid' }),
    );
    const shown = sheet.preview('repair');
    expect(shown.reasons.find(({ code }) => code === 'row.removed')?.samples).toEqual([
      { key: 'A-7', detail: 'A-7' },
    ]);
    const answers = { answers: { drift: 'restore' } };
    const back = sheet.preview('repair', answers);
    expect(back.reasons[0]?.code).toBe('row.returns');
    sheet.apply('repair', back, answers);
    expect(sheet.rows('Orders').find((row) => row['Order ID'] === 'A-7')).toMatchObject({
      Name: 'Ada',
      Stage: 'Open',
    });
    expect(sheet.preview('repair').counts).toMatchObject({ change: 0, decide: 0 });
    // Left out, it is asked about again the next time.
    sheet.workbook.deleteRows(sheet.sheet('Orders').id, sheet.rowOf('Orders', 'A-7'), 1);
    const left = sheet.preview('repair', { answers: { drift: 'keep' } });
    expect(left.counts).toMatchObject({ change: 0, left: 1 });
  });

  it('J7 a row that was pasted a second time freezes both', () => {
    const sheet = four();
    const { id } = sheet.sheet('Orders');
    const row = sheet.values('Orders')[1] ?? [];
    sheet.workbook.write(id, 5, 0, [row], 'RAW');
    expect(reasons(sheet, 'lock-down')).toEqual({ change: 3, 'row.duplicate-id': 2 });
    sheet.run('lock-down');
    const twice = sheet.rows('Orders').filter((each) => each['Order ID'] === 'A-1');
    expect(twice.map((each) => each['Locked at'])).toEqual(['', '']);
    expect(sheet.rows('Needs attention').map((each) => each.Key)).toEqual(['row.duplicate-id/A-1/']);
    // Solved: the row goes on, and the entry is closed.
    sheet.workbook.deleteRows(id, 5, 1);
    sheet.run('lock-down');
    expect(sheet.cell('Orders', 'A-1', 'Stage')).toBe('Locked down');
    expect(sheet.rows('Needs attention')[0]?.Resolved).not.toBe('');
  });

  it('J8 an id that was pasted over freezes its row, and the right id frees it', () => {
    const sheet = four();
    sheet.put('Orders', 'A-2', 'Order ID', 'A-99');
    expect(reasons(sheet, 'lock-down')).toEqual({ change: 3, 'row.scrambled': 1 });
    sheet.put('Orders', 'A-99', 'Order ID', 'A-2');
    expect(reasons(sheet, 'lock-down')).toEqual({ change: 4 });
  });

  it('J8 stages that were pasted over are requests where an action answers to them, and never facts', () => {
    const sheet = four();
    sheet.put('Orders', 'A-1', 'Stage', 'Locked down');
    sheet.put('Orders', 'A-2', 'Stage', 'Shipped');
    const context = sheet.call('context', {});
    expect(context.requests['lock-down']).toBe(1);
    expect(context.stages).toEqual([{ value: 'Open', count: 4 }]);
    expect(reasons(sheet, 'push-to-channel', { channel: 'All items' })).not.toHaveProperty('change');
    sheet.run('lock-down', {}, { base: 'requests' });
    expect(sheet.rows('Orders').map((row) => row['Locked at'] !== '')).toEqual([true, false, false, false]);
  });
});

describe('columns', () => {
  it('J3 columns that were inserted, moved and deleted change nothing; a person’s own stay with their rows', () => {
    const sheet = four();
    const { id } = sheet.sheet('Orders');
    sheet.workbook.insertColumns(id, 2, 2);
    sheet.workbook.write(id, 0, 2, [['My mark', 'Double']], 'RAW');
    sheet.workbook.setFormat(id, { row: 1, column: 3, rows: 4, columns: 1 }, { numberFormat: 'General' });
    for (let row = 1; row <= 4; row++)
      sheet.workbook.write(id, row, 2, [[`m${row}`, `=C${row + 1}&"!"`]], 'USER');
    sheet.workbook.setFormat(id, { row: 1, column: 2, rows: 4, columns: 2 }, { background: '#ff0000' });
    // Items to the front, Notes away (nobody needs it).
    sheet.workbook.moveColumns(id, sheet.columnOf('Orders', 'Items'), 1, 0);
    sheet.workbook.deleteColumns(id, sheet.columnOf('Orders', 'Notes'), 1);
    expect(sheet.run('lock-down').result?.counts.change).toBe(4);
    expect(
      sheet.rows('Orders').map((row) => [row['Order ID'], row.Stage, row['My mark'], row.Double]),
    ).toEqual([1, 2, 3, 4].map((n) => [`A-${n}`, 'Locked down', `m${n}`, `=C${n + 1}&"!"`]));
    const at = sheet.columnOf('Orders', 'My mark');
    expect(sheet.workbook.formats(id, { row: 1, column: at, rows: 1, columns: 1 })[0]?.[0]?.background).toBe(
      '#ff0000',
    );
    expect(sheet.workbook.formulas(id, { row: 2, column: at + 1, rows: 1, columns: 1 })).toEqual([
      ['=C3&"!"'],
    ]);
  });

  it('J4 a renamed header is found by its mark', () => {
    const sheet = four();
    const { id } = sheet.sheet('Orders');
    sheet.workbook.write(id, 0, sheet.columnOf('Orders', 'Items'), [['What they get']], 'RAW');
    sheet.workbook.write(id, 0, sheet.columnOf('Orders', 'Locked at'), [['Gesperrt']], 'RAW');
    sheet.workbook.insertColumns(id, 0, 1);
    expect(sheet.run('lock-down').result?.counts.change).toBe(4);
    expect(sheet.rows('Orders').every((row) => row.Gesperrt !== '' && row['Locked items'] === 'MUG x1')).toBe(
      true,
    );
  });

  it('J4 Repair Sheets and set-up leave a renamed column alone instead of making a second one', () => {
    const sheet = four();
    const { id } = sheet.sheet('Orders');
    sheet.workbook.write(id, 0, sheet.columnOf('Orders', 'Items'), [['What they get']], 'RAW');
    expect(sheet.preview('repair').counts).toMatchObject({ change: 0, already: 4 });
    expect(sheet.call('setUp', {}).made).toEqual([]);
    expect(sheet.header('Orders')).not.toContain('Items');
    expect(sheet.run('lock-down').result?.counts.change).toBe(4);
  });

  it('J4 a needed column that is gone is named, and nothing is written', () => {
    const sheet = four();
    const { id } = sheet.sheet('Orders');
    const shown = sheet.preview('lock-down');
    sheet.workbook.deleteColumns(id, sheet.columnOf('Orders', 'Payment'), 1);
    const before = sheet.values('Orders');
    expect(() => sheet.preview('lock-down')).toThrow(/sheet.column-missing: Orders lacks the column Payment/);
    expect(() => sheet.apply('lock-down', shown)).toThrow(/Payment.*Nothing was written/);
    expect(sheet.values('Orders')).toEqual(before);
    expect(sheet.rows('Journal')).toEqual([]);
    // The refused run keeps nobody out.
    expect(sheet.call('context', {}).openRun).toBeNull();
  });

  it.each(['Activity', 'Journal'] as const)(
    'J4 a column of %s that is gone is named before anything is written',
    (tab) => {
      const sheet = four();
      const shown = sheet.preview('lock-down');
      const column = tab === 'Activity' ? 'Hash' : 'Data';
      sheet.workbook.deleteColumns(sheet.sheet(tab).id, sheet.columnOf(tab, column), 1);
      const before = sheet.values('Orders');
      expect(() => sheet.apply('lock-down', shown)).toThrow(new RegExp(`${tab} lacks the column ${column}`));
      expect(sheet.values('Orders')).toEqual(before);
    },
  );
});

describe('tabs', () => {
  it('J6 Repair Sheets makes deleted tabs again and says so; what is computed is computed', () => {
    const sheet = testSheet({
      orders: [ready('A-1'), open('A-2')],
      shipments: [sent('A-9-1', 'MUG x1')],
    });
    const overview = sheet.values('Overview').flat();
    for (const tab of ['Overview', 'Needs attention']) sheet.workbook.deleteSheet(sheet.sheet(tab).id);
    const shown = sheet.preview('repair');
    expect(shown.notices.map((notice) => notice.text)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Made the tab Overview.'),
        expect.stringContaining('Made the tab Needs attention.'),
      ]),
    );
    sheet.apply('repair', shown);
    expect(
      sheet
        .values('Overview')
        .flat()
        .filter((cell) => cell === 'Ready to ship'),
    ).toEqual(overview.filter((cell) => cell === 'Ready to ship'));
    expect(sheet.rows('Needs attention').map((row) => row.Key)).toContain('match.none/A-9/A-9-1');
  });

  it.each(['Activity', 'Journal', 'Shipments', 'Products'] as const)(
    'J6 without the tab %s a run is refused before anything is written',
    (tab) => {
      const sheet = four();
      const shown = sheet.preview('lock-down');
      sheet.workbook.deleteSheet(sheet.sheet(tab).id);
      const before = sheet.values('Orders');
      expect(() => sheet.apply('lock-down', shown)).toThrow(new RegExp(`The tab ${tab} is missing`));
      expect(sheet.values('Orders')).toEqual(before);
    },
  );

  it('J6 a deleted data tab is not quietly replaced by an empty one; Repair Sheets says where its rows are', () => {
    const sheet = testSheet({ orders: [ready('A-1')], shipments: [sent('A-1-1', 'MUG x1')] });
    sheet.workbook.deleteSheet(sheet.sheet('Orders').id);
    // The panel still opens.
    expect(sheet.call('context', {})).toMatchObject({
      orders: 0,
      notice: expect.stringContaining('The tab Orders or Shipments is missing'),
    });
    expect(sheet.workbook.sheetByName('Orders')).toBeUndefined();
    expect(() => sheet.preview('lock-down')).toThrow(/The tab Orders is missing/);
    const texts = sheet.preview('repair').notices.map((notice) => notice.text);
    expect(texts.join(' ')).toMatch(/Made the tab Orders.*Version history/);
  });

  it('J6 a renamed tab is still found', () => {
    const sheet = four();
    sheet.workbook.updateSheet(sheet.sheet('Orders').id, { name: 'Backers' });
    expect(sheet.run('lock-down').result?.counts.change).toBe(4);
    expect(sheet.workbook.sheetByName('Orders')).toBeUndefined();
    expect(sheet.rows('Backers').map((row) => row.Stage)).toEqual(Array(4).fill('Locked down'));
    sheet.select('Backers', [1, 3]);
    expect(sheet.call('context', {}).selected).toEqual(['A-1', 'A-2']);
    expect(sheet.preview('lock-down', {}, ALL).counts.already).toBe(4);
  });
});
