/**
 * Easyship's answers, as far as they are used. What it documents as present is often null or left out, so only the id of
 * a thing must be there.
 */
import * as z from 'zod';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);

const ITEM = z.object({ sku: text, quantity: z.number().nullish() });
const PARCEL = z.object({ id: text, items: list(ITEM), tracking_number: text });
const LEG = z.object({ tracking_number: text, leg_number: z.number().nullish(), handler: text });
const RATE = z.object({
  courier_service: z.object({ id: text }).nullish(),
  total_charge: z.number().nullish(),
  currency: text,
});

export const SHIPMENT = z.object({
  easyship_shipment_id: z.string().min(1),
  updated_at: text,
  shipment_state: text,
  delivery_state: text,
  label_state: text,
  pickup_state: text,
  warehouse_state: text,
  destination_address: z.object({ country_alpha2: text, postal_code: text }).nullish(),
  order_data: z.object({ platform_order_number: text }).nullish(),
  metadata: z.object({ shipsheet: z.unknown().optional() }).nullish(),
  parcels: list(PARCEL),
  trackings: list(LEG),
  tracking_page_url: text,
  courier_service: z.object({ id: text, umbrella_name: text, name: text }).nullish(),
  rates: list(RATE),
});
export type Shipment = z.infer<typeof SHIPMENT>;

const PAGING = z
  .object({ pagination: z.object({ next: z.number().nullish() }).nullish() })
  .nullish()
  .transform((meta) => meta?.pagination?.next ?? null);

export const ONE_SHIPMENT = z.object({ shipment: SHIPMENT });
export const SHIPMENTS = z.object({ shipments: z.array(SHIPMENT), meta: PAGING });

const CHECKPOINT = z.object({
  message: text,
  location: text,
  checkpoint_time: text,
  primary_status: text,
});
export type Checkpoint = z.infer<typeof CHECKPOINT>;
/** Of the list of shipments with their trackings. */
export const TRACKED = z.object({
  shipments: z.array(
    z.object({
      easyship_shipment_id: z.string().min(1),
      platform_order_number: text,
      status: text,
      checkpoints: list(CHECKPOINT),
    }),
  ),
});

const BATCH_ITSELF = z.object({ id: z.string().min(1), state: text, created_at: text });
export const BATCH = z.object({ batch: BATCH_ITSELF });
export const BATCHES = z.object({ batches: z.array(BATCH_ITSELF) });
export const BATCH_ITEMS = z.object({
  batch_items: z.array(z.object({ reference_id: text, state: text, processing_errors: list(z.string()) })),
  meta: PAGING,
});

export const ADDRESSES = z.object({
  addresses: z.array(
    z.object({
      id: z.string().min(1),
      city: text,
      country_alpha2: text,
      default_for: z.object({ pickup: z.boolean().nullish() }).nullish(),
    }),
  ),
});
export const ACCOUNT = z.object({ account: z.object({ name: text, easyship_company_id: text }) });
/** Of a deletion or a cancellation that was done. */
export const SUCCESS = z.object({ success: z.object({}) });

export const ERROR = z.object({
  error: z.object({ code: text, message: text, details: list(z.string()) }),
});
