/** Answers `readColumns` from tables in memory, as the server does from the sheet. */
import type { Api } from '../../addon/api.ts';
import type { Tables } from '../../shared/tabs/table.ts';
import type { TabName } from '../../shared/tabs/tabs.ts';

export function columnsOf(tables: Tables): Api['readColumns'] {
  return ({ tab, columns, from, count }) => {
    const table = tables[tab as TabName];
    const n = Math.max(0, Math.min(count, (table?.n ?? 0) - from));
    return {
      n,
      columns: columns.map((name) =>
        Array.from({ length: n }, (_, i) => table?.columns.get(name)?.[from + i] ?? ''),
      ),
      missing: columns.filter((name) => table !== undefined && !table.columns.has(name)),
    };
  };
}
