/** A parcel as the partner may see it on the packing page and on a slip: nothing that its preset does not show. */
import { countryName } from '../../shared/address/countries.ts';
import type { PartnerPreset } from '../../shared/partner-sheet/preset.ts';
import {
  type DescribedCells,
  describe,
  type PartnerParcel,
  type RowState,
} from '../../shared/partner-sheet/row.ts';

export interface PackingLine {
  readonly sku: string;
  /** "" where the preset shows no names. */
  readonly name: string;
  readonly quantity: number;
}
export interface PackingRow {
  /** The lead Shipment ID. */
  readonly id: string;
  readonly state: RowState;
  /** The tracking number that was taken; "" for none. */
  readonly number: string;
  /** "" where it has none, or the preset shows none. */
  readonly batch: string;
  /** By SKU; empty where the preset shows no contents. */
  readonly lines: readonly PackingLine[];
  /** null where the preset shows no contents. */
  readonly units: number | null;
  /** In grams, as it stands in the sheet. */
  readonly weight: string;
  readonly to: Readonly<Record<AddressPart, string>>;
  /** Its ISO code; "" where the preset shows no country. */
  readonly region: string;
  /** What changed, or why it is cancelled; not for the slip, which goes into the box. */
  readonly change: string;
}
const PERSONAL_PARTS = ['name', 'address1', 'address2', 'city', 'state', 'postalCode', 'phone'] as const;
type AddressPart = (typeof PERSONAL_PARTS)[number] | 'country';

/** Numbers in texts count as numbers: `1042-2` before `1042-10`. Ties end on the code units. */
const numeric = new Intl.Collator('en', { numeric: true });
export const byText = (a: string, b: string): number => numeric.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);

/** What else is known of a row of the sheet. */
export interface RowFacts {
  readonly state: RowState;
  readonly number: string;
  readonly change: string;
  /** Names and addresses were replaced; what stands there instead. */
  readonly removed: string | null;
}

/** What a preset shows of a parcel; cells of `describe` and nothing beside them. */
export function packingRow(parcel: PartnerParcel, facts: RowFacts, preset: PartnerPreset): PackingRow {
  const cells = describe(parcel, preset);
  // The placeholder stands there once, whatever it stands for.
  const first = PERSONAL_PARTS.find((key) => (cells[key] ?? '') !== '');
  const part = (key: (typeof PERSONAL_PARTS)[number]): string => {
    if (facts.removed === null) return cells[key] ?? '';
    return key === first ? facts.removed : '';
  };
  const lines = linesOf(parcel, cells);
  const counted = cells.units !== undefined || lines.length > 0;
  return {
    id: parcel.id,
    state: facts.state,
    number: facts.number,
    batch: cells.batch ?? '',
    lines,
    units: counted ? parcel.lines.reduce((sum, { quantity }) => sum + quantity, 0) : null,
    weight: cells.weight ?? '',
    to: {
      name: part('name'),
      address1: part('address1'),
      address2: part('address2'),
      city: part('city'),
      state: part('state'),
      postalCode: part('postalCode'),
      country: cells.country === undefined ? '' : countryName(parcel.to.country),
      phone: part('phone'),
    },
    region: cells.country === undefined ? '' : parcel.to.country,
    change: preset.columns.some(({ key }) => key === 'change') && facts.removed === null ? facts.change : '',
  };
}

function linesOf({ lines }: PartnerParcel, cells: DescribedCells): PackingLine[] {
  if (cells.contents === undefined && cells.skus === undefined) return [];
  return lines
    .map(({ sku, name, quantity }) => ({ sku, quantity, name: cells.contents === undefined ? '' : name }))
    .sort((a, b) => byText(a.sku, b.sku));
}

/** Where the town stands before its postal code. */
const TOWN_FIRST = new Set([
  'US',
  'CA',
  'AU',
  'NZ',
  'GB',
  'IE',
  'IN',
  'SG',
  'HK',
  'TW',
  'JP',
  'KR',
  'PR',
  'BR',
]);

/** The address in lines, as it stands on a parcel. Empty where the preset shows none of it. */
export function addressLines({ to, region }: PackingRow): string[] {
  const { name, address1, address2, city, state, postalCode, country, phone } = to;
  const joined = (by: string, ...parts: string[]): string => parts.filter((part) => part !== '').join(by);
  const town = TOWN_FIRST.has(region)
    ? joined(' ', joined(', ', city, state), postalCode)
    : joined(', ', joined(' ', postalCode, city), state);
  return [name, address1, address2, town, country, phone].filter((line) => line !== '');
}
