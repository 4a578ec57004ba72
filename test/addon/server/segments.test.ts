import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Scope } from '../../../shared/plan/types.ts';
import { ruleOfText } from '../../../shared/segment/lower.ts';
import type { Rule } from '../../../shared/segment/rule.ts';
import { lockedOrder, open, paidOrder, ready, shipped } from '../../support/campaign.ts';
import { type TestSheet, testSheet } from './sheet.ts';

afterEach(() => vi.unstubAllGlobals());

/** What the panel makes of a text. */
function ruleFor(text: string): Rule {
  const rule = ruleOfText(text);
  if (rule === undefined) throw new Error(`${text} cannot be read`);
  return rule;
}
const filtered = (filter: string): Scope => ({ base: 'all', filter, rule: ruleFor(filter) });
const paid: Scope = { ...filtered('stage:Paid'), segment: 'Paid ones' };

const save = (sheet: TestSheet, name: string, filter: string, was = '') =>
  sheet.call('saveSegment', { was, name, filter, rule: ruleFor(filter) });

/** As the panel does: the filters that can be read go back with their rules. */
function recount(sheet: TestSheet) {
  const { segments } = sheet.call('segments', { rules: null });
  const rules = segments.flatMap(({ filter }) => {
    const rule = ruleOfText(filter);
    return rule === undefined ? [] : [{ filter, rule }];
  });
  return sheet.call('segments', { rules });
}

function six(): TestSheet {
  const sheet = testSheet({
    orders: [
      open('A-1', { Country: 'DE' }),
      paidOrder('A-2', { Items: 'MUG x1; SHIRT x1' }),
      paidOrder('A-3', { Country: 'Germany' }),
      paidOrder('A-4', { Hold: 'asks' }),
      ready('A-5'),
      lockedOrder('A-6'),
    ],
    shipments: [shipped('A-5-1', 'MUG x1')],
  });
  save(sheet, 'Paid ones', 'stage:Paid');
  return sheet;
}

const row = (sheet: TestSheet, name = 'Paid ones') =>
  sheet.rows('Segments').find((one) => one.Segment === name) ?? {};

describe('the tab Segments', () => {
  it('stands between Channels and Products, and holds what was saved with its count', () => {
    const sheet = six();
    const tabs = sheet.workbook.sheets().map(({ name }) => name);
    const at = tabs.indexOf('Segments');
    expect([tabs[at - 1], tabs[at + 1]]).toEqual(['Channels', 'Products']);
    expect(row(sheet)).toMatchObject({
      Filter: 'stage:Paid',
      'Matches now': '3',
      'Members at last run': '',
      'Change since': '',
    });
    expect(row(sheet)['Refreshed at']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/);
    expect(sheet.rows('Activity').at(-1)).toMatchObject({
      Action: 'Segment saved',
      Which: 'Paid ones: stage:Paid',
    });
  });

  it('takes what a person typed there, and says in the row what cannot be read', () => {
    const sheet = six();
    const { id } = sheet.sheet('Segments');
    sheet.workbook.write(
      id,
      2,
      0,
      [
        ['Typed', 'country:Germany'],
        ['Wrong', 'stage:Payd'],
      ],
      'RAW',
    );
    const { segments } = recount(sheet);
    expect(segments.map(({ name, matches, problem }) => [name, matches, problem])).toEqual([
      ['Paid ones', 3, null],
      ['Typed', 2, null],
      ['Wrong', null, 'This filter was not read yet: open Set Up, Segments.'],
    ]);
    expect(row(sheet, 'Wrong')['Change since']).toMatch(/^This filter was not read/);
    expect(sheet.call('context', {}).segments).toEqual([
      { name: 'Paid ones', filter: 'stage:Paid' },
      { name: 'Typed', filter: 'country:Germany' },
      { name: 'Wrong', filter: 'stage:Payd' },
    ]);
  });

  it('names the SKUs of a filter that no product and no order has', () => {
    const unknown = (filter: string) => six().call('countFilter', { rule: ruleFor(filter) }).unknownSkus;
    expect(unknown('-has:POSTR qty:MUGG>1 -has:mug only:SET')).toEqual(['POSTR', 'MUGG']);
    expect(unknown('has:M* -has:X*')).toEqual(['X*']);
  });

  it('counts by a column of the creator’s own, and names one that is not there', () => {
    const sheet = six();
    const { id, columnCount } = sheet.sheet('Orders');
    sheet.workbook.insertColumns(id, columnCount, 1);
    sheet.workbook.write(id, 0, columnCount, [['Wave'], ['1'], ['2'], ['2']], 'RAW');
    expect(sheet.call('segments', { rules: null }).columns).toEqual(['Wave']);
    expect(sheet.call('countFilter', { rule: ruleFor('"wave":2') })).toMatchObject({
      count: 2,
      first: [{ orderId: 'A-2', name: 'Ada Byron', stage: 'Paid' }, { orderId: 'A-3' }],
    });
    expect(sheet.call('countFilter', { rule: ruleFor('"Batch no":2') }).problem).toEqual({
      about: 'Batch no',
      message: 'Orders has no column “Batch no”.',
    });
    expect(() => sheet.preview('hold', { reason: 'x' }, filtered('"Batch no":2'))).toThrow(
      'filter.column: Orders has no column “Batch no”.',
    );
    expect(sheet.preview('hold', { reason: 'x' }, filtered('"Wave":1')).total).toBe(1);
  });

  it('renames and changes a segment in its row, refuses a second one of the name, and deletes', () => {
    const sheet = six();
    save(sheet, 'Held', 'is:held');
    expect(() => save(sheet, 'held', 'a')).toThrow('segment.same-name');
    expect(() => save(sheet, 'x', 'a', 'Gone')).toThrow('segment.gone');
    expect(() => save(sheet, ' ', 'a')).toThrow('segment.name');
    save(sheet, 'Paid here', 'stage:Paid country:US', 'Paid ones');
    expect(sheet.rows('Segments').map((one) => [one.Segment, one['Matches now']])).toEqual([
      ['Paid here', '2'],
      ['Held', '1'],
    ]);
    const { segments } = sheet.call('deleteSegment', { name: 'Paid here' });
    expect(segments.map(({ name }) => name)).toEqual(['Held']);
  });
});

