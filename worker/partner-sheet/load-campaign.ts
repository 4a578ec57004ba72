/** What the Import Tracking plan needs of the creator's spreadsheet: read in few requests, only when there is something to plan. */
import { importTracking } from '../../shared/actions/import-tracking.ts';
import { BASE_READS, mergeReads } from '../../shared/plan/load.ts';
import { type Cell, type Table, type Tables, text, textColumn } from '../../shared/tabs/table.ts';
import type { TabName } from '../../shared/tabs/tabs.ts';
import { type OpenFile, openFile, placeOf } from '../sheets/columns.ts';
import type { Sheets } from '../sheets/port.ts';
import { SheetsProblem } from '../sheets/problem.ts';
import { takeSnapshot } from '../sheets/snapshot.ts';
import { readRows, readSmall, readTable } from '../sheets/tables.ts';
import { isLargePart } from '../sheets/views.ts';

const READS = mergeReads(BASE_READS, importTracking.reads({}));
const TABS: readonly TabName[] = ['Orders', 'Shipments', 'Channels', 'Products'];

/** Cells of Shipments that the worker knows and has not written yet, by Shipment ID. */
export type Ahead = ReadonlyMap<string, Readonly<Record<string, string>>>;

/**
 * The tables of the plan: all shipments, and of the orders those that are named and those that have one of the numbers.
 * Nothing waits for a run of a person: nothing is written. Throws SheetsProblem.
 */
export async function readCampaign(
  sheets: Sheets,
  spreadsheetId: string,
  orderIds: ReadonlySet<string>,
  numbers: ReadonlySet<string>,
  ahead: Ahead,
  now: number,
): Promise<Tables> {
  const file = await openFile(sheets, spreadsheetId, TABS, now, true);
  const shipments = withAhead(
    needed(file, await readTable(sheets, file, 'Shipments', READS.Shipments ?? [])),
    ahead,
  );
  const wanted = new Set(orderIds);
  const orders = textColumn(shipments, 'Order ID');
  for (const [i, number] of textColumn(shipments, 'Tracking number').entries())
    if (number !== '' && numbers.has(number)) wanted.add(orders[i] ?? '');
  const small = await readSmall(sheets, file, ['Channels', 'Products']);
  return {
    ...Object.fromEntries(small),
    Shipments: shipments,
    Orders: needed(file, await readOrders(sheets, file, wanted)),
  };
}

async function readOrders(sheets: Sheets, file: OpenFile, ids: ReadonlySet<string>): Promise<Table> {
  const place = placeOf(file, 'Orders');
  const columns = READS.Orders ?? [];
  if (isLargePart(ids.size, place.rows)) return readTable(sheets, file, 'Orders', columns);
  const keys = await takeSnapshot(
    sheets,
    file.spreadsheetId,
    place,
    'Order ID',
    [],
    undefined,
    'UNFORMATTED_VALUE',
  );
  return readRows(sheets, file.spreadsheetId, keys, 'Order ID', ids, columns);
}

/** Nothing is decided on a guess: a column that every campaign has must be there. */
function needed(file: OpenFile, table: Table): Table {
  const { tab } = placeOf(file, table.tab);
  const lacks = table.missing.some((name) =>
    tab.columns.some((column) => column.name === name && column.optional !== true && column.spare !== true),
  );
  if (lacks) throw new SheetsProblem('sheet.column-missing');
  return table;
}

function withAhead(table: Table, ahead: Ahead): Table {
  if (ahead.size === 0) return table;
  const columns = new Map<string, Cell[]>([...table.columns].map(([name, cells]) => [name, [...cells]]));
  for (const [i, cell] of (table.columns.get('Shipment ID') ?? []).entries()) {
    for (const [name, known] of Object.entries(ahead.get(text(cell)) ?? {})) {
      const column = columns.get(name);
      if (column !== undefined) column[i] = known;
    }
  }
  return { ...table, columns };
}
