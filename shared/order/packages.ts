/** Packages counted by channel and by country, for Overview. */
import { countryCode, countryName } from '../address/countries.ts';
import type { Campaign, Shipment } from './campaign.ts';

/** Packages by status. */
export type Packages = Record<'not sent' | 'sent' | 'shipped' | 'cancelled', number>;

const byName = (a: readonly [string, unknown], b: readonly [string, unknown]): number =>
  a[0] < b[0] ? -1 : 1;

/** Countries that get a row of their own: those with the most packages. */
const MOST_COUNTRIES = 10;

/** The countries with the most packages, and the others in one. `countryOf` is of an order, as its cell says it. */
export function packagesByCountry(
  campaign: Campaign,
  countryOf: (orderId: string) => string,
): [string, Packages][] {
  const all = packagesBy(campaign, ({ orderId }) => {
    const said = countryOf(orderId);
    const code = countryCode(said);
    return code === null ? said || 'No country' : countryName(code);
  });
  const total = (sum: Packages): number => sum['not sent'] + sum.sent + sum.shipped + sum.cancelled;
  const sorted = [...all].sort((a, b) => total(b[1]) - total(a[1]) || byName(a, b));
  const others = sorted.slice(MOST_COUNTRIES);
  if (others.length < 2) return sorted;
  const rest = others.reduce(
    (sum, [, one]): Packages => ({
      'not sent': sum['not sent'] + one['not sent'],
      sent: sum.sent + one.sent,
      shipped: sum.shipped + one.shipped,
      cancelled: sum.cancelled + one.cancelled,
    }),
    NO_PACKAGES,
  );
  return [...sorted.slice(0, MOST_COUNTRIES), [`${others.length} other countries`, rest]];
}

const NO_PACKAGES: Packages = { 'not sent': 0, sent: 0, shipped: 0, cancelled: 0 };

function packagesBy(campaign: Campaign, nameOf: (shipment: Shipment) => string): Map<string, Packages> {
  const sums = new Map<string, Packages>();
  for (const shipment of campaign.shipments) {
    const name = nameOf(shipment);
    let sum = sums.get(name);
    if (sum === undefined) {
      sum = { ...NO_PACKAGES };
      sums.set(name, sum);
    }
    // A refusal by the partner leaves nothing on its way: it counts with the cancelled ones here.
    sum[shipment.status === 'refused' ? 'cancelled' : shipment.status]++;
  }
  return sums;
}

/** By channel, in the order of their names. */
export function packagesByChannel(campaign: Campaign): [string, Packages][] {
  return [...packagesBy(campaign, ({ channel }) => channel)].sort(byName);
}
