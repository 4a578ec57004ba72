import { type Migration, sql } from 'kysely';

/** The tables of tables.ts. Keys and indexes stand beside the question that they answer. */
export const firstTables: Migration = {
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table campaigns (
    id text primary key,
    name text not null,
    tag text not null unique,
    key_sealed text not null,
    paired_by text not null,
    paired_at timestamptz not null,
    every_minutes integer not null default 15 check (every_minutes >= 0),
    detached_at timestamptz
  )`,

  // A pairing comes before its campaign, so it refers to none.
  `create table pairings (
    id text primary key,
    campaign_id text not null,
    name text not null,
    who text not null,
    nonce text not null,
    expires_at timestamptz not null
  )`,
  'create index pairings_expired on pairings (expires_at)',

  // Seen is decided by the key: the second insert of a nonce finds the first.
  `create table nonces (
    campaign_id text not null references campaigns on delete cascade,
    nonce text not null,
    expires_at timestamptz not null,
    primary key (campaign_id, nonce)
  )`,
  'create index nonces_expired on nonces (expires_at)',

  `create table connections (
    id text primary key,
    campaign_id text not null references campaigns on delete cascade,
    vendor text not null,
    name text not null,
    credentials_sealed text not null,
    settings jsonb not null default '{}',
    account text not null,
    webhook_secret_sealed text not null,
    cursors jsonb not null default '{}',
    last_success_at timestamptz,
    last_error_code text,
    last_error text,
    last_error_at timestamptz,
    next_sync_at timestamptz,
    removed_at timestamptz,
    created_at timestamptz not null default now()
  )`,
  // Channels name a connection by its name, so one that is in use has it alone.
  'create unique index connections_name on connections (campaign_id, lower(name)) where removed_at is null',
  'create index connections_due on connections (next_sync_at) where removed_at is null',

  `create table channels (
    campaign_id text not null references campaigns on delete cascade,
    name text not null,
    connection_id text not null references connections on delete cascade,
    shipped_when text not null,
    emails_by text not null,
    primary key (campaign_id, name)
  )`,
  'create index channels_of_connection on channels (connection_id)',

  `create table parcels (
    campaign_id text not null references campaigns on delete cascade,
    id text not null,
    connection_id text not null references connections on delete cascade,
    channel text not null,
    key text not null,
    external_id text,
    order_number text,
    content jsonb not null,
    content_hash text not null,
    confirmed_hash text,
    state text not null,
    reason text not null default '',
    pushed_at timestamptz,
    cancelled_at timestamptz,
    version integer not null default 1,
    projected_version integer not null default 0,
    projected jsonb not null default '{}',
    changed_at timestamptz not null default now(),
    primary key (campaign_id, id),
    unique (connection_id, key)
  )`,
  'create index parcels_by_external_id on parcels (connection_id, external_id)',
  'create index parcels_to_project on parcels (campaign_id) where version > projected_version',
  'create index parcels_of_channel on parcels (campaign_id, channel, state)',

  `create table packages (
    campaign_id text not null,
    parcel_id text not null,
    n integer not null check (n >= 0),
    external_id text not null,
    number text not null,
    carrier text not null,
    url text not null,
    cost text not null,
    lines jsonb not null,
    shipped_at timestamptz,
    voided_at timestamptz,
    tracking_status text not null,
    scans jsonb not null default '[]',
    delivered_at timestamptz,
    primary key (campaign_id, parcel_id, n),
    unique (campaign_id, parcel_id, external_id),
    foreign key (campaign_id, parcel_id) references parcels (campaign_id, id) on delete cascade
  )`,

  `create table requests (
    id text primary key,
    campaign_id text not null,
    connection_id text not null references connections on delete cascade,
    parcel_id text not null,
    kind text not null,
    key text not null,
    state text not null,
    attempts integer not null default 0,
    code text not null default '',
    message text not null default '',
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now(),
    unique (campaign_id, key),
    foreign key (campaign_id, parcel_id) references parcels (campaign_id, id) on delete cascade
  )`,
  'create index requests_of_parcel on requests (campaign_id, parcel_id)',
  `create index requests_open on requests (campaign_id, state, connection_id)
    where state in ('waiting', 'sending', 'unknown', 'stuck')`,

  `create table events (
    connection_id text not null references connections on delete cascade,
    event_id text not null,
    resource text not null,
    received_at timestamptz not null default now(),
    done_at timestamptz,
    primary key (connection_id, event_id)
  )`,
  'create index events_to_do on events (connection_id, received_at) where done_at is null',
  'create index events_done on events (done_at) where done_at is not null',

  // Rewritten with each call of a partner: room in the page keeps the new version beside the old one.
  `create table buckets (
    name text primary key,
    taken jsonb not null default '[]',
    blocked_until timestamptz
  ) with (fillfactor = 50)`,

  `create table projections (
    campaign_id text primary key references campaigns on delete cascade,
    wanted_at timestamptz,
    started_at timestamptz,
    ended_at timestamptz,
    rows integer not null default 0,
    cells integer not null default 0,
    calls integer not null default 0,
    error text
  )`,

  `create table activity (
    campaign_id text not null references campaigns on delete cascade,
    position integer not null,
    hash text not null,
    cells jsonb not null,
    primary key (campaign_id, position)
  )`,
];
