/** Recall Parcels: asks for what has been sent to stay, so that the order can be pushed anew (cases F15, F8). */
import type { Shipment } from '../order/campaign.ts';
import { planBuilder } from '../plan/builder.ts';
import { CANCEL_AGREED, CANCEL_ASKED, isAtPartner, isUnstopped, refusedAsk } from '../shipment/at-partner.ts';
import { ASKS_PARTNERS, isChecked, type OrderAction, textOption } from './action.ts';
import { actionInfo } from './info.ts';
import { eachOrder, keysOf } from './parts.ts';
import { isLive } from './shipments.ts';

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
    eachOrder(campaign, rows, builder, (i, s) => {
      const live = campaign
        .shipmentsAt(i)
        .filter((one) => (isLive(one) || isUnstopped(one)) && (channel === '' || one.channel === channel));
      const there = live.filter((one) => one.status === 'sent' || isAtPartner(one) || isUnstopped(one));
      if (there.length === 0) {
        builder.left(s, {
          code: live.some(({ status }) => status === 'shipped') ? 'parcel.shipped' : 'shipment.not-there',
          detail: '',
        });
        return;
      }
      const fresh = there.filter((one) => confirmed || (one.says !== CANCEL_ASKED && !isUnstopped(one)));
      if (fresh.length === 0) {
        builder.already(s, 'cancel.waits', there.map(({ id }) => id).join(', '));
        return;
      }
      const told = fresh.find((one) => !isAtPartner(one));
      if (told !== undefined && !confirmed) {
        builder.decide(s, { code: 'recall.confirm', detail: told.id });
        return;
      }
      const before = fresh
        .map(({ id, says }) => ({ id, why: refusedAsk(says) }))
        .find(({ why }) => why !== '');
      const agreed = confirmed ? fresh.filter(wasAsked) : [];
      if (agreed.length > 0) builder.change(s, 'recall.agreed', agreed.map(({ id }) => id).join(', '));
      else if (before === undefined) builder.change(s);
      else builder.change(s, 'recall.again', `${before.id}: ${before.why}`);
      for (const shipment of fresh) {
        const { id, index } = shipment;
        const isAgreed = agreed.includes(shipment);
        if (isAgreed || isAtPartner(shipment)) ask(s, id, index, [isAgreed ? CANCEL_AGREED : CANCEL_ASKED]);
        if (isAgreed || !isAtPartner(shipment)) stop(s, id, index, [now]);
      }
    });
    return builder.build();
  },
};

/** Its partner was asked, by a cell or by a cancelled row: only then does the word of a person count for it. */
const wasAsked = (one: Shipment): boolean =>
  isUnstopped(one) || (isAtPartner(one) && one.says.startsWith('cancel '));
