/**
 * Easyship's words for where a parcel is, by exact table; what is in none stays unknown. Source: the enumerations of its
 * API document of 2024-09 (ShipmentTrackingCheckpoint.primary_status, Shipment.delivery_state, ShipmentTrackingList.status).
 */
import type { TrackingStatus } from '../contract.ts';

interface Meaning {
  readonly status: TrackingStatus;
  /** The carrier had it in its hands. */
  readonly physical: boolean;
}
const at = (status: TrackingStatus, physical: boolean): Meaning => ({ status, physical });

const CHECKPOINTS: ReadonlyMap<string, Meaning> = new Map([
  ['Awaiting Pickup at Seller', at('label created', false)],
  ['Tracking Info Received', at('label created', false)],
  ['In Transit to Customer', at('in transit', true)],
  ['Out For Delivery', at('out for delivery', true)],
  ['Failed Delivery Attempt', at('exception', true)],
  ['Delivered', at('delivered', true)],
  // A wrong label is an exception too: it does not say who has the parcel.
  ['Exception', at('exception', false)],
]);

/**
 * The state of the whole shipment, where it says more than its checkpoints. Not in it: `not_created` and `pending`, which
 * are before any label, and `expired`, which only says that the carrier stopped telling (case H14).
 */
const STATES: ReadonlyMap<string, Meaning> = new Map([
  ['info_received', at('label created', false)],
  ['in_transit_to_customer', at('in transit', true)],
  ['out_for_delivery', at('out for delivery', true)],
  ['delivered', at('delivered', true)],
  ['failed_attempt', at('exception', true)],
  ['exception', at('exception', false)],
  ['lost_by_courier', at('lost', true)],
  ['returned_to_shipper', at('returned to sender', true)],
]);
const SILENT: ReadonlySet<string> = new Set(['', 'not_created', 'pending', 'expired']);

const UNKNOWN: Meaning = at('unknown', false);

export const meaningOfCheckpoint = (status: string): Meaning => CHECKPOINTS.get(status) ?? UNKNOWN;
/** null: it says nothing of where the parcel is. */
export const meaningOfState = (state: string): Meaning | null =>
  SILENT.has(state) ? null : (STATES.get(state) ?? UNKNOWN);

/** Of a shipment that nobody will ship: its number may be used again. */
const DEAD_STATES: ReadonlySet<string> = new Set(['cancelled', 'discarded', 'deleted']);
export const isDead = (shipmentState: string): boolean => DEAD_STATES.has(shipmentState);

/** The same in the words of the list with trackings. */
const DEAD_STATUSES: ReadonlySet<string> = new Set([
  'Cancelled',
  'Cancelled by Company',
  'Cancelled by Easyship',
  'Cancelled (No Stock)',
  'Discarded Draft',
]);
export const isDeadStatus = (status: string): boolean => DEAD_STATUSES.has(status);
