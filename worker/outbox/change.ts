/** Asks a partner to change or cancel an order that it has. Both may be asked twice without harm. */
import { canCancel, canUpdate } from '../connectors/contract.ts';
import type { Opened } from './accounts.ts';
import { REFUSALS } from './decide.ts';
import { type Finding, type Item, parcelOrder, refOf } from './items.ts';
import { faultOf, look } from './look.ts';

const cannot = (code: 'partner.cannot-update' | 'partner.cannot-cancel'): Finding => ({
  result: 'refused',
  code,
  reason: REFUSALS[code],
});

export async function changeOrder(opened: Opened, item: Item): Promise<Finding> {
  const { connector } = opened;
  if (!canUpdate(connector)) return cannot('partner.cannot-update');
  const input = { ref: refOf(item), order: parcelOrder(item) };
  const reply = await opened.ask(connector.update, input, 'click');
  if (!reply.ok) return faultOf(reply.problem);
  if (reply.value.outcome === 'done') return { result: 'done' };
  const refused: Finding = { result: 'refused', code: 'partner.update-refused', reason: reply.value.reason };
  // Even if an earlier asking was heard: partners tell no street, so nobody could see that it was, and a parcel that goes
  // to the old address is worse than a question too many.
  return refused;
}

export async function cancelOrder(opened: Opened, item: Item): Promise<Finding> {
  const { connector } = opened;
  if (!canCancel(connector)) return cannot('partner.cannot-cancel');
  // It was never confirmed: whether the partner has it at all is seen first.
  if (item.parcel.confirmed_hash === null) {
    const found = await look(opened, item);
    if (found === null) return { result: 'gone' };
    if (found.result !== 'adopted') return found.result === 'unknown' ? { ...found, result: 'again' } : found;
    const parcel = { ...item.parcel, external_id: found.order.externalId };
    return found.order.state === 'cancelled' ? { result: 'done' } : askCancel(opened, { ...item, parcel });
  }
  return askCancel(opened, item);
}

async function askCancel(opened: Opened, item: Item): Promise<Finding> {
  if (!canCancel(opened.connector)) return cannot('partner.cannot-cancel');
  const reply = await opened.ask(opened.connector.cancel, refOf(item), 'click');
  if (!reply.ok) return faultOf(reply.problem);
  if (reply.value.outcome === 'done') return { result: 'done' };
  const refused: Finding = { result: 'refused', code: 'partner.cancel-refused', reason: reply.value.reason };
  return item.request.attempts === 0 ? refused : lostAnswer(opened, item, refused);
}

/** Refused after a fault: the first asking may have been heard, and the second refused for that very reason. */
async function lostAnswer(opened: Opened, item: Item, refused: Finding): Promise<Finding> {
  const reply = await opened.ask(opened.connector.find, refOf(item), 'click');
  if (!reply.ok) return faultOf(reply.problem);
  const { external_id } = item.parcel;
  // Of our key there may be one that was cancelled long ago, beside the one that goes on.
  const ours = reply.value.filter(({ externalId }) => external_id === null || externalId === external_id);
  return ours.length > 0 && ours.every(({ state }) => state === 'cancelled') ? { result: 'done' } : refused;
}
