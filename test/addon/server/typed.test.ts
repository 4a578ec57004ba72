/** Cases J18, J24, B24, J20, J21, J22: what people type, and text that must stay text. */
import { describe, expect, it, vi } from 'vitest';
import { lockedOrder, open, paidOrder, ready, sent } from '../../support/campaign.ts';
import { sheetOver, type TestSheet, testSheet } from './sheet.ts';

const one = (cells = {}): TestSheet => testSheet({ orders: [open('A-1', cells), open('A-2')] });

describe('B24, J18 a typed Stage', () => {
  it('that is legal waits as a request with a note, is listed, and its action answers it', () => {
    const sheet = one();
    sheet.type('Orders', 'A-1', 'Stage', 'Locked down');
    expect(sheet.cell('Orders', 'A-1', 'Stage')).toBe('Locked down');
    expect(sheet.note('Orders', 'A-1', 'Stage')).toBe(
      'Shipsheet: Requested. To do it: Lock Down, "Requested in the Stage column".',
    );
    expect(sheet.call('context', {}).requests).toEqual({ 'lock-down': 1 });
    // It is no fact: the units are not frozen.
    expect(sheet.cell('Orders', 'A-1', 'Locked at')).toBe('');
    const done = sheet.run('lock-down', {}, { base: 'requests' });
    expect(done.result?.counts.change).toBe(1);
    expect(sheet.cell('Orders', 'A-1', 'Locked items')).toBe('MUG x1');
    expect(sheet.call('context', {}).requests).toEqual({});
    expect(sheet.note('Orders', 'A-1', 'Stage')).toBe('');
    expect(sheet.rows('Activity')[0]?.Which).toContain('Requested in the Stage column: 1 order');
  });

  it('that was typed by somebody without the add-on is a request too, and shows in Needs attention', () => {
    const sheet = one();
    sheet.put('Orders', 'A-1', 'Stage', 'Locked down');
    expect(sheet.call('context', {}).requests).toEqual({ 'lock-down': 1 });
    sheet.run('lock-down', {}, { base: 'list', list: 'A-2' });
    expect(sheet.rows('Needs attention').map((row) => row.Key)).toEqual(['stage.requested/A-1/']);
  });

  it('stays a request when an outside edit of the same row is accepted', () => {
    const sheet = testSheet({ orders: [lockedOrder('A-1', { Payment: 'paid' })] });
    sheet.put('Orders', 'A-1', 'City', 'Troy');
    sheet.type('Orders', 'A-1', 'Stage', 'Ready to ship');
    sheet.put('Orders', 'A-1', 'Stage', 'Ready to ship');
    const shown = sheet.preview('repair', { accept: true });
    expect(shown.reasons[0]?.code).toBe('row.accepts');
    sheet.apply('repair', shown, { accept: true });
    expect(sheet.cell('Orders', 'A-1', 'Stage')).toBe('Ready to ship');
    expect(sheet.call('context', {}).requests).toEqual({ 'finalize-addresses': 1 });
    expect(sheet.run('finalize-addresses', {}, { base: 'requests' }).result?.counts.change).toBe(1);
  });

  it.each([
    ['Shipped', 'Mark as Shipped is not possible'],
    ['Nothing to ship', 'cannot be typed'],
    ['Done!', 'is not a stage. The stages are: Awaiting survey'],
    ['', 'is not a stage'],
  ])('“%s” on an open order goes back with the reason', (typed, why) => {
    const sheet = one();
    sheet.type('Orders', 'A-1', 'Stage', typed);
    expect(sheet.cell('Orders', 'A-1', 'Stage')).toBe('Open');
    expect(sheet.note('Orders', 'A-1', 'Stage')).toContain(why);
    expect(sheet.call('context', {}).requests).toEqual({});
  });

  it('J29 is read also where its drop-down was deleted', () => {
    const sheet = one();
    const { id, rowCount, columnCount } = sheet.sheet('Orders');
    const all = { row: 0, column: 0, rows: rowCount, columns: columnCount };
    sheet.workbook.clear(id, all, { validations: true });
    sheet.type('Orders', 'A-1', 'Stage', 'Locked down');
    sheet.type('Orders', 'A-2', 'Stage', 'Lokced');
    expect(sheet.call('context', {}).requests).toEqual({ 'lock-down': 1 });
    expect(sheet.cell('Orders', 'A-2', 'Stage')).toBe('Open');
    expect(sheet.note('Orders', 'A-2', 'Stage')).toContain(
      'The stages are: Awaiting survey, Open, Locked down',
    );
    // A payment that is none of the list is refused by name when it matters.
    sheet.type('Orders', 'A-1', 'Payment', 'bezahlt');
    const reason = sheet.preview('lock-down').reasons.find((each) => each.code === 'payment.invalid');
    expect(reason?.shared).toBe('bezahlt');
  });
});

