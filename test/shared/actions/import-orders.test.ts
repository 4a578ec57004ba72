import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incomingOrders, incomingReader } from '../../../shared/actions/import-orders/incoming.ts';
import { saidBy } from '../../../shared/actions/import-orders/said.ts';
import { importOrders } from '../../../shared/actions/import-orders.ts';
import { lockDown } from '../../../shared/actions/lock-down.ts';
import { undo } from '../../../shared/actions/undo.ts';
import { unlock } from '../../../shared/actions/unlock.ts';
import { AT } from '../../../shared/order/source-check.ts';
import type { Book } from '../../../shared/plan/book.ts';
import { apply, preview } from '../../../shared/plan/run.ts';
import type { Plan } from '../../../shared/plan/types.ts';
import { layoutOf, suggestMapping } from '../../../shared/source/mapping.ts';
import { readBackers } from '../../../shared/source/read.ts';
import { type MemoryBook, memoryBook } from '../../support/memory-book.ts';
import { backersOf, GAME, importRows, outcomes, planOn, run, SETTINGS } from './import-support.ts';

const PRODUCTS = {
  Products: { SKU: ['GAME', 'MUG', 'PDF'], Kind: ['physical', 'physical', 'digital'] },
};
const book = () => memoryBook(PRODUCTS);

/** Row of an order in the sheet. */
function rowOf(sheet: MemoryBook, id = 'LH-1042'): number {
  return sheet.show('Orders').findIndex((row) => row['Order ID'] === id);
}
const order = (sheet: MemoryBook, id?: string) => sheet.show('Orders')[rowOf(sheet, id)] ?? {};

function lock(sheet: Book): void {
  const made = preview(sheet, lockDown, SETTINGS, { base: 'all' }, {}, 'lock');
  apply(sheet, lockDown, SETTINGS, { ...made, scope: { base: 'all' }, options: {} });
}

/** A book with the usual order, imported and then finalized. */
function finalized(): MemoryBook {
  const sheet = book();
  importRows(sheet, [{}]);
  lock(sheet);
  sheet.type('Orders', 0, 'Finalized at', '2026-03-01 09:00:00Z');
  return sheet;
}

function figures(plan: Plan, title: string): readonly (readonly (string | number)[])[] {
  return plan.figures.find((found) => found.title === title)?.rows ?? [];
}
const question = (plan: Plan, id: string) => plan.questions.find((found) => found.id === id);

