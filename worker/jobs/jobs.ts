import type { Transaction } from 'kysely';
import { fromKysely } from 'pg-boss';
import type { StoreLog } from '../store/log.ts';
import type { Store } from '../store/store.ts';
import type { Database } from '../store/tables.ts';
import { startBoss } from './boss.ts';
import { blockedKeys, type DeadLetter, deadLetters, type QueueCounts, queueCounts } from './counts.ts';
import { handle } from './handle.ts';
import { keepDeadLetters } from './keep-dead.ts';
import { tryAnew } from './postpone.ts';
import {
  type KeyedQueue,
  type Payloads,
  PRIORITY,
  QUEUES,
  type QueueName,
  type QueueRule,
} from './queues.ts';
import { keepStatistics } from './statistics.ts';

export interface SendOptions {
  /** The job is there when the transaction commits, and only then. */
  readonly trx?: Transaction<Database>;
  /** Not before so many ms. */
  readonly afterMs?: number;
  /** One of PRIORITY; usual when absent. */
  readonly priority?: number;
}

export interface TakenJob<Q extends QueueName> {
  readonly id: string;
  readonly data: Payloads[Q];
  /** 0 for the first try. Goes up with each try, crashes included, and not with `later`. */
  readonly attempt: number;
  readonly priority: number;
  /** Aborted when the process stops and does not wait any longer, or when the handler takes too long. */
  readonly signal: AbortSignal;
}

/**
 * What came of a job. done: finished, a partner's refusal included. again: a fault; it is tried again under back-off, and
 * given up after the queue's retries. later: no fault, but not now (a limit, a run of a person); does not count as a try.
 * dead: given up at once; a person sees it and may send it again. Codes and messages hold no personal data.
 */
export type JobOutcome =
  | { readonly outcome: 'done' }
  /** afterMs: as a partner asked; absent for the queue's back-off. */
  | { readonly outcome: 'again'; readonly code: string; readonly message: string; readonly afterMs?: number }
  | { readonly outcome: 'dead'; readonly code: string; readonly message: string }
  | { readonly outcome: 'later'; readonly ms: number };

export interface WorkOptions {
  /** Jobs a handler gets at once, at most. */
  readonly batch: number;
  /** Handlers at once in this process. */
  readonly parallel: number;
}

export interface Jobs {
  /** @returns the job's id */
  send<Q extends QueueName>(queue: Q, data: Payloads[Q], options?: SendOptions): Promise<string>;
  /** In one statement, in this order. */
  sendMany<Q extends QueueName>(queue: Q, data: readonly Payloads[Q][], options?: SendOptions): Promise<void>;
  /**
   * Makes sure that a job of this key starts after the transaction has committed. One that waits already will do: it is
   * held until the commit, and goes sooner or with a higher priority if that is asked. Last in its transaction, please.
   */
  ensure<Q extends KeyedQueue>(queue: Q, data: Payloads[Q], options?: SendOptions): Promise<void>;
  /**
   * Handles a queue in this process. The handler answers with an outcome for each job's id; one that it leaves out, and
   * all when it throws, are tried again.
   */
  work<Q extends QueueName>(
    queue: Q,
    options: WorkOptions,
    handler: (jobs: readonly TakenJob<Q>[]) => Promise<ReadonlyMap<string, JobOutcome>>,
  ): Promise<void>;
  /** By cron, in UTC, over all processes once. A new one may fire at once: handlers must bear it. */
  schedule<Q extends QueueName>(queue: Q, cron: string, data: Payloads[Q]): Promise<void>;
  /** What was given up, newest first, 500 at most. */
  deadLetters(): Promise<DeadLetter[]>;
  /** Tries what was given up again, as the same job: its place in the order of its key is kept. false: it is not there. */
  retry(queue: QueueName, id: string): Promise<boolean>;
  /** Keys (`campaign/parcel`) whose work waits behind a job that was given up. */
  blockedKeys(): Promise<string[]>;
  counts(): Promise<Record<QueueName, QueueCounts>>;
  /** Lets running handlers finish for so long, then returns their jobs to the queue. */
  stop(options: { readonly finishMs: number }): Promise<void>;
}

