/** What a panel needs to open. */
import * as z from 'zod/mini';
import { ORDER_ACTIONS } from '../../shared/actions/index.ts';
import { accounts } from '../../shared/order/accounts.ts';
import { campaignOf, STAGE_COLUMNS, STATUS_COLUMNS } from '../../shared/order/campaign.ts';
import { stageFacts, stageOf } from '../../shared/order/stage.ts';
import type { Book } from '../../shared/plan/book.ts';
import { jsonOf } from '../../shared/plan/json.ts';
import { currentLease, isStale } from '../../shared/plan/lease.ts';
import { MOST_VISIBLE, requested } from '../../shared/plan/scope.ts';
import type { Scope } from '../../shared/plan/types.ts';
import { listSegments } from '../../shared/segment/refresh.ts';
import { textColumn } from '../../shared/tabs/table.ts';
import { CHANNELS, PRODUCTS, STAGES } from '../../shared/tabs/tabs.ts';
import type { Choice, Context, OpenRun } from '../api.ts';
import { readRuns } from './activity.ts';
import { RESUME } from './requests.ts';
import { readSettings } from './settings.ts';

const NOBODY: Scope = { base: 'list', list: '' };

/** Choices of a drop-down; beyond this a person types. */
const MOST_CHOICES = 300;

export function contextOf(book: Book): Context {
  const tables = {
    Orders: book.read('Orders', [...STAGE_COLUMNS, 'Country', 'Reward']),
    Shipments: book.read('Shipments', [...STATUS_COLUMNS, 'Batch']),
    Products: book.read(
      'Products',
      PRODUCTS.columns.slice(0, 6).map((column) => column.name),
    ),
    Channels: book.read(
      'Channels',
      CHANNELS.columns.slice(0, 6).map((column) => column.name),
    ),
  };
  const campaign = campaignOf(tables);
  const ids = campaign.col('Order ID');
  const stages = new Map<string, number>(STAGES.map((stage) => [stage, 0]));
  const skus = new Map<string, number>();
  for (const product of campaign.catalog.products.values())
    if (product.kind !== 'kit') skus.set(product.sku, 0);
  let orders = 0;
  for (let i = 0; i < campaign.n; i++) {
    if (ids[i] === '') continue;
    orders++;
    const account = accounts(campaign, i);
    const stage = stageOf(stageFacts(campaign, i, account));
    stages.set(stage, (stages.get(stage) ?? 0) + 1);
    for (const unit of account.units) skus.set(unit.sku, (skus.get(unit.sku) ?? 0) + 1);
  }
  const rows = book.selectedRows(MOST_VISIBLE);
  const selected = (Array.isArray(rows) ? rows : []).map((row) => ids[row] ?? '').filter((id) => id !== '');
  const requests: Record<string, number> = {};
  for (const action of ORDER_ACTIONS) {
    const count = requested(campaign, action.request).length;
    if (count > 0) requests[action.info.name] = count;
  }
  const settings = readSettings(book);
  return {
    campaign: { name: settings.campaignName, prefix: settings.prefix },
    user: book.user(),
    orders,
    selected: [...new Set(selected)].slice(0, 2000),
    requests,
    stages: [...stages].filter(([, count]) => count > 0).map(([value, count]) => ({ value, count })),
    countries: choices(campaign.col('Country')),
    rewards: choices(campaign.col('Reward')),
    skus: [...skus]
      .map(([value, count]) => ({ value, count }))
      .sort(byCount)
      .slice(0, MOST_CHOICES),
    channels: campaign.channels.map((channel) => channel.name),
    batches: [...new Set(textColumn(tables.Shipments, 'Batch').filter((batch) => batch !== ''))].reverse(),
    segments: listSegments(book).map(({ name, filter }) => ({ name, filter })),
    runs: readRuns(book),
    openRun: openRun(book),
    settings,
  };
}

function byCount(a: Choice, b: Choice): number {
  return b.count - a.count || (a.value < b.value ? -1 : 1);
}

function choices(column: readonly string[]): Choice[] {
  const counts = new Map<string, number>();
  for (const value of column) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort(byCount)
    .slice(0, MOST_CHOICES);
}

function openRun(book: Book): OpenRun | null {
  const lease = currentLease(book);
  if (lease === null) return null;
  // A scope that was too long to keep is nobody: "all orders" would be another run.
  const kept = z.safeParse(RESUME, jsonOf(lease.resume));
  const { scope, options } = kept.success ? kept.data : { scope: NOBODY, options: {} };
  return {
    runId: lease.runId,
    action: lease.action,
    label: lease.label,
    who: lease.who,
    since: lease.since,
    stale: isStale(lease, book.clock()),
    scope,
    options,
  };
}
