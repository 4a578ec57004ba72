/**
 * What happens when a person types into a cell. Single cells can go back, for only they tell the old value; pasted
 * blocks become outside edits, which Finalize and Push notice.
 */

import type { OrderAction } from '../../shared/actions/action.ts';
import { ORDER_ACTIONS } from '../../shared/actions/index.ts';
import { campaignOf, STAGE_COLUMNS } from '../../shared/order/campaign.ts';
import { countryFrozen } from '../../shared/order/country-frozen.ts';
import { contentCells } from '../../shared/order/guards.ts';
import {
  CONTENT_COLUMNS,
  contentHash,
  formatRowCheck,
  keyMatches,
  parseRowCheck,
} from '../../shared/order/row-check.ts';
import type { Book } from '../../shared/plan/book.ts';
import { BASE_READS, mergeReads, withTitles } from '../../shared/plan/load.ts';
import { explain } from '../../shared/plan/reasons.ts';
import { CHANGE } from '../../shared/plan/types.ts';
import { viewCells } from '../../shared/plan/views.ts';
import { type Cell, type Tables, text, textColumn } from '../../shared/tabs/table.ts';
import { type Column, STAGES, TABS, type TabName } from '../../shared/tabs/tabs.ts';
import { cellOf } from '../book/cells.ts';
import { columnsOf } from '../book/grid.ts';
import { tabNameOf } from '../book/sheets.ts';
import { clearOurs, REQUESTED, withOurs } from './notes.ts';
import { readSettings } from './settings.ts';

type EditEvent = GoogleAppsScript.Events.SheetsOnEdit;
type Range = GoogleAppsScript.Spreadsheet.Range;

/** Answers that let an action say whether it applies at all to the typed order. */
const SAMPLE_OPTIONS = { reason: '-', payment: 'paid' };

/** What a creator types that moves the stage or the next step. */
const DECIDES: ReadonlySet<string> = new Set([
  'Order ID',
  'Items',
  'Hold',
  'Payment',
  'Amount due',
  'Survey at',
]);

/** Handles the edit of one cell; anything else is left to the row checks. */
export function handleEdit(event: EditEvent, openBook: () => Book): void {
  const { range } = event;
  if (range.getNumRows() !== 1 || range.getNumColumns() !== 1 || range.getRow() < 2) return;
  const sheet = range.getSheet();
  const known = tabNameOf(event.source, sheet);
  const tab = TABS.find((candidate) => candidate.name === known);
  if (tab === undefined || tab.columns.length === 0 || tab.hidden === true) return;
  const header = sheet.getRange(1, 1, 1, sheet.getLastColumn()).getValues()[0] ?? [];
  const at = range.getColumn() - 1;
  const name = [...columnsOf(sheet, tab.name, header)].find(([, position]) => position === at)?.[0];
  const column = tab.columns.find((candidate) => candidate.name === name);
  if (column === undefined) return;
  const old = text(cellOf(event.oldValue ?? ''));
  const isOrders = tab.name === 'Orders';
  // An order that is added by hand begins with its id, in a row of its own.
  const newOrder = isOrders && column.name === 'Order ID' && old === '';
  if (isOrders && column.name === 'Stage') typedStage(range, old, openBook());
  else if (column.owner !== 'c' && !newOrder)
    putBack(range, old, `${column.name} is written by Shipsheet. Use the menu instead.`, column.format);
  else if (
    name === 'Channel' &&
    old !== '' &&
    textColumn(openBook().read('Shipments', [name]), name).includes(old)
  )
    putBack(
      range,
      old,
      'Parcels and sheets know the channel by this name. Rename it under Set Up, Channels: they follow there.',
    );
  else if (isOrders) {
    const book = openBook();
    const kept = !isContent(column.name) || typedContent(range, column.name, old, book);
    if (kept && (DECIDES.has(column.name) || isContent(column.name))) refreshRow(book, range.getRow() - 2);
  }
}

function isContent(name: string): boolean {
  return CONTENT_COLUMNS.some((content) => content === name);
}

/** Restores the cell and says why in its note. */
function putBack(range: Range, old: string, why: string, format: Column['format'] = 'text'): void {
  if (format === 'number' && old !== '' && Number.isFinite(Number(old))) range.setValue(Number(old));
  // Rich text, because an old value may begin with =.
  else range.setRichTextValue(SpreadsheetApp.newRichTextValue().setText(old).build());
  range.setNote(withOurs(range.getNote(), why));
  // The note is a small corner on the cell: this is seen.
  SpreadsheetApp.getActiveSpreadsheet().toast(why, 'Put back', 8);
}

function oneRow(book: Book, tab: TabName, row: number, columns: readonly string[]): Tables {
  return { [tab]: book.read(tab, columns, { from: row, count: 1 }) };
}

