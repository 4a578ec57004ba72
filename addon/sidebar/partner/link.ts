/** Links out of the sidebar. */
import { h } from '../dom.ts';
import { icon } from '../widgets/icon.ts';

/** As a button that opens a window of its own; nothing where the address is none that a browser should open. */
export function linkOut(
  label: string,
  url: string,
  kind: 'primary' | 'secondary' | 'link',
): HTMLElement | null {
  if (!/^https?:\/\//i.test(url)) return null;
  return h(
    'a',
    { class: `button ${kind}`, href: url, target: '_blank', rel: 'noopener noreferrer' },
    icon('open'),
    h('span', {}, label),
  );
}
