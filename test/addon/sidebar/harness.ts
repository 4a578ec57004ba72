/** Opens the real page in a real browser, with `google.script.run` answered by a scripted server. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Answer, Api, ApiName, Boot } from '../../../addon/api.ts';
import { buildPage } from '../../../addon/sidebar/build.mjs';
import { leaveBrowser, sharedBrowser } from '../../support/browser.ts';

/** Answers of the server; a function that is not given fails like an add-on that lacks it. Throw a Refusal to refuse. */
export type Server = {
  [F in ApiName]?: (args: Parameters<Api[F]>[0]) => ReturnType<Api[F]> | Promise<ReturnType<Api[F]>>;
};

/** `serve` answers with the problem. */
export class Refusal extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
/** The call itself fails, as with a lost connection. */
export class Lost extends Error {}

export interface Call {
  readonly fn: string;
  readonly args: unknown;
}

export interface Sidebar {
  readonly page: Page;
  /** All calls so far. */
  readonly calls: Call[];
  /** Arguments of the calls of one function, in order. */
  args<F extends ApiName>(fn: F): Parameters<Api[F]>[0][];
  /** Errors of the page: none are ever right. */
  readonly errors: string[];
}

const ORIGIN = 'http://sidebar.test/';

/** The pages that this process has built from the sources, by entry: most test files look at the same one. */
const built = new Map<string, Promise<string>>();
function pageOf(entry: string): Promise<string> {
  const page = built.get(entry) ?? buildPage({ minify: true, entry });
  built.set(entry, page);
  return page;
}

/**
 * For one test file: one tab of the browser, which `open` sends to the page again. `entry` is the page's code: the
 * fake one with all panels, or a real page that plans its files itself.
 */
export function useSidebar(
  entry = new URL('fake-main.ts', import.meta.url),
): (boot: Boot, server: Server, frame?: 'sandboxed') => Promise<Sidebar> {
  let page: Page | undefined;
  let html = '';
  let body = '';
  let headers: Record<string, string> = {};
  let server: Server = {};
  let calls: Call[] = [];
  let errors: string[] = [];

  const serve = async (fn: ApiName, args: never): Promise<Answer<unknown>> => {
    calls.push({ fn, args });
    const handler: ((args: never) => unknown) | undefined = server[fn];
    if (handler === undefined) throw new Error(`The script has no function ${fn}`);
    try {
      return { ok: true, value: await handler(args) };
    } catch (error) {
      if (error instanceof Refusal) {
        return { ok: false, problem: { code: error.code, message: error.message } };
      }
      throw error;
    }
  };

  beforeAll(async () => {
    const [browser, made] = await Promise.all([sharedBrowser(), pageOf(fileURLToPath(entry))]);
    html = made;
    page = await browser.newPage({ viewport: { width: 300, height: 760 } });
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => errors.push(error.message));
    await page.exposeFunction('serveForTest', serve);
    await page.addInitScript(installGoogle);
    await page.route(`${ORIGIN}**`, (route) =>
      route.fulfill({ headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body }),
    );
  });
  afterEach(() => {
    if (errors.length > 0) throw new Error(`The page failed: ${errors.join('; ')}`);
  });
  afterAll(leaveBrowser);

  return async (boot, answers, frame) => {
    if (page === undefined) throw new Error('The browser has not started');
    await page.goto('about:blank');
    server = answers;
    calls = [];
    errors = [];
    body = html.replace('"__BOOT__"', () => JSON.stringify(boot));
    headers = frame === undefined ? {} : SANDBOX;
    await page.goto(ORIGIN);
    const made = calls;
    const args = <F extends ApiName>(fn: F): Parameters<Api[F]>[0][] =>
      // The page sends what its own types allow; the tests then read what was sent.
      made.filter((call) => call.fn === fn).map((call) => call.args as Parameters<Api[F]>[0]);
    return { page, calls: made, args, errors };
  };
}

/** As the local workbook shows it: no origin of its own, so no storage and no clipboard. */
const SANDBOX = {
  'content-security-policy':
    'sandbox allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox',
};

/** Runs inside the page: the part of Google's client that the panels use. */
function installGoogle(): void {
  type Serve = (fn: string, args: unknown) => Promise<unknown>;
  interface Handlers {
    success: (value: unknown) => void;
    failure: (error: Error) => void;
  }
  const runner = (handlers: Handlers): object => ({
    withSuccessHandler: (success: Handlers['success']) => runner({ ...handlers, success }),
    withFailureHandler: (failure: Handlers['failure']) => runner({ ...handlers, failure }),
    serve: (request: { fn: string; args: unknown }) => {
      const serve: Serve = Reflect.get(window, 'serveForTest');
      // google.script.run carries JSON only.
      const sent: { fn: string; args: unknown } = JSON.parse(JSON.stringify(request));
      void serve(sent.fn, sent.args).then(
        (answer) => handlers.success(answer),
        (error: Error) => handlers.failure(new Error(error.message)),
      );
    },
  });
  const run = runner({ success: () => {}, failure: () => {} });
  Reflect.set(window, 'google', { script: { run, host: { close: () => {} } } });
}
