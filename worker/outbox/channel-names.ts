/**
 * Channels that got another name. The worker knows a channel by its name alone, so it is told of a new one, or sees it: a
 * partner's sheet goes with the channel that is connected to it.
 */
import { sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import type { HandOver, TELL_CHANNELS } from '../../shared/sync/wire.ts';
import type { Answer } from '../routes/operations.ts';
import type { Services } from '../services.ts';
import type { Database } from '../store/tables.ts';

export type Told = z.infer<typeof TELL_CHANNELS>;
type Rename = Told['renamed'][number];
interface LiveSheet {
  readonly connectionId: string;
  /** Of the connection. */
  readonly name: string;
  readonly channel: string;
}

/** Hand-overs and renames of one campaign go one after the other. Holds until the transaction ends. */
export async function holdCampaign(trx: Transaction<Database>, campaignId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`take/${campaignId}`}, 0))`.execute(trx);
}

function liveSheets(trx: Transaction<Database>, campaignId: string): Promise<LiveSheet[]> {
  return trx
    .selectFrom('partner_sheets')
    .innerJoin('connections', 'connections.id', 'partner_sheets.connection_id')
    .select(['connection_id as connectionId', 'connections.name', 'channel'])
    .where('partner_sheets.campaign_id', '=', campaignId)
    .where('ended_at', 'is', null)
    .execute();
}

/**
 * Sheets whose channel is gone from the tab, where one channel alone is connected to them and has no other sheet: it is
 * theirs under another name. Where the old name is there still it is another channel, which must see nothing of it
 * (case K2). Pure.
 */
function renamedSheets(
  sheets: readonly LiveSheet[],
  names: readonly string[],
  channels: Told['channels'],
): { readonly connectionId: string; readonly from: string; readonly to: string }[] {
  const there = new Set(names);
  const served = new Set(sheets.map(({ channel }) => channel));
  return sheets.flatMap(({ connectionId, name, channel }) => {
    const claims = channels.filter(({ connection }) => isNamed(connection, name));
    const [only] = claims;
    if (there.has(channel) || only === undefined || claims.length > 1 || served.has(only.name)) return [];
    return [{ connectionId, from: channel, to: only.name }];
  });
}

/** Names of connections are unique without case. */
const isNamed = (cell: string, name: string): boolean => cell.trim().toLowerCase() === name.toLowerCase();

/** What a hand-over shows of channels that were renamed in their cells; an add-on of before does not show it. */
export async function followHandOver(
  trx: Transaction<Database>,
  campaignId: string,
  { names, channels }: Pick<HandOver, 'names' | 'channels'>,
): Promise<void> {
  if (names !== undefined) await followSheets(trx, campaignId, names, channels);
}

async function followSheets(
  trx: Transaction<Database>,
  campaignId: string,
  names: readonly string[],
  channels: Told['channels'],
): Promise<void> {
  for (const one of renamedSheets(await liveSheets(trx, campaignId), names, channels))
    await rename(trx, campaignId, [one]);
}

/** Renames all at once, so that two may swap. A rule of an older channel that was called so is forgotten, unless one joins it. */
async function rename(
  trx: Transaction<Database>,
  campaignId: string,
  renames: readonly Rename[],
): Promise<void> {
  const given = JSON.stringify(renames.map(({ from, to }) => ({ old: from, next: to })));
  const pairs = sql`jsonb_to_recordset(${given}::jsonb) as t(old text, next text)`;
  await sql`update partner_sheets set channel = t.next from ${pairs}
    where campaign_id = ${campaignId} and channel = t.old`.execute(trx);
  // In the order of their ids, as everybody holds them: so no two wait for each other.
  await sql`select from parcels where campaign_id = ${campaignId} and channel in (select t.old from ${pairs})
    order by id for update`.execute(trx);
  await sql`update parcels set channel = t.next from ${pairs}
    where campaign_id = ${campaignId} and channel = t.old`.execute(trx);
  const named = await trx
    .selectFrom('channels')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .where(
      'name',
      'in',
      renames.map(({ from }) => from),
    )
    .execute();
  if (named.length === 0) return;
  const next = new Map(renames.map((one) => [one.from, one]));
  const joins = (name: string): boolean => next.get(name)?.joins === true;
  const nameOf = (name: string): string => next.get(name)?.to ?? name;
  await trx
    .deleteFrom('channels')
    .where('campaign_id', '=', campaignId)
    .where(
      'name',
      'in',
      named.flatMap(({ name }) => (joins(name) ? [name] : [name, nameOf(name)])),
    )
    .execute();
  // The first of a name counts: what joins another channel takes that one's rule.
  const ranked = named.sort((a, b) => Number(joins(a.name)) - Number(joins(b.name)));
  await trx
    .insertInto('channels')
    .values(ranked.map((row) => ({ ...row, name: nameOf(row.name) })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Tells the worker the channels of the tab. Renames are done all or none, and refused (`channel.has-sheet`) where two live
 * sheets would serve one channel; then sheets follow channels that were renamed in their cells.
 */
export async function tellChannels(
  { db }: Pick<Services, 'db'>,
  campaignId: string,
  { channels, renamed }: Told,
): Promise<Answer<null>> {
  return db.transaction().execute(async (trx) => {
    await holdCampaign(trx, campaignId);
    const next = new Map(renamed.map(({ from, to }) => [from, to]));
    const served = new Map<string, string>();
    for (const { channel } of await liveSheets(trx, campaignId)) {
      const name = next.get(channel) ?? channel;
      const other = served.get(name);
      if (other !== undefined) return hasSheet(name, channel === name ? other : channel);
      served.set(name, channel);
    }
    if (renamed.length > 0) await rename(trx, campaignId, renamed);
    const names = channels.map(({ name }) => name);
    const connected = channels.filter(({ connection }) => connection !== '');
    await followSheets(trx, campaignId, names, connected);
    return { ok: true, value: null };
  });
}

const hasSheet = (to: string, from: string): Answer<null> => ({
  ok: false,
  status: 409,
  code: 'channel.has-sheet',
  message: `${to} has a sheet of its own, so the sheet of ${from} cannot be its too. End one of them first: Set Up, Partner Sheets.`,
});
