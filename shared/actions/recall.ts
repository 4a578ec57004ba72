/** Recall Parcels: asks for what has been sent to stay, so that the order can be pushed anew (cases F15, F8). */
import type { Shipment } from '../order/campaign.ts';
import { planBuilder } from '../plan/builder.ts';
import {
  CANCEL_AGREED,
  CANCEL_ASKED,
  isAtPartner,
  isUnderWay,
  isUnstopped,
  refusedAsk,
} from '../shipment/at-partner.ts';
import { ASKS_PARTNERS, isChecked, type OrderAction, textOption } from './action.ts';
import { actionInfo } from './info.ts';
import { eachOrder, keysOf } from './parts.ts';

/**
 * Asks the partner of a connected channel to stop the parcels that it has; its answer comes with the next sync. Of other
 * channels the person says that the warehouse has confirmed, and so of a connected one that was asked and refused, or does
 * not answer. The order keeps its units: once stopped they are open again.
 */
export const recall: OrderAction = {
  info: actionInfo('recall'),
  words: {
    button: 'Recall the parcels of',
    done: 'Asked back the parcels of',
    noun: 'order',
    sends: ASKS_PARTNERS,
  },
  reads: () => ({
    Channels: ['Channel', 'SKUs', 'Method', 'Connected to', 'Countries', 'Priority'],
  }),
  check: () => ({ ok: true, value: null }),
  plan({ campaign, now, options }, rows) {
    const builder = planBuilder(keysOf(campaign, rows), rows);
    const ask = builder.cells('Shipments', ['Warehouse says']);
    const stop = builder.cells('Shipments', ['Cancelled at']);
    const channel = textOption(options, 'channel');
    const confirmed = isChecked(options, 'confirmed');
    const matesOf = boxMates(confirmed ? campaign.shipments : []);
    const chosen = new Set(rows.map((i) => campaign.col('Order ID')[i]));
    eachOrder(campaign, rows, builder, (i, s) => {
      const all = campaign.shipmentsAt(i).filter((one) => channel === '' || one.channel === channel);
      const there = all.filter((one) => one.status === 'sent' || isAtPartner(one) || isUnstopped(one));
      if (there.length === 0) {
        builder.left(s, {
          code: all.some(({ status }) => status === 'shipped') ? 'parcel.shipped' : 'shipment.not-there',
          detail: '',
        });
        return;
      }
      const fresh = there.filter((one) => confirmed || !(isUnstopped(one) || one.says === CANCEL_ASKED));
      if (fresh.length === 0) {
        builder.already(s, 'cancel.waits', idsOf(there));
        return;
      }
      const told = fresh.find((one) => !isUnderWay(one.says));
      if (told !== undefined && !confirmed) {
        builder.decide(s, { code: 'recall.confirm', detail: told.id });
        return;
      }
      // Only of what its partner was asked for, by a cell or by a cancelled row, does the word of a person count.
      const heard = fresh.filter((one) => confirmed && wasAsked(one));
      const beside = heard.flatMap(matesOf).find(({ orderId }) => !chosen.has(orderId));
      if (beside !== undefined) {
        builder.left(s, { code: 'recall.box', detail: beside.id });
        return;
      }
      // A box is stopped whole: the word for one of its shipments is none while another was not asked for.
      const agreed = heard.filter((one) => matesOf(one).every(wasAsked));
      const before = fresh.find(({ says }) => refusedAsk(says) !== '');
      if (agreed.length > 0) builder.change(s, 'recall.agreed', idsOf(agreed));
      else if (before === undefined) builder.change(s);
      else builder.change(s, 'recall.again', `${before.id}: ${refusedAsk(before.says)}`);
      for (const shipment of fresh) {
        const { id, index, says } = shipment;
        const isOver = agreed.includes(shipment);
        if (isUnderWay(says)) ask(s, id, index, [isOver ? CANCEL_AGREED : CANCEL_ASKED]);
        if (isOver || !isUnderWay(says)) stop(s, id, index, [now]);
      }
    });
    return builder.build();
  },
};

const wasAsked = (one: Shipment): boolean => isUnstopped(one) || one.says.startsWith('cancel ');

/** What a partner has in the same box as a shipment, of other orders too. */
function boxMates(shipments: readonly Shipment[]): (of: Shipment) => readonly Shipment[] {
  const boxes = new Map<string, Shipment[]>();
  for (const one of shipments)
    if (one.box !== '' && (isAtPartner(one) || isUnstopped(one)))
      boxes.set(one.box, [...(boxes.get(one.box) ?? []), one]);
  return ({ id, box }) => (boxes.get(box) ?? []).filter((one) => one.id !== id);
}

const idsOf = (of: readonly Shipment[]): string => of.map(({ id }) => id).join(', ');