/** What waits for its time wakes nobody, so it is looked for so often; pg-boss takes half a second at least. */
const POLL_SECONDS = 1;

/** Starts the queues on the store's database, with connections of their own. `pollSeconds`: another than the usual, for tests. */
export async function startJobs(
  store: Store,
  log: StoreLog,
  { pollSeconds = POLL_SECONDS }: { readonly pollSeconds?: number } = {},
): Promise<Jobs> {
  const boss = await startBoss(store.url, log);
  const statistics = keepStatistics(store.db, log);
  const endKeeping = keepDeadLetters(store.db, log);

  const database = (trx: Transaction<Database> | undefined) =>
    trx === undefined ? {} : { db: fromKysely(trx) };

  return {
    async send(queue, data, options = {}) {
      const id = await boss.send(queue, data, {
        ...timing(options),
        ...key(queue, data),
        ...database(options.trx),
      });
      if (id === null) throw new Error(`the queue ${queue} took no job`);
      return id;
    },

    async sendMany(queue, data, options = {}) {
      if (data.length === 0) return;
      const jobs = data.map((each) => ({ data: each, ...timing(options), ...key(queue, each) }));
      await boss.insert(queue, jobs, database(options.trx));
      statistics.changed(jobs.length);
    },

    async ensure(queue, data, options = {}) {
      const target = { ...key(queue, data), ...database(options.trx) };
      // Usual work goes when the waiting job goes; only a person's goes before.
      const sooner =
        (options.priority ?? PRIORITY.usual) > PRIORITY.usual ? { startAfter: 0, ...timing(options) } : {};
      const { updated } = await boss.update(queue, undefined, { ...sooner, ...target });
      if (updated === 0) await boss.send(queue, data, { ...timing(options), ...target });
    },

    async work(queue, { batch, parallel }, handler) {
      const how = {
        ...WORK,
        pollingIntervalSeconds: pollSeconds,
        notifyPollingIntervalSeconds: pollSeconds,
        batchSize: batch,
        localConcurrency: parallel,
      };
      const lookAgain = (): void => boss.notifyWorker(worker);
      const worker = await boss.work<Payloads[typeof queue], unknown, typeof how>(
        queue,
        how,
        async (jobs) => {
          statistics.changed(jobs.length);
          const results = await handle(store.db, log, queue, jobs, handler);
          // What waited behind these can go now, and nothing tells of it: a moment later, since pg-boss settles them first.
          setTimeout(lookAgain, SETTLED_MS).unref();
          return results;
        },
      );
    },

    schedule: (queue, cron, data) => boss.schedule(queue, cron, data, { tz: 'UTC' }),
    deadLetters: () => deadLetters(store.db),
    retry: (queue, id) => tryAnew(store.db, queue, id, QUEUES[queue].retries, PRIORITY.person),
    blockedKeys: () => blockedKeys(store.db),
    counts: () => queueCounts(store.db),
    async stop({ finishMs }) {
      await boss.stop({ graceful: true, close: true, timeout: finishMs });
      endKeeping();
      await statistics.end();
    },
  };
}

const WORK = {
  perJobResults: true,
  includeMetadata: true,
  burstWhenBatchFull: true,
} as const;

const SETTLED_MS = 25;

function key<Q extends QueueName>(queue: Q, data: Payloads[Q]): { singletonKey?: string } {
  const rule: QueueRule<Q> = QUEUES[queue];
  return rule.key === null ? {} : { singletonKey: rule.key(data) };
}

function timing({ afterMs, priority }: SendOptions): { startAfter?: number; priority?: number } {
  return {
    ...(afterMs === undefined ? {} : { startAfter: afterMs / 1000 }),
    ...(priority === undefined ? {} : { priority }),
  };
}
