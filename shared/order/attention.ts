/** Needs attention: what a person must look at, each with a key that stays the same while it lasts. */
import { explain, type ReasonCode } from '../plan/reasons.ts';
import { isUnstopped } from '../shipment/at-partner.ts';
import { canCompare, changedSinceSent } from '../shipment/changed-since-sent.ts';
import { withoutNumber } from '../shipment/no-number.ts';
import { type Accounts, accounts } from './accounts.ts';
import type { Campaign, Shipment } from './campaign.ts';
import { frozen } from './guards.ts';
import { parseRowCheck } from './row-check.ts';

export interface AttentionItem {
  /** `code/order/shipment`. */
  readonly key: string;
  readonly what: string;
  readonly action: string;
}

/**
 * The items of a campaign; `all` holds the accounts of each order, null for blank rows. With `late`, channels whose
 * parcels were sent more than so many days before now and have no number yet are named too.
 */
export function attentionOf(
  campaign: Campaign,
  all: readonly (Accounts | null)[],
  late: { readonly now: string; readonly days: number } = { now: '', days: 0 },
): AttentionItem[] {
  const items = new Map<string, AttentionItem>();
  const add = (code: ReasonCode, detail: string, order: string, what?: string): void => {
    const words = explain(code, detail);
    const key = `${code}/${order}/`;
    if (!items.has(key))
      items.set(key, { key, what: what ?? `${order}: ${words.sentence}`, action: words.next });
  };
  const stage = campaign.col('Stage');
  const check = campaign.col('Row check');
  const unmapped = new Map<string, number>();
  for (let i = 0; i < campaign.n; i++) {
    const account = all[i];
    if (account === null || account === undefined) continue;
    const id = campaign.col('Order ID')[i] ?? '';
    const doubt = frozen(campaign, i);
    if (doubt !== null) add(doubt.code, doubt.detail, id);
    if (account.broken) {
      const bad = account.units.find((unit) => unit.open < 0 || unit.planned > unit.open);
      add('qty.over', bad?.sku ?? '', id);
    }
    if (account.problem !== null) add(account.problem.code, account.problem.detail, id);
    for (const token of account.unmapped) unmapped.set(token, (unmapped.get(token) ?? 0) + 1);
    // The check of another row tells nothing of what somebody typed here.
    const written = doubt === null ? parseRowCheck(check[i] ?? '')?.stage : undefined;
    if (written !== undefined && written !== null && stage[i] !== '' && stage[i] !== written) {
      add('stage.requested', stage[i] ?? '', id);
    }
  }
  for (const [token, orders] of unmapped) {
    const words = explain('reward.unmapped', campaign.titleOf(token));
    add('reward.unmapped', token, token, `${words.sentence} Orders that wait for it: ${orders}.`);
  }
  for (const shipment of campaign.shipments) {
    if (campaign.index.has(shipment.orderId)) continue;
    const words = explain('match.none', shipment.orderId);
    const key = `match.none/${shipment.orderId}/${shipment.id}`;
    items.set(key, { key, what: `Shipment ${shipment.id}: ${words.sentence}`, action: words.next });
  }
  for (const shipment of campaign.shipments) {
    const changed = changedSinceSent(campaign, shipment);
    if (changed === '') continue;
    const words = explain(CHANGED, changed);
    const key = `${CHANGED}/${shipment.orderId}/${shipment.id}`;
    items.set(key, { key, what: `Shipment ${shipment.id}: ${words.sentence}`, action: words.next });
  }
  for (const { channel, ids, oldest } of withoutNumber(campaign, late.now, late.days)) {
    const many = ids.length === 1 ? '1 parcel' : `${ids.length} parcels`;
    const words = explain('shipment.no-number', `${many}, the oldest sent on ${oldest.slice(0, 10)}`);
    const rest = ids.length > MOST_IDS ? ` and ${ids.length - MOST_IDS} more` : '';
    const action = `${words.next} ${ids.slice(0, MOST_IDS).join(', ')}${rest}`;
    const key = `shipment.no-number/${channel}/`;
    items.set(key, { key, what: `${channel}: ${words.sentence}`, action });
  }
  for (const [sku, orders] of withoutChannel(campaign, all)) {
    const words = explain('channel.none', sku);
    add('channel.none', sku, sku, `${words.sentence} Orders that wait for it: ${orders}.`);
  }
  return [...items.values()];
}

/** Parcels without a number that a cell names: with more it could not be read. */
const MOST_IDS = 50;

const CHANGED = 'shipment.changed-since-sent';

/** Codes of what only the worker knows of: it raises and resolves them. */
const WORKERS = /^(?:partner|parcel|label|sheet)\./;

/**
 * Whether nothing is left to do of what the worker raised, as the sheet tells and the worker cannot know: what a partner
 * refused or cancelled by itself went out with another shipment, or nobody wants it any more; what could not be handed
 * over is not asked for any more.
 */
export function isOver(key: string, campaign: Campaign): boolean {
  const [code, orderId = '', id = ''] = key.split('/');
  const i = campaign.index.get(orderId);
  const all = campaign.shipmentsOf(orderId);
  const one = all.find((shipment) => shipment.id === id);
  // Of a box any row may ask, and of what a partner has split any part: nothing is asked for it any more.
  if (code === 'parcel.not-sent')
    return !all.some(
      (row) => (row.id === id || row.box === id || row.id.startsWith(`${id}.`)) && isAsking(row),
    );
  if (!/^partner\.(?:refused|cancelled)$/.test(code ?? '') || i === undefined || one === undefined)
    return false;
  if (one.replaces !== '')
    return all.some(({ replaces, status }) => replaces === one.replaces && /^s(?:ent|hipped)$/.test(status));
  const { units, problem } = campaign.catalog.units(one.contents);
  const open = accounts(campaign, i).units.flatMap(({ sku, open }) => (open > 0 ? [sku] : []));
  return problem === null && !units.some(({ sku }) => open.includes(sku));
}

/** Whether its row is handed over still: with a request, or cancelled without a word that it is stopped. */
const isAsking = ({ status, says }: Shipment): boolean =>
  status !== 'shipped' && (/^waiting$| (?:asked|agreed)$/.test(says) || isUnstopped({ status, says }));

/** Whether the campaign was read far enough to say that the matter of a key is over. */
export function canJudge(key: string, campaign: Campaign): boolean {
  if (WORKERS.test(key)) return isOver(key, campaign);
  if (key.startsWith('channel.none/')) return campaign.knowsChannels;
  return !key.startsWith(`${CHANGED}/`) || canCompare(campaign);
}

/** SKUs that no channel ships, whatever the country, with the number of orders that wait for them. */
function withoutChannel(campaign: Campaign, all: readonly (Accounts | null)[]): Map<string, number> {
  const orders = new Map<string, number>();
  if (campaign.channels.some((channel) => channel.everythingElse)) return orders;
  const served = new Set(campaign.channels.flatMap((channel) => [...channel.skus]));
  for (const account of all) {
    for (const unit of account?.units ?? []) {
      if (unit.physical && unit.open > 0 && !served.has(unit.sku))
        orders.set(unit.sku, (orders.get(unit.sku) ?? 0) + 1);
    }
  }
  return orders;
}
