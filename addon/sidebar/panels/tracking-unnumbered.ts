/** Parcels that were sent days ago and have no number yet: by channel, with their IDs to copy for the warehouse. */

import { campaignOf, STATUS_COLUMNS } from '../../../shared/order/campaign.ts';
import { withoutNumber } from '../../../shared/shipment/no-number.ts';
import type { Context } from '../../api.ts';
import { h } from '../dom.ts';
import type { Env } from '../env.ts';
import { loadTables } from '../file-runs/load.ts';
import { fold, load } from '../widgets/basics.ts';
import { copyButton } from '../widgets/copy.ts';
import { counted, when } from '../words.ts';

/** Folded; the shipments are read when it is opened. */
export function unnumbered(env: Env, context: Context): HTMLElement {
  const days = context.settings.noNumberDays;
  const place = h('div', { class: 'narrow' });
  return fold('Sent without a number', place, false, (open) => {
    if (open && place.childElementCount === 0) void draw(env, place, days);
  });
}

const draw = (env: Env, place: HTMLElement, days: number): Promise<void> =>
  load(
    place,
    'Looking at the shipments…',
    () => loadTables(env.call, { Shipments: STATUS_COLUMNS }),
    (tables) => {
      const groups = withoutNumber(campaignOf(tables), new Date().toISOString(), days);
      if (groups.length === 0) {
        return h(
          'p',
          { class: 'help' },
          `Nothing was sent more than ${counted(days, 'day')} ago without a number.`,
        );
      }
      return h(
        'div',
        {},
        groups.map(({ channel, ids, oldest }) =>
          h(
            'div',
            { class: 'card stack', role: 'group', 'aria-label': channel },
            h('h3', {}, channel),
            h('p', {}, `${counted(ids.length, 'parcel')}, the oldest sent on ${when(oldest)}`),
            copyButton(ids.length === 1 ? 'Copy its ID' : `Copy the ${ids.length} IDs`, ids.join('\n')),
          ),
        ),
      );
    },
  );
