/** Reads what the Products panel shows, and computes it in the page: nothing of it is written. */
import { accounts } from '../../../shared/order/accounts.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import { figuresOf, type UnitFigures } from '../../../shared/order/figures.ts';
import { type ShipToday, shipToday } from '../../../shared/order/stock.ts';
import { BASE_READS, mergeReads } from '../../../shared/plan/load.ts';
import { CHANNEL_GOODS_COLUMNS, readChannelGoods } from '../../../shared/products/channel-goods.ts';
import { type CustomsReport, customsReport } from '../../../shared/products/customs-report.ts';
import { type Finding, productFindings } from '../../../shared/products/findings.ts';
import { GOODS_COLUMNS, readGoods } from '../../../shared/products/goods.ts';
import { type KitCounts, kitCounts } from '../../../shared/products/kits.ts';
import type { Call } from '../call.ts';
import { loadTables } from '../file-runs/load.ts';

const READS = mergeReads(BASE_READS, {
  Orders: ['Country', 'Postal code', 'Ordered at'],
  Products: GOODS_COLUMNS,
  Channels: ['Channel', 'SKUs', 'Method', 'Countries', 'Priority', ...CHANNEL_GOODS_COLUMNS],
});

export interface ProductsState {
  readonly orders: number;
  /** SKU to its name in Products. */
  readonly names: ReadonlyMap<string, string>;
  /** SKUs with On hand. */
  readonly counted: number;
  /** Unit SKUs, by name. */
  readonly units: readonly (readonly [string, UnitFigures])[];
  readonly kits: readonly (readonly [string, KitCounts])[];
  readonly today: ShipToday;
  readonly customs: CustomsReport;
  readonly findings: readonly Finding[];
}

/** `today` begins with `2026-03-01`; `onRows` is told how many orders have been read. */
export async function readProductsState(
  call: Call,
  today: string,
  onRows: (rows: number) => void,
): Promise<ProductsState> {
  const tables = await loadTables(call, READS, (tab, rows) => tab === 'Orders' && onRows(rows));
  const campaign = campaignOf(tables);
  const ids = campaign.facts.id;
  const all = Array.from({ length: campaign.n }, (_, i) => (ids[i] === '' ? null : accounts(campaign, i)));
  const goods = readGoods(tables.Products, today);
  const products = [...campaign.catalog.products.values()];
  const onHand = new Map(
    products.flatMap(({ sku, onHand: typed }): [string, number][] => (typed === null ? [] : [[sku, typed]])),
  );
  const gone = new Set([...goods].filter(([, { discontinued }]) => discontinued).map(([sku]) => sku));
  const figures = figuresOf(campaign, all);
  const byName = (a: readonly [string, unknown], b: readonly [string, unknown]): number =>
    a[0] < b[0] ? -1 : 1;
  return {
    orders: figures.orders,
    names: new Map(products.map(({ sku, name }) => [sku, name])),
    counted: onHand.size,
    units: [...figures.units].sort(byName),
    kits: [...kitCounts(campaign, all)].sort(byName),
    today: shipToday(campaign, all, onHand, gone),
    customs: customsReport(campaign, all, goods, readChannelGoods(tables.Channels, campaign)),
    findings: productFindings(campaign, all, goods),
  };
}
