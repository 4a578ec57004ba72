/** What a campaign's panels show of its connections, channels and of what is under way. */
import { type Kysely, sql } from 'kysely';
import { WIRE_VERSION } from '../../shared/sync/marks.ts';
import type { ConnectionView, State, VendorView } from '../../shared/sync/wire.ts';
import {
  type Connector,
  canReceiveWebhooks,
  type Field,
  keepsSheet,
  type Limit,
  powersOf,
} from '../connectors/contract.ts';
import { accountWith, type Connection } from '../outbox/accounts.ts';
import { AWAITED } from '../outbox/requests.ts';
import { cellTime } from '../parcel/time.ts';
import { webhookUrl } from '../routes/webhooks.ts';
import type { Services } from '../services.ts';
import type { Database } from '../store/tables.ts';
import { SEALED } from '../store/vault.ts';
import { channelCells } from './projection.ts';

/** Parcels that a person must look at, in one answer. */
const MOST_STUCK = 200;

const PERIODS = [
  [1_000, 'second'],
  [60_000, 'minute'],
  [3_600_000, 'hour'],
  [86_400_000, 'day'],
] as const;

/** `40 calls a minute, 10 calls a second`; "" for none. */
function limitText(limits: readonly Limit[]): string {
  return limits
    .map(({ calls, ms }) => {
      const period = PERIODS.find(([length]) => length === ms);
      return `${calls} calls ${period ? `a ${period[1]}` : `in ${Math.round(ms / 1000)} seconds`}`;
    })
    .join(', ');
}

function vendorView(connector: Connector): VendorView {
  const field = (setting: boolean) => (one: Field) => ({
    name: one.name,
    label: one.label,
    secret: one.secret,
    help: one.help,
    required: one.required,
    setting,
    choices: [...(one.choices ?? [])],
  });
  return {
    vendor: connector.vendor,
    label: connector.label,
    can: powersOf(connector),
    fields: [...connector.credentialFields.map(field(false)), ...connector.settingFields.map(field(true))],
  };
}

/** A connection as panels see it. Nothing of its credentials is in it; the webhook's address holds its own secret. */
export function connectionView(
  { vault, connectors }: Pick<Services, 'vault' | 'connectors'>,
  publicUrl: string,
  row: Connection,
  channels: readonly string[],
): ConnectionView {
  const connector = connectors.has(row.vendor) ? connectors.get(row.vendor) : null;
  const base = {
    id: row.id,
    name: row.name,
    vendor: row.vendor,
    lastSuccess: cellTime(row.last_success_at),
    lastError:
      row.last_error_code === null
        ? null
        : { code: row.last_error_code, message: row.last_error ?? '', at: cellTime(row.last_error_at) },
    channels: [...channels],
  };
  // Of a newer worker that shares the database.
  if (connector === null) return { ...base, label: row.vendor, can: [], limit: '', webhook: null };
  const secret = vault.open(row.webhook_secret_sealed, SEALED.webhookSecret(row.id));
  const url = webhookUrl(publicUrl, row.id, secret);
  return {
    ...base,
    label: connector.label,
    can: powersOf(connector),
    limit: limitText(connector.limits(accountWith(connector, {}, row.settings))),
    webhook: canReceiveWebhooks(connector)
      ? { url, setUp: connector.webhooks.setUp.replace('{url}', () => url) }
      : null,
  };
}

