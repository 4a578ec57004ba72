/** The packages of a parcel, with what a partner newly tells of them. Pure; any order and any repetition comes to the same. */
import type { ShippedWhen } from '../../shared/tabs/tabs.ts';
import type { PartnerPackage, Scan } from '../connectors/contract.ts';
import { isLive, type Package, type Parcel, quantities, UNSAID } from './rows.ts';
import { mergeScans, trackingOf } from './tracking.ts';

const DAY = 86_400_000;

/** Scans of a day before the push and earlier are of another parcel with this number (case G35). */
export const scansSince = ({ pushed_at }: Pick<Parcel, 'pushed_at'>): number =>
  pushed_at === null ? Number.NEGATIVE_INFINITY : pushed_at.getTime() - DAY;

const dateOf = (iso: string): Date | null => {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? null : new Date(at);
};

/** A package of which nothing is known yet. */
export function newPackage(
  parcel: Pick<Parcel, 'campaign_id' | 'id'>,
  n: number,
  externalId: string,
): Package {
  return {
    campaign_id: parcel.campaign_id,
    parcel_id: parcel.id,
    n,
    external_id: externalId,
    number: '',
    carrier: '',
    url: '',
    cost: '',
    lines: null,
    shipped_at: null,
    voided_at: null,
    tracking_status: '',
    scans: [],
    delivered_at: null,
  };
}

/** When the package counts as shipped by what is now known; null while it does not. */
function shippedBy(
  rule: ShippedWhen,
  known: { readonly number: string; readonly saidAt: string; readonly scannedAt: string },
  now: Date,
): Date | null {
  if (rule === 'first scan') return dateOf(known.scannedAt);
  if (rule === 'partner reports it') return dateOf(known.saidAt);
  return known.number === '' ? null : (dateOf(known.saidAt) ?? now);
}

/** One package with what is told of it. Blanks tell nothing; a voided label stays void, with its number (case H13). */
function told(parcel: Parcel, old: Package, news: PartnerPackage, rule: ShippedWhen, now: Date): Package {
  const voidedAt = old.voided_at ?? (news.voided ? now : null);
  const scans = mergeScans(old.scans, news.scans);
  // Otherwise what its owner has recorded as shipped stays, at its time.
  const saidAt = news.corrects && old.shipped_at !== null ? dateOf(news.shippedAt) : null;
  const next = {
    ...old,
    shipped_at: saidAt ?? old.shipped_at,
    number: news.number || old.number,
    carrier: news.carrier || old.carrier,
    url: news.url || old.url,
    cost: news.cost || old.cost,
    lines: news.lines ?? old.lines,
    voided_at: voidedAt,
  };
  return tracked(parcel, next, scans, rule, news.shippedAt, now);
}

/** A package with these scans; what has shipped once stays shipped, at its time, until the label is voided. */
export function tracked(
  parcel: Parcel,
  old: Package,
  scans: readonly Scan[],
  rule: ShippedWhen,
  saidAt: string,
  now: Date,
): Package {
  if (old.voided_at !== null)
    return { ...old, scans, shipped_at: null, tracking_status: '', delivered_at: null };
  const { status, deliveredAt, firstPhysicalAt } = trackingOf(scans, scansSince(parcel));
  const known = { number: old.number, saidAt, scannedAt: firstPhysicalAt };
  return {
    ...old,
    scans,
    tracking_status: status,
    delivered_at: dateOf(deliveredAt),
    shipped_at: old.shipped_at ?? shippedBy(rule, known, now),
  };
}

/** All packages after what a partner tells of some, the parcel's own first. */
export function mergePackages(
  parcel: Parcel,
  packages: readonly Package[],
  news: readonly PartnerPackage[],
  rule: ShippedWhen,
  now: Date,
): Package[] {
  const merged = [...packages];
  const first = (one: PartnerPackage): string => `${one.shippedAt || '~'}\u0001${one.id}`;
  for (const one of [...news].sort((a, b) => (first(a) < first(b) ? -1 : 1))) {
    let at = merged.findIndex(({ external_id }) => external_id === one.id);
    // The real package takes the place of what stood in for it.
    if (at < 0) at = merged.findIndex(({ external_id }) => external_id === UNSAID);
    const n = merged.reduce((last, { n }) => Math.max(last, n), -1) + 1;
    const old = merged[at] ?? newPackage(parcel, n, one.id);
    merged[at < 0 ? merged.length : at] = told(parcel, { ...old, external_id: one.id }, one, rule, now);
  }
  return withLead(parcel, merged).sort((a, b) => a.n - b.n);
}

/**
 * The first package is the parcel itself. Is its label voided, then a live one that holds all that the parcel holds, or
 * does not say, takes its place: it is the new label of the same goods.
 */
function withLead(parcel: Parcel, packages: readonly Package[]): Package[] {
  const lead = packages.find(({ n }) => n === 0);
  if (lead === undefined || isLive(lead)) return [...packages];
  const live = packages.filter(isLive);
  const there = quantities(live.flatMap(({ lines }) => lines ?? []));
  const owed = quantities(parcel.content.order.lines);
  const whole = [...owed].every(([sku, quantity]) => (there.get(sku) ?? 0) >= quantity);
  const next = live
    .filter(({ lines }) => whole || lines === null)
    .reduce<Package | null>((best, one) => (best === null || one.n < best.n ? one : best), null);
  if (next === null) return [...packages];
  return packages.map((one) =>
    one === next ? { ...one, n: 0 } : one === lead ? { ...one, n: next.n } : one,
  );
}
