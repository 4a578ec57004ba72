/** A shipment of Easyship, with its checkpoints where they were asked for, as one of our orders. */
import type { PartnerOrder, PartnerPackage, Scan } from '../contract.ts';
import { NO_CODE } from './order.ts';
import { isDead, meaningOfCheckpoint, meaningOfState } from './statuses.ts';
import type { Checkpoint, Shipment } from './wire.ts';

/** ISO in UTC; "" where it is no time. Easyship documents UTC, so a time without a zone is read as that (case H19). */
function utc(time: string): string {
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(time) ? time : `${time}Z`;
  const at = new Date(zoned);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}

function scanOf({ message, location, checkpoint_time, primary_status }: Checkpoint): Scan {
  const raw = [primary_status, message, location].filter((part) => part !== '').join(': ');
  return {
    at: utc(checkpoint_time),
    original: checkpoint_time,
    raw,
    ...meaningOfCheckpoint(primary_status),
  };
}

/** Oldest first, with what the shipment's own state says beyond them: lost and returned are in no checkpoint. */
function scansOf(shipment: Shipment, checkpoints: readonly Checkpoint[]): Scan[] {
  const scans = checkpoints.map(scanOf).filter(({ at }) => at !== '');
  const said = meaningOfState(shipment.delivery_state);
  const at = utc(shipment.updated_at);
  const told = said === null || scans.some(({ status }) => status === said.status);
  if (said && !told && at !== '') {
    scans.push({ at, original: shipment.updated_at, raw: shipment.delivery_state, ...said });
  }
  return scans.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The key that we sent. People can edit the order number in Easyship, not what we attached. */
export function keyOf({ metadata, order_data }: Shipment): string {
  const attached = metadata?.shipsheet;
  if (typeof attached === 'string' && attached !== '') return attached;
  return order_data?.platform_order_number ?? '';
}

type Lines = PartnerOrder['lines'];
/** null where an item has no SKU: somebody typed it in by hand. */
function linesOf(items: Shipment['parcels'][number]['items']): Lines {
  const lines = items.map(({ sku, quantity }) => ({ sku, quantity: quantity ?? 1 }));
  return lines.some(({ sku }) => sku === '') ? null : lines;
}

/** In the hands of the carrier, or behind it, by what Easyship says of the whole shipment. */
export function hasLeft({ delivery_state, warehouse_state, pickup_state }: Shipment): boolean {
  return (
    (meaningOfState(delivery_state)?.physical ?? false) ||
    warehouse_state === 'shipped' ||
    pickup_state === 'completed'
  );
}

/** Of the service that was chosen: `12.40 USD`. Nothing is owed before there is a label. */
function costOf({ label_state, courier_service, rates }: Shipment): string {
  if (label_state === '' || label_state === 'not_created') return '';
  const rate = rates.find((one) => one.courier_service?.id === courier_service?.id);
  const charge = rate?.total_charge;
  return rate && typeof charge === 'number' && rate.currency !== ''
    ? `${charge.toFixed(2)} ${rate.currency}`
    : '';
}

/** Each box with its own number; one box has that of the first leg, whatever later carriers call it (case H17). */
function boxesOf(shipment: Shipment): { number: string; lines: Lines }[] {
  const numbered = shipment.parcels.filter((parcel) => parcel.tracking_number !== '');
  if (numbered.length > 1) {
    // Boxes without items were added to the first one, which then lists what is in all of them.
    const said = shipment.parcels.every(({ items }) => items.length > 0);
    return numbered.map(({ tracking_number, items }) => ({
      number: tracking_number,
      lines: said ? linesOf(items) : null,
    }));
  }
  const legs = [...shipment.trackings].sort((a, b) => (a.leg_number ?? 0) - (b.leg_number ?? 0));
  const number =
    numbered[0]?.tracking_number || (legs.find((leg) => leg.tracking_number)?.tracking_number ?? '');
  return [{ number, lines: linesOf(shipment.parcels.flatMap(({ items }) => items)) }];
}

/**
 * The packages. The id holds the number: a new label after a voided one is another package. There is one without a
 * number when Easyship says that the shipment left all the same, by a service without tracking.
 */
function packagesOf(shipment: Shipment, scans: readonly Scan[], left: boolean): PartnerPackage[] {
  const boxes = boxesOf(shipment);
  // Checkpoints do not say which box: that one of several arrived does not deliver the others (case H8).
  const certain =
    boxes.length > 1 && shipment.delivery_state !== 'delivered'
      ? scans.filter(({ status }) => status !== 'delivered')
      : scans;
  const shippedAt = left ? (scans.find(({ physical }) => physical)?.at ?? utc(shipment.updated_at)) : '';
  const url = /^https?:\/\//.test(shipment.tracking_page_url) ? shipment.tracking_page_url : '';
  return boxes
    .filter(({ number }) => number !== '' || left)
    .map(({ number, lines }, index) => ({
      id: `${shipment.easyship_shipment_id}/${number}`,
      number,
      carrier: shipment.courier_service?.umbrella_name || (shipment.trackings[0]?.handler ?? ''),
      url,
      shippedAt,
      voided: shipment.label_state === 'voided' || isDead(shipment.shipment_state),
      lines,
      // The whole shipment was paid once.
      cost: index === 0 ? costOf(shipment) : '',
      scans: certain,
    }));
}

/** Reasons in plain words, of warehouses that work for Easyship. */
const WAREHOUSE: ReadonlyMap<string, string> = new Map([
  ['cancelled', 'The warehouse cancelled it.'],
  ['cancelled_no_stock', 'The warehouse cancelled it: no stock.'],
  ['failed', 'The warehouse could not take it in. See the shipment in Easyship.'],
]);

function stateOf(shipment: Shipment, left: boolean): Pick<PartnerOrder, 'state' | 'reason'> {
  const { shipment_state, warehouse_state } = shipment;
  if (isDead(shipment_state)) return { state: 'cancelled', reason: `Easyship: ${shipment_state}.` };
  if (left) return { state: 'shipped', reason: '' };
  const reason = WAREHOUSE.get(warehouse_state);
  if (reason !== undefined) {
    return { state: warehouse_state === 'failed' ? 'refused' : 'cancelled', reason };
  }
  const known = ['created', 'draft', 'calculating', 'cancelling'].includes(shipment_state);
  return { state: known ? 'accepted' : 'unsaid', reason: '' };
}

export function orderOf(shipment: Shipment, checkpoints: readonly Checkpoint[] = []): PartnerOrder {
  const to = shipment.destination_address;
  const items = shipment.parcels.flatMap((parcel) => parcel.items);
  const scans = scansOf(shipment, checkpoints);
  // A carrier's exception does not say by itself who has the parcel; the scans before it do.
  const left = hasLeft(shipment) || scans.some(({ physical }) => physical);
  return {
    key: keyOf(shipment),
    externalId: shipment.easyship_shipment_id,
    orderNumber: shipment.easyship_shipment_id,
    ...stateOf(shipment, left),
    lines: items.length > 0 ? linesOf(items) : null,
    destination: to
      ? { country: to.country_alpha2, postalCode: to.postal_code === NO_CODE ? '' : to.postal_code }
      : null,
    packages: packagesOf(shipment, scans, left),
  };
}
