/** Writes a filter as text; `parseFilter` gives the same filter back. */
import { fieldOf } from './fields.ts';
import type { Filter, Term, Test } from './filter.ts';

/** A text as one word of a filter: in quotes where anything in it would be read otherwise. */
function quoted(text: string): string {
  const plain = text !== '' && !/[\s()":<>=,]/.test(text) && !text.startsWith('-');
  return plain && !['AND', 'OR', 'NOT', '*'].includes(text) && !text.includes('..')
    ? text
    : `"${text.replace(/"/g, '\\"')}"`;
}

/** The text of a filter. */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.parts.map(part).join(filter.kind === 'or' ? ' OR ' : ' ');
    case 'not':
      return filter.part.kind === 'not' ? `-(${printFilter(filter.part)})` : `-${part(filter.part)}`;
    default:
      return printTerm(filter);
  }
}

const part = (filter: Filter): string =>
  filter.kind === 'and' || filter.kind === 'or' ? `(${printFilter(filter)})` : printFilter(filter);

function printTerm(term: Term): string {
  switch (term.kind) {
    case 'text':
      return quoted(term.value);
    case 'fact':
      return `is:${term.fact}`;
    case 'quantity': {
      // `pledged>2` would be the field.
      const bare = fieldOf(term.sku, quoted(term.sku) !== term.sku) === undefined;
      return `${bare ? '' : 'qty:'}${quoted(term.sku)}${term.op}${term.value}`;
    }
    case 'sku':
      return printSkus(term.mode, term.skus);
    case 'field':
      return printField(term.own ? header(term.field) : term.field, term.own, term.test);
  }
}

/** A header is no pattern: its backslashes are its own. */
const header = (name: string): string => `"${name.replace(/[\\"]/g, '\\$&')}"`;

function printSkus(mode: string, skus: readonly string[]): string {
  const [first = ''] = skus;
  if (skus.length !== 1) return `${mode}:(${skus.map(quoted).join(' ')})`;
  const word = quoted(first);
  const isField = word === first && fieldOf(first) !== undefined;
  return `${mode === 'any' && !isField ? 'has' : mode}:${word}`;
}

function printField(name: string, own: boolean, test: Test): string {
  switch (test.op) {
    case 'filled':
      return own ? `${name}:*` : `has:${name}`;
    case 'empty':
      return `${name}:""`;
    case 'exact':
      return `${name}:=${quoted(test.value)}`;
    case '..':
      return `${name}:${test.from}..${test.to}`;
    case 'older':
    case 'newer':
      return `${name}:${test.op}:${test.value}`;
    case '=': {
      const words = test.values.map(quoted);
      return words.length === 1 ? `${name}:${words[0]}` : `${name}:(${words.join(' OR ')})`;
    }
    default:
      return `${name}:${test.op}${quoted(test.value)}`;
  }
}
