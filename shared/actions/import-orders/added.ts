/** New orders as rows of Orders, and what the platform has sent already as shipments. */

import type { Campaign } from '../../order/campaign.ts';
import type { Exploded } from '../../order/catalog.ts';
import { formatItems } from '../../order/items.ts';
import { contentHash, formatRowCheck, keyHash } from '../../order/row-check.ts';
import { AT, SOURCE_FIELDS, type SourceField, sourceWriter } from '../../order/source-check.ts';
import type { PlanBuilder } from '../../plan/builder.ts';
import type { AddedRows } from '../../plan/types.ts';
import { nextShipmentId } from '../../shipment/ids.ts';
import type { Cell } from '../../tabs/table.ts';
import { type IncomingOrder, inOnePiece } from './incoming.ts';

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

/** The columns of a new row, and where each comes from. One that no order of the file fills is left out. */
const COLUMNS: readonly { readonly name: string; readonly of: (order: IncomingOrder) => string }[] = [
  { name: 'Order ID', of: (order) => order.orderId },
  ...SOURCE_FIELDS.map((name, at) => ({ name, of: (order: IncomingOrder) => order.values[at] ?? '' })),
  { name: 'Backer number', of: (order) => order.backerNumber },
  { name: 'Backer UID', of: (order) => order.uid },
  { name: 'Ordered at', of: (order) => order.orderedAt },
  { name: 'Tax ID', of: (order) => order.taxId },
];

export interface OrderAdder {
  add(subject: number, order: IncomingOrder): void;
  /** The rows as columns; none when no order was added. */
  rows(): AddedRows[];
}

/** Adds rows to Orders, column by column: 220,000 new orders are some arrays. */
export function orderAdder(
  campaign: Campaign,
  now: string,
  orders: readonly IncomingOrder[],
  ship: AddShipment,
): OrderAdder {
  const subjects: number[] = [];
  const checks: string[] = [];
  const locked = new Map<number, string>();
  const cancelled = new Map<number, string>();
  const content = new Array<string>(CONTENT_AT.length);
  const source = sourceWriter();
  return {
    add(subject, order) {
      const { orderId, values } = order;
      const sent = order.flags.includes('sent');
      if (order.flags.length > 0) {
        const units = campaign.catalog.explode(values[AT.Items] ?? '');
        if (sent) {
          locked.set(subjects.length, units.text);
          ship(subject, orderId, physicalUnits(campaign, units));
        } else if (order.flags.includes('out')) cancelled.set(subjects.length, units.text);
      }
      for (let k = 0; k < CONTENT_AT.length; k++) content[k] = values[CONTENT_AT[k] ?? 0] ?? '';
      const check = formatRowCheck({
        key: keyHash(orderId),
        content: contentHash(content),
        stage: 'Open',
        source: source(values, sent),
      });
      subjects.push(subject);
      checks.push(inOnePiece(check));
    },
    rows() {
      if (subjects.length === 0) return [];
      const columns = new Map<string, Cell[]>();
      for (const { name, of } of COLUMNS) {
        const cells = cellsOf(orders, subjects, of);
        if (cells !== null) columns.set(name, cells);
      }
      const facts = {
        'Locked at': locked,
        'Finalized at': locked,
        'Locked items': locked,
        'Cancelled items': cancelled,
      };
      for (const [name, found] of Object.entries(facts)) {
        if (found.size === 0) continue;
        const cells = new Array<Cell>(subjects.length).fill('');
        for (const [at, items] of found) cells[at] = name.endsWith(' at') ? now : items;
        columns.set(name, cells);
      }
      columns.set('Row check', checks);
      const key = subjects.map((s) => orders[s]?.orderId ?? '');
      return [{ tab: 'Orders', subject: subjects, key, columns }];
    },
  };
}

/** One column of the new rows; null when all of it is blank. */
function cellsOf(
  orders: readonly IncomingOrder[],
  subjects: readonly number[],
  of: (order: IncomingOrder) => string,
): Cell[] | null {
  const cells = new Array<Cell>(subjects.length);
  let blank = true;
  for (let at = 0; at < subjects.length; at++) {
    const order = orders[subjects[at] ?? 0];
    const value = order === undefined ? '' : of(order);
    if (value !== '') blank = false;
    cells[at] = value;
  }
  return blank ? null : cells;
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
