/** Recall Parcels: asks for what has been sent to stay, so that the order can be pushed anew (cases F15, F8). */
import { planBuilder } from '../plan/builder.ts';
import { CANCEL_ASKED, isAtPartner, refusedAsk } from '../shipment/at-partner.ts';
import { ASKS_PARTNERS, isChecked, type OrderAction, textOption } from './action.ts';
import { actionInfo } from './info.ts';
import { eachOrder, keysOf } from './parts.ts';
import { isLive } from './shipments.ts';

/**
 * Asks the partner of a connected channel to stop the parcels that it has; its answer comes with the next sync. Of other
 * channels the person says that the warehouse has confirmed. The order keeps its units: once stopped they are open again.
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
        .filter((one) => isLive(one) && (channel === '' || one.channel === channel));
      const there = live.filter((one) => one.status === 'sent' || isAtPartner(one));
      if (there.length === 0) {
        builder.left(s, {
          code: live.some(({ status }) => status === 'shipped') ? 'parcel.shipped' : 'shipment.not-there',
          detail: '',
        });
        return;
      }
      const fresh = there.filter((one) => !isAtPartner(one) || one.says !== CANCEL_ASKED);
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
      if (before === undefined) builder.change(s);
      else builder.change(s, 'recall.again', `${before.id}: ${before.why}`);
      for (const shipment of fresh) {
        if (isAtPartner(shipment)) ask(s, shipment.id, shipment.index, [CANCEL_ASKED]);
        else stop(s, shipment.id, shipment.index, [now]);
      }
    });
    return builder.build();
  },
};
