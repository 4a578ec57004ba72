/** Asks a partner what is new: by schedule, and when a person presses Sync Now. */
import { sql } from 'kysely';
import {
  type CallProblem,
  canListSince,
  isRetryable,
  keepsSheet,
  type Page,
  type PartnerOrder,
  type Reply,
} from '../connectors/contract.ts';
import type { Priority } from '../connectors/gate.ts';
import type { JobOutcome, TakenJob } from '../jobs/jobs.ts';
import { PRIORITY } from '../jobs/queues.ts';
import {
  type Connection,
  isPaused,
  noteFault,
  noteSuccess,
  type Opened,
  openConnection,
  resume,
} from '../outbox/accounts.ts';
import type { Services } from '../services.ts';
import { storeOrders } from './store.ts';
import { trackParcels } from './track.ts';

/** Before a connection was made there can be no order of ours; clocks differ. */
const DAY = 86_400_000;
/** A vendor whose pages never end is stopped here. */
const MOST_PAGES = 10_000;
/** Problems that the next sync may not have: tried then, not before. */
const DONE: JobOutcome = { outcome: 'done' };

/** Asks each connection of the jobs; what it does not finish is done again from the start, which harms nothing. */
export async function poll(
  services: Services,
  jobs: readonly TakenJob<'poll'>[],
): Promise<Map<string, JobOutcome>> {
  const outcomes = new Map<string, JobOutcome>();
  for (const job of jobs) outcomes.set(job.id, await pollOne(services, job));
  return outcomes;
}

async function pollOne(services: Services, job: TakenJob<'poll'>): Promise<JobOutcome> {
  const { db, clock, jobs } = services;
  const row = await db
    .selectFrom('connections')
    .innerJoin('campaigns', 'campaigns.id', 'connections.campaign_id')
    .selectAll('connections')
    .where('connections.id', '=', job.data.connectionId)
    .where('removed_at', 'is', null)
    .where('detached_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return DONE;
  if (keepsSheet(services.connectors.get(row.vendor))) {
    await jobs.ensure('sheet', { connectionId: row.id }, { priority: job.priority });
    return DONE;
  }
  const byPerson = job.priority >= PRIORITY.person;
  // Refused credentials asked again and again may close the account; a person may look whether they work now.
  if (isPaused(row) && !byPerson) return DONE;
  const opened = openConnection(services, row);
  const priority: Priority = byPerson ? 'click' : 'schedule';
  const problem =
    (await readStreams(services, opened, priority, job.signal)) ??
    (await trackParcels(services, opened, priority));
  if (problem !== null) return failed(services, row, problem);
  await noteSuccess(db, row.id, clock());
  if (isPaused(row)) await resume(services, row.id);
  await jobs.ensure('project', { campaignId: row.campaign_id }, { afterMs: services.gatherMs });
  return DONE;
}

async function failed(services: Services, row: Connection, problem: CallProblem): Promise<JobOutcome> {
  const { db, jobs, clock } = services;
  if (problem.code === 'worker.stopped') return { outcome: 'later', ms: 0 };
  if (problem.code === 'api.http-429') return { outcome: 'later', ms: problem.retryAfterMs ?? 60_000 };
  await noteFault(db, row.id, problem, clock());
  await jobs.ensure('project', { campaignId: row.campaign_id }, { afterMs: services.gatherMs });
  if (!isRetryable(problem)) return DONE;
  const { code, message, retryAfterMs } = problem;
  return { outcome: 'again', code, message, ...(retryAfterMs !== undefined && { afterMs: retryAfterMs }) };
}

/** Reads all streams since their last place; the place moves on when all pages of a stream are stored. */
async function readStreams(
  services: Services,
  opened: Opened,
  priority: Priority,
  signal: AbortSignal,
): Promise<CallProblem | null> {
  const { connector, account, row } = opened;
  if (!canListSince(connector)) {
    // Nothing can be listed: whether the account works is all that can be asked.
    const reply = await opened.ask(connector.test, null, priority);
    return reply.ok ? null : reply.problem;
  }
  const { listSince } = connector;
  for (const stream of listSince.streams(account)) {
    const begun = services.clock();
    const from = Date.parse(row.cursors[stream] ?? '') || row.created_at.getTime() - DAY;
    const since = new Date(from - listSince.overlapMs).toISOString();
    let page: string | null = null;
    for (let n = 0; n === 0 || page !== null; n++) {
      if (signal.aborted) return { code: 'worker.stopped', message: '' };
      if (n === MOST_PAGES)
        return { code: 'api.answer-unreadable', message: 'The partner’s list never ends.' };
      const reply: Reply<Page<PartnerOrder>> = await opened.ask(listSince, { stream, since, page }, priority);
      if (!reply.ok) return reply.problem;
      await storeOrders(services, row, reply.value.items);
      page = reply.value.next;
    }
    const place = JSON.stringify({ [stream]: begun.toISOString() });
    await sql`update connections set cursors = cursors || ${place}::jsonb where id = ${row.id}`.execute(
      services.db,
    );
  }
  return null;
}
