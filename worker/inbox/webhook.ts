/** Takes webhooks: verified over the raw bytes, noted once, answered at once. The truth is fetched by a job. */
import { timingSafeEqual } from 'node:crypto';
import { canReceiveWebhooks } from '../connectors/contract.ts';
import { accountOf } from '../outbox/accounts.ts';
import type { Services } from '../services.ts';
import { SEALED } from '../store/vault.ts';

const sameText = (a: string, b: string): boolean => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
};

/**
 * The HTTP status for the partner: 202 when it is taken or was known (case H4), 401 for an unknown connection, a wrong
 * secret or a wrong signature (case H5), 400 for a body that says nothing readable. Only after a 202 is anything stored.
 * `headers` have names in lower case.
 */
export async function receiveWebhook(
  services: Services,
  connectionId: string,
  secret: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
): Promise<number> {
  const { db, jobs, vault, connectors, clock } = services;
  const row = await db
    .selectFrom('connections')
    .select(['id', 'vendor', 'credentials_sealed', 'settings', 'webhook_secret_sealed', 'removed_at'])
    .where('id', '=', connectionId)
    .executeTakeFirst();
  if (row === undefined || row.removed_at !== null || !connectors.has(row.vendor)) return 401;
  const connector = connectors.get(row.vendor);
  if (!canReceiveWebhooks(connector)) return 401;
  if (!sameText(secret, vault.open(row.webhook_secret_sealed, SEALED.webhookSecret(row.id)))) return 401;
  const account = accountOf(services, connector, row);
  if (!(await connector.webhooks.verify({ body, headers, account }))) return 401;
  const nudges = connector.webhooks.nudges(body);
  if (nudges === null) return 400;
  if (nudges.length === 0) return 202;
  const events = [...new Map(nudges.map((nudge) => [nudge.id, nudge])).values()].map(({ id, resource }) => ({
    connection_id: row.id,
    event_id: id,
    resource,
    received_at: clock(),
  }));
  await db.transaction().execute(async (trx) => {
    const fresh = await trx
      .insertInto('events')
      .values(events)
      .onConflict((conflict) => conflict.doNothing())
      .returning('event_id')
      .execute();
    await jobs.sendMany(
      'inbox',
      fresh.map(({ event_id }) => ({ connectionId: row.id, eventId: event_id })),
      { trx },
    );
  });
  return 202;
}
