import type { Channel } from '../order/channels.ts';

/**
 * The channels that may ship a SKU to a country, in the given order: those that list it, otherwise those that take
 * everything else. A channel with countries serves only those.
 */
export function channelsFor(channels: readonly Channel[], sku: string, country: string): Channel[] {
  const serving = channels.filter(
    (channel) => channel.countries.size === 0 || channel.countries.has(country),
  );
  const listing = serving.filter((channel) => channel.skus.has(sku));
  return listing.length > 0 ? listing : serving.filter((channel) => channel.everythingElse);
}
