/** Connections: added, tried, renamed and removed. Credentials go in sealed, and come out for calls alone. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { ADD_CONNECTION, CHANGE_CONNECTION, ConnectionView } from '../../shared/sync/wire.ts';
import { type CallProblem, type Connector, keepsSheet } from '../connectors/contract.ts';
import { PRIORITY } from '../jobs/queues.ts';
import {
  accountOf,
  accountWith,
  type Connection,
  noteFault,
  noteSuccess,
  openConnection,
  resume,
} from '../outbox/accounts.ts';
import type { Answer, Refusal } from '../routes/operations.ts';
import type { Services } from '../services.ts';
import { SEALED } from '../store/vault.ts';

type Fields = Readonly<Record<string, string>>;

const refusal = (status: Refusal['status'], code: string, message: string): Refusal => ({
  ok: false,
  status,
  code,
  message,
});
const unknown = refusal(404, 'connection.unknown', 'There is no such connection. It may have been removed.');
const nameTaken = refusal(409, 'connection.name-taken', 'Another connection has this name. Choose another.');
const sheetInUse = refusal(
  409,
  'partner.sheet-in-use',
  'This is a partner’s sheet: end it under Set Up, Partner Sheets, where you say what becomes of its rows.',
);
const MOST_NAME = 60;

const ofProblem = ({ code, message }: CallProblem): Refusal =>
  refusal(code.startsWith('api.') ? 502 : 422, code, message);

/** The fields of a form, parted and checked by the connector's own schema. */
function readFields(
  connector: Connector,
  fields: Fields,
): Answer<{ readonly credentials: Record<string, string>; readonly settings: Record<string, string> }> {
  const part = (wanted: Connector['credentialFields']): Record<string, string> =>
    Object.fromEntries(wanted.map(({ name }) => [name, fields[name]?.trim() ?? '']));
  for (const { name, label, required, choices } of [
    ...connector.credentialFields,
    ...connector.settingFields,
  ]) {
    const text = fields[name]?.trim() ?? '';
    if (required && text === '') return refusal(422, 'field.missing', `${label} is missing.`);
    if (text !== '' && choices !== undefined && !choices.some(({ value }) => value === text))
      return refusal(422, 'field.invalid', `${label} is none of the choices.`);
  }
  const parsed = connector.credentials.safeParse(part(connector.credentialFields));
  if (!parsed.success)
    return refusal(422, 'field.invalid', parsed.error.issues[0]?.message ?? 'A field is not readable.');
  return { ok: true, value: { credentials: parsed.data, settings: part(connector.settingFields) } };
}

/**
 * Names the vendor's account without saying it: connections with one key share its limits, whatever else is filled in.
 * The first field of a connector is what the vendor counts by.
 */
function accountName({ vendor, credentialFields }: Connector, credentials: Fields): string {
  const [first] = credentialFields;
  const text = JSON.stringify([vendor, credentials[first?.name ?? '']]);
  return createHash('sha256').update(text).digest('hex').slice(0, 20);
}

/** Tries credentials by the vendor's cheapest call. */
async function tried(
  { call }: Services,
  connector: Connector,
  credentials: Fields,
  settings: Fields,
): Promise<Answer<{ readonly account: string }>> {
  const account = accountWith(connector, credentials, settings);
  const name = `${connector.vendor}/${accountName(connector, credentials)}`;
  const reply = await call(connector, account, name, connector.test, null, 'click');
  return reply.ok ? { ok: true, value: reply.value } : ofProblem(reply.problem);
}

const cleanName = (name: string): string => name.replace(/\s+/g, ' ').trim().slice(0, MOST_NAME);

async function isTaken({ db }: Services, campaignId: string, name: string, but = ''): Promise<boolean> {
  const row = await db
    .selectFrom('connections')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where('removed_at', 'is', null)
    .where(sql<string>`lower(name)`, '=', name.toLowerCase())
    .where('id', '!=', but)
    .executeTakeFirst();
  return row !== undefined;
}

export interface ConnectionOperations {
  add(campaignId: string, asked: z.infer<typeof ADD_CONNECTION>): Promise<Answer<ConnectionView>>;
  change(
    campaignId: string,
    id: string,
    asked: z.infer<typeof CHANGE_CONNECTION>,
  ): Promise<Answer<ConnectionView>>;
  test(campaignId: string, id: string): Promise<Answer<{ readonly account: string }>>;
  remove(campaignId: string, id: string): Promise<Answer<null>>;
}

