/** A parcel of the store as its partner may see it. Pure. */
import type { PartnerParcel } from '../../shared/partner-sheet/row.ts';
import type { ParcelContent } from '../store/tables.ts';

/** Leaves behind all that is none of the partner's business: e-mail, order, cost, other shipments. */
export function partnerParcel(id: string, { shipments, order }: ParcelContent): PartnerParcel {
  const { name, address1, address2, city, state, postalCode, country, phone } = order.to;
  return {
    id,
    batch: shipments[0]?.batch ?? '',
    lines: order.lines.map((line) => ({
      sku: line.sku,
      name: line.name,
      quantity: line.quantity,
      grams: line.grams,
      hsCode: line.hsCode,
      origin: line.origin,
      customsDescription: line.customsDescription,
      customsValue: line.customsValue,
      currency: line.currency,
    })),
    to: { name, address1, address2, city, state, postalCode, country, phone },
    taxId: order.taxId,
  };
}
