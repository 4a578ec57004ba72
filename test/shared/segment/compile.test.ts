import { describe, expect, it, test } from 'vitest';
import { campaignOf } from '../../../shared/order/campaign.ts';
import { compileRule } from '../../../shared/segment/compile.ts';
import { ruleOf } from '../../../shared/segment/lower.ts';
import { parseFilter } from '../../../shared/segment/parse.ts';
import {
  awaiting,
  type Cells,
  EARLIER,
  type Literal,
  lockedOrder,
  NOW,
  open,
  paidOrder,
  planned,
  ready,
  sent,
  shipped,
  tablesOf,
} from '../../support/campaign.ts';

const RUNS = new Map([['R-1', new Set(['A-1', 'A-3'])]]);

function compiled(text: string, literal: Literal) {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  const campaign = campaignOf(tablesOf(literal));
  return { made: compileRule(ruleOf(parsed.filter), { campaign, now: NOW, runs: RUNS }), campaign };
}

/** The numbers of the orders … that fit. */
function fits(text: string, literal: Literal): string {
  const { made, campaign } = compiled(text, literal);
  if (!made.ok) throw new Error(made.message);
  return campaign.facts.id
    .filter((_, i) => made.test(i))
    .map((id) => id.slice(2))
    .join(' ');
}

const column = (name: string, ...cells: readonly string[]): Literal => ({
  orders: cells.map((cell, i): Cells => ({ ...open(`A-${i + 1}`), [name]: cell })),
});

describe('SKUs over orders of several lines', () => {
  const literal: Literal = {
    orders: [
      open('A-1', { Items: 'MUG x1' }),
      open('A-2', { Items: 'MUG x2; SHIRT x1' }),
      open('A-3', { Items: 'SHIRT x1; PDF x1' }),
      open('A-4', { Items: 'SET x1' }),
      open('A-5', { Items: 'MUG x1; SHIRT x1', 'Cancelled items': 'SHIRT x1' }),
      open('A-6', { Items: '' }),
    ],
  };
  it.each([
    ['has:MUG', '1 2 4 5'],
    ['has:mug', '1 2 4 5'],
    ['-has:MUG', '3 6'],
    ['any:(MUG SHIRT)', '1 2 3 4 5'],
    ['all:(MUG SHIRT)', '2'],
    ['only:MUG', '1 5'],
    ['only:(MUG SHIRT)', '1 2 5'],
    ['only:(MUG PDF)', '1 4 5'],
    ['has:SET', '4'],
    ['only:SET', '1 4 5'],
    ['has:S*', '2 3'],
    ['MUG>=2', '2 4'],
    ['MUG=0', '3 6'],
    ['SET=1', '4'],
    ['MUG<2 has:MUG', '1 5'],
    ['has:POSTER', ''],
  ])('F12: %s', (text, ids) => {
    expect(fits(text, literal)).toBe(ids);
  });
});

describe('cells', () => {
  it.each([
    ['country:US', column('Country', 'US', 'United States', 'usa', 'DE', ''), '1 2 3'],
    ['country:(DE OR FR)', column('Country', 'Deutschland', 'France', 'US'), '1 2'],
    ['-country:US', column('Country', 'US', 'DE', ''), '2 3'],
    ['country:=Narnia', column('Country', 'narnia', 'US'), '1'],
    ['country:N*', column('Country', 'Narnia', 'NL', 'US'), '1 2'],
    ['city:""', column('City', '', 'Rome'), '1'],
    ['has:city', column('City', '', 'Rome'), '2'],
    ['city:york', column('City', 'New York', 'York', 'Rome'), '1 2'],
    ['city:=york', column('City', 'New York', 'York'), '2'],
    ['postal:90*', column('Postal code', '90210', '19026', '90'), '1 3'],
    ['postal:90000..90999', column('Postal code', '90210', '91000', 'x'), '1'],
    ['state:ny', column('State/Province', 'NY', 'NYC'), '1'],
    ['due:>100', column('Amount due', '100', '100.01', '$1,200', '', 'much'), '2 3'],
    ['due:0', column('Amount due', '0', '0.00', ''), '1 2'],
    ['due:10..20', column('Amount due', '9.99', '10', '20', '20.01'), '2 3'],
    ['payment:errored', column('Payment', 'errored: card declined', 'paid', 'Errored'), '1 3'],
    ['payment:paid', column('Payment', 'PAID', 'partly paid'), '1'],
    ['survey:2026-03', column('Survey at', '2026-03-31 23:59:59Z', '2026-04-01 00:00:00Z', ''), '1'],
    ['survey:<2026-03-01', column('Survey at', '2026-02-28 23:59:59Z', '2026-03-01 00:00:00Z', ''), '1'],
    ['survey:<=2026-03-01', column('Survey at', '2026-03-01 23:59:59Z', '2026-03-02 00:00:00Z'), '1'],
    ['survey:>2026-03-01', column('Survey at', '2026-03-01 23:59:59Z', '2026-03-02 00:00:00Z'), '2'],
    ['survey:>=2026-03', column('Survey at', '2026-02-28 00:00:00Z', '2026-03-01 00:00:00Z'), '2'],
    ['survey:2026-01..2026-02', column('Survey at', '2026-02-28 10:00:00Z', '2026-03-01 00:00:00Z'), '1'],
    ['survey:today', column('Survey at', '2026-05-03 01:00:00Z', '2026-05-02 01:00:00Z'), '1'],
    ['survey:yesterday', column('Survey at', '2026-05-03 01:00:00Z', '2026-05-02 01:00:00Z'), '2'],
    ['survey:older:30d', column('Survey at', '2026-04-03 08:59:59Z', '2026-04-03 09:00:01Z', ''), '1'],
    ['survey:newer:30d', column('Survey at', '2026-04-03 08:59:59Z', '2026-04-03 09:00:01Z', ''), '2'],
    ['"Wave":2', column('Wave', '1', '2', '12', ''), '2'],
    ['"Wave":*vip*', column('Wave', 'a VIP', 'x'), '1'],
    ['"Wave":>2', column('Wave', '1', '3', 'x', ''), '2'],
    ['"Wave":>2026-01-01', column('Wave', '2026-01-02 00:00:00Z', '2025-01-01', '7'), '1'],
    ['notes:(call monday)', column('Notes', 'Call on Monday', 'call'), '1'],
    ['byron', column('Name', 'Ada BYRON', 'Zoe'), '1'],
    ['"vip list"', column('Notes', 'on the VIP list', 'vip'), '1'],
    ['notes:50\\*', column('Notes', '50* off', '500'), '1'],
    ['address:problem', column('City', '', 'Albany'), '1'],
    ['address:(ok OR warning)', column('City', '', 'Albany'), '2'],
    ['id:(A-3 a-1 A-9)', column('City', 'x', 'x', 'x'), '1 3'],
    ['run:R-1', column('City', 'x', 'x', 'x'), '1 3'],
    ['-run:R-1', column('City', 'x', 'x', 'x'), '2'],
  ])('%s', (text, literal, ids) => {
    expect(fits(text, literal)).toBe(ids);
  });

  it('backer numbers are numbers: 0012 is 12', () => {
    expect(fits('backer:(12 OR 19)', column('Backer number', '0012', '19', '121', ''))).toBe('1 2');
  });
});

