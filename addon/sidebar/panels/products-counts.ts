/** Item counts for whoever makes the goods: units with kits taken apart, or kits as they were ordered. */
import { fill, h } from '../dom.ts';
import { message, radios } from '../widgets/basics.ts';
import { counted } from '../words.ts';
import type { ProductsState } from './products-read.ts';
import { skuTable } from './products-table.ts';

type How = 'units' | 'kits';

const UNITS = ['SKU', 'Ordered', 'Locked', 'Paid', 'Ready', 'At a warehouse', 'Shipped', 'Cancelled', 'Open'];
const KITS = ['Kit', 'Ordered', 'Locked', 'Paid', 'Shipped', 'Cancelled', 'Open'];

export function countsView(state: ProductsState): HTMLElement {
  if (state.units.length === 0)
    return h('p', { class: 'empty' }, 'No order holds an item yet. Start with Import Orders.');
  const place = h('div', {});
  const draw = (how: How): void => fill(place, how === 'units' ? unitTable(state) : kitTable(state));
  const wrong = state.units.filter(([, { broken }]) => broken > 0);
  draw('units');
  return h(
    'div',
    { class: 'stack' },
    wrong.length === 0
      ? null
      : message(
          'error',
          `Does not add up: ${wrong.map(([sku, { broken }]) => `${sku} in ${counted(broken, 'order')}`).join(', ')}. See Needs attention.`,
        ),
    state.kits.length === 0
      ? null
      : radios(
          'Kits',
          [
            { value: 'units', label: 'Taken apart, for making the parts' },
            { value: 'kits', label: 'As ordered, for packing boxes' },
          ],
          'units',
          (value) => draw(value === 'kits' ? 'kits' : 'units'),
        ),
    place,
  );
}

const columnsOf = (labels: readonly string[]) =>
  labels.map((label, at) => ({ label, number: at > 0, ...(label === 'Ready' ? { title: READY } : {}) }));
const READY = 'Open units of orders whose address is final';

function unitTable({ units, names }: ProductsState): HTMLElement {
  return h(
    'div',
    { class: 'stack' },
    skuTable({
      name: 'Item counts',
      columns: columnsOf(UNITS),
      wide: true,
      rows: units.map(([sku, sum]) => ({
        cells: [
          sku,
          sum.ordered,
          sum.locked,
          sum.paid,
          sum.ready,
          sum.pushed,
          sum.shipped,
          sum.cancelled,
          sum.open,
        ],
        title: names.get(sku) ?? 'Not in Products',
        bad: sum.broken > 0,
      })),
      empty: '',
    }),
    h('p', { class: 'help' }, 'Ordered is what is at a warehouse, shipped, cancelled and open together.'),
  );
}

function kitTable({ kits, names }: ProductsState): HTMLElement {
  return h(
    'div',
    { class: 'stack' },
    skuTable({
      name: 'Kits as ordered',
      columns: columnsOf(KITS),
      wide: true,
      rows: kits.map(([sku, sum]) => ({
        cells: [sku, sum.ordered, sum.locked, sum.paid, sum.shipped, sum.cancelled, sum.open],
        title: names.get(sku) ?? '',
      })),
      empty: '',
    }),
    h('p', { class: 'help' }, 'A kit counts as shipped when all of its parts have shipped.'),
  );
}
