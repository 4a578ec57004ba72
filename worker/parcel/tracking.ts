/**
 * Where a package is, from all scans that are known of it: the order in which they were told plays no part, and telling
 * one twice changes nothing.
 */
import type { Scan, TrackingStatus } from '../connectors/contract.ts';

/**
 * Of scans at one moment the higher one speaks; below 0 never speaks while another does. A label that was made says
 * nothing once the carrier has the parcel, and text that nobody knows says nothing at all (cases H1 and H14).
 */
const WEIGHT: Readonly<Record<TrackingStatus, number>> = {
  unknown: -2,
  'label created': -1,
  'in transit': 1,
  'out for delivery': 2,
  'available for pickup': 3,
  exception: 4,
  lost: 5,
  delivered: 6,
  'returned to sender': 7,
};

const keyOf = ({ at, status, raw }: Scan): string => `${at}\u0001${status}\u0001${raw}`;

function compare(a: Scan, b: Scan): number {
  const [x, y] = [Date.parse(a.at), Date.parse(b.at)];
  if (x !== y) return x - y;
  if (a.status !== b.status) return WEIGHT[a.status] - WEIGHT[b.status];
  return keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0;
}

/** Both lists as one, each scan once, the oldest first. Scans whose time cannot be read are left out. */
export function mergeScans(a: readonly Scan[], b: readonly Scan[]): Scan[] {
  const all = new Map<string, Scan>();
  for (const scan of [...a, ...b]) {
    if (Number.isNaN(Date.parse(scan.at))) continue;
    const known = all.get(keyOf(scan));
    // The same scan told once as physical and once without saying so was physical.
    all.set(keyOf(scan), known?.physical ? known : scan);
  }
  return [...all.values()].sort(compare);
}

export interface Tracked {
  /** "" while there is no scan. */
  readonly status: TrackingStatus | '';
  /** ISO; "" if never. A return does not take it away (case H9). */
  readonly deliveredAt: string;
  /** ISO, of the first scan in the carrier's hands; "" if none. */
  readonly firstPhysicalAt: string;
  /** The last scan of all, as it is; null while there is none. */
  readonly last: Scan | null;
}

/**
 * What sorted scans say. Those before `since` (ms) belong to an earlier parcel with the same number and are left out
 * (case G35). After a delivery only a return counts, and after a return nothing: the second "delivered" is the sender's.
 */
export function trackingOf(scans: readonly Scan[], since = Number.NEGATIVE_INFINITY): Tracked {
  let status: TrackingStatus | '' = '';
  let deliveredAt = '';
  let firstPhysicalAt = '';
  let last: Scan | null = null;
  for (const scan of scans) {
    if (Date.parse(scan.at) < since) continue;
    last = scan;
    if (scan.physical && firstPhysicalAt === '') firstPhysicalAt = scan.at;
    if (scan.status === 'delivered' && deliveredAt === '' && status !== 'returned to sender')
      deliveredAt = scan.at;
    if (speaks(scan.status, status)) status = scan.status;
  }
  return { status, deliveredAt, firstPhysicalAt, last };
}

/** Whether a later scan takes the place of what the earlier ones came to. */
function speaks(next: TrackingStatus, now: TrackingStatus | ''): boolean {
  if (now === '') return true;
  if (now === 'returned to sender') return false;
  if (now === 'delivered') return next === 'returned to sender';
  if (WEIGHT[next] < 0) return WEIGHT[next] > WEIGHT[now];
  return true;
}