/** A typed Stage is a request: legal, it waits for its action; otherwise the cell goes back with the reason. */
function typedStage(range: Range, old: string, book: Book): void {
  const typed = text(cellOf(range.getValue()));
  const row = range.getRow() - 2;
  const reads = mergeReads(BASE_READS, ...ORDER_ACTIONS.map((action) => action.reads({})));
  const orders = oneRow(book, 'Orders', row, reads.Orders ?? []);
  const id = text(orders.Orders?.columns.get('Order ID')?.[0]);
  const shown = parseRowCheck(text(orders.Orders?.columns.get('Row check')?.[0]))?.stage ?? old;
  if (typed === shown || id === '') {
    clearOurs(range);
    return;
  }
  const action = ORDER_ACTIONS.find(
    (candidate) => candidate.request !== undefined && candidate.request === typed,
  );
  if (action === undefined) {
    const known: readonly string[] = STAGES;
    const why = known.includes(typed)
      ? `“${typed}” cannot be typed: it follows from the facts.`
      : `“${typed}” is not a stage. The stages are: ${STAGES.join(', ')}.`;
    putBack(range, shown, why);
    return;
  }
  const tables: Tables = {
    ...orders,
    Shipments: book.readKeys('Shipments', 'Order ID', new Set([id]), reads.Shipments ?? []),
    Products: book.read('Products', reads.Products ?? []),
    Channels: book.read('Channels', reads.Channels ?? []),
  };
  const refusal = refusalOf(book, action, withTitles(book, tables));
  if (refusal !== null) putBack(range, shown, `${action.info.label} is not possible: ${refusal}`);
  else
    range.setNote(
      withOurs(
        range.getNote(),
        `${REQUESTED} To do it: ${action.info.label}, "Requested in the Stage column".`,
      ),
    );
}

/** Why the action would leave the order alone; null when it would change it. */
function refusalOf(book: Book, action: OrderAction, tables: Tables): string | null {
  const campaign = campaignOf(tables);
  const options = SAMPLE_OPTIONS;
  const plan = action.plan({ campaign, tables, now: book.now(), options, settings: readSettings(book) }, [0]);
  if (plan.outcome[0] === CHANGE) return null;
  const { sentence, next } = explain(plan.reason[0] ?? null, plan.detail[0] ?? '');
  return `${sentence} ${next}`;
}

/** Computes the views of one row again: what was typed may have moved its stage. */
function refreshRow(book: Book, row: number): void {
  const orders = oneRow(book, 'Orders', row, [...new Set([...STAGE_COLUMNS, ...CONTENT_COLUMNS])]);
  const id = text(orders.Orders?.columns.get('Order ID')?.[0]);
  if (id === '') return;
  const tables = {
    ...orders,
    Shipments: book.readKeys('Shipments', 'Order ID', new Set([id]), BASE_READS.Shipments ?? []),
    Products: book.read('Products', BASE_READS.Products ?? []),
  };
  const campaign = campaignOf(withTitles(book, tables));
  const cells = [...viewCells(campaign, 0)].filter(
    ([name, value]) => value !== undefined && value !== campaign.col(name)[0],
  );
  if (cells.length > 0) book.write('Orders', [row], new Map(cells.map(([name, value]) => [name, [value]])));
}

/**
 * Items, name or address typed into one cell. Finalized: back, for the warehouse may have it already. Otherwise the
 * edit is accepted, if the row was as accepted before it. Answers whether the cell kept what was typed.
 */
function typedContent(range: Range, column: string, old: string, book: Book): boolean {
  const row = range.getRow() - 2;
  const tables = oneRow(book, 'Orders', row, [
    'Order ID',
    'Locked at',
    'Finalized at',
    'Row check',
    ...CONTENT_COLUMNS,
  ]);
  const campaign = campaignOf(tables);
  const cell = (name: string): string => campaign.col(name)[0] ?? '';
  if (cell('Finalized at') !== '') {
    putBack(range, old, 'The address is finalized. Use Shipsheet, Orders, Reopen Address first.');
    return false;
  }
  if (column === 'Items' && cell('Locked at') !== '') {
    putBack(range, old, 'The items are locked down. Use Shipsheet, Orders, Unlock first.');
    return false;
  }
  const country =
    column === 'Country' && cell('Locked at') !== '' ? countryFrozen(old, cell('Country')) : null;
  if (country !== null) {
    const { sentence, next } = explain(country.code, country.detail);
    putBack(range, old, `${sentence} ${next}`);
    return false;
  }
  clearOurs(range);
  const check = parseRowCheck(cell('Row check'));
  if (check === null || check.stage === null || !keyMatches(cell('Row check'), cell('Order ID'))) return true;
  const before = contentCells(campaign, 0);
  const names: readonly string[] = CONTENT_COLUMNS;
  before[names.indexOf(column)] = old;
  if (check.content !== contentHash(before)) return true;
  const accepted: Cell = formatRowCheck({
    ...check,
    stage: check.stage,
    content: contentHash(contentCells(campaign, 0)),
  });
  book.write('Orders', [row], new Map([['Row check', [accepted]]]));
  return true;
}
