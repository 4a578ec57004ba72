/**
 * ShipStation's lists since a moment, one stream each:
 * - shipments: labels by when they were made. Labels of batches that are still printing may come late: see OVERLAP_MS.
 * - voids: labels by when they were voided; they stay old in the list above.
 * - fulfillments: what was marked as shipped without a label.
 * - orders: by when they were last changed: cancelled, rejected, shipped.
 * - boxes: shipments of API v2, where the account has a key for it.
 *
 * Newest first, and pages by number: what changes between two pages moves to the front and pushes the others on to pages
 * that are still to come, so that they are said twice, never left out. What moved itself has changed since this reading
 * began, so the next one asks for it. (Oldest first, a change would pull the next one back onto a page already read.)
 */
import type {
  Account,
  CanListSince,
  FollowingCall,
  HttpReply,
  HttpRequest,
  Page,
  PartnerOrder,
  Reply,
} from '../contract.ts';
import type { Query } from '../http.ts';
import { hasV2, readJson, settingsOf, v1 } from './account.ts';
import { BOXES, BOXES_SIZE, boxesRequest, readBoxes } from './boxes.ts';
import { nextOfOrders, placeOf, readOrders } from './family.ts';
import { askFrom } from './pacific.ts';
import { type Found, fulfillmentsIn, nextOf, ordersIn, PAGE_SIZE, pageOf, shipmentsIn } from './pages.ts';

/** Labels bought in batches and orders changed by rules show up in the lists with minutes of delay. */
const OVERLAP_MS = 15 * 60_000;

interface Ask {
  readonly stream: string;
  readonly since: string;
  readonly page: string | null;
}

interface List {
  request(account: Account, ask: Ask): HttpRequest;
  next?(account: Account, ask: Ask, replies: readonly HttpReply[]): FollowingCall | null;
  /** `account` is only for what belongs to all of it: its currency. `later` are the replies after the list. */
  read(
    list: HttpReply,
    ask: Ask,
    account: Account | undefined,
    later: readonly HttpReply[],
  ): Reply<Page<PartnerOrder>>;
}

/** A list of v1 from a moment on, in Pacific time. */
function v1List(
  path: string,
  query: (account: Account, from: string) => Query,
  read: (reply: HttpReply, account: Account | undefined) => Reply<Found>,
): List {
  return {
    request: (account, { since, page }) =>
      v1(account, 'GET', path, {
        query: {
          ...query(account, askFrom(since)),
          sortDir: 'DESC',
          page: pageOf(page),
          pageSize: PAGE_SIZE,
        },
      }),
    read(reply, { page }, account) {
      const found = read(reply, account);
      if (!found.ok) return found;
      return { ok: true, value: { items: found.value.items, next: nextOf(pageOf(page), found.value) } };
    },
  };
}

const storeOf = (account: Account) => ({ storeId: settingsOf(account.settings).store });

/** Labels by when they were made or voided; ShipStation sorts them by when they were made only. */
const labels = (date: 'create' | 'void'): List =>
  v1List(
    '/shipments',
    (account, from) => ({
      [`${date}DateStart`]: from,
      includeShipmentItems: 'true',
      ...storeOf(account),
      sortBy: 'CreateDate',
    }),
    shipmentsIn,
  );

const LISTS: ReadonlyMap<string, List> = new Map([
  ['shipments', labels('create')],
  ['voids', labels('void')],
  [
    'fulfillments',
    // The document has no store for this one.
    v1List('/fulfillments', (_, from) => ({ createDateStart: from, sortBy: 'CreateDate' }), fulfillmentsIn),
  ],
  // After the packages: "shipped" alone has no number to show.
  [
    'orders',
    {
      ...v1List(
        '/orders',
        (account, from) => ({ modifyDateStart: from, ...storeOf(account), sortBy: 'ModifyDate' }),
        ordersIn,
      ),
      next: (account, { page }, replies) => nextOfOrders(account, placeOf(page), replies),
      read: (list, { page }, account, later) => readOrders(list, later, placeOf(page), account),
    },
  ],
  [
    'boxes',
    {
      request: (account, { since, page }) => boxesRequest(account, since, pageOf(page)),
      read(reply, { page }) {
        const found = readJson(reply, BOXES);
        if (!found.ok) return found;
        const { shipments, pages } = found.value;
        const next = nextOf(pageOf(page), { size: shipments.length, pages }, BOXES_SIZE);
        return { ok: true, value: { items: readBoxes(shipments), next } };
      },
    },
  ],
]);

function listOf(stream: string): List {
  const list = LISTS.get(stream);
  if (!list) throw new Error(`ShipStation has no list ${stream}`);
  return list;
}

export const listSince: CanListSince['listSince'] = {
  streams: (account) => [...LISTS.keys()].filter((stream) => stream !== 'boxes' || hasV2(account)),
  overlapMs: OVERLAP_MS,
  request: (account, ask) => listOf(ask.stream).request(account, ask),
  next: (account, ask, replies) => listOf(ask.stream).next?.(account, ask, replies) ?? null,
  answer(reply, ask, earlier = [], account) {
    const [list = reply, ...later] = [...earlier, reply];
    return listOf(ask.stream).read(list, ask, account, later);
  },
};
