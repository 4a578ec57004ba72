/** Takes webhooks: verified over the raw bytes, noted once, answered at once. The truth is fetched by a job. */
import { timingSafeEqual } from 'node:crypto';
import {
  type Account,
  type CanReceiveWebhooks,
  type Connector,
  canReceiveWebhooks,
  keepsSheet,
} from '../connectors/contract.ts';
import { accountOf } from '../outbox/accounts.ts';
import type { Services } from '../services.ts';
import { SEALED } from '../store/vault.ts';
import { createGatherer } from './gather.ts';

const sameText = (a: string, b: string): boolean => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
};

/** Of Drive's calls: developers.google.com/workspace/drive/api/guides/push. */
const DRIVE_TOKEN = 'x-goog-channel-token';
const DRIVE_STATE = 'x-goog-resource-state';

/** An id is in an index, which takes 2,700 bytes; vendors' have some hundred at most. */
const LONGEST = 2000;
const isPlain = (text: string): boolean => Buffer.byteLength(text) <= LONGEST && !text.includes('\0');

/** What a burst of webhooks needs, for a moment: a connection that is removed is deaf that much later. */
const KNOWN_MS = 2_000;
const MOST_KNOWN = 1_000;
interface Known {
  readonly until: number;
  readonly opened: {
    readonly secret: string;
    /** null: a partner's sheet, of which Drive tells. */
    readonly partner: {
      readonly connector: Connector & CanReceiveWebhooks;
      readonly account: Account;
    } | null;
  } | null;
}

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
 * Of a partner's sheet Drive tells: it says no more than that the file changed.
 * `calmMs`: a sheet that was read just now is read again after so long, however fast somebody types in it.
 * Only with a 202 is anything stored. What comes together is stored together: a commit for each would hold up a burst.
 */
export function createReceiver(services: Services, calmMs: () => number = () => 0): Receive {
  const { db, vault, connectors, clock } = services;
  const note = createGatherer<readonly Event[]>((groups) => noteEvents(services, groups.flat()));
  const known = new Map<string, Known>();

  /** The connection, opened; null for one that takes no webhooks. A burst asks for it once. */
  async function open(connectionId: string): Promise<Known['opened']> {
    const now = clock().getTime();
    const before = known.get(connectionId);
    if (before !== undefined && now < before.until) return before.opened;
    const row = await db
      .selectFrom('connections')
      .select(['id', 'vendor', 'credentials_sealed', 'settings', 'webhook_secret_sealed', 'removed_at'])
      .where('id', '=', connectionId)
      .executeTakeFirst();
    if (row === undefined || row.removed_at !== null || !connectors.has(row.vendor)) return null;
    const connector = connectors.get(row.vendor);
    const told = canReceiveWebhooks(connector);
    if (!told && !keepsSheet(connector)) return null;
    const opened = {
      secret: vault.open(row.webhook_secret_sealed, SEALED.webhookSecret(row.id)),
      partner: told ? { connector, account: accountOf(services, connector, row) } : null,
    };
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(connectionId, { until: now + KNOWN_MS, opened });
    return opened;
  }

  async function lookSoon(connectionId: string): Promise<void> {
    const sheet = await db
      .selectFrom('partner_sheets')
      .select('read_at')
      .where('connection_id', '=', connectionId)
      .executeTakeFirst();
    const calm = (sheet?.read_at?.getTime() ?? 0) + calmMs() - clock().getTime();
    const afterMs = Math.max(services.gatherMs, calm);
    await services.jobs.ensure('sheet', { connectionId }, { afterMs });
  }

  return async (connectionId, secret, headers, body) => {
    const opened = await open(connectionId);
    if (opened === null) return 401;
    if (opened.partner === null) {
      // In a header, where logs of proxies do not have it.
      if (!sameText(headers[DRIVE_TOKEN] ?? '', opened.secret)) return 401;
      // The first word says only that more will come.
      if (headers[DRIVE_STATE] !== 'sync') await lookSoon(connectionId);
      return 202;
    }
    if (!sameText(secret, opened.secret)) return 401;
    const { connector, account } = opened.partner;
    if (!(await connector.webhooks.verify({ body, headers, account }))) return 401;
    const nudges = connector.webhooks.nudges(body);
    if (nudges === null || !nudges.every(({ id, resource }) => isPlain(id) && isPlain(resource))) return 400;
    if (nudges.length === 0) return 202;
    const at = clock();
    await note(
      nudges.map(({ id, resource }) => ({
        connection_id: connectionId,
        event_id: id,
        resource,
        received_at: at,
      })),
    );
    return 202;
  };
}
