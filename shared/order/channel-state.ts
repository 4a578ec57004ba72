/** What channels mean for the orders, before they are saved: which SKUs each ships, and how many packages that makes. */
import { countryCode } from '../address/countries.ts';
import { routerOf } from '../routing/route.ts';
import { type Reads, type Tables, textColumn } from '../tabs/table.ts';
import { CHANNEL_METHODS, CHANNELS, EMAILS_BY, PRODUCTS, SHIPPED_WHEN, type Tab } from '../tabs/tabs.ts';
import { accounts } from './accounts.ts';
import { type Campaign, campaignOf, STAGE_COLUMNS, STATUS_COLUMNS } from './campaign.ts';
import type { Channel } from './channels.ts';
import { DELIVERY_COLUMN, readDeliveryLimits } from './delivery-limits.ts';

export interface ChannelDraft {
  readonly name: string;
  /** [] with everythingElse: the default channel. */
  readonly skus: readonly string[];
  readonly everythingElse: boolean;
  readonly method: string;
  /** For Integration: the connection's name, when a parcel counts as shipped, and who mails the number. */
  readonly connectedTo: string;
  readonly shippedWhen: string;
  readonly emailsBy: string;
  /** ISO codes; empty for everywhere. */
  readonly countries: readonly string[];
  readonly priority: number;
  /** Where it does not deliver to, of DELIVERY_LIMITS. */
  readonly notTo: readonly string[];
}
export interface ChannelState {
  readonly channels: readonly ChannelDraft[];
  /** SKUs of orders and products, those in no channel first. */
  readonly skus: readonly {
    readonly sku: string;
    readonly name: string;
    readonly units: number;
    readonly channels: readonly string[];
  }[];
  /** "412 orders will ship in 2 packages, 30 in 3". */
  readonly packages: readonly { readonly packages: number; readonly orders: number }[];
  /** Sentences: SKUs in no channel, SKUs in two and the rule that decides. */
  readonly notes: readonly string[];
  /** Names in Shipments that are no channel's, with their parcels that have not shipped: nobody can push or change these. */
  readonly gone: readonly { readonly name: string; readonly parcels: number }[];
}

const first = (tab: Tab, n: number): string[] => tab.columns.slice(0, n).map((column) => column.name);

/** The columns that it needs. */
export const CHANNEL_STATE_READS: Reads = {
  Orders: [...STAGE_COLUMNS, 'Country'],
  Shipments: STATUS_COLUMNS,
  Products: first(PRODUCTS, 6),
  Channels: [...first(CHANNELS, 8), DELIVERY_COLUMN],
  Rewards: ['Title', 'Platform ID'],
};

/** What the drafts would mean; null: the channels of the tab as they are. */
export function channelState(tables: Tables, drafts: readonly ChannelDraft[] | null): ChannelState {
  const campaign = campaignOf(tables);
  if (drafts !== null) {
    const limits = new Map(drafts.map(({ name, notTo }) => [name.trim(), notTo]));
    return stateOf(campaign, drafts.map(channelOf), limits);
  }
  const limits = readDeliveryLimits(tables.Channels);
  const names = textColumn(tables.Channels, 'Channel');
  return stateOf(campaign, campaign.channels, new Map(names.map((name, i) => [name, limits[i] ?? []])));
}

function channelOf(draft: ChannelDraft): Channel {
  return {
    name: draft.name.trim(),
    skus: new Set(draft.skus),
    everythingElse: draft.everythingElse,
    method: CHANNEL_METHODS.find((known) => known === draft.method) ?? 'Export',
    connectedTo: draft.connectedTo,
    emailsBy: EMAILS_BY.find((known) => known === draft.emailsBy) ?? 'Shipsheet',
    countries: new Set(draft.countries.map((country) => country.toUpperCase())),
    priority: draft.priority,
    shippedWhen: SHIPPED_WHEN.find((known) => known === draft.shippedWhen) ?? 'tracking imported',
  };
}

function stateOf(
  campaign: Campaign,
  channels: readonly Channel[],
  limits: ReadonlyMap<string, readonly string[]>,
): ChannelState {
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
      connectedTo: channel.connectedTo,
      shippedWhen: channel.shippedWhen,
      emailsBy: channel.emailsBy,
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
    gone: goneOf(campaign, channels),
  };
}

function goneOf({ shipments }: Campaign, channels: readonly Channel[]): ChannelState['gone'] {
  const there = new Set(channels.map(({ name }) => name));
  const parcels = new Map<string, number>();
  for (const { channel, status } of shipments)
    if (channel !== '' && !there.has(channel) && (status === 'sent' || status === 'not sent'))
      parcels.set(channel, (parcels.get(channel) ?? 0) + 1);
  return [...parcels].map(([name, count]) => ({ name, parcels: count }));
}

function notesOf(channels: readonly Channel[], skus: ChannelState['skus'], leftover: number): string[] {
  const notes: string[] = [];
  if (leftover > 0)
    notes.push(
      `${leftover === 1 ? '1 order holds' : `${leftover} orders hold`} something that no channel ships: incomplete until a channel takes it.`,
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