describe('the first import', () => {
  it('makes an order of each backer', () => {
    const sheet = book();
    const { counts } = importRows(sheet, [{}, { 'Backer Number': '0007', Email: 'b@example.com' }]);
    expect(counts).toEqual({ change: 2, already: 0, left: 0, decide: 0 });
    expect(order(sheet)).toMatchObject({
      'Order ID': 'LH-1042',
      Stage: 'Open',
      Name: 'Ana Lindqvist',
      Items: 'GAME x1',
      Payment: 'paid',
      'Amount due': '0',
      'Survey at': '2026-02-20 07:12:00Z',
      'Address 1': 'Storgatan 1',
      City: 'Malmö',
      'Postal code': '211 20',
      Country: 'SE',
      Phone: '+46 40 123 456',
      Email: 'ana@example.com',
      'Backer number': '1042',
      'Backer UID': '9001042',
      Reward: 'The Game',
      Pledged: '69.00',
      'Ordered at': '2026-02-01 10:27:00Z',
    });
  });

  it('makes the optional columns only for what the file brings', () => {
    const sheet = book();
    importRows(sheet, [{ 'Backer UID': '', 'Pledged At': '' }]);
    expect(sheet.header('Orders')).toContain('Backer number');
    expect(sheet.header('Orders')).not.toContain('Backer UID');
    expect(sheet.header('Orders')).not.toContain('Ordered at');
  });

  it('takes the prefix with its hyphen or without', () => {
    const ids = ['LH', 'LH-', ''].map(
      (prefix) => incomingOrders(backersOf([{}]), GAME, { prefix })[0]?.orderId,
    );
    expect(ids).toEqual(['LH-1042', 'LH-1042', '1042']);
  });

  it('writes the country as its code when it is known, else as given', () => {
    const countries = [
      { 'Shipping Country Code': '', 'Shipping Country Name': 'Deutschland' },
      { 'Shipping Country Code': 'us' },
      { 'Shipping Country Code': '', 'Shipping Country Name': 'Atlantis' },
    ];
    const orders = incomingOrders(
      backersOf(countries.map((row, n) => ({ ...row, 'Backer Number': String(n + 1) }))),
      GAME,
      SETTINGS,
    );
    expect(orders.map(({ values }) => values[AT.Country])).toEqual(['DE', 'US', 'Atlantis']);
  });

  it('keeps survey answers and delivery notes in Notes', () => {
    const orders = incomingOrders(
      backersOf([{ Notes: 'VIP', 'Shipping Delivery Notes': 'Ring twice' }]),
      GAME,
      SETTINGS,
    );
    expect(orders[0]?.values).toContain('VIP; Delivery notes: Ring twice');
  });

  it('puts a placeholder where a reward, item or add-on has no SKU, and counts the orders', () => {
    const sheet = book();
    const made = importRows(
      sheet,
      [
        { 'Wooden Insert': '2', '[Addon: 10750435] Dice Set': '1' },
        { 'Backer Number': '2', 'Wooden Insert': '1' },
      ],
      { mapping: new Map([['addon:10750435', 'DICE x3']]) },
    );
    expect(order(sheet).Items).toBe('reward:501 x1; DICE x3; item:Wooden Insert x2');
    expect(outcomes(made)).toEqual([
      ['change', 'reward.unmapped'],
      ['change', 'reward.unmapped'],
    ]);
    expect(figures(made.plan, 'Rewards and items without SKUs')).toEqual([
      ['Wooden Insert', 2],
      ['reward:501', 2],
    ]);
    expect(order(sheet)['Next step']).toContain('has no SKU yet');
  });

  it('adds up one SKU of several rewards, and leaves out what ships nothing of its own', () => {
    const orders = incomingOrders(
      backersOf([{ 'Wooden Insert': '2', Mug: '1' }]),
      new Map([
        ['reward:501', '-'],
        ['item:Wooden Insert', 'GAME x1; MUG x1'],
        ['item:Mug', 'MUG x1'],
      ]),
      SETTINGS,
    );
    expect(orders[0]?.values).toContain('MUG x3; GAME x2');
  });

  it('names a state by what the file says of it, whether of payment, of shipping or of both', () => {
    const words = [
      { 'Pledged Status': '', 'Fulfillment Status': 'Order placed' },
      { 'Backer Number': '2', 'Fulfillment Status': 'Order placed' },
      { 'Backer Number': '3' },
    ];
    const orders = incomingOrders(backersOf(words), GAME, SETTINGS);
    expect(orders.map(({ word }) => word)).toEqual(['Order placed', 'collected, Order placed', 'collected']);
  });

  it('does not depend on the order of rows and columns (property 5)', () => {
    const rows = [
      { Mug: '1', Insert: '2' },
      { 'Backer Number': '2', Insert: '1', Mug: '3' },
    ];
    const [one, two] = [book(), book()];
    importRows(one, rows);
    importRows(two, [rows[1] ?? {}, { Insert: '2', Mug: '1' }]);
    const sorted = (sheet: MemoryBook) =>
      sheet.show('Orders').sort((a, b) => (String(a['Order ID']) < String(b['Order ID']) ? -1 : 1));
    expect(sorted(two)).toEqual(sorted(one));
  });

  it('A3: gaps in the backer numbers mean nothing', () => {
    const sheet = book();
    importRows(sheet, [{ 'Backer Number': '3' }, { 'Backer Number': '900000' }]);
    expect(sheet.show('Orders').map((row) => row['Order ID'])).toEqual(['LH-3', 'LH-900000']);
  });

  it('A4: two pledges of one backer are two orders, with a warning', () => {
    const sheet = book();
    const made = importRows(sheet, [
      {},
      { 'Backer Number': '7', Email: ' ANA@example.com ', 'Pledge Amount': '$5.00' },
    ]);
    expect(sheet.show('Orders').map((row) => row.Pledged)).toEqual(['69.00', '5.00']);
    expect(made.plan.notices).toContainEqual({
      level: 'info',
      text: 'The same e-mail address is on several orders: 2 orders. They stay apart. Consider shipping them together.',
    });
    expect(figures(made.plan, 'Several orders of one e-mail address')).toEqual([
      ['LH-1042, LH-7', 'Ana Lindqvist'],
    ]);
  });

  it('A5: one address under two e-mail addresses is pointed out, and stays two orders', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    const made = importRows(sheet, [{ 'Backer Number': '8', 'Backer Name': 'Bo', Email: 'bo@example.com' }]);
    expect(figures(made.plan, 'One address, different e-mail addresses')).toEqual([
      ['LH-8, LH-1042', 'Ana Lindqvist'],
    ]);
    expect(made.plan.notices.map(({ text }) => text).join(' ')).toContain(
      'The same address under different e-mail addresses: 2 orders.',
    );
    expect(sheet.show('Orders')).toHaveLength(2);
  });

  it('A7: a relay address is taken and pointed out', () => {
    const sheet = book();
    const made = importRows(sheet, [{ Email: 'x7k2@PrivateRelay.appleid.com' }]);
    expect(order(sheet).Email).toBe('x7k2@PrivateRelay.appleid.com');
    expect(figures(made.plan, 'Relay addresses of Apple')).toEqual([['LH-1042', 'Ana Lindqvist']]);
  });

  it('A12: a backer without a reward has nothing to ship', () => {
    const sheet = book();
    const made = importRows(sheet, [{ 'Reward Title': 'No reward', 'Reward ID': '', 'Backing Minimum': '' }]);
    expect(outcomes(made)).toEqual([['change', 'source.no-reward']]);
    expect(order(sheet)).toMatchObject({ Items: '', Stage: 'Nothing to ship' });
  });

  it('A13: ids keep their zeros and suffixes', () => {
    const sheet = book();
    importRows(sheet, [{ 'Backer Number': '0042' }, { 'Backer Number': '42#a' }]);
    expect(sheet.show('Orders').map((row) => row['Order ID'])).toEqual(['LH-0042', 'LH-42#a']);
  });

  it('leaves alone rows without an id, with a damaged id, and with a quantity that is none', () => {
    const made = importRows(book(), [
      { 'Backer Number': '' },
      { 'Backer Number': '1.04E+11' },
      { 'Backer Number': '8', Mug: 'two' },
    ]);
    expect(outcomes(made)).toEqual([
      ['left', 'match.missing-id'],
      ['left', 'match.damaged-id'],
      ['left', 'source.problem'],
    ]);
    expect(made.plan.detail[2]).toBe('Mug: two');
  });

  it('counts a repeated row once, and takes none of two that contradict', () => {
    const made = importRows(book(), [
      {},
      {},
      { 'Backer Number': '8' },
      { 'Backer Number': '8', 'Shipping City': 'Lund' },
    ]);
    expect(outcomes(made)).toEqual([
      ['change', 'source.new'],
      ['already', 'duplicate.row'],
      ['change', 'source.new'],
      ['left', 'source.problem'],
    ]);
  });

  it('keeps text from backers as it is, formulas included (property 10)', () => {
    const sheet = book();
    const name = '=IMPORTXML("http://example.com";"//a")';
    importRows(sheet, [{ 'Shipping Name': name, 'Shipping Phone Number': '+46 40', Notes: '@sum(A1)' }]);
    expect(order(sheet)).toMatchObject({ Name: name, Phone: '+46 40', Notes: '@sum(A1)' });
  });
});

