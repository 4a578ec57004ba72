import { accounts } from '../order/accounts.ts';
import { firstRefusal, hasPhysical, notAllShipped, notCancelled } from '../order/guards.ts';
import { planBuilder } from '../plan/builder.ts';
import { NOTHING_SENT, type OrderAction, textOption } from './action.ts';
import { actionInfo } from './info.ts';
import { eachOrder, keysOf, oneLine } from './parts.ts';

/** There must be something that a hold can keep back. */
const GUARDS = [notCancelled, hasPhysical, notAllShipped];

/** Keeps orders from being pushed: writes the reason and the day into Hold. A hold that is there stays as it is. */
export const hold: OrderAction = {
  info: actionInfo('hold'),
  words: { button: 'Hold', done: 'Put on hold', noun: 'order', sends: NOTHING_SENT },
  reads: () => ({}),
  check: (options) =>
    holdReason(options) === ''
      ? { ok: false, message: 'Say why the orders are held.' }
      : { ok: true, value: null },
  plan({ campaign, now, options }, rows) {
    const builder = planBuilder(keysOf(campaign, rows), rows);
    const set = builder.cells('Orders', ['Hold']);
    const text = `${holdReason(options)} (${now.slice(0, 10)})`;
    const held = campaign.col('Hold');
    const ids = campaign.col('Order ID');
    eachOrder(campaign, rows, builder, (i, s) => {
      const there = held[i] ?? '';
      if (there !== '') {
        builder.already(s, 'hold', there);
        return;
      }
      const refusal = firstRefusal(GUARDS, campaign, i, accounts(campaign, i));
      if (refusal !== null) {
        builder.left(s, refusal);
        return;
      }
      builder.change(s);
      set(s, ids[i] ?? '', i, [text]);
    });
    return builder.build();
  },
};

/** The reason on one line. */
function holdReason(options: Parameters<OrderAction['check']>[0]): string {
  return oneLine(textOption(options, 'reason'));
}
