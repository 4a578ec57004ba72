/** What a parcel holds, from the rows that a sheet hands over. Pure. */
import { createHash } from 'node:crypto';
import { parseItems } from '../../shared/order/items.ts';
import type { HandedShipment, HandOver } from '../../shared/sync/wire.ts';
import type { Address, Line, ParcelOrder } from '../connectors/contract.ts';
import type { ParcelContent } from '../store/tables.ts';

type Product = HandOver['products'][number];
type Part = ParcelContent['shipments'][number];

export interface Handed {
  /** The lead Shipment ID. */
  readonly id: string;
  readonly rows: readonly HandedShipment[];
}

/** The rows of one request by parcel, in the order in which they came: rows of one Box are one parcel. */
export function parcelsIn(shipments: readonly HandedShipment[]): Handed[] {
  const parcels = new Map<string, HandedShipment[]>();
  for (const row of shipments) {
    const id = row.box || row.id;
    const rows = parcels.get(id);
    if (rows) rows.push(row);
    else parcels.set(id, [row]);
  }
  return [...parcels].map(([id, rows]) => ({ id, rows }));
}

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly detail: string };

const no = (code: string, detail: string) => ({ ok: false, code, detail }) as const;

/**
 * The content of a parcel: the rows handed over, and those of the same box that `known` has and that were not handed
 * over this time. The lead comes first and gives the address. Refuses contents that cannot be read (`items.invalid`,
 * `qty.invalid`), a parcel without units (`parcel.empty`) and a country that is no code (`address.country-unknown`).
 * `orderedAt` (ISO) is that of the first hand-over.
 */
export function contentOf(
  parcel: Handed,
  products: ReadonlyMap<string, Product>,
  known: ParcelContent | null,
  orderedAt: string,
): Read<ParcelContent> {
  const lead = parcel.rows.find(({ id }) => id === parcel.id) ?? parcel.rows[0];
  if (lead === undefined) return no('parcel.empty', '');
  const parts = new Map<string, Part>(known?.shipments.map((part) => [part.id, part]));
  for (const { id, orderId, contents, batch = '', cancelledAt } of parcel.rows)
    parts.set(id, { id, orderId, contents, ...(batch !== '' && { batch }), cancelledAt });
  const shipments = [...parts.values()].sort((a, b) => {
    if ((a.id === parcel.id) !== (b.id === parcel.id)) return a.id === parcel.id ? -1 : 1;
    return a.id < b.id ? -1 : 1;
  });
  const sums = new Map<string, number>();
  for (const { contents } of shipments) {
    const read = parseItems(contents === '-' ? '' : contents);
    if (!read.ok) return no(read.code, read.detail);
    for (const { sku, quantity } of read.items) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  }
  if (sums.size === 0) return no('parcel.empty', '');
  if (!/^[A-Z]{2}$/.test(lead.country)) return no('address.country-unknown', lead.country);
  const { name, address1, address2, city, state, postalCode, country, phone, email } = lead;
  return {
    ok: true,
    value: {
      shipments,
      order: {
        to: { name, address1, address2, city, state, postalCode, country, phone, email },
        lines: [...sums].map(([sku, quantity]) => lineOf(sku, quantity, products.get(sku))),
        taxId: lead.taxId,
        orderedAt: known?.order.orderedAt ?? orderedAt,
      },
      shipTo: lead.shipTo,
    },
  };
}

function lineOf(sku: string, quantity: number, product: Product | undefined): Line {
  return {
    sku,
    quantity,
    name: product?.name || sku,
    grams: product?.grams ?? null,
    lengthCm: product?.lengthCm ?? null,
    widthCm: product?.widthCm ?? null,
    heightCm: product?.heightCm ?? null,
    hsCode: product?.hsCode ?? '',
    origin: product?.origin ?? '',
    customsDescription: product?.customsDescription ?? '',
    customsValue: product?.customsValue ?? null,
    currency: product?.currency ?? '',
  };
}

const addressKey = (to: Address): string[] => [
  to.name,
  to.address1,
  to.address2,
  to.city,
  to.state,
  to.postalCode,
  to.country,
  to.phone,
  to.email,
];

/** Of all that a partner is told; not of when it was handed over. Field by field: JSON of the store sorts its keys. */
export function hashOf({ order }: ParcelContent): string {
  const lines = order.lines.map((line) => [
    line.sku,
    line.quantity,
    line.name,
    line.grams,
    line.lengthCm,
    line.widthCm,
    line.heightCm,
    line.hsCode,
    line.origin,
    line.customsDescription,
    line.customsValue,
    line.currency,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([addressKey(order.to), lines, order.taxId]))
    .digest('hex')
    .slice(0, 32);
}

/** Whether two contents go to one place with the same units: weights and customs data may differ. */
export function sameParcel(a: ParcelContent, b: ParcelContent): boolean {
  const key = ({ order }: ParcelContent): string =>
    JSON.stringify([
      addressKey(order.to),
      order.lines.map(({ sku, quantity }) => `${sku} x${quantity}`).sort(),
      order.taxId,
    ]);
  return key(a) === key(b);
}

/**
 * Whether what a partner has under our key is our parcel (case F9). What the partner does not say cannot differ; SKUs
 * compare without case and blanks, postal codes by their letters and digits.
 */
export function holdsTheSame(
  content: ParcelContent,
  there: {
    readonly lines: readonly { readonly sku: string; readonly quantity: number }[] | null;
    readonly destination: { readonly country: string; readonly postalCode: string } | null;
  },
): boolean {
  const { lines, to } = content.order;
  const counts = (all: readonly { readonly sku: string; readonly quantity: number }[]): string => {
    const sums = new Map<string, number>();
    for (const { sku, quantity } of all) {
      const name = sku.trim().toLowerCase();
      sums.set(name, (sums.get(name) ?? 0) + quantity);
    }
    return JSON.stringify([...sums].filter(([, n]) => n > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  if (there.lines !== null && counts(there.lines) !== counts(lines)) return false;
  if (there.destination === null) return true;
  const plain = (code: string): string => code.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
  const { country, postalCode } = there.destination;
  const [ours, theirs] = [plain(to.postalCode), plain(postalCode)];
  // Partners write `78701-1234` for 78701.
  const samePlace = ours === theirs || ours === '' || theirs === '' || prefix(ours, theirs);
  return (country === '' || country.toUpperCase() === to.country) && samePlace;
}

const prefix = (a: string, b: string): boolean =>
  /^\d{5}(\d{4})?$/.test(a) && /^\d{5}(\d{4})?$/.test(b) && a.slice(0, 5) === b.slice(0, 5);

/** A parcel as the connectors take it. */
export function orderOf(
  key: string,
  id: string,
  content: ParcelContent,
  emailsBy: ParcelOrder['emailsBy'],
): ParcelOrder {
  return {
    key,
    shipmentId: id,
    orderId: content.shipments[0]?.orderId ?? '',
    ...content.order,
    emailsBy,
  };
}
