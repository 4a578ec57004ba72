/** Columns that a run did not read are unknown, not blank. */
import { expect, test } from 'vitest';
import { hold } from '../../../shared/actions/hold.ts';
import { pushToChannel } from '../../../shared/actions/push-to-channel.ts';
import { recordPayments } from '../../../shared/actions/record-payments.ts';
import { repair } from '../../../shared/actions/repair.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import { refreshSummary } from '../../../shared/plan/summary.ts';
import { ruleOfText } from '../../../shared/segment/lower.ts';
import { changedSinceSent } from '../../../shared/shipment/changed-since-sent.ts';
import { lockedOrder, open, ready, sent, tablesOf } from '../../support/campaign.ts';
import { bookOf, run } from '../actions/shipping-support.ts';

test('a filter on country and postal code does not make the rest of the address missing', () => {
  const book = bookOf(tablesOf({ orders: [lockedOrder('A-1')] }));
  const filter = 'country:US postal:122*';
  const rule = ruleOfText(filter);
  if (rule === undefined) throw new Error('The filter cannot be read');
  run(book, recordPayments, { payment: 'paid' }, 'r1', { base: 'all', filter, rule });
  expect(book.show('Orders')[0]).toMatchObject({ Stage: 'Paid', 'Next step': 'Finalize Addresses' });
});

test('D12: a run that reads addresses without phones does not call them changed since they were sent', () => {
  const book = bookOf(
    tablesOf({ orders: [ready('A-1', { Phone: '+1 518 555 0123' }), open('A-2', { 'Next step': 'stale' })] }),
  );
  run(book, pushToChannel, { channel: 'All items' }, 'r1');
  run(book, repair, {}, 'r2');
  expect(book.show('Orders')[1]?.['Next step']).toBe('Lock Down');
  expect(book.show('Needs attention')).toEqual([]);
});

test('what changed since it was sent is told without a look through the whole column for each shipment', () => {
  const n = 40_000;
  const ids = Array.from({ length: n }, (_, k) => `A-${k + 1}`);
  const to = 'Ada Byron, 1 Main Street, Albany, NY, 12207, US';
  const tables = tablesOf({
    orders: ids.map((id) => ready(id)),
    shipments: ids.map((id) => sent(`${id}-1`, 'MUG x1', { 'Ship to': to })),
  });
  const campaign = campaignOf(tables);
  const began = performance.now();
  const changed = campaign.shipments.filter((shipment) => changedSinceSent(campaign, shipment) !== '');
  expect(changed).toEqual([]);
  expect(performance.now() - began).toBeLessThan(2000);
});

test('a run that reads no channels does not settle what no channel ships', () => {
  const channels = [{ Channel: 'Mugs', SKUs: 'MUG' }];
  const orders = [ready('A-1', { Items: 'SHIRT x1' }), open('A-2')];
  const book = bookOf(tablesOf({ orders, channels }));
  const rows = () => book.show('Needs attention').map(({ Key, Resolved }) => [Key, Resolved]);
  refreshSummary(book, null);
  expect(rows()).toEqual([['channel.none/SHIRT/', '']]);
  run(book, hold, { reason: 'wait' }, 'r1');
  expect(rows()).toEqual([['channel.none/SHIRT/', '']]);
});
