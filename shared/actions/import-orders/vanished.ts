/** Orders of an earlier import that a full report no longer holds: a person decides what that means (case A9). */
import { accounts } from '../../order/accounts.ts';
import type { Campaign } from '../../order/campaign.ts';
import { frozen } from '../../order/guards.ts';
import { formatItems } from '../../order/items.ts';
import { parseRowCheck } from '../../order/row-check.ts';
import { isImported, SOURCE_FIELDS } from '../../order/source-check.ts';
import type { PlanBuilder } from '../../plan/builder.ts';
import { atWork } from './changed.ts';
import type { IncomingOrder } from './incoming.ts';

const NO_VALUES: readonly string[] = SOURCE_FIELDS.map(() => '');

/**
 * Imported orders that are not among those of the file, as subjects of the import. Those that are cancelled already are
 * settled. Orders of another source, a shop's beside a platform's, are never missing in this file. Nothing for a report of some backers only, which holds half of the imported orders or fewer, nor where a row
 * has a damaged ID: it may be the very order that seems to be missing.
 */
export function vanishedOrders(campaign: Campaign, orders: readonly IncomingOrder[]): IncomingOrder[] {
  if (orders.some(({ refusal }) => refusal?.code === 'match.damaged-id')) return [];
  const there = new Set(orders.map(({ orderId }) => orderId));
  const sources = new Set(orders.map(({ orderId, uid }) => sourceOf(orderId, uid)));
  const ids = campaign.col('Order ID');
  const uids = campaign.col('Backer UID');
  const checks = campaign.col('Row check');
  const gone: IncomingOrder[] = [];
  let [imported, held] = [0, 0];
  for (let i = 0; i < ids.length; i++) {
    const orderId = ids[i] ?? '';
    if (orderId === '' || !isImported(parseRowCheck(checks[i] ?? '')?.source ?? '')) continue;
    if (!sources.has(sourceOf(orderId, uids[i] ?? ''))) continue;
    imported++;
    if (there.has(orderId)) held++;
    else if (!accounts(campaign, i).allCancelled) gone.push(goneOrder(orderId));
  }
  return held * 2 > imported ? gone : [];
}

/** What tells the orders of one source from others': the letters before the number (`LH-SH-`), and platform ids. */
const sourceOf = (orderId: string, uid: string): string =>
  `${orderId.slice(0, orderId.lastIndexOf('-') + 1)}${uid === '' ? '' : '#'}`;

function goneOrder(orderId: string): IncomingOrder {
  return {
    orderId,
    line: 0,
    values: NO_VALUES,
    said: 0,
    backerNumber: '',
    uid: '',
    orderedAt: '',
    taxId: '',
    flags: ['gone'],
    word: '',
    asks: [],
    refusal: null,
  };
}

/** Does with a vanished order what the answer says: nothing, or cancels what has not shipped. */
export function orderVanisher(
  builder: PlanBuilder,
  campaign: Campaign,
  answer: string | null,
): (subject: number, i: number, orderId: string) => void {
  const set = builder.cells('Orders', ['Cancelled items']);
  return (subject, i, orderId) => {
    const said = { code: 'source.disappeared', detail: '' } as const;
    if (i < 0) builder.already(subject);
    else if (answer === 'keep') builder.left(subject, said);
    else if (answer !== 'cancel') builder.decide(subject, said);
    else cancel(subject, i, orderId);
  };

  function cancel(subject: number, i: number, orderId: string): void {
    const doubt = frozen(campaign, i);
    const busy = atWork(campaign, i);
    const { units, allCancelled, problem } = accounts(campaign, i);
    const left = formatItems(
      units.map(({ sku, ordered, shipped }) => ({ sku, quantity: ordered - shipped })),
    );
    if (doubt !== null) builder.left(subject, doubt);
    else if (problem !== null) builder.decide(subject, problem);
    else if (busy !== null) builder.decide(subject, { code: 'cancel.at-partner', detail: busy });
    else if (allCancelled || left === '') {
      if (allCancelled || units.length === 0) builder.already(subject);
      else builder.left(subject, { code: 'parcel.shipped', detail: '' });
    } else {
      set(subject, orderId, i, [left]);
      builder.change(subject, 'source.disappeared');
    }
  }
}
