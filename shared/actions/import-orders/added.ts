/** New orders as rows of Orders, and what the platform has sent already as shipments. */

import type { Campaign } from '../../order/campaign.ts';
import type { Exploded } from '../../order/catalog.ts';
import { formatItems } from '../../order/items.ts';
import { contentHash, formatRowCheck, keyHash } from '../../order/row-check.ts';
import { AT, SOURCE_FIELDS, type SourceField, sourcePart } from '../../order/source-check.ts';
import type { PlanBuilder } from '../../plan/builder.ts';
import { nextShipmentId } from '../../shipment/ids.ts';
import type { IncomingOrder } from './incoming.ts';

/** The channel of what the platform itself calls sent; nothing can be pushed there. */
const SENT_CHANNEL = 'Kickstarter';

/** Values of an incoming order, in the order of CONTENT_COLUMNS. */
const CONTENT_AT: readonly number[] = (
  [
    'Items',
    'Name',
    'Address 1',
    'Address 2',
    'City',
    'State/Province',
    'Postal code',
    'Country',
  ] satisfies SourceField[]
).map((name) => AT[name]);

/** Made only when the file brings a value. */
const OPTIONAL: readonly {
  readonly name: string;
  readonly of: (order: IncomingOrder) => string;
}[] = [
  { name: 'Backer number', of: (order) => order.backerNumber },
  { name: 'Backer UID', of: (order) => order.uid },
  { name: 'Ordered at', of: (order) => order.orderedAt },
  { name: 'Reward', of: (order) => order.values[AT.Reward] ?? '' },
  { name: 'Pledged', of: (order) => order.values[AT.Pledged] ?? '' },
];
const PLAIN = SOURCE_FIELDS.filter((name) => name !== 'Reward' && name !== 'Pledged');
const PLAIN_AT = PLAIN.map((name) => AT[name]);
const FACTS = ['Locked at', 'Finalized at', 'Locked items', 'Cancelled items', 'Row check'] as const;

export type AddOrder = (subject: number, order: IncomingOrder) => void;

/** Adds rows to Orders. The columns follow from all orders of the file that are new. */
export function orderAdder(
  builder: PlanBuilder,
  campaign: Campaign,
  now: string,
  orders: readonly IncomingOrder[],
  isNew: (subject: number) => boolean,
  ship: AddShipment,
): AddOrder {
  const optional = OPTIONAL.filter(({ of }) => orders.some((order, s) => isNew(s) && of(order) !== ''));
  const add = builder.rows('Orders', ['Order ID', ...PLAIN, ...FACTS, ...optional.map(({ name }) => name)]);
  return (subject, order) => {
    const { orderId, values } = order;
    const sent = order.flags.includes('sent');
    const row: string[] = [orderId];
    for (const at of PLAIN_AT) row.push(values[at] ?? '');
    let locked = '';
    let cancelled = '';
    if (order.flags.length > 0) {
      const units = campaign.catalog.explode(values[AT.Items] ?? '');
      if (sent) {
        locked = units.text;
        ship(subject, orderId, physicalUnits(campaign, units));
      } else if (order.flags.includes('out')) cancelled = units.text;
    }
    const check = formatRowCheck({
      key: keyHash(orderId),
      content: contentHash(CONTENT_AT.map((at) => values[at] ?? '')),
      stage: 'Open',
      source: sourcePart(values, sent),
    });
    const lockedAt = sent ? now : '';
    row.push(lockedAt, lockedAt, locked, cancelled, check);
    for (const { of } of optional) row.push(of(order));
    add(subject, orderId, row);
  };
}

/** The units that are shipped, as text; digital ones need no parcel. */
export function physicalUnits(campaign: Campaign, exploded: Exploded): string {
  return formatItems(exploded.units.filter(({ sku }) => !campaign.catalog.isDigital(sku)));
}

export type AddShipment = (subject: number, orderId: string, contents: string) => void;

/** Adds a shipment that the platform has sent: shipped now, as far as is known. Nothing to send, no shipment. */
export function shipmentAdder(builder: PlanBuilder, campaign: Campaign, now: string): AddShipment {
  const add = builder.rows('Shipments', [
    'Shipment ID',
    'Order ID',
    'Channel',
    'Contents',
    'Shipped at',
    'Box',
  ]);
  return (subject, orderId, contents) => {
    if (contents === '') return;
    const id = nextShipmentId(
      orderId,
      campaign.shipmentsOf(orderId).map((shipment) => shipment.id),
    );
    add(subject, id, [id, orderId, SENT_CHANNEL, contents, now, id]);
  };
}
