/**
 * An Easyship in memory, as its document of 2024-09 describes it where the connector asks: it takes any order number as
 * often as it is sent, works on batches for a while, and locks a shipment by its label and its delivery.
 */
import { z } from 'zod';
import { createCaller } from '../../../../worker/connectors/call.ts';
import type { HttpReply, HttpRequest, ParcelOrder } from '../../../../worker/connectors/contract.ts';
import { shipmentBody } from '../../../../worker/connectors/easyship/order.ts';

const ITEM = z.looseObject({
  sku: z.string().optional(),
  product: z.object({ sku: z.string() }).optional(),
  quantity: z.number(),
});
const ORDER = z.looseObject({
  destination_address: z.looseObject({
    country_alpha2: z.string(),
    postal_code: z.string().optional(),
    city: z.string(),
  }),
  order_data: z.looseObject({ platform_order_number: z.string() }),
  metadata: z.looseObject({}).optional(),
  parcels: z.array(z.looseObject({ items: z.array(ITEM) })),
});

export interface FakeShipment {
  easyship_shipment_id: string;
  created_at: string;
  updated_at: string;
  shipment_state: string;
  delivery_state: string;
  label_state: string;
  pickup_state: string;
  warehouse_state: string;
  destination_address: unknown;
  order_data: { platform_order_number: string | null };
  metadata: unknown;
  parcels: {
    id: string;
    tracking_number: string | null;
    items: { sku: string | null; quantity: number }[];
  }[];
  trackings: { tracking_number: string; leg_number: number; handler: string; tracking_state: string }[];
  tracking_page_url: string;
  courier_service: { id: string; name: string; umbrella_name: string } | null;
  rates: { courier_service: { id: string }; total_charge: number; currency: string }[];
  checkpoints: {
    message: string;
    location: string | null;
    checkpoint_time: string;
    primary_status: string;
  }[];
}

const COURIER = {
  id: 'c7a1d3f0-5b8e-4a52-9c63-1f2e3d4c5b6a',
  name: 'Ground Advantage',
  umbrella_name: 'USPS',
};
const NOW = '2026-03-02T08:00:00Z';

export const ORIGIN = '5d2f8b1c-7e64-4a39-8d10-2b6c9e4f7a31';

const json = (status: number, body: unknown): HttpReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
export const errorReply = (status: number, code: string, details: readonly string[]): HttpReply =>
  json(status, { error: { code, type: 'invalid_request_error', message: 'Not taken.', details } });

