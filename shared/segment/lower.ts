/** From a filter to the rule that is worked with. */
import { fieldNamed } from './fields.ts';
import type { Filter, Term } from './filter.ts';
import { parseFilter } from './parse.ts';
import type { Rule } from './rule.ts';
import { comparable } from './values.ts';

/** The rule of a filter. */
export function ruleOf(filter: Filter): Rule {
  if ('parts' in filter) return { kind: filter.kind, parts: filter.parts.map(ruleOf) };
  if (filter.kind === 'not') return { kind: 'not', part: ruleOf(filter.part) };
  if (filter.kind === 'sku') return { ...filter, skus: [...filter.skus] };
  return filter.kind === 'field' ? cellOf(filter) : filter;
}

/** The rule of a text; undefined when it cannot be read. */
export function ruleOfText(text: string): Rule | undefined {
  const parsed = parseFilter(text);
  return parsed.ok ? ruleOf(parsed.filter) : undefined;
}

function cellOf(term: Extract<Term, { kind: 'field' }>): Rule {
  const field = term.own ? undefined : fieldNamed(term.field);
  const { test } = term;
  const as = field?.kind ?? 'whole';
  const compared = test.op === '..' ? test.from : 'value' in test && test.op !== 'exact' ? test.value : null;
  return {
    kind: 'cell',
    column: field?.column ?? term.field,
    tab: field?.tab ?? 'Orders',
    own: term.own,
    // In other columns the value says whether numbers or dates are compared.
    as: as === 'whole' && compared !== null ? (comparable(compared) ?? as) : as,
    test: test.op === '=' ? { op: '=', values: [...test.values] } : test,
  };
}
