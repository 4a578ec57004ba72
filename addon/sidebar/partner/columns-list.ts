/** The columns of a partner's sheet to tick, reorder and rename, in the order in which they stand there. */
import type { NEEDED_COLUMNS, SheetColumn } from '../../../shared/partner-sheet/columns.ts';
import { headerWord } from '../../../shared/partner-sheet/headers.ts';
import type { PartnerPreset } from '../../../shared/partner-sheet/preset.ts';
import { announce, fill, h } from '../dom.ts';
import { checkbox, iconButton } from '../widgets/basics.ts';
import { add, addable, isNeeded, isPartners, move, remove, rename } from './preset-edit.ts';

/** Why a column cannot be left out. */
const WHY: Readonly<Record<(typeof NEEDED_COLUMNS)[number], string>> = {
  id: 'Needed: which parcel it is',
  status: 'Needed: what to do',
  change: 'Needed: what is new of it',
  number: 'Needed: it comes back to you',
  carrier: 'Needed: whose number it is',
  seen: 'Needed: confirms a change',
};
const whyOf = (key: SheetColumn): string | undefined => Object.entries(WHY).find(([one]) => one === key)?.[1];

/** As the creator reads it, whatever the language of the sheet. */
const englishOf = (key: SheetColumn): string => headerWord(key, 'en');

export interface ColumnsList {
  readonly element: HTMLElement;
  draw(): void;
}

/** `preset` gives it as it is now; `changed` gets the next one, and the list is drawn by itself. */
export function columnsList(
  preset: () => PartnerPreset,
  changed: (preset: PartnerPreset) => void,
): ColumnsList {
  const list = h('div', { class: 'sheet-columns', role: 'group', 'aria-label': 'Columns of the sheet' });
  const rowOf = (key: SheetColumn): HTMLElement | null =>
    list.querySelector<HTMLElement>(`[data-key="${key}"]`);
  const set = (next: PartnerPreset): void => {
    changed(next);
    draw();
  };

  const shift = (key: SheetColumn, by: -1 | 1): void => {
    const next = move(preset(), key, by);
    set(next);
    const press = rowOf(key)?.querySelector<HTMLButtonElement>(by < 0 ? '.up' : '.down');
    const other = rowOf(key)?.querySelector<HTMLButtonElement>(by < 0 ? '.down' : '.up');
    (press?.disabled === true ? other : press)?.focus();
    announce(`Moved to place ${next.columns.findIndex((column) => column.key === key) + 1}`);
  };
  const tick = (key: SheetColumn, on: boolean): void => {
    set(on ? add(preset(), key) : remove(preset(), key));
    rowOf(key)?.querySelector('input')?.focus();
  };
  /** The name gives way to a field; Enter or leaving takes what is typed, Escape does not. */
  const edit = (key: SheetColumn): void => {
    const row = rowOf(key);
    if (row === null) return;
    let open = true;
    const own = preset().columns.find((column) => column.key === key)?.header ?? '';
    const input = h('input', {
      type: 'text',
      value: own,
      placeholder: headerWord(key, preset().language),
      maxlength: 60,
      'aria-label': `Header of ${englishOf(key)}`,
    });
    const end = (take: boolean): void => {
      if (!open) return;
      open = false;
      if (take && input.value.trim() !== own) changed(rename(preset(), key, input.value));
      // This row alone: the press that took the focus away is on its way to a button of another.
      const there = preset().columns;
      const at = there.findIndex((column) => column.key === key);
      row.replaceWith(ticked(key, there[at]?.header ?? '', at === 0, at === there.length - 1));
    };
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      end(event.key === 'Enter');
      rowOf(key)?.querySelector<HTMLElement>('.rename')?.focus();
    });
    input.addEventListener('blur', () => end(true));
    fill(row, input);
    input.focus();
    input.select();
  };

  const ticked = (key: SheetColumn, header: string, first: boolean, last: boolean): HTMLElement => {
    const shown = header === '' ? headerWord(key, preset().language) : header;
    const name = englishOf(key);
    const box = checkbox(
      [
        name,
        shown !== name && h('span', { class: 'help' }, `“${shown}”`),
        isPartners(key) && h('span', { class: 'help' }, 'The warehouse fills it in'),
        isNeeded(key) && h('span', { class: 'help' }, whyOf(key)),
      ],
      true,
      () => tick(key, false),
    );
    const input = box.querySelector('input');
    if (input !== null) input.disabled = isNeeded(key);
    const up = iconButton(`Move ${name} forward`, 'up', () => shift(key, -1));
    const down = iconButton(`Move ${name} back`, 'down', () => shift(key, 1));
    const pencil = iconButton(`Rename ${name}`, 'change', () => edit(key));
    up.classList.add('up');
    down.classList.add('down');
    pencil.classList.add('rename');
    up.disabled = first;
    down.disabled = last;
    const kind = isPartners(key) ? 'sheet-column theirs' : 'sheet-column';
    return h('div', { class: kind, 'data-key': key }, box, pencil, up, down);
  };
  const draw = (): void => {
    const { columns } = preset();
    fill(
      list,
      columns.map(({ key, header }, i) => ticked(key, header, i === 0, i === columns.length - 1)),
      addable(preset()).map((key) =>
        h(
          'div',
          { class: 'sheet-column', 'data-key': key },
          checkbox(englishOf(key), false, () => tick(key, true)),
        ),
      ),
    );
  };
  draw();
  return { element: list, draw };
}
