/** One of our parcels in the form that Easyship takes: alone, in a batch, or as an update. */
import { wrapLines } from '../../../shared/address/wrap.ts';
import type { Account, Line, ParcelOrder } from '../contract.ts';
import { isAbroad, regulatory } from './customs.ts';

type Settings = Account['settings'];

/** Longest texts in characters, by the API document of 2024-09. */
export const LONGEST = {
  name: 50,
  line: 35,
  city: 200,
  state: 200,
  phone: 20,
  email: 50,
  description: 200,
} as const;
export const MOST_LINES = 200;

/** What Easyship wants as the postal code of a country that has none. */
export const NO_CODE = '0';

/** On one line: Easyship prints these on labels. */
const plain = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** The two lines of the street, broken elsewhere where one is too long; null where they fit in no way (case D21). */
export function street({ address1, address2 }: ParcelOrder['to']): { line1: string; line2: string } | null {
  const wrapped = wrapLines(plain(address1), plain(address2), LONGEST.line);
  // Shortened words are for a person to accept.
  return wrapped && !wrapped.shortened ? wrapped : null;
}

/** The backer's, unless Easyship must not write to it: see the setting. "" where there is none. */
export function emailOf({ to, emailsBy }: ParcelOrder, settings: Settings): string {
  const own = settings.email ?? '';
  return plain(emailsBy === 'partner' || own === '' ? to.email || own : own);
}
export const phoneOf = ({ to }: ParcelOrder, settings: Settings): string =>
  plain(to.phone || (settings.phone ?? ''));

/** `30x20x10`, in cm; null for anything else. */
export function boxOf(text = ''): { length: number; width: number; height: number } | null {
  const [, ...sides] =
    /^\s*(\d+(?:[.,]\d+)?)\s*[x×*]\s*(\d+(?:[.,]\d+)?)\s*[x×*]\s*(\d+(?:[.,]\d+)?)/i.exec(text) ?? [];
  const [length = 0, width = 0, height = 0] = sides.map((side) => Number(side.replace(',', '.')));
  return length > 0 && width > 0 && height > 0 ? { length, width, height } : null;
}

/** `20 USD`; null for anything else. */
export function amountOf(text = ''): { value: number; currency: string } | null {
  const [, amount = '', currency = ''] = /^\s*(\d+(?:\.\d+)?)\s*([A-Z]{3})\s*$/.exec(text) ?? [];
  return Number(amount) > 0 ? { value: Number(amount), currency } : null;
}

/** Digits only (case E2); "" for what is no HS code. */
export function hsOf(text: string): string {
  const digits = text.replace(/[\s.]/g, '');
  return /^\d{6,10}$/.test(digits) ? digits : '';
}

/** Easyship's unit is the kilogram. */
const kg = (grams: number): number => grams / 1000;

export const isSized = ({ lengthCm, widthCm, heightCm }: Line): boolean =>
  (lengthCm ?? 0) > 0 && (widthCm ?? 0) > 0 && (heightCm ?? 0) > 0;

const someOf = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

/** What customs and couriers are told of a line, which `preflight` has found complete. */
function declared(line: Line, settings: Settings, abroad: boolean) {
  const hs = hsOf(line.hsCode);
  const own = (line.customsValue ?? 0) > 0 && line.currency !== '';
  const instead = abroad ? null : amountOf(settings.value);
  return {
    description: plain(line.customsDescription || line.name || line.sku),
    ...(hs !== '' ? { hs_code: hs } : someOf({ category: abroad ? '' : (settings.category ?? '') })),
    quantity: line.quantity,
    declared_currency: own ? line.currency : (instead?.currency ?? line.currency),
    declared_customs_value: own ? line.customsValue : (instead?.value ?? line.customsValue),
  };
}