/** The whole state of a campaign, for GET /v1/state. */
export async function stateOf(services: Services, publicUrl: string, campaignId: string): Promise<State> {
  const { db, connectors, clock } = services;
  const campaign = await db
    .selectFrom('campaigns')
    .select('every_minutes')
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('connections')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const channels = await db
    .selectFrom('channels')
    .select(['name', 'connection_id'])
    .where('campaign_id', '=', campaignId)
    .orderBy('name')
    .execute();
  const counts = await countsOf(db, campaignId);
  const now = clock();
  return {
    version: WIRE_VERSION,
    everyMinutes: campaign.every_minutes,
    connections: rows.map((row) =>
      connectionView(
        services,
        publicUrl,
        row,
        channels.filter(({ connection_id }) => connection_id === row.id).map(({ name }) => name),
      ),
    ),
    // A partner's sheet is made in its own panel: there is nothing to fill in.
    vendors: connectors.all.filter((one) => !keepsSheet(one)).map(vendorView),
    channels: channels.flatMap(({ name, connection_id }) => {
      const row = byId.get(connection_id);
      if (row === undefined) return [];
      const cells = channelCells(row, now);
      return {
        name,
        connection: row.name,
        lastSync: cells['Last sync'],
        nextSync: cells['Next sync'],
        lastError: cells['Last error'],
        ...(counts.get(name) ?? NONE),
      };
    }),
    stuck: await stuckOf(db, campaignId),
    busy: await busyOf(db, campaignId),
  };
}

const NONE = { waiting: 0, unknown: 0, accepted: 0, refused: 0, shipped: 0 };

async function countsOf(db: Kysely<Database>, campaignId: string): Promise<Map<string, typeof NONE>> {
  const { rows } = await sql<{ channel: string } & typeof NONE>`
    select channel,
      count(*) filter (where state = 'taken' and not shipped) as waiting,
      count(*) filter (where state = 'unknown' and not shipped) as unknown,
      count(*) filter (where state not in ('taken', 'unknown', 'refused', 'cancelled') and not shipped) as accepted,
      count(*) filter (where state = 'refused' and not shipped) as refused,
      count(*) filter (where shipped) as shipped
    from (
      select channel, state, exists (
        select from packages k where k.campaign_id = p.campaign_id and k.parcel_id = p.id
          and k.shipped_at is not null and k.voided_at is null) as shipped
      from parcels p where campaign_id = ${campaignId}) as standing
    group by channel`.execute(db);
  return new Map(rows.map(({ channel, ...counts }) => [channel, counts]));
}

async function stuckOf(db: Kysely<Database>, campaignId: string): Promise<State['stuck']> {
  const rows = await db
    .selectFrom('requests')
    .innerJoin('parcels', (join) =>
      join
        .onRef('parcels.campaign_id', '=', 'requests.campaign_id')
        .onRef('parcels.id', '=', 'requests.parcel_id'),
    )
    .select([
      'requests.id',
      'requests.parcel_id',
      'parcels.channel',
      'code',
      'message',
      'requests.changed_at',
    ])
    .where('requests.campaign_id', '=', campaignId)
    .where('requests.state', '=', 'stuck')
    .orderBy('requests.changed_at')
    .orderBy('requests.id')
    .limit(MOST_STUCK)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    shipmentId: row.parcel_id,
    channel: row.channel,
    code: row.code,
    message: row.message,
    since: cellTime(row.changed_at),
  }));
}

/** What is to be sent, to be asked and to be written; all 0 when nothing is under way. */
async function busyOf(db: Kysely<Database>, campaignId: string): Promise<State['busy']> {
  const { rows } = await sql<State['busy']>`
    select
      (select count(*) from requests where campaign_id = ${campaignId}
        and state in ('waiting', 'sending', 'unknown') and code <> ${AWAITED}) as sending,
      (select count(*) from pgboss.job j join connections c on c.id = j.singleton_key
        where c.campaign_id = ${campaignId} and j.state < 'completed'
          and (j.name = 'poll' or (j.name = 'sheet' and j.start_after < now() + interval '1 minute')))
      + (select count(*) from events e join connections c on c.id = e.connection_id
        where c.campaign_id = ${campaignId} and e.done_at is null) as asking,
      (select count(*) from parcels where campaign_id = ${campaignId} and version > projected_version)
        as writing`.execute(db);
  return rows[0] ?? { sending: 0, asking: 0, writing: 0 };
}