describe('the states of the platform', () => {
  it.each([
    ['collected', {}, { Payment: 'paid', 'Amount due': '0', Stage: 'Open' }],
    [
      'collected',
      { 'Pledge Over Time': 'yes', 'Amount Due': '$12.50' },
      { Payment: 'partly paid', 'Amount due': '12.50', Stage: 'Open' },
    ],
    ['pledged', { 'Amount Due': '$69.00' }, { Payment: 'pending', 'Amount due': '69.00' }],
    ['errored', {}, { Payment: 'errored', 'Amount due': '' }],
    ['dropped', {}, { Payment: 'errored: dropped', 'Cancelled items': 'GAME x1', Stage: 'Cancelled' }],
    ['canceled', {}, { Payment: 'errored: canceled', 'Cancelled items': 'GAME x1', Stage: 'Cancelled' }],
    ['refunded', {}, { Payment: 'refunded', 'Cancelled items': '' }],
  ])('%s %o', (state, more, cells) => {
    const sheet = book();
    importRows(sheet, [{ 'Pledged Status': state, ...more }]);
    expect(order(sheet)).toMatchObject(cells);
  });

  it('are shown by count with what they become', () => {
    const made = importRows(book(), [
      {},
      { 'Backer Number': '2' },
      { 'Backer Number': '3', 'Pledged Status': 'dropped' },
      { 'Backer Number': '4', 'Fulfillment Status': 'Sent' },
    ]);
    expect(figures(made.plan, 'What the states in the file become')).toEqual([
      ['collected', 'paid', 2],
      ['collected, Sent', 'shipped, from import; never pushed', 1],
      ['dropped', 'cancelled (errored: dropped)', 1],
    ]);
  });

  it('asks what an unknown one means, and takes the answer', () => {
    const sheet = book();
    const rows = [{}, { 'Backer Number': '2', 'Pledged Status': 'in_review' }];
    const asked = importRows(sheet, rows);
    expect(outcomes(asked)[1]).toEqual(['decide', 'source.state-unknown']);
    expect(question(asked.plan, 'state:in_review')?.answer).toBeNull();
    const told = importRows(sheet, rows, { answers: { 'state:in_review': 'pending' } });
    expect(outcomes(told)[1]).toEqual(['change', 'source.new']);
    expect(question(told.plan, 'state:in_review')?.answer).toBe('pending');
    expect(order(sheet, 'LH-2').Payment).toBe('pending');
  });

  it('make what was sent there a shipment that nobody can push', () => {
    const sheet = book();
    importRows(sheet, [{ 'Fulfillment Status': 'Sent', Pdf: '1' }], {
      mapping: new Map([...GAME, ['item:Pdf', 'PDF x1']]),
    });
    expect(order(sheet)).toMatchObject({
      Stage: 'Shipped',
      Packages: 'LH-1042-1 shipped',
      'Locked at': '2026-03-01 10:00:00Z',
      'Finalized at': '2026-03-01 10:00:00Z',
      'Locked items': 'GAME x1; PDF x1',
    });
    expect(sheet.show('Shipments')).toMatchObject([
      {
        'Shipment ID': 'LH-1042-1',
        'Order ID': 'LH-1042',
        Channel: 'Kickstarter',
        Contents: 'GAME x1',
        Status: 'shipped',
        'Shipped at': '2026-03-01 10:00:00Z',
      },
    ]);
  });
});

