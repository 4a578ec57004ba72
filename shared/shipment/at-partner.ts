/** Shipments of connected channels: they belong to the worker once pushed, and what a person wants of them is asked of it. */
import type { Shipment } from '../order/campaign.ts';

/** What Push writes into Warehouse says: the worker is to send it, or is about to. */
export const WAITING = 'waiting';
/** Begins the Hold of an order while a connected partner is asked whether it can stop its parcels. */
export const CANCELLING = 'cancelling';

/** What a person's action writes into Warehouse says; the worker answers it there. */
export const CANCEL_ASKED = 'cancel asked';
export const UPDATE_ASKED = 'update asked';
/** What it writes where the warehouse has agreed by another way: nobody is asked any more, and the worker is told. */
export const CANCEL_AGREED = 'cancel agreed';
export const UPDATE_AGREED = 'update agreed';

/** What takes an agreement back: the partner is asked once more, for the worker may have let it be. Others stay. */
export const askedAgain = (says: string): string => says.replace(/ agreed$/, ' asked');

/** Whether the cell holds a person's request that nobody has answered yet. */
export const isAsked = (says: string): boolean => says === CANCEL_ASKED || says === UPDATE_ASKED;

/** The worker's last word on a cancellation: nothing is to be asked any more. */
export const CANCELLED = 'cancelled';

/** Whether the cell holds the worker's answer to an agreement that a person wrote there. */
export const isHeard = (wrote: string, says: string): boolean =>
  (wrote === CANCEL_AGREED && says === CANCELLED) || (wrote === UPDATE_AGREED && says === 'accepted');

/** Why a partner refused to cancel or to change: what stands in Warehouse says; "" when it did not. */
export function refusedAsk(says: string): string {
  return /^(?:cancel|update) refused: ?(.*)$/.exec(says)?.[1] ?? '';
}

/** Ship to holds what was asked for, and the partner has something else. */
export const isUpdateRefused = (says: string): boolean => says.startsWith('update refused');

/** What stands there while a partner has the shipment, or may get it at any moment; nobody but Push and the worker writes it. */
export const isUnderWay = (says: string): boolean =>
  /^(?:waiting|unknown|accepted|(?:cancel|update) .*)$/.test(says);

/**
 * Whether a connected partner has it, or will have as soon as the worker is there: what waits counts, for it may be on its
 * way this moment. The shipment tells, not the channel: that may be connected to another by now, or to nobody. A planned
 * one says nothing yet, nor does one that went by a file.
 */
export const isAtPartner = ({ status, says }: Pick<Shipment, 'status' | 'says'>): boolean =>
  (status === 'sent' || status === 'not sent') && isUnderWay(says);

/**
 * Cancelled in the sheet (by hand, Undo, Unlock), and neither the worker nor the warehouse itself has said that it is
 * stopped: it may ship all the same.
 */
export const isUnstopped = ({ status, says }: Pick<Shipment, 'status' | 'says'>): boolean =>
  status === 'cancelled' && isUnderWay(says) && says !== CANCEL_AGREED;
