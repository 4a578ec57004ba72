/** Random campaigns and random runs of menu actions on them, for properties. */
import fc from 'fast-check';
import type { OrderAction } from '../../shared/actions/action.ts';
import { addItem } from '../../shared/actions/add-item.ts';
import { addNote } from '../../shared/actions/add-note.ts';
import { cancel } from '../../shared/actions/cancel.ts';
import { finalizeAddresses } from '../../shared/actions/finalize-addresses.ts';
import { hold } from '../../shared/actions/hold.ts';
import { lockDown } from '../../shared/actions/lock-down.ts';
import { forceMarkShipped, markShipped } from '../../shared/actions/mark-shipped.ts';
import { pushToChannel } from '../../shared/actions/push-to-channel.ts';
import { recordPayments } from '../../shared/actions/record-payments.ts';
import { release } from '../../shared/actions/release.ts';
import { reopenAddress } from '../../shared/actions/reopen-address.ts';
import { sendReplacement } from '../../shared/actions/send-replacement.ts';
import { substituteItem } from '../../shared/actions/substitute-item.ts';
import { unlock } from '../../shared/actions/unlock.ts';
import type { Options } from '../../shared/plan/types.ts';
import type { Tables } from '../../shared/tabs/table.ts';
import { type Cells, EARLIER, open, sent, tablesOf } from './campaign.ts';

/** One click in the menu. */
export interface Step {
  readonly name: string;
  readonly action: OrderAction;
  readonly options: Options;
}

const step = (name: string, action: OrderAction, options: Options = {}): Step => ({ name, action, options });
const why = { reason: 'because' };

const FIXED: readonly Step[] = [
  step('lock down', lockDown),
  step('paid', recordPayments, { payment: 'paid' }),
  step('errored', recordPayments, { payment: 'errored', reason: 'expired' }),
  step('refunded', recordPayments, { payment: 'refunded' }),
  step('refunded and cancelled', recordPayments, { payment: 'refunded', cancelOpen: true }),
  step('refunded and kept', recordPayments, { payment: 'refunded', answers: { cancelOpen: 'keep' } }),
  step('finalize', finalizeAddresses),
  step('push', pushToChannel, { channel: 'All items' }),
  step('ship', markShipped),
  step('ship by force', forceMarkShipped, why),
  step('hold', hold, why),
  step('release', release),
  step('reopen', reopenAddress),
  step('unlock', unlock, why),
  step('unlock with difference', unlock, { ...why, charged: 'difference' }),
  step('unlock refunded', unlock, { ...why, charged: 'refunded' }),
  step('cancel', cancel),
  step('cancel, confirmed', cancel, { confirmed: true }),
  step('cancel and refund', cancel, { confirmed: true, refund: '5 EUR' }),
  step('note', addNote, { note: 'called' }),
  step('add a shirt', addItem, { item: { sku: 'SHIRT', quantity: 1 }, reason: 'goal', locked: true }),
  step('add a set', addItem, { item: { sku: 'SET', quantity: 2 }, reason: 'goal', locked: true }),
  step('add to open orders', addItem, { item: { sku: 'MUG', quantity: 1 }, reason: 'gift' }),
  step('substitute', substituteItem, { ...why, from: 'MUG', to: 'SHIRT' }),
  step('substitute one by a set', substituteItem, { ...why, from: 'SHIRT', to: 'SET', each: '1' }),
  step('replace', sendReplacement, { why: 'lost' }),
  step('replace a part', sendReplacement, { why: 'damaged', items: 'MUG x1' }),
];

const partCancel = fc
  .record({
    sku: fc.constantFrom('MUG', 'SHIRT', 'PDF', 'SET'),
    quantity: fc.integer({ min: 1, max: 4 }),
    confirmed: fc.boolean(),
  })
  .map(({ confirmed, ...sku }) =>
    step(`cancel ${sku.sku} x${sku.quantity}${confirmed ? ', confirmed' : ''}`, cancel, { sku, confirmed }),
  );

/** Any of the actions; the usual way forward comes often enough to get somewhere. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...FIXED) },
  { weight: 1, arbitrary: partCancel },
);

const quantity = (max: number) => fc.integer({ min: 0, max });

interface Split {
  readonly as: 'sent' | 'shipped' | 'planned' | 'cancelled' | 'refused' | 'in none';
  readonly share: number;
}

const split: fc.Arbitrary<Split> = fc.record({
  as: fc.constantFrom('sent', 'shipped', 'planned', 'cancelled', 'refused', 'in none'),
  share: fc.integer({ min: 1, max: 3 }),
});

const FACTS: Readonly<Record<Exclude<Split['as'], 'in none'>, Cells>> = {
  sent: {},
  shipped: { 'Shipped at': EARLIER },
  planned: { 'Pushed at': '' },
  cancelled: { 'Cancelled at': EARLIER },
  refused: { 'Warehouse says': 'refused: no such street' },
};

const anyOrder = fc.record({
  items: fc.record({ MUG: quantity(4), SHIRT: quantity(2), PDF: quantity(1), SET: quantity(1) }),
  surveyed: fc.boolean(),
  locked: fc.boolean(),
  finalized: fc.boolean(),
  payment: fc.constantFrom(
    '',
    'card on file',
    'paid',
    'partly paid',
    'errored: expired',
    'refunded',
    'no card',
  ),
  amount: fc.constantFrom('', '0', '20'),
  hold: fc.constantFrom('', '', 'fraud (2026-01-01)'),
  cancelled: quantity(2),
  splits: fc.array(split, { maxLength: 3 }),
});
type AnyOrder = typeof anyOrder extends fc.Arbitrary<infer T> ? T : never;

/** The order and its shipments: together they never hold more than was ordered. */
function literal(made: AnyOrder, n: number): { order: Cells; shipments: Cells[] } {
  const id = `A-${n + 1}`;
  const items = Object.entries(made.items).filter(([, count]) => count > 0);
  let mugs = made.items.MUG + 2 * made.items.SET;
  const cancelled = Math.min(mugs, made.cancelled);
  mugs -= cancelled;
  const shipments: Cells[] = [];
  // Shipments are made of what was locked.
  for (const { as, share } of made.locked ? made.splits : []) {
    const count = Math.min(mugs, share);
    if (count === 0 || as === 'in none') continue;
    if (as !== 'cancelled' && as !== 'refused') mugs -= count;
    shipments.push(sent(`${id}-${shipments.length + 1}`, `MUG x${count}`, FACTS[as]));
  }
  const order = open(id, {
    Items: items.map(([sku, count]) => `${sku} x${count}`).join('; '),
    'Survey at': made.surveyed ? EARLIER : '',
    'Locked at': made.locked ? EARLIER : '',
    'Finalized at': made.locked && made.finalized ? EARLIER : '',
    Payment: made.payment,
    'Amount due': made.amount,
    Hold: made.hold,
    'Cancelled items': cancelled > 0 ? `MUG x${cancelled}` : '',
  });
  return { order, shipments };
}

/** Some orders in any state that the product can have brought them into. */
export const anyCampaign: fc.Arbitrary<Tables> = fc
  .array(anyOrder, { minLength: 1, maxLength: 5 })
  .map((made) => {
    const all = made.map(literal);
    return tablesOf({ orders: all.map((one) => one.order), shipments: all.flatMap((one) => one.shipments) });
  });
