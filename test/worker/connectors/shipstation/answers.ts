/** ShipStation's answers, in the least form that its documents allow, about the parcels of the contract. */
import type { HttpReply, ParcelOrder } from '../../../../worker/connectors/contract.ts';
import { PARCELS } from '../../../contracts/connector-fixture.ts';

export const ok = (body: unknown, headers: Record<string, string> = {}): HttpReply => ({
  status: 200,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
export const status = (code: number, body: unknown = {}): HttpReply => ({ ...ok(body), status: code });

/** ShipStation's own number of an order of PARCELS, and of others by their place. */
export const idOf = (parcel: ParcelOrder): number =>
  870_001 + PARCELS.findIndex(({ key }) => key === parcel.key);

export const order = (
  parcel: ParcelOrder,
  change: Record<string, unknown> = {},
): Record<string, unknown> => ({
  orderId: idOf(parcel),
  orderNumber: parcel.shipmentId,
  orderKey: parcel.key,
  orderStatus: 'awaiting_shipment',
  modifyDate: '2026-03-02T08:15:00.4400000',
  // Fields without a value are null in its answers.
  shipTo: {
    name: parcel.to.name,
    country: parcel.to.country,
    postalCode: parcel.to.postalCode,
    company: null,
  },
  items: parcel.lines.map(({ sku, quantity }, n) => ({ orderItemId: 5_000 + n, sku, quantity, upc: null })),
  ...change,
});

export const label = (
  parcel: ParcelOrder,
  change: Record<string, unknown> = {},
): Record<string, unknown> => ({
  shipmentId: 440_100 + idOf(parcel),
  orderId: idOf(parcel),
  orderKey: parcel.key,
  orderNumber: parcel.shipmentId,
  createDate: '2026-03-03T09:41:27.1230000',
  shipDate: '2026-03-03',
  shipmentCost: 12.4,
  trackingNumber: '9400100000000000000000',
  isReturnLabel: false,
  carrierCode: 'stamps_com',
  voided: false,
  voidDate: null,
  shipTo: { country: parcel.to.country, postalCode: parcel.to.postalCode },
  shipmentItems: parcel.lines.map(({ sku, quantity }) => ({ sku, quantity })),
  ...change,
});

export const fulfillment = (
  parcel: ParcelOrder,
  change: Record<string, unknown> = {},
): Record<string, unknown> => ({
  fulfillmentId: 90_210,
  orderId: idOf(parcel),
  orderNumber: parcel.shipmentId,
  createDate: '2026-03-05T16:20:00.0000000',
  shipDate: '2026-03-05T00:00:00.0000000',
  trackingNumber: 'H01ABC1234567890',
  carrierCode: 'Evri',
  voided: false,
  shipTo: { country: parcel.to.country, postalCode: parcel.to.postalCode },
  ...change,
});

const paged = (page: number, pages: number) => ({ page, pages });
export const orders = (list: unknown[], page = 1, pages = 1): HttpReply =>
  ok({ orders: list, total: list.length, ...paged(page, pages) });
export const shipments = (list: unknown[], page = 1, pages = 1): HttpReply =>
  ok({ shipments: list, total: list.length, ...paged(page, pages) });
export const fulfillments = (list: unknown[], page = 1, pages = 1): HttpReply =>
  ok({ fulfillments: list, total: list.length, ...paged(page, pages) });

/** What createorders says of a parcel that it took. */
export const taken = (parcel: ParcelOrder): Record<string, unknown> => ({
  orderId: idOf(parcel),
  orderKey: parcel.key,
  orderNumber: parcel.shipmentId,
  success: true,
  errorMessage: null,
});
export const notTaken = (parcel: ParcelOrder, errorMessage: string): Record<string, unknown> => ({
  orderId: null,
  orderKey: parcel.key,
  orderNumber: parcel.shipmentId,
  success: false,
  errorMessage,
});
export const results = (list: Record<string, unknown>[]): HttpReply =>
  ok({ hasErrors: list.some(({ success }) => success === false), results: list });
