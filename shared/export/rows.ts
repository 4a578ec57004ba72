/** The cells of an export, and what a person should know of them before the file leaves. */
import { encodeCell } from '../csv/escape.ts';
import { type ExportLine, type ExportRow, type ExportShipment, fieldOf } from './fields.ts';
import type { Preset, PresetColumn } from './preset.ts';

export interface ExportTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Cells that are longer than the partner takes. */
  readonly tooLong: readonly {
    readonly column: string;
    readonly most: number;
    readonly shipments: readonly string[];
  }[];
  /** Of a file for machines: cells that a spreadsheet program would run as a formula (J22). */
  readonly risky: number;
}

/**
 * Writes shipments as a table, in their order. The quantities of a batch are the same in every layout (F19): a further
 * box holds no items, so it has no row where rows are items, and blanks where columns are.
 */
export function exportTable(shipments: readonly ExportShipment[], preset: Preset): ExportTable {
  const columns = widened(preset.columns, shipments);
  const made = rowsOf(shipments, preset);
  const long = new Map<PresetColumn, string[]>();
  let risky = 0;
  const rows = made.map((row) =>
    columns.map((column) => {
      const cell = cellOf(row, column, preset);
      if (column.most !== undefined && [...cell].length > column.most) {
        const named = long.get(column) ?? [];
        long.set(column, named);
        named.push(row.shipment?.id ?? '');
      }
      if (preset.for === 'machine' && encodeCell(cell) !== cell) risky++;
      return cell;
    }),
  );
  return {
    header: columns.map(({ header }) => header),
    rows,
    tooLong: [...long].map(([{ header, most = 0 }, ids]) => ({
      column: header,
      most,
      shipments: [...new Set(ids)],
    })),
    risky,
  };
}

function rowsOf(shipments: readonly ExportShipment[], { rows }: Preset): ExportRow[] {
  switch (rows) {
    case 'shipment':
      return shipments.map((shipment) => ({ shipment, line: null, shipments: 1 }));
    case 'item':
      return shipments.flatMap((shipment) =>
        shipment.lines.map((line) => ({ shipment, line, shipments: 1 })),
      );
    case 'sku':
      return totals(shipments);
  }
}

/** One row a SKU, by SKU. */
function totals(shipments: readonly ExportShipment[]): ExportRow[] {
  const sums = new Map<string, { line: ExportLine; shipments: number }>();
  for (const { lines } of shipments) {
    for (const { product, quantity } of lines) {
      const sum = sums.get(product.sku);
      const before = sum?.line.quantity ?? 0;
      const line = { product, quantity: before + quantity };
      sums.set(product.sku, { line, shipments: (sum?.shipments ?? 0) + 1 });
    }
  }
  return [...sums.values()]
    .sort((a, b) => (a.line.product.sku < b.line.product.sku ? -1 : 1))
    .map(({ line, shipments: holding }) => ({ shipment: null, line, shipments: holding }));
}

/** A column of its own for each SKU of the batch, by SKU, where the preset asks for them. */
type Wide = PresetColumn & { readonly sku?: string };

function widened(columns: readonly PresetColumn[], shipments: readonly ExportShipment[]): Wide[] {
  if (!columns.some(({ field }) => field === 'each-sku')) return [...columns];
  const skus = [...new Set(shipments.flatMap(({ lines }) => lines.map(({ product }) => product.sku)))].sort();
  return columns.flatMap((column): Wide[] =>
    column.field === 'each-sku' ? skus.map((sku) => ({ header: sku, field: 'each-sku', sku })) : [column],
  );
}

function cellOf(row: ExportRow, column: Wide, preset: Preset): string {
  if (column.sku !== undefined) {
    const held = row.shipment?.lines.find(({ product }) => product.sku === column.sku);
    return held === undefined ? '' : String(held.quantity);
  }
  if (column.field === 'text') return column.text ?? '';
  const cell = fieldOf(column.field).write(row, preset);
  return cell === '' ? (column.text ?? '') : cell;
}
