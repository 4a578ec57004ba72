/** The exchange with partners: what the routes ask of it, and the work that goes on by itself. */
import { addMinutes, subMilliseconds } from 'date-fns';
import { connectionOperations } from './exchange/connections.ts';
import { type Project, projectCampaign } from './exchange/projection.ts';
import { dueWork, upkeepWork } from './exchange/schedule.ts';
import { connectionView, stateOf } from './exchange/state.ts';
import { fetchTruth } from './inbox/fetch.ts';
import { poll } from './inbox/poll.ts';
import { createReceiver } from './inbox/webhook.ts';
import type { JobOutcome } from './jobs/jobs.ts';
import { PRIORITY } from './jobs/queues.ts';
import type { Connection } from './outbox/accounts.ts';
import { resume } from './outbox/accounts.ts';
import { tellChannels } from './outbox/channel-names.ts';
import { dispatch } from './outbox/dispatch.ts';
import { takeHandOver } from './outbox/take.ts';
import type { PartnerHands } from './partner-sheet/contract.ts';
import type { SheetServices } from './partner-sheet/operations/access.ts';
import { partnerSheetOperations } from './partner-sheet/operations/index.ts';
import { sheetWork } from './partner-sheet/sync.ts';
import type { Operations, PartnerSheets, Refusal } from './routes/operations.ts';
import type { Services } from './services.ts';

export interface ExchangeParts extends Omit<Services, 'settleMs' | 'turnMs' | 'maxAttempts' | 'gatherMs'> {
  readonly project: Project;
  /** Absent: there are no partner sheets here. */
  readonly partners?: PartnerHands;
  /** Without a slash at the end; where partners reach the worker. */
  readonly publicUrl: () => string;
  /** Others than the usual, for tests. */
  readonly settleMs?: number;
  readonly maxAttempts?: number;
  readonly gatherMs?: number;
  /** Jobs a handler takes at once, and handlers at once. */
  readonly dispatch?: { readonly batch: number; readonly parallel: number };
}
export interface Exchange extends Operations {
  /** null: there are none here. */
  readonly partnerSheets: PartnerSheets | null;
  /** Handles its queues in this process, until the jobs are stopped. */
  start(): Promise<void>;
}

/** The caller's time-out of a minute, and a margin. */
const SETTLE_MS = 75_000;
/** The caller's patience. */
const TURN_MS = 120_000;
/** About two hours under the queue's back-off: an outage of an afternoon is nobody's work. */
const MAX_ATTEMPTS = 24;
const GATHER_MS = 3_000;
/** A look at a partner's sheet takes about six reads, of the 60 a minute that Google allows an account for all its sheets. */
const CALM_MS = 12_000;
/** Jobs of a handler: the batch of the largest partner. */
const DISPATCH = { batch: 100, parallel: 2 };

const fine = { ok: true, value: null } as const;
const unknown = (code: string, message: string): Refusal => ({ ok: false, status: 404, code, message });

