/** The segment that each run leaves behind: the orders that the journal names, as long as it keeps the run. */
import { type Book, Refused } from '../plan/book.ts';
import { readJournal } from '../plan/journal.ts';
import { text } from '../tabs/table.ts';

/** `1042-3.1` is a parcel of the order 1042. */
const PARCEL = /-\d+(\.\d+)*$/;

/** The Order IDs that each of these runs changed; runs that the journal no longer holds are left out. */
export function ordersOfRuns(
  book: Pick<Book, 'readKeys'>,
  runs: readonly string[],
): Map<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  if (runs.length === 0) return found;
  const journal = book.readKeys('Journal', 'Run ID', new Set(runs), ['Run ID', 'Data']);
  const parts = new Map<string, string[]>();
  for (let i = 0; i < journal.n; i++) {
    const run = text(journal.columns.get('Run ID')?.[i]);
    const list = parts.get(run) ?? [];
    list.push(text(journal.columns.get('Data')?.[i]));
    parts.set(run, list);
  }
  for (const [run, list] of parts) {
    const orders = ordersIn(list);
    if (orders !== null) found.set(run, orders);
  }
  return found;
}

/** null when the journal was edited by hand: then the run is as good as gone. */
function ordersIn(parts: readonly string[]): ReadonlySet<string> | null {
  const orders = new Set<string>();
  try {
    for (const { tab, key } of readJournal(parts)) {
      if (tab === 'Orders') orders.add(key);
      if (tab === 'Shipments') orders.add(key.replace(PARCEL, ''));
    }
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
  return orders;
}
