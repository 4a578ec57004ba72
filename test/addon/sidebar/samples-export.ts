/** A batch of three shipments as the server tells it, and a store of presets that remembers. */
import type { ExportPage, RememberedLayout } from '../../../addon/api.ts';
import type { Server } from './harness.ts';

const ORDERS: Readonly<Record<string, readonly string[]>> = {
  Name: ['Ada Lovelace', 'Łukasz Wiśniewski-Featherstonehaugh of the Long Name'],
  'Address 1': ['12 Analytical Way', 'Bardzo długa ulica imienia Marii Skłodowskiej-Curie 128/42'],
  City: ['London', 'Warszawa'],
  'Postal code': ['SW1A 1AA', '00-001'],
  Country: ['GB', 'PL'],
};
const PRODUCTS: Readonly<Record<string, readonly (string | number)[]>> = {
  SKU: ['MUG', 'NOTEBOOK'],
  Name: ['Harbour mug', 'Notebook'],
  Kind: ['physical', 'physical'],
  'Weight g': [350, 200],
};

/** Answers layouts, saveLayout, exportRows and the columns of Products. */
export function exportServer(more: Partial<ExportPage> = {}): Server {
  let kept: RememberedLayout[] = [];
  return {
    layouts: () => kept,
    saveLayout({ key, name, mapping }) {
      kept = kept.filter((one) => one.key !== key || one.name !== name);
      if (mapping !== null) kept = [{ key, name, mapping, at: '2026-03-01 10:22:31Z' }, ...kept];
      return kept;
    },
    readColumns: ({ columns }) => ({
      n: 2,
      columns: columns.map((name) => [...(PRODUCTS[name] ?? ['', ''])]),
      missing: [],
    }),
    exportRows: ({ columns }) => ({
      ids: ['HL-1-1', 'HL-2-1'],
      orderIds: ['HL-1', 'HL-2'],
      contents: ['MUG x2; NOTEBOOK x1', 'MUG x1'],
      boxes: ['', ''],
      columns: columns.map((name) => ORDERS[name] ?? ['', '']),
      changed: [],
      more: false,
      ...more,
    }),
  };
}
