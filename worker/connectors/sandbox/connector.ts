/** The connector to the Sandbox 3PL: all powers, over HTTP as with any other vendor. */
import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type {
  Account,
  Asked,
  CallProblem,
  CanCancel,
  CanListSince,
  CanReceiveWebhooks,
  CanTrack,
  CanUpdate,
  Connector,
  Created,
  HttpReply,
  HttpRequest,
  OrderRef,
  ParcelOrder,
  PartnerOrder,
  PartnerPackage,
  Reply,
  Scan,
} from '../contract.ts';
import { jsonOf, jsonRequest, parseJson, type Query, vendorText } from '../http.ts';
import { meaningOf } from './scans.ts';
import { signatureOf } from './webhooks.ts';
import {
  ACCOUNT_ANSWER,
  BATCH,
  CREATE_ANSWER,
  ORDER_ID,
  ORDER_OUT,
  ORDER_PAGE,
  type OrderIn,
  type OrderOut,
  REFUSAL_ANSWER,
  SIGNATURE_HEADER,
  TRACK_ANSWER,
  TRACK_BATCH,
  WEBHOOK,
} from './wire.ts';

const CODES = { sku: 'partner.sku-unknown', address: 'partner.address', other: 'partner.rejected' } as const;

/** The warehouse's words to ours; what is not here is unsaid, never taken for shipped. */
const STATES: ReadonlyMap<string, PartnerOrder['state']> = new Map([
  ['accepted', 'accepted'],
  ['on hold', 'accepted'],
  ['packed', 'accepted'],
  ['shipped', 'shipped'],
  ['cancelled', 'cancelled'],
  ['refused', 'refused'],
] as const);

function ask(
  account: Account,
  method: HttpRequest['method'],
  path: string,
  parts: { readonly query?: Query; readonly body?: unknown } = {},
): HttpRequest {
  const { warehouse = '', key = '' } = account.credentials;
  const url = `${account.baseUrl}/${encodeURIComponent(warehouse)}/v1${path}`;
  return jsonRequest(method, url, { headers: { Authorization: `Bearer ${key}` }, ...parts });
}

function orderIn(order: ParcelOrder): OrderIn {
  return {
    key: order.key,
    reference: order.shipmentId,
    orderNumber: order.orderId,
    orderedAt: order.orderedAt,
    taxId: order.taxId,
    notify: order.emailsBy === 'partner',
    shipTo: order.to,
    items: order.lines.map((line) => ({
      sku: line.sku,
      name: line.name,
      quantity: line.quantity,
      grams: line.grams,
      hsCode: line.hsCode,
      origin: line.origin,
      customsDescription: line.customsDescription,
      customsValue: line.customsValue,
      currency: line.currency,
    })),
  };
}