/** `view` tells of one connection as the state does. */
export function connectionOperations(
  services: Services,
  view: (row: Connection) => Promise<ConnectionView>,
): ConnectionOperations {
  const { db, vault, connectors, clock, jobs } = services;
  // Another vendor may be a newer worker's, that shares the database.
  const isSheet = (vendor: string): boolean => connectors.has(vendor) && keepsSheet(connectors.get(vendor));
  const find = (campaignId: string, id: string): Promise<Connection | undefined> =>
    db
      .selectFrom('connections')
      .selectAll()
      .where('campaign_id', '=', campaignId)
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .executeTakeFirst();

  return {
    async add(campaignId, asked) {
      const name = cleanName(asked.name);
      if (!connectors.has(asked.vendor) || isSheet(asked.vendor))
        return refusal(422, 'vendor.unknown', 'This worker does not know the partner. Update it.');
      if (name === '') return refusal(422, 'field.missing', 'The name is missing.');
      if (await isTaken(services, campaignId, name)) return nameTaken;
      const connector = connectors.get(asked.vendor);
      const fields = readFields(connector, asked.fields);
      if (!fields.ok) return fields;
      const { credentials, settings } = fields.value;
      const trial = await tried(services, connector, credentials, settings);
      if (!trial.ok) return trial;
      const id = randomUUID();
      const row = await db
        .insertInto('connections')
        .values({
          id,
          campaign_id: campaignId,
          vendor: asked.vendor,
          name,
          credentials_sealed: vault.seal(JSON.stringify(credentials), SEALED.credentials(id)),
          settings: JSON.stringify(settings),
          account: accountName(connector, credentials),
          webhook_secret_sealed: vault.seal(randomBytes(24).toString('base64url'), SEALED.webhookSecret(id)),
          cursors: '{}',
          last_success_at: null,
          last_error_code: null,
          last_error: null,
          last_error_at: null,
          next_sync_at: clock(),
          removed_at: null,
          created_at: clock(),
        })
        // Two people at once: the index of names decides.
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? nameTaken : { ok: true, value: await view(row) };
    },

    async change(campaignId, id, asked) {
      const row = await find(campaignId, id);
      if (row === undefined) return unknown;
      const name = asked.name === undefined ? row.name : cleanName(asked.name);
      if (name === '') return refusal(422, 'field.missing', 'The name is missing.');
      if (await isTaken(services, campaignId, name, id)) return nameTaken;
      // A partner's sheet has no credentials that could be changed.
      if (asked.fields === undefined || isSheet(row.vendor)) {
        await db.updateTable('connections').set({ name }).where('id', '=', id).execute();
        // Needs attention calls it by its name.
        await jobs.ensure('project', { campaignId }, { afterMs: services.gatherMs });
        return { ok: true, value: await view({ ...row, name }) };
      }
      const connector = connectors.get(row.vendor);
      const old = accountOf(services, connector, row);
      // What is left blank in the form stays as it was: secrets are never shown.
      const given = Object.fromEntries(Object.entries(asked.fields).filter(([, text]) => text.trim() !== ''));
      const fields = readFields(connector, { ...old.settings, ...old.credentials, ...given });
      if (!fields.ok) return fields;
      const { credentials, settings } = fields.value;
      const trial = await tried(services, connector, credentials, settings);
      if (!trial.ok) return trial;
      const next = {
        name,
        credentials_sealed: vault.seal(JSON.stringify(credentials), SEALED.credentials(id)),
        account: accountName(connector, credentials),
      };
      await db
        .updateTable('connections')
        .set({ ...next, settings: JSON.stringify(settings) })
        .where('id', '=', id)
        .execute();
      await noteSuccess(db, id);
      await resume(services, id);
      return { ok: true, value: await view({ ...row, ...next, settings, ...NO_ERROR }) };
    },

    async test(campaignId, id) {
      const row = await find(campaignId, id);
      if (row === undefined) return unknown;
      if (isSheet(row.vendor)) {
        await jobs.ensure('sheet', { connectionId: id }, { priority: PRIORITY.person });
        return { ok: true, value: { account: row.name } };
      }
      const opened = openConnection(services, row);
      const reply = await opened.ask(opened.connector.test, null, 'click');
      if (!reply.ok) {
        await noteFault(db, id, reply.problem, clock());
        return ofProblem(reply.problem);
      }
      await noteSuccess(db, id);
      await resume(services, id);
      return { ok: true, value: reply.value };
    },

    async remove(campaignId, id) {
      const row = await find(campaignId, id);
      if (row === undefined) return unknown;
      if (isSheet(row.vendor)) return sheetInUse;
      await db.transaction().execute(async (trx) => {
        await trx
          .updateTable('connections')
          .set({
            removed_at: clock(),
            credentials_sealed: vault.seal('{}', SEALED.credentials(id)),
            next_sync_at: null,
          })
          .where('id', '=', id)
          .execute();
        // What was not sent is told, and goes with another connection when it is pushed again.
        const stuck = await trx
          .updateTable('requests')
          .set({ state: 'stuck', code: 'connection.removed', message: REMOVED, changed_at: clock() })
          .where('connection_id', '=', id)
          .where('state', '=', 'waiting')
          .returning('parcel_id')
          .execute();
        await trx
          .updateTable('parcels')
          .set((eb) => ({ version: eb('version', '+', 1), changed_at: clock() }))
          .where('campaign_id', '=', campaignId)
          .where('id', '=', sql<string>`any(${stuck.map(({ parcel_id }) => parcel_id)}::text[])`)
          .execute();
        await jobs.ensure('project', { campaignId }, { trx, afterMs: services.gatherMs });
      });
      return { ok: true, value: null };
    },
  };
}

const REMOVED = 'The connection was removed. Choose another for the channel, then sync.';
const NO_ERROR = { last_error_at: null, last_error_code: null, last_error: null };
