/** A spreadsheet of addresses behind the scripted server: columns in blocks, and what was sent to be written. */
import type { Api } from '../../../addon/api.ts';
import { TABS } from '../../../shared/tabs/tabs.ts';
import { type Cells, tablesOf } from '../../support/campaign.ts';
import type { Server } from './harness.ts';
import { context, progress, result } from './samples.ts';

type Block = ReturnType<Api['readColumns']>;

/** Answers for a campaign of these orders; `applyPart` says that all of it was written. */
export function addressServer(orders: readonly Cells[], shipments: readonly Cells[] = []): Server {
  const tables = tablesOf({ orders, shipments });
  const readColumns = ({ tab, columns, from, count }: Parameters<Api['readColumns']>[0]): Block => {
    const name = TABS.find((known) => known.name === tab)?.name;
    const table = name === undefined ? undefined : tables[name];
    const n = Math.max(0, Math.min(count, (table?.n ?? 0) - from));
    return {
      n,
      columns: columns.map((column) => (table?.columns.get(column) ?? []).slice(from, from + n)),
      missing: columns.filter((column) => table?.columns.has(column) !== true),
    };
  };
  return {
    context: () => context({ orders: orders.length }),
    readColumns,
    showOrder: () => ({ ok: true }),
    applyPart: ({ intents, last }) => {
      const n = intents.length;
      const sentence = `Wrote the address of ${n} orders.`;
      const counts = { change: n, already: 0, left: 0, decide: 0 };
      return progress(n, n, { more: false, result: last ? result({ counts, sentence }) : null });
    },
  };
}
