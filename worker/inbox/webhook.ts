/** Takes webhooks: verified over the raw bytes, noted once, answered at once. The truth is fetched by a job. */
import { timingSafeEqual } from 'node:crypto';
import { canReceiveWebhooks } from '../connectors/contract.ts';
import { accountOf } from '../outbox/accounts.ts';
import type { Services } from '../services.ts';
import { SEALED } from '../store/vault.ts';
import { createGatherer } from './gather.ts';

const sameText = (a: string, b: string): boolean => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
};

/** An id is in an index, which takes 2,700 bytes; vendors' have some hundred at most. */
const LONGEST = 2000;
const isPlain = (text: string): boolean => Buffer.byteLength(text) <= LONGEST && !text.includes('\0');

interface Event {
  readonly connection_id: string;
  readonly event_id: string;
  readonly resource: string;
  readonly received_at: Date;
}

/** Events that are new, each with its job, in one transaction; one that is known, or comes twice in it, is passed over. */
async function noteEvents({ db, jobs }: Services, events: readonly Event[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const fresh = await trx
      .insertInto('events')
      .values([...events])
      .onConflict((conflict) => conflict.doNothing())
      .returning(['connection_id', 'event_id'])
      .execute();
    await jobs.sendMany(
      'inbox',
      fresh.map(({ connection_id, event_id }) => ({ connectionId: connection_id, eventId: event_id })),
      { trx },
    );
  });
}

export type Receive = (
  connectionId: string,
  secret: string,
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
) => Promise<number>;

/**
 * Answers a function that gives the HTTP status for the partner: 202 when the webhook is taken or was known (case H4), 401
 * for an unknown connection, a wrong secret or a wrong signature (case H5), 400 for a body that says nothing readable.
 * Only with a 202 is anything stored. What comes together is stored together: a commit for each would hold up a burst.
 */
export function createReceiver(services: Services): Receive {
  const { db, vault, connectors, clock } = services;
  const note = createGatherer<readonly Event[]>((groups) => noteEvents(services, groups.flat()));
  return async (connectionId, secret, headers, body) => {
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
    if (nudges === null || !nudges.every(({ id, resource }) => isPlain(id) && isPlain(resource))) return 400;
    if (nudges.length === 0) return 202;
    const at = clock();
    await note(
      nudges.map(({ id, resource }) => ({
        connection_id: row.id,
        event_id: id,
        resource,
        received_at: at,
      })),
    );
    return 202;
  };
}
