/** What the Sandbox 3PL says and takes over HTTP, as a vendor's document would have it. */
import { z } from 'zod';

const line = z.object({
  sku: z.string(),
  name: z.string(),
  quantity: z.number().int().positive(),
  grams: z.number().nullable(),
  hsCode: z.string(),
  origin: z.string(),
  customsDescription: z.string(),
  customsValue: z.number().nullable(),
  currency: z.string(),
});
const address = z.object({
  name: z.string(),
  address1: z.string(),
  address2: z.string(),
  city: z.string(),
  state: z.string(),
  postalCode: z.string(),
  country: z.string(),
  phone: z.string(),
  email: z.string(),
});

/** An order as it is handed in. `key` is the customer's own: the same key is the same order. */
export const ORDER_IN = z.object({
  key: z.string().min(1),
  reference: z.string(),
  orderNumber: z.string(),
  orderedAt: z.string(),
  taxId: z.string(),
  /** Whether the warehouse tells the recipient about the tracking number. */
  notify: z.boolean(),
  shipTo: address,
  items: z.array(line),
});
export type OrderIn = z.infer<typeof ORDER_IN>;

/** Orders in one call. */
export const BATCH = 100;
export const CREATE = z.object({ orders: z.array(ORDER_IN).min(1).max(BATCH) });

const REFUSALS = ['sku', 'address', 'other'] as const;
export const CREATE_ANSWER = z.object({
  results: z.array(
    z.discriminatedUnion('status', [
      z.object({ key: z.string(), status: z.literal('accepted'), id: z.string(), number: z.string() }),
      z.object({ key: z.string(), status: z.literal('refused'), why: z.enum(REFUSALS), reason: z.string() }),
      z.object({ key: z.string(), status: z.literal('exists'), id: z.string() }),
      z.object({ key: z.string(), status: z.literal('failed') }),
    ]),
  ),
});
export type CreateResult = z.infer<typeof CREATE_ANSWER>['results'][number];

const items = z.array(z.object({ sku: z.string(), quantity: z.number() }));
/** `at` has the offset of the place. */
const scan = z.object({ code: z.string(), text: z.string(), at: z.string() });
export const ORDER_OUT = z.object({
  id: z.string(),
  number: z.string(),
  key: z.string(),
  /** accepted, on hold, packed, shipped, cancelled, refused */
  state: z.string(),
  reason: z.string(),
  items,
  shipTo: z.object({ country: z.string(), postalCode: z.string() }),
  packages: z.array(
    z.object({
      id: z.string(),
      trackingNumber: z.string(),
      carrier: z.string(),
      trackingUrl: z.string(),
      /** With offset; null while only the label is made. */
      shippedAt: z.string().nullable(),
      voided: z.boolean(),
      /** null where the warehouse does not say. */
      items: items.nullable(),
      cost: z.string(),
      scans: z.array(scan),
    }),
  ),
});
export type OrderOut = z.infer<typeof ORDER_OUT>;
export const ORDER_PAGE = z.object({ orders: z.array(ORDER_OUT), next: z.string().nullable() });
export const UPDATE = z.object({ order: ORDER_IN });

/** Numbers in one call. */
export const TRACK_BATCH = 50;
export const TRACK = z.object({ numbers: z.array(z.string()).min(1).max(TRACK_BATCH) });
export const TRACK_ANSWER = z.object({
  results: z.array(z.object({ number: z.string(), known: z.boolean(), scans: z.array(scan) })),
});
export const ACCOUNT_ANSWER = z.object({ account: z.string() });
/** Of 4xx answers; `code` is for programs. */
export const REFUSAL_ANSWER = z.object({ code: z.string(), message: z.string() });

export const WEBHOOK = z.object({ id: z.string().min(1), type: z.string(), order: z.string() });
/** HMAC-SHA256 of the raw body with the API key, as `sha256=<hex>`. */
export const SIGNATURE_HEADER = 'x-sandbox-signature';
export const ORDER_ID = /^SBX-\d{6,12}$/;
