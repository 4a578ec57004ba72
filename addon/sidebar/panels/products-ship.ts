/** What can ship today: how many ready orders can leave complete, what the others lack, and which SKU blocks most. */
import type { SkuStock } from '../../../shared/order/stock.ts';
import { h } from '../dom.ts';
import type { Env } from '../env.ts';
import { fold, message, toast } from '../widgets/basics.ts';
import { copyButton } from '../widgets/copy.ts';
import { count, counted } from '../words.ts';
import type { ProductsState } from './products-read.ts';
import { skuTable } from './products-table.ts';

export function shipView(env: Env, state: ProductsState): HTMLElement {
  const { today } = state;
  if (today.ready === 0) {
    return h(
      'p',
      { class: 'empty' },
      'No order is ready to ship. Orders become ready when they are locked down, paid and their address is finalized.',
    );
  }
  const waiting = today.ready - today.complete.length;
  return h(
    'div',
    { class: 'stack' },
    state.counted === 0
      ? message(
          'info',
          'Nothing is counted yet. Type what you have into On hand in Products, then look again.',
        )
      : null,
    h(
      'p',
      {},
      h('strong', {}, `${count(today.complete.length)} of ${counted(today.ready, 'ready order')}`),
      ' can ship complete with what is on hand, the oldest first.',
    ),
    today.complete.length === 0 || waiting === 0
      ? null
      : h(
          'div',
          { class: 'stack' },
          copyButton(`Copy the ${counted(today.complete.length, 'order ID')}`, today.complete.join('\n')),
          h('p', { class: 'help' }, 'For Push to Channel: Which orders? Pasted list.'),
        ),
    waiting === 0 ? null : h('p', {}, `${counted(waiting, 'order')} must wait. ${worst(today.skus[0])}`),
    skuTable({
      name: 'What can ship today',
      columns: [
        { label: 'SKU' },
        { label: 'Free', number: true, title: 'On hand, less what a warehouse has been asked for' },
        { label: 'Need', number: true, title: 'Units that the ready orders need' },
        { label: 'Short', number: true, title: 'Units that are lacking' },
        { label: 'Blocks', number: true, title: 'Ready orders that wait for it' },
        { label: '+1', number: true, title: 'How many more could leave with one more unit' },
      ],
      rows: today.skus.map((sku) => ({
        cells: [sku.sku, sku.free ?? '–', sku.needed, sku.short, sku.blocks, sku.releases],
        title: titleOf(sku, state.names.get(sku.sku) ?? ''),
      })),
      empty: '',
    }),
    h(
      'p',
      { class: 'help' },
      'Free: On hand less what a warehouse has been asked for; “–” is not counted and keeps nothing back. Blocks: ready orders that lack it. +1: how many more could leave with one more unit.',
    ),
    waiting === 0
      ? null
      : fold(
          `Orders that wait (${count(waiting)})`,
          h(
            'ul',
            { class: 'samples', 'aria-label': 'Orders that wait' },
            today.waiting.map(({ orderId, lacks }) =>
              h(
                'li',
                {},
                h(
                  'button',
                  {
                    type: 'button',
                    class: 'key link-text',
                    on: { click: () => void env.call('showOrder', { orderId }).catch(toast) },
                  },
                  orderId,
                ),
                ' ',
                h('span', { class: 'detail' }, `lacks ${lacks.join(', ')}`),
              ),
            ),
            waiting > today.waiting.length &&
              h('li', { class: 'rest' }, `and ${count(waiting - today.waiting.length)} more`),
          ),
          false,
        ),
  );
}

function worst(sku: SkuStock | undefined): string {
  if (sku === undefined || sku.blocks === 0) return '';
  const alone = sku.blocksAlone === 0 ? '' : ` (${count(sku.blocksAlone)} lack nothing else)`;
  return `${sku.sku} blocks the most: ${counted(sku.blocks, 'order')}${alone}.`;
}

/** `Mug · 60 on hand · 77 at a warehouse`. */
function titleOf(sku: SkuStock, name: string): string {
  return [
    name,
    sku.onHand === null ? 'not counted' : `${count(sku.onHand)} on hand`,
    sku.promised === 0 ? '' : `${count(sku.promised)} at a warehouse`,
    sku.gone ? 'discontinued' : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
