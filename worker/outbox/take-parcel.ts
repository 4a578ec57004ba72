/** Decides about one parcel of a hand-over, and notes what that changes. Nothing is written here. */
import type { z } from 'zod';
import {
  CANCEL_AGREED,
  CANCEL_ASKED,
  UPDATE_AGREED,
  UPDATE_ASKED,
} from '../../shared/shipment/at-partner.ts';
import type { HAND_OVER_ANSWER, HandedShipment, HandOver } from '../../shared/sync/wire.ts';
import { canCancel, canUpdate, keepsSheet } from '../connectors/contract.ts';
import { type Handed, hashOf, orderOf } from '../parcel/content.ts';
import { hasShipped, type Parcel } from '../parcel/rows.ts';
import { type Before, sheetRefusal, shownBefore } from '../partner-sheet/load-links.ts';
import type { ParcelContent } from '../store/tables.ts';
import { bumped, type Changes, note } from './changes.ts';
import { decide, type Known, REFUSALS } from './decide.ts';
import type { Linked } from './links.ts';
import type { Loaded } from './parcels.ts';
import { AGREED, type Request, requestKey } from './requests.ts';
import { wantedContent } from './wanted-content.ts';

type Result = z.infer<typeof HAND_OVER_ANSWER>['results'][number];
export type Verdict = Pick<Result, 'outcome' | 'code' | 'detail'>;
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

/** Decides about one parcel, with its requests that are not settled or were by agreement; `changes` and `before` grow. */
export function takeParcel(group: Handed, situation: Situation): Taking {
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
    const isThere = decision.do === 'agree';
    const bad = isThere ? null : link.connector.preflight(order, link.row.settings);
    // What waited is not what is wanted any more: nothing goes until this is mended.
    const dropWaiting = (): void => {
      if (decision.do === 'replace' || decision.do === 'again')
        drop(situation.changes, loaded?.parcel, open, now);
    };
    if (bad !== null) {
      dropWaiting();
      return refused(bad.code, bad.reason);
    }
    const channel = group.rows[0]?.channel ?? '';
    const no = link.sheet === null ? null : sheetRefusal(link.sheet, channel, isThere);
    if (no !== null) {
      // As it is it may go as soon as the sheet takes it.
      if (loaded?.parcel.content_hash !== hash) dropWaiting();
      return refused(no.code, no.detail, no.code === 'partner.link-open');
    }
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
