/**
 * Pairing: a spreadsheet shows that its creator may edit it. The worker gives a nonce, the add-on writes it into the
 * file, the worker reads it back; then the key is given, once. Pairing again replaces the key.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { WIRE_VERSION } from '../../shared/sync/marks.ts';
import type { PAIR, PAIR_ANSWER } from '../../shared/sync/wire.ts';
import { Problem } from '../problem.ts';
import type { Database } from '../store/tables.ts';
import { SEALED, type Vault } from '../store/vault.ts';
import { newPairingKey, sameText } from './signature.ts';

const LIFE_MS = 10 * 60_000;
/**
 * Pairings of one spreadsheet that wait at once: the panel may be open twice. A further one takes the place of the oldest:
 * were it refused, whoever knows the spreadsheet's id could keep its creator from connecting it.
 */
const MOST_WAITING = 5;
/** Letters of a tag that nobody reads as another: it stands in the order numbers that warehouses see. */
const TAG_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const TAG_LENGTH = 8;

export interface Pairing {
  readonly db: Kysely<Database>;
  readonly vault: Vault;
  readonly clock: () => Date;
  /** The value of PAIRING_MARK in the file's developer metadata, null for none. Throws a Problem where it cannot look. */
  readonly readMark: (spreadsheetId: string) => Promise<string | null>;
  /** Who must be able to edit the file; "" on the local workbook. */
  readonly account: string;
}

/** Gives the nonce. Refuses an add-on of another version of the wire. */
export async function beginPairing(
  { db, clock, account }: Pairing,
  asked: z.infer<typeof PAIR>,
): Promise<z.infer<typeof PAIR_ANSWER>> {
  if (asked.version !== WIRE_VERSION) {
    const older = asked.version < WIRE_VERSION;
    throw new Problem(
      409,
      older ? 'version.add-on-old' : 'version.worker-old',
      older
        ? 'This add-on is older than the worker. Update the add-on, then connect again.'
        : 'This worker is older than the add-on. Whoever runs it has to update it.',
    );
  }
  const now = clock();
  const pairing = {
    id: randomBytes(16).toString('base64url'),
    campaign_id: asked.spreadsheetId,
    name: asked.name,
    who: asked.who,
    nonce: randomBytes(24).toString('base64url'),
    expires_at: new Date(now.getTime() + LIFE_MS),
  };
  await db.insertInto('pairings').values(pairing).execute();
  await db
    .deleteFrom('pairings')
    .where('campaign_id', '=', asked.spreadsheetId)
    .where('id', 'not in', (newest) =>
      newest
        .selectFrom('pairings')
        .select('id')
        .where('campaign_id', '=', asked.spreadsheetId)
        .orderBy('expires_at', 'desc')
        .orderBy('id')
        .limit(MOST_WAITING),
    )
    .execute();
  return { pairing: pairing.id, nonce: pairing.nonce, account };
}

/**
 * Follows from the file, so that another worker, or this one after its database was lost, asks partners about parcels
 * by the keys that they were sent with.
 */
function tagOf(spreadsheetId: string): string {
  const bytes = createHash('sha256').update(spreadsheetId).digest().subarray(0, TAG_LENGTH);
  return Array.from(bytes, (byte) => TAG_LETTERS.charAt(byte % TAG_LETTERS.length)).join('');
}

/**
 * The key, when the file holds the nonce. A pairing gives its key once; one whose mark is not there (yet) may be
 * confirmed again until it is too old.
 */
export async function confirmPairing(services: Pairing, id: string): Promise<{ readonly key: string }> {
  const { db, vault, clock } = services;
  const now = clock();
  const asked = await db
    .selectFrom('pairings')
    .selectAll()
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  const gone = new Problem(
    410,
    'pairing.gone',
    'This connection was not finished within ten minutes, or was finished already. Begin again.',
  );
  if (asked === undefined) throw gone;
  const mark = await services.readMark(asked.campaign_id);
  if (mark === null || !sameText(mark, asked.nonce)) {
    throw new Problem(
      403,
      'pairing.mark-missing',
      'The worker does not find its mark in the spreadsheet, so nothing shows that you may edit it. Try again.',
    );
  }
  const key = newPairingKey();
  const sealed = vault.seal(key, SEALED.campaignKey(asked.campaign_id));
  await db.transaction().execute(async (trx) => {
    // Of two that confirm at once, one finds it gone.
    const mine = await trx.deleteFrom('pairings').where('id', '=', id).returning('id').executeTakeFirst();
    if (mine === undefined) throw gone;
    await trx.deleteFrom('pairings').where('campaign_id', '=', asked.campaign_id).execute();
    const paired = { name: asked.name, key_sealed: sealed, paired_by: asked.who, paired_at: now };
    await trx
      .insertInto('campaigns')
      .values({ ...paired, id: asked.campaign_id, tag: tagOf(asked.campaign_id), detached_at: null })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...paired, detached_at: null }))
      .execute();
  });
  return { key };
}
