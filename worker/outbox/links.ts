/** Which connection a hand-over's channels are for. */
import type { Insertable, Selectable, Transaction } from 'kysely';
import type { HandOver } from '../../shared/sync/wire.ts';
import type { Connector } from '../connectors/contract.ts';
import type { Handed } from '../parcel/content.ts';
import { partnerSheetFor } from '../partner-sheet/connector.ts';
import { type SheetRule, sheetRules } from '../partner-sheet/load-links.ts';
import type { Services } from '../services.ts';
import type { ConnectionTable, Database } from '../store/tables.ts';
import type { Loaded } from './parcels.ts';

export interface Linked {
  readonly row: Selectable<ConnectionTable>;
  readonly connector: Connector;
  /** Of a partner that works in a spreadsheet; null for others. */
  readonly sheet: SheetRule | null;
}

export interface Links {
  readonly byChannel: ReadonlyMap<string, Linked>;
  readonly byId: ReadonlyMap<string, Linked>;
}

/**
 * The channel's connection; for a cancellation, and where the partner has agreed, the one that has the parcel, whatever
 * the channel is now (case F15).
 */
export function linkFor(group: Handed, links: Links, loaded: Loaded | undefined): Linked | undefined {
  const [first] = group.rows;
  const linked = links.byChannel.get(first?.channel ?? '');
  if (first?.ask !== 'cancel' && first?.agreed !== true) return linked;
  if (loaded !== undefined) return links.byId.get(loaded.parcel.connection_id);
  // No partner has it: any connection will do to remember that it is not to be sent.
  return linked ?? [...links.byId.values()][0];
}

/** Connections of the channels by the channel's name, and all by id, removed ones too; what the sheet says of those channels is kept. */
export async function linksOf(
  services: Services,
  trx: Transaction<Database>,
  campaignId: string,
  handOver: HandOver,
): Promise<Links> {
  const rows = await trx
    .selectFrom('connections')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .orderBy('created_at')
    .execute();
  const sheets = await sheetRules(trx, campaignId);
  const all = rows
    .filter(({ vendor }) => services.connectors.has(vendor))
    .map((row): Linked => {
      const sheet = sheets.get(row.id) ?? null;
      const connector = sheet === null ? services.connectors.get(row.vendor) : partnerSheetFor(sheet.preset);
      return { row, connector, sheet };
    });
  // Names of connections are unique without case.
  const there = all.filter(({ row }) => row.removed_at === null);
  const byName = new Map(there.map((link) => [link.row.name.toLowerCase(), link]));
  const byChannel = new Map<string, Linked>();
  const used = new Set(handOver.shipments.map(({ channel }) => channel));
  const channels: Insertable<Database['channels']>[] = [];
  for (const { name, connection, shippedWhen, emailsBy } of handOver.channels) {
    const link = byName.get(connection.trim().toLowerCase());
    if (link === undefined || byChannel.has(name)) continue;
    byChannel.set(name, link);
    // Of a channel that never handed anything over nothing is to be told.
    if (!used.has(name)) continue;
    channels.push({
      campaign_id: campaignId,
      name,
      connection_id: link.row.id,
      shipped_when: shippedWhen,
      emails_by: emailsBy,
    });
  }
  if (channels.length > 0) {
    await trx
      .insertInto('channels')
      .values(channels)
      .onConflict((conflict) =>
        conflict.columns(['campaign_id', 'name']).doUpdateSet((eb) => ({
          connection_id: eb.ref('excluded.connection_id'),
          shipped_when: eb.ref('excluded.shipped_when'),
          emails_by: eb.ref('excluded.emails_by'),
        })),
      )
      .execute();
  }
  return { byChannel, byId: new Map(all.map((link) => [link.row.id, link])) };
}
