/** Finds what a menu item runs, by its labels from the top (`['Shipsheet', 'Lock Down']`) or by its function. */

import { Problem } from './problem.ts';
import type { MenuEntryWire, MenuWire } from './wire.ts';

/** `Lock Down...` is found as `Lock Down` and as `lock down`. */
const plain = (label: string): string =>
  label
    .replace(/(\.{3}|…)$/, '')
    .trim()
    .toLowerCase();

/** Every function that a menu offers: only these may be run through it. */
function functionsOf(entries: readonly MenuEntryWire[]): string[] {
  return entries.flatMap((entry) => {
    if (entry.type === 'item') return [entry.functionName];
    return entry.type === 'submenu' ? functionsOf(entry.entries) : [];
  });
}

export function findMenuItem(menus: readonly MenuWire[], wanted: string | readonly string[]): string {
  if (typeof wanted === 'string') {
    if (menus.some((menu) => functionsOf(menu.entries).includes(wanted))) return wanted;
    throw new Problem(404, 'menu.unknown', `No menu item runs ${wanted}.`);
  }
  let entries: readonly MenuEntryWire[] = menus.map((menu) => ({ type: 'submenu', ...menu }));
  for (const [depth, label] of wanted.entries()) {
    const found = entries.find((entry) => entry.type !== 'separator' && plain(entry.label) === plain(label));
    if (found?.type === 'item' && depth === wanted.length - 1) return found.functionName;
    if (found?.type !== 'submenu') break;
    entries = found.entries;
  }
  throw new Problem(404, 'menu.unknown', `There is no menu item ${wanted.join(' > ')}.`);
}
