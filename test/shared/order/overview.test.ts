import { describe, expect, test } from 'vitest';
import { type Accounts, accounts } from '../../../shared/order/accounts.ts';
import { type Campaign, campaignOf } from '../../../shared/order/campaign.ts';
import { figuresOf } from '../../../shared/order/figures.ts';
import { overviewOf } from '../../../shared/order/overview.ts';
import { STAGES } from '../../../shared/tabs/tabs.ts';
import {
  awaiting,
  type Literal,
  lockedOrder,
  open,
  paidOrder,
  planned,
  ready,
  sent,
  shipped,
  tablesOf,
} from '../../support/campaign.ts';

function read(literal: Literal) {
  const campaign = campaignOf(tablesOf(literal));
  const all = Array.from({ length: campaign.n }, (_, i) => accounts(campaign, i));
  return { figures: figuresOf(campaign, all), page: page(campaign, all) };
}
function page(campaign: Campaign, all: readonly Accounts[]) {
  const country = campaign.col('Country');
  return overviewOf(
    campaign,
    all,
    '2026-05-03 09:00:00Z',
    (id) => country[campaign.index.get(id) ?? -1] ?? '',
  );
}
const line = (literal: Literal, first: string) => read(literal).page.rows.find((row) => row[0] === first);

test('an empty campaign says what to do first', () => {
  const { page } = read({ orders: [] });
  expect(page.rows[1]?.[0]).toContain('Import Orders');
});

test('the lifecycle is counted as steps, each with its next action while it holds orders', () => {
  const literal: Literal = {
    orders: [
      awaiting('A-1'),
      open('A-2'),
      lockedOrder('A-3'),
      lockedOrder('A-4', { Payment: 'errored: expired' }),
      paidOrder('A-5'),
      ready('A-6'),
      ready('A-7', { Items: 'MUG x2' }),
      ready('A-8'),
      open('A-9', { Items: 'PDF x1' }),
      ready('A-10', { 'Cancelled items': 'MUG x1' }),
    ],
    shipments: [shipped('A-7-1', 'MUG x1'), shipped('A-8-1', 'MUG x1')],
  };
  const { figures } = read(literal);
  for (const stage of STAGES) expect(figures.stages.get(stage), stage).toBe(1);
  expect(line(literal, 'Ready to ship')).toEqual(['Ready to ship', '1', 'Push to Channel']);
  expect(line(literal, 'All')).toEqual(['All', '10']);
  expect(line({ orders: [open('A-1')] }, 'Ready to ship')).toEqual(['Ready to ship', '0', '']);
});

test('units per SKU add up from order to parcel, kits taken apart', () => {
  const { figures } = read({
    orders: [
      open('A-1', { Items: 'SET x1' }),
      ready('A-2', { Items: 'MUG x5', 'Cancelled items': 'MUG x1' }),
    ],
    shipments: [shipped('A-2-1', 'MUG x1'), sent('A-2-2', 'MUG x2')],
  });
  expect(figures.units.get('MUG')).toEqual({
    ordered: 7,
    locked: 5,
    paid: 5,
    ready: 1,
    shipped: 1,
    pushed: 2,
    cancelled: 1,
    open: 3,
    broken: 0,
  });
});

test('a SKU whose accounts do not add up is red and says so', () => {
  const literal: Literal = {
    orders: [ready('A-1')],
    shipments: [shipped('A-1-1', 'MUG x1'), sent('A-1-2', 'MUG x1')],
  };
  const { page } = read(literal);
  const at = page.rows.findIndex((row) => row[0] === 'MUG');
  expect(page.rows[at]?.at(-1)).toBe('No: 1 order, see Needs attention');
  expect(page.styles).toContainEqual({ row: at, look: 'bad' });
});

describe('Fulfilled and Complete', () => {
  const orders = [ready('A-1'), ready('A-2'), ready('A-3'), open('A-4', { Items: 'PDF x1' })];

  test('fulfilled is more than half of the orders that have something to ship', () => {
    expect(read({ orders, shipments: [shipped('A-1-1', 'MUG x1')] }).figures).toMatchObject({
      live: 3,
      shipped: 1,
      remaining: 2,
      fulfilled: false,
      complete: false,
    });
    const two = [shipped('A-1-1', 'MUG x1'), shipped('A-2-1', 'MUG x1')];
    expect(read({ orders, shipments: two }).figures).toMatchObject({ fulfilled: true, complete: false });
  });

  test('complete is nothing open and nothing at a warehouse; I11: a late pledge reopens what remains', () => {
    const shipments = ['A-1', 'A-2', 'A-3'].map((id) => shipped(`${id}-1`, 'MUG x1'));
    expect(read({ orders, shipments }).figures).toMatchObject({
      remaining: 0,
      fulfilled: true,
      complete: true,
    });
    expect(read({ orders: [...orders, open('A-5')], shipments }).figures).toMatchObject({
      remaining: 1,
      fulfilled: true,
      complete: false,
    });
  });

  test('a campaign without anything to ship is neither', () => {
    expect(read({ orders: [open('A-1', { Items: 'PDF x1' })] }).figures).toMatchObject({
      fulfilled: false,
      complete: false,
    });
  });
});

test('packages are counted by channel and status', () => {
  const literal: Literal = {
    orders: [ready('A-1', { Items: 'MUG x9' })],
    shipments: [
      planned('A-1-1', 'MUG x1'),
      sent('A-1-2', 'MUG x1'),
      shipped('A-1-3', 'MUG x1'),
      sent('A-1-4', 'MUG x1', { 'Cancelled at': '2026-04-02 08:00:00Z' }),
      sent('A-1-5', 'MUG x1', { 'Warehouse says': 'refused: no' }),
    ],
  };
  expect(line(literal, 'All items')).toEqual(['All items', '1', '1', '1', '2']);
});

test('packages are counted by country: the ten with the most, whatever the cells call them, and the others', () => {
  const codes = 'US US US DE DE FR GB AT CH CZ DK ES FI IE'.split(' ');
  const literal: Literal = {
    orders: [
      ...codes.map((Country, i) => ready(`A-${i + 1}`, { Country })),
      ready('A-90', { Country: 'Deutschland' }),
      ready('A-91', { Country: '' }),
    ],
    shipments: [...codes.map((_, i) => i + 1), 90, 91].map((n) => sent(`A-${n}-1`, 'MUG x1')),
  };
  const { rows } = read(literal).page;
  const from = rows.findIndex((row) => row[0] === 'Packages by country');
  const list = rows.slice(from + 2).map((row) => [row[0], row[2]]);
  expect(list.slice(0, 3)).toEqual([
    ['Germany', '3'],
    ['United States', '3'],
    ['Austria', '1'],
  ]);
  expect(list).toHaveLength(11);
  expect(list.at(-1)).toEqual(['2 other countries', '2']);
});

test('without a package there is no list of countries', () => {
  const rows = read({ orders: [ready('A-1')] }).page.rows.map((row) => row[0]);
  expect(rows).toContain('No packages yet');
  expect(rows).not.toContain('Packages by country');
});
