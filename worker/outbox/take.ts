/** Takes what a sheet hands over: parcels, requests and jobs in one transaction, so that nothing is half taken. */
import { sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import {
  CANCEL_AGREED,
  CANCEL_ASKED,
  UPDATE_AGREED,
  UPDATE_ASKED,
} from '../../shared/shipment/at-partner.ts';
import type { HAND_OVER_ANSWER, HandedShipment, HandOver } from '../../shared/sync/wire.ts';
import { canCancel, canUpdate, keepsSheet } from '../connectors/contract.ts';
import { type Handed, hashOf, orderOf, parcelsIn } from '../parcel/content.ts';
import { hasShipped, type Parcel } from '../parcel/rows.ts';
import {
  type Before,
  keepBefore,
  type SheetRule,
  sheetRefusal,
  sheetWarning,
  shownBefore,
} from '../partner-sheet/load-links.ts';
import type { Services } from '../services.ts';
import type { Database, ParcelContent } from '../store/tables.ts';
import { bumped, type Changes, note, writeChanges } from './changes.ts';
import { followHandOver, holdCampaign } from './channel-names.ts';
import { decide, type Known, REFUSALS } from './decide.ts';
import { type Linked, linkFor, linksOf } from './links.ts';
import { holdParcels, type Loaded } from './parcels.ts';
import { type HandedParcel, noteRefusals } from './refusals.ts';
import { AGREED, type Request, requestKey } from './requests.ts';
import { wantedContent } from './wanted-content.ts';

type Result = z.infer<typeof HAND_OVER_ANSWER>['results'][number];
type Verdict = Pick<Result, 'outcome' | 'code' | 'detail'>;
/** `isSilent`: the row says what came of it, goes on by itself, or its partner’s sheet says why it waits. */
interface Taking extends Verdict {
  readonly isSilent: boolean;
}

const taken: Taking = { outcome: 'taken', code: '', detail: '', isSilent: true };
const already: Taking = { ...taken, outcome: 'already' };
const refused = (code: string, detail: string, isSilent = false): Taking => ({
  outcome: 'refused',
  code,
  detail,
  isSilent,
});
const refusedAs = (code: keyof typeof REFUSALS): Taking => refused(code, REFUSALS[code]);

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
      ...(verdicts.get(id) ?? refusedAs('connection.unknown')),
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

interface Situation {
  readonly now: Date;
  readonly campaignId: string;
  readonly tag: string;
  readonly link: Linked | undefined;
  readonly loaded: Loaded | undefined;
  readonly requests: readonly Request[];
  readonly products: ReadonlyMap<string, HandOver['products'][number]>;
  readonly changes: Changes;
  readonly before: Before[];
}

/** What stands in Warehouse says of a row that is handed over so. */
const HEARD: Readonly<Record<HandedShipment['ask'], readonly [asked: string, agreed: string]>> = {
  push: ['', ''],
  update: [UPDATE_ASKED, UPDATE_AGREED],
  cancel: [CANCEL_ASKED, CANCEL_AGREED],
};

/** Decides about one parcel and notes what that changes. */
function takeParcel(group: Handed, situation: Situation): Taking {
  const { link, loaded, requests, now } = situation;
  const open = requests.filter(({ state }) => state !== 'done');
  const asked = group.rows[0]?.ask ?? 'push';
  // Of a box whole: the word for one of its shipments is none for the parcel.
  const agreed = asked !== 'push' && group.rows.every((row) => row.agreed === true);
  if (link === undefined) return refusedAs('connection.unknown');
  const mixed = group.rows.some((row) => (row.ask === 'cancel') !== (asked === 'cancel'));
  const handed = new Set(group.rows.map(({ id }) => id));
  const part = loaded?.parcel.content.shipments.some(({ id }) => !handed.has(id)) ?? false;
  if (mixed || (asked === 'cancel' && part)) return refusedAs('parcel.box-whole');
  const content = loaded?.parcel.content ?? null;
  const read = wantedContent(group, asked, content, situation.products, now);
  if (!read.ok) return refused(read.code, read.detail);
  const hash = asked === 'cancel' && loaded !== undefined ? loaded.parcel.content_hash : hashOf(read.value);
  const known: Known | null =
    loaded === undefined
      ? null
      : {
          parcel: loaded.parcel,
          shipped: hasShipped(loaded.packages),
          open: open.at(-1) ?? null,
          agreed: asked !== 'push' && isAgreed(requests, asked, group.id, hash),
        };
  const want = {
    ask: asked,
    content: read.value,
    hash,
    agreed,
    connectionId: link.row.id,
    sent: group.rows.some(({ sent }) => sent !== false),
    canUpdate: canUpdate(link.connector),
    // Of a connection that was removed nobody can be asked any more.
    canCancel: canCancel(link.connector) && link.row.removed_at === null,
    ended: keepsSheet(link.connector) && link.row.removed_at !== null,
  };
  const decision = decide(known, want);
  if (decision.do !== 'refuse' && decision.do !== 'already' && asked !== 'cancel') {
    const order = orderOf(`${situation.tag}-${group.id}`, group.id, read.value, 'nobody');
    // What the partner has on its shelf already it need not be able to take.
    const bad = agreed ? null : link.connector.preflight(order, link.row.settings);
    if (bad !== null) {
      // What waited is not what is wanted any more: nothing goes until this is mended.
      if (decision.do === 'replace' || decision.do === 'again')
        drop(situation.changes, loaded?.parcel, open, now);
      return refused(bad.code, bad.reason);
    }
    const no = link.sheet === null ? null : sheetRefusal(link.sheet, group.rows[0]?.channel ?? '');
    if (no !== null) return refused(no.code, no.detail, no.code === 'partner.link-open');
  }
  if (decision.do === 'request' && decision.kind === 'update' && link.sheet !== null && loaded !== undefined)
    situation.before.push({
      connection_id: link.row.id,
      parcel_id: group.id,
      before: shownBefore(group.id, loaded.parcel.content, link.sheet),
      next: shownBefore(group.id, read.value, link.sheet),
    });
  const before = loaded?.parcel ?? newParcel(group, situation, link, read.value, want.hash);
  // Which request the row's next words answer.
  const base: Parcel = {
    ...before,
    asked: HEARD[asked][agreed ? 1 : 0] || before.asked,
    // With what stands in Cancelled at: of what goes on its way it is taken away again.
    ...(asked === 'cancel' && { content: read.value }),
  };
  note(
    situation.changes,
    decision,
    base,
    { ...situation, open },
    {
      content: read.value,
      hash: want.hash,
      connectionId: link.row.id,
      channel: group.rows[0]?.channel ?? '',
    },
  );
  if (decision.do === 'refuse') {
    const isShown = before.version > 0 && before.state !== 'taken';
    return refused(decision.code, decision.detail, isShown || decision.code === 'parcel.busy');
  }
  if (decision.do !== 'already') return taken;
  // The sheet would not ask if it showed what is known: it is written once more.
  if (base.state !== 'taken') situation.changes.parcels.push(bumped(base, now));
  return already;
}

function drop(changes: Changes, parcel: Parcel | undefined, open: readonly Request[], now: Date): void {
  changes.dropped.push(...open.map(({ id }) => id));
  // Needs attention may have said of them that they are stuck.
  if (parcel !== undefined && open.length > 0) changes.parcels.push(bumped(parcel, now));
}

/** Whether this very request was settled by agreement. */
const isAgreed = (
  requests: readonly Request[],
  kind: Request['kind'],
  parcelId: string,
  contentHash: string,
): boolean =>
  requests.some(({ code, key }) => code === AGREED && key === requestKey({ kind, parcelId, contentHash }));

function newParcel(
  group: Handed,
  { campaignId, tag, now }: Situation,
  link: Linked,
  content: ParcelContent,
  hash: string,
): Parcel {
  return {
    campaign_id: campaignId,
    id: group.id,
    connection_id: link.row.id,
    channel: group.rows[0]?.channel ?? '',
    key: `${tag}-${group.id}`,
    external_id: null,
    order_number: null,
    content,
    content_hash: hash,
    confirmed_hash: null,
    state: 'taken',
    reason: '',
    pushed_at: null,
    cancelled_at: null,
    asked: '',
    version: 0,
    projected_version: 0,
    projected: {},
    changed_at: now,
  };
}
