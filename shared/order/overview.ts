/** Overview: where the campaign stands, as rows of a page. */
import { counted, formatCount } from '../actions/action.ts';
import { countryCode, countryName } from '../address/countries.ts';
import type { RowStyle } from '../plan/book.ts';
import type { Cell } from '../tabs/table.ts';
import type { Stage } from '../tabs/tabs.ts';
import type { Accounts } from './accounts.ts';
import type { Campaign, Shipment } from './campaign.ts';
import { stageFacts, stageOf } from './stage.ts';

/** The lifecycle in the order of the work, with the menu item that moves orders on. */
const STEPS: readonly { readonly stage: Stage; readonly next: string }[] = [
  { stage: 'Awaiting survey', next: 'Ask backers to answer, then Import Orders again' },
  { stage: 'Open', next: 'Lock Down' },
  { stage: 'Locked down', next: 'Record Payments' },
  { stage: 'Errored', next: 'Ask for another card, then Record Payments' },
  { stage: 'Paid', next: 'Finalize Addresses' },
  { stage: 'Ready to ship', next: 'Push to Channel' },
  { stage: 'Partly shipped', next: 'Import Tracking' },
  { stage: 'Shipped', next: '' },
  { stage: 'Nothing to ship', next: '' },
  { stage: 'Cancelled', next: '' },
];

export interface CampaignFigures {
  readonly orders: number;
  readonly stages: ReadonlyMap<Stage, number>;
  /** By unit SKU; ordered = cancelled + shipped + pushed + open. */
  readonly units: ReadonlyMap<string, UnitFigures>;
  /** Orders with physical units that are not all cancelled. */
  readonly live: number;
  readonly shipped: number;
  /** Orders with something open or at a warehouse. */
  readonly remaining: number;
  /** More than half of the live orders are shipped. */
  readonly fulfilled: boolean;
  /** None is open. */
  readonly complete: boolean;
}
export interface UnitFigures {
  ordered: number;
  locked: number;
  paid: number;
  /** The physical part of `open` in orders whose address is final. */
  ready: number;
  shipped: number;
  pushed: number;
  cancelled: number;
  open: number;
  /** Orders whose accounts do not add up for this SKU. */
  broken: number;
}

const NO_UNITS: UnitFigures = {
  ordered: 0,
  locked: 0,
  paid: 0,
  ready: 0,
  shipped: 0,
  pushed: 0,
  cancelled: 0,
  open: 0,
  broken: 0,
};

/** Adds up the campaign; `all` holds the accounts of each order, null for blank rows. */
export function figuresOf(campaign: Campaign, all: readonly (Accounts | null)[]): CampaignFigures {
  const stages = new Map<Stage, number>();
  const units = new Map<string, UnitFigures>();
  let orders = 0;
  let live = 0;
  let shipped = 0;
  let remaining = 0;
  for (let i = 0; i < campaign.n; i++) {
    const account = all[i];
    if (account === null || account === undefined) continue;
    orders++;
    const facts = stageFacts(campaign, i, account);
    const stage = stageOf(facts);
    stages.set(stage, (stages.get(stage) ?? 0) + 1);
    const { physical } = facts.accounts;
    if (physical.ordered > physical.cancelled || physical.shipped > 0) {
      live++;
      if (stage === 'Shipped') shipped++;
      if (physical.open > 0 || physical.pushed > 0) remaining++;
    }
    for (const unit of account.units) {
      let sum = units.get(unit.sku);
      if (sum === undefined) {
        sum = { ...NO_UNITS };
        units.set(unit.sku, sum);
      }
      sum.ordered += unit.ordered;
      if (facts.locked) sum.locked += unit.ordered;
      if (facts.paid) sum.paid += unit.ordered;
      if (facts.finalized && unit.physical && unit.open > 0) sum.ready += unit.open;
      sum.shipped += unit.shipped;
      sum.pushed += unit.pushed;
      sum.cancelled += unit.cancelled;
      sum.open += unit.open;
      if (unit.open < 0 || unit.planned > unit.open) sum.broken++;
    }
  }
  return {
    orders,
    stages,
    units,
    live,
    shipped,
    remaining,
    fulfilled: live > 0 && shipped * 2 > live,
    complete: live > 0 && remaining === 0,
  };
}

