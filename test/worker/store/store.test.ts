import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { StoreError } from '../../../worker/store/problem.ts';
import { openStore, refuseOldServer, type Store } from '../../../worker/store/store.ts';
import { listening, silent } from '../../support/log.ts';
import { freshDatabase } from '../../support/postgres.ts';

const open: Store[] = [];
async function opened(url: string, log = silent): Promise<Store> {
  const store = await openStore({ url, log });
  open.push(store);
  return store;
}
afterEach(async () => {
  for (const store of open.splice(0)) await store.stop();
});

async function refusal(work: Promise<unknown>): Promise<StoreError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const WHEN = new Date('2026-03-01T10:22:31Z');
async function campaign(store: Store, id = 'sheet-1'): Promise<void> {
  await store.db
    .insertInto('campaigns')
    .values({
      id,
      name: 'Lantern',
      tag: id,
      key_sealed: 'k1.x',
      paired_by: 'kim@example.org',
      paired_at: WHEN,
    })
    .execute();
}
async function connection(store: Store, id: string, name: string): Promise<void> {
  await store.db
    .insertInto('connections')
    .values({
      id,
      campaign_id: 'sheet-1',
      vendor: 'sandbox',
      name,
      credentials_sealed: 'k1.x',
      settings: '{"warehouse":"US"}',
      account: 'sandbox/lantern',
      webhook_secret_sealed: 'k1.y',
      cursors: '{}',
    })
    .execute();
}
const CONTENT = {
  shipments: [{ id: '1042-1', orderId: '1042', contents: 'MUG x2' }],
  order: {
    to: {
      name: 'Ana Ruiz',
      address1: '1 Main St',
      address2: '',
      city: 'Austin',
      state: 'TX',
      postalCode: '00742',
      country: 'US',
      phone: '',
      email: 'ana@example.org',
    },
    lines: [],
    taxId: '',
    orderedAt: '2026-03-01T10:22:31Z',
  },
  shipTo: 'Ana Ruiz, 1 Main St, Austin TX 00742, US',
};
async function parcel(store: Store, id: string, connectionId: string, key = `lantern-${id}`): Promise<void> {
  await store.db
    .insertInto('parcels')
    .values({
      campaign_id: 'sheet-1',
      id,
      connection_id: connectionId,
      channel: 'US 3PL',
      key,
      content: JSON.stringify(CONTENT),
      content_hash: 'abc',
      state: 'taken',
      reason: '',
      projected: '{}',
    })
    .execute();
}

