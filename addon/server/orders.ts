/** Find Order, and everything about one order. */
import { ORDER_ACTIONS } from '../../shared/actions/index.ts';
import { isLive } from '../../shared/actions/shipments.ts';
import { countryCode, countryName } from '../../shared/address/countries.ts';
import { accounts } from '../../shared/order/accounts.ts';
import { type Campaign, campaignOf, STAGE_COLUMNS, STATUS_COLUMNS } from '../../shared/order/campaign.ts';
import { type Fact, historyOf, type Run } from '../../shared/order/history.ts';
import { orderView } from '../../shared/order/views.ts';
import { type Book, Refused } from '../../shared/plan/book.ts';
import { type JournalRow, readJournal } from '../../shared/plan/journal.ts';
import { withTitles } from '../../shared/plan/load.ts';
import { MOST_VISIBLE } from '../../shared/plan/scope.ts';
import { CHANGE } from '../../shared/plan/types.ts';
import { replaced } from '../../shared/shipment/replaces.ts';
import { shipTo } from '../../shared/shipment/ship-to.ts';
import { type Tables, text, textColumn } from '../../shared/tabs/table.ts';
import { PRODUCTS } from '../../shared/tabs/tabs.ts';
import type { OrderDetails, OrderMatch } from '../api.ts';
import { findSheet } from '../book/sheets.ts';
import { readSettings } from './settings.ts';

const MOST_MATCHES = 50;
const ADDRESS = ['Address 1', 'Address 2', 'City', 'State/Province', 'Postal code', 'Country'] as const;
const FIELDS = [
  'Backer number',
  'Reward',
  'Items',
  'Payment',
  'Amount due',
  'Hold',
  'Survey at',
  'Locked at',
  'Finalized at',
  'Cancelled items',
  'Returned',
  'Phone',
  'Email',
  'Notes',
] as const;

/** Orders whose id, name, e-mail, notes or tracking number holds the query, in any case. */
export function findOrder(book: Book, query: string): OrderMatch[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [];
  const orders = book.read('Orders', ['Order ID', 'Stage', 'Backer number', 'Name', 'Email', 'Notes']);
  const column = (name: string): readonly string[] => textColumn(orders, name);
  const ids = column('Order ID');
  const stage = column('Stage');
  const name = column('Name');
  const where: [string, readonly string[]][] = [
    ['id', ids],
    ['backer number', column('Backer number')],
    ['name', name],
    ['e-mail', column('Email')],
    ['notes', column('Notes')],
  ];
  const matches = new Map<string, OrderMatch>();
  for (const [matched, cells] of where) {
    for (let i = 0; i < orders.n && matches.size < MOST_MATCHES; i++) {
      const id = ids[i] ?? '';
      if (id === '' || matches.has(id) || !(cells[i] ?? '').toLowerCase().includes(wanted)) continue;
      matches.set(id, { orderId: id, name: name[i] ?? '', stage: stage[i] ?? '', matched });
    }
  }
  const shipments = book.read('Shipments', ['Order ID', 'Tracking number']);
  const numbers = textColumn(shipments, 'Tracking number');
  for (let i = 0; i < shipments.n && matches.size < MOST_MATCHES; i++) {
    const id = text(shipments.columns.get('Order ID')?.[i]);
    const at = ids.indexOf(id);
    if (at < 0 || matches.has(id) || !(numbers[i] ?? '').toLowerCase().includes(wanted)) continue;
    matches.set(id, {
      orderId: id,
      name: name[at] ?? '',
      stage: stage[at] ?? '',
      matched: 'tracking number',
    });
  }
  return [...matches.values()];
}