/** The page: rows of cells, and the look of each row that is not plain. `countryOf` is of an order, as its cell says it. */
export function overviewOf(
  campaign: Campaign,
  all: readonly (Accounts | null)[],
  now: string,
  countryOf: (orderId: string) => string,
): { rows: Cell[][]; styles: RowStyle[] } {
  const figures = figuresOf(campaign, all);
  const rows: Cell[][] = [];
  const styles: RowStyle[] = [];
  const add = (look: RowStyle['look'], ...cells: Cell[]): void => {
    if (look !== 'plain') styles.push({ row: rows.length, look });
    rows.push(cells);
  };
  add('title', 'Overview');
  if (figures.orders === 0) {
    add('plain', 'There are no orders yet. Start with the menu: Shipsheet, Import Orders.');
    return { rows, styles };
  }
  add('plain', `As of ${now}`);
  add('plain');
  add('heading', 'Where the orders are');
  add('header', 'Stage', 'Orders', 'Next action');
  for (const { stage, next } of STEPS) {
    const count = figures.stages.get(stage) ?? 0;
    add(stage === 'Errored' && count > 0 ? 'bad' : 'plain', stage, formatCount(count), count > 0 ? next : '');
  }
  add('header', 'All', formatCount(figures.orders));
  add('plain');
  add('heading', 'How far the campaign is');
  add(
    figures.fulfilled ? 'good' : 'plain',
    'Fulfilled',
    figures.fulfilled ? 'Yes' : 'Not yet',
    `${formatCount(figures.shipped)} of ${counted(figures.live, 'order')} with something to ship are shipped (more than half makes it fulfilled)`,
  );
  add(
    figures.complete ? 'good' : 'plain',
    'Complete',
    figures.complete ? 'Yes' : 'Not yet',
    figures.remaining === 0
      ? 'Nothing is open'
      : `${counted(figures.remaining, 'order')} still open or at a warehouse`,
  );
  add('plain');
  add('heading', 'Units');
  add(
    'header',
    'SKU',
    'Ordered',
    'Locked',
    'Paid',
    'Ready',
    'At a warehouse',
    'Shipped',
    'Cancelled',
    'Open',
    'Adds up',
  );
  for (const [sku, sum] of [...figures.units].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const { ordered, locked, paid, ready, pushed, shipped, cancelled, open } = sum;
    const cells = [ordered, locked, paid, ready, pushed, shipped, cancelled, open].map(formatCount);
    add(
      sum.broken > 0 ? 'bad' : 'plain',
      sku,
      ...cells,
      sum.broken > 0 ? `No: ${counted(sum.broken, 'order')}, see Needs attention` : 'Yes',
    );
  }
  const packages = (title: string, first: string, sums: readonly (readonly [string, Packages])[]): void => {
    add('plain');
    add('heading', title);
    add('header', first, 'Not sent', 'At a warehouse', 'Shipped', 'Cancelled');
    for (const [name, sum] of sums)
      add(
        'plain',
        name,
        formatCount(sum['not sent']),
        formatCount(sum.sent),
        formatCount(sum.shipped),
        formatCount(sum.cancelled),
      );
  };
  const channels = packagesBy(campaign, (shipment) => shipment.channel);
  packages('Packages', 'Channel', [...channels].sort(byName));
  if (channels.size === 0) add('plain', 'No packages yet', '', '');
  else packages('Packages by country', 'Country', byCountry(campaign, countryOf));
  return { rows, styles };
}

type Packages = Record<'not sent' | 'sent' | 'shipped' | 'cancelled', number>;

const byName = (a: readonly [string, unknown], b: readonly [string, unknown]): number =>
  a[0] < b[0] ? -1 : 1;

/** Countries that get a row of their own: those with the most packages. */
const MOST_COUNTRIES = 10;

function byCountry(campaign: Campaign, countryOf: (orderId: string) => string): [string, Packages][] {
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
