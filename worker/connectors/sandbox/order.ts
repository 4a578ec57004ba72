/** An order in the Sandbox's warehouse, and what may happen to it. Times are ms of the warehouse's own clock. */
import { parcelLabel } from './numbers.ts';
import { SCANS, type ScanCode } from './scans.ts';
import type { OrderIn } from './wire.ts';
import type { Action, State } from './words.ts';

export interface Scanned {
  readonly code: string;
  readonly text: string;
  readonly at: number;
}
export interface Box {
  readonly id: string;
  readonly trackingNumber: string;
  readonly carrier: string;
  readonly trackingUrl: string;
  /** null where the warehouse does not say. */
  readonly items: readonly { readonly sku: string; readonly quantity: number }[] | null;
  readonly cost: string;
  shippedAt: number | null;
  voided: boolean;
  scans: Scanned[];
}
export interface Order {
  readonly id: string;
  readonly number: string;
  readonly key: string;
  content: Omit<OrderIn, 'key'>;
  state: State;
  reason: string;
  readonly createdAt: number;
  boxes: Box[];
  /** When it goes on by itself; null for never: a person has taken it over, or it is at its end. */
  dueAt: number | null;
  /** Of the account's changes, and when by the real clock: lists are read by these. */
  change: number;
  changedAt: number;
}

/** "" when done, otherwise why not. */
type Done = string;

const HOUR = 3_600_000;
const isOpen = ({ state }: Order): boolean =>
  state === 'accepted' || state === 'on hold' || state === 'packed';
const live = ({ boxes }: Order): Box[] => boxes.filter(({ voided }) => !voided);

/** Hours between two steps, spread a little by the order, so that not all do everything at once. */
function hours(order: Order, many: number): number {
  let sum = 0;
  for (const letter of order.key) sum = (sum * 31 + letter.charCodeAt(0)) % 997;
  return many * HOUR * (0.8 + (0.4 * sum) / 997);
}

const HOURS_TO_PACK = 3;
const HOURS_TO_LABEL = 1;
const HOURS_TO_SHIP = 2;
/** Scans of a shipped parcel, each so many hours after the one before. */
const JOURNEY: readonly (readonly [ScanCode, number])[] = [
  ['DP', 8],
  ['AR', 20],
  ['OD', 18],
  ['DL', 5],
];

/** Puts a new order, or one that was refused and is handed in again, where orders begin. */
export function begin(order: Order, now: number): void {
  order.state = 'accepted';
  order.reason = '';
  order.dueAt = now + hours(order, HOURS_TO_PACK);
}

function addBox(order: Order, now: number, items: Box['items']): void {
  const n = order.boxes.length + 1;
  const { carrier, number, url, cost } = parcelLabel(order.id, n, order.content.shipTo.country);
  order.boxes.push({
    id: `${order.id}-${n}`,
    trackingNumber: number,
    carrier,
    trackingUrl: url,
    items,
    cost,
    shippedAt: null,
    voided: false,
    scans: [{ code: 'LC', text: SCANS.LC.text, at: now }],
  });
}
const allItems = ({ content }: Order): { sku: string; quantity: number }[] =>
  content.items.map(({ sku, quantity }) => ({ sku, quantity }));

/** Half of each line into either box; null for both where one unit cannot be shared out. */
function halves(order: Order): [Box['items'], Box['items']] {
  const first: { sku: string; quantity: number }[] = [];
  const second: { sku: string; quantity: number }[] = [];
  let odd = true;
  for (const { sku, quantity } of allItems(order)) {
    const more = odd ? Math.ceil(quantity / 2) : Math.floor(quantity / 2);
    if (quantity % 2 === 1) odd = !odd;
    if (more > 0) first.push({ sku, quantity: more });
    if (quantity > more) second.push({ sku, quantity: quantity - more });
  }
  return first.length > 0 && second.length > 0 ? [first, second] : [null, null];
}

function ship(order: Order, now: number): Done {
  if (live(order).length === 0) addBox(order, now, allItems(order));
  for (const box of live(order)) {
    box.shippedAt = now;
    box.scans.push({ code: 'PU', text: SCANS.PU.text, at: now });
  }
  order.state = 'shipped';
  order.dueAt = now + hours(order, JOURNEY[0]?.[1] ?? 0);
  return '';
}

