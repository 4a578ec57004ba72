/** A segment or a filter as part of "Which orders?". */
import type { Campaign } from '../order/campaign.ts';
import { type Book, Refused } from '../plan/book.ts';
import type { Scope } from '../plan/types.ts';
import { runsOf } from './columns.ts';
import { compileFilter } from './compile.ts';
import type { Filter } from './filter.ts';
import { parseFilter } from './parse.ts';
import { idsOf } from './refresh.ts';
import { ordersOfRuns } from './runs.ts';
import { findSegment, readSegments, SEGMENT_COLUMNS } from './saved.ts';

/** The filter of a scope; null when it has none. Refuses a segment that is gone and a filter that cannot be read. */
export function scopeFilter(book: Pick<Book, 'read'>, scope: Scope): Filter | null {
  const parts: Filter[] = [];
  if (scope.segment !== undefined) {
    const segment = findSegment(readSegments(book.read('Segments', SEGMENT_COLUMNS)), scope.segment);
    if (segment === undefined) {
      throw new Refused(
        'segment.gone',
        `There is no segment “${scope.segment}” any more. Choose another answer under "Which orders?".`,
      );
    }
    parts.push(filterOf(segment.filter, `The segment “${segment.name}” cannot be read`));
  }
  if (scope.filter !== undefined) parts.push(filterOf(scope.filter, 'The filter cannot be read'));
  const [first = null] = parts;
  return parts.length > 1 ? { kind: 'and', parts } : first;
}

function filterOf(text: string, what: string): Filter {
  const parsed = parseFilter(text);
  if (!parsed.ok)
    throw new Refused('filter.invalid', `${what}: ${parsed.error.message} Mend it under Set Up, Segments.`);
  return parsed.filter;
}

/** The test of a filter over the rows of a campaign; refuses what has no counterpart in it. */
export function filterTest(
  filter: Filter,
  campaign: Campaign,
  book: Pick<Book, 'readKeys'>,
  now: string,
): (i: number) => boolean {
  const compiled = compileFilter(filter, { campaign, now, runs: ordersOfRuns(book, runsOf(filter)) });
  if (!compiled.ok) throw new Refused(compiled.code, `${compiled.message} Change the filter or the segment.`);
  return compiled.test;
}

/** The Order IDs of a segment in the campaign that a plan was made on. */
export function segmentMembers(
  book: Pick<Book, 'read' | 'readKeys'>,
  name: string,
  { campaign, now }: { readonly campaign: Campaign; readonly now: string },
): string[] {
  const filter = scopeFilter(book, { base: 'all', segment: name });
  return filter === null ? [] : idsOf(campaign, filterTest(filter, campaign, book, now));
}
