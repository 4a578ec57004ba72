/** The Sandbox's API for its customers: what a warehouse's API is, faults included. */
import { timingSafeEqual } from 'node:crypto';
import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Account } from './account.ts';
import { type Fault, isBefore, type Operation, RETRY_AFTER_S } from './faults.ts';
import type { Order } from './order.ts';
import { orderOut, scansOut } from './present.ts';
import { CREATE, type CreateResult, TRACK, UPDATE } from './wire.ts';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}
export interface ApiParts {
  readonly account: (name: string) => Account | undefined;
  /** Writes what changed and tells of it. */
  readonly settle: (account: Account) => Promise<void>;
}

const BODY_LIMIT = '8mb';
const PAGE_SIZE = 100;

const fine = (body: unknown): Answer => ({ status: 200, body });
const refused = (status: number, code: string, message: string): Answer => ({
  status,
  body: { code, message },
});
const invalid = refused(400, 'invalid', 'The request does not have the form that it should have');
const unknown = refused(404, 'unknown', 'There is no such order');

const isKey = (given: string, key: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(key)];
  return a.length === b.length && timingSafeEqual(a, b);
};

function create(account: Account, body: unknown, fault: Fault | null): Answer {
  const parsed = CREATE.safeParse(body);
  if (!parsed.success) return invalid;
  const results = parsed.data.orders.map((order, i): CreateResult => {
    const third = i % 3 === 2;
    if (third && fault === 'some failed') return { key: order.key, status: 'failed' };
    if (third && fault === 'some refused') {
      return { key: order.key, status: 'refused', why: 'other', reason: 'We cannot take this order' };
    }
    return account.create(order);
  });
  return fine({ results });
}

function update(account: Account, reference: string, body: unknown): Answer {
  const parsed = UPDATE.safeParse(body);
  if (!parsed.success) return invalid;
  const order = account.find(reference);
  if (!order) return unknown;
  const why = account.update(order, parsed.data.order);
  return why === '' ? fine(orderOut(order)) : refused(409, 'locked', why);
}

function cancel(account: Account, reference: string): Answer {
  const order = account.find(reference);
  if (!order) return unknown;
  const why = account.cancel(order);
  return why === '' ? fine(orderOut(order)) : refused(409, 'locked', why);
}

/** Those that changed since a moment, or after the page before, oldest change first. */
function list(account: Account, query: Request['query']): Answer {
  const { key, since, after } = query;
  if (typeof key === 'string') return fine({ orders: account.byKey(key).map(orderOut), next: null });
  const from = typeof since === 'string' ? Date.parse(since) : 0;
  const place = typeof after === 'string' ? Number(after) : 0;
  if (Number.isNaN(from) || !Number.isInteger(place)) return invalid;
  const found: Order[] = [];
  for (const order of account.orders()) {
    if (order.change <= place || order.changedAt < from) continue;
    found.push(order);
    if (found.length > PAGE_SIZE) break;
  }
  const more = found.length > PAGE_SIZE;
  const orders = found.slice(0, PAGE_SIZE);
  return fine({ orders: orders.map(orderOut), next: more ? String(orders.at(-1)?.change ?? 0) : null });
}

function track(account: Account, body: unknown): Answer {
  const parsed = TRACK.safeParse(body);
  if (!parsed.success) return invalid;
  const results = parsed.data.numbers.map((number) => {
    const box = account.byTrackingNumber(number)?.boxes.find((one) => one.trackingNumber === number);
    return { number, known: box !== undefined, scans: scansOut(box?.scans ?? []) };
  });
  return fine({ results });
}

/** Before the work: the answer that is given instead; null: the work is done. */
function instead(fault: Fault): Answer | 'nothing' | null {
  if (fault === 'no answer') return 'nothing';
  if (fault === 'too many requests') return refused(429, 'busy', 'Too many requests');
  if (fault === 'server error') return refused(500, 'fault', 'Something went wrong');
  if (fault === 'maintenance') return refused(503, 'maintenance', 'Back soon');
  if (fault === 'key expired') return refused(401, 'key', 'This key has expired');
  return null;
}

/** Routes below `/<account>/v1`. */
export function partnerApi({ account: accountOf, settle }: ApiParts): Router {
  const router = Router({ mergeParams: true });
  router.use(express.json({ limit: BODY_LIMIT }));

  const handle =
    (operation: Operation, work: (account: Account, request: Request, fault: Fault | null) => Answer) =>
    async (request: Request, response: Response): Promise<void> => {
      const { account: name } = request.params;
      const account = typeof name === 'string' ? accountOf(name) : undefined;
      const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      if (!account || !isKey(key, account.key)) {
        response.status(401).json({ code: 'key', message: 'No account has this key' });
        return;
      }
      const fault = account.meet(operation);
      const before = fault !== null && isBefore(fault) ? instead(fault) : null;
      if (before === 'nothing') {
        await settle(account);
        return;
      }
      const answer = before ?? work(account, request, fault);
      await settle(account);
      if (fault === 'late answer') return;
      if (fault === 'lost answer') {
        request.socket.destroy();
        return;
      }
      if (fault === 'too many requests') response.set('Retry-After', String(RETRY_AFTER_S));
      if (fault === 'empty answer') response.status(200).end();
      else if (fault === 'garbage') response.type('html').send('<html><body>Welcome</body></html>');
      else response.status(answer.status).json(answer.body);
    };
  const idOf = (request: Request): string => z.string().parse(request.params.id);
  router.get(
    '/account',
    handle('account', (account) => fine({ account: account.name })),
  );
  router.post(
    '/orders',
    handle('create', (account, { body }, fault) => create(account, body, fault)),
  );
  router.get('/orders', (request, response, next) => {
    const operation = typeof request.query.key === 'string' ? 'find' : 'list';
    handle(operation, (account, { query }) => list(account, query))(request, response).catch(next);
  });
  router.get(
    '/orders/:id',
    handle('find', (account, request) => {
      const order = account.order(idOf(request));
      return order ? fine(orderOut(order)) : unknown;
    }),
  );
  router.put(
    '/orders/:id',
    handle('update', (account, request) => update(account, idOf(request), request.body)),
  );
  router.post(
    '/orders/:id/cancel',
    handle('cancel', (account, request) => cancel(account, idOf(request))),
  );
  router.post(
    '/tracking',
    handle('track', (account, { body }) => track(account, body)),
  );
  return router;
}
