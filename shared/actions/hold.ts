import { accounts } from '../order/accounts.ts';
import { firstRefusal, frozen, hasPhysical, notAllShipped, notCancelled } from '../order/guards.ts';
import { planBuilder } from '../plan/builder.ts';
import { NOTHING_SENT, type OrderAction, textOption } from './action.ts';
import { actionInfo } from './info.ts';
import { keysOf, oneLine } from './parts.ts';

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
    for (let s = 0; s < rows.length; s++) {
      const i = rows[s] ?? 0;
      const doubt = frozen(campaign, i);
      if (doubt !== null) {
        builder.left(s, doubt);
        continue;
      }
      const there = held[i] ?? '';
      if (there !== '') {
        builder.already(s, 'hold', there);
        continue;
      }
      const refusal = firstRefusal(GUARDS, campaign, i, accounts(campaign, i));
      if (refusal !== null) {
        builder.left(s, refusal);
        continue;
      }
      builder.change(s);
      set(s, ids[i] ?? '', i, [text]);
    }
    return builder.build();
  },
};

/** The reason on one line. */
function holdReason(options: Parameters<OrderAction['check']>[0]): string {
  return oneLine(textOption(options, 'reason'));
}
