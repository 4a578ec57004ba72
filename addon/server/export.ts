/** The rows of an export batch: what the warehouse's file holds, with empty tracking columns for the way back. */

import { ADDRESS_COLUMNS } from '../../shared/actions/shipments.ts';
import { accountsOf } from '../../shared/order/accounts.ts';
import { catalogOf, readProducts } from '../../shared/order/catalog.ts';
import { type Book, Refused } from '../../shared/plan/book.ts';
import { type Table, textColumn } from '../../shared/tabs/table.ts';

const ROWS_A_CALL = 5000;
const TO = ['Name', ...ADDRESS_COLUMNS, 'Phone', 'Email'] as const;
const HEAD = ['Shipment ID', 'Order ID', 'Batch', ...TO] as const;
const TAIL = ['Tracking number', 'Carrier', 'Tracking URL'] as const;

/** A row a shipment (its contents in one cell), or a row an item. Cancelled shipments are left out. */
export function exportRows(
  book: Book,
  batch: string,
  form: 'shipment' | 'item',
  from: number,
): { header: string[]; rows: string[][]; more: boolean } {
  const header =
    form === 'shipment' ? [...HEAD, 'Contents', ...TAIL] : [...HEAD, 'SKU', 'Item name', 'Quantity', ...TAIL];
  const shipments = book.read('Shipments', ['Shipment ID', 'Order ID', 'Contents', 'Cancelled at', 'Batch']);
  const column = (name: string): readonly string[] => textColumn(shipments, name);
  const mine = column('Batch').flatMap((name, i) =>
    name === batch && column('Cancelled at')[i] === '' ? [i] : [],
  );
  if (mine.length === 0)
    throw new Refused('export.empty', `The batch ${batch} holds no live shipment any more.`);
  const page = mine.slice(from, from + ROWS_A_CALL);
  const orderIds = column('Order ID');
  const orders = book.readKeys('Orders', 'Order ID', new Set(page.map((i) => orderIds[i] ?? '')), [
    'Order ID',
    ...TO,
  ]);
  const at = new Map(textColumn(orders, 'Order ID').map((id, i): [string, number] => [id, i]));
  const catalog = catalogOf(
    readProducts(book.read('Products', ['SKU', 'Name', 'Kind', 'Kit contents', 'On hand'])),
  );
  const rows: string[][] = [];
  for (const i of page) {
    const id = orderIds[i] ?? '';
    const head = [column('Shipment ID')[i] ?? '', id, batch, ...recipient(orders, at.get(id))];
    const contents = column('Contents')[i] ?? '';
    if (form === 'shipment') rows.push([...head, contents, '', '', '']);
    else {
      for (const unit of accountsOf(catalog, catalog.units(contents), '', []).units) {
        rows.push([
          ...head,
          unit.sku,
          catalog.find(unit.sku)?.name ?? unit.sku,
          String(unit.ordered),
          '',
          '',
          '',
        ]);
      }
    }
  }
  return { header, rows, more: from + page.length < mine.length };
}

function recipient(orders: Table, i: number | undefined): string[] {
  return TO.map((name) => (i === undefined ? '' : (textColumn(orders, name)[i] ?? '')));
}
