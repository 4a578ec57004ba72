import { type Migration, sql } from 'kysely';

/** Partners' own spreadsheets, the Google accounts that hold them, and what is to be told in Activity. */
export const partnerSheets: Migration = {
  async up(db) {
    await sql`create table partner_sheets (
      connection_id text primary key references connections (id) on delete cascade,
      campaign_id text not null references campaigns (id) on delete cascade,
      channel text not null,
      file_id text not null,
      url text not null,
      sheet_id integer,
      by text not null,
      preset jsonb not null,
      policy jsonb not null,
      packing_sealed text not null,
      packing_hash text not null unique,
      drive_version text not null default '',
      watch jsonb,
      open_to text not null default 'nobody',
      read_at timestamptz,
      written_at timestamptz,
      strays jsonb not null default '[]',
      ended_at timestamptz,
      created_at timestamptz not null default now()
    )`.execute(db);
    // One file serves one channel of one campaign, as long as it is in use.
    await sql`create unique index partner_sheets_file on partner_sheets (file_id) where ended_at is null`.execute(
      db,
    );
    await sql`create index partner_sheets_campaign on partner_sheets (campaign_id)`.execute(db);
    await sql`create table partner_rows (
      connection_id text not null references partner_sheets (connection_id) on delete cascade,
      parcel_id text not null,
      shown jsonb not null default '{}',
      shown_hash text not null default '',
      seen_hash text not null default '',
      change text not null default '',
      before jsonb not null default '{}',
      said jsonb not null default '{}',
      taken jsonb not null default '{}',
      refusal jsonb,
      answer text not null default '',
      edits jsonb not null default '{}',
      wiped_at timestamptz,
      primary key (connection_id, parcel_id)
    )`.execute(db);
    await sql`create table google_accounts (
      campaign_id text primary key references campaigns (id) on delete cascade,
      email text not null,
      refresh_sealed text not null,
      connected_by text not null,
      connected_at timestamptz not null
    )`.execute(db);
    await sql`create table happenings (
      id text primary key,
      campaign_id text not null references campaigns (id) on delete cascade,
      at timestamptz not null,
      who text not null,
      action text not null,
      which text not null,
      changed integer not null,
      recorded_at timestamptz
    )`.execute(db);
    await sql`create index happenings_open on happenings (campaign_id, at) where recorded_at is null`.execute(
      db,
    );
  },
};
