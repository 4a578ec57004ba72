/**
 * Makes the calls that connectors describe: under the limits of the vendor account, with a time-out and a bound on what
 * is read. A fault is an answer, never an exception. Nothing that is sent or received is ever logged.
 */
import type { Logger } from 'pino';
import type {
  Account,
  CallProblem,
  Connector,
  FollowingCall,
  HttpReply,
  HttpRequest,
  Limit,
  Power,
  Reply,
} from './contract.ts';
import { createGate, type Priority } from './gate.ts';
import { httpProblem, retryAfterMs, unreadable } from './http.ts';

export interface CallerParts {
  /** Takes `calls` of all windows of an account or of none: 0 is taken, otherwise ask again after so many ms. */
  readonly take: (
    accountName: string,
    limits: readonly Limit[],
    calls: number,
  ) => Promise<{ readonly waitMs: number }>;
  /** Nothing is taken of this account before `until`. */
  readonly block: (accountName: string, until: Date) => Promise<void>;
  readonly fetch?: typeof fetch;
  readonly log: Pick<Logger, 'debug' | 'error'>;
  /** Of one request, until the whole answer is read. */
  readonly timeoutMs?: number;
  /** How long a call waits for its turn and through 429s before it is given back as `api.http-429`. */
  readonly patienceMs?: number;
  /** For the metrics: code is `ok` or that of the problem. */
  readonly onCall?: (call: {
    readonly vendor: string;
    readonly power: string;
    readonly code: string;
    readonly ms: number;
  }) => void;
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
}

/** One call of a power. `accountName` names the account's limits. */
export type Call = <I, O>(
  connector: Connector,
  account: Account,
  accountName: string,
  power: Power<I, O>,
  input: I,
  priority: Priority,
) => Promise<Reply<O>>;

const TIMEOUT_MS = 60_000;
const PATIENCE_MS = 120_000;
/** A 429 that does not say how long: the usual window. */
const UNSAID_WAIT_MS = 5_000;
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_REDIRECTS = 3;
/** A power of several calls that takes longer is given up. */
const LONGEST_TALK_MS = 15 * 60_000;

const timedOut: CallProblem = { code: 'api.timeout', message: 'The partner did not answer in time.' };
const network: CallProblem = {
  code: 'api.network',
  message: 'The partner could not be reached, or the connection broke before it answered.',
};
const redirected: CallProblem = {
  code: 'api.redirected',
  message: 'The partner sent us to another address. Its service may have moved.',
};

const no = (problem: CallProblem): { ok: false; problem: CallProblem } => ({ ok: false, problem });

/** The name of a power within its connector, for the metrics. */
function nameOf(connector: Connector, power: unknown): string {
  for (const [name, value] of Object.entries(connector)) {
    if (value === power) return name;
    if (name === 'webhooks' && Object.values(value).includes(power)) return 'webhooks.fetch';
  }
  return 'other';
}

/** Lines of code only: a message could quote what was sent. */
const whereOf = (error: unknown): string[] =>
  error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];

