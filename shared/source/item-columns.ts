/** Keys of items, and the columns that hold their quantities. */
import type { ItemColumn, ItemKind } from './layout.ts';

/** Gathers item columns and gives each a key of its own. */
export function itemColumns(): {
  readonly list: ItemColumn[];
  add(column: number, item: { kind: ItemKind; title: string; platformId: string }): void;
} {
  const list: ItemColumn[] = [];
  const used = new Map<string, number>();
  return {
    list,
    add(column, { kind, title, platformId }) {
      const base = itemKey(kind, kind === 'item' ? title : platformId);
      const nth = (used.get(base) ?? 0) + 1;
      used.set(base, nth);
      list.push({ column, kind, title, platformId, key: nth === 1 ? base : `${base} (${nth})` });
    },
  };
}

/** The key of an item by its title, an add-on by its id, or a SKU. */
export const itemKey = (kind: ItemKind, id: string): string => `${kind}:${id}`;
