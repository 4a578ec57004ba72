/** ShipStation's v1 orders, shipments and fulfillments as what the contract knows. Only fields that are used are named. */
import { z } from 'zod';
import type { PartnerOrder, PartnerPackage } from '../contract.ts';
import { carrierOf } from './carriers.ts';
import { fromPacific } from './pacific.ts';

/** Where our orders say they come from. */
export const SOURCE = 'Shipsheet';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const ITEM = z.object({
  sku: text,
  quantity: z.number().nullish(),
  /** A discount or fee, not a thing. */
  adjustment: z.boolean().nullish(),
});
type Item = z.infer<typeof ITEM>;
const ADDRESS = z.object({ country: text, postalCode: text }).nullish();

export const ORDER = z.object({
  orderId: z.number(),
  orderNumber: text,
  orderKey: text,
  orderStatus: text,
  modifyDate: text,
  shipTo: ADDRESS,
  items: z.array(ITEM).nullish(),
  advancedOptions: z
    .object({
      source: z.string().nullish(),
      /** Of an order that was split off from another. */
      parentId: z.number().nullish(),
      mergedIds: z.array(z.number()).nullish(),
    })
    .nullish(),
});
export type Order = z.infer<typeof ORDER>;

const SHIPMENT = z.object({
  shipmentId: z.number(),
  orderId: z.number(),
  orderKey: text,
  orderNumber: text,
  createDate: text,
  shipmentCost: z.number().nullish(),
  trackingNumber: text,
  isReturnLabel: z.boolean().nullish(),
  carrierCode: text,
  voided: z.boolean().nullish(),
  voidDate: text,
  shipTo: ADDRESS,
  shipmentItems: z.array(ITEM).nullish(),
});
type Shipment = z.infer<typeof SHIPMENT>;

const FULFILLMENT = z.object({
  fulfillmentId: z.number(),
  orderId: z.number(),
  orderNumber: text,
  createDate: text,
  shipDate: text,
  trackingNumber: text,
  carrierCode: text,
  voided: z.boolean().nullish(),
  shipTo: ADDRESS,
});
type Fulfillment = z.infer<typeof FULFILLMENT>;

const paged = { page: z.number().nullish(), pages: z.number().nullish() };
export const ORDERS = z.object({ orders: z.array(ORDER), ...paged });
export const SHIPMENTS = z.object({ shipments: z.array(SHIPMENT), ...paged });
export const FULFILLMENTS = z.object({ fulfillments: z.array(FULFILLMENT), ...paged });

/** Null unless each line says what it is: half a list would pass for the contents. */
function linesOf(items: readonly Item[] | null | undefined): PartnerPackage['lines'] {
  const things = items?.filter(({ adjustment }) => adjustment !== true) ?? [];
  if (things.length === 0) return null;
  const lines = things.map(({ sku, quantity }) => ({ sku, quantity: quantity ?? 0 }));
  return lines.every(({ sku, quantity }) => sku !== '' && quantity > 0) ? lines : null;
}

const destinationOf = (to: z.infer<typeof ADDRESS>): PartnerOrder['destination'] =>
  to && to.country !== '' ? { country: to.country, postalCode: to.postalCode } : null;

/** ShipStation's order statuses (its API documents; rejected_fulfillment: its help pages). Others say nothing. */
const STATES: ReadonlyMap<string, PartnerOrder['state']> = new Map([
  ['awaiting_payment', 'accepted'],
  ['awaiting_shipment', 'accepted'],
  ['pending_fulfillment', 'accepted'],
  ['on_hold', 'accepted'],
  ['shipped', 'shipped'],
  ['cancelled', 'cancelled'],
  ['rejected_fulfillment', 'refused'],
]);
const REASONS: Readonly<Partial<Record<PartnerOrder['state'], string>>> = {
  cancelled: 'Cancelled in ShipStation.',
  refused: 'The fulfilment provider rejected it in ShipStation.',
};
export function readOrder(order: Order): PartnerOrder {
  const state = STATES.get(order.orderStatus) ?? 'unsaid';
  return {
    key: order.orderKey,
    externalId: String(order.orderId),
    orderNumber: order.orderNumber,
    state,
    reason: REASONS[state] ?? '',
    lines: linesOf(order.items),
    destination: destinationOf(order.shipTo),
    packages: [],
  };
}

/**
 * A package is known by its tracking number, since the number is the same wherever ShipStation tells of it (v1, v2, a
 * person marking the order as shipped), and its own ids are not.
 */
export const packageId = (number: string, fallback: string): string => number || fallback;

function readLabel(label: Shipment, currency: string): PartnerPackage {
  return {
    id: packageId(label.trackingNumber, `shipment ${label.shipmentId}`),
    number: label.trackingNumber,
    carrier: carrierOf(label.carrierCode),
    url: '',
    // ShipStation takes an order for shipped when its label is made.
    shippedAt: fromPacific(label.createDate),
    voided: label.voided === true || label.voidDate !== '',
    lines: linesOf(label.shipmentItems),
    cost: typeof label.shipmentCost === 'number' ? `${label.shipmentCost.toFixed(2)} ${currency}` : '',
    scans: [],
  };
}

/** When a person says it left, unless that is the day of saying it, whose hour is known, or later. */
function leftAt({ shipDate, createDate }: Fulfillment): string {
  const earlier = shipDate.slice(0, 10) < createDate.slice(0, 10);
  return fromPacific(shipDate !== '' && (earlier || createDate === '') ? shipDate : createDate);
}

function readFulfillment(one: Fulfillment): PartnerPackage {
  return {
    id: packageId(one.trackingNumber, `fulfillment ${one.fulfillmentId}`),
    number: one.trackingNumber,
    carrier: carrierOf(one.carrierCode),
    url: '',
    shippedAt: leftAt(one),
    voided: one.voided === true,
    lines: null,
    cost: '',
    scans: [],
  };
}

/** Packages of one order side by side, in the order in which they came; a voided one says nothing of the order. */
function byOrder(
  entries: readonly {
    readonly of: Omit<PartnerOrder, 'packages' | 'state'>;
    readonly package: PartnerPackage;
  }[],
): PartnerOrder[] {
  const orders = new Map<string, PartnerOrder>();
  for (const { of, package: one } of entries) {
    const known = orders.get(of.externalId);
    const packages = [...(known?.packages ?? []), one];
    const state = packages.some(({ voided }) => !voided) ? 'shipped' : 'unsaid';
    orders.set(of.externalId, { ...(known ?? of), key: known?.key || of.key, state, packages });
  }
  return [...orders.values()];
}

const orderOf = (one: Shipment | Fulfillment, key: string) => ({
  key,
  externalId: String(one.orderId),
  orderNumber: one.orderNumber,
  reason: '',
  lines: null,
  destination: destinationOf(one.shipTo),
});

/** Labels by order. A return label is no parcel to the backer. */
export const readShipments = (shipments: readonly Shipment[], currency: string): PartnerOrder[] =>
  byOrder(
    shipments
      .filter(({ isReturnLabel }) => isReturnLabel !== true)
      .map((label) => ({ of: orderOf(label, label.orderKey), package: readLabel(label, currency) })),
  );

/** What was shipped without a label of ShipStation. */
export const readFulfillments = (fulfillments: readonly Fulfillment[]): PartnerOrder[] =>
  byOrder(fulfillments.map((one) => ({ of: orderOf(one, ''), package: readFulfillment(one) })));
