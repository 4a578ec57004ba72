/** What Find Order shows of one order, and which steps it offers. */
import { expect, it } from 'vitest';
import type { OrderDetails } from '../../../addon/api.ts';
import { type Cells, ready, sent } from '../../support/campaign.ts';
import { testSheet } from './sheet.ts';

/** An order whose address has changed since it went to its warehouse. */
function changedAt(channel: Cells, says: string): OrderDetails | null {
  const sheet = testSheet({
    orders: [ready('A-1')],
    shipments: [sent('A-1-1', 'MUG x1', { 'Warehouse says': says, 'Ship to': 'Old Street 1' })],
    channels: [{ Channel: 'All items', SKUs: 'everything else', ...channel }],
  });
  return sheet.call('order', { orderId: 'A-1' });
}
const offered = (order: OrderDetails | null): string[] => order?.actions.map(({ action }) => action) ?? [];

it('D12: offers what a connected partner can do about an address that has changed', () => {
  const order = changedAt({ Method: 'Integration', 'Connected to': 'Sandbox' }, 'accepted');
  expect(order?.shipments[0]?.changedSince).toBe('address; it was sent to Old Street 1');
  expect(offered(order)).toEqual(expect.arrayContaining(['send-changes', 'recall', 'reopen-address']));
});

it('D12: has nobody to send changes to where the warehouse got a file', () => {
  const order = changedAt({ Method: 'Export' }, '');
  expect(order?.shipments[0]?.changedSince).toBe('address; it was sent to Old Street 1');
  expect(offered(order)).not.toContain('send-changes');
});
