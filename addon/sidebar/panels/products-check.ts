/** What is odd about SKUs and kits, each thing once, with what to do. */

import { explain, sentenceOf } from '../../../shared/plan/reasons.ts';
import { h } from '../dom.ts';
import { counted } from '../words.ts';
import type { ProductsState } from './products-read.ts';

export function findingsView({ findings }: ProductsState): HTMLElement {
  if (findings.length === 0)
    return h(
      'p',
      { class: 'empty' },
      'Nothing odd: orders name their SKUs as Products spells them, and kits can be taken apart.',
    );
  return h(
    'ul',
    { class: 'reasons', 'aria-label': 'Findings' },
    findings.map(({ code, detail, orders }) =>
      h(
        'li',
        { class: 'reason odd' },
        h('p', {}, said(code, detail), orders > 0 && h('strong', {}, ` ${counted(orders, 'order')}.`)),
        h('p', { class: 'next' }, explain(code, detail).next),
      ),
    ),
  );
}

/** Of changed items the kit is named, which the reason alone does not do. */
function said(code: ProductsState['findings'][number]['code'], detail: string): string {
  return code === 'items.changed-since-lock'
    ? `${detail}: changed since lock-down; locked orders keep what they had.`
    : sentenceOf(code, detail);
}
