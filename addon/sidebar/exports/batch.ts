/** Reads an export batch for the page: its shipments, and what Products says of their SKUs. */
import type { ExportProduct, ExportShipment } from '../../../shared/export/fields.ts';
import { catalogOf, normalSku, readProducts } from '../../../shared/order/catalog.ts';
import { type Table, textColumn } from '../../../shared/tabs/table.ts';
import type { Call } from '../call.ts';
import { loadTables } from '../file-runs/load.ts';

const PRODUCT_COLUMNS = [
  'SKU',
  'Name',
  'Kind',
  'Kit contents',
  'On hand',
  'SKU aliases',
  'Weight g',
  'HS code',
  'Origin',
  'Customs description',
  'Customs value',
];

export interface Batch {
  readonly shipments: readonly ExportShipment[];
  /** Shipments whose order has another address now than the one they were sent to. */
  readonly changed: readonly string[];
}

/** All live shipments of a batch, with the columns of their orders that are asked for. */
export async function loadBatch(
  call: Call,
  batch: string,
  columns: readonly string[],
  onProgress: (shipments: number) => void = () => {},
): Promise<Batch> {
  const { Products } = await loadTables(call, { Products: PRODUCT_COLUMNS });
  const linesOf = lineReader(Products);
  const shipments: ExportShipment[] = [];
  const changed: string[] = [];
  for (;;) {
    const page = await call('exportRows', { batch, columns: [...columns], from: shipments.length });
    page.ids.forEach((id, k) => {
      const contents = page.contents[k] ?? '';
      shipments.push({
        id,
        orderId: page.orderIds[k] ?? '',
        batch,
        box: page.boxes[k] ?? '',
        contents,
        lines: linesOf(contents),
        cell: (name) => page.columns[columns.indexOf(name)]?.[k] ?? '',
      });
    });
    changed.push(...page.changed);
    onProgress(shipments.length);
    if (!page.more || page.ids.length === 0) return { shipments: boxesTogether(shipments), changed };
  }
}

/** What travels in one box stands together, behind the first of it. */
function boxesTogether(shipments: readonly ExportShipment[]): ExportShipment[] {
  const place = new Map<string, number>();
  shipments.forEach(({ id, box }, at) => {
    const of = box === '' ? id : box;
    if (!place.has(of)) place.set(of, at);
  });
  const placeOf = ({ id, box }: ExportShipment): number => place.get(box === '' ? id : box) ?? 0;
  return [...shipments].sort((a, b) => placeOf(a) - placeOf(b));
}

function lineReader(table: Table | undefined): (contents: string) => ExportShipment['lines'] {
  const catalog = catalogOf(readProducts(table));
  const details = detailsOf(table);
  return (contents) =>
    catalog.units(contents).units.map(({ sku, quantity }) => ({
      product: details.get(normalSku(sku)) ?? { ...NOTHING, sku, name: catalog.find(sku)?.name ?? sku },
      quantity,
    }));
}

const NOTHING: Omit<ExportProduct, 'sku' | 'name'> = {
  weight: null,
  hsCode: '',
  origin: '',
  description: '',
  value: '',
};

function detailsOf(table: Table | undefined): Map<string, ExportProduct> {
  const column = (name: string): readonly string[] => textColumn(table, name);
  const [skus, names, weights] = [column('SKU'), column('Name'), column('Weight g')];
  const [codes, origins] = [column('HS code'), column('Origin')];
  const [descriptions, values] = [column('Customs description'), column('Customs value')];
  const found = new Map<string, ExportProduct>();
  skus.forEach((sku, i) => {
    if (sku === '' || found.has(normalSku(sku))) return;
    const weight = Number(weights[i] ?? '');
    found.set(normalSku(sku), {
      sku,
      name: names[i] || sku,
      weight: (weights[i] ?? '') === '' || !Number.isFinite(weight) || weight <= 0 ? null : weight,
      hsCode: codes[i] ?? '',
      origin: origins[i] ?? '',
      description: descriptions[i] ?? '',
      value: values[i] ?? '',
    });
  });
  return found;
}
