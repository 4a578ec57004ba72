/** pg-boss, as this worker wants it. */
import { PgBoss } from 'pg-boss';
import type { StoreLog } from '../store/log.ts';
import { QUEUE_NAMES, QUEUES, type QueueName, type QueueRule } from './queues.ts';

/** Long enough to be no limit: work that was accepted is never thrown away because nobody did it. */
const KEEP_SECONDS = 10 * 365 * 24 * 3600;
/** Finished jobs are kept this long for the operator's page. */
const FINISHED_SECONDS = 2 * 24 * 3600;
/** pg-boss asks for 10 at least: after it, a killed process's jobs go to another. */
const HEARTBEAT_SECONDS = 10;

/** Starts pg-boss on a database, with connections of its own, and makes the queues. */
export async function startBoss(url: string, log: StoreLog): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'shipsheet jobs',
    max: 6,
    useListenNotify: true,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    cronMonitorIntervalSeconds: 15,
    cronWorkerIntervalSeconds: 5,
  });
  // Of its own tables, which hold ids only; what handlers throw does not come here.
  boss.on('error', (error) =>
    log.error({ code: codeOf(error), about: error.message }, 'the queues report a fault'),
  );
  boss.on('warning', ({ message }) => log.warn({ about: message }, 'the queues warn'));
  await boss.start();
  for (const name of QUEUE_NAMES) await ensureQueue(boss, name);
  return boss;
}

async function ensureQueue<Q extends QueueName>(boss: PgBoss, name: Q): Promise<void> {
  const rule: QueueRule<Q> = QUEUES[name];
  const options = {
    retryLimit: rule.retries,
    // For crashes alone; what a handler reports has a time of its own, see handle.ts.
    retryDelay: 1,
    retryBackoff: false,
    expireInSeconds: rule.seconds,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    retentionSeconds: KEEP_SECONDS,
    deleteAfterSeconds: FINISHED_SECONDS,
    notify: true,
  };
  await boss.createQueue(name, {
    ...options,
    policy: rule.key === null ? 'standard' : 'key_strict_fifo',
    // A table of its own for thousands, so that the others are not planned by its size.
    partition: name === 'dispatch',
  });
  // Of a database that an older version has made.
  await boss.updateQueue(name, options);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
