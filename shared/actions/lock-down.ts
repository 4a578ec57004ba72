import { accounts, unitsOf } from '../order/accounts.ts';
import type { Exploded } from '../order/catalog.ts';
import {
  contentAccepted,
  firstRefusal,
  itemsReadable,
  notCancelled,
  paymentInformation,
  rewardsMapped,
  skusKnown,
  surveyAnswered,
} from '../order/guards.ts';
import { CONTENT_COLUMNS } from '../order/row-check.ts';
import { planBuilder } from '../plan/builder.ts';
import { NOTHING_SENT, type OrderAction } from './action.ts';
import { actionInfo } from './info.ts';
import { columnMoved, eachOrder, keysOf, sortedAlone, unitFigures } from './parts.ts';

/** Lock-down needs these; the order must not be locked already. */
const GUARDS = [notCancelled, itemsReadable, rewardsMapped, skusKnown, surveyAnswered, paymentInformation];

/** So many of the orders to be locked are looked at for a column that was sorted by itself (case J2). */
const SAMPLE = 200;

/** Freezes the items: Locked at, and Locked items as the exploded units. */
export const lockDown: OrderAction = {
  info: actionInfo('lock-down'),
  words: { button: 'Lock down', done: 'Locked down', noun: 'order', sends: NOTHING_SENT },
  request: 'Locked down',
  reads: () => ({ Orders: CONTENT_COLUMNS }),
  check: () => ({ ok: true, value: null }),
  plan({ campaign, now }, rows) {
    const builder = planBuilder(keysOf(campaign, rows), rows);
    const set = builder.cells('Orders', ['Locked at', 'Locked items'], 'accepts');
    const lockedAt = campaign.facts.lockedAt;
    const counts = new Map<Exploded, number>();
    const ids = campaign.facts.id;
    let seen = 0;
    let outside = 0;
    eachOrder(campaign, rows, builder, (i, s) => {
      if (lockedAt[i] !== '') {
        builder.already(s);
        return;
      }
      const base = unitsOf(campaign, i);
      const account = accounts(campaign, i, base);
      const refusal = firstRefusal(GUARDS, campaign, i, account);
      if (refusal !== null) {
        builder.left(s, refusal);
        return;
      }
      builder.change(s);
      // Edits are free until here, and locking takes them in.
      if (seen++ < SAMPLE && contentAccepted(campaign, i, account)?.code === 'row.edited') outside++;
      set(s, ids[i] ?? '', i, [now, base.text]);
      counts.set(base, (counts.get(base) ?? 0) + 1);
    });
    if (columnMoved(outside, Math.min(seen, SAMPLE)))
      builder.notice('warning', sortedAlone('Many of these orders'));
    if (counts.size > 0) builder.figures(unitFigures(counts, 'Units that become final'));
    return builder.build();
  },
};
