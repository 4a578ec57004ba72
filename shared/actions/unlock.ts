import { accounts } from '../order/accounts.ts';
import { firstRefusal, notCancelled, nothingPushed, nothingShipped } from '../order/guards.ts';
import { readPayment } from '../order/payment.ts';
import { planBuilder } from '../plan/builder.ts';
import type { Payment } from '../tabs/tabs.ts';
import { counted, NOTHING_SENT, type OrderAction, textOption } from './action.ts';
import { actionInfo } from './info.ts';
import { eachOrder, keysOf } from './parts.ts';

const GUARDS = [notCancelled, nothingPushed, nothingShipped];

/**
 * What Payment becomes when a charged order is unlocked. With a difference it is not "paid" any more: otherwise a
 * dearer order would ship on the old charge.
 */
const AFTER_CHARGE = { difference: 'partly paid', refunded: 'refunded' } as const satisfies Record<
  string,
  Payment
>;

function answer(options: Parameters<OrderAction['check']>[0]): Payment | null {
  const said = textOption(options, 'charged');
  return said === 'difference' || said === 'refunded' ? AFTER_CHARGE[said] : null;
}

/** Takes lock-down, finalization and locked units back. A charged order needs a word on the money (case B18). */
export const unlock: OrderAction = {
  info: actionInfo('unlock'),
  words: { button: 'Unlock', done: 'Unlocked', noun: 'order', sends: NOTHING_SENT },
  reads: () => ({}),
  check: (options) =>
    textOption(options, 'reason') === ''
      ? { ok: false, message: 'Say why the orders are unlocked.' }
      : { ok: true, value: null },
  plan({ campaign, now, options }, rows) {
    const builder = planBuilder(keysOf(campaign, rows), rows);
    const set = builder.cells('Orders', ['Locked at', 'Finalized at', 'Locked items', 'Payment']);
    const setShipment = builder.cells('Shipments', ['Cancelled at']);
    const lockedAt = campaign.col('Locked at');
    const payments = campaign.col('Payment');
    const ids = campaign.col('Order ID');
    const becomes = answer(options);
    let repaid = 0;
    eachOrder(campaign, rows, builder, (i, s) => {
      if ((lockedAt[i] ?? '') === '') {
        builder.already(s);
        return;
      }
      const refusal = firstRefusal(GUARDS, campaign, i, accounts(campaign, i));
      if (refusal !== null) {
        builder.left(s, refusal);
        return;
      }
      const state = readPayment(payments[i] ?? '');
      const charged = state.known && (state.payment === 'paid' || state.payment === 'partly paid');
      if (charged && becomes === null) {
        builder.decide(s, { code: 'payment.charged', detail: '' });
        return;
      }
      const payment = charged && becomes !== null && becomes !== state.payment ? becomes : undefined;
      if (payment !== undefined) repaid++;
      builder.change(s);
      const id = ids[i] ?? '';
      set(s, id, i, ['', '', '', payment]);
      // A shipment that nobody has got yet was made from the locked units: it ends with them.
      for (const shipment of campaign.shipmentsOf(id)) {
        if (shipment.status === 'not sent') setShipment(s, shipment.id, shipment.index, [now]);
      }
    });
    if (repaid > 0 && becomes !== null) {
      builder.notice(
        'info',
        `The payment of ${counted(repaid, 'order')} becomes “${becomes}”: record the payment again before the address is finalized.`,
      );
    }
    return builder.build();
  },
};
