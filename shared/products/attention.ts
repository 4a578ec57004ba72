/** Needs attention for discontinued SKUs: nobody drops them silently from the orders that wait for them (case C4). */
import type { Accounts } from '../order/accounts.ts';
import type { AttentionItem } from '../order/attention.ts';
import { explain } from '../plan/reasons.ts';
import type { Goods } from './goods.ts';

/** One item a SKU, as long as an order has something open of it. `all` holds the accounts of each order. */
export function discontinuedAttention(
  all: readonly (Accounts | null)[],
  goods: ReadonlyMap<string, Goods>,
): AttentionItem[] {
  const gone = new Map([...goods].filter(([, one]) => one.discontinued).map(([sku]) => [sku, 0]));
  if (gone.size === 0) return [];
  for (const account of all)
    for (const { sku, open } of account?.units ?? []) {
      const known = gone.get(sku);
      if (open > 0 && known !== undefined) gone.set(sku, known + 1);
    }
  return [...gone]
    .filter(([, orders]) => orders > 0)
    .map(([sku, orders]) => {
      const { sentence, next } = explain('sku.discontinued', sku);
      return {
        key: `sku.discontinued/${sku}/`,
        what: `${sentence} Orders that wait for it: ${orders}.`,
        action: next,
      };
    });
}
