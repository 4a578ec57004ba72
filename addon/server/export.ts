/** Reads an export batch off the sheet, in pages, for the file that the panel makes. */
import { catalogOf, readProducts } from '../../shared/order/catalog.ts';
import { type Book, Refused } from '../../shared/plan/book.ts';
import {
  EXPORT_TO,
  type ExportForm,
  exportHeader,
  exportOf,
  exportPage,
} from '../../shared/shipment/export.ts';
import { textColumn } from '../../shared/tabs/table.ts';

const ROWS_A_CALL = 5000;

/** A page of the batch's rows, from row `from` on. Cancelled shipments are left out; a batch without a live one is refused. */
export function exportRows(
  book: Book,
  batch: string,
  form: ExportForm,
  from: number,
): { header: string[]; rows: string[][]; more: boolean } {
  const shipments = book.read('Shipments', ['Shipment ID', 'Order ID', 'Contents', 'Cancelled at', 'Batch']);
  const column = (name: string): readonly string[] => textColumn(shipments, name);
  const cancelled = column('Cancelled at');
  const mine = column('Batch').flatMap((name, i) => (name === batch && cancelled[i] === '' ? [i] : []));
  if (mine.length === 0)
    throw new Refused('export.empty', `The batch ${batch} holds no live shipment any more.`);
  const ids = column('Shipment ID');
  const orderIds = column('Order ID');
  const contents = column('Contents');
  const catalog = catalogOf(
    readProducts(book.read('Products', ['SKU', 'Name', 'Kind', 'Kit contents', 'On hand'])),
  );
  const cells = mine.map((i) => contents[i] ?? '');
  const { start, end } = exportPage(cells, form, catalog, from, ROWS_A_CALL);
  const page = mine.slice(start, end);
  const orders = book.readKeys('Orders', 'Order ID', new Set(page.map((i) => orderIds[i] ?? '')), [
    'Order ID',
    ...EXPORT_TO,
  ]);
  const at = new Map(textColumn(orders, 'Order ID').map((id, i): [string, number] => [id, i]));
  const recipient = EXPORT_TO.map((name) => textColumn(orders, name));
  const rows = page.flatMap((i) => {
    const orderId = orderIds[i] ?? '';
    const order = at.get(orderId) ?? -1;
    const to = recipient.map((cells) => cells[order] ?? '');
    return exportOf({ id: ids[i] ?? '', orderId, batch, contents: contents[i] ?? '', to }, form, catalog);
  });
  return { header: exportHeader(form), rows, more: end < mine.length };
}
