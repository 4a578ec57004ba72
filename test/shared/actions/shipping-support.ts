/** The shipping actions as a person runs them: files read from their text, previews and runs on a workbook in memory. */
import { exportRows } from '../../../addon/server/export.ts';
import type { OrderAction } from '../../../shared/actions/action.ts';
import { importTracking, type TrackingIntent } from '../../../shared/actions/import-tracking.ts';
import { type IntentOptions, matchFiles, trackingIntents } from '../../../shared/actions/tracking-intents.ts';
import { readCsv } from '../../../shared/csv/read.ts';
import { type ExportShipment, FIELD_IDS } from '../../../shared/export/fields.ts';
import { ordersColumns, type Preset } from '../../../shared/export/preset.ts';
import { PRESETS } from '../../../shared/export/presets.ts';
import { exportTable } from '../../../shared/export/rows.ts';
import { accounts } from '../../../shared/order/accounts.ts';
import { type Campaign, campaignOf } from '../../../shared/order/campaign.ts';
import { formatSums } from '../../../shared/plan/hash.ts';
import { BASE_READS, load, mergeReads } from '../../../shared/plan/load.ts';
import { countOutcomes } from '../../../shared/plan/preview.ts';
import { hashPlan } from '../../../shared/plan/row-hash.ts';
import { apply, applyIntents, preview } from '../../../shared/plan/run.ts';
import {
  CHANGE,
  type Options,
  OUTCOMES,
  type Plan,
  type Preview,
  type RunResult,
  type Scope,
} from '../../../shared/plan/types.ts';
import { type Cell, type Tables, text } from '../../../shared/tabs/table.ts';
import { mapTrackingColumns, trackingKnows } from '../../../shared/tracking/columns.ts';
import { readTrackingRows, type TrackingFile } from '../../../shared/tracking/tracking-file.ts';
import { type MemoryBook, memoryBook } from '../../support/memory-book.ts';

const SETTINGS = { prefix: 'A', campaignName: 'Test' };
const ALL: Scope = { base: 'all' };

/** Real numbers, each with a right check digit, so that no warning stands beside them. */
export const NUMBERS = [
  '9400111201080805483016',
  '9361289878700317633795',
  '9405803699300124287899',
  '1Z999AA10123456784',
  '1Z5R89390357567127',
  'RB123456785US',
  '03071790000523483741',
] as const;

export function bookOf(tables: Tables): MemoryBook {
  const cells: Record<string, Record<string, readonly Cell[]>> = {};
  for (const [name, table] of Object.entries(tables)) cells[name] = Object.fromEntries(table?.columns ?? []);
  return memoryBook(cells);
}

/** Everything that the tracking import reads, as the sidebar has it. */
export function tablesIn(book: MemoryBook): Tables {
  return load(book, mergeReads(BASE_READS, importTracking.reads({})));
}

export function look(
  book: MemoryBook,
  action: OrderAction,
  options: Options,
  runId = 'look',
  scope: Scope = ALL,
): Preview {
  return preview(book, action, SETTINGS, scope, options, runId);
}

export function run(
  book: MemoryBook,
  action: OrderAction,
  options: Options,
  runId: string,
  scope: Scope = ALL,
): RunResult {
  const { now, sums } = look(book, action, options, runId, scope);
  const progress = apply(book, action, SETTINGS, { scope, options, runId, now, sums });
  if (progress.result === null) throw new Error('The run did not end');
  return progress.result;
}

function readFile(said: string, campaign: Campaign): TrackingFile {
  const table = readCsv(said, { knows: trackingKnows });
  if (!table.ok) throw new Error(`${table.code} ${table.detail}`);
  const sku = (name: string): string | null => campaign.catalog.find(name)?.sku ?? null;
  return readTrackingRows(table, mapTrackingColumns(table.header, { sku }));
}

const PLAIN: IntentOptions = { useEmail: false, carrier: '', carriers: new Map(), accepted: new Map() };

export function intentsOf(
  tables: Tables,
  files: readonly string[],
  options: Partial<IntentOptions> = {},
): TrackingIntent[] {
  const campaign = campaignOf(tables);
  const read = files.map((said) => readFile(said, campaign));
  const matched = matchFiles(read, campaign, SETTINGS, options.useEmail ?? false);
  return trackingIntents(read, campaign, matched, { ...PLAIN, ...options });
}

export function planIntents(
  tables: Tables,
  intents: readonly TrackingIntent[],
  options: Options = {},
  now = '2026-05-03 09:00:00Z',
): Plan {
  return importTracking.plan(
    { campaign: campaignOf(tables), tables, now, options, settings: SETTINGS },
    intents,
  );
}

/** `change`, `change: remark`, `already`, `left: code`, `decide: code`, in the order of the rows. */
export function said(plan: Plan): string[] {
  return plan.key.map((_, s) => {
    const outcome = OUTCOMES[plan.outcome[s] ?? 0] ?? 'left';
    const code = plan.reason[s] ?? null;
    return code === null || code === 'already.done' ? outcome : `${outcome}: ${code}`;
  });
}