/** Everything about one order: by id, or the first selected row. */
export function orderDetails(book: Book, orderId: string | undefined): OrderDetails | null {
  let id = orderId;
  if (id === undefined) {
    const rows = book.selectedRows(MOST_VISIBLE);
    const row = Array.isArray(rows) ? rows[0] : undefined;
    if (row === undefined) return null;
    id = text(book.read('Orders', ['Order ID'], { from: row, count: 1 }).columns.get('Order ID')?.[0]);
  }
  if (id === '') return null;
  const tables: Tables = {
    Orders: book.readKeys('Orders', 'Order ID', new Set([id]), [
      ...new Set([...STAGE_COLUMNS, ...FIELDS, ...ADDRESS, 'Name', 'Tax ID', 'Ordered at']),
    ]),
    Shipments: book.readKeys('Shipments', 'Order ID', new Set([id]), [
      ...STATUS_COLUMNS,
      'Ship to',
      'Tracking URL',
      'Tracking status',
      'Warehouse order no.',
      'Last scan',
      'Delivered at',
    ]),
    Products: book.read(
      'Products',
      PRODUCTS.columns.slice(0, 6).map((column) => column.name),
    ),
    Channels: book.read('Channels', ['Channel', 'SKUs', 'Method', 'Countries', 'Priority']),
  };
  const campaign = campaignOf(withTitles(book, tables));
  const i = campaign.index.get(id);
  if (i === undefined) throw new Refused('match.none', `There is no order ${id} in Orders.`);
  const account = accounts(campaign, i);
  const view = orderView(campaign, i, account);
  const cell = (name: string): string => campaign.col(name)[i] ?? '';
  const extra = (name: string, index: number): string => textColumn(tables.Shipments, name)[index] ?? '';
  const now = shipTo({ name: cell('Name'), address: ADDRESS.map(cell), phone: cell('Phone') });
  const all = campaign.shipmentsOf(id);
  const facts = all.map((shipment) => ({
    ...shipment,
    cancelledAt: extra('Cancelled at', shipment.index),
    tracking: [shipment.carrier, shipment.number].filter((part) => part !== '').join(' '),
  }));
  const shipments = all.map((shipment) => {
    const sent = extra('Ship to', shipment.index);
    return {
      id: shipment.id,
      channel: shipment.channel,
      contents: shipment.contents,
      status: shipment.status,
      number: shipment.number,
      carrier: shipment.carrier,
      url: extra('Tracking URL', shipment.index),
      when: shipment.shippedAt || shipment.pushedAt,
      replaces: shipment.replaces,
      replacedBy: all.find((one) => isLive(one) && replaced(one) === shipment.id)?.id ?? '',
      changedSince:
        shipment.status === 'sent' && sent !== '' && sent !== now ? `address; it was sent to ${sent}` : '',
      says: extra('Warehouse says', shipment.index),
      orderNumber: extra('Warehouse order no.', shipment.index),
      tracking: extra('Tracking status', shipment.index),
      lastScan: extra('Last scan', shipment.index),
      deliveredAt: extra('Delivered at', shipment.index),
    };
  });
  const units = account.units.map((unit) => ({
    sku: unit.sku,
    name: campaign.catalog.find(unit.sku)?.name ?? campaign.titleOf(unit.sku),
    physical: unit.physical,
    ordered: unit.ordered,
    cancelled: unit.cancelled,
    shipped: unit.shipped,
    sent: unit.pushed,
    open: unit.open,
  }));
  return {
    orderId: id,
    name: cell('Name'),
    row: campaign.row(i) + 2,
    stage: view.stage,
    why: view.nextStep,
    next: '',
    fields: FIELDS.map((label) => ({ label, value: cell(label) })).filter((field) => field.value !== ''),
    address: linesOf(cell),
    units,
    shipments,
    history: historyOf(runsOf(book), changesOf(book, id), factsOf(cell, facts)),
    actions: actionsFor(book, campaign, tables, i),
  };
}

/** As on a parcel: recipient, lines, one line of city, state and postal code, the country by its name. */
function linesOf(cell: (name: string) => string): string[] {
  const place = [cell('City'), cell('State/Province'), cell('Postal code')].filter((part) => part !== '');
  const country = countryCode(cell('Country'));
  return [
    cell('Name'),
    cell('Address 1'),
    cell('Address 2'),
    place.join(' '),
    country === null ? cell('Country') : countryName(country),
  ].filter((line) => line !== '');
}

