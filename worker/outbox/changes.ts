/** What a hand-over changes: gathered parcel by parcel, then written in a handful of statements. */
import { sql, type Transaction } from 'kysely';
import { PRIORITY } from '../jobs/queues.ts';
import type { Parcel } from '../parcel/rows.ts';
import type { Services } from '../services.ts';
import type { Database, ParcelContent } from '../store/tables.ts';
import type { Decision } from './decide.ts';
import { putParcels } from './parcels.ts';
import { type Asked, ask, noteAgreed, type Request } from './requests.ts';

/** What a hand-over changes, gathered before anything is written. */
export interface Changes {
  readonly parcels: Parcel[];
  readonly asked: Asked[];
  /** Settled by the partner's word to the creator. */
  readonly agreed: Asked[];
  /** Open requests that are done without a call: their parcel was cancelled before it was sent, or moved. */
  readonly dropped: string[];
}

export const bumped = (parcel: Parcel, now: Date): Parcel => ({
  ...parcel,
  version: parcel.version + 1,
  changed_at: now,
});

export interface Wanted {
  readonly content: ParcelContent;
  readonly hash: string;
  readonly connectionId: string;
  readonly channel: string;
}

/** Notes what a decision changes. `open` are the parcel's requests that are not settled. */
export function note(
  changes: Changes,
  decision: Decision,
  parcel: Parcel,
  {
    campaignId,
    open,
    now,
  }: { readonly campaignId: string; readonly open: readonly Request[]; readonly now: Date },
  wanted: Wanted,
): void {
  const asked = (kind: Asked['kind'], contentHash: string): Asked => ({
    campaignId,
    connectionId: wanted.connectionId,
    parcelId: parcel.id,
    kind,
    contentHash,
  });
  const renewed: Parcel = {
    ...parcel,
    content: wanted.content,
    content_hash: wanted.hash,
    connection_id: wanted.connectionId,
    channel: wanted.channel,
  };
  switch (decision.do) {
    case 'already':
      return;
    case 'make':
      changes.parcels.push({ ...renewed, changed_at: now });
      changes.asked.push(asked('create', wanted.hash));
      return;
    case 'replace':
      changes.parcels.push({ ...renewed, changed_at: now });
      changes.dropped.push(...open.map(({ id }) => id));
      changes.asked.push(asked('create', wanted.hash));
      return;
    case 'again':
      changes.parcels.push({ ...bumped(renewed, now), reason: '' });
      changes.dropped.push(...open.map(({ id }) => id));
      changes.asked.push(asked('create', wanted.hash));
      return;
    case 'cancel':
      changes.parcels.push({
        ...bumped(parcel, now),
        content: wanted.content,
        state: 'cancelled',
        cancelled_at: now,
        reason: '',
      });
      changes.dropped.push(...open.map(({ id }) => id));
      return;
    case 'request': {
      const state = decision.kind === 'cancel' ? 'cancel asked' : 'update asked';
      const content =
        decision.kind === 'cancel'
          ? { ...parcel, content: wanted.content, cancelled_at: null }
          : // Until it has answered nobody knows which of the two it holds.
            {
              ...renewed,
              confirmed_hash: parcel.confirmed_hash === wanted.hash ? '' : parcel.confirmed_hash,
            };
      changes.parcels.push({ ...bumped(content, now), state, reason: '' });
      // A change that waits still is overtaken by a later one, or by the cancellation.
      changes.dropped.push(
        ...open.filter(({ kind, state }) => kind !== 'create' && state !== 'sending').map(({ id }) => id),
      );
      changes.asked.push(asked(decision.kind, wanted.hash));
      return;
    }
    case 'agree': {
      const { connection_id, channel } = parcel;
      const settled: Partial<Parcel> =
        decision.kind === 'cancel'
          ? { content: wanted.content, state: 'cancelled', cancelled_at: now }
          : {
              content: wanted.content,
              content_hash: wanted.hash,
              confirmed_hash: wanted.hash,
              state: isAboutUpdate(parcel.state) ? 'accepted' : parcel.state,
            };
      changes.parcels.push({ ...bumped(parcel, now), ...settled, connection_id, channel, reason: '' });
      changes.dropped.push(...open.map(({ id }) => id));
      changes.agreed.push({ ...asked(decision.kind, wanted.hash), connectionId: connection_id });
      return;
    }
    case 'refuse':
      // Nothing was decided: the row keeps asking until it is handed over again.
      if (decision.code === 'parcel.busy') return;
      if (decision.says !== undefined && parcel.version > 0)
        changes.parcels.push({
          ...bumped(parcel, now),
          state: decision.says,
          reason: decision.detail,
          cancelled_at: null,
        });
      // The row asks for what cannot be: it is told how things stand.
      else if (parcel.version > 0 && parcel.state !== 'taken') changes.parcels.push(bumped(parcel, now));
      return;
  }
}

const isAboutUpdate = (state: Parcel['state']): boolean =>
  state === 'update asked' || state === 'update refused';

/** Writes all of it, and sends the jobs that follow. */
export async function writeChanges(
  { jobs, gatherMs }: Services,
  trx: Transaction<Database>,
  campaignId: string,
  { parcels, asked, agreed, dropped }: Changes,
  now: Date,
): Promise<void> {
  await putParcels(trx, parcels);
  if (dropped.length > 0) {
    await trx
      .updateTable('requests')
      .set({ state: 'done', code: 'dropped', message: '', changed_at: now })
      .where('id', '=', sql<string>`any(${dropped}::text[])`)
      .execute();
  }
  await noteAgreed(trx, agreed, now);
  const waiting = await ask(trx, asked, now);
  await jobs.sendMany(
    'dispatch',
    waiting.map(({ id, parcel_id }) => ({ requestId: id, campaignId, parcelId: parcel_id })),
    { trx, priority: PRIORITY.person },
  );
  if (parcels.some(({ version, projected_version }) => version > projected_version))
    await jobs.ensure('project', { campaignId }, { trx, afterMs: gatherMs });
}
