import { expect, test } from 'vitest';
import { recordPayments } from '../../../shared/actions/record-payments.ts';
import { ADDRESS_FIELDS } from '../../../shared/order/deliverable.ts';
import { BASE_READS } from '../../../shared/plan/load.ts';
import { withViews } from '../../../shared/plan/views.ts';
import { type Table, type Tables, text } from '../../../shared/tabs/table.ts';
import {
  cellOf,
  contextOf,
  lockedOrder,
  orderCells,
  paidOrder,
  ran,
  tablesOf,
} from '../../support/campaign.ts';

const bad = { 'Postal code': 'ABC', 'State/Province': 'NY' };

test('B20: a paid order with a bad address says what is wrong with it, not that it only waits for Finalize', () => {
  const tables = tablesOf({
    orders: [paidOrder('A-1', bad), paidOrder('A-2'), paidOrder('A-3', { City: '' })],
  });
  expect(cellOf(tables, 'Orders', 'A-1', 'Next step')).toContain('Postal code ABC');
  expect(cellOf(tables, 'Orders', 'A-2', 'Next step')).toBe('Finalize Addresses');
  expect(cellOf(tables, 'Orders', 'A-3', 'Next step')).toContain('The address lacks City');
});

test('a hold, which comes first, is still what is said of a bad address', () => {
  const tables = tablesOf({ orders: [paidOrder('A-1', { ...bad, Hold: 'wait' })] });
  expect(cellOf(tables, 'Orders', 'A-1', 'Next step')).toContain('On hold: wait');
});

/** The tables as an action reads them that asks for no address. */
function withoutAddress(tables: Tables): Tables {
  const orders = tables.Orders;
  if (orders === undefined) throw new Error('There are orders');
  const columns = new Map([...orders.columns].filter(([name]) => BASE_READS.Orders?.includes(name) === true));
  return { ...tables, Orders: { ...orders, columns } };
}

test('an action that reads no addresses has those read of the orders that become Paid, and no others', () => {
  const all = tablesOf({ orders: [lockedOrder('A-1', bad), lockedOrder('A-2'), lockedOrder('A-3')] });
  const tables = withoutAddress(all);
  const plan = recordPayments.plan(contextOf(tables, { payment: 'paid' }), [0, 1]);
  const asked: string[][] = [];
  const read = (ids: ReadonlySet<string>): Table => {
    asked.push([...ids]);
    const columns = ['Order ID', ...ADDRESS_FIELDS].map((name): [string, string[]] => [
      name,
      [1, 0].map((i) => text(all.Orders?.columns.get(name)?.[i])),
    ]);
    return { tab: 'Orders', n: 2, columns: new Map(columns), missing: [], rows: [1, 0] };
  };
  const { views } = withViews(tables, plan, undefined, read);
  expect(asked).toEqual([['A-1', 'A-2']]);
  const steps = views.find(({ tab }) => tab === 'Orders')?.columns.get('Next step') ?? [];
  expect(steps[0]).toContain('Postal code ABC');
  expect(steps[1]).toBe('Finalize Addresses');
});

test('where no order becomes Paid no address is read', () => {
  const tables = withoutAddress(tablesOf({ orders: [lockedOrder('A-1', bad)] }));
  const plan = recordPayments.plan(contextOf(tables, { payment: 'errored', reason: 'expired' }), [0]);
  const { views } = withViews(tables, plan, undefined, () => {
    throw new Error('Nothing is to be read');
  });
  expect(views).not.toEqual([]);
});

test('a payment that is recorded leads to the address that is wrong', () => {
  const after = ran(recordPayments, tablesOf({ orders: [lockedOrder('A-1', bad)] }), { payment: 'paid' });
  expect(orderCells(after, 'A-1', 'Stage')).toEqual({ Stage: 'Paid' });
  expect(cellOf(after, 'Orders', 'A-1', 'Next step')).toContain('Postal code ABC');
});
