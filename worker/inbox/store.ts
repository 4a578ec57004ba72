/** Takes in what a partner tells of our orders: whole pages in one transaction. */
import { sql, type Transaction } from 'kysely';
import type { PartnerOrder, Scan } from '../connectors/contract.ts';
import type { Connection } from '../outbox/accounts.ts';
import { type Loaded, savePackages, saveParcels, withPackages } from '../outbox/parcels.ts';
import { rulesOf } from '../outbox/record.ts';
import { applyOrder, applyScans, type Updated } from '../parcel/update.ts';
import type { Services } from '../services.ts';
import type { Database } from '../store/tables.ts';

export interface Stored {
  readonly changed: number;
  /** Told of orders that are none of ours: another shop's, or another campaign's (case H7). */
  readonly unknown: number;
}
type Also = (trx: Transaction<Database>) => Promise<void>;
type ConnectionRow = Pick<Connection, 'id' | 'campaign_id'>;

/** Applies answers about orders in the order in which they came. `also` is done in the same transaction. */
export async function storeOrders(
  services: Services,
  connection: ConnectionRow,
  orders: readonly PartnerOrder[],
  also?: Also,
): Promise<Stored> {
  return services.db.transaction().execute(async (trx) => {
    const keys = orders.map(({ key }) => key).filter((key) => key !== '');
    const externalIds = orders.map(({ externalId }) => externalId).filter((id) => id !== '');
    const held = await hold(trx, connection, keys, externalIds);
    const byKey = new Map([...held.values()].map(({ parcel }) => [parcel.key, parcel.id]));
    const byExternalId = new Map([...held.values()].map(({ parcel }) => [parcel.external_id, parcel.id]));
    const now = services.clock();
    const rule = await rulesOf(trx, connection.campaign_id);
    const changed = new Set<string>();
    let unknown = 0;
    for (const order of orders) {
      const id = order.key === '' ? byExternalId.get(order.externalId) : byKey.get(order.key);
      const loaded = id === undefined ? undefined : held.get(id);
      if (id === undefined || loaded === undefined) {
        unknown++;
        continue;
      }
      const { parcel, packages } = loaded;
      const after = applyOrder(parcel, packages, asOf(loaded, order), rule(parcel.channel), now);
      if (after.changed) put(held, changed, id, after, now);
    }
    await write(services, trx, connection, held, changed);
    await also?.(trx);
    return { changed: changed.size, unknown };
  });
}

/** Applies scans by tracking number, of parcels that a carrier was asked about. */
export async function storeScans(
  services: Services,
  connection: ConnectionRow,
  scans: ReadonlyMap<string, readonly Scan[]>,
): Promise<Stored> {
  return services.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ key: string }>`
      select distinct p.key from parcels p
      join packages k on k.campaign_id = p.campaign_id and k.parcel_id = p.id
      where p.connection_id = ${connection.id} and k.number = any(${[...scans.keys()]}::text[])`.execute(trx);
    const held = await hold(
      trx,
      connection,
      rows.map(({ key }) => key),
      [],
    );
    const now = services.clock();
    const rule = await rulesOf(trx, connection.campaign_id);
    const changed = new Set<string>();
    for (const [id, { parcel, packages }] of held) {
      const after = applyScans(parcel, packages, scans, rule(parcel.channel), now);
      if (after.changed) put(held, changed, id, after, now);
    }
    await write(services, trx, connection, held, changed);
    return { changed: changed.size, unknown: 0 };
  });
}

/**
 * A second order under our key is a part that the partner split off, or an old one: its packages are ours, its state and
 * its number are not.
 */
function asOf({ parcel }: Loaded, order: PartnerOrder): PartnerOrder {
  const other =
    parcel.external_id !== null && order.externalId !== '' && parcel.external_id !== order.externalId;
  return other ? { ...order, state: 'unsaid', externalId: '', orderNumber: '' } : order;
}

function put(held: Map<string, Loaded>, changed: Set<string>, id: string, after: Updated, now: Date): void {
  held.set(id, { parcel: { ...after.parcel, changed_at: now }, packages: after.packages });
  changed.add(id);
}

async function hold(
  trx: Transaction<Database>,
  connection: ConnectionRow,
  keys: readonly string[],
  externalIds: readonly string[],
): Promise<Map<string, Loaded>> {
  const rows = await trx
    .selectFrom('parcels')
    .selectAll()
    .where('connection_id', '=', connection.id)
    .where((eb) =>
      eb.or([
        eb('key', '=', sql<string>`any(${[...keys]}::text[])`),
        eb('external_id', '=', sql<string>`any(${[...externalIds]}::text[])`),
      ]),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
  return withPackages(trx, rows);
}

async function write(
  { jobs, gatherMs }: Services,
  trx: Transaction<Database>,
  connection: ConnectionRow,
  held: ReadonlyMap<string, Loaded>,
  changed: ReadonlySet<string>,
): Promise<void> {
  if (changed.size === 0) return;
  const rows = [...changed].flatMap((id) => held.get(id) ?? []);
  await saveParcels(
    trx,
    rows.map(({ parcel }) => parcel),
  );
  await savePackages(trx, rows);
  await jobs.ensure('project', { campaignId: connection.campaign_id }, { trx, afterMs: gatherMs });
}