/** Adds a scan to all parcels that have left; text as the carrier would write it, or another. */
export function scan(order: Order, code: string, text: string, now: number): Done {
  const boxes = live(order).filter(({ shippedAt }) => shippedAt !== null);
  if (boxes.length === 0) return 'Nothing of it has left yet.';
  for (const box of boxes) box.scans.push({ code, text, at: now });
  order.dueAt = null;
  return '';
}

const DO: Readonly<Record<Action, (order: Order, now: number, reason: string) => Done>> = {
  hold(order, _now, reason) {
    if (order.state !== 'accepted') return `It is ${order.state}.`;
    order.state = 'on hold';
    order.reason = reason;
    order.dueAt = null;
    return '';
  },
  release(order, now) {
    if (order.state !== 'on hold') return `It is ${order.state}.`;
    begin(order, now);
    return '';
  },
  pack(order, now) {
    if (order.state !== 'accepted') return `It is ${order.state}.`;
    order.state = 'packed';
    order.dueAt = now + hours(order, HOURS_TO_LABEL);
    return '';
  },
  label(order, now) {
    if (!isOpen(order) || order.state === 'on hold') return `It is ${order.state}.`;
    if (live(order).length > 0) return 'It has a label.';
    order.state = 'packed';
    addBox(order, now, allItems(order));
    order.dueAt = now + hours(order, HOURS_TO_SHIP);
    return '';
  },
  ship: (order, now) => (isOpen(order) ? ship(order, now) : `It is ${order.state}.`),
  deliver(order, now) {
    if (isOpen(order)) ship(order, now - HOUR);
    return scan(order, 'DL', SCANS.DL.text, now);
  },
  split(order, now) {
    if (!isOpen(order)) return `It is ${order.state}.`;
    if (live(order).length > 0) return 'It has a label.';
    for (const items of halves(order)) addBox(order, now, items);
    return ship(order, now);
  },
  void(order, now) {
    if (live(order).length === 0) return 'It has no label.';
    if (order.boxes.some(({ scans }) => scans.length > 2)) return 'The carrier has it.';
    for (const box of order.boxes) {
      box.voided = true;
      box.shippedAt = null;
    }
    order.state = 'packed';
    order.dueAt = now + hours(order, HOURS_TO_LABEL);
    return '';
  },
  refuse(order, _now, reason) {
    if (!isOpen(order)) return `It is ${order.state}.`;
    order.state = 'refused';
    order.reason = reason || 'The warehouse cannot ship it';
    order.dueAt = null;
    return '';
  },
  cancel(order, _now, reason) {
    if (order.state === 'cancelled') return '';
    if (order.state === 'packed' || order.state === 'shipped') return order.state;
    order.state = 'cancelled';
    order.reason = reason;
    order.dueAt = null;
    return '';
  },
};

/** Does it, or says why it cannot be done; then nothing has changed. */
export const act = (order: Order, action: Action, now: number, reason = ''): Done =>
  DO[action](order, now, reason);

/** The next step of an order that is due, at the time when it was. */
function step(order: Order, at: number): void {
  if (order.state === 'accepted') act(order, 'pack', at);
  else if (order.state === 'packed') act(order, live(order).length === 0 ? 'label' : 'ship', at);
  else if (order.state === 'shipped') {
    const travelled = Math.max(...live(order).map(({ scans }) => scans.length)) - 2;
    const [code] = JOURNEY[travelled] ?? [];
    if (code) scan(order, code, SCANS[code].text, at);
    const following = JOURNEY[travelled + 1];
    order.dueAt = code && following ? at + hours(order, following[1]) : null;
  } else order.dueAt = null;
}

/** Lets an order go on by itself until `now`; true if anything happened. */
export function advance(order: Order, now: number): boolean {
  let moved = false;
  while (order.dueAt !== null && order.dueAt <= now) {
    step(order, order.dueAt);
    moved = true;
  }
  return moved;
}
