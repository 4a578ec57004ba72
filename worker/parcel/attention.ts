/** What a person must look at, of one parcel. Pure. */
import { formatItems } from '../../shared/order/items.ts';
import type { WantedAttention } from '../sheets/wanted.ts';
import { ATTENTION, type AttentionCode, wordsOf } from './attention-words.ts';
import { scansSince } from './packages.ts';
import { hasShipped, isLive, type Package, type Parcel, quantities } from './rows.ts';
import { cellTime } from './time.ts';
import { trackingOf } from './tracking.ts';

/** An open request that a person must see; null while there is none. */
export interface Trouble {
  readonly code: string;
  readonly message: string;
}

/** A parcel under way that no one scans for so long is worth a look (case H11); carriers count 7 to 30 days. */
export const SILENT_DAYS = 21;
const DAY = 86_400_000;

/** The column under which `projected` remembers the keys that were raised, so that they can be resolved. */
export const RAISED = 'Needs attention';

const BY_STATUS: Readonly<Record<string, AttentionCode>> = {
  exception: 'parcel.exception',
  'available for pickup': 'parcel.pickup',
  'returned to sender': 'parcel.returned',
  lost: 'parcel.lost',
};

/** Those that hold now, and with blank words those that were raised before and are over. */
export function attentionFor(
  parcel: Parcel,
  packages: readonly Package[],
  trouble: Trouble | null,
  now: Date,
  /** What its partner typed into its sheet. */
  said: readonly (readonly [code: AttentionCode, detail: string])[] = [],
): WantedAttention[] {
  const items = new Map<string, WantedAttention>();
  const lead = parcel.content.shipments[0];
  const orderId = lead?.orderId ?? '';
  const add = (code: AttentionCode, shipmentId: string, detail: string): void => {
    const { what, action } = wordsOf(ATTENTION[code], detail);
    const key = `${code}/${orderId}/${shipmentId}`;
    items.set(key, { key, what: `Shipment ${shipmentId}: ${what}`, action });
  };
  for (const [code, detail] of ofState(parcel, packages, trouble, now)) add(code, parcel.id, detail);
  for (const [code, detail] of said) add(code, parcel.id, detail);
  for (const one of packages) {
    const id = one.n === 0 ? parcel.id : `${parcel.id}.${one.n}`;
    if (!isLive(one)) {
      if (one.n === 0) add('label.voided', id, one.number);
      continue;
    }
    const { last } = trackingOf(one.scans, scansSince(parcel));
    const code = BY_STATUS[one.tracking_status];
    if (code !== undefined) add(code, id, last?.raw ?? '');
    else if (isSilent(one, now)) add('parcel.silent', id, last === null ? '' : cellTime(new Date(last.at)));
  }
  for (const key of parcel.projected[parcel.id]?.[RAISED] ?? []) {
    if (!items.has(key)) items.set(key, { key, what: '', action: '' });
  }
  return [...items.values()];
}

/** A package on its way whose last scan is long ago; its status stays (case H14). */
function isSilent(one: Package, now: Date): boolean {
  const last = one.scans.at(-1);
  const underway = one.tracking_status === 'in transit' || one.tracking_status === 'out for delivery';
  return (
    underway && isLive(one) && last !== undefined && now.getTime() - Date.parse(last.at) > SILENT_DAYS * DAY
  );
}

/** Most lost answers are cleared up in a few minutes: until then nobody has to know. */
const UNKNOWN_MS = 15 * 60_000;
const isLong = ({ changed_at }: Parcel, now: Date): boolean =>
  now.getTime() - changed_at.getTime() > UNKNOWN_MS;

/** Units that no package holds, `SKU x1`, once something has shipped and all packages say what they hold; "" for none. */
function missingFrom(parcel: Parcel, packages: readonly Package[]): string {
  const live = packages.filter(isLive);
  if (!hasShipped(packages) || live.some(({ lines }) => lines === null)) return '';
  const shipped = quantities(live.flatMap(({ lines }) => lines ?? []));
  return formatItems(
    parcel.content.order.lines.map(({ sku, quantity }) => ({
      sku,
      quantity: Math.max(0, quantity - (shipped.get(sku.trim().toLowerCase()) ?? 0)),
    })),
  );
}

function ofState(
  parcel: Parcel,
  packages: readonly Package[],
  trouble: Trouble | null,
  now: Date,
): [AttentionCode, string][] {
  const items: [AttentionCode, string][] = [];
  const shipped = hasShipped(packages);
  if (trouble !== null)
    items.push([trouble.code === 'partner.conflict' ? 'partner.conflict' : 'partner.stuck', trouble.message]);
  if (parcel.state === 'cancelled' && shipped) items.push(['partner.shipped-anyway', '']);
  // A cancellation that somebody asked for has nothing left to look at; one with a reason came from the partner.
  else if (parcel.state === 'cancelled' && parcel.reason !== '')
    items.push(['partner.cancelled', parcel.reason]);
  else if (parcel.state === 'refused' && !shipped) items.push(['partner.refused', parcel.reason]);
  else if (parcel.state === 'cancel refused' && shipped) items.push(['partner.shipped-before', '']);
  else if (parcel.state === 'cancel refused') items.push(['partner.cancel-refused', parcel.reason]);
  else if (parcel.state === 'update refused') items.push(['partner.update-refused', parcel.reason]);
  else if (parcel.state === 'unknown' && trouble === null && isLong(parcel, now))
    items.push(['partner.unknown', '']);
  const short = missingFrom(parcel, packages);
  if (short !== '') items.push(['partner.partly', short]);
  return items;
}
