import { expect, test } from 'vitest';
import { type AddressIntent, correctAddresses } from '../../../shared/actions/correct-addresses.ts';
import { finalizeAddresses } from '../../../shared/actions/finalize-addresses.ts';
import { reopenAddress } from '../../../shared/actions/reopen-address.ts';
import { undo } from '../../../shared/actions/undo.ts';
import { parseRowCheck } from '../../../shared/order/row-check.ts';
import { formatSums } from '../../../shared/plan/hash.ts';
import { BASE_READS, load, mergeReads } from '../../../shared/plan/load.ts';
import { hashPlan } from '../../../shared/plan/row-hash.ts';
import { applyIntents } from '../../../shared/plan/run.ts';
import {
  applied,
  cellOf,
  contextOf,
  lockedOrder,
  NOW,
  open,
  orderCells,
  outcomes,
  paidOrder,
  planOf,
  ready,
  sent,
  shipped,
  tablesOf,
  typed,
} from '../../support/campaign.ts';
import { bookOf, look, run } from './shipping-support.ts';

const intent = (
  orderId: string,
  was: Record<string, string>,
  to: Record<string, string>,
  check: string | null = null,
): AddressIntent => ({ orderId, was, to, check });
const zip = (orderId: string, check: string | null = null): AddressIntent =>
  intent(orderId, { 'Postal code': '2108' }, { 'Postal code': '02108' }, check);
const short = { 'Postal code': '2108' };

const planIt = (tables: ReturnType<typeof tablesOf>, ...intents: AddressIntent[]) =>
  correctAddresses.plan(contextOf(tables), intents);

test('D1, D27: an accepted proposal is written, the row stays accepted, and the order can be finalized', () => {
  const tables = tablesOf({ orders: [paidOrder('A-1', short)] });
  const plan = planIt(tables, zip('A-1', 'OK'));
  expect(outcomes(plan)).toEqual({ 'A-1': 'change' });
  expect(plan.detail).toEqual(['Postal code']);
  const after = applied(tables, plan);
  expect(orderCells(after, 'A-1', 'Postal code', 'Address check', 'Stage', 'Next step')).toEqual({
    'Postal code': '02108',
    'Address check': 'OK',
    Stage: 'Paid',
    'Next step': 'Finalize Addresses',
  });
  expect(outcomes(planOf(finalizeAddresses, after))).toEqual({ 'A-1': 'change' });
  expect(outcomes(planIt(after, zip('A-1', 'OK')))).toEqual({ 'A-1': 'already' });
});

test('D10: before lock-down an address changes freely, the country too', () => {
  const tables = tablesOf({ orders: [open('A-1')] });
  expect(outcomes(planIt(tables, intent('A-1', { Country: 'US' }, { Country: 'CA' })))).toEqual({
    'A-1': 'change',
  });
});

test('D14: after lock-down another country is refused; another spelling of it, or one where none could be read, is not', () => {
  const tables = tablesOf({
    orders: [
      lockedOrder('A-1', { Country: 'DE' }),
      lockedOrder('A-2', { Country: 'Deutschland' }),
      lockedOrder('A-3', { Country: 'Nowhere' }),
      lockedOrder('A-4', { Country: 'DE' }),
    ],
  });
  const plan = planIt(
    tables,
    intent('A-1', { Country: 'DE' }, { Country: 'AT' }),
    intent('A-2', { Country: 'Deutschland' }, { Country: 'DE' }),
    intent('A-3', { Country: 'Nowhere' }, { Country: 'DE' }),
    intent('A-4', { Country: 'DE' }, { Country: '' }),
  );
  expect(outcomes(plan)).toEqual({
    'A-1': 'left: address.country-frozen',
    'A-2': 'change',
    'A-3': 'change',
    'A-4': 'left: address.country-frozen',
  });
  expect(plan.detail[0]).toBe('DE to AT');
});

test('D11, D12, D13: what is finalized, at the warehouse, shipped or cancelled keeps its address', () => {
  const tables = tablesOf({
    orders: [
      ready('A-1', short),
      ready('A-2', short),
      ready('A-3', short),
      lockedOrder('A-4', { ...short, 'Cancelled items': 'MUG x1' }),
    ],
    shipments: [sent('A-2-1', 'MUG x1'), shipped('A-3-1', 'MUG x1')],
  });
  const ids = ['A-1', 'A-2', 'A-3', 'A-4'];
  expect(outcomes(planIt(tables, ...ids.map((id) => zip(id))))).toEqual({
    'A-1': 'left: address.final',
    'A-2': 'left: shipment.pushed',
    'A-3': 'left: order.shipped',
    'A-4': 'left: order.cancelled',
  });
});

test('a cell that is not what was looked at is left alone, and names itself; one that says so already is done', () => {
  const tables = tablesOf({
    orders: [paidOrder('A-1', { 'Postal code': '2109' }), paidOrder('A-2', { 'Postal code': '02108' })],
  });
  const plan = planIt(tables, zip('A-1'), zip('A-2'));
  expect(outcomes(plan)).toEqual({ 'A-1': 'left: address.changed', 'A-2': 'already' });
  expect(plan.detail[0]).toBe('Postal code');
});

