/** What Push asks about goods: discontinued SKUs, places and channels that they may not go by, customs data. */
import { counted, type PlanContext } from '../actions/action.ts';
import { countryCode } from '../address/countries.ts';
import type { Shipment } from '../order/campaign.ts';
import type { Refusal } from '../order/guards.ts';
import type { Unit } from '../order/items.ts';
import type { PlanBuilder } from '../plan/builder.ts';
import { crossesBorder, customsArea } from './border.ts';
import { type ChannelGoods, readChannelGoods } from './channel-goods.ts';
import { type Goods, readGoods } from './goods.ts';

export interface ShippingRules {
  /**
   * Why these units of order i may not go by the channel; null lets them through and remembers what is to be told.
   * `beside`: another parcel of the order goes by another channel.
   */
  refuse(i: number, planned: readonly Shipment[], units: readonly Unit[], beside: boolean): Refusal;
  /** Tells of parcels that go abroad without all customs data, and of light ones beside others (case C21). */
  tell(builder: PlanBuilder): void;
}

const SILENT: ChannelGoods = { shipsFrom: '', doesNotCarry: new Set(), splitFrom: 0, customs: 'ask' };

/** The rules of one channel. Reads GOODS_COLUMNS of Products and CHANNEL_GOODS_COLUMNS of Channels. */
export function shippingRules(
  { campaign, tables, now }: Pick<PlanContext, 'campaign' | 'tables' | 'now'>,
  channel: string,
): ShippingRules {
  const goods = readGoods(tables.Products, now);
  const rules = readChannelGoods(tables.Channels, campaign).get(channel) ?? SILENT;
  const country = campaign.col('Country');
  const postal = campaign.col('Postal code');
  const without = new Map<string, { gaps: readonly string[]; orders: number }>();
  /** Where parcels go; from a place that nobody has named, two areas are needed for one to be abroad. */
  const areas = new Set<string>();
  /** Light parcels beside others, by what is in them. */
  const light = new Map<string, number>();
  let orders = 0;
  return {
    refuse(i, planned, units, beside) {
      const all = [...units, ...planned.flatMap(({ contents }) => campaign.catalog.units(contents).units)];
      const skus = new Set(all.map(({ sku }) => sku));
      const to = countryCode(country[i] ?? '') ?? '';
      const code = postal[i] ?? '';
      const no = firstNo(skus, goods, rules, to);
      if (no === null && beside && isLight(all, goods, rules.splitFrom)) {
        const said = [...skus].sort().join(', ');
        light.set(said, (light.get(said) ?? 0) + 1);
      }
      if (no !== null || rules.customs === 'not needed' || !crossesBorder(rules.shipsFrom, to, code))
        return no;
      const gaps = gapsOf(skus, goods);
      if (gaps.size === 0) return null;
      if (rules.customs === 'required') {
        const said = [...gaps].map(([sku, missing]) => `${missing.join(', ')} (${sku})`);
        return { code: 'customs.missing', detail: said.join('; ') };
      }
      orders++;
      areas.add(customsArea(to, code));
      for (const [sku, missing] of gaps) {
        const known = without.get(sku);
        if (known === undefined) without.set(sku, { gaps: missing, orders: 1 });
        else known.orders++;
      }
      return null;
    },
    tell(builder) {
      for (const [said, parcels] of light)
        builder.notice(
          'warning',
          `${counted(parcels, 'parcel')} below ${rules.splitFrom} g beside another one: ${said}. If the other channel has it in stock, let it ship it (Set Up, Channels).`,
        );
      const unsaid = rules.shipsFrom === '';
      if (orders === 0 || (unsaid && areas.size < 2)) return;
      const parcels = counted(orders, 'parcel');
      builder.notice(
        'warning',
        unsaid
          ? `${parcels} lack customs data for going abroad. Channels does not say where ${channel} ships from (column Ships from), so each country counts as abroad.`
          : `${parcels} will go abroad without all customs data. Set Up, Products lists what is missing.`,
      );
      builder.figures({
        title: 'Customs data that is missing',
        columns: ['SKU', 'Missing', 'Orders'],
        rows: [...without]
          .sort((a, b) => b[1].orders - a[1].orders || (a[0] < b[0] ? -1 : 1))
          .map(([sku, { gaps, orders: count }]) => [sku, gaps.join(', '), count]),
      });
    },
  };
}

/** Weighs less than the channel's limit, as far as every weight is known. */
function isLight(units: readonly Unit[], goods: ReadonlyMap<string, Goods>, limit: number): boolean {
  let sum = 0;
  for (const { sku, quantity } of units)
    sum += (goods.get(sku)?.customs.grams ?? Number.POSITIVE_INFINITY) * quantity;
  return sum < limit;
}

function firstNo(
  skus: ReadonlySet<string>,
  goods: ReadonlyMap<string, Goods>,
  rules: ChannelGoods,
  to: string,
): Refusal {
  const which = (is: (sku: string) => boolean | undefined): string => [...skus].filter(is).sort().join(', ');
  const gone = which((sku) => goods.get(sku)?.discontinued);
  if (gone !== '') return { code: 'sku.discontinued', detail: gone };
  const carried = which((sku) => rules.doesNotCarry.has(sku));
  if (carried !== '') return { code: 'sku.restricted-by-channel', detail: carried };
  const banned = which((sku) => goods.get(sku)?.notTo.has(to));
  return banned === '' ? null : { code: 'country.restricted', detail: `${banned} to ${to}` };
}

/** SKUs without all customs data, in their order. A SKU that Products lacks has none of it. */
function gapsOf(
  skus: ReadonlySet<string>,
  goods: ReadonlyMap<string, Goods>,
): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const sku of [...skus].sort()) {
    const gaps = goods.get(sku)?.customs.gaps ?? ['all of it'];
    if (gaps.length > 0) found.set(sku, gaps);
  }
  return found;
}