/** Menu actions that would change this order now, without further options. */
function actionsFor(
  book: Book,
  campaign: Campaign,
  tables: Tables,
  i: number,
): { action: string; label: string }[] {
  const settings = readSettings(book);
  const found: { action: string; label: string }[] = [];
  for (const action of ORDER_ACTIONS) {
    if (action.info.kind !== 'orders') continue;
    const options = SAMPLE_OPTIONS;
    if (!action.check(options).ok) continue;
    const plan = action.plan({ campaign, tables, now: book.now(), options, settings }, [i]);
    if (plan.outcome[0] === CHANGE) found.push({ action: action.info.name, label: action.info.label });
  }
  // Nothing is to be forced where the plain action works.
  const plain = found.some(({ action }) => action === 'mark-shipped');
  return plain ? found.filter(({ action }) => action !== 'force-mark-shipped') : found;
}

/** Answers that let an action say whether it applies at all. */
const SAMPLE_OPTIONS = { reason: '-', payment: 'paid', why: 'lost', note: '-' };

/** Facts with a time, of the order and its shipments. */
function factsOf(cell: (name: string) => string, shipments: readonly ShipmentFacts[]): Fact[] {
  const facts: Fact[] = [
    { when: cell('Ordered at'), what: 'Ordered' },
    { when: cell('Survey at'), what: 'Survey answered' },
    { when: cell('Locked at'), what: 'Locked down' },
    { when: cell('Finalized at'), what: 'Address finalized' },
  ];
  for (const { id, channel, contents, pushedAt, shippedAt, cancelledAt, tracking } of shipments) {
    facts.push(
      { when: pushedAt, what: `${id} sent to ${channel}: ${contents}` },
      { when: shippedAt, what: `${id} shipped${tracking === '' ? '' : ` with ${tracking}`}` },
      { when: cancelledAt, what: `${id} cancelled` },
    );
  }
  return facts;
}

interface ShipmentFacts {
  readonly id: string;
  readonly channel: string;
  readonly contents: string;
  readonly pushedAt: string;
  readonly shippedAt: string;
  readonly cancelledAt: string;
  /** Carrier and number. */
  readonly tracking: string;
}

/** What the journal holds of this order, by run. */
function changesOf(book: Book, orderId: string): Map<string, JournalRow[]> {
  const journal = book.read('Journal', ['Run ID', 'Data']);
  const changes = new Map<string, JournalRow[]>();
  for (let i = 0; i < journal.n; i++) {
    const data = text(journal.columns.get('Data')?.[i]);
    // Most parts are of other orders: looking for the text costs less than reading the part.
    if (!data.includes(JSON.stringify(orderId)) && !data.includes(`"${orderId}-`)) continue;
    const runId = text(journal.columns.get('Run ID')?.[i]);
    const mine = rowsOf(data).filter(({ key }) => key === orderId || key.startsWith(`${orderId}-`));
    if (mine.length > 0) changes.set(runId, [...(changes.get(runId) ?? []), ...mine]);
  }
  return changes;
}

/** The runs of Activity, oldest first. */
function runsOf(book: Book): Run[] {
  const activity = book.read('Activity', ['Run ID', 'When', 'Who', 'Action']);
  const column = (name: string): readonly string[] => textColumn(activity, name);
  const [when, who, action] = [column('When'), column('Who'), column('Action')];
  return column('Run ID').map((runId, i) => ({
    runId,
    when: when[i] ?? '',
    who: who[i] ?? '',
    action: action[i] ?? '',
  }));
}

/** The rows of one part; none of a part that goes on in the next cell, or was edited by hand. */
function rowsOf(data: string): JournalRow[] {
  try {
    return readJournal([data]);
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
}

/** Brings the order's row to the front. */
export function showOrder(
  spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
  book: Book,
  orderId: string,
): { ok: true } {
  const found = book.readKeys('Orders', 'Order ID', new Set([orderId]), ['Order ID']);
  const row = found.rows?.[0];
  const sheet = findSheet(spreadsheet, 'Orders');
  if (row === undefined || sheet === null)
    throw new Refused('match.none', `There is no order ${orderId} in Orders.`);
  // The id stays in sight, for its column is frozen or the first; the whole row shows what is meant.
  sheet.getRange(row + 2, 1, 1, sheet.getLastColumn()).activate();
  return { ok: true };
}