test('the result of a check is noted without touching the address, on a finalized order too', () => {
  const tables = tablesOf({ orders: [ready('A-1')] });
  const plan = planIt(tables, intent('A-1', {}, {}, 'accepted by hand: PO box #abcdefg'));
  expect(outcomes(plan)).toEqual({ 'A-1': 'change: address.noted' });
  const after = applied(tables, plan);
  expect(cellOf(after, 'Orders', 'A-1', 'Address check')).toBe('accepted by hand: PO box #abcdefg');
  expect(cellOf(after, 'Orders', 'A-1', 'Stage')).toBe('Ready to ship');
  expect(cellOf(after, 'Orders', 'A-1', 'Row check')).toBe(cellOf(tables, 'Orders', 'A-1', 'Row check'));
});

test('a locked row that was edited behind our back is not accepted along with its address', () => {
  const tables = typed(tablesOf({ orders: [paidOrder('A-1', short)] }), 'Orders', 'A-1', 'Name', 'Eve');
  expect(outcomes(planIt(tables, zip('A-1')))).toEqual({ 'A-1': 'left: row.edited' });
});

test('after Reopen Address the edits stay free, for Finalize Addresses accepts them', () => {
  const start = tablesOf({ orders: [paidOrder('A-1', short)] });
  const check = cellOf(start, 'Orders', 'A-1', 'Row check');
  const tables = typed(start, 'Orders', 'A-1', 'Row check', check.replace(/^(1\.\w{6}\.)\w{7}/, '$1-'));
  const after = applied(tables, planIt(tables, zip('A-1')));
  expect(cellOf(after, 'Orders', 'A-1', 'Postal code')).toBe('02108');
  expect(parseRowCheck(cellOf(after, 'Orders', 'A-1', 'Row check'))?.content).toBe('-');
});

test('an unknown order, a row in doubt and a second intent for one order write nothing', () => {
  const tables = tablesOf({
    orders: [paidOrder('A-1', short), paidOrder('A-2', short), paidOrder('A-2', short)],
  });
  const plan = planIt(tables, zip('A-9'), zip('A-2'), zip('A-1'), zip('A-1'));
  expect(plan.outcome.join()).toBe('2,2,0,1');
  expect(plan.reason).toEqual(['match.none', 'row.duplicate-id', null, 'duplicate.row']);
});

test('what is not an intent is refused before anything is planned', () => {
  expect(() => correctAddresses.parse([{ orderId: 'A-1', to: { City: 3 } }])).toThrow();
  expect(correctAddresses.parse([zip('A-1')])).toEqual([zip('A-1')]);
});

/** Applies intents as the panel sends them. */
function write(book: ReturnType<typeof bookOf>, intents: AddressIntent[], runId: string): void {
  const read = load(book, mergeReads(BASE_READS, correctAddresses.reads({})));
  const shown = hashPlan(contextOf(read).campaign, read, planIt(read, ...intents));
  applyIntents(
    book,
    correctAddresses,
    { prefix: 'A', campaignName: 'Test' },
    {
      options: {},
      runId,
      now: NOW,
      sums: formatSums(shown.sums),
      which: 'Check Addresses',
      last: true,
      intents,
      counts: { already: 0, left: 0, decide: 0 },
    },
  );
}

test('D27: Undo puts the original back, and the row is as accepted as before', () => {
  const tables = tablesOf({ orders: [paidOrder('A-1', short), open('A-2', short)] });
  const book = bookOf(tables);
  write(book, [zip('A-1', 'OK'), zip('A-2', 'OK')], 'r1');
  expect(book.show('Orders').map((row) => row['Postal code'])).toEqual(['02108', '02108']);
  run(book, undo, { runId: 'r1' }, 'r2');
  expect(book.show('Orders').map((row) => row['Postal code'])).toEqual(['2108', '2108']);
  expect(book.show('Orders').map((row) => row['Row check'])).toEqual(
    ['A-1', 'A-2'].map((id) => cellOf(tables, 'Orders', id, 'Row check')),
  );
});

test('E9: the columns Tax ID and Address check are made when something is to stand in them', () => {
  const book = bookOf(tablesOf({ orders: [paidOrder('A-1', short), paidOrder('A-2')] }));
  write(book, [zip('A-1')], 'r1');
  expect(book.header('Orders')).not.toContain('Tax ID');
  expect(book.header('Orders')).not.toContain('Address check');
  write(book, [intent('A-2', { 'Tax ID': '' }, { 'Tax ID': '529.982.247-25' }, 'OK')], 'r2');
  expect(book.show('Orders').map((row) => [row['Tax ID'], row['Address check']])).toEqual([
    ['', ''],
    ['529.982.247-25', 'OK'],
  ]);
});

test('B7: what was finalized with its new address does not get the old one back; reopened it does', () => {
  const book = bookOf(tablesOf({ orders: [paidOrder('A-1', short)] }));
  write(book, [zip('A-1')], 'r1');
  run(book, finalizeAddresses, {}, 'r2');
  const shown = look(book, undo, { runId: 'r1' });
  expect(shown.reasons.map(({ code, samples }) => [code, samples[0]?.detail])).toEqual([
    ['undo.changed-since', 'Finalized at'],
  ]);
  run(book, undo, { runId: 'r1' }, 'r3');
  expect(book.show('Orders')[0]).toMatchObject({ 'Postal code': '02108', Stage: 'Ready to ship' });
  run(book, reopenAddress, {}, 'r4');
  run(book, undo, { runId: 'r1' }, 'r5');
  expect(book.show('Orders')[0]).toMatchObject({ 'Postal code': '2108', Stage: 'Paid' });
});
