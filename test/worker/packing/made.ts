/** A parcel as the packing page has it, for tests. */
import type { PackingRow } from '../../../worker/packing/rows.ts';

export const packing = (
  id: string,
  {
    to,
    items = { MUG: 1 },
    ...more
  }: Partial<Omit<PackingRow, 'to'>> & {
    readonly to?: Partial<PackingRow['to']>;
    readonly items?: Readonly<Record<string, number>>;
  } = {},
): PackingRow => {
  const lines = Object.entries(items).map(([sku, quantity]) => ({
    sku,
    name: `The ${sku.toLowerCase()}`,
    quantity,
  }));
  return {
    id,
    state: 'new',
    number: '',
    batch: '',
    lines,
    units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    weight: '',
    region: 'US',
    change: '',
    ...more,
    to: {
      name: 'Ada Fitzgerald',
      address1: '12 Main Street',
      address2: '',
      city: 'Austin',
      state: 'TX',
      postalCode: '78701',
      country: 'United States',
      phone: '',
      ...to,
    },
  };
};
