/**
 * lock-down: 219,382 orders that all wait for lock-down, locked from the add-on's panel on the local workbook: calls
 * that read or wrote cells, preview and re-reads included; the time to plan them, without hashing, against a bare loop
 * over the same arrays; and the time to join the tables before that (ids, shipments, products, channels), against a bare
 * Map of the ids.
 */
import { readFileSync } from 'node:fs';
import { lockDown } from '../../shared/actions/lock-down.ts';
import { type Campaign, campaignOf } from '../../shared/order/campaign.ts';
import { CHANGE } from '../../shared/plan/types.ts';
import { withAllViews } from '../../shared/plan/views.ts';
import { tableOf, textColumn } from '../../shared/tabs/table.ts';
import { fillDemo } from '../../worker/local/demo/fill.ts';
import { DEMO_BIG, type DemoCampaign, generateDemo } from '../../worker/local/demo/generate.ts';
import { surveyedAt } from '../../worker/local/demo/stages.ts';
import { type AddOnParts, startAddOn } from '../support/add-on.ts';
import { median, report } from './report.ts';

const RUNS = 7;
const NOW = '2026-03-02 09:00:00Z';

/** The demo as it was on the day before lock-down: everybody has answered, nobody is locked, nothing has shipped. */
function before(): DemoCampaign['tables'] {
  const { tables } = generateDemo(DEMO_BIG);
  const n = tables.Orders.n;
  const blank = new Array<string>(n).fill('');
  const shipments = [...tables.Shipments.columns.keys()].map((name): [string, string[]] => [name, []]);
  return withAllViews({
    ...tables,
    Orders: tableOf('Orders', {
      ...Object.fromEntries(tables.Orders.columns),
      'Locked at': blank,
      'Finalized at': blank,
      'Locked items': blank,
      'Cancelled items': blank,
      Hold: blank,
      'Survey at': blank.map((_, i) => surveyedAt(i % 100_000)),
      Payment: blank.map(() => 'card on file'),
      'Amount due': blank.map(() => '9.00'),
    }),
    Shipments: tableOf('Shipments', Object.fromEntries(shipments)),
  });
}

/** The least that any plan does: look at the cells that decide, and collect what is to be written. */
function bareLoop(tables: DemoCampaign['tables']): number {
  const column = (name: string) => textColumn(tables.Orders, name);
  const ids = column('Order ID');
  const checks = column('Row check');
  const survey = column('Survey at');
  const locked = column('Locked at');
  const cancelled = column('Cancelled items');
  const items = column('Items');
  const payment = column('Payment');
  const due = column('Amount due');
  const { catalog } = campaignOf({ Products: tables.Products });
  const outcome = new Uint8Array(ids.length);
  const changed = { key: [] as string[], row: [] as number[], at: [] as string[], units: [] as string[] };
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i];
    const cell = items[i];
    if (id === undefined || cell === undefined) continue;
    if (checks[i] === '' || survey[i] === '' || locked[i] !== '' || cancelled[i] !== '' || cell === '')
      continue;
    if (payment[i] === '' || due[i] === '') continue;
    outcome[i] = 1;
    changed.key.push(id);
    changed.row.push(i);
    changed.at.push(NOW);
    changed.units.push(catalog.explode(cell).text);
  }
  return changed.key.length;
}

function planned(campaign: Campaign, tables: DemoCampaign['tables']): number {
  const rows = Array.from({ length: campaign.n }, (_, i) => i);
  const settings = { prefix: 'KS', campaignName: '' };
  const plan = lockDown.plan({ campaign, tables, now: NOW, options: {}, settings }, rows);
  return plan.outcome.reduce((sum, outcome) => sum + (outcome === CHANGE ? 1 : 0), 0);
}

function bareMap(tables: DemoCampaign['tables']): number {
  const index = new Map<string, number>();
  textColumn(tables.Orders, 'Order ID').forEach((id, i) => {
    if (!index.has(id)) index.set(id, i);
  });
  return index.size;
}

function timed(work: () => number): number {
  const start = performance.now();
  if (work() < 200_000) throw new Error('Most orders should be locked');
  return performance.now() - start;
}

/** What `npm run bench` has built before. */
function builtParts(): AddOnParts {
  const built = (path: string): string => readFileSync(`dist/${path}`, 'utf8');
  return {
    code: built('addon/Code.js'),
    runtime: { thread: built('worker/script/thread.txt'), services: built('worker/script/services.txt') },
  };
}

/** Through the panel's own calls, as a person's click makes them. */
async function throughTheMenu(tables: DemoCampaign['tables']) {
  const addOn = await startAddOn(builtParts());
  try {
    fillDemo(addOn.workbook, tables);
    addOn.host.resetCounters();
    const asked = { action: 'lock-down', scope: { base: 'all' as const }, options: {} };
    const start = performance.now();
    const { runId, now, hash, sums, which, counts } = await addOn.call('preview', asked);
    let step = await addOn.call('apply', { ...asked, runId, now, hash, sums, which });
    while (step.more)
      step = await addOn.call('apply', { ...asked, runId, now, hash, sums: step.sums, which });
    const seconds = (performance.now() - start) / 1000;
    if (step.result?.counts.change !== counts.change) throw new Error('Not every order was locked');
    const { reads, writes } = addOn.host.counters();
    return { reads, writes, seconds, orders: counts.change };
  } finally {
    await addOn.close();
  }
}

const tables = before();
const times: { bare: number; plan: number; map: number; join: number }[] = [];
for (let run = 0; run < RUNS; run++) {
  // A campaign remembers what it has computed, so each run plans on a new one.
  let campaign = campaignOf(tables);
  const join = timed(() => {
    campaign = campaignOf(tables);
    return campaign.n;
  });
  const plan = timed(() => planned(campaign, tables));
  times.push({ bare: timed(() => bareLoop(tables)), plan, map: timed(() => bareMap(tables)), join });
}
const ms = (what: 'bare' | 'plan' | 'map' | 'join'): number => median(times.map((run) => run[what]));
const { reads, writes, seconds, orders } = await throughTheMenu(tables);
report('lock-down', [
  { metric: 'readCalls', value: reads, unit: 'calls', baseline: null },
  { metric: 'writeCalls', value: writes, unit: 'calls', baseline: null },
  { metric: 'planMs', value: ms('plan'), unit: 'ms', baseline: ms('bare') },
  { metric: 'planRatio', value: ms('plan') / ms('bare'), unit: 'ratio', baseline: 1 },
  { metric: 'joinMs', value: ms('join'), unit: 'ms', baseline: ms('map') },
  { metric: 'ordersPerSecond', value: orders / seconds, unit: 'orders/s', baseline: null },
]);
