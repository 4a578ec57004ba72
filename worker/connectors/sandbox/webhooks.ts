/** Sends the Sandbox's webhooks: signed, some attempts each, and as badly as its settings say. */
import { createHmac } from 'node:crypto';
import { SIGNATURE_HEADER } from './wire.ts';
import type { WebhookWay } from './words.ts';

/** Over the raw bytes. */
export const signatureOf = (body: string | Uint8Array, key: string): string =>
  `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;

/** `1.0` is on purpose: who parses and writes it again gets other bytes, and another signature. */
const webhookBody = (event: { readonly id: string; readonly order: string }): string =>
  `{"version":1.0,"id":${JSON.stringify(event.id)},"type":"order.changed","order":${JSON.stringify(event.order)}}`;

export interface Delivery {
  readonly url: string;
  readonly key: string;
  readonly way: WebhookWay;
  readonly events: readonly { readonly id: string; readonly order: string }[];
}
export interface SenderParts {
  readonly fetch: typeof fetch;
  readonly sleep: (ms: number) => Promise<void>;
  /** Whether it may be sent there: a sandbox must not be a way to call the inside of a network. */
  readonly allowed: (url: string) => boolean;
}

const ATTEMPTS = 3;
const PAUSE_MS = 1000;
const TIMEOUT_MS = 10_000;
/** What waits beyond it is dropped, as partners do: polls find it. */
const MOST_WAITING = 20_000;
const AT_ONCE = 8;

/** Webhooks in the order of their events, some at once; `idle` settles when none waits or is under way. */
export function createSender({ fetch: post, sleep, allowed }: SenderParts) {
  const waiting: { url: string; key: string; body: string }[] = [];
  let sending = 0;
  let stopped = false;
  let last = '';
  let whenIdle: (() => void)[] = [];

  async function deliver({ url, key, body }: { url: string; key: string; body: string }): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS && !stopped; attempt++) {
      try {
        const response = await post(url, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', [SIGNATURE_HEADER]: signatureOf(body, key) },
          body,
          redirect: 'manual',
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        await response.body?.cancel();
        last = `answered ${response.status}`;
        // 4xx: nobody there wants it, now or later.
        if (response.status < 500) return;
      } catch {
        last = 'not reached';
      }
      if (attempt < ATTEMPTS) await sleep(PAUSE_MS * attempt ** 2);
    }
  }
  function go(): void {
    while (sending < AT_ONCE && !stopped) {
      const next = waiting.shift();
      if (!next) break;
      sending++;
      void deliver(next).finally(() => {
        sending--;
        go();
      });
    }
    if (sending === 0 && (waiting.length === 0 || stopped)) {
      for (const done of whenIdle) done();
      whenIdle = [];
    }
  }

  return {
    send({ url, key, way, events }: Delivery): void {
      if (url === '' || way === 'not at all' || stopped) return;
      if (!allowed(url)) {
        last = 'not allowed to be sent there';
        return;
      }
      const ordered = way === 'out of order' ? [...events].reverse() : events;
      for (const event of ordered) {
        for (let i = 0; i < (way === 'five times' ? 5 : 1) && waiting.length < MOST_WAITING; i++) {
          waiting.push({ url, key, body: webhookBody(event) });
        }
      }
      go();
    },
    waiting: (): number => waiting.length + sending,
    /** What came of the last one, for people. */
    last: (): string => last,
    idle: (): Promise<void> =>
      sending === 0 && waiting.length === 0
        ? Promise.resolve()
        : new Promise((done) => {
            whenIdle.push(done);
          }),
    stop(): void {
      stopped = true;
      waiting.length = 0;
    },
  };
}
