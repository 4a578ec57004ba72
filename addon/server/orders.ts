/** Find Order, and everything about one order. */
import { ORDER_ACTIONS } from '../../shared/actions/index.ts';
import { accounts } from '../../shared/order/accounts.ts';
import { type Campaign, campaignOf, STAGE_COLUMNS, STATUS_COLUMNS } from '../../shared/order/campaign.ts';
import { replyFor } from '../../shared/order/reply.ts';
import { orderView } from '../../shared/order/views.ts';
import { type Book, Refused } from '../../shared/plan/book.ts';
import { type JournalRow, readJournal } from '../../shared/plan/journal.ts';
import { withTitles } from '../../shared/plan/load.ts';
import { MOST_VISIBLE } from '../../shared/plan/scope.ts';
import { CHANGE } from '../../shared/plan/types.ts';
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
      ...new Set([...STAGE_COLUMNS, ...FIELDS, ...ADDRESS, 'Name', 'Tax ID']),
    ]),
    Shipments: book.readKeys('Shipments', 'Order ID', new Set([id]), [
      ...STATUS_COLUMNS,
      'Ship to',
      'Tracking URL',
      'Tracking status',
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
  const shipments = campaign.shipmentsOf(id).map((shipment) => {
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
      changedSince:
        shipment.status === 'sent' && sent !== '' && sent !== now
          ? `The address changed since it was sent to ${sent}`
          : '',
    };
  });
  const units = account.units.map((unit) => ({
    sku: unit.sku,
    name: campaign.catalog.find(unit.sku)?.name ?? campaign.titleOf(unit.sku),
    ordered: unit.ordered,
    cancelled: unit.cancelled,
    shipped: unit.shipped,
    sent: unit.pushed,
    open: unit.open,
  }));
  const digital = new Set(account.units.filter((unit) => !unit.physical).map((unit) => unit.sku));
  return {
    orderId: id,
    row: campaign.row(i) + 2,
    stage: view.stage,
    why: view.nextStep,
    next: '',
    fields: FIELDS.map((label) => ({ label, value: cell(label) })).filter((field) => field.value !== ''),
    address: [cell('Name'), ...ADDRESS.map(cell)].filter((line) => line !== ''),
    units,
    shipments,
    history: historyOf(book, id),
    actions: actionsFor(book, campaign, tables, i),
    reply: replyFor({
      orderId: id,
      name: cell('Name'),
      stage: view.stage,
      units: units.map((unit) => ({ ...unit, physical: !digital.has(unit.sku) })),
      shipments,
      waits: view.nextStep,
    }),
  };
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
    const plan = action.plan({ campaign, tables, now: book.now(), options, settings }, [i]);
    if (plan.outcome[0] === CHANGE) found.push({ action: action.info.name, label: action.info.label });
  }
  // Nothing is to be forced where the plain action works.
  const plain = found.some(({ action }) => action === 'mark-shipped');
  return plain ? found.filter(({ action }) => action !== 'force-mark-shipped') : found;
}

/** Answers that let an action say whether it applies at all. */
const SAMPLE_OPTIONS = { reason: '-', payment: 'paid' };

/** What the runs did to this order, from the journal: newest first. */
function historyOf(book: Book, orderId: string): { when: string; what: string }[] {
  const journal = book.read('Journal', ['Run ID', 'Data']);
  const runIds = new Set<string>();
  const what = new Map<string, string[]>();
  for (let i = 0; i < journal.n; i++) {
    const data = text(journal.columns.get('Data')?.[i]);
    // Most parts are of other orders: looking for the text costs less than reading the part.
    if (!data.includes(JSON.stringify(orderId)) && !data.includes(`"${orderId}-`)) continue;
    const runId = text(journal.columns.get('Run ID')?.[i]);
    for (const row of rowsOf(data)) {
      if (row.key !== orderId && !row.key.startsWith(`${orderId}-`)) continue;
      runIds.add(runId);
      const said =
        row.kind === 'add'
          ? `added ${row.key}`
          : row.kind === 'remove'
            ? `removed ${row.key}`
            : [...row.columns]
                .filter(([name]) => name !== 'Row check' && name !== 'Locked items')
                .map(
                  ([name, value]) =>
                    `${name}: ${value.before === '' ? '' : `${value.before} → `}${value.after === '' ? '(cleared)' : value.after}`,
                )
                .join('; ');
      if (said !== '') what.set(runId, [...(what.get(runId) ?? []), said]);
    }
  }
  if (runIds.size === 0) return [];
  const activity = book.read('Activity', ['Run ID', 'When', 'Who', 'Action']);
  const history: { when: string; what: string }[] = [];
  for (let i = activity.n - 1; i >= 0; i--) {
    const cell = (name: string): string => text(activity.columns.get(name)?.[i]);
    const done = what.get(cell('Run ID'));
    if (done !== undefined)
      history.push({
        when: cell('When'),
        what: `${cell('Action')} by ${cell('Who') || 'somebody'}: ${done.join('; ')}`,
      });
  }
  return history;
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
  sheet.getRange(row + 2, 1).activate();
  return { ok: true };
}
