import type { Channel } from '../order/channels.ts';

/** Priority first, then the name, so that the same channels always come in the same order. */
export function inOrder(channels: readonly Channel[]): Channel[] {
  return [...channels].sort(
    (a, b) => a.priority - b.priority || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
}
