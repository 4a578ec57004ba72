/** What the operator sees: figures, codes, ids and names of connections. Nothing of backers. */
import type { Kysely } from 'kysely';
import type { Registry } from '../connectors/registry.ts';
import type { DeadLetter, QueueCounts } from '../jobs/counts.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { QueueName } from '../jobs/queues.ts';
import type { Database } from '../store/tables.ts';
import { type CampaignLine, campaignLines } from './campaigns.ts';
import { type ConnectionLine, connectionLines } from './connections.ts';
import { type Finished, finishedByMinute } from './finished.ts';
import { type StuckRequest, stuckRequests } from './stuck.ts';

export interface Overview {
  readonly now: Date;
  readonly queues: Readonly<Record<QueueName, QueueCounts>>;
  /** The last hour, oldest minute first. */
  readonly finished: readonly Finished[];
  readonly stuck: readonly StuckRequest[];
  readonly dead: readonly DeadLetter[];
  readonly connections: readonly ConnectionLine[];
  readonly campaigns: readonly CampaignLine[];
}

export async function overviewOf(parts: {
  readonly db: Kysely<Database>;
  readonly jobs: Pick<Jobs, 'counts' | 'deadLetters'>;
  readonly connectors: Registry;
  readonly clock: () => Date;
}): Promise<Overview> {
  const { db, jobs, connectors, clock } = parts;
  const now = clock();
  const [queues, finished, stuck, dead, connections, campaigns] = await Promise.all([
    jobs.counts(),
    finishedByMinute(db),
    stuckRequests(db),
    jobs.deadLetters(),
    connectionLines(db, connectors, now),
    campaignLines(db),
  ]);
  return { now, queues, finished, stuck, dead, connections, campaigns };
}
