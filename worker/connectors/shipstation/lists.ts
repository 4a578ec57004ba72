/**
 * ShipStation's lists since a moment, one stream each:
 * - shipments: labels by when they were made. Labels of batches that are still printing may come late: see OVERLAP_MS.
 * - voids: labels by when they were voided; they stay old in the list above.
 * - fulfillments: what was marked as shipped without a label.
 * - orders: by when they were last changed: cancelled, rejected, shipped.
 * - boxes: shipments of API v2, where the account has a key for it.
 *
 * Pages go by time, not by number: an order that changes between two pages moves to the end of the list, and by numbers
 * the one behind it would slip through. A page begins where the last one ended, and says some things twice.
 */
import type {
  Account,
  CanListSince,
  HttpReply,
  HttpRequest,
  Page,
  PartnerOrder,
  Reply,
} from '../contract.ts';
import { hasV2, readJson, settingsOf, v1 } from './account.ts';
import { BOXES, BOXES_SIZE, boxesRequest, readBoxes } from './boxes.ts';
import { askFrom } from './pacific.ts';
import { FULFILLMENTS, ORDERS, readFulfillments, readOrder, readShipments, SHIPMENTS } from './read.ts';

/** The largest page that ShipStation's document allows for orders; the others take it too. */
export const PAGE_SIZE = 500;
/** Labels bought in batches and orders changed by rules show up in the lists with minutes of delay. */
const OVERLAP_MS = 15 * 60_000;

interface Ask {
  readonly stream: string;
  readonly since: string;
  readonly page: string | null;
}

/** A place in a list: from when, and which page of what lies there at one moment. As a cursor: `from#page`. */
export interface Place {
  readonly from: string;
  readonly page: number;
}

/** The place of a cursor; a number alone is a page since the beginning. `from` is in the list's own time. */
export function placeOf(cursor: string | null, from: string): Place {
  const found = /^(?:(.*)#)?(\d{1,6})$/.exec(cursor ?? '');
  return found ? { from: found[1] || from, page: Math.max(1, Number(found[2])) } : { from, page: 1 };
}

/** The cursor behind a page: where its last item lies, or the next number where all lie at one moment. */
export function nextOf(
  place: Place,
  size: number,
  pages: number,
  last: string,
  full = PAGE_SIZE,
): string | null {
  // The document's own examples say 0 pages where there is one.
  if (place.page >= pages && size < full) return null;
  return last > place.from ? `${last}#1` : `${place.from}#${place.page + 1}`;
}

/** ShipStation's own time as it wants to be asked, without fractions. */
const asked = (time: string): string => time.slice(0, 19).replace('T', ' ');

interface List {
  request(account: Account, place: Place): HttpRequest;
  /** `account` is only for what belongs to all of it: its currency. */
  read(reply: HttpReply, place: Place, account: Account | undefined): Reply<Page<PartnerOrder>>;
}

const page = (place: Place) => ({ page: place.page, pageSize: PAGE_SIZE });
const storeOf = (account: Account) => ({ storeId: settingsOf(account.settings).store });
const currencyOf = (account: Account | undefined): string => settingsOf(account?.settings ?? {}).currency;

/** The last moment of a page, as it can be asked for; a time that is blank is none. */
const lastOf = (times: readonly string[]): string => times.map(asked).reduce((a, b) => (a > b ? a : b), '');

const next = (place: Place, pages: number | null | undefined, times: readonly string[]): string | null =>
  nextOf(place, times.length, pages ?? 0, lastOf(times));

function labels(date: 'create' | 'void'): List {
  return {
    request: (account, place) =>
      v1(account, 'GET', '/shipments', {
        query: {
          [`${date}DateStart`]: place.from,
          includeShipmentItems: 'true',
          ...storeOf(account),
          sortBy: 'CreateDate',
          sortDir: 'ASC',
          ...page(place),
        },
      }),
    read(reply, place, account) {
      const parsed = readJson(reply, SHIPMENTS);
      if (!parsed.ok) return parsed;
      const { shipments, pages } = parsed.value;
      // Voids are sorted by when their label was made, so their pages go by number. They do not change any more.
      const times = shipments.map(({ createDate }) => (date === 'create' ? createDate : ''));
      return {
        ok: true,
        value: { items: readShipments(shipments, currencyOf(account)), next: next(place, pages, times) },
      };
    },
  };
}

const fulfillments: List = {
  // The document has no store for this one.
  request: (account, place) =>
    v1(account, 'GET', '/fulfillments', {
      query: { createDateStart: place.from, sortBy: 'CreateDate', sortDir: 'ASC', ...page(place) },
    }),
  read(reply, place) {
    const parsed = readJson(reply, FULFILLMENTS);
    if (!parsed.ok) return parsed;
    const { fulfillments: all, pages } = parsed.value;
    const times = all.map(({ createDate }) => createDate);
    return { ok: true, value: { items: readFulfillments(all), next: next(place, pages, times) } };
  },
};

const orders: List = {
  request: (account, place) =>
    v1(account, 'GET', '/orders', {
      query: {
        modifyDateStart: place.from,
        ...storeOf(account),
        sortBy: 'ModifyDate',
        sortDir: 'ASC',
        ...page(place),
      },
    }),
  read(reply, place) {
    const parsed = readJson(reply, ORDERS);
    if (!parsed.ok) return parsed;
    const { orders: all, pages } = parsed.value;
    const times = all.map(({ modifyDate }) => modifyDate);
    return { ok: true, value: { items: all.map(readOrder), next: next(place, pages, times) } };
  },
};

const boxes: List = {
  request: (account, place) => boxesRequest(account, place),
  read(reply, place) {
    const parsed = readJson(reply, BOXES);
    if (!parsed.ok) return parsed;
    const { shipments, pages } = parsed.value;
    const times = shipments.map((one) => new Date(one.modified_at).toISOString());
    const last = times.reduce((a, b) => (a > b ? a : b), '');
    const after = nextOf(place, times.length, pages, last, BOXES_SIZE);
    return { ok: true, value: { items: readBoxes(shipments), next: after } };
  },
};

const LISTS: ReadonlyMap<string, List> = new Map([
  ['shipments', labels('create')],
  ['voids', labels('void')],
  ['fulfillments', fulfillments],
  // After the packages: "shipped" alone has no number to show.
  ['orders', orders],
  ['boxes', boxes],
]);

function listOf(stream: string): List {
  const list = LISTS.get(stream);
  if (!list) throw new Error(`ShipStation has no list ${stream}`);
  return list;
}

const placeOfAsk = ({ stream, since, page: cursor }: Ask): Place =>
  placeOf(cursor, stream === 'boxes' ? new Date(since).toISOString() : askFrom(since));

export const listSince: CanListSince['listSince'] = {
  streams: (account) => [...LISTS.keys()].filter((stream) => stream !== 'boxes' || hasV2(account)),
  overlapMs: OVERLAP_MS,
  request: (account, ask) => listOf(ask.stream).request(account, placeOfAsk(ask)),
  answer: (reply, ask, _earlier, account) => listOf(ask.stream).read(reply, placeOfAsk(ask), account),
};
