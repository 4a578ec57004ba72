/** The properties of the model that must always hold, by their numbers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accounts } from '../../shared/order/accounts.ts';
import { campaignOf } from '../../shared/order/campaign.ts';
import { orderView } from '../../shared/order/views.ts';
import { explain, REASONS, type ReasonCode } from '../../shared/plan/reasons.ts';
import { hashPlan } from '../../shared/plan/row-hash.ts';
import { CHANGE } from '../../shared/plan/types.ts';
import { type Cell, type Table, type Tables, text } from '../../shared/tabs/table.ts';
import { STAGES, TABS, type TabName } from '../../shared/tabs/tabs.ts';
import { applied, outcomes, planOf } from '../support/campaign.ts';
import { anyCampaign, anyStep } from '../support/random-campaign.ts';

const steps = fc.array(anyStep, { minLength: 1, maxLength: 10 });

/** A tally of an order's units by eye: straight from the cells, without the model. */
function tally(
  tables: Tables,
  i: number,
): Map<string, Record<'ordered' | 'cancelled' | 'shipped' | 'pushed', number>> {
  const cell = (name: string): string => text(tables.Orders?.columns.get(name)?.[i]);
  const sums = new Map<string, Record<'ordered' | 'cancelled' | 'shipped' | 'pushed', number>>();
  const add = (cells: string, what: 'ordered' | 'cancelled' | 'shipped' | 'pushed'): void => {
    for (const [, sku = '', count] of cells.matchAll(/(\w+) x(\d+)/g)) {
      const sum = sums.get(sku) ?? { ordered: 0, cancelled: 0, shipped: 0, pushed: 0 };
      sum[what] += Number(count);
      sums.set(sku, sum);
    }
  };
  add(
    cell('Locked at') === ''
      ? cell('Items').replace(/SET x(\d+)/, (_, sets) => `MUG x${2 * Number(sets)}; PDF x${sets}`)
      : cell('Locked items'),
    'ordered',
  );
  add(cell('Cancelled items'), 'cancelled');
  const shipment = (name: string, at: number): string => text(tables.Shipments?.columns.get(name)?.[at]);
  for (let at = 0; at < (tables.Shipments?.n ?? 0); at++) {
    if (shipment('Order ID', at) !== cell('Order ID') || shipment('Cancelled at', at) !== '') continue;
    // A replacement counts as a replacement only.
    if (shipment('Replaces', at) !== '') continue;
    if (shipment('Shipped at', at) !== '') add(shipment('Contents', at), 'shipped');
    else if (shipment('Warehouse says', at).startsWith('refused')) continue;
    else if (shipment('Pushed at', at) !== '') add(shipment('Contents', at), 'pushed');
  }
  return sums;
}

