/** A worker's memory as it may stand on a busy afternoon, for the operator's page. */
import { type Kysely, sql } from 'kysely';
import type { Jobs } from '../../../worker/jobs/jobs.ts';
import type { Database } from '../../../worker/store/tables.ts';

/** Of a backer: it must not be on the page. */
export const BACKER = { name: 'Ana Ruiz-Ortega', address1: '17 Calle Mayor', email: 'ana.ruiz@example.org' };

export async function fill(db: Kysely<Database>, jobs: Jobs, now: Date): Promise<void> {
  const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
  for (const [id, name, tag] of [
    ['sheet-1', 'Lumen Lamp – fulfilment', 'lumen'],
    ['sheet-2', 'The Cartographer’s Deck (second printing, with the expansion)', 'carto'],
  ] as const) {
    await db
      .insertInto('campaigns')
      .values({ id, name, tag, key_sealed: 'k1.x', paired_by: 'kim@example.org', paired_at: ago(9_000) })
      .execute();
  }
  const connection = (id: string, campaign_id: string, vendor: string, name: string) => ({
    id,
    campaign_id,
    vendor,
    name,
    credentials_sealed: 'k1.x',
    settings: '{}',
    account: `${vendor}-account`,
    webhook_secret_sealed: 'k1.y',
    cursors: '{}',
  });
  await db
    .insertInto('connections')
    .values([
      {
        ...connection('c-1', 'sheet-1', 'shipstation', 'US 3PL'),
        last_success_at: ago(3),
        next_sync_at: ago(-12),
      },
      {
        ...connection('c-2', 'sheet-1', 'easyship', 'EU & UK'),
        last_success_at: ago(190),
        next_sync_at: ago(-4),
        last_error_code: 'partner.auth',
        last_error:
          'Easyship does not accept the access token. Make a new one there, and change it under Connect.',
        last_error_at: ago(6),
      },
      connection('c-3', 'sheet-2', 'shipstation', 'Warehouse in Rotterdam'),
    ])
    .execute();
  await db
    .insertInto('buckets')
    .values([
      { name: 'shipstation/shipstation-account', taken: '[]', blocked_until: ago(-0.5) },
      {
        name: 'shipstation/shipstation-account/60000',
        taken: JSON.stringify([[now.getTime() - 9_000, 40]]),
        blocked_until: null,
      },
      {
        name: 'easyship/easyship-account/60000',
        taken: JSON.stringify([[now.getTime() - 20_000, 14]]),
        blocked_until: null,
      },
    ])
    .execute();
  await db
    .insertInto('projections')
    .values([
      {
        campaign_id: 'sheet-1',
        wanted_at: ago(2),
        started_at: ago(2),
        ended_at: new Date(ago(2).getTime() + 4_210),
        rows: 1_284,
        cells: 5_140,
        calls: 9,
        error: null,
      },
      {
        campaign_id: 'sheet-2',
        wanted_at: ago(1),
        started_at: ago(30),
        ended_at: ago(29),
        rows: 12,
        cells: 30,
        calls: 6,
        error: 'Google refuses the worker’s account: share the file with it again.',
      },
    ])
    .execute();
  for (const [n, kind, code, message] of [
    [1042, 'create', 'api.http-503', 'ShipStation is not available. Tried for two hours.'],
    [1077, 'cancel', 'partner.conflict', 'Another order of this number is there, with other contents.'],
  ] as const) {
    const id = `${n}-1`;
    await db
      .insertInto('parcels')
      .values({
        campaign_id: 'sheet-1',
        id,
        connection_id: 'c-1',
        channel: 'US 3PL',
        key: `lumen-${id}`,
        content: JSON.stringify({
          shipments: [{ id, orderId: String(n), contents: 'LAMP x1' }],
          order: {
            to: {
              ...BACKER,
              address2: '',
              city: 'Madrid',
              state: '',
              postalCode: '28013',
              country: 'ES',
              phone: '',
            },
            lines: [],
            taxId: '',
            orderedAt: '2026-03-01T10:22:31Z',
          },
          shipTo: `${BACKER.name}, ${BACKER.address1}, 28013 Madrid, ES`,
        }),
        content_hash: 'abc',
        state: 'taken',
        reason: '',
        projected: '{}',
      })
      .execute();
    await db
      .insertInto('requests')
      .values({
        id: `r-${n}`,
        campaign_id: 'sheet-1',
        connection_id: 'c-1',
        parcel_id: id,
        kind,
        key: `${kind}/${id}/abc`,
        state: 'stuck',
        attempts: 24,
        code,
        message,
        changed_at: ago(n / 10),
      })
      .execute();
  }
  const dispatch = (n: number) => ({ requestId: `r-${n}`, campaignId: 'sheet-1', parcelId: `${n}-1` });
  await jobs.sendMany(
    'dispatch',
    Array.from({ length: 240 }, (_, n) => dispatch(2_000 + n)),
  );
  await jobs.sendMany('dispatch', [dispatch(3_000), dispatch(3_001)], { afterMs: 600_000 });
  await jobs.send('inbox', { connectionId: 'c-1', eventId: 'evt_8842' });
  // Jobs of the hour before: as pg-boss leaves them.
  await sql`
    insert into pgboss.job (name, data, state, created_on, started_on, completed_on, policy, singleton_key, keep_until)
    select 'poll', '{"connectionId":"c-1"}', 'completed', at, at, at, 'key_strict_fifo', 'done-' || minute || '-' || i, now() + interval '1 day'
    from generate_series(2, 58) as minute,
      generate_series(1, greatest(1, (40 + 38 * sin(minute / 6.0))::int)) as i,
      lateral (select now() - minute * interval '1 minute' as at) as moment`.execute(db);
  await sql`
    insert into pgboss.job (name, data, state, created_on, started_on, completed_on, retry_count, output, keep_until)
    values ('inbox', '{"connectionId":"c-1","eventId":"evt_8801"}', 'failed', now(), now(), now() - interval '11 minutes', 30,
      '{"code":"worker.fault","message":"A fault of Shipsheet’s own: TypeError."}', now() + interval '1 day')`.execute(
    db,
  );
}
