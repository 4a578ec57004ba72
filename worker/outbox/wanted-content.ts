/** What a hand-over wants a parcel to hold. Pure. */
import type { HandedShipment, HandOver } from '../../shared/sync/wire.ts';
import { contentOf, type Handed, type Read } from '../parcel/content.ts';
import type { ParcelContent } from '../store/tables.ts';

/** A cancellation needs no content that can be read: what is known is cancelled. */
const NOTHING: ParcelContent['order'] = {
  to: {
    name: '',
    address1: '',
    address2: '',
    city: '',
    state: '',
    postalCode: '',
    country: '',
    phone: '',
    email: '',
  },
  lines: [],
  taxId: '',
  orderedAt: '',
};

/**
 * The content of the handed rows over what is known of the parcel. A cancellation keeps what is known, with what stands
 * in Cancelled at now; the codes of a refusal are those of contentOf.
 */
export function wantedContent(
  group: Handed,
  asked: HandedShipment['ask'],
  known: ParcelContent | null,
  products: ReadonlyMap<string, HandOver['products'][number]>,
  now: Date,
): Read<ParcelContent> {
  if (asked !== 'cancel') return contentOf(group, products, known, now.toISOString());
  const before = new Map(group.rows.map((row) => [row.id, row]));
  const shipments = (known?.shipments ?? group.rows).map(({ id, orderId, contents, batch = '' }) => ({
    id,
    orderId,
    contents,
    ...(batch !== '' && { batch }),
    cancelledAt: before.get(id)?.cancelledAt ?? '',
  }));
  const value: ParcelContent = {
    shipments,
    order: known?.order ?? NOTHING,
    shipTo: known?.shipTo ?? group.rows[0]?.shipTo ?? '',
  };
  return { ok: true, value };
}
