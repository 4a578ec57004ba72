/**
 * The tabs of a campaign, as data: what each column is called, who owns it and how it looks.
 * Set-up, the header map, Repair Sheets, protection and the docs all read this one table.
 */

/** c: creator and previewed actions; a: actions only; w: worker; v: view, computed and never read as truth. */
export type Owner = 'c' | 'a' | 'w' | 'v';

export interface Column {
  readonly name: string;
  readonly owner: Owner;
  /** Pixels. */
  readonly width?: number;
  /** text is the default: `@`, so that ids, postal codes and phones keep zeros and plus signs. */
  readonly format?: 'text' | 'number';
  /** Values that a drop-down offers; others stay possible and are parsed by the model. */
  readonly values?: readonly string[];
  /** Made only when something brings a value. */
  readonly optional?: true;
  readonly hidden?: true;
  /** Made by set-up, but a person who has no use for it may delete it: plans then read blanks. */
  readonly spare?: true;
  /** Other headers that mean this column, lower case. */
  readonly aliases?: readonly string[];
}

export interface Tab {
  readonly name: TabName;
  readonly columns: readonly Column[];
  readonly hidden?: true;
  /** Rows that a new grid gets below the header. */
  readonly rows: number;
}

export const TAB_NAMES = [
  'Overview',
  'Orders',
  'Shipments',
  'Needs attention',
  'Channels',
  'Segments',
  'Products',
  'Rewards',
  'Activity',
  'Journal',
  'Segment members',
] as const;
export type TabName = (typeof TAB_NAMES)[number];

/** The stages, in the order of the work; see shared/order/stage.ts for the rule of each. */
export const STAGES = [
  'Awaiting survey',
  'Open',
  'Locked down',
  'Paid',
  'Ready to ship',
  'Partly shipped',
  'Shipped',
  'Errored',
  'Cancelled',
  'Nothing to ship',
] as const;
export type Stage = (typeof STAGES)[number];

/** What a payment cell may say; `errored` is followed by `: reason`. */
export const PAYMENTS = [
  'no card',
  'card on file',
  'pending',
  'partly paid',
  'paid',
  'errored',
  'refunded',
  'nothing due',
] as const;
export type Payment = (typeof PAYMENTS)[number];

const c = (name: string, more: Partial<Column> = {}): Column => ({ name, owner: 'c', ...more });
const a = (name: string, more: Partial<Column> = {}): Column => ({ name, owner: 'a', ...more });
const v = (name: string, more: Partial<Column> = {}): Column => ({ name, owner: 'v', ...more });
const w = (name: string, more: Partial<Column> = {}): Column => ({ name, owner: 'w', ...more });

export const ORDERS: Tab = {
  name: 'Orders',
  rows: 50,
  columns: [
    a('Order ID', { width: 90, aliases: ['order', 'order no', 'order number'] }),
    v('Stage', { width: 140, values: STAGES }),
    v('Next step', { width: 260 }),
    v('Packages', { width: 170 }),
    c('Name', { width: 150 }),
    c('Items', { width: 200 }),
    c('Hold', { width: 120 }),
    c('Payment', { width: 110, values: PAYMENTS }),
    c('Amount due', { width: 90 }),
    c('Survey at', { width: 150 }),
    a('Locked at', { width: 150 }),
    a('Finalized at', { width: 150 }),
    a('Cancelled items', { width: 140 }),
    c('Address 1', { width: 180 }),
    c('Address 2', { width: 120 }),
    c('City', { width: 120 }),
    c('State/Province', { width: 110, aliases: ['state', 'province'] }),
    c('Postal code', { width: 90, aliases: ['zip', 'postcode', 'zip code'] }),
    c('Country', { width: 80 }),
    c('Phone', { width: 120 }),
    c('Email', { width: 200, aliases: ['e-mail'] }),
    c('Notes', { width: 200 }),
    a('Locked items', { hidden: true, width: 160 }),
    a('Row check', { hidden: true, width: 160 }),
    a('Backer number', { optional: true, width: 110 }),
    a('Backer UID', { optional: true, width: 110 }),
    c('Reward', { optional: true, width: 160 }),
    c('Pledged', { optional: true, width: 90 }),
    c('Ordered at', { optional: true, width: 150 }),
    c('Tax ID', { optional: true, width: 120 }),
    a('Returned', { optional: true, width: 180 }),
    a('Address check', { optional: true, width: 180 }),
    w('Tracking', { optional: true, width: 140 }),
  ],
};

export const SHIPMENTS: Tab = {
  name: 'Shipments',
  rows: 50,
  columns: [
    a('Shipment ID', { width: 110 }),
    a('Order ID', { width: 90 }),
    a('Channel', { width: 120 }),
    a('Contents', { width: 200 }),
    v('Status', { width: 100 }),
    a('Tracking number', { width: 190 }),
    a('Carrier', { width: 110 }),
    w('Tracking status', { width: 120 }),
    a('Pushed at', { width: 150 }),
    a('Shipped at', { width: 150 }),
    a('Cancelled at', { width: 150 }),
    w('Warehouse says', { width: 140 }),
    a('Box', { width: 100 }),
    a('Replaces', { width: 130 }),
    a('Ship to', { width: 260 }),
    a('Batch', { optional: true, width: 120 }),
    a('Tracking URL', { optional: true, width: 220 }),
    w('Warehouse order no.', { optional: true, width: 130 }),
    w('Last scan', { optional: true, width: 180 }),
    w('Delivered at', { optional: true, width: 150 }),
    w('Notified at', { optional: true, width: 150 }),
    w('Postage cost', { optional: true, width: 90 }),
  ],
};

const REWARDS: Tab = {
  name: 'Rewards',
  rows: 20,
  columns: [c('Title', { width: 260 }), a('Platform ID', { width: 180 }), c('Items', { width: 260 })],
};