/** The whole body as text, or null when it is larger than we read. */
async function textOf(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body) {
    for await (const chunk of response.body) {
      size += chunk.byteLength;
      if (size > MOST_BYTES) return null;
      chunks.push(chunk);
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The address to go on with; null for another host, a changed method, or none. Credentials stay with their host. */
function redirectOf(request: HttpRequest, response: Response): string | null {
  const to = response.headers.get('location');
  if (to === null || !URL.canParse(to, request.url)) return null;
  const keepsMethod = response.status === 307 || response.status === 308 || request.method === 'GET';
  const url = new URL(to, request.url);
  return keepsMethod && url.origin === new URL(request.url).origin ? url.href : null;
}

/** Calls of connectors under shared limits; see CallerParts. */
export function createCaller(parts: CallerParts): Call {
  const { log, timeoutMs = TIMEOUT_MS, patienceMs = PATIENCE_MS } = parts;
  const now = parts.now ?? Date.now;
  const sleep = parts.sleep ?? ((ms: number) => new Promise<void>((done) => setTimeout(done, ms)));
  const get = parts.fetch ?? fetch;
  const limitsOf = new Map<string, readonly Limit[]>();
  const gate = createGate({
    take: (account) => parts.take(account, limitsOf.get(account) ?? [], 1),
    now,
    sleep,
  });

  async function send(request: HttpRequest, redirects = 0): Promise<Reply<HttpReply>> {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await get(request.url, {
        method: request.method,
        headers: request.headers,
        ...(request.body !== undefined && { body: request.body }),
        redirect: 'manual',
        signal,
      });
      if (response.status >= 300 && response.status < 400) {
        const url = redirectOf(request, response);
        await response.body?.cancel();
        if (url === null || redirects === MOST_REDIRECTS) return no(redirected);
        return await send({ ...request, url }, redirects + 1);
      }
      const body = await textOf(response);
      if (body === null) return no(unreadable);
      return {
        ok: true,
        value: { status: response.status, headers: Object.fromEntries(response.headers), body },
      };
    } catch {
      return no(signal.aborted ? timedOut : network);
    }
  }

  /** One answer that is not a 429, or the problem. Waiting is bounded by `patienceMs` all in all. */
  async function insist(
    connector: Connector,
    accountName: string,
    request: HttpRequest,
    priority: Priority,
  ): Promise<Reply<HttpReply>> {
    const end = now() + patienceMs;
    for (;;) {
      const turn = await gate(accountName, priority, end - now());
      if (turn !== true) {
        return no({ ...httpProblem({ status: 429, headers: {}, body: '' }), retryAfterMs: turn });
      }
      const sent = await send(request);
      if (!sent.ok) return sent;
      const reply = sent.value;
      const left = connector.remaining(reply);
      if (reply.status !== 429) {
        if (left && left.calls <= 0) await parts.block(accountName, new Date(now() + left.resetMs));
        return sent;
      }
      const waitMs = retryAfterMs(reply.headers, now()) ?? left?.resetMs ?? UNSAID_WAIT_MS;
      await parts.block(accountName, new Date(now() + waitMs));
      if (now() + waitMs > end) return no({ ...httpProblem(reply), retryAfterMs: waitMs });
      // Here too, and not only at the gate: never is a partner that asked us to wait called again at once.
      await sleep(waitMs);
    }
  }

  return async (connector, account, accountName, power, input, priority) => {
    const { vendor } = connector;
    const name = nameOf(connector, power);
    const started = now();
    const finish = <O>(reply: Reply<O>): Reply<O> => {
      const ms = now() - started;
      const code = reply.ok ? 'ok' : reply.problem.code;
      parts.onCall?.({ vendor, power: name, code, ms });
      log.debug({ vendor, power: name, code, ms }, 'partner called');
      return reply;
    };
    limitsOf.set(accountName, connector.limits(account));
    let request: HttpRequest;
    try {
      request = power.request(account, input);
    } catch (error) {
      log.error({ vendor, power: name, where: whereOf(error) }, 'a request could not be built');
      return finish(no({ code: 'command.not-built', message: 'Shipsheet could not make this request.' }));
    }
    const earlier: HttpReply[] = [];
    while (earlier.length === 0 || now() - started < LONGEST_TALK_MS) {
      const reply = await insist(connector, accountName, request, priority);
      if (!reply.ok) {
        // Half done, and nothing is lost yet: what was begun is ended, if the partner lets us wait for a while.
        if (earlier.length === 0 || reply.problem.code !== 'api.http-429') return finish(reply);
        await sleep(reply.problem.retryAfterMs ?? UNSAID_WAIT_MS);
        continue;
      }
      let following: FollowingCall | null;
      try {
        following = power.next?.(account, input, [...earlier, reply.value]) ?? null;
        if (following === null) return finish(power.answer(reply.value, input, earlier, account));
      } catch (error) {
        log.error({ vendor, power: name, where: whereOf(error) }, 'an answer could not be read');
        return finish(no(unreadable));
      }
      earlier.push(reply.value);
      request = following.request;
      if (following.afterMs > 0) await sleep(following.afterMs);
    }
    // Some of it was done: as with a lost answer, the partner is asked before anything is sent again.
    return finish(no(timedOut));
  };
}
