/** Fetches the truth behind webhooks. */
import { sql } from 'kysely';
import {
  type CallProblem,
  canReceiveWebhooks,
  isRetryable,
  type Page,
  type PartnerOrder,
  type Reply,
} from '../connectors/contract.ts';
import type { JobOutcome, TakenJob } from '../jobs/jobs.ts';
import { isPaused, noteFault, type Opened, openConnection } from '../outbox/accounts.ts';
import type { Services } from '../services.ts';
import { groupBy } from './group.ts';
import { storeOrders } from './store.ts';

const AT_ONCE = 8;
const MOST_PAGES = 1_000;
/** While the credentials are refused: a person has to act first. */
const PAUSE_MS = 600_000;

type InboxJob = TakenJob<'inbox'>;

/** Handles events: each resource is fetched once, however many events named it. */
export async function fetchTruth(
  services: Services,
  jobs: readonly InboxJob[],
): Promise<Map<string, JobOutcome>> {
  const outcomes = new Map<string, JobOutcome>(jobs.map(({ id }) => [id, { outcome: 'done' }]));
  for (const [connectionId, group] of groupBy(jobs, ({ data }) => data.connectionId)) {
    await fetchFor(services, connectionId, group, outcomes);
  }
  return outcomes;
}

async function fetchFor(
  services: Services,
  connectionId: string,
  jobs: readonly InboxJob[],
  outcomes: Map<string, JobOutcome>,
): Promise<void> {
  const { db, clock } = services;
  const row = await db
    .selectFrom('connections')
    .innerJoin('campaigns', 'campaigns.id', 'connections.campaign_id')
    .selectAll('connections')
    .where('connections.id', '=', connectionId)
    .where('removed_at', 'is', null)
    .where('detached_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return;
  const later = (ms: number) => {
    for (const { id } of jobs) outcomes.set(id, { outcome: 'later', ms });
  };
  if (isPaused(row)) return later(PAUSE_MS);
  const events = await db
    .selectFrom('events')
    .select(['event_id', 'resource'])
    .where('connection_id', '=', row.id)
    .where('event_id', '=', sql<string>`any(${jobs.map(({ data }) => data.eventId)}::text[])`)
    .where('done_at', 'is', null)
    .execute();
  const byResource = groupBy(events, ({ resource }) => resource);
  const opened = openConnection(services, row);
  const orders: PartnerOrder[] = [];
  const done: string[] = [];
  const resources = [...byResource.keys()];
  for (let i = 0; i < resources.length; i += AT_ONCE) {
    await Promise.all(
      resources.slice(i, i + AT_ONCE).map(async (resource) => {
        const found = await fetchAll(opened, resource);
        const ids = (byResource.get(resource) ?? []).map(({ event_id }) => event_id);
        if (found.ok) orders.push(...found.value);
        const outcome = found.ok ? null : await faultOf(services, row.id, found.problem);
        if (outcome === null) done.push(...ids);
        else for (const { id, data } of jobs) if (ids.includes(data.eventId)) outcomes.set(id, outcome);
      }),
    );
  }
  const { unknown } = await storeOrders(services, row, orders, async (trx) => {
    await trx
      .updateTable('events')
      .set({ done_at: clock() })
      .where('connection_id', '=', row.id)
      .where('event_id', '=', sql<string>`any(${done}::text[])`)
      .execute();
  });
  if (unknown > 0)
    services.log.info({ connection: row.id, orders: unknown }, 'a webhook told of other orders');
}

async function fetchAll(opened: Opened, resource: string): Promise<Reply<PartnerOrder[]>> {
  const { connector } = opened;
  if (!canReceiveWebhooks(connector)) return { ok: true, value: [] };
  const orders: PartnerOrder[] = [];
  let page: string | null = null;
  for (let n = 0; n === 0 || (page !== null && n < MOST_PAGES); n++) {
    const reply: Reply<Page<PartnerOrder>> = await opened.ask(
      connector.webhooks.fetch,
      { resource, page },
      'schedule',
    );
    if (!reply.ok) return reply;
    orders.push(...reply.value.items);
    page = reply.value.next;
  }
  return { ok: true, value: orders };
}

/** null: nothing is to be fetched there, now or later; the next poll tells the rest. */
async function faultOf(
  { db, clock, log }: Services,
  connectionId: string,
  problem: CallProblem,
): Promise<JobOutcome | null> {
  if (problem.code === 'api.http-429') return { outcome: 'later', ms: problem.retryAfterMs ?? 30_000 };
  if (problem.code === 'partner.auth') {
    await noteFault(db, connectionId, problem, clock());
    return { outcome: 'later', ms: PAUSE_MS };
  }
  if (isRetryable(problem)) return { outcome: 'again', code: problem.code, message: problem.message };
  log.info({ connection: connectionId, code: problem.code }, 'nothing to fetch behind a webhook');
  return null;
}
