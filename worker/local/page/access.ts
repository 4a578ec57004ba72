/** Who looks at the workbook: its owner, or a partner by a link, who may change it or only look. */

import { el } from './lib/el.ts';
import type { Commands } from './menus.ts';
import { closeMenus } from './ui/menu.ts';

export type Mode = 'owner' | 'writer' | 'reader';

export const VIEW_ONLY =
  'You may look at this sheet, but not change it. Ask the person who shared it with you.';

/** What the title bar says of a workbook that is not simply one's own. */
export function markOf(mode: Mode, partners: boolean): { text: string; why: string } | null {
  if (mode === 'reader') return { text: 'View only', why: VIEW_ONLY };
  if (!partners) return null;
  return {
    text: "Partner's sheet",
    why: 'Your partner opens this sheet by its own link. No add-on runs in it.',
  };
}

/** The commands of one who may only look: what would change the sheet says so instead. */
export function lookingOnly(commands: Commands, refuse: () => void): Commands {
  return {
    ...commands,
    rename: refuse,
    undo: refuse,
    redo: refuse,
    canUndo: () => false,
    canRedo: () => false,
    replace: refuse,
    cut: refuse,
    paste: refuse,
    fill: refuse,
    move: refuse,
    duplicateSheet: refuse,
    clearFilter: refuse,
    clear: refuse,
    insert: refuse,
    remove: refuse,
    hide: refuse,
    freeze: refuse,
    addSheet: refuse,
    sort: refuse,
    toggleFilter: refuse,
    format: refuse,
    mark: refuse,
    plainLook: refuse,
    merge: refuse,
    unmerge: refuse,
  };
}

/** Stands in place of the workbook, and of all that was open over it, once its link opens nothing any more. */
export function showEnded(root: HTMLElement): void {
  closeMenus();
  document.title = 'Shipsheet';
  root.replaceChildren(
    el(
      'main',
      { class: 'home ended' },
      el('img', { src: '/page/icon.svg', alt: '', width: 48, height: 48 }),
      el('h1', {}, 'This sheet is no longer shared with you'),
      el('p', { role: 'alert' }, 'If you still need it, ask the person who shared it with you.'),
    ),
  );
  document.body.replaceChildren(root);
}
