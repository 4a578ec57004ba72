/** Substitute Item: cancels n of one SKU and adds n of another, with the link in Notes (cases C4, C18). */
import { type Accounts, accounts } from '../order/accounts.ts';
import type { Campaign } from '../order/campaign.ts';
import { atWarehouse, cancelling } from '../order/cancelling.ts';
import {
  contentAccepted,
  itemsReadable,
  notCancelled,
  type Refusal,
  rewardsMapped,
} from '../order/guards.ts';
import { planBuilder } from '../plan/builder.ts';
import type { Options } from '../plan/types.ts';
import { readGoods } from '../products/goods.ts';
import { NOTHING_SENT, type OrderAction, textOption } from './action.ts';
import { actionInfo } from './info.ts';
import { itemChange, noted, refusedSku } from './items-change.ts';
import { cutSetter, eachOrder, keysOf, oneLine } from './parts.ts';

/** How many units are substituted in one order; or why none are. */
type Decision =
  | { readonly what: 'change'; readonly quantity: number }
  | { readonly what: 'already'; readonly detail: string }
  | { readonly what: 'left'; readonly refusal: NonNullable<Refusal> };

/**
 * Of each order what is open of the one SKU is cancelled, at most `each` altogether, and as many of the other are
 * added. What is at a warehouse or has shipped stays. Customs data follow the new SKU, for they belong to it.
 */
export const substituteItem: OrderAction = {
  info: actionInfo('substitute-item'),
  words: { button: 'Substitute in', done: 'Substituted in', noun: 'order', sends: NOTHING_SENT },
  reads: () => ({
    Orders: ['Name', 'Notes', 'Address 1', 'Address 2', 'City', 'State/Province', 'Postal code', 'Country'],
    Products: ['SKU', 'Discontinued'],
  }),
  check(options) {
    const [from, to] = [textOption(options, 'from'), textOption(options, 'to')];
    if (from === '' || to === '') return { ok: false, message: 'Choose both SKUs.' };
    if (from === to) return { ok: false, message: 'Choose two different SKUs.' };
    if (mostOf(options) === null)
      return { ok: false, message: 'Give “At most of each order” as a whole number, or leave it empty.' };
    return textOption(options, 'reason') === ''
      ? { ok: false, message: 'Say why: it is noted in each order.' }
      : { ok: true, value: null };
  },
  plan({ campaign, tables, now, options }, rows) {
    const builder = planBuilder(keysOf(campaign, rows), rows);
    const from = skuOf(campaign, textOption(options, 'from'));
    const to = skuOf(campaign, textOption(options, 'to'));
    const most = mostOf(options);
    if (most === null) throw new Error('The options were not checked');
    const refused = refusedSku(campaign, readGoods(tables.Products, now), { sku: to, quantity: 1 });
    const write = itemChange(builder, campaign);
    const cut = cutSetter(builder, now);
    const notes = campaign.col('Notes');
    let units = 0;
    eachOrder(campaign, rows, builder, (i, s) => {
      const account = accounts(campaign, i);
      const decision: Decision =
        refused === null ? decide(campaign, i, account, from, most) : { what: 'left', refusal: refused };
      // Two spellings of one SKU: cancelled and added again, each run would find it open once more.
      if (from === to) builder.already(s);
      else if (decision.what === 'already') builder.already(s, 'already.cancelled', decision.detail);
      else if (decision.what === 'left') builder.left(s, decision.refusal);
      else {
        const { quantity } = decision;
        const made = cancelling(campaign, i, account, new Map([[from, quantity]]));
        const said = `${from} x${quantity} → ${to} x${quantity}: ${oneLine(textOption(options, 'reason'))}`;
        builder.change(s);
        write(s, i, {
          added: { sku: to, quantity },
          cancelled: made.cancelledItems,
          note: noted(notes[i] ?? '', said),
        });
        cut(s, made);
        units += quantity;
      }
    });
    if (units > 0)
      builder.figures({
        title: 'Units',
        columns: ['SKU', 'Units'],
        rows: [
          [`${from} (cancelled)`, units],
          [`${to} (added)`, units],
        ],
      });
    return builder.build();
  },
};

function decide(campaign: Campaign, i: number, account: Accounts, from: string, most: number): Decision {
  const locked = campaign.facts.lockedAt[i] !== '';
  const refusal =
    itemsReadable(campaign, i, account) ??
    rewardsMapped(campaign, i, account) ??
    notCancelled(campaign, i, account) ??
    (locked ? contentAccepted(campaign, i, account) : null);
  if (refusal !== null) return { what: 'left', refusal };
  const unit = account.units.find(({ sku, ordered }) => sku === from && ordered > 0);
  if (unit === undefined) return { what: 'left', refusal: { code: 'sku.not-in-order', detail: from } };
  const quantity = Math.min(Math.max(0, unit.open), most - unit.cancelled);
  if (quantity > 0) return { what: 'change', quantity };
  if (unit.cancelled > 0) return { what: 'already', detail: `${from} x${unit.cancelled}` };
  const sent = unit.pushed > 0 ? atWarehouse(campaign, i) : null;
  return {
    what: 'left',
    refusal:
      sent === null ? { code: 'parcel.shipped', detail: '' } : { code: 'cancel.at-partner', detail: sent },
  };
}

/** A SKU as Products spells it. */
function skuOf(campaign: Campaign, said: string): string {
  return campaign.catalog.find(said)?.sku ?? said;
}

/** The most of each order; without a number no limit, null for what is no number of 1 or more. */
function mostOf(options: Options): number | null {
  const said = textOption(options, 'each');
  if (said === '') return Number.POSITIVE_INFINITY;
  return /^[1-9]\d{0,4}$/.test(said) ? Number(said) : null;
}
