import { type Accounts, accounts } from '../order/accounts.ts';
import type { Campaign } from '../order/campaign.ts';
import { ADDRESS_FIELDS, type AddressLook, lookAt } from '../order/deliverable.ts';
import {
  contentAccepted,
  firstRefusal,
  hasPhysical,
  itemsReadable,
  locked,
  notAllShipped,
  notCancelled,
  paid,
  rewardsMapped,
  skusKnown,
} from '../order/guards.ts';
import { CONTENT_COLUMNS } from '../order/row-check.ts';
import { type PlanBuilder, planBuilder } from '../plan/builder.ts';
import { explain, type ReasonCode } from '../plan/reasons.ts';
import { CHANGE } from '../plan/types.ts';
import { counted, NOTHING_SENT, type OrderAction } from './action.ts';
import { actionInfo } from './info.ts';
import { eachOrder, keysOf } from './parts.ts';

const GUARDS = [
  notCancelled,
  hasPhysical,
  notAllShipped,
  itemsReadable,
  rewardsMapped,
  skusKnown,
  locked,
  paid,
  contentAccepted,
];

/** Finalize Addresses with a check of addresses: sets Finalized at and accepts the row's content. */
export function finalizeAddressesWith(look: (campaign: Campaign, i: number) => AddressLook): OrderAction {
  return {
    info: actionInfo('finalize-addresses'),
    words: {
      button: 'Finalize the address of',
      done: 'Finalized the address of',
      noun: 'order',
      sends: NOTHING_SENT,
    },
    request: 'Ready to ship',
    reads: () => ({ Orders: [...new Set([...CONTENT_COLUMNS, ...ADDRESS_FIELDS])] }),
    check: () => ({ ok: true, value: null }),
    plan({ campaign, now }, rows) {
      const builder = planBuilder(keysOf(campaign, rows), rows);
      const set = builder.cells('Orders', ['Finalized at'], 'accepts');
      const finalizedAt = campaign.col('Finalized at');
      const ids = campaign.col('Order ID');
      const empty = emptyStock(campaign);
      const byCode = new Map<ReasonCode, number>();
      let warned = 0;
      eachOrder(campaign, rows, builder, (i, s) => {
        if ((finalizedAt[i] ?? '') !== '') {
          builder.already(s);
          return;
        }
        const account = accounts(campaign, i);
        const early = firstRefusal(GUARDS, campaign, i, account);
        const { refusal, warnings } = early === null ? look(campaign, i) : { refusal: early, warnings: [] };
        if (refusal !== null) {
          builder.left(s, refusal);
          return;
        }
        const [first] = warnings;
        if (first !== undefined) warned++;
        const without = empty.size === 0 ? undefined : stillToShip(account).find(([sku]) => empty.has(sku));
        if (without !== undefined) builder.change(s, 'stock.none', without[0]);
        else if (first !== undefined) builder.change(s, first.code, first.detail);
        else builder.change(s);
        for (const code of new Set(warnings.map((warning) => warning.code)))
          byCode.set(code, (byCode.get(code) ?? 0) + 1);
        set(s, ids[i] ?? '', i, [now]);
      });
      warnOfAddresses(builder, warned, byCode);
      warnOfStock(campaign, builder, rows);
      return builder.build();
    },
  };
}

/** Says how many addresses go through with a warning, and of which kinds. */
function warnOfAddresses(
  builder: PlanBuilder,
  warned: number,
  byCode: ReadonlyMap<ReasonCode, number>,
): void {
  if (warned === 0) return;
  builder.notice(
    'warning',
    `Warnings about the address of ${counted(warned, 'order')}. They can be finalized; Check Addresses first (Shipsheet, Orders) shows each with a proposal.`,
  );
  builder.figures({
    title: 'Warnings about addresses',
    columns: ['Warning', 'Orders'],
    rows: [...byCode]
      .map(([code, orders]): [string, number] => [explain(code, '…').sentence, orders])
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
  });
}

/** SKUs whose stock was typed, and is used up. A blank On hand is unknown and says nothing. */
function emptyStock(campaign: Campaign): Set<string> {
  const empty = new Set<string>();
  for (const product of campaign.catalog.products.values()) {
    if (product.onHand !== null && product.onHand <= 0) empty.add(product.sku);
  }
  return empty;
}

/** What has not left yet: [unit SKU, quantity], open and at the warehouse. */
function stillToShip(account: Accounts): [string, number][] {
  return account.units
    .filter((unit) => unit.physical)
    .map((unit): [string, number] => [unit.sku, Math.max(0, unit.open) + unit.pushed])
    .filter(([, quantity]) => quantity > 0);
}

/** A notice and figures of the SKUs that the finalized orders, these among them, need more of than is on hand. */
function warnOfStock(campaign: Campaign, builder: PlanBuilder, rows: readonly number[]): void {
  const typed = [...campaign.catalog.products.values()].filter((product) => product.onHand !== null);
  if (typed.length === 0) return;
  const finalizedAt = campaign.col('Finalized at');
  const needed = new Map<string, number>();
  const need = (i: number): void => {
    for (const [sku, quantity] of stillToShip(accounts(campaign, i)))
      needed.set(sku, (needed.get(sku) ?? 0) + quantity);
  };
  for (let i = 0; i < campaign.n; i++) if ((finalizedAt[i] ?? '') !== '') need(i);
  for (let s = 0; s < rows.length; s++) if (builder.outcomeOf(s) === CHANGE) need(rows[s] ?? 0);
  const short = typed
    .map(({ sku, onHand }) => ({ sku, onHand: onHand ?? 0, needed: needed.get(sku) ?? 0 }))
    .filter((line) => line.needed > line.onHand)
    .sort((a, b) => b.needed - b.onHand - (a.needed - a.onHand) || (a.sku < b.sku ? -1 : 1));
  if (short.length === 0) return;
  builder.notice(
    'warning',
    `There is less on hand than the finalized orders need of ${counted(short.length, 'SKU')}: ${short
      .slice(0, 5)
      .map((line) => line.sku)
      .join(
        ', ',
      )}${short.length > 5 ? ', …' : ''}. The orders can be finalized; they ship when stock is there.`,
  );
  builder.figures({
    title: 'Less on hand than needed',
    columns: ['SKU', 'Needed', 'On hand', 'Missing'],
    rows: short.map((line) => [line.sku, line.needed, line.onHand, line.needed - line.onHand]),
  });
}

/** Finalize Addresses as the menu has it. */
export const finalizeAddresses: OrderAction = finalizeAddressesWith(lookAt);
