/** A customer's account with the Sandbox's warehouse: its orders, its clock, its settings. All in memory, no I/O. */
import { allCountries } from '../../../shared/address/countries.ts';
import type { Fault, FaultPlan, Operation } from './faults.ts';
import { act, advance, begin, type Order, scan } from './order.ts';
import type { CreateResult, OrderIn } from './wire.ts';
import type { Action, State, WebhookWay } from './words.ts';

/** What a person sets; kept over restarts. */
export interface Settings {
  /** Orders go on by themselves as the clock goes. */
  auto: boolean;
  /** Hours of the warehouse in one real minute; 1/60 is the real pace, 0 stands still. */
  hoursAMinute: number;
  /** The same key is the same order. Off: handed in twice is there twice, as with partners that know no key of ours. */
  dedupe: boolean;
  /** SKUs that it has never heard of, beside those that begin with UNKNOWN. */
  unknownSkus: string[];
  /** SKUs that are out: orders with them wait on hold. */
  outOfStock: string[];
  /** Whether it gives in to cancellations at all. */
  cancels: boolean;
  webhook: string;
  webhookWay: WebhookWay;
}
export interface SavedAccount {
  readonly name: string;
  readonly key: string;
  readonly settings: Settings;
  readonly faults: readonly FaultPlan[];
  /** The warehouse's clock when it was saved: it stands still while nobody runs it. */
  readonly clock: number;
  readonly lastOrder: number;
  readonly lastChange: number;
}

const FIRST_SETTINGS: Settings = {
  auto: true,
  hoursAMinute: 1 / 60,
  dedupe: true,
  unknownSkus: [],
  outOfStock: [],
  cancels: true,
  webhook: '',
  webhookWay: 'as they happen',
};

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** Each account's orders have numbers of their own, so that no two accounts print the same label. */
function firstOrder(name: string): number {
  let sum = 7;
  for (const letter of name) sum = (sum * 31 + letter.charCodeAt(0)) % 89;
  return 100_000 * (sum + 1);
}

export type Account = ReturnType<typeof createAccount>;

