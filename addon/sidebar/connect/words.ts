/** What a connection can do, as its chips say it. */
import { h } from '../dom.ts';

const CAN: Readonly<Record<string, readonly [chip: string, about: string]>> = {
  push: ['Sends orders', 'Shipments are sent by themselves'],
  update: ['Changes orders', 'A changed address or content can be sent after the push'],
  cancel: ['Cancels', 'What has not shipped can be cancelled'],
  sync: ['Reports back', 'Tracking numbers and states are fetched at each sync'],
  webhooks: ['News at once', 'The partner tells of news between two syncs'],
  track: ['Tracks parcels', 'Scans of the carrier, up to the delivery'],
};

/** Small chips; a power that this version does not know is left out. */
export function canChips(can: readonly string[]): HTMLElement {
  return h(
    'ul',
    { class: 'can', 'aria-label': 'It can' },
    can.map((power) => {
      const words = CAN[power];
      return words === undefined ? null : h('li', { title: words[1] }, words[0]);
    }),
  );
}
