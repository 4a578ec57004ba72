import { describe, expect, test } from 'vitest';
import { hold } from '../../../shared/actions/hold.ts';
import { STAGE_RULES, type StageFacts, stageOf } from '../../../shared/order/stage.ts';
import { STAGES, type Stage } from '../../../shared/tabs/tabs.ts';
import {
  awaiting,
  type Cells,
  cellOf,
  lockedOrder,
  open,
  paidOrder,
  ran,
  ready,
  sent,
  shipped,
  tablesOf,
  typed,
} from '../../support/campaign.ts';

const stage = (order: Cells, ...shipments: Cells[]): string =>
  cellOf(tablesOf({ orders: [order], shipments }), 'Orders', 'A-1', 'Stage');

/** For each stage, cells that make it: the walk over the table. */
const EXAMPLES: Readonly<Record<Stage, () => string>> = {
  'Awaiting survey': () => stage(awaiting('A-1')),
  Open: () => stage(open('A-1')),
  'Locked down': () => stage(lockedOrder('A-1')),
  Paid: () => stage(paidOrder('A-1')),
  'Ready to ship': () => stage(ready('A-1')),
  'Partly shipped': () => stage(ready('A-1', { Items: 'MUG x2' }), shipped('A-1-1', 'MUG x1')),
  Shipped: () => stage(ready('A-1'), shipped('A-1-1', 'MUG x1')),
  Errored: () => stage(lockedOrder('A-1', { Payment: 'errored: card expired' })),
  Cancelled: () => stage(ready('A-1', { 'Cancelled items': 'MUG x1' })),
  'Nothing to ship': () => stage(ready('A-1', { Items: 'PDF x1' })),
};

describe('the walk over the stage table', () => {
  test.each(STAGES)('%s is reached by cells of a sheet', (name) => {
    expect(EXAMPLES[name]()).toBe(name);
  });

  test('each stage has exactly one rule, and the last rule always fits', () => {
    expect([...STAGE_RULES.map((rule) => rule.stage)].sort()).toEqual([...STAGES].sort());
    for (const facts of allFacts()) expect(STAGE_RULES.at(-1)?.when(facts)).toBe(true);
  });

  test('property 14: every combination of facts has one stage, and each rule is the first that fits for some', () => {
    const reached = new Set<Stage>();
    for (const facts of allFacts()) {
      const first = STAGE_RULES.find((rule) => rule.when(facts));
      expect(stageOf(facts)).toBe(first?.stage);
      reached.add(stageOf(facts));
    }
    expect([...reached].sort()).toEqual([...STAGES].sort());
  });
});

/** All combinations of the facts, with 0 to 2 physical units of each kind that add up to what was ordered. */
function allFacts(): StageFacts[] {
  const list: StageFacts[] = [];
  const bits = [false, true];
  const counts = [0, 1, 2];
  for (const cancelled of counts)
    for (const shippedUnits of counts)
      for (const pushed of counts)
        for (const openUnits of counts)
          for (const flags of Array.from({ length: 32 }, (_, n) => n)) {
            const on = (bit: number): boolean => bits[(flags >> bit) & 1] ?? false;
            const ordered = cancelled + shippedUnits + pushed + openUnits;
            list.push({
              accounts: {
                physical: { ordered, cancelled, shipped: shippedUnits, pushed, open: openUnits },
                allCancelled: ordered > 0 && cancelled === ordered,
              },
              locked: on(0),
              finalized: on(1),
              surveyed: on(2),
              paid: on(3),
              errored: on(4) && !on(3),
            });
          }
  return list;
}

describe('what the stage says of an order', () => {
  test('A12: an order without anything physical is Nothing to ship, an unknown SKU is physical', () => {
    expect(stage(open('A-1', { Items: '' }))).toBe('Nothing to ship');
    expect(stage(open('A-1', { Items: 'CUP x1' }))).toBe('Open');
  });

  test('when all that is physical is cancelled, the download that remains is Nothing to ship', () => {
    expect(stage(ready('A-1', { Items: 'MUG x1; PDF x1', 'Cancelled items': 'MUG x1' }))).toBe(
      'Nothing to ship',
    );
  });

  test('an order with a parcel under way is not Nothing to ship, whatever its items say', () => {
    expect(stage(ready('A-1', { Items: 'PDF x1' }), sent('A-1-1', 'MUG x1'))).toBe('Ready to ship');
    expect(stage(ready('A-1', { Items: 'PDF x1' }), shipped('A-1-1', 'MUG x1'))).toBe('Shipped');
  });

  test('an order is not Shipped while one of its parcels is at the warehouse', () => {
    const order = ready('A-1', { Items: 'MUG x1; SHIRT x1' });
    expect(stage(order, shipped('A-1-1', 'MUG x1'), sent('A-1-2', 'SHIRT x1'))).toBe('Partly shipped');
    expect(stage(order, sent('A-1-1', 'MUG x1'), sent('A-1-2', 'SHIRT x1'))).toBe('Ready to ship');
  });

  test('I2: a replacement does not ship the order a second time', () => {
    const order = ready('A-1', { Items: 'MUG x2' });
    expect(
      stage(order, shipped('A-1-1', 'MUG x1'), shipped('A-1-2', 'MUG x1', { Replaces: 'A-1-1 lost' })),
    ).toBe('Partly shipped');
  });

  test('items or units that cannot be read never make an order drop out of sight', () => {
    expect(stage(open('A-1', { Items: 'two mugs' }))).toBe('Open');
    expect(stage(ready('A-1'), shipped('A-1-1', 'mugs'))).toBe('Ready to ship');
    expect(stage(ready('A-1', { 'Cancelled items': 'MUG' }))).toBe('Ready to ship');
    expect(stage(ready('A-1', { 'Locked items': '' }))).toBe('Ready to ship');
  });

  test('B25: a date in Survey at or Locked at is the only thing that locks: time passing does nothing', () => {
    const tables = tablesOf({ orders: [open('A-1')] });
    const muchLater = ran(hold, tables, { reason: 'x' }, '2036-01-01 00:00:00Z');
    expect(cellOf(muchLater, 'Orders', 'A-1', 'Stage')).toBe('Open');
  });

  test('B24: a word typed into Stage is no fact: the next write puts the computed stage back', () => {
    const tables = typed(tablesOf({ orders: [open('A-1')] }), 'Orders', 'A-1', 'Stage', 'Shipped');
    expect(cellOf(ran(hold, tables, { reason: 'x' }), 'Orders', 'A-1', 'Stage')).toBe('Open');
  });
});
