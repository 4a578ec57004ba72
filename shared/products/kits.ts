/** Kits as they were ordered: for whoever makes boxes, beside the units that they hold. */
import type { Accounts } from '../order/accounts.ts';
import type { Campaign } from '../order/campaign.ts';
import { parseItems, type Unit } from '../order/items.ts';
import { stageFacts } from '../order/stage.ts';

/** ordered = shipped + cancelled + open. */
export interface KitCounts {
  ordered: number;
  locked: number;
  paid: number;
  /** Complete ones: a kit is shipped when all of its parts are (case C5). */
  shipped: number;
  /** Complete ones too: a kit that lost one part still ships. */
  cancelled: number;
  open: number;
}

/**
 * By kit SKU. Which parcel a part came in is known, not for which kit: where an order holds a SKU both alone and in a
 * kit, the kit counts first. Orders whose items cannot be read are left out.
 */
export function kitCounts(campaign: Campaign, all: readonly (Accounts | null)[]): Map<string, KitCounts> {
  const sums = new Map<string, KitCounts>();
  const kitsOf = kitReader(campaign);
  const { items } = campaign.facts;
  for (let i = 0; i < campaign.n; i++) {
    const account = all[i];
    if (account === null || account === undefined || account.problem !== null) continue;
    const kits = kitsOf(items[i] ?? '');
    if (kits.length === 0) continue;
    const { locked, paid } = stageFacts(campaign, i, account);
    for (const { sku, quantity } of kits) {
      let sum = sums.get(sku);
      if (sum === undefined) {
        sum = { ordered: 0, locked: 0, paid: 0, shipped: 0, cancelled: 0, open: 0 };
        sums.set(sku, sum);
      }
      const shipped = whole(campaign, account, sku, quantity, 'shipped');
      const cancelled = Math.min(quantity - shipped, whole(campaign, account, sku, quantity, 'cancelled'));
      sum.ordered += quantity;
      if (locked) sum.locked += quantity;
      if (paid) sum.paid += quantity;
      sum.shipped += shipped;
      sum.cancelled += cancelled;
      sum.open += quantity - shipped - cancelled;
    }
  }
  return sums;
}

/** The kits of an Items cell, as Products spells them; remembered, for orders repeat. */
export function kitReader(campaign: Campaign): (items: string) => readonly Unit[] {
  const known = new Map<string, readonly Unit[]>();
  return (items) => {
    let kits = known.get(items);
    if (kits === undefined) {
      const parsed = parseItems(items);
      kits = (parsed.ok ? parsed.items : []).flatMap(({ sku, quantity }) => {
        const product = campaign.catalog.find(sku);
        return product?.kind === 'kit' ? [{ sku: product.sku, quantity }] : [];
      });
      known.set(items, kits);
    }
    return kits;
  };
}

/** How many whole kits the shipped (or cancelled) units of an order make, `most` at most. Downloads do not ship. */
function whole(
  campaign: Campaign,
  account: Accounts,
  kit: string,
  most: number,
  what: 'shipped' | 'cancelled',
): number {
  const parts = campaign.catalog.explode(`${kit} x1`).units;
  let made = most;
  let some = false;
  for (const { sku, quantity } of parts) {
    if (campaign.catalog.isDigital(sku)) continue;
    some = true;
    const unit = account.units.find((one) => one.sku === sku);
    made = Math.min(made, Math.floor((unit?.[what] ?? 0) / quantity));
  }
  return some ? Math.max(0, made) : 0;
}
