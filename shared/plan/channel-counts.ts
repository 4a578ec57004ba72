/** What each channel has to do, for the Channels tab: orders that a push would send, and parcels that were sent and shipped. */
import { openChannels } from '../actions/shipments.ts';
import type { Accounts } from '../order/accounts.ts';
import type { Campaign } from '../order/campaign.ts';
import { firstRefusal, READY } from '../order/guards.ts';

export interface ChannelCounts {
  /** Orders, with what waits for a worker. */
  ready: number;
  /** Parcels at the warehouse, and those that have left it. */
  sent: number;
  shipped: number;
}

/** By channel, also those that only shipments name; `all` holds the accounts of each order. Needs Channels and Country. */
export function channelCounts(
  campaign: Campaign,
  all: readonly (Accounts | null)[],
): ReadonlyMap<string, ChannelCounts> {
  const counts = new Map<string, ChannelCounts>();
  const of = (name: string): ChannelCounts => {
    const found = counts.get(name) ?? { ready: 0, sent: 0, shipped: 0 };
    counts.set(name, found);
    return found;
  };
  for (const { name } of campaign.channels) of(name);
  for (const { channel, status } of campaign.shipments) {
    if (status === 'sent') of(channel).sent++;
    if (status === 'shipped') of(channel).shipped++;
  }
  for (let i = 0; i < campaign.n; i++) {
    const account = all[i];
    if (account === null || account === undefined || account.physical.open === 0) continue;
    if (firstRefusal(READY, campaign, i, account) !== null) continue;
    for (const name of openChannels(campaign, i, account, 'not sent')) of(name).ready++;
  }
  return counts;
}
