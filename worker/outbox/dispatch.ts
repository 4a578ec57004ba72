/** Sends what waits in the outbox: in the partner's batches, each told the store before and after it. */
import { sql } from 'kysely';
import { keepsSheet } from '../connectors/contract.ts';
import type { JobOutcome, TakenJob } from '../jobs/jobs.ts';
import { PRIORITY } from '../jobs/queues.ts';
import type { Services } from '../services.ts';
import type { ParcelState } from '../store/tables.ts';
import {
  type Connection,
  isPaused,
  noteFault,
  noteSuccess,
  type Opened,
  openConnection,
} from './accounts.ts';
import { cancelOrder, changeOrder } from './change.ts';
import { batchesOf, createBatch } from './create.ts';
import { claim, doubted, type Finding, type Found, type Item, loadItems } from './items.ts';
import { look } from './look.ts';
import { type Recorded, record } from './record.ts';

/** Single calls of one connection at once; its limits hold them back anyway. */
const AT_ONCE = 5;

const WAIT: Finding = { result: 'paused', auth: false };
/** Of these nothing is asked any more. */
const OVER: ReadonlySet<ParcelState> = new Set(['cancelled', 'refused']);
/** Of these nothing is created any more. */
const STOPPED: ReadonlySet<ParcelState> = new Set(['cancel asked', 'cancelled']);
/** The partner answered, and took its credentials. */
const HEARD: ReadonlySet<Finding['result']> = new Set(['accepted', 'adopted', 'done', 'refused']);

type DispatchJob = TakenJob<'dispatch'>;
type Outcomes = Map<string, JobOutcome>;

/**
 * Handles a batch of dispatch jobs. A request whose answer was lost, or whose process died, is looked up at the partner
 * before it is sent again. Each request ends settled in the store, or its job is answered `again` or `later`.
 */
export async function dispatch(services: Services, jobs: readonly DispatchJob[]): Promise<Outcomes> {
  const outcomes: Outcomes = new Map(jobs.map(({ id }) => [id, { outcome: 'done' }]));
  const jobOf = new Map(jobs.map((job) => [job.data.requestId, job]));
  const tell = (item: Item, outcome: JobOutcome): void => {
    const job = jobOf.get(item.request.id);
    if (job !== undefined) outcomes.set(job.id, outcome);
  };
  const items = await loadItems(services.db, [...jobOf.keys()]);
  const connections = await connectionsOf(services, items);
  for (const [row, group] of connections) {
    const signal = jobOf.get(group[0]?.request.id ?? '')?.signal;
    await dispatchTo(services, row, group, tell, () => signal?.aborted ?? false);
  }
  return outcomes;
}

async function connectionsOf({ db }: Services, items: readonly Item[]): Promise<Map<Connection, Item[]>> {
  const ids = [...new Set(items.map(({ request }) => request.connection_id))];
  const rows = await db
    .selectFrom('connections')
    .selectAll()
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .execute();
  return new Map(
    rows.map((row) => [row, items.filter(({ request }) => request.connection_id === row.id)] as const),
  );
}

type Tell = (item: Item, outcome: JobOutcome) => void;

