/** "Which orders?" as rows of Orders, and as a sentence. */

import { countryCode } from '../address/countries.ts';
import { accounts } from '../order/accounts.ts';
import type { Campaign } from '../order/campaign.ts';
import { parseRowCheck } from '../order/row-check.ts';
import { stageFacts, stageOf } from '../order/stage.ts';
import { columnsOf } from '../segment/columns.ts';
import type { Rule } from '../segment/rule.ts';
import { filterTest } from '../segment/scope.ts';
import type { Reads } from '../tabs/table.ts';
import type { Book } from './book.ts';
import { Refused } from './book.ts';
import { mergeReads } from './load.ts';
import type { Scope } from './types.ts';

/** More than this cannot be asked row by row in Google Sheets within the time of one run. */
export const MOST_VISIBLE = 2000;

/** The columns that a scope needs beside those that decide the stage; `rule` is its `scopeRule`. */
export function scopeReads(scope: Scope, rule: Rule | null = null): Reads {
  const orders: string[] = [];
  if (scope.countries?.length || scope.channel) orders.push('Country');
  if (scope.rewards?.length) orders.push('Reward');
  if (scope.base === 'list') orders.push('Backer number');
  const own = {
    Orders: orders,
    ...(scope.channel ? { Channels: ['Channel', 'SKUs', 'Method', 'Countries', 'Priority'] } : {}),
  };
  return rule === null ? own : mergeReads(own, columnsOf(rule));
}

/**
 * The rows of a scope, ascending, each order once; blank rows and headers are passed over. `request` is the word in Stage;
 * `filter` has the scope's rule, with the moment that it counts from.
 */
export function rowsInScope(
  campaign: Campaign,
  scope: Scope,
  book: Pick<Book, 'selectedRows' | 'visibleRows' | 'readKeys'>,
  request: string | undefined,
  filter: { readonly rule: Rule; readonly now: string } | null = null,
): number[] {
  const ids = campaign.col('Order ID');
  const { rowCheck } = campaign.facts;
  const tests = filters(campaign, scope);
  if (filter !== null) tests.push(filterTest(filter.rule, campaign, book, filter.now));
  const out: number[] = [];
  for (const i of baseRows(campaign, scope, book, request)) {
    // A row that lost its id still has its check: it is shown as mixed up instead of dropping out of sight.
    const holdsOrder = (ids[i] ?? '') !== '' || (rowCheck[i] ?? '') !== '';
    if (holdsOrder && tests.every((test) => test(i))) out.push(i);
  }
  return out;
}

function* every(n: number): Generator<number> {
  for (let i = 0; i < n; i++) yield i;
}

function baseRows(
  campaign: Campaign,
  scope: Scope,
  book: Pick<Book, 'selectedRows' | 'visibleRows'>,
  request: string | undefined,
): Iterable<number> {
  switch (scope.base) {
    case 'all':
      return every(campaign.n);
    case 'selection': {
      const rows = book.selectedRows(MOST_VISIBLE);
      if (rows === 'too many') {
        throw new Refused(
          'scope.too-many-visible',
          'More than 2,000 rows are selected while a filter hides some. Write the same as a filter or a segment under "Which orders?" instead, or take the filter off.',
        );
      }
      if (rows === null) {
        throw new Refused(
          'scope.no-selection',
          'No orders are selected. Select rows in Orders, or choose another answer under "Which orders?".',
        );
      }
      return ascending(rows, campaign.n);
    }
    case 'visible': {
      const rows = book.visibleRows(MOST_VISIBLE);
      if (rows === null) {
        throw new Refused(
          'scope.too-many-visible',
          'More than 2,000 rows are there to look through. Write what you filtered by as a filter or a segment under "Which orders?" instead.',
        );
      }
      return ascending(rows, campaign.n);
    }
    case 'list':
      return listed(campaign, scope.list ?? '');
    case 'requests':
      return requested(campaign, request);
  }
}

function ascending(rows: readonly number[], n: number): number[] {
  return [...new Set(rows)].filter((row) => row >= 0 && row < n).sort((a, b) => a - b);
}

/** The entries of a pasted list: ids and backer numbers, separated by blanks, commas, semicolons or line breaks. */
function listEntries(list: string): string[] {
  return [...new Set(list.split(/[\s,;]+/).filter((entry) => entry !== ''))];
}

