/** The findings as they are gone through: the same matter on the same values is one line, however many orders it has. */
import type { FindingKind } from '../../../shared/address/finding.ts';
import type { Choices } from './addresses-choices.ts';
import type { Review, Shape } from './addresses-review.ts';

export interface Group {
  readonly shape: Shape;
  /** Indices of the review's entries. */
  readonly entries: readonly number[];
}

/** "" and null are no filter. */
export interface Filter {
  readonly level: 'problem' | 'warning' | null;
  readonly kind: FindingKind | '';
  readonly country: string;
  readonly stage: string;
  /** false: what is to be decided; true: what is decided. */
  readonly decided: boolean;
}

/** The groups that a filter lets through: by rank, then the kinds with most orders, then the largest. */
export function groupsOf(review: Review, choices: Choices, filter: Filter): Group[] {
  const { shapes } = review;
  const lists = new Map<number, number[]>();
  const ofKind = new Map<FindingKind, number>();
  for (const at of matching(review, filter)) {
    const entry = review.entries[at];
    if (entry === undefined || (choices.of(at) !== undefined) !== filter.decided) continue;
    const list = lists.get(entry.shape);
    if (list === undefined) lists.set(entry.shape, [at]);
    else list.push(at);
    ofKind.set(entry.finding.kind, (ofKind.get(entry.finding.kind) ?? 0) + 1);
  }
  const size = ({ shape: { finding } }: Group): number => ofKind.get(finding.kind) ?? 0;
  return [...lists]
    .flatMap(([at, entries]): Group[] => {
      const shape = shapes[at];
      return shape === undefined ? [] : [{ shape, entries }];
    })
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        size(b) - size(a) ||
        compare(a.shape.finding.kind, b.shape.finding.kind) ||
        b.entries.length - a.entries.length ||
        (a.entries[0] ?? 0) - (b.entries[0] ?? 0),
    );
}

/** Problems before warnings; of each first what has a proposal, for that is quick work. */
const rank = ({ shape: { finding } }: Group): number =>
  (finding.level === 'problem' ? 0 : 2) + (finding.proposal === null ? 1 : 0);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Entries that the filters let through, decided or not. */
function* matching(review: Review, filter: Filter): Generator<number> {
  const { entries, shapes, stages } = review;
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at];
    if (entry === undefined) continue;
    if (filter.level !== null && entry.finding.level !== filter.level) continue;
    if (filter.kind !== '' && entry.finding.kind !== filter.kind) continue;
    if (filter.country !== '' && shapes[entry.shape]?.country !== filter.country) continue;
    if (filter.stage !== '' && stages[entry.order] !== filter.stage) continue;
    yield at;
  }
}

/** What can be accepted in one go of a kind under a filter: sure proposals that are to be decided. */
export function sureOf(review: Review, choices: Choices, filter: Filter, kind: FindingKind): number[] {
  const sure: number[] = [];
  for (const at of matching(review, { ...filter, kind })) {
    const finding = review.entries[at]?.finding;
    if (finding?.sure === true && finding.proposal !== null && choices.of(at) === undefined) sure.push(at);
  }
  return sure;
}

/** What can be kept in one go of a kind under a filter: warnings that are to be decided. */
export function keepable(review: Review, choices: Choices, filter: Filter, kind: FindingKind): number[] {
  const found: number[] = [];
  for (const at of matching(review, { ...filter, kind })) {
    if (review.entries[at]?.finding.level === 'warning' && choices.of(at) === undefined) found.push(at);
  }
  return found;
}

export interface Counts {
  readonly kinds: ReadonlyMap<FindingKind, number>;
  readonly countries: ReadonlyMap<string, number>;
  readonly stages: ReadonlyMap<string, number>;
}

/** Findings by kind, country and stage, for the filters' own words. */
export function countsOf({ entries, shapes, stages }: Review): Counts {
  const kinds = new Map<FindingKind, number>();
  const countries = new Map<string, number>();
  const byStage = new Map<string, number>();
  for (const { finding, shape, order } of entries) {
    const country = shapes[shape]?.country ?? '';
    const stage = stages[order] ?? '';
    kinds.set(finding.kind, (kinds.get(finding.kind) ?? 0) + 1);
    countries.set(country, (countries.get(country) ?? 0) + 1);
    byStage.set(stage, (byStage.get(stage) ?? 0) + 1);
  }
  return { kinds, countries, stages: byStage };
}
