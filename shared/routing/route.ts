/**
 * Which channel ships what: `route(units, country, channels)`. Pure and deterministic; ties end on the name.
 * A SKU that two channels list goes to the one with the smaller Priority, then the name that sorts first. A SKU that
 * no channel lists goes to "everything else"; when there is none it is left over, and says so.
 */
import type { Channel } from '../order/channels.ts';
import type { Unit } from '../order/items.ts';
import { channelsFor } from './filter-channels.ts';
import { inOrder } from './sort-channels.ts';

export interface Routed {
  readonly channel: string;
  readonly units: readonly Unit[];
}

export interface Route {
  /** One entry a channel, in the order of the channels' ranks. */
  readonly shipments: readonly Routed[];
  readonly leftover: readonly Unit[];
}

export type Router = (units: readonly Unit[], country: string) => Route;

/** Builds a router for a set of channels. It remembers the channel of each SKU and country, which changes no answer. */
export function routerOf(channels: readonly Channel[]): Router {
  const ranked = inOrder(channels);
  const memo = new Map<string, string | null>();
  const channelOf = (sku: string, country: string): string | null => {
    const key = `${country}\u0001${sku}`;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const found = channelsFor(ranked, sku, country)[0]?.name ?? null;
    memo.set(key, found);
    return found;
  };
  return (units, country) => {
    const byChannel = new Map<string, Unit[]>();
    const leftover: Unit[] = [];
    for (const unit of units) {
      if (unit.quantity <= 0) continue;
      const channel = channelOf(unit.sku, country);
      if (channel === null) {
        leftover.push(unit);
        continue;
      }
      const list = byChannel.get(channel);
      if (list === undefined) byChannel.set(channel, [unit]);
      else list.push(unit);
    }
    const shipments: Routed[] = [];
    for (const { name } of ranked) {
      const list = byChannel.get(name);
      if (list !== undefined) shipments.push({ channel: name, units: list });
    }
    return { shipments, leftover };
  };
}
