/** What narrows the findings: the result as tiles, drop-downs that fold away, and decided or not. */
import { limitsOf } from '../../../shared/address/carrier-limits.ts';
import { FINDING_KINDS } from '../../../shared/address/kinds.ts';
import { fill, h } from '../dom.ts';
import { fold, labelled, select } from '../widgets/basics.ts';
import { icon } from '../widgets/icon.ts';
import { count, country } from '../words.ts';
import { countsOf, type Filter } from './addresses-groups.ts';
import type { Review } from './addresses-review.ts';
import { leftOutWords } from './addresses-row.ts';

export type Narrow = (part: Partial<Filter>) => void;

const TILES = [
  { level: 'problem', one: 'problem', many: 'problems', picture: 'error' },
  { level: 'warning', one: 'warning', many: 'warnings', picture: 'warning' },
] as const;

/** Orders by their worst finding; a tile that is pressed shows the findings of its level alone. */
export function resultTiles({ counts }: Review, narrow: Narrow): HTMLElement {
  const tiles = TILES.map(({ level, one, many, picture }) => {
    const n = counts[level];
    const tile = h(
      'button',
      {
        type: 'button',
        class: `count tile ${level}${n === 0 ? ' zero' : ''}`,
        'aria-pressed': 'false',
        on: {
          click: () => {
            const pressed = tile.getAttribute('aria-pressed') === 'true';
            for (const other of tiles) other.setAttribute('aria-pressed', 'false');
            tile.setAttribute('aria-pressed', String(!pressed));
            narrow({ level: pressed ? null : level });
          },
        },
      },
      icon(picture, 16),
      h('strong', { class: 'count-number' }, count(n)),
      h('span', {}, n === 1 ? one : many),
    );
    return tile;
  });
  const fine = h(
    'div',
    { class: 'count tile ok' },
    icon('done', 16),
    h('strong', { class: 'count-number' }, count(counts.ok)),
    h('span', {}, 'OK'),
  );
  return h('div', { class: 'tiles', role: 'group', 'aria-label': 'Result of the check' }, tiles, fine);
}

/** Kind, country and stage, folded while nothing is chosen; the head says what is. */
export function filterFold(review: Review, narrow: Narrow): HTMLElement {
  const { kinds, countries, stages } = countsOf(review);
  const chosen = new Map<string, string>();
  const head = h('span', {});
  const drawHead = (): void => {
    const said = [...chosen.values()].filter((value) => value !== '').join(', ');
    fill(head, 'Filter', h('span', { class: 'summary' }, said === '' ? 'All findings' : said));
  };
  const choice = (
    label: string,
    every: string,
    options: readonly { value: string; label: string; n: number }[],
    change: (value: string) => void,
  ): HTMLElement => {
    const listed = options.map(({ value, label: name, n }) => ({ value, label: `${name} (${count(n)})` }));
    const field = select([{ value: '', label: every }, ...listed], '', (value) => {
      chosen.set(label, options.find((option) => option.value === value)?.label ?? '');
      drawHead();
      change(value);
    });
    return labelled(label, field);
  };
  const byCount = <K extends string>(counts: ReadonlyMap<K, number>, name: (key: K) => string) =>
    [...counts].sort((a, b) => b[1] - a[1]).map(([value, n]) => ({ value, label: name(value), n }));
  const ofKinds = byCount(kinds, (kind) => FINDING_KINDS[kind].label);
  drawHead();
  return fold(
    head,
    h(
      'div',
      { class: 'narrow' },
      choice('Kind', 'All kinds', ofKinds, (value) =>
        narrow({ kind: ofKinds.find((option) => option.value === value)?.value ?? '' }),
      ),
      choice(
        'Country',
        'All countries',
        byCount(countries, (code) => (code === '' ? 'Unknown' : country(code))),
        (value) => narrow({ country: value }),
      ),
      choice(
        'Stage',
        'All that can change',
        byCount(stages, (stage) => stage),
        (value) => narrow({ stage: value }),
      ),
      leftOutWords(review.leftOut),
    ),
    false,
  );
}

/** To decide, or decided already. */
export function decidedSwitch(narrow: Narrow): HTMLElement {
  const buttons = ['To decide', 'Decided'].map((label, at) =>
    h(
      'button',
      {
        type: 'button',
        'aria-pressed': String(at === 0),
        on: {
          click: () => {
            for (const [i, one] of buttons.entries()) one.setAttribute('aria-pressed', String(i === at));
            narrow({ decided: at === 1 });
          },
        },
      },
      label,
    ),
  );
  return h('div', { class: 'switch', role: 'group', 'aria-label': 'Show' }, buttons);
}

/** Carriers by the names that their limits are known under. */
export const CARRIER_CHOICES = [
  'Canada Post',
  'DHL',
  'DHL Express',
  'DPD',
  'FedEx',
  'Royal Mail',
  'UPS',
  'USPS',
] as const;

/** Whose longest lines count, and whose letters; "" for what every carrier takes. */
export function carrierSelect(chosen: string, change: (carrier: string) => void): HTMLSelectElement {
  const named = CARRIER_CHOICES.map((value) => {
    const { line, trust } = limitsOf(value);
    const unsure = trust === 'secondary' ? ', unconfirmed' : '';
    return { value, label: `${value} (lines of ${count(line)}${unsure})` };
  });
  const every = { value: '', label: `Every carrier (lines of ${count(limitsOf(undefined).line)})` };
  return select([every, ...named], chosen, change);
}