/** The exchange over a store, its jobs and the connectors. Nothing goes by itself before `start`. */
export function createExchange(parts: ExchangeParts): Exchange {
  const services: Services = {
    ...parts,
    settleMs: parts.settleMs ?? SETTLE_MS,
    turnMs: parts.settleMs === undefined ? TURN_MS : 0,
    maxAttempts: parts.maxAttempts ?? MAX_ATTEMPTS,
    gatherMs: parts.gatherMs ?? GATHER_MS,
  };
  const { db, jobs, clock } = services;
  const sheets: SheetServices | null = parts.partners
    ? { ...services, ...parts.partners, publicUrl: parts.publicUrl }
    : null;
  const view = async (row: Connection) => {
    const channels = await db
      .selectFrom('channels')
      .select('name')
      .where('connection_id', '=', row.id)
      .orderBy('name')
      .execute();
    return connectionView(
      services,
      parts.publicUrl(),
      row,
      channels.map(({ name }) => name),
    );
  };
  const connections = connectionOperations(services, view);

  return {
    partnerSheets: sheets && partnerSheetOperations(sheets),
    stateOf: (campaignId) => stateOf(services, parts.publicUrl(), campaignId),
    take: (campaignId, handOver) => takeHandOver(services, campaignId, handOver),
    tellChannels: (campaignId, told) => tellChannels(services, campaignId, told),
    addConnection: (campaignId, asked) => connections.add(campaignId, asked),
    changeConnection: (campaignId, id, asked) => connections.change(campaignId, id, asked),
    testConnection: (campaignId, id) => connections.test(campaignId, id),
    removeConnection: (campaignId, id) => connections.remove(campaignId, id),
    receiveWebhook: createReceiver(services, () => (parts.publicUrl().startsWith('https:') ? CALM_MS : 0)),

    async sync(campaignId, channel) {
      const rows = await db
        .selectFrom('connections')
        .leftJoin('channels', 'channels.connection_id', 'connections.id')
        .select('connections.id')
        .distinct()
        .where('connections.campaign_id', '=', campaignId)
        .where('removed_at', 'is', null)
        .$if(channel !== '', (query) => query.where('channels.name', '=', channel))
        .execute();
      if (channel !== '' && rows.length === 0)
        return unknown('channel.unknown', 'Nothing was ever sent for this channel.');
      for (const { id } of rows)
        await jobs.ensure('poll', { connectionId: id }, { priority: PRIORITY.person });
      return fine;
    },

    async sendAgain(campaignId, requestId) {
      return db.transaction().execute(async (trx) => {
        const row = await trx
          .updateTable('requests')
          .set((eb) => ({
            // Whether the partner has it is looked up before it is sent again.
            state: eb
              .case()
              .when('kind', '=', 'create')
              .then('unknown' as const)
              .else('waiting' as const)
              .end(),
            attempts: 0,
            code: '',
            message: '',
            // Long ago: nothing of it is under way any more.
            changed_at: subMilliseconds(clock(), services.settleMs),
          }))
          .where('campaign_id', '=', campaignId)
          .where('id', '=', requestId)
          .where('state', '=', 'stuck')
          .returning(['parcel_id'])
          .executeTakeFirst();
        if (row === undefined) return unknown('request.unknown', 'It is under way again, or done.');
        const data = { requestId, campaignId, parcelId: row.parcel_id };
        await jobs.send('dispatch', data, { trx, priority: PRIORITY.person });
        await trx
          .updateTable('parcels')
          .set((eb) => ({ version: eb('version', '+', 1) }))
          .where('campaign_id', '=', campaignId)
          .where('id', '=', row.parcel_id)
          .execute();
        await jobs.ensure('project', { campaignId }, { trx, afterMs: services.gatherMs });
        return fine;
      });
    },

    async setSchedule(campaignId, everyMinutes) {
      await db
        .updateTable('campaigns')
        .set({ every_minutes: everyMinutes })
        .where('id', '=', campaignId)
        .execute();
      await db
        .updateTable('connections')
        .set({ next_sync_at: everyMinutes === 0 ? null : addMinutes(clock(), everyMinutes) })
        .where('campaign_id', '=', campaignId)
        .where('removed_at', 'is', null)
        .execute();
    },

    async detach(campaignId) {
      await db.updateTable('campaigns').set({ detached_at: clock() }).where('id', '=', campaignId).execute();
    },

    async start() {
      await jobs.work('dispatch', parts.dispatch ?? DISPATCH, (batch) => dispatch(services, batch));
      await jobs.work('inbox', { batch: 50, parallel: 1 }, (batch) => fetchTruth(services, batch));
      await jobs.work('poll', { batch: 1, parallel: 3 }, (batch) => poll(services, batch));
      await jobs.work('project', { batch: 1, parallel: 2 }, async (batch) => {
        const outcomes = new Map<string, JobOutcome>();
        for (const { id, data } of batch)
          outcomes.set(id, await projectCampaign(services, parts.project, data.campaignId));
        return outcomes;
      });
      if (sheets !== null)
        await jobs.work('sheet', { batch: 1, parallel: 2 }, (batch) => sheetWork(sheets, batch));
      await jobs.work('due', { batch: 1, parallel: 1 }, (batch) => dueWork(services, batch, sheets));
      await jobs.work('upkeep', { batch: 1, parallel: 1 }, (batch) => upkeepWork(services, batch));
      await jobs.schedule('due', '* * * * *', {});
      await jobs.schedule('upkeep', '7 * * * *', {});
      // Work whose process ended between two transactions, and campaigns that are paired again.
      await resume(services, null);
    },
  };
}