describe('the store', () => {
  test('opens a new database with all its tables, and the same one again', async () => {
    const url = await freshDatabase();
    const first = await opened(url);
    await campaign(first);
    const second = await opened(url);
    const rows = await second.db.selectFrom('campaigns').selectAll().execute();
    expect(rows).toEqual([expect.objectContaining({ id: 'sheet-1', every_minutes: 15, paired_at: WHEN })]);
    expect(second.embedded).toBe(false);
  });

  test('is made once by four processes that start at the same moment', async () => {
    const url = await freshDatabase();
    const stores = await Promise.all([opened(url), opened(url), opened(url), opened(url)]);
    const done = await sql<{ name: string }>`select name from kysely_migration`.execute(stores[0].db);
    expect(done.rows.map(({ name }) => name)).toEqual([
      '0001-first-tables',
      '0002-asked',
      '0003-partner-sheets',
      '0004-refusals',
    ]);
  });

  test('gives counts as numbers, JSON as values and times as dates', async () => {
    const store = await opened(await freshDatabase());
    await campaign(store);
    await connection(store, 'c-1', 'US 3PL');
    await parcel(store, '1042-1', 'c-1');
    const counted = await store.db
      .selectFrom('parcels')
      .select(({ fn }) => fn.countAll().as('n'))
      .executeTakeFirst();
    expect(counted?.n).toBe(1);
    const row = await store.db.selectFrom('parcels').selectAll().executeTakeFirstOrThrow();
    expect(row.content).toEqual(CONTENT);
    expect(row.changed_at).toBeInstanceOf(Date);
    expect([row.version, row.projected_version]).toEqual([1, 0]);
  });

  test('an id, a key at the partner and a name of a connection are there once', async () => {
    const store = await opened(await freshDatabase());
    await campaign(store);
    await connection(store, 'c-1', 'US 3PL');
    await expect(connection(store, 'c-2', 'us 3pl')).rejects.toThrow('connections_name');
    await store.db.updateTable('connections').set({ removed_at: WHEN }).where('id', '=', 'c-1').execute();
    await connection(store, 'c-2', 'us 3pl');
    await parcel(store, '1042-1', 'c-1');
    await expect(parcel(store, '1042-1', 'c-1')).rejects.toThrow('parcels_pkey');
    await expect(parcel(store, '1043-1', 'c-1', 'lantern-1042-1')).rejects.toThrow(
      'parcels_connection_id_key',
    );
    await parcel(store, '1043-1', 'c-2', 'lantern-1042-1');
  });

  test('a request of the same content is there once, and one of a parcel that is not there never', async () => {
    const store = await opened(await freshDatabase());
    await campaign(store);
    await connection(store, 'c-1', 'US 3PL');
    await parcel(store, '1042-1', 'c-1');
    const request = (id: string, parcelId: string) =>
      store.db
        .insertInto('requests')
        .values({
          id,
          campaign_id: 'sheet-1',
          connection_id: 'c-1',
          parcel_id: parcelId,
          kind: 'create',
          key: `create/${parcelId}/abc`,
          state: 'waiting',
          code: '',
          message: '',
        })
        .execute();
    await request('r-1', '1042-1');
    await expect(request('r-2', '1042-1')).rejects.toThrow('requests_campaign_id_key');
    await expect(request('r-3', '9999-1')).rejects.toThrow('foreign key');
  });

  test('what goes with a campaign goes with it', async () => {
    const store = await opened(await freshDatabase());
    await campaign(store);
    await connection(store, 'c-1', 'US 3PL');
    await parcel(store, '1042-1', 'c-1');
    await store.db.deleteFrom('campaigns').execute();
    expect(await store.db.selectFrom('parcels').selectAll().execute()).toEqual([]);
    expect(await store.db.selectFrom('connections').selectAll().execute()).toEqual([]);
  });
});

describe('a database that cannot be used', () => {
  test('was changed by a newer Shipsheet: it is left alone', async () => {
    const url = await freshDatabase();
    const store = await opened(url);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030')`.execute(store.db);
    const error = await refusal(openStore({ url, log: silent }));
    expect(error.code).toBe('store.newer');
    expect(error.message).toContain('9999-later');
  });

  test('does not exist', async () => {
    const url = new URL(await freshDatabase());
    url.pathname = '/nowhere';
    const error = await refusal(openStore({ url: url.href, log: silent }));
    expect(error.code).toBe('store.unreachable');
    expect(error.message).toContain('there is no database of this name');
  });

  test('refuses the password, which no message repeats', async () => {
    const url = new URL(await freshDatabase());
    url.password = 'not-the-password';
    const log = listening();
    const error = await refusal(openStore({ url: url.href, log }));
    expect(error.message).toContain('user or password in DATABASE_URL is wrong');
    expect(`${error.message}${error.stack}${log.lines.join()}`).not.toContain('not-the-password');
  });

  test('does not answer', async () => {
    const error = await refusal(
      openStore({ url: 'postgres://shipsheet:x@127.0.0.1:1/shipsheet', log: silent }),
    );
    expect(error.message).toBe(
      'The database shipsheet at 127.0.0.1:1 cannot be used: nothing answers there. Is the server running?',
    );
  });

  test('is older than PostgreSQL 15', () => {
    expect(() => refuseOldServer(140_012)).toThrow('is PostgreSQL 14. Shipsheet needs 15 or later.');
    expect(() => refuseOldServer(90_624)).toThrow('is PostgreSQL 9.');
    for (const number of [150_000, 150_018, 180_004]) expect(() => refuseOldServer(number)).not.toThrow();
  });

  test('does not let its user make tables', async () => {
    const url = await freshDatabase();
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    const guest = new URL(url);
    guest.username = `guest_${guest.pathname.slice(1)}`;
    guest.password = 'guest';
    await admin.query(`create role ${guest.username} login password 'guest'`);
    try {
      const error = await refusal(openStore({ url: guest.href, log: silent }));
      expect(error.message).toContain('the user may not create tables in it');
    } finally {
      await admin.query(`drop role ${guest.username}`);
      await admin.end();
    }
  });
});
