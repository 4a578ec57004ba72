/** A parcel and its packages as the store has them. */
import type { Selectable } from 'kysely';
import type { PackageTable, ParcelTable } from '../store/tables.ts';

export type Parcel = Selectable<ParcelTable>;
export type Package = Selectable<PackageTable>;

/** What stands in for packages that a partner has not told of: it only says that the order was shipped. */
export const UNSAID = '';

export const isLive = ({ voided_at }: Pick<Package, 'voided_at'>): boolean => voided_at === null;

/** Whether anything of a parcel has left, by the rule of its channel. */
export const hasShipped = (packages: readonly Package[]): boolean =>
  packages.some((one) => isLive(one) && one.shipped_at !== null);

/** What stated quantities add up to, by SKU in lower case. */
export function quantities(
  lines: Iterable<{ readonly sku: string; readonly quantity: number }>,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of lines) {
    const name = sku.trim().toLowerCase();
    sums.set(name, (sums.get(name) ?? 0) + quantity);
  }
  return sums;
}
