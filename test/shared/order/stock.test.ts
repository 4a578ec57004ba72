/** What can ship today, with what is on hand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accounts } from '../../../shared/order/accounts.ts';
import { parseItems } from '../../../shared/order/items.ts';
import { shipToday } from '../../../shared/order/stock.ts';
import { type Cells, campaign, open, paidOrder, ready, sent, shipped } from '../../support/campaign.ts';

function today(
  orders: readonly Cells[],
  onHand: Record<string, number>,
  shipments: readonly Cells[] = [],
  gone: readonly string[] = [],
) {
  const made = campaign({ orders, shipments });
  const all = Array.from({ length: made.n }, (_, i) => accounts(made, i));
  return shipToday(made, all, new Map(Object.entries(onHand)), new Set(gone));
}
const sku = (result: ReturnType<typeof today>, name: string) => result.skus.find((one) => one.sku === name);

describe('what can ship today', () => {
  test('only orders that are ready count, and only what is still open of them', () => {
    const orders = [
      open('A-1'),
      paidOrder('A-2'),
      ready('A-3', { Hold: 'wait' }),
      ready('A-4'),
      ready('A-5', { Items: 'MUG x2' }),
      ready('A-6'),
    ];
    const made = today(orders, { MUG: 5 }, [shipped('A-5-1', 'MUG x1'), shipped('A-6-1', 'MUG x1')]);
    expect(made).toMatchObject({ ready: 2, complete: ['A-4', 'A-5'], waiting: [] });
    expect(sku(made, 'MUG')).toMatchObject({ needed: 2, short: 0, blocks: 0, releases: 0 });
  });

  test('the oldest order comes first, then the id; an order without a time is the last', () => {
    const orders = [
      ready('A-4'),
      ready('A-2', { 'Ordered at': '2026-01-02 00:00:00Z' }),
      ready('A-3', { 'Ordered at': '2026-01-01 00:00:00Z' }),
      ready('A-1', { 'Ordered at': '2026-01-02 00:00:00Z' }),
    ];
    const waits = (count: number) => today(orders, { MUG: count }).waiting.map(({ orderId }) => orderId);
    expect(waits(0)).toEqual(['A-3', 'A-1', 'A-2', 'A-4']);
    expect(waits(1)).toEqual(['A-1', 'A-2', 'A-4']);
    expect(waits(3)).toEqual(['A-4']);
  });

  test('an order that lacks something does not keep its other goods from the next one', () => {
    const made = today([ready('A-1', { Items: 'MUG x1; SHIRT x1' }), ready('A-2')], { MUG: 1, SHIRT: 0 });
    expect(made).toMatchObject({
      ready: 2,
      complete: ['A-2'],
      waiting: [{ orderId: 'A-1', lacks: ['SHIRT'] }],
    });
  });

  test('the SKU that blocks most orders comes first; what one more unit would release is tried out', () => {
    const made = today(
      [
        ready('A-1', { Items: 'MUG x2' }),
        ready('A-2', { Items: 'SHIRT x1' }),
        ready('A-3', { Items: 'MUG x1; SHIRT x1' }),
        ready('A-4', { Items: 'SHIRT x1' }),
      ],
      { MUG: 1, SHIRT: 0 },
    );
    expect(made.skus.map((one) => [one.sku, one.blocks, one.blocksAlone, one.short, one.releases])).toEqual([
      ['SHIRT', 3, 3, 3, 1],
      ['MUG', 1, 1, 2, 1],
    ]);
  });

  test('a SKU that nobody has counted keeps no order back; a discontinued one always does', () => {
    const orders = [ready('A-1', { Items: 'MUG x1; SHIRT x1' })];
    expect(today(orders, {}).complete).toEqual(['A-1']);
    expect(sku(today(orders, {}), 'MUG')).toMatchObject({ onHand: null, short: 0 });
    expect(today(orders, { MUG: 9, SHIRT: 9 }, [], ['SHIRT'])).toMatchObject({
      complete: [],
      waiting: [{ orderId: 'A-1', lacks: ['SHIRT'] }],
    });
  });

  test('what a warehouse has been asked for takes from the stock first', () => {
    const made = today([ready('A-1'), ready('A-2')], { MUG: 1 }, [sent('A-1-1', 'MUG x1')]);
    expect(made).toMatchObject({ ready: 1, complete: [] });
    expect(sku(made, 'MUG')).toMatchObject({ onHand: 1, promised: 1, needed: 1, short: 1, releases: 1 });
  });

  test('downloads need no stock, kits need that of their parts', () => {
    expect(today([ready('A-1', { Items: 'SET x1' })], { PDF: 0, MUG: 2, SET: 0 }).complete).toEqual(['A-1']);
    expect(today([ready('A-1', { Items: 'SET x1' })], { MUG: 1 }).complete).toEqual([]);
  });

  test('the same as serving the orders one by one by hand, for any orders and stock', () => {
    const quantity = fc.integer({ min: 0, max: 3 });
    const order = fc.record({ mugs: quantity, shirts: quantity, day: fc.integer({ min: 1, max: 4 }) });
    const stock = fc.record({ MUG: fc.integer({ min: 0, max: 9 }), SHIRT: fc.integer({ min: 0, max: 9 }) });
    fc.assert(
      fc.property(fc.array(order, { maxLength: 12 }), stock, (list, onHand) => {
        const orders = list.flatMap(({ mugs, shirts, day }, i) =>
          mugs + shirts === 0
            ? []
            : [
                ready(`A-${i + 10}`, {
                  Items: `MUG x${mugs}; SHIRT x${shirts}`,
                  'Ordered at': `2026-01-0${day} 00:00:00Z`,
                }),
              ],
        );
        const made = today(orders, onHand);
        expect(made.complete).toHaveLength(byHand(orders, onHand));
        for (const one of made.skus) {
          const more = { ...onHand, [one.sku]: (one.onHand ?? 0) + 1 };
          const gained = byHand(orders, more) - made.complete.length;
          expect(one.releases).toBe(one.blocks === 0 ? 0 : Math.max(0, gained));
        }
      }),
    );
  });
});

/** Orders served one after the other, each whole or not at all. */
function byHand(orders: readonly Cells[], onHand: Record<string, number>): number {
  const left = { ...onHand };
  const said = (cells: Cells) => `${cells['Ordered at']} ${cells['Order ID']}`;
  let complete = 0;
  for (const cells of [...orders].sort((a, b) => (said(a) < said(b) ? -1 : 1))) {
    const parsed = parseItems(String(cells.Items));
    const items = parsed.ok ? parsed.items : [];
    if (items.some((item) => (left[item.sku] ?? 0) < item.quantity)) continue;
    for (const item of items) left[item.sku] = (left[item.sku] ?? 0) - item.quantity;
    complete++;
  }
  return complete;
}
