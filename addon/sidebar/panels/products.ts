/** Products: what can ship today, the counts of each SKU, what customs will ask, and what is odd. Nothing is written. */
import { fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { busy, button, head, load } from '../widgets/basics.ts';
import { tabs } from '../widgets/tabs.ts';
import { count } from '../words.ts';
import { findingsView } from './products-check.ts';
import { countsView } from './products-counts.ts';
import { customsView } from './products-customs.ts';
import { type ProductsState, readProductsState } from './products-read.ts';
import { shipView } from './products-ship.ts';

export function productsPanel(env: Env, place: HTMLElement): Promise<void> {
  return load(
    place,
    'Reading orders and products…',
    () =>
      readProductsState(env.call, new Date().toISOString(), (rows) =>
        fill(place, busy(`Reading orders and products… ${count(rows)} orders`)),
      ),
    (state) => productsView(env, place, state),
  );
}

function productsView(env: Env, place: HTMLElement, state: ProductsState): HTMLElement {
  const again = h(
    'div',
    { class: 'row' },
    button('Look again', () => void productsPanel(env, place), 'link', 'refresh'),
  );
  const title = head('Products', 'Computed from the sheet as it is now. Nothing is written.');
  if (state.orders === 0) {
    const none = 'There are no orders yet. Start with Import Orders in the Shipsheet menu.';
    return h('div', { class: 'panel' }, title, h('p', { class: 'empty' }, none), again);
  }
  const odd = state.findings.length;
  return h(
    'div',
    { class: 'panel' },
    title,
    tabs('Products', [
      { label: 'Stock', draw: (at) => at.append(shipView(env, state)) },
      { label: 'Counts', draw: (at) => at.append(countsView(state)) },
      { label: 'Customs', draw: (at) => at.append(customsView(state)) },
      { label: odd === 0 ? 'Check' : `Check (${odd})`, draw: (at) => at.append(findingsView(state)) },
    ]),
    again,
  );
}