describe('the next import', () => {
  const later = { 'Shipping City': 'Lund', 'Shipping Postal Code': '222 22' };

  it('A10: of the same file changes nothing', () => {
    const sheet = book();
    const rows = [{}, { 'Backer Number': '2', 'Fulfillment Status': 'Sent' }];
    importRows(sheet, rows);
    const before = sheet.show('Orders');
    const again = importRows(sheet, rows);
    expect(outcomes(again)).toEqual([
      ['already', 'already.done'],
      ['already', 'already.done'],
    ]);
    expect(again.plan.notices).toContainEqual({ level: 'info', text: '0 new, 0 changed' });
    expect(sheet.show('Orders')).toEqual(before);
  });

  it('applies what changed only in the file', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    const made = importRows(sheet, [later]);
    expect(made.plan.detail).toEqual(['City: Malmö → Lund; Postal code: 211 20 → 222 22']);
    expect(order(sheet)).toMatchObject({ City: 'Lund', 'Postal code': '222 22' });
    expect(outcomes(importRows(sheet, [later]))).toEqual([['already', 'already.done']]);
  });

  it('keeps what changed only in the sheet', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    sheet.type('Orders', 0, 'City', 'Ystad');
    expect(outcomes(importRows(sheet, [{}]))).toEqual([['already', 'already.done']]);
    importRows(sheet, [{ Email: 'new@example.com' }]);
    expect(order(sheet)).toMatchObject({ City: 'Ystad', Email: 'new@example.com' });
  });

  it('asks about what changed on both sides, and does as it is told', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    sheet.type('Orders', 0, 'City', 'Ystad');
    const asked = importRows(sheet, [later]);
    expect(outcomes(asked)).toEqual([['decide', 'source.both-changed']]);
    expect(asked.plan.detail).toEqual(['City']);
    expect(question(asked.plan, 'both-changed')?.answer).toBeNull();
    expect(order(sheet).City).toBe('Ystad');

    importRows(sheet, [later], { answers: { 'both-changed': 'keep' } });
    expect(order(sheet)).toMatchObject({ City: 'Ystad', 'Postal code': '222 22' });
    expect(outcomes(importRows(sheet, [later]))).toEqual([['already', 'already.done']]);

    const newer = { ...later, 'Shipping City': 'Kivik' };
    importRows(sheet, [newer], { answers: { 'both-changed': 'take' } });
    expect(order(sheet).City).toBe('Kivik');
  });

  it('A6: takes a new e-mail address into the same order', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    const made = importRows(sheet, [{ Email: 'ana.l@example.org' }]);
    expect(made.counts.change).toBe(1);
    expect(sheet.show('Orders').map((row) => [row['Order ID'], row.Email])).toEqual([
      ['LH-1042', 'ana.l@example.org'],
    ]);
  });

  it('A8: an address that differs by case alone is the same, and stays as received', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    expect(outcomes(importRows(sheet, [{ Email: 'Ana@Example.com' }]))).toEqual([
      ['already', 'already.done'],
    ]);
    expect(order(sheet).Email).toBe('ana@example.com');
  });

  it('A2: leaves a backer of another project alone', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    const made = importRows(sheet, [{ 'Backer UID': '555', 'Shipping Name': 'Somebody Else' }]);
    expect(outcomes(made)).toEqual([['left', 'match.other-project']]);
  });

  it('leaves an order alone when a shop counts its own orders from the number of a backer', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    const shop = { 'Backer UID': '', 'Backer Name': 'Jo', 'Shipping Name': 'Jo', Email: 'jo@example.com' };
    const made = importRows(sheet, [shop]);
    expect(outcomes(made)).toEqual([['left', 'match.other-person']]);
    expect(order(sheet)).toMatchObject({ Name: 'Ana Lindqvist', Email: 'ana@example.com' });
  });

  it('takes a new name and e-mail address together when the platform says that it is the same backer', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    const made = importRows(sheet, [{ 'Shipping Name': 'Ana Berg', Email: 'berg@example.com' }]);
    expect(made.counts.change).toBe(1);
    expect(order(sheet)).toMatchObject({ Name: 'Ana Berg', Email: 'berg@example.com' });
  });

  it('warns when the backers of the file stand in the sheet under another prefix', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    sheet.type('Orders', 0, 'Order ID', 'KS-1042');
    const made = importRows(sheet, [{}]);
    expect(made.plan.notices.map(({ text }) => text).join(' ')).toContain('under another Order ID: KS-1042');
  });

  describe('A9: an order that a full report no longer holds', () => {
    const three = [{}, { 'Backer Number': '2', Email: 'b@example.com' }, { 'Backer Number': '3' }];
    const rest = [{}, { 'Backer Number': '3' }];

    it('waits for a decision, and nothing is done about it by itself', () => {
      const sheet = book();
      importRows(sheet, three);
      const before = order(sheet, 'LH-2');
      const made = importRows(sheet, rest, { full: true });
      expect(outcomes(made).at(-1)).toEqual(['decide', 'source.disappeared']);
      expect(made.plan.key.at(-1)).toBe('LH-2');
      expect(figures(made.plan, 'Orders in the file')).toContainEqual(['Vanished', 1]);
      expect(question(made.plan, 'vanished')?.answer).toBeNull();
      expect(made.plan.notices.map(({ text }) => text)).toContainEqual(
        expect.stringContaining('1 order of an earlier import is not in this file.'),
      );
      expect(order(sheet, 'LH-2')).toEqual(before);
    });

    it('is not one of another source: a shop with letters of its own, or one that gives no platform ids', () => {
      const sheet = book();
      importRows(sheet, three);
      importRows(sheet, [
        { 'Backer Number': 'SH-1', Email: 'shop1@example.com' },
        { 'Backer Number': '77', 'Backer UID': '', Email: 'shop77@example.com' },
      ]);
      const made = importRows(sheet, rest, { full: true, answers: { vanished: 'cancel' } });
      expect(made.plan.key).toEqual(['LH-1042', 'LH-3', 'LH-2']);
      expect(order(sheet, 'LH-SH-1').Stage).toBe('Open');
      expect(order(sheet, 'LH-77').Stage).toBe('Open');
    });

    it('stays when a person says so, and is cancelled when a person says that', () => {
      const sheet = book();
      importRows(sheet, three);
      const kept = importRows(sheet, rest, { full: true, answers: { vanished: 'keep' } });
      expect(outcomes(kept).at(-1)).toEqual(['left', 'source.disappeared']);
      importRows(sheet, rest, { full: true, answers: { vanished: 'cancel' } });
      expect(order(sheet, 'LH-2')).toMatchObject({ Stage: 'Cancelled', 'Cancelled items': 'GAME x1' });
      // What is settled is not asked again.
      expect(importRows(sheet, rest, { full: true }).plan.key).toEqual(['LH-1042', 'LH-3']);
    });

    it('is pointed out when a later report has it again, for it stays cancelled', () => {
      const sheet = book();
      importRows(sheet, three);
      importRows(sheet, rest, { full: true, answers: { vanished: 'cancel' } });
      const again = importRows(sheet, three, { full: true });
      expect(outcomes(again)).toEqual([
        ['already', 'already.done'],
        ['already', 'order.cancelled'],
        ['already', 'already.done'],
      ]);
    });

    it('keeps what has shipped, whatever the answer', () => {
      const sheet = book();
      importRows(sheet, [...rest, { 'Backer Number': '2', 'Fulfillment Status': 'sent' }]);
      const made = importRows(sheet, rest, { full: true, answers: { vanished: 'cancel' } });
      expect(outcomes(made).at(-1)).toEqual(['left', 'parcel.shipped']);
      expect(order(sheet, 'LH-2').Stage).toBe('Shipped');
    });

    it('is not cancelled while a warehouse has it', () => {
      const sheet = book();
      importRows(sheet, three);
      sheet.append(
        'Shipments',
        new Map([
          ['Shipment ID', ['LH-2-1']],
          ['Order ID', ['LH-2']],
          ['Contents', ['GAME x1']],
          ['Pushed at', ['2026-03-01 09:00:00Z']],
        ]),
      );
      const made = importRows(sheet, rest, { full: true, answers: { vanished: 'cancel' } });
      expect(outcomes(made).at(-1)).toEqual(['decide', 'cancel.at-partner']);
    });

    it('A8: says nothing in an older file, which lacks what came after it', () => {
      const sheet = book();
      importRows(sheet, three);
      const asked = { full: true, options: { knownOlder: true } };
      const made = importRows(sheet, rest, { ...asked, answers: { vanished: 'cancel' } });
      expect(outcomes(made).at(-1)).toEqual(['left', 'source.older-than-current']);
      expect(question(made.plan, 'vanished')).toBeUndefined();
      expect(order(sheet, 'LH-2')['Cancelled items']).toBe('');
      const newest = importRows(sheet, rest, { ...asked, answers: { older: 'newest' } });
      expect(outcomes(newest).at(-1)).toEqual(['decide', 'source.disappeared']);
    });

    it('is not taken as vanished while a row of the file has a damaged number', () => {
      const sheet = book();
      importRows(sheet, three);
      const made = importRows(sheet, [...rest, { 'Backer Number': '1.04E+3' }], { full: true });
      expect(outcomes(made)).toEqual([
        ['already', 'already.done'],
        ['already', 'already.done'],
        ['left', 'match.damaged-id'],
      ]);
    });

    it('is no matter in a report of some backers only', () => {
      const sheet = book();
      importRows(sheet, three);
      expect(importRows(sheet, [{}], { full: true }).plan.key).toEqual(['LH-1042']);
    });
  });

  it('does not clear an address because a report was made without the survey', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    const bare = Object.fromEntries(
      ['Name', 'Address 1', 'City', 'Postal Code', 'Country Name', 'Country Code', 'Phone Number'].map(
        (name) => [`Shipping ${name}`, ''],
      ),
    );
    importRows(sheet, [{ ...bare, Email: 'new@example.com' }]);
    expect(order(sheet)).toMatchObject({
      Name: 'Ana Lindqvist',
      'Address 1': 'Storgatan 1',
      Email: 'new@example.com',
    });
  });

  it('takes a corrected mapping into orders that are open', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    importRows(sheet, [{}], { mapping: new Map([['reward:501', 'MUG x2']]) });
    expect(order(sheet).Items).toBe('MUG x2');
  });

  it('freezes nothing that was edited by hand on a locked order', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    lock(sheet);
    sheet.type('Orders', 0, 'Address 2', 'c/o Berg');
    const check = () => String(order(sheet)['Row check']).split('.')[2];
    const before = check();
    importRows(sheet, [later]);
    expect(order(sheet).City).toBe('Lund');
    expect(check()).toBe(before);
  });
});

