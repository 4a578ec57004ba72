/** Saves the channels of the panel. */
import { EVERYTHING_ELSE, LAST_PRIORITY } from '../../shared/order/channels.ts';
import { DELIVERY_COLUMN } from '../../shared/order/delivery-limits.ts';
import { recordActivity } from '../../shared/plan/activity.ts';
import { type Book, Refused } from '../../shared/plan/book.ts';
import { refuseWhileBusy } from '../../shared/plan/lease.ts';
import { type Cell, text, textColumn } from '../../shared/tabs/table.ts';
import { CHANNEL_METHODS } from '../../shared/tabs/tabs.ts';
import type { ChannelDraft } from '../api.ts';

/**
 * Writes the drafts to Channels: rows keep their place by name, new ones follow, removed ones go. Those that are renamed
 * keep their row, and their parcels in Shipments follow.
 */
export function saveChannels(
  book: Book,
  drafts: readonly ChannelDraft[],
  renamed: readonly { readonly from: string; readonly to: string }[] = [],
): { ok: true } {
  refuseWhileBusy(book);
  const names = drafts.map((draft) => draft.name.trim());
  if (new Set(names).size < names.length)
    throw new Refused('channel.same-name', 'Two channels have the same name. Rename one of them.');
  const tab = book.read('Channels', ['Channel', DELIVERY_COLUMN]);
  // The column is made once a channel has something to say in it.
  const limited = tab.missing.length === 0 || drafts.some(({ notTo }) => notTo.length > 0);
  const there = new Map(
    (tab.columns.get('Channel') ?? []).map((cell, i): [string, number] => [text(cell), i]),
  );
  const cells = (list: readonly ChannelDraft[]): Map<string, Cell[]> =>
    new Map<string, Cell[]>([
      ['Channel', list.map((draft) => draft.name.trim())],
      [
        'SKUs',
        list.map((draft) => [...(draft.everythingElse ? [EVERYTHING_ELSE] : []), ...draft.skus].join('; ')),
      ],
      ['Method', list.map((draft) => CHANNEL_METHODS.find((method) => method === draft.method) ?? 'Export')],
      ['Connected to', list.map((draft) => draft.connectedTo)],
      ['Counts as shipped when', list.map((draft) => draft.shippedWhen)],
      ['Tracking emails sent by', list.map((draft) => draft.emailsBy)],
      ['Countries', list.map((draft) => draft.countries.join('; '))],
      ['Priority', list.map((draft) => (draft.priority === LAST_PRIORITY ? '' : draft.priority))],
      ...(limited ? [[DELIVERY_COLUMN, list.map(({ notTo }) => notTo.join('; '))] as const] : []),
    ]);
  const next = new Map(renamed.map(({ from, to }) => [from, to]));
  // A name that was given away belongs to a new channel, and one that another takes over to that.
  const arrived = new Set(renamed.flatMap(({ from, to }) => (there.has(from) ? [to] : [])));
  const rows = new Map<string, number>();
  const gone: number[] = [];
  for (const [name, row] of there) {
    const to = next.get(name) ?? name;
    if (name !== '' && (!names.includes(to) || (arrived.has(name) && !next.has(name)))) gone.push(row);
    else rows.set(to, row);
  }
  const rowOf = (draft: ChannelDraft): number => rows.get(draft.name.trim()) ?? -1;
  const kept = drafts.filter((draft) => rowOf(draft) >= 0).sort((a, b) => rowOf(a) - rowOf(b));
  const added = drafts.filter((draft) => rowOf(draft) < 0);
  if (kept.length > 0) book.write('Channels', kept.map(rowOf), cells(kept));
  if (added.length > 0) book.append('Channels', cells(added));
  if (gone.length > 0)
    book.remove(
      'Channels',
      gone.sort((a, b) => a - b),
    );
  if (next.size > 0) follow(book, next);
  const counts = { change: kept.length + added.length + gone.length, already: 0, left: 0, decide: 0 };
  recordActivity(book, {
    runId: '',
    when: book.now(),
    who: book.user(),
    action: 'Channels',
    which: names.join(', '),
    counts,
  });
  book.flush();
  return { ok: true };
}

/** Parcels know their channel by its name. */
function follow(book: Book, next: ReadonlyMap<string, string>): void {
  const cells = textColumn(book.read('Shipments', ['Channel']), 'Channel').map((name) => next.get(name));
  if (cells.some((cell) => cell !== undefined))
    book.write('Shipments', [...cells.keys()], new Map([['Channel', cells]]));
}
