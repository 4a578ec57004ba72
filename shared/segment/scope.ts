/** A segment or a filter as part of "Which orders?". */
import type { Campaign } from '../order/campaign.ts';
import { type Book, Refused } from '../plan/book.ts';
import type { Scope } from '../plan/types.ts';
import { runsOf } from './columns.ts';
import { compileRule } from './compile.ts';
import type { Rule } from './rule.ts';
import { ordersOfRuns } from './runs.ts';
import { findSegment, readSegments, SEGMENT_COLUMNS } from './saved.ts';

/**
 * The rule of a scope; null when it has none. Refuses a segment that is gone, or that has another filter now than the
 * one that the rule was made of, and a filter that could not be read.
 */
export function scopeRule(book: Pick<Book, 'read'>, { segment, filter, rule }: Scope): Rule | null {
  if (segment !== undefined) {
    const found = findSegment(readSegments(book.read('Segments', SEGMENT_COLUMNS)), segment);
    if (found === undefined) {
      throw new Refused(
        'segment.gone',
        `There is no segment “${segment}” any more. Choose another answer under "Which orders?".`,
      );
    }
    if (found.filter !== filter) {
      const message = `The segment “${segment}” has another filter now. Open this panel again to use it.`;
      throw new Refused('segment.changed', message);
    }
  }
  if (segment === undefined && filter === undefined) return null;
  if (rule === undefined)
    throw new Refused('filter.invalid', 'The filter cannot be read. Mend it under Set Up, Segments.');
  return rule;
}

/** The test of a rule over the rows of a campaign; refuses what has no counterpart in it. */
export function filterTest(
  rule: Rule,
  campaign: Campaign,
  book: Pick<Book, 'readKeys'>,
  now: string,
): (i: number) => boolean {
  const compiled = compileRule(rule, { campaign, now, runs: ordersOfRuns(book, runsOf(rule)) });
  if (!compiled.ok) throw new Refused(compiled.code, `${compiled.message} Change the filter or the segment.`);
  return compiled.test;
}