/** What becomes of the rows of files, without writing. */
export function rowsOf(
  tables: Tables,
  files: string | readonly string[],
  options: Options = {},
  person: Partial<IntentOptions> = {},
): string[] {
  const list = typeof files === 'string' ? [files] : files;
  return said(planIntents(tables, intentsOf(tables, list, person), options));
}

let runs = 0;

/** Imports files as the sidebar and the server do: all rows are planned, those that change are sent and planned again. */
export function importFiles(
  book: MemoryBook,
  files: string | readonly string[],
  options: Options = {},
  runId = `import-${++runs}`,
  person: Partial<IntentOptions> = {},
): { readonly rows: string[]; readonly result: RunResult | null; readonly plan: Plan } {
  const tables = tablesIn(book);
  const intents = intentsOf(tables, typeof files === 'string' ? [files] : files, person);
  const now = book.now();
  const plan = planIntents(tables, intents, options, now);
  const changing = intents.filter((_, s) => plan.outcome[s] === CHANGE);
  if (changing.length === 0) return { rows: said(plan), result: null, plan };
  const { change: _, ...counts } = countOutcomes(plan);
  const { sums } = hashPlan(campaignOf(tables), tables, plan);
  const progress = applyIntents(book, importTracking, SETTINGS, {
    options,
    runId,
    now,
    sums: formatSums(sums),
    which: 'a file',
    last: true,
    intents: changing,
    counts,
  });
  return { rows: said(plan), result: progress.result, plan };
}

/** Orders and shipments as a person sees them. */
export const sheet = (book: MemoryBook) => ({
  orders: book.show('Orders'),
  shipments: book.show('Shipments'),
});

/** Shipments as short texts: `A-1-1 MUG x2 shipped 9400…`. */
export function parcels(book: MemoryBook): string[] {
  return book.show('Shipments').map((row) =>
    ['Shipment ID', 'Contents', 'Status', 'Tracking number']
      .map((name) => text(row[name]))
      .join(' ')
      .trim(),
  );
}

/** Units of an order by SKU: [ordered, cancelled, pushed, shipped, open]. Fails where an account does not add up. */
export function unitsOf(book: MemoryBook, orderId: string): Record<string, number[]> {
  const campaign = campaignOf(tablesIn(book));
  const account = accounts(campaign, campaign.index.get(orderId) ?? -1);
  if (account.broken) throw new Error(`${orderId} does not add up`);
  return Object.fromEntries(
    account.units.map((unit) => [
      unit.sku,
      [unit.ordered, unit.cancelled, unit.pushed, unit.shipped, unit.open],
    ]),
  );
}

/** A batch as the page reads it from the server: its shipments with all columns that a preset can ask for. */
function batchOf(book: MemoryBook, batch: string): readonly ExportShipment[] {
  const columns = ordersColumns({ columns: FIELD_IDS.map((field) => ({ header: '', field })) });
  const page = exportRows(book, batch, columns, 0);
  const { catalog } = campaignOf(
    load(book, { Products: ['SKU', 'Name', 'Kind', 'Kit contents', 'On hand'] }),
  );
  return page.ids.map((id, k) => ({
    id,
    orderId: page.orderIds[k] ?? '',
    batch,
    box: page.boxes[k] ?? '',
    contents: page.contents[k] ?? '',
    lines: catalog.units(page.contents[k] ?? '').units.map(({ sku, quantity }) => ({
      quantity,
      product: {
        sku,
        name: catalog.find(sku)?.name ?? sku,
        weight: 100,
        hsCode: '6912.00',
        origin: 'PRC',
        description: 'Ceramic mug',
        value: '8.00',
      },
    })),
    cell: (name) => page.columns[columns.indexOf(name)]?.[k] ?? '',
  }));
}

/** The id of a built-in preset; a test that names another fails here. */
function presetCalled(id: string): Preset {
  const found = PRESETS.find((preset) => preset.id === id);
  if (found === undefined) throw new Error(`There is no preset ${id}`);
  return found;
}

/**
 * The file of an export batch as it comes back: `fill` (shipment id and SKU to number and carrier) writes into its
 * tracking columns, or into two that the partner adds.
 */
export function exported(
  book: MemoryBook,
  batch: string,
  preset: string,
  fill: (shipmentId: string, sku: string) => readonly [string, string],
): string {
  const made = exportTable(batchOf(book, batch), presetCalled(preset));
  const columns = presetCalled(preset).columns.map(({ field }) => field);
  const own = made.header.includes('Tracking number');
  const header = own ? made.header : [...made.header, 'Tracking Number', 'Carrier'];
  const rows = made.rows.map((cells) => {
    const row = own ? [...cells] : [...cells, '', ''];
    const [number, carrier] = fill(
      row[columns.indexOf('shipment-id')] ?? '',
      row[columns.indexOf('sku')] ?? '',
    );
    row[header.findIndex((name) => name.toLowerCase() === 'tracking number')] = number;
    row[header.indexOf('Carrier')] = carrier;
    return row;
  });
  return [header, ...rows]
    .map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\r\n');
}
