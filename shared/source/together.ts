/** The layouts of the files of one report as one, for people to see and for counting. */
import type { Layout } from './layout.ts';

/** Items, questions and unknown columns of all, each once; the header and the fields of the first. */
export function together(layouts: readonly Layout[]): Layout {
  const [first] = layouts;
  if (first === undefined) throw new Error('A report has at least one file');
  if (layouts.length === 1) return first;
  const asks = once(
    layouts.flatMap((layout) => layout.asks),
    ({ id }) => id,
  );
  return {
    ...first,
    label: `${first.label}, ${layouts.length} files`,
    items: once(
      layouts.flatMap((layout) => layout.items),
      ({ key }) => key,
    ),
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
