import { type Migration, sql } from 'kysely';

/** Which request of the sheet a parcel's cells answer; of parcels that are being asked about it is their state. */
export const asked: Migration = {
  async up(db) {
    await sql`alter table parcels add column asked text not null default ''`.execute(db);
    await sql`update parcels set asked = state where state in ('cancel asked', 'update asked')`.execute(db);
  },
};
