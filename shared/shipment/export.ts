/** The rows of an export batch: what the warehouse's file holds, with empty tracking columns for the way back. */
import type { Catalog } from '../order/catalog.ts';
import { ADDRESS_COLUMNS } from './ship-to.ts';

/** The Orders columns that a warehouse gets. */
export const EXPORT_TO = ['Name', ...ADDRESS_COLUMNS, 'Phone', 'Email'] as const;
const HEAD = ['Shipment ID', 'Order ID', 'Batch', ...EXPORT_TO] as const;
const TAIL = ['Tracking number', 'Carrier', 'Tracking URL'] as const;

export const EXPORT_FORMS = ['shipment', 'item'] as const;
/** A row a shipment (its contents in one cell), or a row an item. */
export type ExportForm = (typeof EXPORT_FORMS)[number];

export interface ExportShipment {
  readonly id: string;
  readonly orderId: string;
  readonly batch: string;
  readonly contents: string;
  /** In the order of EXPORT_TO. */
  readonly to: readonly string[];
}

export function exportHeader(form: ExportForm): string[] {
  return form === 'shipment'
    ? [...HEAD, 'Contents', ...TAIL]
    : [...HEAD, 'SKU', 'Item name', 'Quantity', ...TAIL];
}

/** The rows of one shipment. A further box (`-`) holds no items: it has no row where rows are items. */
export function exportOf(shipment: ExportShipment, form: ExportForm, catalog: Catalog): string[][] {
  const head = [shipment.id, shipment.orderId, shipment.batch, ...shipment.to];
  const blanks = TAIL.map(() => '');
  if (form === 'shipment') return [[...head, shipment.contents, ...blanks]];
  return catalog
    .units(shipment.contents)
    .units.map(({ sku, quantity }) => [
      ...head,
      sku,
      catalog.find(sku)?.name ?? sku,
      String(quantity),
      ...blanks,
    ]);
}

/**
 * Which shipments make the page that begins at row `from`: rows are counted, and a shipment's rows stay together.
 * `from` is what earlier pages have given, so it is always a shipment's first row.
 */
export function exportPage(
  contents: readonly string[],
  form: ExportForm,
  catalog: Catalog,
  from: number,
  mostRows: number,
): { readonly start: number; readonly end: number } {
  const rowsOf = (cell: string): number => (form === 'shipment' ? 1 : catalog.units(cell).units.length);
  let start = 0;
  for (let row = 0; start < contents.length && row < from; start++) row += rowsOf(contents[start] ?? '');
  let end = start;
  for (let row = 0; end < contents.length && row < mostRows; end++) row += rowsOf(contents[end] ?? '');
  return { start, end };
}