describe('a file that has fewer columns', () => {
  const header = ['Backer Number', 'Backer Name', 'Email', 'Shipping City'];
  const orders = (row: readonly string[], more: readonly string[] = [], answers = {}) => {
    const names = [...header, ...more];
    const { mapping } = suggestMapping(names, { rows: [row] });
    const layout = layoutOf(names, mapping, [row]);
    const read = incomingReader(GAME, SETTINGS, answers, saidBy(layout));
    return readBackers([row], layout).map(read);
  };

  it('leaves alone what it has no column for: payment, survey, items, notes, sent', () => {
    const sheet = book();
    importRows(sheet, [{ Notes: 'fragile', 'Fulfillment Status': 'sent' }]);
    const before = order(sheet);
    const same = orders(['1042', 'Ana Lindqvist', 'ana@example.com', 'Malmö']);
    expect(outcomes(planOn(sheet, importOrders, same))).toEqual([['already', 'already.done']]);
    run(sheet, importOrders, orders(['1042', 'Ana Lindqvist', 'new@example.com', 'Malmö']));
    expect(order(sheet)).toEqual({ ...before, Email: 'new@example.com', 'Row check': expect.any(String) });
    // The report of the platform is still known to have called it sent.
    expect(outcomes(importRows(sheet, [{ Notes: 'fragile', 'Fulfillment Status': 'sent' }]))[0]?.[0]).toBe(
      'change',
    );
    expect(order(sheet).Stage).toBe('Shipped');
  });

  it('asks what holds for its payments, and takes nothing back when nobody says', () => {
    const sheet = book();
    const row = ['7', 'Bo', 'bo@example.com', 'Lund'];
    const asked = planOn(sheet, importOrders, orders(row)).plan;
    expect(question(asked, 'state:')?.text).toBe(
      'The file does not say whether its orders are paid. What holds for them?',
    );
    run(sheet, importOrders, orders(row, [], { 'state:': 'pending' }));
    expect(order(sheet, 'LH-7').Payment).toBe('pending');
    expect(outcomes(planOn(sheet, importOrders, orders(row)))).toEqual([['already', 'already.done']]);
    run(sheet, importOrders, orders(row, [], { 'state:': 'paid' }));
    expect(order(sheet, 'LH-7')).toMatchObject({ Payment: 'paid', 'Amount due': '0' });
  });

  describe('and knows no surveys, as that of a shop', () => {
    const more = ['Address', 'Order date'];
    const row = ['7', 'Bo', 'bo@example.com', 'Lund', 'Storgatan 1', '2026-02-03 10:00:00'];
    const complete = { 'state:': 'paid', survey: 'complete' };

    it('asks whether its orders are complete, and lets them wait when nobody says', () => {
      const sheet = book();
      const { plan } = planOn(sheet, importOrders, orders(row, more));
      expect(question(plan, 'survey')?.choices.map(({ value }) => value)).toEqual(['complete', 'wait']);
      run(sheet, importOrders, orders(row, more));
      expect(order(sheet, 'LH-7')).toMatchObject({ 'Survey at': '' });
    });

    it('does not ask for orders without an address, nor of a report with surveys', () => {
      const sheet = book();
      const bare = orders(['7', 'Bo', 'bo@example.com', 'Lund', '', ''], more);
      expect(question(planOn(sheet, importOrders, bare).plan, 'survey')).toBeUndefined();
      expect(question(importRows(sheet, [{}]).plan, 'survey')).toBeUndefined();
    });

    it('takes the time of the order as that of the answer, also later, and changes nothing the second time', () => {
      const sheet = book();
      run(sheet, importOrders, orders(row, more));
      run(sheet, importOrders, orders(row, more, complete));
      expect(order(sheet, 'LH-7')).toMatchObject({ 'Survey at': '2026-02-03 10:00:00Z' });
      for (const answers of [complete, {}]) {
        const again = planOn(sheet, importOrders, orders(row, more, answers));
        expect(outcomes(again)).toEqual([['already', 'already.done']]);
        expect(question(again.plan, 'survey')).toBeUndefined();
      }
    });

    it('takes the time of the import for an order without a date', () => {
      const undated = (now: string) => {
        const header7 = [...header, 'Address'];
        const cells = ['7', 'Bo', 'bo@example.com', 'Lund', 'Storgatan 1'];
        const layout = layoutOf(header7, suggestMapping(header7, { rows: [cells] }).mapping, [cells]);
        return readBackers([cells], layout).map(
          incomingReader(GAME, SETTINGS, complete, saidBy(layout), now),
        );
      };
      const sheet = book();
      run(sheet, importOrders, undated('2026-03-01 10:00:00Z'));
      expect(order(sheet, 'LH-7')['Survey at']).toBe('2026-03-01 10:00:00Z');
      const again = planOn(sheet, importOrders, undated('2026-03-02 10:00:00Z'));
      expect(outcomes(again)).toEqual([['already', 'already.done']]);
    });

    it('leaves an answer alone that came since', () => {
      const sheet = book();
      run(sheet, importOrders, orders(row, more, { 'state:': 'paid' }));
      sheet.type('Orders', 0, 'Survey at', '2026-03-01 09:00:00Z');
      const again = planOn(sheet, importOrders, orders(row, more, complete));
      expect(outcomes(again)).toEqual([['already', 'already.done']]);
    });
  });
});

