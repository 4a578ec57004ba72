/** What a person, the demo or a test does to the Sandbox: the JSON API behind its page. */
import express, { type RequestHandler, Router } from 'express';
import * as z from 'zod/mini';
import { Problem } from '../../problem.ts';
import type { Account, Settings } from './account.ts';
import {
  ACCOUNT_NAME,
  CONTROL,
  type Control,
  type OrderView,
  VIEW_QUERY,
  type View,
  type Which,
} from './control-wire.ts';
import { act, type Order } from './order.ts';
import { isScanCode, SCANS } from './scans.ts';
import type { createSender } from './webhooks.ts';
import { ACTIONS } from './words.ts';

/** Orders that the page shows. */
const MOST_SHOWN = 50;

export interface ControlParts {
  readonly account: (name: string) => Account | undefined;
  readonly accounts: () => readonly Account[];
  readonly open: (name: string) => Promise<Account>;
  readonly settle: (account: Account) => Promise<void>;
  readonly sender: Pick<ReturnType<typeof createSender>, 'waiting' | 'last'>;
}

/** Where an order stands in one or two words, for people. */
function standing({ state, boxes }: Order): string {
  if (state !== 'shipped') return state;
  const live = boxes.filter(({ voided }) => !voided);
  const last = live.map(({ scans }) => scans.at(-1)?.text ?? '');
  return last[0] ?? state;
}
const has = (order: Order, q: string): boolean =>
  [order.id, order.number, order.key, order.content.reference, order.content.shipTo.name]
    .concat(order.boxes.map(({ trackingNumber }) => trackingNumber))
    .some((text) => text.toLowerCase().includes(q));

function row(order: Order, now: number): OrderView {
  const { content, boxes } = order;
  const { shipTo } = content;
  return {
    id: order.id,
    number: order.number,
    key: order.key,
    reference: content.reference,
    state: order.state,
    standing: standing(order),
    reason: order.reason,
    name: shipTo.name,
    address: [shipTo.address1, shipTo.address2, shipTo.city, shipTo.state, shipTo.postalCode, shipTo.country]
      .filter((part) => part !== '')
      .join(', '),
    items: content.items.map((one) => `${one.sku} x${one.quantity}`).join('; '),
    notify: content.notify,
    boxes: boxes.map(({ id, trackingNumber, carrier, voided, cost, scans, items }) => ({
      id,
      trackingNumber,
      carrier,
      voided,
      cost,
      items: items?.map((one) => `${one.sku} x${one.quantity}`).join('; ') ?? '',
      scans: scans.map(({ code, text, at }) => ({ code, text, at: new Date(at).toISOString() })),
    })),
    /** What may be done to it, found by doing it to a copy. */
    can: ACTIONS.filter((action) => act(structuredClone(order), action, now) === ''),
  };
}

function view(
  account: Account,
  sender: ControlParts['sender'],
  { state, q }: z.infer<typeof VIEW_QUERY>,
): View {
  const now = account.time();
  const wanted = q.toLowerCase();
  const found = [...account.orders()].filter(
    (order) => (state === undefined || order.state === state) && (wanted === '' || has(order, wanted)),
  );
  return {
    name: account.name,
    key: account.key,
    time: new Date(now).toISOString(),
    settings: account.settings,
    faults: [...account.faults()],
    counts: account.counts(),
    webhooks: { waiting: sender.waiting(), last: sender.last() },
    found: found.length,
    /** The latest change first. */
    orders: found
      .slice(-MOST_SHOWN)
      .reverse()
      .map((order) => row(order, now)),
  };
}

/** Orders meant; a copy, because what is done changes their order. */
function ordersOf(account: Account, to: Which): Order[] {
  if ('all' in to) return [...account.orders()].filter(({ state }) => state === to.all);
  const order = account.find(to.order);
  if (!order) throw new Problem(404, 'order.unknown', 'There is no such order.');
  return [order];
}

/** Does it; throws Problem 409 where nothing of what was meant can be done. */
function control(account: Account, asked: Control): void {
  switch (asked.do) {
    case 'turn':
      account.turn(asked.hours);
      return;
    case 'set': {
      // Absent is not undefined: what is not named stays.
      const named = Object.entries(asked.settings).filter(([, value]) => value !== undefined);
      const next: Partial<Settings> = Object.fromEntries(named);
      account.set(next);
      return;
    }
    case 'fault':
      account.setFaults([...account.faults(), { fault: asked.fault, on: asked.on, left: asked.times }]);
      return;
    case 'no faults':
      account.setFaults([]);
      return;
    default: {
      const orders = ordersOf(account, asked.to);
      const text =
        asked.do === 'scan' ? asked.text || (isScanCode(asked.code) ? SCANS[asked.code].text : '') : '';
      const refusals = orders.map((order) =>
        asked.do === 'act'
          ? account.act(order, asked.action, asked.reason)
          : account.scan(order, asked.code, text),
      );
      const [first] = refusals;
      if (first !== undefined && refusals.every((why) => why !== '')) {
        throw new Problem(409, 'order.not-now', first);
      }
    }
  }
}

/**
 * Only the Sandbox's own page and programs: another page's form has no JSON, and its scripts an Origin of their own.
 * Programs such as tests send neither header.
 */
const onlyOwnPages: RequestHandler = (request, _response, next) => {
  const { host, origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreign =
    (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none');
  if (foreign) throw new Problem(403, 'site.foreign', 'Another web page may not use the Sandbox.');
  if (request.method !== 'GET' && !request.is('application/json')) {
    throw new Problem(415, 'content.not-json', 'Only JSON is taken here.');
  }
  next();
};

/** What was sent, by its schema; refused in the words of the field that is wrong. */
function read<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Problem(400, 'request.invalid', parsed.error.issues[0]?.message ?? 'This cannot be used.');
}

/** Routes below the Sandbox: `/accounts` and `/<account>/control`. */
export function controlRoutes(parts: ControlParts): Router {
  const router = Router();
  const known = (name: unknown): Account => {
    const account = typeof name === 'string' ? parts.account(name) : undefined;
    if (!account) throw new Problem(404, 'account.unknown', 'The Sandbox has no such warehouse.');
    return account;
  };
  router.use(['/accounts', '/:account/control'], onlyOwnPages, express.json({ limit: '100kb' }));
  router.use(['/accounts', '/:account/control'], (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/accounts', (_request, response) => {
    response.json(parts.accounts().map((account) => ({ name: account.name, orders: account.count() })));
  });
  router.post('/accounts', async (request, response) => {
    const { name } = read(z.object({ name: ACCOUNT_NAME }), request.body);
    const { name: made, key } = await parts.open(name);
    response.status(201).json({ name: made, key });
  });
  router.get('/:account/control', (request, response) => {
    response.json(view(known(request.params.account), parts.sender, read(VIEW_QUERY, request.query)));
  });
  router.post('/:account/control', async (request, response) => {
    const account = known(request.params.account);
    control(account, read(CONTROL, request.body));
    await parts.settle(account);
    response.json(view(account, parts.sender, read(VIEW_QUERY, request.query)));
  });
  return router;
}