test('property 1: ordered = cancelled + shipped + pushed + open, none below 0, through any sequence of actions', () => {
  fc.assert(
    fc.property(anyCampaign, steps, (start, sequence) => {
      let tables = start;
      for (const { action, options } of sequence) {
        tables = applied(tables, planOf(action, tables, options));
        const campaign = campaignOf(tables);
        for (let i = 0; i < campaign.n; i++) {
          const account = accounts(campaign, i);
          expect(account.problem).toBe(null);
          expect(account.broken).toBe(false);
          const byEye = tally(tables, i);
          expect(account.units.map((unit) => unit.sku).sort()).toEqual([...byEye.keys()].sort());
          for (const unit of account.units) {
            const { ordered, cancelled, shipped, pushed, open } = unit;
            expect({ ordered, cancelled, shipped, pushed }).toEqual(byEye.get(unit.sku));
            expect(ordered - cancelled - shipped - pushed).toBe(open);
            expect(open).toBeGreaterThanOrEqual(unit.planned);
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('property 3: an action planned again after it was applied changes nothing', () => {
  fc.assert(
    fc.property(anyCampaign, steps, (start, sequence) => {
      let tables = start;
      for (const { name, action, options } of sequence) {
        tables = applied(tables, planOf(action, tables, options));
        const again = planOf(action, tables, options, '2027-01-01 00:00:00Z');
        expect(again.outcome.includes(CHANGE), `${name}: ${JSON.stringify(outcomes(again))}`).toBe(false);
        expect(again.changes).toEqual([]);
        expect(again.added).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});

/** The rows of a table in another order, and its columns too. */
function shuffled(table: Table | undefined, seed: number): Table | undefined {
  if (table === undefined) return undefined;
  const mix = (n: number): number[] =>
    Array.from({ length: n }, (_, i) => i).sort(
      (a, b) => ((a * 7919 + seed) % 104_729) - ((b * 7919 + seed) % 104_729) || a - b,
    );
  const rows = mix(table.n).reverse();
  const names = [...table.columns.keys()];
  const columns = new Map(
    mix(names.length).map((at): [string, Cell[]] => {
      const name = names[at] ?? '';
      return [name, rows.map((row) => table.columns.get(name)?.[row] ?? '')];
    }),
  );
  return { ...table, columns };
}

test('property 5: the order of rows and columns changes neither outcome nor hash nor views', () => {
  fc.assert(
    fc.property(anyCampaign, anyStep, fc.nat({ max: 100_000 }), (tables, { action, options }, seed) => {
      const other: Record<string, Table> = {};
      for (const [name, table] of Object.entries(tables)) {
        const mixed = shuffled(table, seed);
        if (mixed !== undefined) other[name] = mixed;
      }
      const [a, b] = [tables, other as Tables].map((these) => {
        const plan = planOf(action, these, options);
        const hashes = hashPlan(campaignOf(these), these, plan);
        const after = campaignOf(applied(these, plan));
        const views = Object.fromEntries(
          after.col('Order ID').map((id, i): [string, unknown] => [id, orderView(after, i)]),
        );
        return { outcomes: outcomes(plan), total: hashes.total, sums: [...hashes.sums.buckets], views };
      });
      expect(b).toEqual(a);
    }),
    { numRuns: 200 },
  );
});

test('property 6: only rows that the plan lists change, and only in the columns that it names or in views', () => {
  const views = new Map<TabName, Set<string>>(
    TABS.map((tab) => [tab.name, new Set(tab.columns.filter((c) => c.owner === 'v').map((c) => c.name))]),
  );
  views.get('Orders')?.add('Row check');
  fc.assert(
    fc.property(anyCampaign, anyStep, (tables, { action, options }) => {
      const plan = planOf(action, tables, options);
      const after = applied(tables, plan);
      const listed = new Set<string>();
      for (const change of plan.changes) {
        for (let at = 0; at < change.key.length; at++) {
          for (const name of change.columns.keys()) listed.add(`${change.tab} ${change.key[at]} ${name}`);
        }
      }
      const changing = new Set(plan.key.filter((_, s) => plan.outcome[s] === CHANGE));
      for (const tab of ['Orders', 'Shipments'] as const) {
        const before = tables[tab];
        const keys = before?.columns.get(tab === 'Orders' ? 'Order ID' : 'Shipment ID') ?? [];
        const owners = before?.columns.get('Order ID') ?? [];
        for (const [name, cells] of before?.columns ?? []) {
          for (let i = 0; i < cells.length; i++) {
            if (cells[i] === after[tab]?.columns.get(name)?.[i]) continue;
            expect(changing).toContain(owners[i]);
            const allowed = listed.has(`${tab} ${keys[i]} ${name}`) || views.get(tab)?.has(name) === true;
            expect(allowed, `${tab} ${keys[i]} ${name}`).toBe(true);
          }
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('property 7: no action of the menu makes a shipped unit unshipped, or a cancelled one open', () => {
  fc.assert(
    fc.property(anyCampaign, steps, (start, sequence) => {
      let tables = start;
      for (const { action, options } of sequence) {
        const next = applied(tables, planOf(action, tables, options));
        for (let i = 0; i < (tables.Orders?.n ?? 0); i++) {
          const now = tally(next, i);
          for (const [sku, was] of tally(tables, i)) {
            expect(now.get(sku)?.shipped ?? 0).toBeGreaterThanOrEqual(was.shipped);
            expect(now.get(sku)?.cancelled ?? 0).toBeGreaterThanOrEqual(was.cancelled);
          }
        }
        tables = next;
      }
    }),
    { numRuns: 150 },
  );
});

describe('property 8: what the carrier says and what the merchant does never write each other', () => {
  test('no action proposes a cell of the worker or a view', () => {
    const owner = new Map(TABS.flatMap((tab) => tab.columns.map((c) => [`${tab.name} ${c.name}`, c.owner])));
    fc.assert(
      fc.property(anyCampaign, anyStep, (tables, { action, options }) => {
        const plan = planOf(action, tables, options);
        for (const made of [...plan.changes, ...plan.added]) {
          for (const name of made.columns.keys()) {
            expect(['c', 'a'], `${made.tab} ${name}`).toContain(owner.get(`${made.tab} ${name}`));
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a tracking status changes no outcome, no account and no view', () => {
    const says = fc.constantFrom('delivered', 'lost', 'returned to sender', 'in transit', 'nonsense');
    fc.assert(
      fc.property(anyCampaign, anyStep, says, (tables, { action, options }, status) => {
        const shipments = tables.Shipments;
        if (shipments === undefined) return;
        const columns = new Map(shipments.columns);
        columns.set('Tracking status', new Array<Cell>(shipments.n).fill(status));
        const scanned: Tables = { ...tables, Shipments: { ...shipments, columns } };
        const plan = planOf(action, tables, options);
        const withScans = planOf(action, scanned, options);
        expect(withScans).toEqual(plan);
        const after = applied(tables, plan).Orders;
        expect(applied(scanned, withScans).Orders).toEqual(after);
      }),
      { numRuns: 150 },
    );
  });
});

test('property 14: through any sequence, the stage in the cell is the one that the facts give', () => {
  fc.assert(
    fc.property(anyCampaign, steps, (start, sequence) => {
      let tables = start;
      for (const { action, options } of sequence) tables = applied(tables, planOf(action, tables, options));
      const campaign = campaignOf(tables);
      for (let i = 0; i < campaign.n; i++) {
        const view = orderView(campaign, i);
        expect(STAGES).toContain(view.stage);
        expect(campaign.col('Stage')[i]).toBe(view.stage);
        expect(campaign.col('Next step')[i]).toBe(view.nextStep);
        expect(campaign.col('Packages')[i]).toBe(view.packages);
      }
    }),
    { numRuns: 150 },
  );
});

describe('property 16: each reason has a sentence and a next step', () => {
  test.each(Object.keys(REASONS))('%s', (code) => {
    const { sentence, next } = REASONS[code as ReasonCode];
    for (const said of [sentence, next]) {
      expect(said).toMatch(/^["“{A-Z].*([.?]|: \{detail\})$/);
      expect(said.trim()).toBe(said);
    }
    expect(sentence.split('{detail}').length).toBeLessThanOrEqual(2);
    expect(next).not.toContain('{');
    const told = explain(code as ReasonCode, 'MUG');
    expect(told.sentence).not.toContain('{detail}');
    expect(told.sentence.includes('MUG')).toBe(sentence.includes('{detail}'));
  });
});