describe('what is frozen', () => {
  it('items of a locked order stay, and the row says so', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    lock(sheet);
    const made = importRows(sheet, [{ 'Reward ID': '502', Email: 'new@example.com' }], {
      mapping: new Map([...GAME, ['reward:502', 'MUG x1']]),
    });
    expect(outcomes(made)).toEqual([['left', 'order.locked']]);
    expect(made.plan.detail).toEqual(['Items: GAME x1 → MUG x1']);
    expect(order(sheet)).toMatchObject({ Items: 'GAME x1', Email: 'ana@example.com' });
  });

  it('B7: an add-on bought after lock-down is a pending change until the order is unlocked', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    lock(sheet);
    const later = [{ 'Reward ID': '501', Mug: '1' }];
    const mapping = new Map([...GAME, ['item:Mug', 'MUG x1']]);
    const made = importRows(sheet, later, { mapping });
    expect(outcomes(made)).toEqual([['left', 'order.locked']]);
    expect(figures(made.plan, 'Pending changes of locked orders')).toEqual([
      ['LH-1042', 'Items: GAME x1 → GAME x1; MUG x1'],
    ]);
    expect(made.plan.notices.map(({ text }) => text).join(' ')).toContain('1 locked order has other items');
    const made2 = preview(
      sheet,
      unlock,
      SETTINGS,
      { base: 'all' },
      { charged: 'difference', reason: 'add-on' },
      'u',
    );
    apply(sheet, unlock, SETTINGS, {
      ...made2,
      scope: { base: 'all' },
      options: { charged: 'difference', reason: 'add-on' },
    });
    importRows(sheet, later, { mapping });
    expect(order(sheet)).toMatchObject({ Items: 'GAME x1; MUG x1', Stage: 'Open' });
  });

  it('D14: the country of a locked order stays', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    lock(sheet);
    const made = importRows(sheet, [{ 'Shipping Country Code': 'NO', 'Shipping City': 'Oslo' }]);
    expect(outcomes(made)).toEqual([['left', 'address.country-frozen']]);
    expect(order(sheet)).toMatchObject({ City: 'Malmö', Country: 'SE' });
  });

  it('the address of a finalized order stays, other fields of other rows go on', () => {
    const sheet = finalized();
    const made = importRows(sheet, [{ 'Shipping City': 'Lund' }, { 'Backer Number': '2' }]);
    expect(outcomes(made)).toEqual([
      ['left', 'source.frozen'],
      ['change', 'source.new'],
    ]);
    expect(order(sheet).City).toBe('Malmö');
  });

  it('an e-mail address of a finalized order is taken', () => {
    const sheet = finalized();
    importRows(sheet, [{ Email: 'new@example.com' }]);
    expect(order(sheet)).toMatchObject({ Email: 'new@example.com', Stage: 'Ready to ship' });
  });

  it('a row whose hidden check belongs to another order is never written', () => {
    const sheet = book();
    importRows(sheet, [{}, { 'Backer Number': '2' }]);
    sheet.type('Orders', 0, 'Row check', String(order(sheet, 'LH-2')['Row check']));
    const made = importRows(sheet, [{ Email: 'new@example.com' }]);
    expect(outcomes(made)).toEqual([['left', 'row.scrambled']]);
  });
});

