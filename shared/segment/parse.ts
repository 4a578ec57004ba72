/**
 * Reads the text of a filter, by the habits of a search box: terms side by side must all hold, OR, parentheses, - or
 * NOT, quotes, `field:value`, `field:>value`, `field:from..to`. What could be meant in two ways is refused at its place,
 * with a suggestion; nothing is assumed.
 */

import { FIELDS, fieldOf, OPERATORS } from './fields.ts';
import type { Filter, ParsedFilter, Term } from './filter.ts';
import { nearest } from './near.ts';
import { literal } from './pattern.ts';
import { type Bit, type Scanner, scanner } from './scan.ts';
import { type Context, fieldContext, quantity, wordContext } from './terms.ts';

/** Deeper than a person writes; an endless row of parentheses must not end the program. */
const MOST_DEEP = 50;
/** What ends a word before a colon, and a value after it. */
const WORD_ENDS = /[\s():<>="]/;

/** The filter of a text, or the first thing that cannot be read and where it stands. Blank text is refused. */
export function parseFilter(text: string): ParsedFilter {
  const scan = scanner(text);
  scan.blanks();
  if (scan.peek() === '')
    scan.fail(0, text.length, 'Write what the orders must be like, such as country:US.');
  const filter = scan.error() === null ? group(scan, null, 0) : null;
  if (filter !== null && scan.peek() === ')') scan.fail(scan.at(), 1, 'This parenthesis closes nothing.');
  const error = scan.error();
  if (error !== null) return { ok: false, error };
  if (filter === null) throw new Error('A filter without a result must have an error');
  return { ok: true, filter };
}

interface Part {
  readonly filter: Filter;
  readonly at: number;
  readonly end: number;
}

/** Terms up to a closing parenthesis or the end. */
function group(scan: Scanner, context: Context | null, depth: number): Filter | null {
  const parts: Part[] = [];
  /** How each part follows the one before: by OR, by AND, or by nothing but a blank. */
  const joins: ('or' | 'and' | '')[] = [];
  for (;;) {
    scan.blanks();
    if (scan.peek() === '' || scan.peek() === ')') break;
    const from = scan.at();
    let join: 'or' | 'and' | '' = '';
    if (scan.isWord('OR') || scan.isWord('AND')) {
      join = scan.isWord('OR') ? 'or' : 'and';
      scan.take(join.toUpperCase());
      scan.blanks();
      const lonely = parts.length === 0 || /^[)]?$/.test(scan.peek());
      if (lonely || scan.isWord('OR') || scan.isWord('AND')) {
        return scan.fail(from, join.length, `${join.toUpperCase()} needs a term on both sides.`);
      }
    } else if (context?.commas === true && scan.take(',')) continue;
    if (parts.length > 0) joins.push(join);
    const at = scan.at();
    const filter = unary(scan, context, depth);
    if (filter === null) return null;
    parts.push({ filter, at, end: scan.at() });
  }
  if (parts.length === 0) return scan.fail(scan.at(), 1, 'Something is missing here.');
  return joined(scan, parts, joins, context);
}

/** One kind of joint in one group: what binds closer in `a b OR c` is not for a program to say. */
function joined(
  scan: Scanner,
  parts: readonly Part[],
  joins: readonly ('or' | 'and' | '')[],
  context: Context | null,
): Filter | null {
  const negative = parts.some(({ filter }) => filter.kind === 'not');
  // `country:(US CA)` can only mean one of them; `notes:(call monday)` both.
  const blank = context?.blank === 'or' && !negative ? 'or' : 'and';
  const kinds = joins.map((join) => (join === '' ? blank : join));
  const odd = kinds.findIndex((kind) => kind !== kinds[0]);
  if (odd >= 0) {
    const or = kinds.indexOf('or');
    const from = parts[or]?.at ?? 0;
    let last = or;
    while (kinds[last + 1] === 'or') last++;
    const to = parts[last + 1]?.end ?? from;
    const said = scan.since(from, to);
    return scan.fail(
      from,
      to - from,
      'Terms side by side and OR are mixed here. Put what belongs together into parentheses.',
      `(${said})`,
    );
  }
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first.filter;
  const kind = kinds[0] === 'or' ? 'or' : 'and';
  const filters = parts.map((part) => part.filter);
  return (kind === 'or' && context !== null ? merged(filters) : null) ?? { kind, parts: filters };
}