describe('J24 cells of ours', () => {
  it.each([
    ['Orders', 'A-1', 'Order ID'],
    ['Orders', 'A-1', 'Locked at'],
    ['Orders', 'A-1', 'Next step'],
    ['Orders', 'A-1', 'Packages'],
    ['Shipments', 'A-1-1', 'Tracking number'],
    ['Shipments', 'A-1-1', 'Status'],
  ] as const)('%s %s %s goes back, with a note', (tab, key, column) => {
    const sheet = testSheet({
      orders: [ready('A-1')],
      shipments: [sent('A-1-1', 'MUG x1', { 'Tracking number': '=1+1' })],
    });
    const at = { row: sheet.rowOf(tab, key), column: sheet.columnOf(tab, column), rows: 1, columns: 1 };
    const before = sheet.values(tab, at);
    const { id } = sheet.sheet(tab);
    sheet.type(tab, key, column, 'mine');
    expect(sheet.values(tab, at)).toEqual(before);
    expect(sheet.workbook.formulas(id, at)).toEqual([['']]);
    expect(sheet.workbook.notes(id, at)[0]?.[0]).toContain(`${column} is written by Shipsheet`);
  });

  it('what goes back is said where the person looks, not only in the note', () => {
    const sheet = testSheet({ orders: [ready('A-1')] });
    const toast = vi.fn();
    sheet.type('Orders', 'A-1', 'Locked at', 'now', toast);
    expect(toast.mock.calls).toEqual([
      ['Locked at is written by Shipsheet. Use the menu instead.', 'Put back'],
    ]);
  });

  it('a number of ours goes back as a number', () => {
    const sheet = one();
    sheet.run('lock-down');
    const key = sheet.rows('Activity')[0]?.['Run ID'] ?? '';
    sheet.type('Activity', key, 'Changed', '99');
    const at = { row: 1, column: sheet.columnOf('Activity', 'Changed'), rows: 1, columns: 1 };
    expect(sheet.values('Activity', at)).toEqual([[2]]);
    expect(sheet.preview('repair').notices).toEqual([]);
  });

  it('a payment, a survey or a hold that is typed moves stage and next step at once', () => {
    const sheet = testSheet({ orders: [paidOrder('A-1'), open('A-2', { 'Survey at': '' })] });
    sheet.type('Orders', 'A-1', 'Payment', 'errored: card expired');
    expect(sheet.cell('Orders', 'A-1', 'Stage')).toBe('Errored');
    expect(sheet.cell('Orders', 'A-1', 'Next step')).toContain('card expired');
    sheet.type('Orders', 'A-1', 'Payment', 'paid');
    sheet.type('Orders', 'A-1', 'Hold', 'address');
    expect(sheet.cell('Orders', 'A-1', 'Stage')).toBe('Paid');
    expect(sheet.cell('Orders', 'A-1', 'Next step')).toContain('On hold: address');
    expect(sheet.cell('Orders', 'A-2', 'Stage')).toBe('Awaiting survey');
    sheet.type('Orders', 'A-2', 'Survey at', '2026-03-01');
    expect(sheet.cell('Orders', 'A-2', 'Stage')).toBe('Open');
  });

  it('I10: an order can be added by hand in a row of its own', () => {
    const sheet = one();
    const { id } = sheet.sheet('Orders');
    const row = sheet.rows('Orders').length + 1;
    sheet.workbook.write(id, row, sheet.columnOf('Orders', 'Order ID'), [['A-50']], 'RAW');
    sheet.type('Orders', 'A-50', 'Items', 'MUG x1');
    sheet.type('Orders', 'A-50', 'Survey at', '2026-03-01');
    sheet.type('Orders', 'A-50', 'Payment', 'paid');
    expect(sheet.cell('Orders', 'A-50', 'Stage')).toBe('Open');
    expect(sheet.run('lock-down').result?.counts.change).toBe(3);
    expect(sheet.cell('Orders', 'A-50', 'Stage')).toBe('Paid');
  });

  it('a person’s own columns, tabs and headers are nobody’s business', () => {
    const sheet = one();
    const { id } = sheet.sheet('Orders');
    sheet.workbook.insertColumns(id, 1, 1);
    sheet.workbook.write(id, 0, 1, [['Mine']], 'RAW');
    sheet.type('Orders', 'A-1', 'Mine', 'hello');
    expect(sheet.cell('Orders', 'A-1', 'Mine')).toBe('hello');
    expect(sheet.note('Orders', 'A-1', 'Mine')).toBe('');
  });
});

