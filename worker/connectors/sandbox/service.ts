/**
 * The Sandbox 3PL: a warehouse and a carrier as a real HTTP service, for trying everything without a partner. Mount the
 * router at `/sandbox`; customers call `/sandbox/<account>/v1`, people open `/sandbox`.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type RequestHandler, Router } from 'express';
import type { Logger } from 'pino';
import { type Account, createAccount, type Settings } from './account.ts';
import { partnerApi } from './api.ts';
import { controlRoutes } from './control.ts';
import { ACCOUNT_NAME } from './control-wire.ts';
import { type Keep, noKeep } from './keep.ts';
import { createSender } from './webhooks.ts';

export interface SandboxParts {
  /** Where it survives restarts: `folderKeep(folder)`; absent: nowhere. */
  readonly keep?: Keep;
  /** Folder of the built page: index.html, page.js, page.css; absent: no page. */
  readonly pageFolder?: string;
  /** Before the page and what it does; customers have their keys. */
  readonly protect?: RequestHandler;
  /** Whether webhooks may be sent to an address; absent: to this machine only. */
  readonly allowed?: (url: string) => boolean;
  readonly log: Pick<Logger, 'error'>;
  /** The real clock. */
  readonly now?: () => number;
}
export interface Sandbox {
  readonly router: Router;
  /** The account of this name, made when it is not there. `key` and `settings` are for a new one only. */
  open(name: string, parts?: { key?: string; settings?: Partial<Settings> }): Promise<Account>;
  account(name: string): Account | undefined;
  /** Writes what changed of an account and sends its webhooks: after anything was done to it in the same process. */
  settle(account: Account): Promise<void>;
  /** Settles when no webhook waits. */
  idle(): Promise<void>;
  /** Lets the clocks go by themselves, until it is stopped. */
  run(): void;
  stop(): Promise<void>;
}

const MOST_ACCOUNTS = 50;
const TICK_MS = 1000;
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

function onThisMachine(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
}

/** Reads what was kept and gives the service; nothing goes by itself before `run`. */
export async function createSandbox(parts: SandboxParts): Promise<Sandbox> {
  const { keep = noKeep, now = Date.now, log } = parts;
  const accounts = new Map<string, Account>();
  for (const { account, orders } of await keep.load()) {
    accounts.set(account.name, createAccount(account, orders, now));
  }
  const sender = createSender({
    fetch,
    sleep: (ms) => new Promise((done) => setTimeout(done, ms).unref()),
    allowed: parts.allowed ?? onThisMachine,
  });

  async function settle(account: Account): Promise<void> {
    const changes = account.takeChanges();
    await keep.save(account.name, changes);
    const { webhook, webhookWay } = account.settings;
    sender.send({
      url: webhook,
      key: account.key,
      way: webhookWay,
      events: changes.orders.map(({ id, change }) => ({ id: `evt-${id}-${change}`, order: id })),
    });
  }
  async function open(
    name: string,
    { key, settings }: Parameters<Sandbox['open']>[1] = {},
  ): Promise<Account> {
    const known = accounts.get(name);
    if (known) return known;
    ACCOUNT_NAME.parse(name);
    if (accounts.size >= MOST_ACCOUNTS) throw new Error('The Sandbox has as many warehouses as it takes.');
    const made = createAccount({ name, key: key ?? `sbx_${randomBytes(12).toString('hex')}` }, [], now);
    made.set(settings ?? {});
    accounts.set(name, made);
    await settle(made);
    return made;
  }

  const accountOf = (name: string): Account | undefined => accounts.get(name);
  const router = Router();
  router.use('/:account/v1', partnerApi({ account: accountOf, settle }));
  const guarded = Router();
  if (parts.protect) guarded.use(parts.protect);
  const { pageFolder } = parts;
  if (pageFolder !== undefined) {
    for (const file of ['page.js', 'page.css']) {
      guarded.get(`/${file}`, (_request, response) => {
        response.set('Cache-Control', 'no-cache').sendFile(join(pageFolder, file));
      });
    }
    guarded.get('/', (request, response) => {
      // Relative addresses of the page need the slash.
      if (!request.originalUrl.split('?')[0]?.endsWith('/')) {
        response.redirect(302, `${request.baseUrl}/`);
        return;
      }
      response.set({ 'Content-Security-Policy': PAGE_POLICY, 'Cache-Control': 'no-cache' });
      response.sendFile(join(pageFolder, 'index.html'));
    });
  }
  guarded.use(
    controlRoutes({ account: accountOf, accounts: () => [...accounts.values()], open, settle, sender }),
  );
  router.use(guarded);

  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<unknown> = Promise.resolve();
  return {
    router,
    open,
    account: accountOf,
    settle,
    idle: () => sender.idle(),
    run() {
      timer ??= setInterval(() => {
        for (const account of accounts.values()) account.tick();
        ticking = Promise.all([...accounts.values()].map(settle)).catch((error: unknown) => {
          log.error({ err: error }, 'the Sandbox could not write what happened');
        });
      }, TICK_MS).unref();
    },
    async stop() {
      clearInterval(timer);
      sender.stop();
      await ticking;
      await Promise.all([...accounts.values()].map(settle));
    },
  };
}
