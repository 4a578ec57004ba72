/** Parcels, packages and answers of partners for tests. */
import type { HandedShipment } from '../../../shared/sync/wire.ts';
import type {
  PartnerOrder,
  PartnerPackage,
  Scan,
  TrackingStatus,
} from '../../../worker/connectors/contract.ts';
import { contentOf, hashOf } from '../../../worker/parcel/content.ts';
import type { Parcel } from '../../../worker/parcel/rows.ts';
import { handed } from '../../support/handed.ts';

export const NOW = new Date('2026-03-02T09:00:00Z');
const PUSHED = new Date('2026-03-01T08:00:00Z');

/** An accepted parcel of these rows; its id is that of the first. */
export function parcelOf(
  rows: readonly HandedShipment[] = [handed('1042-1')],
  over: Partial<Parcel> = {},
): Parcel {
  const id = rows[0]?.id ?? '';
  const read = contentOf({ id, rows }, new Map(), null, PUSHED.toISOString());
  if (!read.ok) throw new Error(read.code);
  return {
    campaign_id: 'sheet-1',
    id,
    connection_id: 'c-1',
    channel: 'US 3PL',
    key: `k7-${id}`,
    external_id: 'x-1',
    order_number: 'SO-1',
    content: read.value,
    content_hash: hashOf(read.value),
    confirmed_hash: hashOf(read.value),
    state: 'accepted',
    reason: '',
    pushed_at: PUSHED,
    cancelled_at: null,
    version: 1,
    asked: '',
    projected_version: 0,
    projected: {},
    changed_at: PUSHED,
    ...over,
  };
}

export function answer(over: Partial<PartnerOrder> = {}): PartnerOrder {
  return {
    key: 'k7-1042-1',
    externalId: 'x-1',
    orderNumber: 'SO-1',
    state: 'accepted',
    reason: '',
    lines: null,
    destination: null,
    packages: [],
    ...over,
  };
}

export function pack(id: string, over: Partial<PartnerPackage> = {}): PartnerPackage {
  return {
    id,
    number: `1Z999AA1${id.padStart(10, '0')}`,
    carrier: 'ups',
    url: '',
    shippedAt: '',
    voided: false,
    lines: null,
    cost: '',
    scans: [],
    ...over,
  };
}

const PHYSICAL: ReadonlySet<TrackingStatus> = new Set([
  'in transit',
  'out for delivery',
  'available for pickup',
  'delivered',
  'returned to sender',
]);

/** `at` is the day and hour in March 2026: `03 14`. */
export function scan(at: string, status: TrackingStatus, raw: string = status): Scan {
  const [day = '', hour = ''] = at.split(' ');
  const iso = `2026-03-${day}T${hour}:00:00Z`;
  return { at: iso, original: iso, status, raw, physical: PHYSICAL.has(status) };
}
