/** The files of one report together: their layouts as one, and who stands in two of them. */
import type { Backer } from './backer.ts';
import { type Layout, labelOf } from './layout.ts';

/** Items, questions and unknown columns of all, each once; the header and the fields of the first. */
export function together(layouts: readonly Layout[]): Layout {
  const [first] = layouts;
  if (first === undefined) throw new Error('A report has at least one file');
  if (layouts.length === 1) return first;
  const items = once(
    layouts.flatMap((layout) => layout.items),
    ({ key }) => key,
  );
  const asks = once(
    layouts.flatMap((layout) => layout.asks),
    ({ id }) => id,
  );
  return {
    ...first,
    label: `${labelOf(first.title, items)}, ${layouts.length} files`,
    items,
    questions: once(
      layouts.flatMap((layout) => layout.questions),
      ({ question }) => question,
    ),
    unknown: once(
      layouts.flatMap((layout) => layout.unknown),
      ({ name }) => name,
    ),
    asks,
    sure: asks.length === 0,
  };
}

function once<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const byKey = new Map<string, T>();
  for (const one of all) if (!byKey.has(keyOf(one))) byKey.set(keyOf(one), one);
  return [...byKey.values()];
}

/** Backers that stand in more than one part: `from` has the place of each part's first. */
export function inTwoParts(
  names: readonly string[],
  from: readonly number[],
  backers: readonly Backer[],
): { id: string; names: readonly string[] }[] {
  const places = new Map<string, Set<number>>();
  for (let part = 0, i = 0; i < backers.length; i++) {
    while (i >= (from[part + 1] ?? backers.length)) part++;
    const id = backers[i]?.orderId || backers[i]?.idPart;
    if (id === undefined || id === '') continue;
    const there = places.get(id);
    if (there) there.add(part);
    else places.set(id, new Set([part]));
  }
  return [...places]
    .filter(([, at]) => at.size > 1)
    .map(([id, at]) => ({ id, names: [...at].map((part) => names[part] ?? '') }));
}
