/** Reads an export batch off the sheet, in pages, for the file that the panel makes. */
import { SHIP_TO_COLUMNS } from '../../shared/actions/shipments.ts';
import { type Book, Refused } from '../../shared/plan/book.ts';
import { shipTo } from '../../shared/shipment/ship-to.ts';
import { textColumn } from '../../shared/tabs/table.ts';
import type { ExportPage } from '../api.ts';

const SHIPMENTS_A_CALL = 2500;

/**
 * A page of the batch's shipments from number `from` on, with the asked columns of their orders as they are now.
 * Cancelled shipments are left out; a batch without a live one is refused.
 */
export function exportRows(book: Book, batch: string, columns: readonly string[], from: number): ExportPage {
  const shipments = book.read('Shipments', [
    'Shipment ID',
    'Order ID',
    'Contents',
    'Cancelled at',
    'Ship to',
    'Batch',
    'Box',
  ]);
  const column = (name: string): readonly string[] => textColumn(shipments, name);
  const cancelled = column('Cancelled at');
  const mine = column('Batch').flatMap((name, i) => (name === batch && cancelled[i] === '' ? [i] : []));
  if (mine.length === 0)
    throw new Refused('export.empty', `The batch ${batch} holds no live shipment any more.`);
  const page = mine.slice(from, from + SHIPMENTS_A_CALL);
  const pick = (name: string): string[] => {
    const cells = column(name);
    return page.map((i) => cells[i] ?? '');
  };
  const orderIds = pick('Order ID');
  const wanted = [...new Set(['Order ID', ...SHIP_TO_COLUMNS, ...columns])];
  const orders = book.readKeys('Orders', 'Order ID', new Set(orderIds), wanted);
  const at = new Map(textColumn(orders, 'Order ID').map((id, i): [string, number] => [id, i]));
  const cells = new Map(wanted.map((name) => [name, textColumn(orders, name)]));
  const cell = (name: string, orderId: string): string => cells.get(name)?.[at.get(orderId) ?? -1] ?? '';
  const sentTo = pick('Ship to');
  const ids = pick('Shipment ID');
  const isChanged = (orderId: string, k: number): boolean => {
    const [name = '', ...rest] = SHIP_TO_COLUMNS.map((one) => cell(one, orderId));
    const now = shipTo({ name, address: rest.slice(0, -1), phone: rest[rest.length - 1] ?? '' });
    return sentTo[k] !== '' && sentTo[k] !== now;
  };
  return {
    ids,
    orderIds,
    contents: pick('Contents'),
    boxes: pick('Box'),
    columns: columns.map((name) => orderIds.map((orderId) => cell(name, orderId))),
    changed: ids.filter((_, k) => isChanged(orderIds[k] ?? '', k)),
    more: from + SHIPMENTS_A_CALL < mine.length,
  };
}
