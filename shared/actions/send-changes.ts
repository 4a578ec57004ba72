/** Send Changes: tells a connected partner the address as it is now (story 3, case D12). */

import { accounts } from '../order/accounts.ts';
import { firstRefusal, type Guard, READY } from '../order/guards.ts';
import { planBuilder } from '../plan/builder.ts';
import { isAtPartner, isUpdateRefused, UPDATE_AGREED, UPDATE_ASKED } from '../shipment/at-partner.ts';
import { textColumn } from '../tabs/table.ts';
import { ASKS_PARTNERS, isChecked, type OrderAction } from './action.ts';
import { actionInfo } from './info.ts';
import { eachOrder, keysOf } from './parts.ts';
import { SHIP_TO_COLUMNS, shipToOf } from './shipments.ts';

/** The new address must be as good as that of a push. */
const GUARDS: readonly Guard[] = READY;

/**
 * Writes the address of today into Ship to of what a connected partner has and has not shipped, and asks it to take the
 * change; what it answers comes with the next sync. A partner that takes no changes says so: Recall Parcels is left, or its
 * word by phone, for an address that it was asked to take.
 */
export const sendChanges: OrderAction = {
  info: actionInfo('send-changes'),
  words: { button: 'Send the changes of', done: 'Sent the changes of', noun: 'order', sends: ASKS_PARTNERS },
  reads: () => ({
    Orders: SHIP_TO_COLUMNS,
    Shipments: ['Ship to'],
    Channels: ['Channel', 'SKUs', 'Method', 'Connected to', 'Countries', 'Priority'],
  }),
  check: () => ({ ok: true, value: null }),
  plan({ campaign, options }, rows) {
    const builder = planBuilder(keysOf(campaign, rows), rows);
    const ask = builder.cells('Shipments', ['Ship to', 'Warehouse says']);
    const told = textColumn(campaign.shipmentsTable, 'Ship to');
    const confirmed = isChecked(options, 'confirmed');
    eachOrder(campaign, rows, builder, (i, s) => {
      const there = campaign.shipmentsAt(i).filter(isAtPartner);
      if (there.length === 0) {
        builder.left(s, { code: 'shipment.not-there', detail: '' });
        return;
      }
      const now = shipToOf(campaign, i);
      const stale = there.filter(
        ({ index, says }) =>
          told[index] !== now || isUpdateRefused(says) || (confirmed && says === UPDATE_ASKED),
      );
      // Only of the very address that it was asked to take.
      const agreed = stale.filter(({ index }) => confirmed && told[index] === now);
      if (stale.length === 0) {
        builder.already(s, 'already.done', there.map(({ id }) => id).join(', '));
        return;
      }
      const refusal = firstRefusal(GUARDS, campaign, i, accounts(campaign, i));
      if (refusal !== null) {
        builder.left(s, refusal);
        return;
      }
      if (agreed.length === 0) builder.change(s);
      else builder.change(s, 'changes.agreed', agreed.map(({ id }) => id).join(', '));
      for (const one of stale)
        ask(s, one.id, one.index, [now, agreed.includes(one) ? UPDATE_AGREED : UPDATE_ASKED]);
    });
    return builder.build();
  },
};
