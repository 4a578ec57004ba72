import { describe, expect, test } from 'vitest';
import { accounts } from '../../../shared/order/accounts.ts';
import { attentionOf } from '../../../shared/order/attention.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import { noNumberDays, withoutNumber } from '../../../shared/shipment/no-number.ts';
import { planned, ready, sent, shipped, tablesOf } from '../../support/campaign.ts';

const NOW = '2026-03-10 12:00:00Z';
const at = (id: string, day: string, more: Record<string, string> = {}) =>
  sent(id, 'MUG x1', { 'Pushed at': `${day} 08:00:00Z`, ...more });

const campaign = () =>
  campaignOf(
    tablesOf({
      orders: ['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6'].map((id) => ready(id)),
      shipments: [
        at('A-1-1', '2026-03-04'),
        at('A-2-1', '2026-03-01'),
        at('A-3-1', '2026-03-06'),
        at('A-4-1', '2026-03-01', { 'Tracking number': '1Z999AA10123456784' }),
        shipped('A-5-1', 'MUG x1'),
        planned('A-6-1', 'MUG x1'),
      ],
    }),
  );

describe('what was sent days ago without a number', () => {
  test('is listed by channel, the oldest first; what is new, numbered, shipped or not sent is not', () => {
    expect(withoutNumber(campaign(), NOW, 5)).toEqual([
      { channel: 'All items', ids: ['A-2-1', 'A-1-1'], oldest: '2026-03-01 08:00:00Z' },
    ]);
  });

  test('after so many days as the settings say; 0 is never', () => {
    expect(withoutNumber(campaign(), NOW, 8)[0]?.ids).toEqual(['A-2-1']);
    expect(withoutNumber(campaign(), NOW, 30)).toEqual([]);
    expect(withoutNumber(campaign(), NOW, 0)).toEqual([]);
  });

  test('is told of a box by its first shipment, and by the others once that one is cancelled or not there', () => {
    const box = { Box: 'A-1-1' };
    const mates = [at('A-2-1', '2026-03-01', box), at('A-3-1', '2026-03-02', { Box: 'A-9-1' })];
    const orders = ['A-1', 'A-2', 'A-3'].map((id) => ready(id));
    const of = (more: Record<string, string>) =>
      withoutNumber(
        campaignOf(
          tablesOf({ orders, shipments: [at('A-1-1', '2026-03-01', { ...box, ...more }), ...mates] }),
        ),
        NOW,
        5,
      )[0]?.ids;
    expect(of({})).toEqual(['A-1-1', 'A-3-1']);
    expect(of({ 'Cancelled at': NOW })).toEqual(['A-2-1', 'A-3-1']);
  });

  test('is one row of Needs attention for each channel, with count and oldest, and leads to the list', () => {
    const here = campaign();
    const all = Array.from({ length: here.n }, (_, i) => accounts(here, i));
    expect(attentionOf(here, all, { now: NOW, days: 5 })).toEqual([
      {
        key: 'shipment.no-number/All items/',
        what: 'All items: Sent and still without a tracking number: 2 parcels, the oldest sent on 2026-03-01.',
        action:
          'Open Import Tracking, “Sent without a number”, copy the list and ask the warehouse. A-2-1, A-1-1',
      },
    ]);
    expect(attentionOf(here, all)).toEqual([]);
  });
});

test.each([
  [null, 5],
  ['{"noNumberDays":9}', 9],
  ['{"noNumberDays":0}', 0],
  ['{"noNumberDays":"9"}', 5],
  ['{"prefix":"KS"}', 5],
  ['damaged', 5],
])('the settings %s mean %i days', (stored, days) => {
  expect(noNumberDays({ property: () => stored })).toBe(days);
});
