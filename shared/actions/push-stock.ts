/** Backorders: what Push sends of orders whose goods are not all there, by the channel's Backorder rule (cases C15, C16). */
import type { Campaign } from '../order/campaign.ts';
import type { Unit } from '../order/items.ts';
import { formatItems } from '../order/items.ts';
import type { PlanBuilder } from '../plan/builder.ts';
import { isAtPartner } from '../shipment/at-partner.ts';
import { type Table, textColumn } from '../tabs/table.ts';
import { BACKORDER_RULES } from '../tabs/tabs.ts';
import { counted } from './action.ts';
import type { Going } from './push-boxes.ts';

/**
 * The orders that go, with what goes of them. On hand is what was typed less what was sent and has not shipped; a SKU
 * without a figure is not counted. Oldest first, by Ordered at, then by id: when goods arrive, those that wait longest
 * go with the next push. A blank rule asks for no stock. Planned shipments go whole or wait.
 */
export function fromStock(
  campaign: Campaign,
  channels: Table | undefined,
  channel: string,
  going: readonly Going[],
  builder: PlanBuilder,
): readonly Going[] {
  const at = textColumn(channels, 'Channel').indexOf(channel);
  const typed = (textColumn(channels, 'Backorder rule')[at] ?? '').trim().toLowerCase();
  const rule = BACKORDER_RULES.find((one) => one === typed);
  if (rule === undefined) return going;
  const free = freeOf(campaign);
  const lacking = (units: readonly Unit[]): Unit[] =>
    units.flatMap(({ sku, quantity }) => {
      const short = quantity - (free.get(sku) ?? quantity);
      return short > 0 ? [{ sku, quantity: Math.min(short, quantity) }] : [];
    });
  const kept = new Map<number, Going>();
  let cut = 0;
  for (const order of oldestFirst(campaign, going)) {
    const planned = order.planned.flatMap(({ contents }) => campaign.catalog.units(contents).units);
    const all = summed([...planned, ...(order.made?.units ?? [])]);
    const short = lacking(all);
    const partly =
      rule === 'ship what is there' && order.made !== null && lacking(summed(planned)).length === 0;
    const missing = new Map(short.map(({ sku, quantity }) => [sku, quantity]));
    const units = (order.made?.units ?? []).flatMap(({ sku, quantity }) => {
      const rest = quantity - (missing.get(sku) ?? 0);
      return rest > 0 ? [{ sku, quantity: rest }] : [];
    });
    if (short.length > 0 && (!partly || (units.length === 0 && planned.length === 0))) {
      const refusal = {
        code: rule === 'ask' ? 'stock.ask' : 'stock.short',
        detail: formatItems(short),
      } as const;
      if (rule === 'ask') builder.decide(order.s, refusal);
      else builder.left(order.s, refusal);
      continue;
    }
    if (short.length > 0) {
      cut++;
      builder.change(order.s, 'stock.partly', formatItems(short));
    }
    for (const { sku, quantity } of summed([...planned, ...units])) {
      const left = free.get(sku);
      if (left !== undefined) free.set(sku, left - quantity);
    }
    const made = order.made === null || units.length === 0 ? null : { ...order.made, units };
    kept.set(order.s, { ...order, made });
  }
  const held = going.length - kept.size;
  if (held > 0 || cut > 0) {
    builder.notice(
      'warning',
      `Goods run short: ${counted(held, 'order')} wait and ${counted(cut, 'order')} go in part. On hand is what Products says: take off what has shipped since it was counted.`,
    );
  }
  return going.flatMap(({ s }) => kept.get(s) ?? []);
}

function freeOf(campaign: Campaign): Map<string, number> {
  const free = new Map<string, number>();
  for (const { sku, onHand } of campaign.catalog.products.values())
    if (onHand !== null) free.set(sku, onHand);
  if (free.size === 0) return free;
  for (const shipment of campaign.shipments) {
    if (shipment.status !== 'sent' && !isAtPartner(shipment)) continue;
    for (const { sku, quantity } of campaign.catalog.units(shipment.contents).units) {
      const left = free.get(sku);
      if (left !== undefined) free.set(sku, Math.max(0, left - quantity));
    }
  }
  return free;
}

/** An order without a time is the last one: nobody knows that it is older. */
function oldestFirst(campaign: Campaign, going: readonly Going[]): Going[] {
  const ordered = campaign.col('Ordered at');
  const when = ({ i }: Going): string => ordered[i] || '~';
  return [...going].sort((a, b) =>
    when(a) < when(b) ? -1 : when(a) > when(b) ? 1 : a.orderId < b.orderId ? -1 : 1,
  );
}

function summed(units: readonly Unit[]): Unit[] {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of units) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return [...sums].map(([sku, quantity]) => ({ sku, quantity }));
}
