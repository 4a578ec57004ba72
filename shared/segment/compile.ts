/** A rule as a test of row numbers, over the columns of a campaign. */
import { type Accounts, accounts } from '../order/accounts.ts';
import type { Campaign } from '../order/campaign.ts';
import { stageFacts, stageOf } from '../order/stage.ts';
import { textColumn } from '../tabs/table.ts';
import { cellTest } from './cells.ts';
import { addressResult, channelsOf, factTest } from './facts.ts';
import { literal, matcher } from './pattern.ts';
import { type Rule, type RuleTerm, type RuleTest, termsOf } from './rule.ts';
import { type AccountOf, quantityTest, type RowTest, skuTest } from './skus.ts';

export interface RuleContext {
  /** With the columns of `columnsOf` read, beside those of every plan. */
  readonly campaign: Campaign;
  /** The moment that `today` and `30d` count from, `2026-03-01 10:22:31Z`. */
  readonly now: string;
  /** Order IDs that each run changed, for the runs of `runsOf`; a run that is not here is no longer kept. */
  readonly runs: ReadonlyMap<string, ReadonlySet<string>>;
}

export type CompiledRule =
  | { readonly ok: true; readonly test: RowTest }
  /** `about` is the piece of the filter that has no counterpart in this campaign. */
  | {
      readonly ok: false;
      readonly code: 'filter.column' | 'filter.channel' | 'filter.run';
      readonly about: string;
      readonly message: string;
    };

/** The test of row i. Refuses a column, channel or run that is not there: an empty answer would look like one. */
export function compileRule(rule: Rule, context: RuleContext): CompiledRule {
  for (const term of termsOf(rule)) {
    const lacks = lacking(term, context);
    if (lacks !== null) return { ok: false, ...lacks };
  }
  const { campaign } = context;
  let last = -1;
  let held: Accounts | null = null;
  const account: AccountOf = (i) => {
    if (held === null || i !== last) {
      last = i;
      held = accounts(campaign, i);
    }
    return held;
  };
  return { ok: true, test: rowTest(rule, context, account) };
}

type Lack = Omit<Extract<CompiledRule, { ok: false }>, 'ok'>;

function lacking(term: RuleTerm, { campaign, runs }: RuleContext): Lack | null {
  if (term.kind !== 'cell') return null;
  if (term.own) {
    const there = campaign.orders === undefined || campaign.orders.columns.has(term.column);
    if (there) return null;
    return { code: 'filter.column', about: term.column, message: `Orders has no column “${term.column}”.` };
  }
  if (term.test.op !== '=') return null;
  for (const value of term.test.values) {
    if (term.as === 'run' && !runs.has(value)) {
      const message = `The run ${value} is no longer kept: only the last 20 runs are.`;
      return { code: 'filter.run', about: value, message };
    }
    if (term.as !== 'channel') continue;
    const names = new Set(campaign.channels.map((channel) => channel.name));
    for (const shipment of campaign.shipments) names.add(shipment.channel);
    if (![...names].some(matcher(value)))
      return { code: 'filter.channel', about: value, message: `There is no channel “${literal(value)}”.` };
  }
  return null;
}

function rowTest(rule: Rule, context: RuleContext, account: AccountOf): RowTest {
  switch (rule.kind) {
    case 'not': {
      const test = rowTest(rule.part, context, account);
      return (i) => !test(i);
    }
    case 'and':
    case 'or': {
      // What costs least goes first: the result is the same, and most rows need no more.
      const parts = [...rule.parts].sort((a, b) => cost(a) - cost(b));
      const tests = parts.map((part) => rowTest(part, context, account));
      if (rule.kind === 'or') return some(tests);
      return every([...parts.flatMap((part) => stageNeeds(part, context.campaign)), ...tests]);
    }
    default:
      return termTest(rule, context, account);
  }
}