describe('A11: an older file', () => {
  const old = { 'Survey Response': '', 'Shipping City': 'Lund', 'Pledged Status': 'pledged' };

  it('takes no fact back, and changes nothing of orders that are there', () => {
    const sheet = book();
    importRows(sheet, [{}, { 'Backer Number': '2' }]);
    const before = sheet.show('Orders');
    const made = importRows(sheet, [
      old,
      { 'Backer Number': '2', Email: 'old@example.com' },
      { 'Backer Number': '3' },
    ]);
    expect(outcomes(made)).toEqual([
      ['left', 'source.older-than-current'],
      ['left', 'source.older-than-current'],
      ['change', 'source.new'],
    ]);
    expect(made.plan.detail[0]).toBe('Payment, Survey at');
    expect(question(made.plan, 'older')?.answer).toBe('nothing');
    expect(sheet.show('Orders').slice(0, 2)).toEqual(before);
  });

  it('may bring facts that are news, and nothing else', () => {
    const sheet = book();
    importRows(sheet, [{}, { 'Backer Number': '2', 'Pledged Status': 'pledged', 'Amount Due': '$69.00' }]);
    importRows(sheet, [old, { 'Backer Number': '2', Email: 'old@example.com' }], {
      answers: { older: 'forward' },
    });
    expect(order(sheet)).toMatchObject({ Payment: 'paid', 'Survey at': '2026-02-20 07:12:00Z' });
    expect(order(sheet, 'LH-2')).toMatchObject({
      Payment: 'paid',
      'Amount due': '0',
      Email: 'ana@example.com',
    });
  });

  it('may be called the newest: then all is taken but what goes back', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    importRows(sheet, [old], { answers: { older: 'newest' } });
    expect(order(sheet)).toMatchObject({
      City: 'Lund',
      Payment: 'paid',
      'Survey at': '2026-02-20 07:12:00Z',
    });
    expect(outcomes(importRows(sheet, [old]))).toEqual([['already', 'already.done']]);
  });

  it('never makes unsent what was sent (property 7)', () => {
    const sheet = book();
    importRows(sheet, [{ 'Fulfillment Status': 'Sent' }]);
    for (const older of ['nothing', 'forward', 'newest']) {
      importRows(sheet, [{}], { answers: { older } });
      expect(order(sheet).Stage).toBe('Shipped');
    }
  });

  it('that was superseded is known by the caller, even when no fact goes back', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    const made = importRows(sheet, [{ Email: 'old@example.com' }], { options: { knownOlder: true } });
    expect(outcomes(made)).toEqual([['left', 'source.older-than-current']]);
  });
});

describe('facts of orders that exist', () => {
  it('sent at the platform: its open units become a shipment from import', () => {
    const sheet = finalized();
    const made = importRows(sheet, [{ 'Fulfillment Status': 'Sent' }]);
    expect(made.plan.detail).toEqual(['shipped']);
    expect(order(sheet)).toMatchObject({ Stage: 'Shipped', 'Finalized at': '2026-03-01 09:00:00Z' });
    expect(sheet.show('Shipments')).toMatchObject([{ Contents: 'GAME x1', Channel: 'Kickstarter' }]);
    expect(outcomes(importRows(sheet, [{ 'Fulfillment Status': 'Sent' }]))).toEqual([
      ['already', 'already.done'],
    ]);
  });

  it('sent at the platform, while a warehouse has it: somebody decides', () => {
    const sheet = finalized();
    sheet.append(
      'Shipments',
      new Map([
        ['Shipment ID', ['LH-1042-1']],
        ['Order ID', ['LH-1042']],
        ['Contents', ['GAME x1']],
        ['Pushed at', ['2026-03-01 09:30:00Z']],
      ]),
    );
    const made = importRows(sheet, [{ 'Fulfillment Status': 'Sent' }]);
    expect(outcomes(made)).toEqual([['decide', 'shipment.pushed']]);
    const dropped = importRows(sheet, [{ 'Pledged Status': 'refunded' }]);
    expect(outcomes(dropped)).toEqual([['change', 'source.changed']]);
    const out = importRows(sheet, [{ 'Pledged Status': 'dropped' }]);
    expect(outcomes(out)).toEqual([['decide', 'cancel.at-partner']]);
  });

  it('dropped at the platform cancels, taken up again brings the units back', () => {
    const sheet = book();
    const pending = { 'Pledged Status': 'pledged' };
    importRows(sheet, [pending]);
    importRows(sheet, [{ 'Pledged Status': 'dropped' }]);
    expect(order(sheet)).toMatchObject({ Stage: 'Cancelled', 'Cancelled items': 'GAME x1' });
    importRows(sheet, [{}]);
    expect(order(sheet)).toMatchObject({ Stage: 'Open', 'Cancelled items': '', Payment: 'paid' });
  });

  it('a payment recorded by hand outlives a file that has not changed', () => {
    const sheet = book();
    importRows(sheet, [{ 'Pledged Status': 'errored' }]);
    sheet.type('Orders', 0, 'Payment', 'paid');
    expect(outcomes(importRows(sheet, [{ 'Pledged Status': 'errored' }]))).toEqual([
      ['already', 'already.done'],
    ]);
    expect(outcomes(importRows(sheet, [{ 'Pledged Status': 'pledged' }]))).toEqual([
      ['decide', 'source.both-changed'],
    ]);
  });

  it('typed orders that were never imported: blanks are filled, equal cells agree, others are asked about', () => {
    const typed = (cells: Record<string, string>) =>
      memoryBook({
        ...PRODUCTS,
        Orders: {
          'Order ID': ['LH-1042'],
          ...Object.fromEntries(Object.entries(cells).map(([k, v]) => [k, [v]])),
        },
      });
    const filled = typed({ Name: 'Ana Lindqvist', Payment: 'nothing due', 'Amount due': '0.00' });
    expect(outcomes(importRows(filled, [{}]))).toEqual([['change', 'source.changed']]);
    expect(order(filled)).toMatchObject({ Items: 'GAME x1', Payment: 'nothing due', City: 'Malmö' });
    expect(outcomes(importRows(typed({ City: 'Lund' }), [{}]))).toEqual([['decide', 'source.both-changed']]);
  });
});

