/** What is odd about SKUs and kits, each thing once, with what to do. */

import { findingWords } from '../../../shared/products/findings.ts';
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
    findings.map((finding) => {
      const { sentence, next } = findingWords(finding);
      const orders = finding.orders > 0 && h('strong', {}, ` ${counted(finding.orders, 'order')}.`);
      return h('li', { class: 'reason odd' }, h('p', {}, sentence, orders), h('p', { class: 'next' }, next));
    }),
  );
}