/** What an order of this stage has for certain (see STAGE_RULES): one look at a cell spares most of the accounts. */
const STAGE_NEEDS: Readonly<Partial<Record<string, string>>> = {
  'Ready to ship': 'Finalized at',
  Paid: 'Locked at',
  'Locked down': 'Locked at',
  Errored: 'Locked at',
  Open: 'Survey at',
};

function stageNeeds(part: Rule, campaign: Campaign): RowTest[] {
  if (part.kind !== 'cell' || part.as !== 'stage' || part.test.op !== '=') return [];
  const [stage = ''] = part.test.values;
  const name = part.test.values.length === 1 ? STAGE_NEEDS[stage] : undefined;
  if (name === undefined) return [];
  const column = campaign.col(name);
  return [(i) => column[i] !== ''];
}

function every(tests: readonly RowTest[]): RowTest {
  return (i) => {
    for (let at = 0; at < tests.length; at++) if (tests[at]?.(i) === false) return false;
    return true;
  };
}

function some(tests: readonly RowTest[]): RowTest {
  return (i) => {
    for (let at = 0; at < tests.length; at++) if (tests[at]?.(i) === true) return true;
    return false;
  };
}

/** What a test costs, roughly in look-ups. */
function cost(rule: Rule): number {
  if ('parts' in rule) return Math.max(...rule.parts.map(cost));
  if (rule.kind === 'not') return cost(rule.part);
  if (rule.kind !== 'cell') return rule.kind === 'text' ? 6 : 4;
  switch (rule.as) {
    case 'address':
    case 'channel':
      return 9;
    case 'stage':
      return 5;
    case 'part':
    case 'run':
      return 3;
    case 'money':
    case 'count':
      return 2;
    default:
      return 1;
  }
}

function termTest(term: RuleTerm, context: RuleContext, account: AccountOf): RowTest {
  const { campaign } = context;
  switch (term.kind) {
    case 'text': {
      const fits = matcher(term.value, true);
      const columns = ['Name', 'Email', 'Notes'].map((name) => campaign.col(name));
      return (i) => columns.some((column) => fits(column[i] ?? ''));
    }
    case 'sku':
      return skuTest(campaign, term.mode, term.skus, account);
    case 'quantity':
      return quantityTest(campaign, term.sku, term.op, term.value, account);
    case 'fact':
      return factTest(campaign, term.fact, account);
    case 'cell':
      return fieldTest(term, context, account);
  }
}

function columnTest(column: readonly string[], test: (cell: string) => boolean): RowTest {
  return (i) => test(column[i] ?? '');
}

function fieldTest(
  { column, tab, as, test }: Extract<RuleTerm, { kind: 'cell' }>,
  context: RuleContext,
  account: AccountOf,
): RowTest {
  const { campaign, now } = context;
  const fits = cellTest(as, test, now);
  if (as === 'run') return runTest(test, context);
  if (as === 'channel') return listTest(channelsOf(campaign, account), test, fits);
  if (as === 'stage') return (i) => fits(stageOf(stageFacts(campaign, i, account(i))));
  if (as === 'address') {
    const result = addressResult(campaign);
    return (i) => fits(result(i));
  }
  if (tab === 'Orders') return columnTest(campaign.col(column), fits);
  const cells = textColumn(campaign.shipmentsTable, column);
  const values = (i: number): string[] =>
    campaign.shipmentsAt(i).map((shipment) => cells[shipment.index] ?? '');
  return listTest(values, test, fits);
}

/** Of several parcels one must fit; `""` asks that none says anything. */
function listTest(
  values: (i: number) => readonly string[],
  test: RuleTest,
  fits: (cell: string) => boolean,
): RowTest {
  return test.op === 'empty' ? (i) => values(i).every(fits) : (i) => values(i).some(fits);
}

function runTest(test: RuleTest, { campaign, runs }: RuleContext): RowTest {
  const sets = test.op === '=' ? test.values.flatMap((run) => runs.get(run) ?? []) : [];
  const ids = campaign.facts.id;
  return (i) => sets.some((set) => set.has(ids[i] ?? ''));
}
