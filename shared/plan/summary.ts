/** What is written when a run ends: Overview and Needs attention, from the whole campaign. */
import { type Accounts, accounts } from '../order/accounts.ts';
import { type AttentionItem, attentionOf, canJudge } from '../order/attention.ts';
import { type Campaign, campaignOf, STAGE_COLUMNS, STATUS_COLUMNS } from '../order/campaign.ts';
import { ADDRESS_FIELDS } from '../order/deliverable.ts';
import { overviewOf } from '../order/overview.ts';
import { discontinuedAttention } from '../products/attention.ts';
import { readGoods } from '../products/goods.ts';
import { noNumberDays } from '../shipment/no-number.ts';
import { type Cell, type Table, type Tables, text, withColumns } from '../tabs/table.ts';
import { CHANNELS, PRODUCTS } from '../tabs/tabs.ts';
import type { Book } from './book.ts';
import { channelCounts } from './channel-counts.ts';
import { withTitles } from './load.ts';

/** Rows of Needs attention that one refresh adds at most: a flood says no more than its first thousand. */
const MOST_ADDED = 1000;

/** The campaign as it stands on the sheet; with `addresses` also those of the orders that a warehouse has. */
export function readCampaign(book: Book, addresses = false): Campaign {
  const tables = withTitles(book, {
    Orders: book.read('Orders', [...STAGE_COLUMNS, 'Country']),
    Shipments: book.read('Shipments', [...STATUS_COLUMNS, 'Ship to']),
    Products: book.read(
      'Products',
      PRODUCTS.columns.slice(0, 6).map((column) => column.name),
    ),
    Channels: book.read(
      'Channels',
      CHANNELS.columns.slice(0, 6).map((column) => column.name),
    ),
  });
  const campaign = campaignOf(tables);
  return addresses ? withSentAddresses(book, campaign, tables) : campaign;
}

/** The addresses of the orders that a warehouse has, to tell what changed since it was told. */
function withSentAddresses(book: Book, campaign: Campaign, tables: Tables): Campaign {
  const ids = new Set(
    campaign.shipments.flatMap(({ status, orderId }) => (status === 'sent' ? [orderId] : [])),
  );
  if (ids.size === 0 || tables.Orders === undefined) return campaign;
  const found = book.readKeys('Orders', 'Order ID', ids, ['Order ID', ...ADDRESS_FIELDS]);
  const orders = withColumns(tables.Orders, found, campaign.index);
  return campaignOf({ ...tables, Orders: orders });
}

/** Writes Overview, the channels' counts and Needs attention. `after` saves reading when the whole campaign is at hand. */
export function refreshSummary(book: Book, after: Campaign | null): void {
  const campaign = after ?? readCampaign(book, true);
  const all = Array.from({ length: campaign.n }, (_, i) =>
    campaign.col('Order ID')[i] === '' ? null : accounts(campaign, i),
  );
  const overview = overviewOf(campaign, all, book.now(), countriesOf(book, campaign));
  book.layOut('Overview', overview.rows, overview.styles);
  if (campaign.knowsChannels && campaign.orders?.columns.has('Country') === true)
    refreshChannels(book, campaign, all);
  refreshAttention(book, campaign, all);
}

/** The counts of the Channels tab: written where they differ. */
function refreshChannels(book: Book, campaign: Campaign, all: readonly (Accounts | null)[]): void {
  const tab = book.read('Channels', ['Channel', 'Ready', 'Sent', 'Shipped']);
  if (tab.missing.length > 0) return;
  const counts = channelCounts(campaign, all);
  const rows: number[] = [];
  const columns = new Map<string, Cell[]>([
    ['Ready', []],
    ['Sent', []],
    ['Shipped', []],
  ]);
  for (let i = 0; i < tab.n; i++) {
    const now = counts.get(text(tab.columns.get('Channel')?.[i]));
    if (now === undefined) continue;
    const cells = [now.ready, now.sent, now.shipped];
    if ([...columns.keys()].every((name, at) => text(tab.columns.get(name)?.[i]) === String(cells[at])))
      continue;
    rows.push(i);
    for (const [at, column] of [...columns.values()].entries()) column.push(cells[at] ?? 0);
  }
  if (rows.length > 0) book.write('Channels', rows, columns, tab);
}

/** The Country cell of an order by its id. A run that had no use for countries has not read them. */
function countriesOf(book: Book, campaign: Campaign): (orderId: string) => string {
  const read = campaign.orders?.columns.has('Country') === true || campaign.shipments.length === 0;
  const there = read ? campaign : campaignOf({ Orders: book.read('Orders', ['Order ID', 'Country']) });
  const country = there.col('Country');
  return (orderId) => country[there.index.get(orderId) ?? -1] ?? '';
}

function refreshAttention(
  book: Book,
  campaign: Campaign,
  all: readonly (ReturnType<typeof accounts> | null)[],
): void {
  const now = book.now();
  const late = { now, days: noNumberDays(book) };
  const wanted = new Map(attentionOf(campaign, all, late).map((item) => [item.key, item]));
  const goods = readGoods(book.read('Products', ['SKU', 'Discontinued']), now);
  for (const item of discontinuedAttention(all, goods)) wanted.set(item.key, item);
  const tab = book.read('Needs attention', ['Key', 'What', 'Since', 'Suggested action', 'Resolved']);
  if (tab.missing.length > 0) return;
  const rows: number[] = [];
  const what: Cell[] = [];
  const action: Cell[] = [];
  const resolved: Cell[] = [];
  const seen = new Set<string>();
  for (let i = 0; i < tab.n; i++) {
    const key = text(tab.columns.get('Key')?.[i]);
    if (key === '') continue;
    seen.add(key);
    const item = wanted.get(key);
    if (item === undefined && !canJudge(key, campaign)) continue;
    const was = text(tab.columns.get('Resolved')?.[i]);
    const next = item === undefined ? was || now : '';
    if (next === was && (item === undefined || isAsWritten(item, tab, i))) continue;
    rows.push(i);
    what.push(item?.what ?? text(tab.columns.get('What')?.[i]));
    action.push(item?.action ?? text(tab.columns.get('Suggested action')?.[i]));
    resolved.push(next);
  }
  if (rows.length > 0) {
    book.write(
      'Needs attention',
      rows,
      new Map([
        ['What', what],
        ['Suggested action', action],
        ['Resolved', resolved],
      ]),
      tab,
    );
  }
  const fresh = [...wanted.values()].filter((item) => !seen.has(item.key)).slice(0, MOST_ADDED);
  if (fresh.length === 0) return;
  book.append(
    'Needs attention',
    new Map<string, Cell[]>([
      ['Key', fresh.map((item) => item.key)],
      ['What', fresh.map((item) => item.what)],
      ['Since', fresh.map(() => now)],
      ['Suggested action', fresh.map((item) => item.action)],
    ]),
  );
}

const isAsWritten = (item: AttentionItem, tab: Table, i: number): boolean =>
  item.what === text(tab.columns.get('What')?.[i]) &&
  item.action === text(tab.columns.get('Suggested action')?.[i]);