export function fakeEasyship() {
  const shipments: FakeShipment[] = [];
  const batches: { id: string; looks: number; state: string; created_at: string; failed: string[] }[] = [];
  const calls: { method: string; path: string; query: URLSearchParams; body: unknown }[] = [];
  /** Asked before the call is done; a reply of it takes the place of that. */
  let hook: (call: (typeof calls)[number]) => HttpReply | 'lost' | undefined = () => undefined;
  let pages = 100;

  function make(text: unknown): FakeShipment {
    const order = ORDER.parse(text);
    const n = shipments.length + 1;
    const shipment: FakeShipment = {
      easyship_shipment_id: `ES${order.destination_address.country_alpha2}${1000600 + n}`,
      created_at: NOW,
      updated_at: NOW,
      shipment_state: 'created',
      delivery_state: 'not_created',
      label_state: 'not_created',
      pickup_state: 'not_requested',
      warehouse_state: 'none',
      destination_address: order.destination_address,
      order_data: { platform_order_number: order.order_data.platform_order_number },
      metadata: order.metadata ?? {},
      parcels: order.parcels.map(({ items }, index) => ({
        id: `00000000-0000-4000-8000-${String(n * 100 + index).padStart(12, '0')}`,
        tracking_number: null,
        items: items.map((item) => ({
          sku: item.sku ?? item.product?.sku ?? null,
          quantity: item.quantity,
        })),
      })),
      trackings: [],
      tracking_page_url: '',
      courier_service: COURIER,
      rates: [{ courier_service: { id: COURIER.id }, total_charge: 8.4, currency: 'USD' }],
      checkpoints: [],
    };
    shipments.push(shipment);
    return shipment;
  }

  const pageOf = <T>(all: readonly T[], query: URLSearchParams) => {
    const page = Number(query.get('page') ?? '1');
    const size = Math.min(Number(query.get('per_page') ?? '20'), pages);
    const next = page * size < all.length ? page + 1 : null;
    return {
      items: all.slice((page - 1) * size, page * size),
      meta: { pagination: { page, next, count: null } },
    };
  };
  /** A list: what the filter names; without a filter all. */
  const named = (query: URLSearchParams, name: string): ((value: string | null) => boolean) => {
    const wanted = query.get(name)?.split(',');
    return (value) => wanted === undefined || (value !== null && wanted.includes(value));
  };
  const shown = ({ checkpoints: _, ...shipment }: FakeShipment) => shipment;

  function list(path: string, query: URLSearchParams): HttpReply {
    const byId = named(query, 'easyship_shipment_id');
    const byNumber = named(query, 'platform_order_number');
    const since = query.get('updated_at_from') ?? query.get('created_at_from') ?? '';
    const { items, meta } = pageOf(
      shipments.filter(
        (one) =>
          one.shipment_state !== 'deleted' &&
          byId(one.easyship_shipment_id) &&
          byNumber(one.order_data.platform_order_number) &&
          Date.parse(one.updated_at) >= (Date.parse(since) || 0),
      ),
      query,
    );
    if (path === '/shipments') return json(200, { shipments: items.map(shown), meta });
    return json(200, {
      shipments: items.map((one) => ({
        easyship_shipment_id: one.easyship_shipment_id,
        platform_order_number: one.order_data.platform_order_number,
        status: one.shipment_state === 'cancelled' ? 'Cancelled by Company' : 'Created',
        checkpoints: query.get('include_checkpoints') === 'true' ? one.checkpoints : null,
      })),
      meta,
    });
  }

  function batch(method: string, id: string, tail: string, query: URLSearchParams, body: unknown): HttpReply {
    if (method === 'POST') {
      const made = { id: `b-${batches.length + 1}`, looks: 0, state: 'created', created_at: NOW, failed: [] };
      batches.push(made);
      const { shipments: orders } = z.object({ shipments: z.array(ORDER) }).parse(body);
      const failed: string[] = made.failed;
      for (const order of orders) {
        const sku = order.parcels[0]?.items[0]?.product?.sku;
        if (sku === 'UNKNOWN') failed.push(`Product with SKU ${sku} could not be found`);
        else make(order);
      }
      return json(202, { batch: made });
    }
    if (id === '') {
      const running = batches.filter(({ state }) => state === query.get('state'));
      return json(200, { batches: running, meta: {} });
    }
    const found = batches.find((one) => one.id === id);
    if (!found) return errorReply(404, 'resource_not_found', []);
    if (tail === 'items') {
      const items = found.failed.map((words) => ({
        reference_id: null,
        state: 'failed',
        processing_errors: [words],
      }));
      return json(200, { batch_items: items, meta: { pagination: { page: 1, next: null } } });
    }
    found.looks++;
    found.state = found.looks > 2 ? 'processed' : 'processing';
    return json(200, { batch: found });
  }

  function one(method: string, id: string, tail: string, body: unknown): HttpReply {
    const found = shipments.find((shipment) => shipment.easyship_shipment_id === id);
    if (!found || found.shipment_state === 'deleted') {
      return errorReply(404, 'resource_not_found', ['Shipment not found']);
    }
    const inTransit = !['not_created', 'pending', 'info_received', 'expired'].includes(found.delivery_state);
    if (method === 'DELETE') {
      if (found.label_state !== 'not_created') return errorReply(404, 'resource_not_found', []);
      found.shipment_state = 'deleted';
      return json(200, { success: { message: 'Deleted' } });
    }
    if (tail === 'cancel') {
      if (inTransit || found.label_state === 'not_created') {
        return errorReply(422, 'invalid_content', ['This Shipment cannot be cancelled.']);
      }
      found.shipment_state = 'cancelled';
      found.label_state = 'voided';
      return json(200, { success: { message: 'Cancelled' } });
    }
    if (method === 'PATCH') {
      const change = ORDER.parse(body);
      found.destination_address = change.destination_address;
      for (const [index, { items }] of change.parcels.entries()) {
        const parcel = found.parcels[index];
        if (parcel) parcel.items = items.map(({ sku, quantity }) => ({ sku: sku ?? null, quantity }));
      }
    }
    return json(200, { shipment: shown(found) });
  }

  function done({ method, path, query, body }: (typeof calls)[number]): HttpReply {
    const [, kind, id = '', tail = ''] = path.split('/');
    if (kind === 'account') {
      return json(200, { account: { name: 'Lantern House Games', easyship_company_id: 'CUS4711' } });
    }
    if (kind === 'addresses') {
      return json(200, {
        addresses: [
          { id: 'f00d8b1c-7e64-4a39-8d10-2b6c9e4f7a31', city: 'Leipzig', country_alpha2: 'DE' },
          { id: ORIGIN, city: 'Reno', country_alpha2: 'US', default_for: { pickup: true } },
        ],
        meta: {},
      });
    }
    if (kind === 'batches') return batch(method, id === 'shipments' ? '' : id, tail, query, body);
    if (kind !== 'shipments') return errorReply(404, 'invalid_endpoint', []);
    if (method === 'POST' && id === '') return json(201, { shipment: shown(make(body)) });
    if (id === '' || id === 'trackings') return list(path, query);
    return one(method, id, tail, body);
  }

  function answer(request: HttpRequest): HttpReply | 'lost' {
    const url = new URL(request.url);
    const body: unknown = request.body === undefined ? undefined : JSON.parse(request.body);
    const path = url.pathname.replace(/^\/2024-09/, '');
    const call = { method: request.method, path, query: url.searchParams, body };
    calls.push(call);
    const token = request.headers.Authorization;
    if (!token?.startsWith('Bearer ') || token === 'Bearer ') return errorReply(401, 'invalid_token', []);
    return hook(call) ?? done(call);
  }

  /** As the worker's network. */
  const network: typeof fetch = async (url, init) => {
    const method = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).parse(init?.method);
    const headers = Object.fromEntries(new Headers(init?.headers));
    const reply = answer({
      method,
      url: String(url),
      headers: { ...headers, Authorization: headers.authorization ?? '' },
      ...(typeof init?.body === 'string' && { body: init.body }),
    });
    if (reply === 'lost') throw new TypeError('terminated');
    return new Response(reply.body, { status: reply.status, headers: { ...reply.headers } });
  };

  return {
    shipments,
    batches,
    calls,
    answer,
    network,
    /** Makes what a request asks for, whatever becomes of its answer. */
    make: (body: unknown) => make(body),
    makeBatch: (body: unknown) => batch('POST', '', '', new URLSearchParams(), body),
    /** Puts a parcel in, as if it had been sent before. */
    give: (order: ParcelOrder): FakeShipment => make(shipmentBody(order, { originCountry: 'US' }, ORIGIN)),
    onCall: (next: typeof hook) => {
      hook = next;
    },
    /** So many of a list at once, at most. */
    pageSize: (size: number) => {
      pages = size;
    },
    /** A caller whose network is this, and whose clock does not wait; `waits` are what it would have. */
    caller() {
      const waits: number[] = [];
      const call = createCaller({
        take: async () => ({ waitMs: 0 }),
        block: async () => {},
        log: { debug: () => {}, error: () => {} },
        sleep: async (ms) => {
          waits.push(ms);
        },
        fetch: network,
      });
      return { call, waits };
    },
  };
}
export type FakeEasyship = ReturnType<typeof fakeEasyship>;