describe('J18 content that is typed', () => {
  it('is accepted while the order is open, and on a locked one as long as the address is not final', () => {
    const sheet = testSheet({ orders: [open('A-1'), paidOrder('A-2')] });
    sheet.type('Orders', 'A-1', 'Items', 'SHIRT x1');
    sheet.type('Orders', 'A-2', 'City', 'Troy');
    expect(sheet.run('lock-down').result?.counts.change).toBe(1);
    expect(sheet.cell('Orders', 'A-1', 'Locked items')).toBe('SHIRT x1');
    expect(sheet.preview('finalize-addresses', {}, { base: 'list', list: 'A-2' }).counts.change).toBe(1);
  });

  it('goes back when the address is final; items also when they are locked', () => {
    const sheet = testSheet({ orders: [ready('A-1'), paidOrder('A-2')] });
    sheet.type('Orders', 'A-1', 'City', 'Troy');
    sheet.type('Orders', 'A-2', 'Items', 'MUG x9');
    expect(sheet.cell('Orders', 'A-1', 'City')).toBe('Albany');
    expect(sheet.note('Orders', 'A-1', 'City')).toContain('Reopen Address first');
    expect(sheet.cell('Orders', 'A-2', 'Items')).toBe('MUG x1');
    expect(sheet.note('Orders', 'A-2', 'Items')).toContain('Unlock first');
    expect(sheet.preview('repair').counts).toMatchObject({ change: 0, decide: 0 });
  });

  it('D10, D14: moves an open order to another country; after lock-down it goes back, another spelling stays', () => {
    const sheet = testSheet({ orders: [open('A-1'), paidOrder('A-2'), paidOrder('A-3')] });
    sheet.type('Orders', 'A-1', 'Country', 'CA');
    sheet.type('Orders', 'A-2', 'Country', 'CA');
    sheet.type('Orders', 'A-3', 'Country', 'United States');
    expect(['A-1', 'A-2', 'A-3'].map((id) => sheet.cell('Orders', id, 'Country'))).toEqual([
      'CA',
      'US',
      'United States',
    ]);
    expect(sheet.note('Orders', 'A-2', 'Country')).toContain('The country would change after lock-down');
  });

  it('B20: an address that is typed moves the next step at once', () => {
    const sheet = testSheet({ orders: [paidOrder('A-1', { 'Postal code': 'ABC' })] });
    expect(sheet.cell('Orders', 'A-1', 'Next step')).toContain('Postal code ABC');
    sheet.type('Orders', 'A-1', 'Postal code', '12207');
    expect(sheet.cell('Orders', 'A-1', 'Next step')).toBe('Finalize Addresses');
    sheet.type('Orders', 'A-1', 'City', '');
    expect(sheet.cell('Orders', 'A-1', 'Next step')).toContain('The address lacks City');
  });

  it('that was pasted over a final address waits for a person', () => {
    const sheet = testSheet({ orders: [ready('A-1')] });
    sheet.put('Orders', 'A-1', 'City', 'Troy');
    expect(sheet.preview('push-to-channel', { channel: 'All items' }).reasons[0]?.code).toBe('row.edited');
  });
});

describe('J20 a copy of the file', () => {
  it('is recognised, and belongs to itself once its settings are saved', () => {
    const sheet = one();
    sheet.run('lock-down');
    expect(sheet.call('context', {})).not.toHaveProperty('notice');
    // Google copies developer metadata with the file, and document properties not.
    const copy = sheetOver(Object.assign(Object.create(sheet.workbook), { id: 'file-2' }));
    expect(copy.call('context', {}).notice).toMatch(/^This is a copy of another spreadsheet/);
    expect(copy.call('context', {}).settings.prefix).toBe('KS');
    copy.call('saveSettings', { campaignName: 'Second', prefix: 'B', lockDownDate: '', noNumberDays: 5 });
    expect(copy.call('context', {})).not.toHaveProperty('notice');
    copy.run('hold', { reason: 'Ask' }, { base: 'list', list: 'A-1' });
    expect(copy.preview('repair').notices).toEqual([]);
  });
});