/** Entries of a list that fit no order. */
export function unknownEntries(campaign: Campaign, list: string): string[] {
  const numbers = new Set(campaign.col('Backer number'));
  return listEntries(list).filter((entry) => !campaign.index.has(entry) && !numbers.has(entry));
}

function listed(campaign: Campaign, list: string): number[] {
  const wanted = new Set(listEntries(list));
  const ids = campaign.col('Order ID');
  const numbers = campaign.col('Backer number');
  const rows: number[] = [];
  for (let i = 0; i < campaign.n; i++) {
    if (wanted.has(ids[i] ?? '') || (numbers[i] !== '' && wanted.has(numbers[i] ?? ''))) rows.push(i);
  }
  return rows;
}

/** Orders whose Stage cell holds this word although the sheet wrote another: somebody typed it. */
export function requested(campaign: Campaign, request: string | undefined): number[] {
  if (request === undefined) return [];
  const stage = campaign.col('Stage');
  const check = campaign.col('Row check');
  const rows: number[] = [];
  for (let i = 0; i < campaign.n; i++) {
    if (stage[i] === request && parseRowCheck(check[i] ?? '')?.stage !== request) rows.push(i);
  }
  return rows;
}

function filters(campaign: Campaign, scope: Scope): ((i: number) => boolean)[] {
  const tests: ((i: number) => boolean)[] = [];
  if (scope.stages?.length) {
    const wanted = new Set<string>(scope.stages);
    tests.push((i) => wanted.has(stageOf(stageFacts(campaign, i))));
  }
  if (scope.countries?.length) {
    const wanted = new Set(scope.countries.map(codeOrText));
    const country = campaign.col('Country');
    tests.push((i) => wanted.has(codeOrText(country[i] ?? '')));
  }
  if (scope.rewards?.length) tests.push(oneOf(campaign.col('Reward'), scope.rewards));
  const skus = scope.skus;
  if (skus !== undefined && skus.skus.length > 0) {
    const wanted = new Set(skus.skus);
    tests.push((i) => {
      const units = accounts(campaign, i).units.filter((unit) => unit.ordered - unit.cancelled > 0);
      const has = units.filter((unit) => wanted.has(unit.sku)).length;
      if (skus.mode === 'any') return has > 0;
      if (skus.mode === 'all') return has === wanted.size;
      return units.length > 0 && has === units.length;
    });
  }
  const channel = scope.channel;
  if (channel) {
    const country = campaign.col('Country');
    tests.push((i) => {
      const units = accounts(campaign, i).units.filter(
        (unit) => unit.physical && unit.ordered > unit.cancelled,
      );
      const route = campaign.route(
        units.map((unit) => ({ sku: unit.sku, quantity: unit.ordered - unit.cancelled })),
        countryCode(country[i] ?? '') ?? '',
      );
      return route.shipments.some((shipment) => shipment.channel === channel);
    });
  }
  return tests;
}

/** A country by its code, however the cell writes it; a text that is no country stands for itself. */
function codeOrText(country: string): string {
  return countryCode(country) ?? country;
}

function oneOf(column: readonly string[], values: readonly string[]): (i: number) => boolean {
  const wanted = new Set(values);
  return (i) => wanted.has(column[i] ?? '');
}

/** The scope as a sentence: "Selected rows, stage Paid, country US: 12 orders". */
export function describeScope(scope: Scope, count: string): string {
  const bases: Record<Scope['base'], string> = {
    all: 'All orders',
    selection: 'Selected rows',
    visible: 'Visible rows',
    list: 'Pasted list',
    requests: 'Requested in the Stage column',
  };
  const named = [
    ...(scope.segment === undefined ? [] : [`Segment “${scope.segment}”`]),
    ...(scope.filter === undefined || scope.segment !== undefined ? [] : [`Filter ${scope.filter}`]),
  ];
  // A filter over all orders says more than "all".
  const parts: string[] = scope.base === 'all' && named.length > 0 ? named : [bases[scope.base], ...named];
  const list = (name: string, values: readonly string[] | undefined): void => {
    if (values?.length) parts.push(`${name} ${values.join(' or ')}`);
  };
  list('stage', scope.stages);
  list('country', scope.countries);
  list('reward', scope.rewards);
  if (scope.skus?.skus.length) {
    const words = { any: 'with any of', all: 'with all of', only: 'with only' };
    parts.push(`${words[scope.skus.mode]} ${scope.skus.skus.join(', ')}`);
  }
  if (scope.channel) parts.push(`channel ${scope.channel}`);
  return `${parts.join(', ')}: ${count}`;
}
