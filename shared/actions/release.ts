import { frozen } from '../order/guards.ts';
import { planBuilder } from '../plan/builder.ts';
import { NOTHING_SENT, type OrderAction } from './action.ts';
import { actionInfo } from './info.ts';
import { keysOf } from './parts.ts';

/** Ends a hold. */
export const release: OrderAction = {
  info: actionInfo('release'),
  words: { button: 'Release', done: 'Released', noun: 'order', sends: NOTHING_SENT },
  reads: () => ({}),
  check: () => ({ ok: true, value: null }),
  plan({ campaign }, rows) {
    const builder = planBuilder(keysOf(campaign, rows), rows);
    const set = builder.cells('Orders', ['Hold']);
    const held = campaign.col('Hold');
    const ids = campaign.col('Order ID');
    for (let s = 0; s < rows.length; s++) {
      const i = rows[s] ?? 0;
      const doubt = frozen(campaign, i);
      if (doubt !== null) {
        builder.left(s, doubt);
        continue;
      }
      if ((held[i] ?? '') === '') {
        builder.already(s);
        continue;
      }
      builder.change(s);
      set(s, ids[i] ?? '', i, ['']);
    }
    return builder.build();
  },
};