/** `now` is the real clock in ms. `saved` and `orders` are what was kept of it. */
export function createAccount(
  saved: Pick<SavedAccount, 'name' | 'key'> & Partial<SavedAccount>,
  orders: readonly Order[],
  now: () => number,
) {
  const { name, key } = saved;
  const settings: Settings = { ...FIRST_SETTINGS, ...saved.settings };
  let faults: FaultPlan[] = [...(saved.faults ?? [])];
  let clock = { real: now(), warehouse: saved.clock ?? now() };
  let lastOrder = saved.lastOrder ?? firstOrder(name);
  let lastChange = saved.lastChange ?? 0;
  /** In the order of their last change: lists go through it. */
  const byId = new Map<string, Order>();
  const idsByKey = new Map<string, string[]>();
  const orderByNumber = new Map<string, string>();
  /** Changed since it was last asked. */
  const changed = new Set<Order>();
  let settled = true;

  const time = (): number => clock.warehouse + ((now() - clock.real) / MINUTE) * settings.hoursAMinute * HOUR;

  function index(order: Order): void {
    byId.delete(order.id);
    byId.set(order.id, order);
    for (const { trackingNumber } of order.boxes) orderByNumber.set(trackingNumber, order.id);
  }
  function add(order: Order): void {
    index(order);
    idsByKey.set(order.key, [...(idsByKey.get(order.key) ?? []), order.id]);
  }
  for (const order of [...orders].sort((a, b) => a.change - b.change)) add(order);

  function touch(order: Order): void {
    order.change = ++lastChange;
    order.changedAt = now();
    index(order);
    changed.add(order);
  }
  const missing = (order: Pick<OrderIn, 'items'>): string | undefined =>
    order.items.find(({ sku }) => settings.outOfStock.includes(sku))?.sku;

  function start(order: Order): void {
    begin(order, time());
    const sku = missing(order.content);
    if (sku !== undefined) act(order, 'hold', time(), `${sku} is out of stock`);
    touch(order);
  }

  /** Why it is not taken; null when it is. */
  function refusal({
    items,
    shipTo,
  }: OrderIn): Pick<CreateResult & { status: 'refused' }, 'why' | 'reason'> | null {
    const unknown = items.find(({ sku }) => /^UNKNOWN/i.test(sku) || settings.unknownSkus.includes(sku));
    if (unknown) return { why: 'sku', reason: `SKU ${unknown.sku} is not in our catalogue` };
    if (items.length === 0) return { why: 'other', reason: 'There is nothing to pick' };
    if (!allCountries().has(shipTo.country)) {
      return { why: 'address', reason: `Country "${shipTo.country}" is not one that we ship to` };
    }
    if (/REFUSE/.test(`${shipTo.address1} ${shipTo.address2}`)) {
      // As real ones do, it repeats what it was sent.
      return {
        why: 'address',
        reason: `Not deliverable: ${shipTo.name}, ${shipTo.address1}, ${shipTo.city}`,
      };
    }
    return null;
  }

  function create({ key: theirs, ...content }: OrderIn): CreateResult {
    const known = (idsByKey.get(theirs) ?? []).map((id) => byId.get(id)).find((order) => order !== undefined);
    if (known && settings.dedupe && known.state !== 'refused') {
      return { key: theirs, status: 'exists', id: known.id };
    }
    const refused = refusal({ key: theirs, ...content });
    if (refused) return { key: theirs, status: 'refused', ...refused };
    if (known && settings.dedupe) {
      known.content = content;
      start(known);
      return { key: theirs, status: 'accepted', id: known.id, number: known.number };
    }
    const n = ++lastOrder;
    const order: Order = {
      id: `SBX-${n}`,
      number: `W${n}`,
      key: theirs,
      content,
      state: 'accepted',
      reason: '',
      createdAt: time(),
      boxes: [],
      dueAt: null,
      change: 0,
      changedAt: 0,
    };
    add(order);
    start(order);
    return { key: theirs, status: 'accepted', id: order.id, number: order.number };
  }

  return {
    name,
    key,
    settings,
    time,
    create,
    count: () => byId.size,
    order: (id: string): Order | undefined => byId.get(id),
    byKey: (theirs: string): Order[] => (idsByKey.get(theirs) ?? []).flatMap((id) => byId.get(id) ?? []),
    /**
     * `SBX-100001`, `key:` and the customer's own, or `ref:` and its Shipment ID. Of several the first that is not
     * cancelled.
     */
    find(reference: string): Order | undefined {
      const [, kind, text = ''] = /^(key|ref):(.*)$/s.exec(reference) ?? [];
      if (kind === undefined) return byId.get(reference);
      const found =
        kind === 'key'
          ? this.byKey(text)
          : [...byId.values()].filter(({ content }) => content.reference === text);
      return found.find(({ state }) => state !== 'cancelled') ?? found[0];
    },
    byTrackingNumber: (number: string): Order | undefined => byId.get(orderByNumber.get(number) ?? ''),
    /** All, the one that changed longest ago first. */
    orders: (): Iterable<Order> => byId.values(),
    counts(): Record<State, number> {
      const counts = { accepted: 0, 'on hold': 0, packed: 0, shipped: 0, cancelled: 0, refused: 0 };
      for (const { state } of byId.values()) counts[state]++;
      return counts;
    },

    /** "" when done, otherwise why not. */
    update(order: Order, { key: _theirs, ...content }: OrderIn): string {
      if (order.state === 'packed' || order.state === 'shipped' || order.state === 'cancelled')
        return order.state;
      const refused = refusal({ key: order.key, ...content });
      if (refused) return refused.reason;
      order.content = content;
      start(order);
      return '';
    },
    /** As the customer asks for it. */
    cancel(order: Order): string {
      if (!settings.cancels && order.state !== 'cancelled') return 'we do not cancel orders';
      const why = act(order, 'cancel', time(), 'as you asked');
      if (why === '') touch(order);
      return why;
    },
    /** As the warehouse does it. */
    act(order: Order, action: Action, reason: string): string {
      const why = act(order, action, time(), reason);
      if (why === '') touch(order);
      return why;
    },
    scan(order: Order, code: string, text: string): string {
      const why = scan(order, code, text, time());
      if (why === '') touch(order);
      return why;
    },

    /** Changes settings; the clock goes on from where it stands, and what waited for stock is let go. */
    set(next: Partial<Settings>): void {
      clock = { real: now(), warehouse: time() };
      Object.assign(settings, next);
      settled = false;
      if (next.outOfStock) {
        for (const order of [...byId.values()]) {
          if (order.state !== 'on hold' || !order.reason.endsWith('is out of stock')) continue;
          if (missing(order.content) === undefined) start(order);
        }
      }
    },
    /** Turns the clock and lets everything happen that is due by then, each at its own time. */
    turn(hours: number): void {
      clock = { real: now(), warehouse: time() + hours * HOUR };
      settled = false;
      this.tick();
    },
    /** Lets happen what is due by the clock. */
    tick(): void {
      if (!settings.auto) return;
      const at = time();
      for (const order of [...byId.values()]) {
        if (order.dueAt !== null && order.dueAt <= at && advance(order, at)) touch(order);
      }
    },

    faults: (): readonly FaultPlan[] => faults,
    setFaults(next: readonly FaultPlan[]): void {
      faults = [...next];
      settled = false;
    },
    /** The fault that this call meets; those with a number of times wear out. */
    meet(operation: Operation): Fault | null {
      const plan = faults.find(({ on, left }) => (on === 'any' || on === operation) && left !== 0);
      if (!plan) return null;
      if (plan.left !== null) {
        faults = faults.flatMap((one) =>
          one !== plan ? one : plan.left === 1 ? [] : { ...plan, left: (plan.left ?? 1) - 1 },
        );
        settled = false;
      }
      return plan.fault;
    },

    /** What changed since the last time: orders, and the account itself when that is not null. */
    takeChanges(): { orders: Order[]; account: SavedAccount | null } {
      const list = [...changed];
      const account =
        list.length === 0 && settled
          ? null
          : { name, key, settings, faults, clock: time(), lastOrder, lastChange };
      changed.clear();
      settled = true;
      return { orders: list, account };
    },
  };
}
