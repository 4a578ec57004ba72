/** Shipments of connected channels: they belong to the worker once pushed, and what a person wants of them is asked of it. */
import type { Campaign, Shipment } from '../order/campaign.ts';
import { isConnected } from '../order/channels.ts';

/** What Push writes into Warehouse says: the worker is to send it, or is about to. */
export const WAITING = 'waiting';
/** What a person's action writes into Warehouse says; the worker answers it there. */
export const CANCEL_ASKED = 'cancel asked';
export const UPDATE_ASKED = 'update asked';
/** The worker's last word on a cancellation: nothing is to be asked any more. */
export const CANCELLED = 'cancelled';

/** Why a partner refused to cancel or to change: what stands in Warehouse says; "" when it did not. */
export function refusedAsk(says: string): string {
  return /^(?:cancel|update) refused: ?(.*)$/.exec(says)?.[1] ?? '';
}

/** A planned shipment has nothing in Warehouse says yet; nor has one that went by a file before the channel was connected. */
const isPushed = ({ status, says }: Shipment): boolean =>
  says !== '' && (status === 'sent' || status === 'not sent');

/**
 * Tells the shipments that a connected partner has, or will have as soon as the worker is there: those that wait for it
 * count, for it may be sending them this moment. Needs Channels.
 */
export function atPartner(campaign: Campaign): (shipment: Shipment) => boolean {
  const connected = new Set(campaign.channels.filter(isConnected).map(({ name }) => name));
  return (shipment) => connected.has(shipment.channel) && isPushed(shipment);
}