/** Values of one field in its parentheses as one term; null when something else is among them. */
function merged(filters: readonly Filter[]): Filter | null {
  const [first] = filters;
  if (first?.kind !== 'field') return null;
  const values: string[] = [];
  for (const filter of filters) {
    if (filter.kind !== 'field' || filter.test.op !== '=' || filter.field !== first.field) return null;
    values.push(...filter.test.values);
  }
  return { ...first, test: { op: '=', values: [...new Set(values)] } };
}

function unary(scan: Scanner, context: Context | null, depth: number): Filter | null {
  const from = scan.at();
  if (depth > MOST_DEEP) return scan.fail(from, 1, 'There are too many parentheses inside each other.');
  const word = scan.isWord('NOT');
  if (word || scan.peek() === '-') {
    scan.take(word ? 'NOT' : '-');
    if (word) scan.blanks();
    if (/^[\s)]?$/.test(scan.peek())) {
      return scan.fail(from, word ? 3 : 1, `${word ? 'NOT' : 'A minus'} needs a term behind it.`);
    }
    const part = unary(scan, context, depth + 1);
    return part === null ? null : { kind: 'not', part };
  }
  if (scan.take('(')) {
    const inside = group(scan, context, depth + 1);
    if (inside === null) return null;
    return scan.take(')') ? inside : unclosed(scan, from);
  }
  return context === null ? term(scan, depth) : values(scan, context);
}

const unclosed = (scan: Scanner, from: number): null => scan.fail(from, 1, 'This parenthesis is not closed.');

/** `field:…`, `MUG>=2`, or a text. */
function term(scan: Scanner, depth: number): Filter | null {
  const name = scan.bit(WORD_ENDS);
  if (name === null) {
    if (scan.error() !== null) return null;
    return scan.fail(scan.at(), 1, `“${scan.peek()}” needs a field before it.`);
  }
  const sign = scan.peek();
  if (scan.take(':')) {
    const context = contextOf(scan, name);
    return context === null ? null : afterColon(scan, context, depth);
  }
  if (sign !== '' && '<>='.includes(sign)) {
    const field = fieldOf(name.text, name.quoted);
    // `pledged>100` as `pledged:>100`; before anything else than a field stands a SKU.
    return field === undefined ? quantity(scan, name) : values(scan, fieldContext(field.word, false));
  }
  return { kind: 'text', value: name.text };
}

function contextOf(scan: Scanner, name: Bit): Context | null {
  const operator = name.quoted ? undefined : OPERATORS.find((word) => word === name.text.toLowerCase());
  if (operator !== undefined) return wordContext(operator);
  const field = fieldOf(name.text, name.quoted);
  if (field !== undefined) return fieldContext(field.word, false);
  if (name.quoted) return fieldContext(literal(name.text), true);
  const near = nearest(name.text, [...OPERATORS, ...FIELDS.flatMap((one) => [one.word, ...one.aliases])]);
  return near === null
    ? scan.fail(
        name.at,
        name.length,
        `There is no field “${name.text}”. For a column of your own put its header into quotes.`,
        `"${name.text}"`,
      )
    : scan.fail(name.at, name.length, `There is no field “${name.text}”: did you mean “${near}”?`, near);
}

function afterColon(scan: Scanner, context: Context, depth: number): Filter | null {
  const from = scan.at();
  if (!scan.take('(')) return values(scan, context);
  if (context.list !== undefined) return context.list(scan, from);
  const inside = group(scan, context, depth + 1);
  if (inside === null) return null;
  return scan.take(')') ? inside : unclosed(scan, from);
}

/** One value, or several with commas between where the field takes them. */
function values(scan: Scanner, context: Context): Filter | null {
  const first = context.value(scan);
  if (first === null || !context.commas || scan.peek() !== ',') return first;
  const all: Term[] = [first];
  while (scan.take(',')) {
    scan.blanks();
    if (/^[\s)]?$/.test(scan.peek())) break;
    const next = context.value(scan);
    if (next === null) return null;
    all.push(next);
  }
  return all.length === 1 ? first : (merged(all) ?? { kind: 'or', parts: all });
}
