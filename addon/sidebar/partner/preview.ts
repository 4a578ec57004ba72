/** The sheet as the partner will see it, with parcels of the campaign, before it is shared. */

import { headersOf } from '../../../shared/partner-sheet/headers.ts';
import type { PartnerPreset } from '../../../shared/partner-sheet/preset.ts';
import type { PartnerParcel } from '../../../shared/partner-sheet/row.ts';
import { describe } from '../../../shared/partner-sheet/row.ts';
import { stateWord } from '../../../shared/partner-sheet/words.ts';
import { fill, h } from '../dom.ts';
import { busy, problem } from '../widgets/basics.ts';
import { isPartners } from './preset-edit.ts';

export interface Preview {
  readonly element: HTMLElement;
  /** Another preset. */
  draw(preset: PartnerPreset): void;
  /** It came into view, or went: parcels are read the first time. */
  shown(open: boolean): void;
}

export function preview(read: () => Promise<readonly PartnerParcel[]>): Preview {
  const element = h('div', {});
  let preset: PartnerPreset | null = null;
  let parcels: readonly PartnerParcel[] | null = null;
  const draw = (): void => {
    if (preset !== null && parcels !== null) fill(element, table(preset, parcels));
  };
  const load = async (): Promise<void> => {
    fill(element, busy('Reading parcels of this channel…'));
    try {
      parcels = await read();
      draw();
    } catch (error) {
      fill(
        element,
        problem(error, () => void load()),
      );
    }
  };
  let asked = false;
  return {
    element,
    draw: (next) => {
      preset = next;
      draw();
    },
    shown: (open) => {
      if (!open || asked) return;
      asked = true;
      void load();
    },
  };
}

function table(preset: PartnerPreset, parcels: readonly PartnerParcel[]): HTMLElement {
  const headers = headersOf(preset);
  const rows = parcels.map((parcel) => {
    const cells: Readonly<Record<string, string>> = {
      ...describe(parcel, preset),
      status: stateWord('new', preset.language),
      seen: '☐',
    };
    return headers.map(({ key }) => cells[key] ?? '');
  });
  return h(
    'div',
    {},
    h(
      'div',
      { class: 'scroll sheet', tabindex: '0', role: 'region', 'aria-label': 'As the warehouse sees it' },
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            headers.map(({ key, header }) =>
              h('th', { scope: 'col', class: isPartners(key) ? 'theirs' : undefined }, header),
            ),
          ),
        ),
        h(
          'tbody',
          {},
          rows.map((row) =>
            h(
              'tr',
              {},
              row.map((cell, i) => {
                const key = headers[i]?.key;
                const theirs = key !== undefined && isPartners(key);
                return h('td', { class: theirs ? 'theirs' : undefined, title: cell }, cell);
              }),
            ),
          ),
        ),
      ),
    ),
    h(
      'p',
      { class: 'help' },
      rows.length === 0
        ? 'No parcel of this channel yet: the headers alone.'
        : 'Parcels of this channel. The coloured columns are for the warehouse to fill in.',
    ),
  );
}