const PRODUCT_KINDS = ['physical', 'digital', 'kit'] as const;

export const PRODUCTS: Tab = {
  name: 'Products',
  rows: 20,
  columns: [
    c('SKU', { width: 120 }),
    c('Name', { width: 200 }),
    c('Kind', { width: 90, values: PRODUCT_KINDS }),
    c('Kit contents', { width: 200 }),
    c('SKU aliases', { width: 140 }),
    c('On hand', { width: 80, format: 'number' }),
    c('Weight g', { width: 80, format: 'number', spare: true }),
    c('Length', { width: 70, format: 'number', spare: true }),
    c('Width', { width: 70, format: 'number', spare: true }),
    c('Height cm', { width: 80, format: 'number', spare: true }),
    c('Ships alone', { width: 90, values: ['yes', 'no'], spare: true }),
    c('HS code', { width: 90, spare: true }),
    c('Origin', { width: 70, spare: true }),
    c('Customs description', { width: 180, spare: true }),
    c('Customs value', { width: 100, spare: true }),
    c('Restock date', { width: 110, spare: true }),
    c('Discontinued', { optional: true, width: 110 }),
    c('Not to', { optional: true, width: 120 }),
  ],
};

export const CHANNEL_METHODS = ['Export', 'Partner sheet', 'Integration'] as const;
export type ChannelMethod = (typeof CHANNEL_METHODS)[number];

/** What makes a parcel of a channel count as shipped: its column in Channels. Blank: the imported number. */
export const SHIPPED_WHEN = ['first scan', 'partner reports it', 'tracking imported'] as const;
export type ShippedWhen = (typeof SHIPPED_WHEN)[number];

/** Who tells the backer about a tracking number; blank: Shipsheet. */
export const EMAILS_BY = ['Shipsheet', 'partner', 'nobody'] as const;
export type EmailsBy = (typeof EMAILS_BY)[number];

/** What Push does when goods run short; blank: it asks for no stock. */
export const BACKORDER_RULES = ['ship what is there', 'wait for all', 'ask'] as const;

export const CHANNELS: Tab = {
  name: 'Channels',
  rows: 10,
  columns: [
    c('Channel', { width: 140 }),
    c('SKUs', { width: 260 }),
    c('Method', { width: 110, values: CHANNEL_METHODS }),
    c('Connected to', { width: 120 }),
    c('Countries', { width: 120 }),
    c('Priority', { width: 70, format: 'number' }),
    c('Counts as shipped when', {
      width: 170,
      values: SHIPPED_WHEN,
    }),
    c('Tracking emails sent by', { width: 170, values: EMAILS_BY }),
    c('Split rule', { width: 140, spare: true }),
    c('Backorder rule', { width: 120, values: BACKORDER_RULES, spare: true }),
    v('Ready', { width: 70, format: 'number' }),
    v('Sent', { width: 70, format: 'number' }),
    v('Shipped', { width: 70, format: 'number' }),
    v('Last sync', { width: 140 }),
    v('Next sync', { width: 140 }),
    v('Last error', { width: 200 }),
    c('Ships from', { optional: true, width: 90 }),
    c('Does not carry', { optional: true, width: 160 }),
    c('Customs data', { optional: true, width: 110, values: ['required', 'not needed'] }),
    c('Does not deliver to', { optional: true, width: 200 }),
  ],
};

export const SEGMENTS: Tab = {
  name: 'Segments',
  rows: 20,
  columns: [
    c('Segment', { width: 180 }),
    c('Filter', { width: 420 }),
    v('Matches now', { width: 100, format: 'number' }),
    v('Members at last run', { width: 140, format: 'number' }),
    v('Change since', { width: 110 }),
    v('Refreshed at', { width: 150 }),
  ],
};

/** Who was in a segment when a run last used it: see shared/segment/members.ts. */
const SEGMENT_MEMBERS: Tab = {
  name: 'Segment members',
  hidden: true,
  rows: 5,
  columns: [a('Segment', { width: 180 }), a('Part', { width: 60 }), a('Data', { width: 300 })],
};

const NEEDS_ATTENTION: Tab = {
  name: 'Needs attention',
  rows: 20,
  columns: [
    a('Key', { width: 220 }),
    a('What', { width: 380 }),
    a('Since', { width: 150 }),
    a('Suggested action', { width: 380 }),
    c('Resolved', { width: 150 }),
  ],
};

export const ACTIVITY: Tab = {
  name: 'Activity',
  rows: 20,
  columns: [
    a('Run ID', { width: 170 }),
    a('When', { width: 150 }),
    a('Who', { width: 180 }),
    a('Action', { width: 150 }),
    a('Which', { width: 260 }),
    a('Changed', { width: 80, format: 'number' }),
    a('Already done', { width: 90, format: 'number' }),
    a('Left alone', { width: 90, format: 'number' }),
    a('Needs decision', { width: 110, format: 'number' }),
    a('Hash', { width: 160 }),
  ],
};

const JOURNAL: Tab = {
  name: 'Journal',
  hidden: true,
  rows: 5,
  columns: [a('Run ID', { width: 150 }), a('Part', { width: 60 }), a('Data', { width: 300 })],
};

/** Overview is laid out by shared/actions' overview, not by a header row. */
const OVERVIEW: Tab = { name: 'Overview', rows: 60, columns: [] };

export const TABS: readonly Tab[] = [
  OVERVIEW,
  ORDERS,
  SHIPMENTS,
  NEEDS_ATTENTION,
  CHANNELS,
  SEGMENTS,
  PRODUCTS,
  REWARDS,
  ACTIVITY,
  JOURNAL,
  SEGMENT_MEMBERS,
];