describe('the plan', () => {
  const state = fc.constantFrom('collected', 'pledged', 'errored', 'dropped', 'refunded');
  const backer = fc.record({
    'Pledged Status': state,
    'Fulfillment Status': fc.constantFrom('', '', 'Sent'),
    'Survey Response': fc.constantFrom('', '2026/02/20, 07:12'),
    'Shipping City': fc.constantFrom('Malmö', 'Lund', '=1+1'),
    Email: fc.constantFrom('ana@example.com', 'ANA@example.com', 'b@example.com'),
    'Reward ID': fc.constantFrom('501', '502'),
    Mug: fc.constantFrom('', '1', 'x'),
  });
  const file = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 6 }), backer), { minLength: 1, maxLength: 6 })
    .map((rows) => rows.map(([number, row]) => ({ ...row, 'Backer Number': String(number) })));
  const answers = fc.record({
    older: fc.constantFrom('nothing', 'forward', 'newest'),
    'both-changed': fc.constantFrom('keep', 'take'),
  });

  it('applied once leaves nothing to change (property 3)', () => {
    fc.assert(
      fc.property(file, file, answers, (first, second, said) => {
        const sheet = book();
        importRows(sheet, first);
        importRows(sheet, second, { answers: said });
        expect(importRows(sheet, second, { answers: said }).counts.change).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same in parts and as a whole, and the sheet too', () => {
    fc.assert(
      fc.property(file, file, answers, fc.integer({ min: 1, max: 3 }), (first, second, said, size) => {
        const [whole, parts] = [book(), book()];
        importRows(whole, first);
        importRows(parts, first);
        const made = importRows(whole, second, { answers: said });
        const { last } = importRows(parts, second, { answers: said, size });
        expect(parts.show('Orders')).toEqual(whole.show('Orders'));
        expect(parts.show('Shipments')).toEqual(whole.show('Shipments'));
        expect(last?.result?.moved ?? []).toEqual([]);
        expect(last?.result?.counts.change ?? 0).toBe(made.counts.change);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves a row as it is that moved after the preview', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    const orders = incomingOrders(backersOf([{ Email: 'new@example.com' }]), GAME, SETTINGS);
    const busy: Book = {
      ...sheet,
      readKeys: (...asked) => {
        sheet.type('Orders', 0, 'City', 'Ystad');
        return sheet.readKeys(...asked);
      },
    };
    const { last } = run(busy, importOrders, orders);
    expect(last?.result?.moved).toEqual(['LH-1042']);
    expect(order(sheet).Email).toBe('ana@example.com');
  });

  it('can be undone: new orders go, changed ones are as before (property 4)', () => {
    const sheet = book();
    importRows(sheet, [{}, { 'Backer Number': '2', 'Pledged Status': 'pledged' }]);
    const before = sheet.show('Orders');
    sheet.wait(60_000);
    const { last } = importRows(sheet, [
      { Email: 'new@example.com', 'Fulfillment Status': 'Sent' },
      { 'Backer Number': '2', 'Pledged Status': 'dropped' },
      { 'Backer Number': '3' },
    ]);
    const options = { runId: last?.runId ?? '' };
    const made = preview(sheet, undo, SETTINGS, { base: 'all' }, options, 'undo-1');
    apply(sheet, undo, SETTINGS, { ...made, scope: { base: 'all' }, options });
    expect(sheet.show('Orders')).toEqual([{ ...before[0], Packages: 'LH-1042-1 cancelled' }, before[1]]);
    // A shipment is never taken out again: it is cancelled, so that its number is not given twice.
    expect(sheet.show('Shipments').map((row) => [row['Shipment ID'], row.Status])).toEqual([
      ['LH-1042-1', 'cancelled'],
    ]);
  });

  it('refuses intents that are none', () => {
    expect(() => importOrders.parse([{ orderId: 'LH-1' }])).toThrow();
    const orders = incomingOrders(backersOf([{}]), GAME, SETTINGS);
    expect(importOrders.parse(JSON.parse(JSON.stringify(orders)))).toEqual(orders);
    expect(planOn(book(), importOrders, orders).plan.outcome).toHaveLength(1);
  });
});
