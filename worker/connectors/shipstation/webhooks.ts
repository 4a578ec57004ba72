/**
 * ShipStation's webhooks: thin and unsigned. They are believed only so far as to fetch what they name, from ShipStation
 * alone; the secret in the address they go to keeps strangers from making us busy.
 */
import { z } from 'zod';
import type { Account, CanReceiveWebhooks, HttpReply, Page, PartnerOrder, Reply } from '../contract.ts';
import { jsonRequest } from '../http.ts';
import { readJson, v1 } from './account.ts';
import { type Found, fulfillmentsIn, nextOf, ordersIn, PAGE_SIZE, pageOf, shipmentsIn } from './pages.ts';
import { FULFILLMENTS, ORDER, readOrder } from './read.ts';

/** Events that tell of packages. New orders (ORDER_NOTIFY, ITEM_ORDER_NOTIFY) are our own. */
const TELLING = new Set(['SHIP_NOTIFY', 'ITEM_SHIP_NOTIFY', 'FULFILLMENT_SHIPPED', 'FULFILLMENT_REJECTED']);
const HOOK = z.object({ resource_url: z.string().min(1), resource_type: z.string() });
/**
 * Behind the address of a rejection. The list there says what was sent, not what was rejected: the truth is in the
 * status of the orders, which are fetched one by one, so few at a time.
 */
const REJECTED = '#rejected';
const REJECTED_SIZE = 20;

/** ShipStation spreads its accounts over ssapi.shipstation.com, ssapi2.shipstation.com and so on. */
const HOST = /^ssapi\d{0,3}\.shipstation\.com$/;
const PATHS = new Set(['/shipments', '/orders', '/fulfillments']);

/** The address, if it is ShipStation's (or of the account's own base, for tests); throws otherwise: credentials go along. */
function checked(account: Account, resource: string): URL {
  if (!URL.canParse(resource)) throw new Error('The resource of a webhook is no address.');
  const url = new URL(resource);
  const theirs = url.protocol === 'https:' && HOST.test(url.hostname) && url.port === '';
  const ours = url.origin === new URL(account.baseUrl).origin;
  if (!theirs && !ours) throw new Error('The resource of a webhook is not on a host of ShipStation.');
  if (url.username !== '' || url.password !== '' || !PATHS.has(url.pathname)) {
    throw new Error('The resource of a webhook is none that tells of packages.');
  }
  return url;
}

function read(reply: HttpReply, { pathname }: URL, account: Account | undefined): Reply<Found> {
  if (pathname === '/orders') return ordersIn(reply);
  return pathname === '/fulfillments' ? fulfillmentsIn(reply) : shipmentsIn(reply, account);
}

const isRejection = (resource: string): boolean => resource.endsWith(REJECTED);

/** The orders that a rejection is about. */
function rejectedIds(reply: HttpReply): string[] {
  const found = readJson(reply, FULFILLMENTS);
  return found.ok ? [...new Set(found.value.fulfillments.map(({ orderId }) => String(orderId)))] : [];
}

/** What ShipStation says now of orders that were fetched one by one; one that is gone says nothing. */
function readRejections(replies: readonly HttpReply[]): Reply<PartnerOrder[]> {
  const items: PartnerOrder[] = [];
  for (const reply of replies) {
    if (reply.status === 404) continue;
    const found = readJson(reply, ORDER);
    if (!found.ok) return found;
    items.push(readOrder(found.value));
  }
  return { ok: true, value: items };
}

export const webhooks: CanReceiveWebhooks['webhooks'] = {
  setUp:
    'In ShipStation: Settings, Integrations, Integration Partners, Webhooks, Add a Webhook. Make one for "On Orders Shipped" and, if you use fulfilment providers, one each for "On Items Shipped by Fulfillment Provider" and "On Items Rejected by Fulfillment Provider", all with the target URL {url}',
  // There is no signature: the secret in the address is looked at before this.
  verify: () => true,
  nudges(body) {
    let json: unknown;
    try {
      json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    } catch {
      return null;
    }
    const hook = HOOK.safeParse(json);
    if (!hook.success) return null;
    const { resource_type: type, resource_url: url } = hook.data;
    if (!TELLING.has(type)) return [];
    const address = url.replace(/#.*$/, '');
    // The address names the batch of labels, so it is another one for each event.
    const resource = type === 'FULFILLMENT_REJECTED' ? `${address}${REJECTED}` : address;
    return [{ id: `${type} ${address}`, resource }];
  },
  fetch: {
    request(account, { resource, page }) {
      const url = checked(account, resource);
      url.hash = '';
      const query = url.searchParams;
      if (url.pathname === '/shipments') {
        // It may come as `includeShipmentItems=False`.
        for (const name of [...query.keys()]) if (/^includeshipmentitems$/i.test(name)) query.delete(name);
        query.set('includeShipmentItems', 'true');
      }
      query.set('page', String(pageOf(page)));
      query.set('pageSize', String(isRejection(resource) ? REJECTED_SIZE : PAGE_SIZE));
      const { headers } = v1(account, 'GET', url.pathname);
      return jsonRequest('GET', url.href, { headers });
    },
    next(account, { resource }, replies) {
      const [first] = replies;
      if (first === undefined || !isRejection(resource)) return null;
      const id = rejectedIds(first)[replies.length - 1];
      return id === undefined ? null : { request: v1(account, 'GET', `/orders/${id}`), afterMs: 0 };
    },
    answer(reply, { resource, page }, earlier = [], account): Reply<Page<PartnerOrder>> {
      const first = earlier[0] ?? reply;
      const found = read(first, new URL(resource), account);
      if (!found.ok) return found;
      const rejection = isRejection(resource);
      const orders = rejection
        ? readRejections([...earlier.slice(1), ...(earlier.length > 0 ? [reply] : [])])
        : null;
      if (orders?.ok === false) return orders;
      const next = nextOf(pageOf(page), found.value, rejection ? REJECTED_SIZE : PAGE_SIZE);
      return { ok: true, value: { items: orders?.value ?? found.value.items, next } };
    },
  },
};
