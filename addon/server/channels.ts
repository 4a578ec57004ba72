/** The channel panel: which SKUs each channel ships, and what that means for the packages. */

import { countryCode } from '../../shared/address/countries.ts';
import { accounts } from '../../shared/order/accounts.ts';
import { campaignOf, STAGE_COLUMNS, STATUS_COLUMNS } from '../../shared/order/campaign.ts';
import { catalogOf, readProducts } from '../../shared/order/catalog.ts';
import { type Channel, EVERYTHING_ELSE, LAST_PRIORITY, readChannels } from '../../shared/order/channels.ts';
import { DELIVERY_COLUMN, readDeliveryLimits } from '../../shared/order/delivery-limits.ts';
import { recordActivity } from '../../shared/plan/activity.ts';
import { type Book, Refused } from '../../shared/plan/book.ts';
import { refuseWhileBusy } from '../../shared/plan/lease.ts';
import { withTitles } from '../../shared/plan/load.ts';
import { routerOf } from '../../shared/routing/route.ts';
import { type Cell, type Table, text, textColumn } from '../../shared/tabs/table.ts';
import { CHANNEL_METHODS, CHANNELS, PRODUCTS } from '../../shared/tabs/tabs.ts';
import type { ChannelDraft, ChannelState } from '../api.ts';

export function channelState(book: Book): ChannelState {
  const read = (tab: typeof CHANNELS): Table =>
    book.read(
      tab.name,
      tab.columns.slice(0, 6).map((column) => column.name),
    );
  const catalog = catalogOf(readProducts(read(PRODUCTS)));
  const limits = book.read('Channels', ['Channel', DELIVERY_COLUMN]);
  return stateOf(book, readChannels(read(CHANNELS), catalog.find), limitsByName(limits));
}

/** Where each channel does not deliver to, by its name. */
function limitsByName(table: Table): ReadonlyMap<string, readonly string[]> {
  const limits = readDeliveryLimits(table);
  return new Map(textColumn(table, 'Channel').map((name, i) => [name, limits[i] ?? []]));
}

/** What the drafts would mean; nothing is written. */
export function checkChannels(book: Book, drafts: readonly ChannelDraft[]): ChannelState {
  return stateOf(book, drafts.map(channelOf), new Map(drafts.map(({ name, notTo }) => [name.trim(), notTo])));
}

/** Writes the drafts to Channels: rows keep their place by name, new ones follow, removed ones go. */
export function saveChannels(book: Book, drafts: readonly ChannelDraft[]): ChannelState {
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
      ['Countries', list.map((draft) => draft.countries.join('; '))],
      ['Priority', list.map((draft) => (draft.priority === LAST_PRIORITY ? '' : draft.priority))],
      ...(limited ? [[DELIVERY_COLUMN, list.map(({ notTo }) => notTo.join('; '))] as const] : []),
    ]);
  const rowOf = (draft: ChannelDraft): number => there.get(draft.name.trim()) ?? -1;
  const kept = drafts.filter((draft) => rowOf(draft) >= 0).sort((a, b) => rowOf(a) - rowOf(b));
  const added = drafts.filter((draft) => rowOf(draft) < 0);
  const gone = [...there].filter(([name]) => name !== '' && !names.includes(name)).map(([, row]) => row);
  if (kept.length > 0) book.write('Channels', kept.map(rowOf), cells(kept));
  if (added.length > 0) book.append('Channels', cells(added));
  if (gone.length > 0)
    book.remove(
      'Channels',
      gone.sort((a, b) => a - b),
    );
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
  return channelState(book);
}

function channelOf(draft: ChannelDraft): Channel {
  return {
    name: draft.name.trim(),
    skus: new Set(draft.skus),
    everythingElse: draft.everythingElse,
    method: 'Export',
    countries: new Set(draft.countries.map((country) => country.toUpperCase())),
    priority: draft.priority,
    // Asked by Needs attention alone, from the tab.
    shippedWhen: 'tracking imported',
  };
}

function stateOf(
  book: Book,
  channels: readonly Channel[],
  limits: ReadonlyMap<string, readonly string[]>,
): ChannelState {
  const tables = {
    Orders: book.read('Orders', [...STAGE_COLUMNS, 'Country']),
    Shipments: book.read('Shipments', STATUS_COLUMNS),
    Products: book.read(
      'Products',
      PRODUCTS.columns.slice(0, 6).map((column) => column.name),
    ),
  };
  const campaign = campaignOf(withTitles(book, tables));
  const route = routerOf(channels);
  const country = campaign.col('Country');
  const ids = campaign.col('Order ID');
  const units = new Map<string, number>();
  for (const product of campaign.catalog.products.values())
    if (product.kind === 'physical') units.set(product.sku, 0);
  const packages = new Map<number, number>();
  let leftover = 0;
  for (let i = 0; i < campaign.n; i++) {
    if (ids[i] === '') continue;
    const live = accounts(campaign, i).units.filter((unit) => unit.physical && unit.ordered > unit.cancelled);
    for (const unit of live) units.set(unit.sku, (units.get(unit.sku) ?? 0) + unit.ordered - unit.cancelled);
    if (live.length === 0) continue;
    const lines = live.map((unit) => ({ sku: unit.sku, quantity: unit.ordered - unit.cancelled }));
    const made = route(lines, countryCode(country[i] ?? '') ?? '');
    if (made.leftover.length > 0) leftover++;
    packages.set(made.shipments.length, (packages.get(made.shipments.length) ?? 0) + 1);
  }
  const skus = [...units]
    .map(([sku, count]) => ({
      sku,
      name: campaign.catalog.find(sku)?.name ?? campaign.titleOf(sku),
      units: count,
      channels: channels.filter((channel) => channel.skus.has(sku)).map((channel) => channel.name),
    }))
    .sort(
      (a, b) =>
        Math.min(1, a.channels.length) - Math.min(1, b.channels.length) ||
        b.units - a.units ||
        (a.sku < b.sku ? -1 : 1),
    );
  return {
    channels: channels.map((channel) => ({
      name: channel.name,
      skus: [...channel.skus],
      everythingElse: channel.everythingElse,
      method: channel.method,
      countries: [...channel.countries],
      priority: channel.priority,
      notTo: limits.get(channel.name) ?? [],
    })),
    skus,
    packages: [...packages]
      .filter(([count]) => count > 0)
      .map(([count, orders]) => ({ packages: count, orders }))
      .sort((a, b) => a.packages - b.packages),
    notes: notesOf(channels, skus, leftover),
  };
}

function notesOf(channels: readonly Channel[], skus: ChannelState['skus'], leftover: number): string[] {
  const notes: string[] = [];
  if (leftover > 0)
    notes.push(
      `${leftover} orders hold something that no channel ships. They cannot be complete until a channel takes it.`,
    );
  const homeless = skus.filter((sku) => sku.channels.length === 0);
  if (homeless.length > 0 && !channels.some((channel) => channel.everythingElse)) {
    notes.push(`In no channel: ${homeless.map((sku) => sku.sku).join(', ')}.`);
  }
  const twice = skus.filter((sku) => sku.channels.length > 1);
  if (twice.length > 0) {
    notes.push(
      `In several channels: ${twice.map((sku) => sku.sku).join(', ')}. The channel with the smaller priority ships it, then the name that sorts first.`,
    );
  }
  return notes;
}
