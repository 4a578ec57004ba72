/**
 * Changes and cancels a shipment. What is allowed depends on where it stands, so it is looked at first: deleted while it
 * has no label, cancelled afterwards, neither once it has left. By the API document of 2024-09.
 */
import type { Account, Asked, OrderRef, ParcelOrder, Reply } from '../contract.ts';
import { call, type Talk, talking } from '../talk.ts';
import { ask } from './account.ts';
import { byRef } from './look.ts';
import { updateBody } from './order.ts';
import { isRefusal, parsed, wordsOf, yes } from './problems.ts';
import { hasLeft, orderOf } from './read.ts';
import { isDead } from './statuses.ts';
import { ONE_SHIPMENT, type Shipment, SUCCESS } from './wire.ts';

const done: Reply<Asked> = yes({ outcome: 'done' });
const refused = (reason: string): Reply<Asked> => yes({ outcome: 'refused', reason });

const GONE = 'Easyship has no such shipment: somebody deleted it there, or this is another account.';
const LABEL_ON_ITS_WAY = 'Easyship is making the label at this moment. Ask again in some minutes.';

const NO_LABEL: ReadonlySet<string> = new Set(['', 'not_created']);
const VOIDED: ReadonlySet<string> = new Set(['voided', 'void_failed']);

function* cancelling(account: Account, ref: OrderRef): Talk<Reply<Asked>> {
  const found = yield* byRef(account, ref);
  if (!found.ok) return found;
  const shipment = found.value;
  if (shipment === null) return refused(GONE);
  const { easyship_shipment_id: id, label_state, shipment_state } = shipment;
  if (isDead(shipment_state)) return done;
  if (hasLeft(shipment)) return refused('The parcel has left already.');
  if (label_state === 'generating') return refused(LABEL_ON_ITS_WAY);
  if (VOIDED.has(label_state)) {
    return refused('Its label was voided, which Easyship cannot cancel by itself. Cancel it there.');
  }
  const reply = NO_LABEL.has(label_state)
    ? yield* call(ask(account, 'DELETE', `/shipments/${id}`))
    : yield* call(ask(account, 'POST', `/shipments/${id}/cancel`));
  if (isRefusal(reply)) return refused(wordsOf(reply));
  // Since we looked it was labelled, or deleted by somebody.
  if (reply.status === 404) return refused('Easyship does not let it be cancelled any more. See it there.');
  const read = parsed(reply, SUCCESS, 'shipment:write');
  return read.ok ? done : read;
}
export const cancel = talking(cancelling);

const boxesOf = ({ parcels }: Shipment): readonly string[] => parcels.map(({ id }) => id);

function whyLocked(shipment: Shipment): string | null {
  if (isDead(shipment.shipment_state)) return 'It is cancelled in Easyship.';
  if (hasLeft(shipment)) return 'The parcel has left already.';
  if (!NO_LABEL.has(shipment.label_state)) return 'Easyship has made the label already. Cancel it first.';
  const boxes = boxesOf(shipment).length;
  return boxes > 1 ? `Easyship has it in ${boxes} boxes. Change it there.` : null;
}

const summed = (lines: readonly { sku: string; quantity: number }[]): string => {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of lines) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return JSON.stringify([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
};

function* updating(
  account: Account,
  { ref, order }: { readonly ref: OrderRef; readonly order: ParcelOrder },
): Talk<Reply<Asked>> {
  const found = yield* byRef(account, ref);
  if (!found.ok) return found;
  if (found.value === null) return refused(GONE);
  const locked = whyLocked(found.value);
  if (locked !== null) return refused(locked);
  const body = updateBody(order, account.settings, boxesOf(found.value)[0] ?? '');
  const path = `/shipments/${found.value.easyship_shipment_id}`;
  const reply = yield* call(ask(account, 'PATCH', path, { body }));
  if (isRefusal(reply)) return refused(wordsOf(reply, order.to));
  const changed = parsed(reply, ONE_SHIPMENT, 'shipment:write');
  if (!changed.ok) return changed;
  // Items without an id are documented neither to replace the old ones nor to come beside them.
  const has = orderOf(changed.value.shipment).lines;
  return has === null || summed(has) === summed(order.lines)
    ? done
    : refused('Easyship changed the address but holds other items than asked. Correct them there.');
}
export const update = talking(updating);
