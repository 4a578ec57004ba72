/** The figures of /metrics that stand in the database: the same whichever process is asked. */
import { type Kysely, sql } from 'kysely';
import type { Database } from '../store/tables.ts';
import type { Measured } from './metrics.ts';

export async function measure(
  db: Kysely<Database>,
  jobs: () => Promise<Measured['jobs']>,
  now: Date,
): Promise<Measured> {
  const age = (since: Date | null): number =>
    since === null ? 0 : Math.max(0, (now.getTime() - since.getTime()) / 1000);
  const [queues, requests, campaigns, parcels, events] = await Promise.all([
    jobs(),
    db
      .selectFrom('requests')
      .select((row) => ['kind', 'state', row.fn.countAll<number>().as('count')])
      // What is done grows for ever; these four have an index.
      .where('state', 'in', ['waiting', 'sending', 'unknown', 'stuck'])
      .groupBy(['kind', 'state'])
      .execute(),
    db
      .selectFrom('campaigns')
      .select((row) => row.fn.countAll<number>().as('count'))
      .where('detached_at', 'is', null)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('parcels')
      .innerJoin('campaigns', 'campaigns.id', 'parcels.campaign_id')
      .select((row) => [row.fn.countAll<number>().as('count'), row.fn.min('changed_at').as('since')])
      .where(sql<boolean>`version > projected_version`)
      // Nothing is written for a detached one: it would count as late for ever.
      .where('campaigns.detached_at', 'is', null)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('events')
      .innerJoin('connections', 'connections.id', 'events.connection_id')
      .innerJoin('campaigns', 'campaigns.id', 'connections.campaign_id')
      .select((row) => [row.fn.countAll<number>().as('count'), row.fn.min('received_at').as('since')])
      .where('done_at', 'is', null)
      // Nobody fetches for the others.
      .where('removed_at', 'is', null)
      .where('detached_at', 'is', null)
      .executeTakeFirstOrThrow(),
  ]);
  return {
    jobs: queues,
    requests,
    campaigns: campaigns.count,
    unprojected: { count: parcels.count, oldestSeconds: age(parcels.since) },
    events: { count: events.count, oldestSeconds: age(events.since) },
  };
}
