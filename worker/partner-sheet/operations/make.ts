/** A new partner's sheet: its file, its connection, and the secret of its packing page. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import type { MAKE_SHEET, PartnerSheetView } from '../../../shared/sync/wire.ts';
import { PRIORITY } from '../../jobs/queues.ts';
import type { Answer } from '../../routes/operations.ts';
import type { Database } from '../../store/tables.ts';
import { SEALED } from '../../store/vault.ts';
import { PARTNER_SHEET_VENDOR } from '../connector.ts';
import { liveSheet, type SheetServices } from './access.ts';
import { policyRefusal, presetRefusal } from './check.ts';
import { fileFor, type NewFile } from './file.ts';
import { happen } from './happen.ts';
import { refuse } from './refusals.ts';
import { viewOf } from './views.ts';
import { keepWatch } from './watch.ts';

const MOST_NAME = 60;

type Make = z.infer<typeof MAKE_SHEET>;

/** A secret of 256 bits, and the hash by which its page is found. */
export function packingSecret(): { readonly secret: string; readonly hash: string } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, hash: createHash('sha256').update(secret).digest('hex') };
}

/** Of a channel that has a sheet, that one. The tab and its header come with the first `sheet` job, at once. */
export async function makeSheet(
  services: SheetServices,
  campaignId: string,
  asked: Make,
): Promise<Answer<PartnerSheetView>> {
  const { db } = services;
  const { channel } = asked;
  if (channel.trim() === '') return refuse('sheet.no-channel');
  const bad = presetRefusal(asked.preset) ?? policyRefusal(asked.policy);
  if (bad !== null) return bad;
  const known = await liveSheet(db, campaignId, channel);
  if (known !== undefined) return { ok: true, value: await viewOf(services, known) };
  const { name } = await db
    .selectFrom('campaigns')
    .select('name')
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow();
  const file = await fileFor(services, campaignId, asked, `${name} - ${channel}`);
  if (!file.ok) return file;
  const kept = await keep(services, campaignId, asked, file.value);
  if (!kept) return refuse('sheet.making');
  const sheet = await liveSheet(db, campaignId, channel);
  if (sheet === undefined) return refuse('sheet.unknown');
  await keepWatch(services, sheet);
  return { ok: true, value: await viewOf(services, sheet) };
}

/** false: another process has made one for the channel, or taken the file, at this moment. */
async function keep(
  services: SheetServices,
  campaignId: string,
  { channel, preset, policy, who = '' }: Make,
  { file, by }: NewFile,
): Promise<boolean> {
  const { db, jobs, vault, clock } = services;
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`sheets/${campaignId}`}, 0))`.execute(trx);
    if ((await liveSheet(trx, campaignId, channel)) !== undefined) return false;
    const id = randomUUID();
    const now = clock();
    await trx
      .insertInto('connections')
      .values({
        id,
        campaign_id: campaignId,
        vendor: PARTNER_SHEET_VENDOR,
        name: await freeName(trx, campaignId, channel),
        credentials_sealed: vault.seal('{}', SEALED.credentials(id)),
        settings: '{}',
        account: file.id,
        webhook_secret_sealed: vault.seal(randomBytes(24).toString('base64url'), SEALED.webhookSecret(id)),
        cursors: '{}',
        last_success_at: null,
        last_error_code: null,
        last_error: null,
        last_error_at: null,
        next_sync_at: now,
        removed_at: null,
        created_at: now,
      })
      .execute();
    const { secret, hash } = packingSecret();
    const row = await trx
      .insertInto('partner_sheets')
      .values({
        connection_id: id,
        campaign_id: campaignId,
        channel,
        file_id: file.id,
        url: file.link,
        sheet_id: null,
        by,
        preset: JSON.stringify(preset),
        policy: JSON.stringify(policy),
        packing_sealed: vault.seal(secret, SEALED.packing(id)),
        packing_hash: hash,
        watch: null,
        read_at: null,
        written_at: null,
        strays: '[]',
        ended_at: null,
        created_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('connection_id')
      .executeTakeFirst();
    if (row === undefined) {
      await trx.deleteFrom('connections').where('id', '=', id).execute();
      return false;
    }
    const action = 'Make Partner Sheet';
    await happen(trx, { campaignId, who, action, which: channel, changed: 1 }, now);
    await jobs.ensure('sheet', { connectionId: id }, { trx, priority: PRIORITY.person });
    return true;
  });
}

/** `US 3PL sheet`, or the next with a number: names of connections are unique without case. */
async function freeName(trx: Transaction<Database>, campaignId: string, channel: string): Promise<string> {
  const base = channel
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MOST_NAME - 10);
  const rows = await trx
    .selectFrom('connections')
    .select(sql<string>`lower(name)`.as('name'))
    .where('campaign_id', '=', campaignId)
    .where('removed_at', 'is', null)
    .execute();
  const taken = new Set(rows.map(({ name }) => name));
  for (let n = 1; ; n++) {
    const name = n === 1 ? `${base} sheet` : `${base} sheet ${n}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}