describe('a segment as the scope of a run', () => {
  it('F12, J9: takes exactly the orders that fit, and the preview names it', () => {
    const sheet = six();
    const shown = sheet.preview('finalize-addresses', {}, paid);
    expect(shown.which).toBe('Segment “Paid ones”: 3 orders');
    const filter = filtered('has:MUG -has:SHIRT stage:Paid');
    expect(sheet.preview('finalize-addresses', {}, filter).which).toBe(
      'Filter has:MUG -has:SHIRT stage:Paid: 2 orders',
    );
    expect(sheet.preview('finalize-addresses', {}, { ...paid, countries: ['DE'] }).total).toBe(1);
  });

  it('J10: narrows a selection to the orders of it that fit', () => {
    const sheet = six();
    sheet.select('Orders', [1, 3], [3, 4], [9, 12]);
    expect(sheet.preview('hold', { reason: 'x' }, { ...paid, base: 'selection' })).toMatchObject({
      which: 'Selected rows, Segment “Paid ones”: 2 orders',
      total: 2,
    });
  });

  it('writes down who was in it, and afterwards who came and went', () => {
    const sheet = six();
    sheet.run('finalize-addresses', {}, paid);
    // are ready now, and so is A-4, which is held.
    expect(row(sheet)).toMatchObject({
      'Matches now': '0',
      'Members at last run': '3',
      'Change since': '+0/-3',
    });
    sheet.put('Orders', 'A-6', 'Payment', 'paid');
    recount(sheet);
    expect(row(sheet)).toMatchObject({
      'Matches now': '1',
      'Members at last run': '3',
      'Change since': '+1/-3',
    });
    // Another rule has no past.
    save(sheet, 'Paid ones', 'stage:Paid country:US', 'Paid ones');
    expect(row(sheet)).toMatchObject({ 'Members at last run': '', 'Change since': '' });
  });

  it('keeps who was in it when it gets another name', () => {
    const sheet = six();
    sheet.run('finalize-addresses', {}, paid);
    save(sheet, 'Payers', 'stage:Paid', 'Paid ones');
    expect(row(sheet, 'Payers')).toMatchObject({ 'Members at last run': '3', 'Change since': '+0/-3' });
  });

  it('refuses a segment that is gone or broken, by name', () => {
    const sheet = six();
    sheet.workbook.write(sheet.sheet('Segments').id, 1, 1, [['stage:']], 'RAW');
    // The panel that is open still has the rule of the old filter.
    expect(() => sheet.preview('lock-down', {}, paid)).toThrow(
      'segment.changed: The segment “Paid ones” has',
    );
    const unread: Scope = { base: 'all', segment: 'Paid ones', filter: 'stage:' };
    expect(() => sheet.preview('lock-down', {}, unread)).toThrow('filter.invalid: The filter cannot be read');
    sheet.call('deleteSegment', { name: 'Paid ones' });
    expect(() => sheet.preview('lock-down', {}, paid)).toThrow(
      'segment.gone: There is no segment “Paid ones”',
    );
  });

  it('each run leaves its orders behind, while the journal keeps it', () => {
    const sheet = six();
    const { runId } = sheet.run('finalize-addresses', {}, paid);
    const filter = `run:${runId}`;
    expect(sheet.call('countFilter', { rule: ruleFor(filter) }).first.map(({ orderId }) => orderId)).toEqual([
      'A-2',
      'A-3',
      'A-4',
    ]);
    expect(sheet.preview('hold', { reason: 'x' }, filtered(filter)).which).toBe(`Filter ${filter}: 3 orders`);
    expect(() => sheet.preview('hold', { reason: 'x' }, filtered('run:R-1'))).toThrow(
      'filter.run: The run R-1 is no longer kept: only the last 20 runs are.',
    );
  });

  it('reads nothing for segments at the end of a run while there are none', () => {
    const without = testSheet({ orders: [open('A-1')] });
    const reads = (sheet: TestSheet): number => {
      sheet.apply('lock-down', sheet.preview('lock-down'));
      return sheet.counters().reads;
    };
    const plain = reads(without);
    const sheet = testSheet({ orders: [open('A-1')] });
    save(sheet, 'All', 'is:open');
    expect(reads(sheet)).toBeGreaterThan(plain);
    sheet.call('deleteSegment', { name: 'All' });
    sheet.run('unlock', { reason: 'once more' });
    expect(reads(sheet)).toBe(plain);
  });
});

