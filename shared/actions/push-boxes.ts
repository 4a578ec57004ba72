/** Orders of one person at one address: pointed out by Push, and packed in one Box when that is chosen (case A5). */
import type { Campaign, Shipment } from '../order/campaign.ts';
import type { Unit } from '../order/items.ts';
import type { PlanBuilder } from '../plan/builder.ts';
import { counted } from './action.ts';
import { SHIP_TO_COLUMNS } from './shipments.ts';

/** An order that a push sends. */
export interface Going {
  readonly s: number;
  readonly i: number;
  readonly orderId: string;
  readonly planned: readonly Shipment[];
  readonly made: { readonly id: string; readonly units: readonly Unit[] } | null;
}

/**
 * The Box of each order that goes to a person and address which another order of this push goes to: the shipment ID of
 * the order that sorts first. Orders that the same run has sent in an earlier part, at `begunAt`, count with the rest.
 */
export function boxing(
  campaign: Campaign,
  channel: string,
  begunAt: string,
): (going: readonly Going[]) => ReadonlyMap<string, string> {
  const columns = SHIP_TO_COLUMNS.filter((name) => name !== 'Phone').map((name) => campaign.col(name));
  // Case and blanks do not make another person.
  const keyOf = (i: number): string =>
    columns
      .map((cells) =>
        (cells[i] ?? '')
          .toLowerCase()
          .replace(/[^\p{L}\p{N}]+/gu, ' ')
          .trim(),
      )
      .join('|');
  return (going) => {
    const groups = new Map<string, { orderId: string; shipmentId: string; goes: boolean }[]>();
    const note = (i: number, orderId: string, shipmentId: string, goes: boolean): void => {
      const key = keyOf(i);
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      group.push({ orderId, shipmentId, goes });
    };
    for (const { i, orderId, planned, made } of going) {
      note(i, orderId, planned[0]?.id ?? made?.id ?? '', true);
    }
    for (const shipment of begunAt === '' ? [] : campaign.shipments) {
      if (shipment.pushedAt !== begunAt || shipment.channel !== channel) continue;
      const i = campaign.index.get(shipment.orderId);
      if (i !== undefined) note(i, shipment.orderId, shipment.id, false);
    }
    const boxes = new Map<string, string>();
    for (const group of groups.values()) {
      if (new Set(group.map(({ orderId }) => orderId)).size < 2) continue;
      const lead = group.reduce((first, one) => (one.orderId < first.orderId ? one : first));
      for (const { orderId, goes } of group) if (goes) boxes.set(orderId, lead.shipmentId);
    }
    return boxes;
  };
}

/** Which orders could go, or go, together. */
export function tellBoxes(builder: PlanBuilder, boxes: ReadonlyMap<string, string>, together: boolean): void {
  const parcels = new Set(boxes.values()).size;
  const orders = counted(boxes.size, 'order');
  builder.notice(
    'info',
    together
      ? `${orders} of the same people and addresses go in ${counted(parcels, 'parcel')}: the Box column names it.`
      : `${orders} go to people and addresses that another order of this push goes to. Tick “Pack together” to send them in ${counted(parcels, 'parcel')}.`,
  );
}
