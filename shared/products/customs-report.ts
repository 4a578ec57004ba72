/** Which SKUs lack customs data, and how many orders that are going abroad wait for it (case E1). */
import { countryCode } from '../address/countries.ts';
import type { Accounts } from '../order/accounts.ts';
import type { Campaign } from '../order/campaign.ts';
import { crossesBorder, customsArea } from './border.ts';
import type { ChannelGoods } from './channel-goods.ts';
import type { Goods } from './goods.ts';

export interface CustomsRow {
  readonly sku: string;
  /** Columns of Products that are blank or cannot be used. */
  readonly gaps: readonly string[];
  /** Orders with open units of it that go abroad. */
  readonly orders: number;
  /** Where they go, most orders first. */
  readonly countries: readonly string[];
}

export interface CustomsReport {
  /** Orders with something open that crosses a customs border. */
  readonly abroad: number;
  /** Of these, orders with a SKU that lacks something. */
  readonly lacking: number;
  /** Most orders first; ties by SKU. */
  readonly rows: readonly CustomsRow[];
  /** Channels of these orders that do not say where they ship from: each country counts as abroad for them. */
  readonly unsaid: readonly string[];
}

interface Way {
  readonly abroad: boolean;
  readonly lacks: readonly string[];
}
const AT_HOME: Way = { abroad: false, lacks: [] };

/** Orders without a country are not counted: nobody knows yet where they go. */
export function customsReport(
  campaign: Campaign,
  all: readonly (Accounts | null)[],
  goods: ReadonlyMap<string, Goods>,
  channels: ReadonlyMap<string, ChannelGoods>,
): CustomsReport {
  const country = campaign.col('Country');
  const postal = campaign.col('Postal code');
  const unsaid = new Set<string>();
  const known = new Map<Accounts, Map<string, Way>>();
  const wayOf = (account: Accounts, to: string, code: string): Way => {
    const units = account.units
      .filter((unit) => unit.physical && unit.open > 0)
      .map(({ sku, open }) => ({ sku, quantity: open }));
    if (units.length === 0) return AT_HOME;
    const lacks = new Set<string>();
    let abroad = false;
    for (const { channel, units: mine } of campaign.route(units, to).shipments) {
      const rules = channels.get(channel);
      if (rules?.customs === 'not needed' || !crossesBorder(rules?.shipsFrom ?? '', to, code)) continue;
      if (rules === undefined || rules.shipsFrom === '') unsaid.add(channel);
      abroad = true;
      for (const { sku } of mine) if ((goods.get(sku)?.customs.gaps.length ?? 1) > 0) lacks.add(sku);
    }
    return { abroad, lacks: [...lacks] };
  };
  const found = new Map<string, Map<string, number>>();
  let abroad = 0;
  let lacking = 0;
  for (let i = 0; i < campaign.n; i++) {
    const account = all[i];
    const to = countryCode(country[i] ?? '');
    if (account === null || account === undefined || to === null) continue;
    const code = postal[i] ?? '';
    let byCountry = known.get(account);
    if (byCountry === undefined) {
      byCountry = new Map();
      known.set(account, byCountry);
    }
    const place = `${to} ${customsArea(to, code)}`;
    let way = byCountry.get(place);
    if (way === undefined) {
      way = wayOf(account, to, code);
      byCountry.set(place, way);
    }
    if (way.abroad) abroad++;
    if (way.lacks.length > 0) lacking++;
    for (const sku of way.lacks) {
      let countries = found.get(sku);
      if (countries === undefined) {
        countries = new Map();
        found.set(sku, countries);
      }
      countries.set(to, (countries.get(to) ?? 0) + 1);
    }
  }
  const rows = [...found].map(([sku, countries]) => ({
    sku,
    gaps: goods.get(sku)?.customs.gaps ?? ['not in Products'],
    orders: [...countries.values()].reduce((sum, count) => sum + count, 0),
    countries: [...countries].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([code]) => code),
  }));
  rows.sort((a, b) => b.orders - a.orders || (a.sku < b.sku ? -1 : 1));
  return { abroad, lacking, rows, unsaid: [...unsaid].sort() };
}
