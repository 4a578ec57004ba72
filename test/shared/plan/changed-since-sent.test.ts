import { expect, test } from 'vitest';
import { campaignOf } from '../../../shared/order/campaign.ts';
import { BASE_READS, load } from '../../../shared/plan/load.ts';
import { refreshSummary } from '../../../shared/plan/summary.ts';
import { ready, sent, tablesOf } from '../../support/campaign.ts';
import { bookOf } from '../actions/shipping-support.ts';

const KEY = 'shipment.changed-since-sent/A-1/A-1-1';

test('D12: Needs attention names what changed since it was sent, keeps it where nobody looked, and settles it', () => {
  const to = 'Ada Byron, 1 Main Street, Albany, NY, 12207, US';
  const book = bookOf(
    tablesOf({
      orders: [ready('A-1', { City: 'Troy' }), ready('A-2')],
      shipments: [sent('A-1-1', 'MUG x1', { 'Ship to': to }), sent('A-2-1', 'MUG x1', { 'Ship to': to })],
    }),
  );
  const rows = () => book.show('Needs attention').map(({ Key, What, Resolved }) => [Key, What, Resolved]);
  const what = 'Shipment A-1-1: Changed since it was sent to the warehouse: address.';
  refreshSummary(book, null);
  expect(rows()).toEqual([[KEY, what, '']]);
  book.type('Orders', 0, 'City', 'Albany');
  // A run that reads no addresses cannot tell.
  refreshSummary(book, campaignOf(load(book, BASE_READS)));
  expect(rows()).toEqual([[KEY, what, '']]);
  refreshSummary(book, null);
  expect(rows()[0]?.[2]).not.toBe('');
});
