import { type Migration, sql } from 'kysely';

/** Parcels that were refused at the hand-over: the sheet asks for them still, and their partner was not told. */
export const refusals: Migration = {
  async up(db) {
    await sql`create table refusals (
      campaign_id text not null references campaigns (id) on delete cascade,
      parcel_id text not null,
      order_id text not null,
      code text not null,
      detail text not null,
      is_over boolean not null default false,
      is_told boolean not null default false,
      primary key (campaign_id, parcel_id)
    )`.execute(db);
  },
};