/** UTC of a time with its offset; null where it cannot be read. */
function utc(text: string): string | null {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
function scansOf(scans: OrderOut['packages'][number]['scans']): Scan[] {
  return scans.flatMap(({ code, text, at }) => {
    const when = utc(at);
    return when === null ? [] : { at: when, original: at, raw: `${code} ${text}`.trim(), ...meaningOf(code) };
  });
}
function packageOf(box: OrderOut['packages'][number]): PartnerPackage {
  return {
    id: box.id,
    number: box.trackingNumber,
    carrier: box.carrier,
    url: box.trackingUrl,
    shippedAt: box.shippedAt === null ? '' : (utc(box.shippedAt) ?? ''),
    voided: box.voided,
    lines: box.items,
    cost: box.cost,
    scans: scansOf(box.scans),
  };
}
function partnerOrder(order: OrderOut): PartnerOrder {
  return {
    key: order.key,
    externalId: order.id,
    orderNumber: order.number,
    state: STATES.get(order.state) ?? 'unsaid',
    reason: order.state === 'refused' || order.state === 'cancelled' ? vendorText(order.reason) : '',
    lines: order.items,
    destination: order.shipTo,
    packages: order.packages.map(packageOf),
  };
}
const then = <A, B>(reply: Reply<A>, read: (value: A) => B): Reply<B> =>
  reply.ok ? { ok: true, value: read(reply.value) } : reply;

/** 409 is a refusal with the warehouse's reason: no fault, and final. */
function asked(reply: HttpReply, order?: ParcelOrder): Reply<Asked> {
  if (reply.status === 409) {
    const said = REFUSAL_ANSWER.safeParse(jsonOf(reply)).data;
    if (said) return { ok: true, value: { outcome: 'refused', reason: vendorText(said.message, order?.to) } };
  }
  return then(parseJson(reply, ORDER_OUT), () => ({ outcome: 'done' }));
}

const failed: CallProblem = {
  code: 'api.http-503',
  message: 'The warehouse could not take this order at the moment.',
};

/** One outcome for each parcel; one that the answer does not speak of has failed, and is looked up. */
function created(reply: HttpReply, parcels: readonly ParcelOrder[]): Reply<Created[]> {
  return then(parseJson(reply, CREATE_ANSWER), ({ results }) => {
    const byKey = new Map(results.map((result) => [result.key, result]));
    return parcels.map(({ key, to }): Created => {
      const result = byKey.get(key);
      switch (result?.status) {
        case 'accepted':
          return { key, outcome: 'accepted', externalId: result.id, orderNumber: result.number };
        case 'refused':
          return { key, outcome: 'refused', code: CODES[result.why], reason: vendorText(result.reason, to) };
        case 'exists':
          return { key, outcome: 'exists' };
        default:
          return { key, outcome: 'failed', problem: failed };
      }
    });
  });
}

const referenceOf = ({ key, externalId }: OrderRef): string =>
  encodeURIComponent(externalId === '' ? `key:${key}` : externalId);
const needed = (what: string) => z.string().trim().min(1, `${what} is missing.`);

/** `baseUrl` is where the service is mounted, `https://example.org/sandbox`. */
export function sandboxConnector(
  baseUrl: string,
): Connector & CanUpdate & CanCancel & CanListSince & CanReceiveWebhooks & CanTrack {
  return {
    vendor: 'sandbox',
    label: 'Sandbox 3PL',
    baseUrl,
    credentialFields: [
      {
        name: 'warehouse',
        label: 'Warehouse',
        secret: false,
        help: 'Its name, as the Sandbox page shows it: demo.',
        required: true,
      },
      {
        name: 'key',
        label: 'API key',
        secret: true,
        help: 'On the Sandbox page, beside the name of the warehouse.',
        required: true,
      },
    ],
    settingFields: [],
    credentials: z.object({
      warehouse: needed('The name of the warehouse').regex(
        /^[a-z][a-z0-9-]*$/,
        'The name of the warehouse has small letters, digits and dashes only.',
      ),
      key: needed('The API key'),
    }),
    limits: () => [{ calls: 6000, ms: 60_000 }],
    remaining: () => null,
    preflight: ({ lines }) =>
      lines.length > 0
        ? null
        : { code: 'preflight.nothing', reason: 'The parcel holds nothing. Add items to the order first.' },
    test: {
      request: (account) => ask(account, 'GET', '/account'),
      answer: (reply) => parseJson(reply, ACCOUNT_ANSWER),
    },
    create: {
      batch: BATCH,
      request: (account, parcels) =>
        ask(account, 'POST', '/orders', { body: { orders: parcels.map(orderIn) } }),
      answer: created,
    },
    find: {
      request: (account, { key }) => ask(account, 'GET', '/orders', { query: { key } }),
      answer: (reply) => then(parseJson(reply, ORDER_PAGE), ({ orders }) => orders.map(partnerOrder)),
    },
    update: {
      request: (account, { ref, order }) =>
        ask(account, 'PUT', `/orders/${referenceOf(ref)}`, { body: { order: orderIn(order) } }),
      answer: (reply, { order }) => asked(reply, order),
    },
    cancel: {
      request: (account, ref) => ask(account, 'POST', `/orders/${referenceOf(ref)}/cancel`, { body: {} }),
      answer: (reply) => asked(reply),
    },
    listSince: {
      streams: () => ['orders'],
      overlapMs: 60_000,
      request: (account, { since, page }) =>
        ask(account, 'GET', '/orders', { query: page === null ? { since } : { since, after: page } }),
      answer: (reply) =>
        then(parseJson(reply, ORDER_PAGE), ({ orders, next }) => ({ items: orders.map(partnerOrder), next })),
    },
    webhooks: {
      setUp: 'On the Sandbox page, under Webhooks, paste {url} and choose Save.',
      verify({ body, headers, account }) {
        const given = Buffer.from(headers[SIGNATURE_HEADER] ?? '');
        const right = Buffer.from(signatureOf(body, account.credentials.key ?? ''));
        return given.length === right.length && timingSafeEqual(given, right);
      },
      nudges(body) {
        let value: unknown;
        try {
          value = JSON.parse(new TextDecoder().decode(body));
        } catch {
          return null;
        }
        const event = WEBHOOK.safeParse(value).data;
        return event ? [{ id: event.id, resource: event.order }] : null;
      },
      fetch: {
        request(account, { resource }) {
          if (!ORDER_ID.test(resource)) throw new Error('This is not an order of the Sandbox');
          return ask(account, 'GET', `/orders/${resource}`);
        },
        answer: (reply) =>
          then(parseJson(reply, ORDER_OUT), (order) => ({ items: [partnerOrder(order)], next: null })),
      },
    },
    track: {
      batch: TRACK_BATCH,
      request: (account, numbers) => ask(account, 'POST', '/tracking', { body: { numbers } }),
      answer: (reply, numbers) =>
        then(parseJson(reply, TRACK_ANSWER), ({ results }) => {
          const byNumber = new Map(results.map((result) => [result.number, result]));
          const scans = new Map<string, Scan[]>();
          const problems = new Map<string, CallProblem>();
          for (const number of numbers) {
            const result = byNumber.get(number);
            if (result?.known) scans.set(number, scansOf(result.scans));
            else {
              problems.set(number, {
                code: 'partner.number-unknown',
                message: 'The carrier does not know this number.',
              });
            }
          }
          return { scans, problems };
        }),
    },
  };
}