async function dispatchTo(
  services: Services,
  row: Connection,
  items: readonly Item[],
  tell: Tell,
  stopped: () => boolean,
): Promise<void> {
  const { db, clock, turnMs, settleMs } = services;
  let paused = isPaused(row) || (await isDetached(services, row.campaign_id));
  const write = async (found: readonly Found[]): Promise<void> => {
    for (const one of await record(services, row.campaign_id, found)) tell(one.item, jobOutcome(one));
    const refused = await noteHealth(services, row, found);
    paused ||= refused;
  };
  const bring = (group: readonly Item[], finding: Finding): Found[] =>
    group.map((item) => ({ item, finding }));
  // What is found as being sent was left so by a process that died.
  const left = items.map((item) => (item.request.state === 'sending' ? doubted(item) : item));
  if (row.removed_at !== null) {
    const problem = { code: 'connection.removed', message: 'The connection was removed. Choose another.' };
    return write(bring(left, { result: 'stuck', problem }));
  }
  if (paused) return write(bring(left, WAIT));
  // Nobody is called: the job of the sheet finds what waits, and settles it.
  if (keepsSheet(services.connectors.get(row.vendor)))
    return services.jobs.ensure('sheet', { connectionId: row.id }, { priority: PRIORITY.person });
  const opened = openConnection(services, row);
  /** Marks as being sent; what is not ours any more is looked at once more, later. */
  const send = async (group: readonly Item[]): Promise<Item[]> => {
    const ours = await claim(db, group, clock());
    const won = new Set(ours.map(({ request }) => request.id));
    for (const item of group) if (!won.has(item.request.id)) tell(item, { outcome: 'later', ms: 1_000 });
    return ours;
  };

  const fresh: Item[] = [];
  const doubtful: Item[] = [];
  const changes: Item[] = [];
  const moot: Item[] = [];
  for (const item of items) {
    const { state, kind, changed_at } = item.request;
    const overMs = state === 'sending' ? turnMs + settleMs : settleMs;
    const waitMs = changed_at.getTime() + overMs - clock().getTime();
    if (state !== 'waiting' && waitMs > 0) tell(item, { outcome: 'later', ms: waitMs });
    else if (kind !== 'create')
      (OVER.has(item.parcel.state) ? moot : changes).push(state === 'waiting' ? item : askedBefore(item));
    else (state === 'waiting' ? fresh : doubtful).push(item);
  }
  await write(bring(moot, { result: 'moot' }));
  const missing = await settleDoubts(opened, doubtful, write, async (group) => {
    if (paused) await write(bring(group.map(doubted), WAIT));
    else if (stopped()) for (const item of group) tell(item, { outcome: 'later', ms: 0 });
    return paused || stopped();
  });
  const creates = [...fresh, ...missing].filter(({ parcel }) => !STOPPED.has(parcel.state));
  await write(
    bring(
      [...fresh, ...missing].filter((item) => !creates.includes(item)),
      { result: 'gone' },
    ),
  );
  for (const batch of batchesOf(opened, creates)) {
    if (stopped()) for (const item of batch) tell(item, { outcome: 'later', ms: 0 });
    else if (paused) await write(bring(batch, WAIT));
    else await write(await createBatch(opened, batch, send));
  }
  await inTurns(changes, async (group) => {
    if (stopped()) for (const item of group) tell(item, { outcome: 'later', ms: 0 });
    else if (paused) await write(bring(group, WAIT));
    else {
      const ours = await send(group);
      const change = (item: Item): Promise<Finding> =>
        item.request.kind === 'cancel' ? cancelOrder(opened, item) : changeOrder(opened, item);
      await write(await Promise.all(ours.map(async (item) => ({ item, finding: await change(item) }))));
    }
  });
}

/** Looks up what is in doubt; answers what the partner does not have. */
async function settleDoubts(
  opened: Opened,
  items: readonly Item[],
  write: (found: readonly Found[]) => Promise<void>,
  /** Whether there is to be no more of it; what becomes of these is seen to. */
  enough: (group: readonly Item[]) => Promise<boolean>,
): Promise<Item[]> {
  const missing: Item[] = [];
  await inTurns(items, async (group) => {
    if (await enough(group)) return;
    const looked = await Promise.all(
      group.map(async (item) => ({ item: doubted(item), finding: await look(opened, item), seen: item })),
    );
    const found: Found[] = [];
    for (const { item, finding, seen } of looked) {
      if (finding === null) missing.push(seen);
      else found.push({ item, finding });
    }
    await write(found);
  });
  return missing;
}

/** The partner may have heard it once: what it refuses now it may have refused for that very reason. */
const askedBefore = (item: Item): Item => ({
  ...item,
  request: { ...item.request, attempts: Math.max(1, item.request.attempts) },
});

async function inTurns(
  items: readonly Item[],
  work: (group: readonly Item[]) => Promise<void>,
): Promise<void> {
  for (let i = 0; i < items.length; i += AT_ONCE) await work(items.slice(i, i + AT_ONCE));
}

async function isDetached({ db }: Services, campaignId: string): Promise<boolean> {
  const row = await db
    .selectFrom('campaigns')
    .select('detached_at')
    .where('id', '=', campaignId)
    .executeTakeFirst();
  return row === undefined || row.detached_at !== null;
}

function jobOutcome({ finding, stuck }: Recorded): JobOutcome {
  if (stuck) return { outcome: 'done' };
  if (finding.result === 'later') return { outcome: 'later', ms: finding.ms };
  if (finding.result !== 'again' && finding.result !== 'unknown') return { outcome: 'done' };
  const { code, message, retryAfterMs } = finding.problem;
  return { outcome: 'again', code, message, ...(retryAfterMs !== undefined && { afterMs: retryAfterMs }) };
}

/** How the connection fares by what it answered; true when its credentials are refused (case F20). */
async function noteHealth(
  { db, clock }: Services,
  row: Connection,
  found: readonly Found[],
): Promise<boolean> {
  let answered = false;
  for (const { finding } of found) {
    if (finding.result === 'paused' && finding.auth) {
      const problem = { code: 'partner.auth', message: 'The partner refuses the credentials.' };
      await noteFault(db, row.id, problem, clock());
      return true;
    }
    if (finding.result === 'again' || finding.result === 'unknown') {
      await noteFault(db, row.id, finding.problem, clock());
      return false;
    }
    answered ||= HEARD.has(finding.result);
  }
  if (answered) await noteSuccess(db, row.id);
  return false;
}