describe('J21 another locale', () => {
  it('decimal commas, dates and yes are read as values, not as they are displayed', () => {
    const sheet = one({ Payment: '', 'Amount due': '1.234,50' });
    const { id } = sheet.sheet('Orders');
    // A column that a person made automatic again: a date and a number are typed into it.
    const column = sheet.columnOf('Orders', 'Survey at');
    const cell = { row: sheet.rowOf('Orders', 'A-2'), column, rows: 1, columns: 1 };
    sheet.workbook.setFormat(id, cell, { numberFormat: 'dd.mm.yyyy' });
    sheet.workbook.write(id, cell.row, column, [[46082]], 'RAW');
    expect(sheet.cell('Orders', 'A-2', 'Survey at')).toBe('01.03.2026');
    const { reasons, counts } = sheet.preview('lock-down');
    expect(counts.change).toBe(1);
    expect(reasons.find((reason) => reason.outcome === 'left')?.code).toBe('payment.missing');
    sheet.put('Orders', 'A-1', 'Amount due', 0);
    sheet.put('Orders', 'A-1', 'Hold', true);
    expect(sheet.preview('lock-down').counts.change).toBe(2);
    sheet.run('lock-down');
    // The date is a date still: the run had no business with it.
    expect(sheet.values('Orders', cell)).toEqual([[46082]]);
    expect(sheet.cell('Orders', 'A-1', 'Next step')).not.toBe('');
  });
});

describe('J22 text that looks like a formula', () => {
  const EVIL = '=IMPORTXML("http://x","//a")';
  const names = [EVIL, '+1 555', '-2+3', '@SUM(1)', "'quoted", '=', '"=1"'];

  it('stays that text in every tab, through every run', () => {
    const sheet = testSheet({
      orders: names.map((Name, i) =>
        ready(`A-${i + 1}`, {
          Name,
          Phone: '+49 171 0012',
          Notes: EVIL,
          'Postal code': '01234',
          State: '=1',
        }),
      ),
    });
    sheet.run('push-to-channel', { channel: 'All items' });
    sheet.run('hold', { reason: EVIL });
    sheet.run('mark-shipped', { channel: 'All items', number: '', carrier: '=1+1', url: '' });
    sheet.run('undo');
    expect(sheet.rows('Orders').map((row) => row.Name)).toEqual(names);
    expect(sheet.rows('Orders').every((row) => row.Hold?.startsWith(EVIL))).toBe(true);
    expect(new Set(sheet.rows('Orders').map((row) => row.Phone))).toEqual(new Set(['+49 171 0012']));
    expect(new Set(sheet.rows('Orders').map((row) => row['Postal code']))).toEqual(new Set(['01234']));
    expect(sheet.rows('Shipments').map((row) => row['Ship to']?.slice(0, 3))).toEqual(
      names.map((name) => name.slice(0, 3).padEnd(1)).map((start, i) => (names[i] === '=' ? '=, ' : start)),
    );
    for (const { id, name, rowCount, columnCount } of sheet.workbook.sheets()) {
      const all = { row: 0, column: 0, rows: rowCount, columns: columnCount };
      expect([
        name,
        sheet.workbook
          .formulas(id, all)
          .flat()
          .filter((formula) => formula !== ''),
      ]).toEqual([name, []]);
    }
  });

  it('is text also as a SKU, a channel and a campaign: Overview, Needs attention, Activity', () => {
    const sku = '=HYPERLINK("http://x")';
    const sheet = testSheet({
      orders: [open('=A-1', { Items: `${sku} x2` }), open('A-2', { Items: "'APOS x1" })],
      products: [
        { SKU: sku, Kind: 'physical' },
        { SKU: "'APOS", Kind: 'physical' },
      ],
      shipments: [sent('=X-9-1', 'MUG x1')],
    });
    sheet.call('saveChannels', {
      channels: [
        {
          name: '=cmd()',
          skus: ["'APOS"],
          everythingElse: false,
          method: 'Export',
          connectedTo: '',
          shippedWhen: '',
          emailsBy: '',
          countries: [],
          priority: 1,
          notTo: [],
        },
      ],
    });
    sheet.call('saveSettings', { campaignName: '=NOW()', prefix: 'A', lockDownDate: '', noNumberDays: 5 });
    sheet.run('lock-down');
    expect(sheet.values('Overview').flat()).toEqual(expect.arrayContaining([sku, "'APOS"]));
    expect(sheet.rows('Needs attention').some((row) => row.Key === 'match.none/=X-9/=X-9-1')).toBe(true);
    expect(sheet.rows('Activity')[0]?.Which).toBe('=cmd()');
    expect(sheet.rows('Channels').map((row) => row.Channel)).toEqual(['=cmd()']);
    for (const { id, name, rowCount, columnCount } of sheet.workbook.sheets()) {
      const all = { row: 0, column: 0, rows: rowCount, columns: columnCount };
      expect([
        name,
        sheet.workbook
          .formulas(id, all)
          .flat()
          .filter((formula) => formula !== ''),
      ]).toEqual([name, []]);
    }
  });
});
