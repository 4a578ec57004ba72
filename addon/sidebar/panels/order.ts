/** Everything about one order, found by a search or by the selected row. */
import type { OrderMatch } from '../../api.ts';
import { announce, fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { button, load } from '../widgets/basics.ts';
import { icon } from '../widgets/icon.ts';
import { counted } from '../words.ts';
import { orderView } from './order-view.ts';

export function orderPanel(env: Env, place: HTMLElement): void {
  const body = h('div', {});
  const results = h('div', {});
  const field = h('input', {
    type: 'search',
    placeholder: 'Name, e-mail, notes or ID',
    'aria-label': 'Find an order',
  });

  /** The list that an order was chosen from: one click leads back to it. */
  let list: HTMLElement | null = null;
  const back = h(
    'div',
    { class: 'row', hidden: true },
    button('Back to the list', () => backToList(), 'link', 'back'),
  );
  const backToList = (): void => {
    back.hidden = true;
    fill(body);
    fill(results, list);
    results.querySelector('button')?.focus();
  };

  const show = async (orderId?: string, focus = true): Promise<void> => {
    fill(results);
    back.hidden = list === null;
    await load(
      body,
      'Loading the order…',
      () => env.call('order', orderId === undefined ? {} : { orderId }),
      (order) =>
        order === null
          ? h(
              'p',
              { class: 'empty' },
              orderId === undefined
                ? 'The selected row holds no order. Select a row in Orders or Shipments, or search above.'
                : `There is no order ${orderId}.`,
            )
          : orderView(
              env,
              order,
              () => void show(order.orderId),
              (query) => {
                field.value = query;
                void search();
              },
            ),
    );
    if (!focus) return;
    // The search box stays in sight above the order.
    place.scrollIntoView({ block: 'start' });
    body.querySelector('article')?.focus({ preventScroll: true });
  };
  const lookAtRow = (): void => {
    list = null;
    void show();
  };
  const search = (): Promise<void> | undefined => {
    const query = field.value.trim();
    if (query === '') return undefined;
    list = null;
    back.hidden = true;
    return load(
      results,
      'Searching…',
      () => env.call('findOrder', { query }),
      (matches) => {
        const only = matches[0];
        if (matches.length === 1 && only !== undefined) {
          void show(only.orderId);
          return null;
        }
        fill(body);
        announce(`${counted(matches.length, 'order')} found`);
        list = found(matches, query, (orderId) => void show(orderId));
        return list;
      },
    );
  };
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    void search();
  });
  fill(
    place,
    h(
      'div',
      { class: 'panel' },
      h('h1', { class: 'unseen', tabindex: '-1' }, 'Order'),
      h(
        'div',
        { class: 'beside', role: 'search' },
        field,
        h(
          'button',
          {
            type: 'button',
            class: 'icon-button',
            'aria-label': 'Search',
            title: 'Search',
            on: { click: () => void search() },
          },
          icon('search'),
        ),
      ),
      h(
        'div',
        { class: 'row' },
        button('Look at the selected row', () => lookAtRow(), 'link', 'refresh'),
      ),
      back,
      results,
      body,
    ),
  );
  // Find Order opens with nothing chosen and the cursor in the search box; a given id or a selected row shows at once.
  const { orderId, orders } = env.boot;
  const given = orderId ?? orders?.[0];
  void show(given, false);
  if (given === undefined) field.focus();
}

function found(matches: readonly OrderMatch[], query: string, show: (orderId: string) => void): HTMLElement {
  if (matches.length === 0) return h('p', { class: 'empty' }, `No order fits “${query}”.`);
  return h(
    'ul',
    { class: 'matches', 'aria-label': 'Orders found' },
    matches.map((match) =>
      h(
        'li',
        {},
        h(
          'button',
          { type: 'button', on: { click: () => show(match.orderId) } },
          h(
            'span',
            { class: 'line' },
            h('strong', {}, match.orderId),
            h('span', { class: 'stage' }, match.stage),
          ),
          h('span', {}, match.name),
          h('span', { class: 'help' }, `Found by ${match.matched}`),
        ),
      ),
    ),
  );
}
