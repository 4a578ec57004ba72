/**
 * The demo campaign: orders in all stages, wrong addresses, failed cards, two channels, half-shipped orders. Facts and
 * creator cells come from a seed; the views are computed from them by the model, as in a real spreadsheet.
 */
import { catalogOf, readProducts } from '../../../shared/order/catalog.ts';
import { readChannels } from '../../../shared/order/channels.ts';
import { withAllViews } from '../../../shared/plan/views.ts';
import { routerOf } from '../../../shared/routing/route.ts';
import { type Table, tableOf } from '../../../shared/tabs/table.ts';
import { CAMPAIGN, CHANNELS_TABLE, PRODUCTS_TABLE, REWARDS_TABLE } from './goods.ts';
import { type DemoOrder, orderMaker } from './order.ts';
import { type DemoShipment, shipmentsOf } from './shipments.ts';

export interface DemoOptions {
  /** The same seed gives the same campaign. */
  readonly seed: number;
  readonly size: number;
}

export const DEMO: DemoOptions = { seed: 20_250_901, size: 1_200 };
/** As many orders as the largest campaign so far. */
export const DEMO_BIG: DemoOptions = { ...DEMO, size: 219_382 };

/** Order IDs are `KS-1042`: the prefix that the add-on uses until its settings say another one. */
export const DEMO_PREFIX = 'KS';

export interface DemoCampaign {
  readonly name: string;
  readonly prefix: string;
  readonly tables: {
    readonly Orders: Table;
    readonly Shipments: Table;
    readonly Products: Table;
    readonly Rewards: Table;
    readonly Channels: Table;
  };
}

const ORDER_CELLS: Readonly<Record<string, (order: DemoOrder) => string>> = {
  'Order ID': (order) => order.id,
  Name: (order) => order.name,
  Items: (order) => order.items,
  Hold: (order) => order.hold,
  Payment: (order) => order.money.payment,
  'Amount due': (order) => order.money.amountDue,
  'Survey at': (order) => order.surveyAt,
  'Locked at': (order) => order.lockedAt,
  'Finalized at': (order) => order.finalizedAt,
  'Cancelled items': (order) => order.cancelledItems,
  'Address 1': (order) => order.address.address1,
  'Address 2': (order) => order.address.address2,
  City: (order) => order.address.city,
  'State/Province': (order) => order.address.state,
  'Postal code': (order) => order.address.postal,
  Country: (order) => order.address.country,
  Phone: (order) => order.address.phone,
  Email: (order) => order.email,
  Notes: (order) => order.notes,
  'Locked items': (order) => order.lockedItems,
  'Backer number': (order) => String(order.number),
  'Backer UID': (order) => order.uid,
  Reward: (order) => order.reward?.title ?? '',
  Pledged: (order) => order.pledged.toFixed(2),
  'Ordered at': (order) => order.orderedAt,
};

const SHIPMENT_CELLS: Readonly<Record<string, (shipment: DemoShipment, order: DemoOrder) => string>> = {
  'Shipment ID': (shipment) => shipment.id,
  'Order ID': (shipment) => shipment.orderId,
  Channel: (shipment) => shipment.channel,
  Contents: (shipment) => shipment.contents,
  'Tracking number': (shipment) => shipment.number,
  Carrier: (shipment) => shipment.carrier,
  'Pushed at': (shipment) => shipment.pushedAt,
  'Shipped at': (shipment) => shipment.shippedAt,
  'Cancelled at': (shipment) => shipment.cancelledAt,
  Replaces: (shipment) => shipment.replaces,
  'Ship to': (shipment) => shipment.shipTo,
  Batch: (shipment) => shipment.batch,
};

/** All tables of a campaign of `size` orders: text cells by the column names of shared/tabs. */
export function generateDemo({ seed, size }: DemoOptions = DEMO): DemoCampaign {
  const catalog = catalogOf(readProducts(PRODUCTS_TABLE));
  const route = routerOf(readChannels(CHANNELS_TABLE));
  const make = orderMaker(seed, DEMO_PREFIX, catalog);
  const orderColumns = Object.entries(ORDER_CELLS).map(([name, cell]) => ({
    name,
    cell,
    cells: new Array<string>(size),
  }));
  const shipmentColumns = Object.entries(SHIPMENT_CELLS).map(([name, cell]) => ({
    name,
    cell,
    cells: [] as string[],
  }));
  for (let i = 0; i < size; i++) {
    const order = make(i);
    for (const { cell, cells } of orderColumns) cells[i] = cell(order);
    for (const shipment of shipmentsOf(order, catalog, route)) {
      for (const { cell, cells } of shipmentColumns) cells.push(cell(shipment, order));
    }
  }
  const facts = {
    Orders: tableOf('Orders', Object.fromEntries(orderColumns.map(({ name, cells }) => [name, cells]))),
    Shipments: tableOf(
      'Shipments',
      Object.fromEntries(shipmentColumns.map(({ name, cells }) => [name, cells])),
    ),
    Products: PRODUCTS_TABLE,
    Rewards: REWARDS_TABLE,
    Channels: CHANNELS_TABLE,
  };
  return { name: CAMPAIGN, prefix: DEMO_PREFIX, tables: withAllViews(facts) };
}