describe('stages, facts and parcels', () => {
  const to = 'Ada Byron, 1 Main Street, Albany, NY, 12207, US';
  const literal: Literal = {
    orders: [
      awaiting('A-1'),
      open('A-2', { Hold: 'asks for a change' }),
      lockedOrder('A-3', { Payment: 'errored: declined', Items: 'SHIRT x1', 'Locked items': 'MUG x1' }),
      paidOrder('A-4'),
      ready('A-5', { Items: 'MUG x1; SHIRT x1' }),
      ready('A-6'),
      ready('A-7', { City: 'Boston' }),
      ready('A-8', { 'Cancelled items': 'MUG x1' }),
      ready('A-9'),
    ],
    shipments: [
      shipped('A-5-1', 'MUG x1', { Batch: 'US 3PL #1', 'Tracking number': '9400111', Carrier: 'USPS' }),
      shipped('A-6-1', 'MUG x1', { Channel: 'EU 3PL' }),
      sent('A-7-1', 'MUG x1', { 'Ship to': to, Batch: 'US 3PL #2' }),
      planned('A-9-1', 'MUG x1'),
    ],
    channels: [
      { Channel: 'US 3PL', SKUs: 'MUG', Countries: 'US' },
      { Channel: 'All items', SKUs: 'everything else' },
    ],
  };
  it.each([
    ['stage:"Ready to ship"', '7 9'],
    ['stage:(Open OR Paid)', '2 4'],
    ['stage:"Partly shipped"', '5'],
    ['is:answered', '2 3 4 5 6 7 8 9'],
    ['is:held', '2'],
    ['is:locked -is:finalized', '3 4'],
    ['is:paid', '4 5 6 7 8 9'],
    ['is:errored', '3'],
    ['is:open', '1 2 3 4 5 9'],
    ['is:sent', '7'],
    ['is:shipped', '6'],
    ['is:cancelled', '8'],
    ['is:changed', '3 7'],
    ['is:mixed', ''],
    ['batch:"US 3PL #1"', '5'],
    ['batch:*#*', '5 7'],
    ['-has:batch is:finalized', '6 8 9'],
    ['batch:"" is:finalized', '6 8 9'],
    ['tracking:9400*', '5'],
    ['carrier:usps', '5'],
    ['has:shipped', '5 6'],
    ['shipped:2026-04', '5 6'],
    ['pushed:<2026', ''],
    ['channel:"eu 3pl"', '6'],
    ['channel:"US 3PL"', '2 3 4 9'],
    ['stage:Open is:held country:US has:MUG due:20', '2'],
    ['stage:Open OR (is:sent -city:Albany)', '2 7'],
  ])('%s', (text, ids) => {
    expect(fits(text, literal)).toBe(ids);
  });

  it('is:edited finds rows that were changed by hand since they were accepted', () => {
    const tables = tablesOf({ orders: [ready('A-1'), ready('A-2')] });
    const orders = tables.Orders;
    if (orders === undefined) throw new Error('There are orders');
    const City = ['Boston', 'Albany'];
    const campaign = campaignOf({
      ...tables,
      Orders: { ...orders, columns: new Map([...orders.columns, ['City', City]]) },
    });
    const parsed = parseFilter('is:edited');
    const made = parsed.ok ? compileRule(ruleOf(parsed.filter), { campaign, now: NOW, runs: RUNS }) : null;
    if (made?.ok !== true) throw new Error('The filter is right');
    expect([made.test(0), made.test(1)]).toEqual([true, false]);
  });
});

test('what is not there is refused, for an empty answer would look like one', () => {
  const literal = { orders: [open('A-1', { 'Survey at': EARLIER })] };
  expect(compiled('"Wave":1', literal).made).toMatchObject({
    ok: false,
    code: 'filter.column',
    about: 'Wave',
    message: 'Orders has no column “Wave”.',
  });
  expect(compiled('a channel:Mars', literal).made).toMatchObject({ code: 'filter.channel', about: 'Mars' });
  expect(compiled('run:R-9', literal).made).toMatchObject({ code: 'filter.run', about: 'R-9' });
  expect(compiled('reward:x backer:1', literal).made.ok).toBe(true);
});
