/** A connection opened for calls, and how it fares. */
import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { Account, CallProblem, Connector, Power, Reply } from '../connectors/contract.ts';
import type { Priority } from '../connectors/gate.ts';
import type { Services } from '../services.ts';
import type { ConnectionTable, Database } from '../store/tables.ts';
import { SEALED } from '../store/vault.ts';
import { PAUSED } from './requests.ts';

export type Connection = Selectable<ConnectionTable>;

const credentials = z.record(z.string(), z.string());

/** A connection with its connector, ready to be asked. */
export interface Opened {
  readonly row: Connection;
  readonly connector: Connector;
  readonly account: Account;
  ask<I, O>(power: Power<I, O>, input: I, priority: Priority): Promise<Reply<O>>;
}

/** The account of a connection. Throws a VaultError where its credentials cannot be opened. */
export function accountOf(
  { vault }: Pick<Services, 'vault'>,
  connector: Connector,
  row: Pick<Connection, 'id' | 'credentials_sealed' | 'settings'>,
): Account {
  const text = vault.open(row.credentials_sealed, SEALED.credentials(row.id));
  return accountWith(connector, credentials.parse(JSON.parse(text)), row.settings);
}

export function accountWith(
  connector: Connector,
  given: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, string>>,
): Account {
  const names = connector.settingFields.map(({ name }) => name);
  const known = Object.fromEntries(names.map((name) => [name, settings[name] ?? '']));
  return { baseUrl: known.baseUrl || connector.baseUrl, credentials: given, settings: known };
}

export function openConnection(services: Services, row: Connection): Opened {
  const connector = services.connectors.get(row.vendor);
  const account = accountOf(services, connector, row);
  return {
    row,
    connector,
    account,
    ask: (power, input, priority) =>
      services.call(connector, account, `${row.vendor}/${row.account}`, power, input, priority),
  };
}

/** The partner refuses the credentials: nothing is sent or asked until a person has changed them (case F20). */
export const isPaused = ({ last_error_code }: Pick<Connection, 'last_error_code'>): boolean =>
  last_error_code === 'partner.auth';

/** A fault of the whole connection; `last_error_at` stays the moment since when it lasts (case H15). */
export async function noteFault(
  db: Kysely<Database>,
  connectionId: string,
  { code, message }: CallProblem,
  now: Date,
): Promise<void> {
  await db
    .updateTable('connections')
    .set((eb) => ({
      last_error_at: eb.fn.coalesce('last_error_at', eb.val(now)),
      last_error_code: code,
      last_error: message,
    }))
    .where('id', '=', connectionId)
    .execute();
}

/** The partner answered: no fault lasts. With `synced`, all that is new was read. */
export async function noteSuccess(
  db: Kysely<Database>,
  connectionId: string,
  synced: Date | null = null,
): Promise<void> {
  await db
    .updateTable('connections')
    .set({
      last_error_at: null,
      last_error_code: null,
      last_error: null,
      ...(synced !== null && { last_success_at: synced }),
    })
    .where('id', '=', connectionId)
    .$if(synced === null, (query) => query.where('last_error_code', 'is not', null))
    .execute();
}

/**
 * Sets requests going that waited for a connection or a campaign; `connectionId` null: all whose connection is not paused
 * and whose campaign is paired. Answers how many.
 */
export async function resume({ db, jobs, clock }: Services, connectionId: string | null): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .updateTable('requests')
      .set({ code: '', message: '', changed_at: clock() })
      .where('code', '=', PAUSED)
      .where('state', 'in', ['waiting', 'unknown'])
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('connections')
            .innerJoin('campaigns', 'campaigns.id', 'connections.campaign_id')
            .select('connections.id')
            .whereRef('connections.id', '=', 'requests.connection_id')
            .where('campaigns.detached_at', 'is', null)
            .where('connections.removed_at', 'is', null)
            .where((or) =>
              connectionId !== null
                ? or('connections.id', '=', connectionId)
                : or.or([
                    or('connections.last_error_code', 'is', null),
                    or('connections.last_error_code', '!=', 'partner.auth'),
                  ]),
            ),
        ),
      )
      .returning(['id', 'campaign_id', 'parcel_id', 'created_at'])
      .execute();
    rows.sort((a, b) => a.created_at.getTime() - b.created_at.getTime());
    await jobs.sendMany(
      'dispatch',
      rows.map(({ id, campaign_id, parcel_id }) => ({
        requestId: id,
        campaignId: campaign_id,
        parcelId: parcel_id,
      })),
      { trx },
    );
    return rows.length;
  });
}
