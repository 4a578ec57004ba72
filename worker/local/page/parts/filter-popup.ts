/** The pop-up of a filter button: sort, and which values of the column are shown. */

import type { Api, FilterChoice } from '../lib/api.ts';
import { el, icon } from '../lib/el.ts';
import { ICONS } from '../lib/icons.ts';
import { columnName } from '../model/a1.ts';
import { place } from '../ui/menu.ts';

export interface FilterActions {
  sort(column: number, ascending: boolean): void;
  apply(column: number, choice: FilterChoice): void;
}

/** What a cell may be asked instead of being listed; the first is none. */
const CONDITIONS: readonly (readonly [value: string, label: string])[] = [
  ['', 'None'],
  ['empty', 'Is empty'],
  ['filled', 'Is not empty'],
  ['contains', 'Text contains'],
  ['not-contains', 'Text does not contain'],
  ['starts', 'Text starts with'],
  ['ends', 'Text ends with'],
  ['is', 'Is exactly'],
  ['more', 'Greater than'],
  ['less', 'Less than'],
];
const WITHOUT_VALUE: readonly string[] = ['', 'empty', 'filled'];

/** Milliseconds without a key before a search is sent. */
const SEARCH_PAUSE = 150;

let close: (() => void) | undefined;

/** Opens below the button; only one is open at a time. */
export async function openFilter(
  api: Api,
  sheetId: number,
  column: number,
  at: HTMLElement,
  actions: FilterActions,
): Promise<void> {
  close?.();
  const rect = at.getBoundingClientRect();
  const first = await api.filterValues(sheetId, column, '');
  /** Decisions of the person; a value without one stays as the filter has it. */
  const chosen = new Map<string, boolean>(first.values.map(({ value, shown }) => [value, shown]));
  let listed = first;
  let searched = false;

  const list = el('div', { class: 'filter-list', role: 'group', 'aria-label': 'Values' });
  const search = el('input', { type: 'search', placeholder: 'Search', 'aria-label': 'Search values' });
  const count = el('span', { class: 'filter-count' });
  const draw = (): void => {
    list.replaceChildren(
      ...listed.values.map(({ value, count: times, shown }) => {
        const box = el('input', { type: 'checkbox', checked: chosen.get(value) ?? shown });
        box.addEventListener('change', () => {
          chosen.set(value, box.checked);
          say();
        });
        const name = value === '' ? '(Blanks)' : value;
        return el(
          'label',
          { title: name.length > 30 ? name : undefined },
          box,
          el('span', {}, name),
          el('small', {}, String(times)),
        );
      }),
      (listed.values.length === 0 && el('p', { class: 'filter-none' }, 'No values match.')) || '',
    );
    say();
  };
  const say = (): void => {
    const shown = listed.values.filter(({ value, shown: before }) => chosen.get(value) ?? before).length;
    const more =
      listed.total > listed.values.length ? ` (first ${listed.values.length} of ${listed.total})` : '';
    count.textContent = `Showing ${shown} of ${listed.values.length}${more}`;
  };
  const setAll = (shown: boolean): void => {
    for (const { value } of listed.values) chosen.set(value, shown);
    // Nothing that is not listed may stay checked unseen after "Clear".
    if (!searched && !shown) for (const value of chosen.keys()) chosen.set(value, false);
    cleared = !searched && !shown ? true : shown && !searched ? false : cleared;
    draw();
  };
  /** true: values beyond the list are hidden as well. */
  let cleared = false;
  let pause: ReturnType<typeof setTimeout> | undefined;
  search.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(async () => {
      listed = await api.filterValues(sheetId, column, search.value);
      searched = search.value !== '';
      // As in Sheets: a search unticks what it does not find, so that OK shows the matches only.
      if (searched) {
        for (const value of chosen.keys()) chosen.set(value, false);
        for (const { value } of listed.values) chosen.set(value, true);
        cleared = true;
      }
      draw();
    }, SEARCH_PAUSE);
  });
  const condition = el(
    'select',
    { 'aria-label': 'Filter by condition' },
    ...CONDITIONS.map(([value, label]) => el('option', { value }, label)),
  );
  const wanted = el('input', { type: 'text', 'aria-label': 'Value of the condition', hidden: true });
  condition.addEventListener('change', () => {
    wanted.hidden = WITHOUT_VALUE.includes(condition.value);
    if (!wanted.hidden) wanted.focus();
  });
  const apply = (): void => {
    if (condition.value !== '') {
      done();
      actions.apply(column, { condition: condition.value, value: wanted.value });
      return;
    }
    const shown = [...chosen].filter(([, on]) => on).map(([value]) => value);
    const hidden = [...chosen].filter(([, on]) => !on).map(([value]) => value);
    done();
    actions.apply(
      column,
      cleared || (first.total > first.values.length && hidden.length > shown.length) ? { shown } : { hidden },
    );
  };
  const popup = el(
    'form',
    { class: 'popup filter-popup', role: 'dialog', 'aria-label': `Filter column ${columnName(column)}` },
    el('button', { type: 'button', class: 'popup-item', onclick: () => sorted(true) }, 'Sort A to Z'),
    el('button', { type: 'button', class: 'popup-item', onclick: () => sorted(false) }, 'Sort Z to A'),
    el('div', { class: 'menu-separator' }),
    el('label', { class: 'filter-condition' }, el('span', {}, 'Filter by condition'), condition),
    wanted,
    el('div', { class: 'filter-title' }, icon(ICONS.filter, 16), 'Filter by values'),
    el(
      'div',
      { class: 'filter-all' },
      el('button', { type: 'button', class: 'link', onclick: () => setAll(true) }, 'Select all'),
      el('button', { type: 'button', class: 'link', onclick: () => setAll(false) }, 'Clear'),
      count,
    ),
    search,
    list,
    el(
      'div',
      { class: 'box-buttons' },
      el('button', { type: 'button', class: 'button', onclick: () => done() }, 'Cancel'),
      el('button', { type: 'submit', class: 'button primary' }, 'OK'),
    ),
  );
  const sorted = (ascending: boolean): void => {
    done();
    actions.sort(column, ascending);
  };
  const outside = (event: PointerEvent): void => {
    if (event.target instanceof Node && !popup.contains(event.target)) done();
  };
  function done(): void {
    clearTimeout(pause);
    popup.remove();
    document.removeEventListener('pointerdown', outside, true);
    close = undefined;
  }
  close = done;
  popup.addEventListener('submit', (event) => {
    event.preventDefault();
    apply();
  });
  popup.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') done();
  });
  draw();
  document.body.append(popup);
  place(popup, rect, 'below');
  document.addEventListener('pointerdown', outside, true);
  search.focus();
}
