/**
 * segment: the text of a filter of five terms, read, compiled and asked for each of 219,382 orders of the demo, against a
 * predicate written by hand over the same columns, and against `sift` over row objects that were made before. Each run has
 * a campaign of its own, for it remembers what it has computed; joining the tables is no part of any of the three.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import sift from 'sift';
import { campaignOf } from '../../shared/order/campaign.ts';
import { compileRule } from '../../shared/segment/compile.ts';
import { ruleOf } from '../../shared/segment/lower.ts';
import { parseFilter } from '../../shared/segment/parse.ts';
import { textColumn } from '../../shared/tabs/table.ts';
import { DEMO_BIG, type DemoCampaign, generateDemo } from '../../worker/local/demo/generate.ts';
import { median, report } from './report.ts';

const RUNS = 15;
const FILTER = 'stage:"Ready to ship" country:US has:MUG -has:NOTEBOOK pledged:>100';

function byFilter(tables: DemoCampaign['tables']): () => number {
  const campaign = campaignOf(tables);
  // As for the other two, the columns are texts before the clock starts.
  for (const name of ['Country', 'Pledged']) campaign.col(name);
  return () => {
    const parsed = parseFilter(FILTER);
    if (!parsed.ok) throw new Error(parsed.error.message);
    const compiled = compileRule(ruleOf(parsed.filter), {
      campaign,
      now: '2026-03-01 10:00:00Z',
      runs: new Map(),
    });
    if (!compiled.ok) throw new Error(compiled.message);
    let count = 0;
    for (let i = 0; i < campaign.n; i++) if (compiled.test(i)) count++;
    return count;
  };
}

/** The SKUs of units that a cell names. */
const skusIn = (cell: string): string[] =>
  cell.split(';').map((part) => part.trim().slice(0, part.trim().lastIndexOf(' x')));

function byHand(tables: DemoCampaign['tables']): () => number {
  const column = (name: string) => textColumn(tables.Orders, name);
  const stage = column('Stage');
  const country = column('Country');
  const pledged = column('Pledged');
  const units = column('Locked items');
  return () => {
    let count = 0;
    for (let i = 0; i < stage.length; i++) {
      if (stage[i] !== 'Ready to ship' || country[i] !== 'US' || Number(pledged[i]) <= 100) continue;
      const skus = skusIn(units[i] ?? '');
      if (skus.includes('MUG') && !skus.includes('NOTEBOOK')) count++;
    }
    return count;
  };
}

function bySift(tables: DemoCampaign['tables']): () => number {
  const column = (name: string) => textColumn(tables.Orders, name);
  const [country, pledged, units] = [column('Country'), column('Pledged'), column('Locked items')];
  const rows = column('Stage').map((stage, i) => ({
    stage,
    country: country[i] ?? '',
    pledged: Number(pledged[i]),
    skus: skusIn(units[i] ?? ''),
  }));
  const fits = sift<(typeof rows)[number]>({
    stage: 'Ready to ship',
    country: 'US',
    skus: { $in: ['MUG'], $nin: ['NOTEBOOK'] },
    pledged: { $gt: 100 },
  });
  return () => rows.filter((row) => fits(row)).length;
}

const { tables } = generateDemo(DEMO_BIG);
const orders = tables.Orders.n;
const counts = new Set<number>();
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** What the joining of the tables left behind must not be swept up on the time of the work. */
function timed(work: () => number): number {
  collect();
  const start = performance.now();
  counts.add(work());
  return performance.now() - start;
}

const hand = byHand(tables);
const sifted = bySift(tables);
const times = { filter: [] as number[], hand: [] as number[], sift: [] as number[] };
for (let run = 0; run < RUNS; run++) {
  const filter = byFilter(tables);
  times.filter.push(timed(filter));
  times.hand.push(timed(hand));
  times.sift.push(timed(sifted));
}
if (counts.size !== 1 || counts.has(0)) throw new Error(`The three do not agree: ${[...counts].join(', ')}`);
const [filter, plain, library] = [median(times.filter), median(times.hand), median(times.sift)];
report('segment', [
  { metric: 'timeRatio', value: filter / plain, unit: 'ratio', baseline: 1 },
  { metric: 'siftRatio', value: filter / library, unit: 'ratio', baseline: 1 },
  {
    metric: 'ordersPerSecond',
    value: (orders * 1000) / filter,
    unit: 'orders/s',
    baseline: (orders * 1000) / plain,
  },
]);
