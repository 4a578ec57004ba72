import { planBuilder } from '../plan/builder.ts';
import { NOTHING_SENT, type OrderAction } from './action.ts';
import { actionInfo } from './info.ts';
import { eachOrder, keysOf } from './parts.ts';

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
    eachOrder(campaign, rows, builder, (i, s) => {
      if ((held[i] ?? '') === '') {
        builder.already(s);
        return;
      }
      builder.change(s);
      set(s, ids[i] ?? '', i, ['']);
    });
    return builder.build();
  },
};