describe('a segment opened as a sheet', () => {
  const title = 'Segment: Paid ones';
  const lines = (sheet: TestSheet) => sheet.values(title).map((line) => line.map(String));

  it('is a copy that says so, with the columns that the filter asks about', () => {
    const sheet = six();
    save(sheet, 'Paid ones', 'stage:Paid -city:Rome', 'Paid ones');
    const { segments } = sheet.call('openSegment', { name: 'Paid ones', remove: false });
    expect(segments[0]?.sheet).toBe(true);
    const [note, header, ...rows] = lines(sheet);
    expect(note?.[0]).toMatch(
      /^3 orders fit stage:Paid -city:Rome at .*Z\. A copy of that moment: what is changed/,
    );
    expect(header?.slice(0, 4)).toEqual(['Order ID', 'Stage', 'Next step', 'Name']);
    expect(header).toContain('City');
    expect(rows.map((line) => line[0])).toEqual(['A-2', 'A-3', 'A-4']);
  });

  it('is written again as it is now, whatever was typed there, and goes with the segment', () => {
    const sheet = six();
    sheet.call('openSegment', { name: 'Paid ones', remove: false });
    sheet.workbook.write(sheet.sheet(title).id, 2, 1, [['Shipped']], 'RAW');
    expect(sheet.cell('Orders', 'A-2', 'Stage')).toBe('Paid');
    sheet.run('finalize-addresses', {}, { base: 'list', list: 'A-2 A-3' });
    sheet.call('openSegment', { name: 'Paid ones', remove: false });
    expect(
      lines(sheet)
        .slice(2)
        .map((line) => line[0]),
    ).toEqual(['A-4']);
    sheet.call('deleteSegment', { name: 'Paid ones' });
    expect(sheet.workbook.sheetByName(title)).toBeUndefined();
  });

  it('never takes a person’s own sheet of that name', () => {
    const sheet = six();
    sheet.workbook.addSheet({ name: title });
    expect(() => sheet.call('openSegment', { name: 'Paid ones', remove: false })).toThrow(
      'segment.sheet-taken',
    );
    sheet.call('deleteSegment', { name: 'Paid ones' });
    expect(sheet.workbook.sheetByName(title)).toBeDefined();
  });
});