function itemOf(line: Line, settings: Settings, abroad: boolean) {
  return {
    ...declared(line, settings, abroad),
    sku: line.sku,
    ...someOf({ origin_country_alpha2: line.origin }),
    actual_weight: kg(line.grams ?? 0),
    ...(isSized(line) && {
      dimensions: { length: line.lengthCm, width: line.widthCm, height: line.heightCm },
    }),
  };
}

/** The settings' box, where the products do not give one of their own. */
function packing(order: ParcelOrder, settings: Settings) {
  const box = order.lines.every(isSized) ? null : boxOf(settings.box);
  return box ? { box } : {};
}

function destination(order: ParcelOrder, settings: Settings) {
  const { to } = order;
  const lines = street(to) ?? { line1: plain(to.address1), line2: plain(to.address2) };
  return {
    line_1: lines.line1,
    ...someOf({ line_2: lines.line2 }),
    ...someOf({ state: plain(to.state) }),
    city: plain(to.city),
    ...someOf({ postal_code: plain(to.postalCode) }),
    country_alpha2: to.country,
    contact_name: plain(to.name),
    contact_phone: phoneOf(order, settings),
    contact_email: emailOf(order, settings),
  };
}

/** What alone, batch and update have in common. */
function shared(order: ParcelOrder, settings: Settings) {
  const numbers = regulatory(order, settings);
  return {
    ...someOf({ consignee_tax_id: plain(order.taxId) }),
    ...(Object.keys(numbers).length > 0 && { regulatory_identifiers: numbers }),
    incoterms: settings.incoterms === 'DDP' ? 'DDP' : 'DDU',
    insurance: { is_insured: false },
    order_data: {
      platform_name: 'Shipsheet',
      platform_order_number: order.key,
      order_created_at: order.orderedAt,
      seller_notes: `Order ${order.orderId}, shipment ${order.shipmentId}`,
    },
    // A second place for the key, which nobody edits by hand.
    metadata: { shipsheet: order.key },
    courier_settings: {
      ...someOf({ courier_service_id: settings.courierService ?? '' }),
      apply_shipping_rules: true,
    },
    shipping_settings: { units: { weight: 'kg', dimensions: 'cm' }, buy_label: false },
  };
}

function withItems(order: ParcelOrder, settings: Settings) {
  const abroad = isAbroad(order, settings);
  return {
    ...packing(order, settings),
    items: order.lines.map((line) => itemOf(line, settings, abroad)),
  };
}

/** Body of a shipment of its own. `originId` is an address in Easyship. */
export const shipmentBody = (order: ParcelOrder, settings: Settings, originId: string) => ({
  origin_address_id: originId,
  destination_address: destination(order, settings),
  ...shared(order, settings),
  parcels: [withItems(order, settings)],
});

/** Body of an update; `parcelId` is of the one box that Easyship has, "" where it has none. */
export const updateBody = (order: ParcelOrder, settings: Settings, parcelId: string) => ({
  destination_address: destination(order, settings),
  ...shared(order, settings),
  parcels: [{ ...someOf({ id: parcelId }), ...withItems(order, settings) }],
});

/**
 * Body of a batch. Its items are products of Easyship, by SKU, and its addresses must name state and postal code. The
 * weight is ours where we know it of all products.
 */
export function batchBody(orders: readonly ParcelOrder[], settings: Settings, originId: string) {
  return {
    shipments: orders.map((order) => {
      const abroad = isAbroad(order, settings);
      const grams = order.lines.map((line) => (line.grams ?? 0) * line.quantity);
      const weight = grams.reduce((sum, one) => sum + one, 0);
      const box = boxOf(settings.box);
      return {
        origin_address_id: originId,
        destination_address: { state: '', postal_code: NO_CODE, ...destination(order, settings) },
        ...shared(order, settings),
        parcels: [
          {
            ...(grams.every((one) => one > 0) && { total_actual_weight: kg(weight) }),
            ...(box && { box }),
            items: order.lines.map((line) => ({
              product: { sku: line.sku },
              ...declared(line, settings, abroad),
            })),
          },
        ],
      };
    }),
  };
}
