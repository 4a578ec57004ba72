/** What a column of an export can hold: one entry a field, with what it reads and how it is written. */
import { countryCode, countryName } from '../address/countries.ts';
import type { Preset } from './preset.ts';

/** What Products says of a SKU, for customs and weights; blanks where it says nothing. */
export interface ExportProduct {
  readonly sku: string;
  readonly name: string;
  /** Grams; null when not known. */
  readonly weight: number | null;
  readonly hsCode: string;
  readonly origin: string;
  readonly description: string;
  /** Customs value of one unit, as typed. */
  readonly value: string;
}

export interface ExportLine {
  readonly product: ExportProduct;
  readonly quantity: number;
}

export interface ExportShipment {
  readonly id: string;
  readonly orderId: string;
  readonly batch: string;
  /** Shipments with the same Box travel in one parcel; "" alone. */
  readonly box: string;
  readonly contents: string;
  readonly lines: readonly ExportLine[];
  /** A cell of the order's row, by column name; "" where there is none. */
  cell(column: string): string;
}

/** What a row of the file is made of. */
export interface ExportRow {
  /** null on a row that sums over shipments: a pick list. */
  readonly shipment: ExportShipment | null;
  /** The item of this row; null where a row is a whole shipment. */
  readonly line: ExportLine | null;
  /** Shipments that hold the item of this row: for pick lists. */
  readonly shipments: number;
}

interface FieldOf {
  readonly label: string;
  /** Columns of Orders that it reads. */
  readonly orders?: readonly string[];
  /** Only on rows that are one item. */
  readonly item?: true;
  readonly write: (row: ExportRow, preset: Preset) => string;
}

const order = (label: string, column: string): FieldOf => ({
  label,
  orders: [column],
  write: ({ shipment }) => shipment?.cell(column) ?? '',
});

const product = (label: string, of: (line: ExportLine) => string): FieldOf => ({
  label,
  item: true,
  write: ({ line }) => (line === null ? '' : of(line)),
});

const GRAMS_A_KILO = 1000;
/** One avoirdupois ounce, by the international yard and pound agreement of 1959. */
const GRAMS_AN_OUNCE = 28.349523125;

/** Grams of one unit of the row's item, or of all that the row ships; null when a weight is not known. */
function grams({ shipment, line }: ExportRow): number | null {
  if (line !== null) return line.product.weight;
  let sum = 0;
  for (const { product: of, quantity } of shipment?.lines ?? []) {
    if (of.weight === null) return null;
    sum += of.weight * quantity;
  }
  return sum === 0 ? null : sum;
}

const weight = (label: string, unit: number, digits: number): FieldOf => ({
  label,
  write: (row) => {
    const found = grams(row);
    return found === null ? '' : String(Number((found / unit).toFixed(digits)));
  },
});

/** The last word is the family name: what files with two columns mean by it; one word is a first name. */
function firstAndLast(name: string): readonly [first: string, last: string] {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? (words.pop() ?? '') : '';
  return [words.join(' '), last];
}

/** The islands that post treats as states of the USA, by ISO code (USPS Publication 28, appendix B). */
const US_TERRITORIES: ReadonlySet<string> = new Set(['AS', 'GU', 'MP', 'PR', 'VI']);

/** Country and state as the preset wants them (D5, D6): inside, a territory may be written either way. */
function place({ shipment }: ExportRow, preset: Preset): { country: string; state: string } {
  const given = shipment?.cell('Country') ?? '';
  const state = shipment?.cell('State/Province') ?? '';
  const code = countryCode(given);
  if (code === null) return { country: given, state };
  const write = (one: string): string => (preset.country === 'name' ? countryName(one) : one);
  const stateCode = state.trim().toUpperCase();
  if (preset.territories === 'states' && US_TERRITORIES.has(code))
    return { country: write('US'), state: code };
  if (preset.territories === 'countries' && code === 'US' && US_TERRITORIES.has(stateCode)) {
    return { country: write(stateCode), state: '' };
  }
  return { country: write(code), state };
}

const PLACE = ['Country', 'State/Province'] as const;
const count = (lines: readonly ExportLine[]): number => lines.reduce((sum, line) => sum + line.quantity, 0);

/** All fields, in the order in which a person chooses from them. */
export const FIELDS = {
  'shipment-id': { label: 'Shipment ID', write: ({ shipment }) => shipment?.id ?? '' },
  'order-id': { label: 'Order ID', write: ({ shipment }) => shipment?.orderId ?? '' },
  'backer-number': order('Backer number', 'Backer number'),
  batch: { label: 'Batch', write: ({ shipment }) => shipment?.batch ?? '' },
  box: { label: 'Box: travels with', write: ({ shipment }) => shipment?.box ?? '' },
  'ordered-at': order('Ordered at', 'Ordered at'),
  name: order('Name', 'Name'),
  'first-name': {
    label: 'First name',
    orders: ['Name'],
    write: ({ shipment }) => firstAndLast(shipment?.cell('Name') ?? '')[0],
  },
  'last-name': {
    label: 'Last name',
    orders: ['Name'],
    write: ({ shipment }) => firstAndLast(shipment?.cell('Name') ?? '')[1],
  },
  address1: order('Address 1', 'Address 1'),
  address2: order('Address 2', 'Address 2'),
  city: order('City', 'City'),
  state: { label: 'State/Province', orders: PLACE, write: (row, preset) => place(row, preset).state },
  postal: order('Postal code', 'Postal code'),
  country: { label: 'Country', orders: PLACE, write: (row, preset) => place(row, preset).country },
  phone: order('Phone', 'Phone'),
  email: order('Email', 'Email'),
  'tax-id': order('Tax ID', 'Tax ID'),
  notes: order('Notes', 'Notes'),
  contents: { label: 'Contents', write: ({ shipment }) => shipment?.contents ?? '' },
  units: { label: 'Units in the parcel', write: ({ shipment }) => String(count(shipment?.lines ?? [])) },
  sku: product('SKU', (line) => line.product.sku),
  'item-name': product('Item name', (line) => line.product.name),
  quantity: product('Quantity', (line) => String(line.quantity)),
  shipments: { label: 'Shipments with this item', item: true, write: (row) => String(row.shipments) },
  'weight-g': weight('Weight in g', 1, 0),
  'weight-kg': weight('Weight in kg', GRAMS_A_KILO, 3),
  'weight-oz': weight('Weight in oz', GRAMS_AN_OUNCE, 2),
  'hs-code': product('HS code', (line) => line.product.hsCode),
  origin: product('Country of origin', (line) => countryCode(line.product.origin) ?? line.product.origin),
  'customs-description': product('Customs description', (line) => line.product.description),
  'customs-value': product('Customs value of one', (line) => line.product.value),
  /** Becomes a column for each SKU of the batch, with quantities. */
  'each-sku': { label: 'A column for each SKU', write: () => '' },
  text: { label: 'The same text in each row', write: () => '' },
  blank: { label: 'Empty, to be filled in', write: () => '' },
} as const satisfies Readonly<Record<string, FieldOf>>;

export type FieldId = keyof typeof FIELDS;
export const FIELD_IDS = Object.keys(FIELDS) as readonly FieldId[];

export const fieldOf = (id: FieldId): FieldOf => FIELDS[id];
