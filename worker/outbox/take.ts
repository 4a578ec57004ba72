/** Takes what a sheet hands over: parcels, requests and jobs in one transaction, so that nothing is half taken. */
import { sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import type { HAND_OVER_ANSWER, HandOver } from '../../shared/sync/wire.ts';
import { parcelsIn } from '../parcel/content.ts';
import {
  type Before,
  forgetBefore,
  keepBefore,
  type SheetRule,
  sheetWarning,
} from '../partner-sheet/load-links.ts';
import type { Services } from '../services.ts';
import type { Database } from '../store/tables.ts';
import { type Changes, writeChanges } from './changes.ts';
import { followHandOver, holdCampaign } from './channel-names.ts';
import { REFUSALS } from './decide.ts';
import { linkFor, linksOf } from './links.ts';
import { holdParcels } from './parcels.ts';
import { type HandedParcel, noteRefusals } from './refusals.ts';
import { AGREED, type Request } from './requests.ts';
import { takeParcel, type Verdict } from './take-parcel.ts';

const refused = (code: string, detail: string): Verdict => ({ outcome: 'refused', code, detail });

/**
 * Takes a hand-over. Idempotent by shipment and content, whatever happens at the same time: hand-overs of one campaign
 * go one after the other. Each shipment ends as taken, already (the partner has it, or will get it), or refused with a
 * code; one that is refused keeps no other from being taken.
 */
export async function takeHandOver(
  services: Services,
  campaignId: string,
  handOver: HandOver,
): Promise<z.infer<typeof HAND_OVER_ANSWER>> {
  const { verdicts, sheets } = await services.db
    .transaction()
    .execute((trx) => take(services, trx, campaignId, handOver));
  const warnings = [...sheets].map(sheetWarning).filter((warning) => warning !== '');
  return {
    results: handOver.shipments.map(({ id }) => ({
      id,
      ...(verdicts.get(id) ?? refused('connection.unknown', REFUSALS['connection.unknown'])),
    })),
    ...(warnings.length > 0 && { warnings }),
  };
}

interface Took {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Partners' sheets into which something goes. */
  readonly sheets: ReadonlySet<SheetRule>;
}

async function take(
  services: Services,
  trx: Transaction<Database>,
  campaignId: string,
  handOver: HandOver,
): Promise<Took> {
  const now = services.clock();
  await holdCampaign(trx, campaignId);
  const campaign = await trx
    .selectFrom('campaigns')
    .select(['tag', 'detached_at'])
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow();
  const verdicts = new Map<string, Verdict>();
  const sheets = new Set<SheetRule>();
  if (campaign.detached_at !== null) {
    for (const { id } of handOver.shipments) {
      verdicts.set(
        id,
        refused('campaign.detached', 'This spreadsheet is connected no more. Connect it again.'),
      );
    }
    return { verdicts, sheets };
  }
  await followHandOver(trx, campaignId, handOver);
  const links = await linksOf(services, trx, campaignId, handOver);
  const groups = parcelsIn(handOver.shipments);
  const held = await holdParcels(
    trx,
    campaignId,
    groups.map(({ id }) => id),
  );
  const requests = await requestsOf(trx, campaignId, [...held.keys()]);
  const products = new Map(handOver.products.map((product) => [product.sku, product]));
  const changes: Changes = { parcels: [], asked: [], agreed: [], dropped: [] };
  const before: Before[] = [];
  const parcels: HandedParcel[] = [];
  for (const group of groups) {
    const link = linkFor(group, links, held.get(group.id));
    const { isSilent, ...verdict } = takeParcel(group, {
      now,
      campaignId,
      tag: campaign.tag,
      link,
      loaded: held.get(group.id),
      requests: requests.get(group.id) ?? [],
      products,
      changes,
      before,
    });
    if (link?.sheet && verdict.outcome === 'taken') sheets.add(link.sheet);
    for (const { id } of group.rows) verdicts.set(id, verdict);
    const { id, rows } = group;
    const orderId = (rows.find((row) => row.id === id) ?? rows[0])?.orderId ?? '';
    const { code, detail } = verdict;
    parcels.push({ id, orderId, refusal: isSilent ? null : { code, detail } });
  }
  await keepBefore(trx, before);
  const settled = changes.agreed.filter(({ kind }) => kind === 'update').map(({ parcelId }) => parcelId);
  await forgetBefore(trx, campaignId, settled);
  await writeChanges(services, trx, campaignId, changes, now);
  if (await noteRefusals(trx, campaignId, parcels))
    await services.jobs.ensure('project', { campaignId }, { trx, afterMs: services.gatherMs });
  return { verdicts, sheets };
}

/** Requests that are not settled, or were by agreement, by parcel, the oldest first; held, so that none is sent meanwhile. */
async function requestsOf(
  trx: Transaction<Database>,
  campaignId: string,
  ids: readonly string[],
): Promise<Map<string, Request[]>> {
  const found = new Map<string, Request[]>();
  if (ids.length === 0) return found;
  const rows = await trx
    .selectFrom('requests')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .where('parcel_id', '=', sql<string>`any(${[...ids]}::text[])`)
    .where((or) =>
      or.or([or('state', 'in', ['waiting', 'sending', 'unknown', 'stuck']), or('code', '=', AGREED)]),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
  rows.sort((a, b) => a.created_at.getTime() - b.created_at.getTime());
  for (const row of rows) found.set(row.parcel_id, [...(found.get(row.parcel_id) ?? []), row]);
  return found;
}
