/**
 * Finds columns by header: by name, by alias, or by the mark that set-up left on a column that was renamed. The add-on and
 * the worker both find them here, so that neither writes where the other would not read.
 */

import { type Cell, text } from './table.ts';
import { type Column, TABS, type Tab, type TabName } from './tabs.ts';

/** Keys of developer metadata: on each column and each tab, its name; on the spreadsheet, the file that it was set up in. */
export const COLUMN_MARK = 'shipsheet.column';
export const TAB_MARK = 'shipsheet.tab';
export const FILE_MARK = 'shipsheet.file';

export function tabOf(name: TabName): Tab {
  const tab = TABS.find((candidate) => candidate.name === name);
  if (tab === undefined) throw new Error(`No tab ${name}`);
  return tab;
}

/**
 * Column name to position (from 0). A header is matched exactly, then without case and blanks, then by alias; of two
 * equal headers the left one counts.
 */
export function mapHeaders(tab: Tab, header: readonly Cell[]): Map<string, number> {
  const found = new Map<string, number>();
  const exact = new Map<string, number>();
  const loose = new Map<string, number>();
  for (const [at, cell] of header.entries()) {
    const name = text(cell);
    if (name === '') continue;
    if (!exact.has(name)) exact.set(name, at);
    const low = name.toLowerCase();
    if (!loose.has(low)) loose.set(low, at);
  }
  for (const column of tab.columns) {
    const at = exact.get(column.name) ?? loose.get(column.name.toLowerCase()) ?? byAlias(column, loose);
    if (at !== undefined) found.set(column.name, at);
  }
  return found;
}

function byAlias(column: Column, loose: ReadonlyMap<string, number>): number | undefined {
  for (const alias of column.aliases ?? []) {
    const at = loose.get(alias);
    if (at !== undefined) return at;
  }
  return undefined;
}
