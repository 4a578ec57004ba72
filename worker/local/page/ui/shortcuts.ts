/** The list of keys, as a box. */

import { el } from '../lib/el.ts';
import { ask } from './dialog.ts';

const KEYS: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Move and select',
    keys: [
      ['Arrows, Tab, Enter', 'Next cell'],
      ['Ctrl + arrows', 'End of the content'],
      ['Ctrl + Home, Ctrl + End', 'First and last cell'],
      ['Shift + arrows', 'Stretch the selection'],
      ['Shift + Space, Ctrl + Space', 'Whole row, whole column'],
      ['Ctrl + A', 'Everything'],
      ['Ctrl + Shift + Page Up, Page Down', 'Sheet to the left, to the right'],
    ],
  },
  {
    title: 'Edit',
    keys: [
      ['Enter, F2', 'Edit the cell'],
      ['Alt + Enter', 'Open the address in a cell; while you edit, a new line'],
      ['Delete', 'Empty the cells'],
      ['Ctrl + C, Ctrl + X, Ctrl + V', 'Copy, cut, paste'],
      ['Ctrl + D, Ctrl + R', 'Fill down, fill to the right'],
      ['Ctrl + Z, Ctrl + Y', 'Undo, redo'],
      ['Alt + Down', 'Open a drop-down'],
      ['Space', 'Tick a box'],
      ['Ctrl + B, Ctrl + I, Alt + Shift + 5', 'Bold, italic, strikethrough'],
      ['Ctrl + \\', 'Clear the formatting'],
    ],
  },
  {
    title: 'Rows, columns, sheet',
    keys: [
      ['Ctrl + Alt + =', 'Insert what is selected: rows or columns'],
      ['Ctrl + Alt + -', 'Delete them'],
      ['Ctrl + F', 'Find'],
      ['Ctrl + H', 'Find and replace'],
      ['Shift + F10', 'Menu of the cell'],
      ['F10', 'Menu bar'],
      ['Ctrl + /', 'This list'],
    ],
  },
];

export async function showShortcuts(): Promise<void> {
  const body = el(
    'div',
    { class: 'shortcuts' },
    ...KEYS.map(({ title, keys }) =>
      el(
        'section',
        {},
        el('h3', {}, title),
        el('dl', {}, ...keys.flatMap(([key, what]) => [el('dt', {}, key), el('dd', {}, what)])),
      ),
    ),
  );
  await ask({
    title: 'Keyboard shortcuts',
    body,
    wide: true,
    choices: [{ value: 'close', label: 'Close', primary: true }],
  });
}
