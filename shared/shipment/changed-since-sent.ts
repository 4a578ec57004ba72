/** Changed since sent: what a warehouse was told of a shipment, against the order as it is now. */
import type { Campaign, Shipment } from '../order/campaign.ts';
import { hasAddress } from '../order/deliverable.ts';
import { text } from '../tabs/table.ts';
import { CANCELLING, isUpdateRefused } from './at-partner.ts';
import { ADDRESS_COLUMNS, shipTo } from './ship-to.ts';

/** Whether the columns are there that tell: an action reads them only when it has a use for them. */
export const canCompare = (campaign: Campaign): boolean =>
  campaign.shipmentsTable?.columns.has('Ship to') === true &&
  campaign.orders?.columns.has('Phone') === true &&
  hasAddress(campaign);

/**
 * What differs between a shipment that is at the warehouse and its order: `address` (recipient and phone among it),
 * `hold`, both in one text, or "" for nothing. What has shipped keeps what it was sent with (D13).
 */
export function changedSinceSent(campaign: Campaign, shipment: Shipment): string {
  const i = campaign.index.get(shipment.orderId);
  // What waits to be handed over was previewed with an address too.
  const isThere = shipment.status === 'sent' || shipment.status === 'not sent';
  if (!isThere || i === undefined || !canCompare(campaign)) return '';
  // By its cell: a look through the whole column for each shipment would take a large campaign minutes.
  const told = text(campaign.shipmentsTable?.columns.get('Ship to')?.[shipment.index]);
  const cell = (name: string): string => campaign.col(name)[i] ?? '';
  const now = shipTo({ name: cell('Name'), address: ADDRESS_COLUMNS.map(cell), phone: cell('Phone') });
  const parts = told !== '' && (told !== now || isUpdateRefused(shipment.says)) ? ['address'] : [];
  // The hold of a cancellation was the partner's to know from the start.
  const hold = cell('Hold');
  if (hold !== '' && told !== '' && !hold.startsWith(CANCELLING)) parts.push('hold');
  return parts.join(', ');
}
