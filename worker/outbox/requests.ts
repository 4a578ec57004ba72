/** Rows of the outbox: asked for, and settled. */
import { randomUUID } from 'node:crypto';
import { type Selectable, sql, type Transaction } from 'kysely';
import type { Database, RequestState, RequestTable } from '../store/tables.ts';

export type Request = Selectable<RequestTable>;

/** Waiting, with this code: its connection or campaign is paused, and there is no job for it. */
export const PAUSED = 'paused';

/** Waiting, with this code: it stands in the partner's sheet, and the partner has not ticked that it has seen it. */
export const AWAITED = 'partner.not-seen';

export interface Asked {
  readonly campaignId: string;
  readonly connectionId: string;
  readonly parcelId: string;
  readonly kind: RequestTable['kind'];
  readonly contentHash: string;
}

/** Done, with this code: the partner agreed to it by another way, as the creator says. */
export const AGREED = 'agreed';

export const requestKey = ({
  kind,
  parcelId,
  contentHash,
}: Pick<Asked, 'kind' | 'parcelId' | 'contentHash'>): string => `${kind}/${parcelId}/${contentHash}`;

const rowOf = (one: Asked, now: Date) => ({
  id: randomUUID(),
  campaign_id: one.campaignId,
  connection_id: one.connectionId,
  parcel_id: one.parcelId,
  kind: one.kind,
  key: requestKey(one),
  message: '',
  created_at: now,
  changed_at: now,
});

/** Notes requests that the partner agreed to without being asked, so that they can be asked after all. */
export async function noteAgreed(
  trx: Transaction<Database>,
  agreed: readonly Asked[],
  now: Date,
): Promise<void> {
  if (agreed.length === 0) return;
  await trx
    .insertInto('requests')
    .values(agreed.map((one) => ({ ...rowOf(one, now), state: 'done' as const, code: AGREED })))
    .onConflict((conflict) =>
      conflict.columns(['campaign_id', 'key']).doUpdateSet((eb) => ({
        state: eb.ref('excluded.state'),
        code: eb.ref('excluded.code'),
        message: '',
        changed_at: eb.ref('excluded.changed_at'),
      })),
    )
    .execute();
}

/** Puts requests into the outbox; one that was settled before waits anew. Answers the ids of those that now wait. */
export async function ask(
  trx: Transaction<Database>,
  asked: readonly Asked[],
  now: Date,
): Promise<Request[]> {
  if (asked.length === 0) return [];
  const rows = asked.map((one) => ({ ...rowOf(one, now), state: 'waiting' as const, code: '' }));
  return trx
    .insertInto('requests')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['campaign_id', 'key'])
        .doUpdateSet((eb) => ({
          state: eb.ref('excluded.state'),
          connection_id: eb.ref('excluded.connection_id'),
          attempts: 0,
          code: '',
          message: '',
          changed_at: eb.ref('excluded.changed_at'),
        }))
        .where('requests.state', 'in', ['done', 'refused', 'stuck']),
    )
    .returningAll()
    .execute();
}

export interface Settled {
  readonly id: string;
  readonly state: RequestState;
  readonly code: string;
  /** No personal data. */
  readonly message: string;
  /** A fault that counts against `maxAttempts`. */
  readonly fault: boolean;
}

/**
 * Writes what came of requests, in one statement. One that is settled stays so: a hand-over has dropped it since it was
 * looked at, and what came in its place would be sent beside it.
 */
export async function settleRequests(
  trx: Transaction<Database>,
  settled: readonly Settled[],
  now: Date,
): Promise<void> {
  if (settled.length === 0) return;
  await sql`
    update requests set state = t.state, code = t.code, message = t.message, changed_at = ${now},
      attempts = requests.attempts + (case when t.fault then 1 else 0 end)
    from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb)
      as t(id text, state text, code text, message text, fault boolean)
    where requests.id = t.id and requests.state in ('waiting', 'sending', 'unknown')`.execute(trx);
}
