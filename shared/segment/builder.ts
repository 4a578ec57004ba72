/** The drop-downs of the sidebar: a filter as rows and groups of rows, one level deep, and back. */
import { FIELDS } from './fields.ts';
import { FACTS, type Filter, type SkuMode, type Term, type Test } from './filter.ts';

/** One row: field, operator, values. `sku`, `quantity`, `fact` and `text` are fields here too. */
export interface Row {
  readonly not: boolean;
  readonly field: string;
  /** The field is the header of a creator's own column. */
  readonly own: boolean;
  readonly op: RowOp;
  readonly values: readonly string[];
}

/** Rows of which all must hold, or any. */
export interface Group {
  readonly mode: 'and' | 'or';
  readonly not: boolean;
  readonly rows: readonly Row[];
}

export interface Form {
  readonly mode: 'and' | 'or';
  readonly items: readonly (Row | Group)[];
}

/** Operators and what they are called. */
export const ROW_OPS = {
  '=': 'is',
  exact: 'is exactly',
  '>': 'more than',
  '>=': 'at least',
  '<': 'less than',
  '<=': 'at most',
  '..': 'from … to',
  older: 'longer ago than',
  newer: 'not longer ago than',
  filled: 'is filled',
  empty: 'is empty',
  any: 'any of',
  all: 'all of',
  only: 'only these',
} as const;
export type RowOp = keyof typeof ROW_OPS;

const TEXT_OPS: readonly RowOp[] = ['=', 'exact', 'filled', 'empty'];
const NUMBER_OPS: readonly RowOp[] = ['=', '>', '>=', '<', '<=', '..', 'filled', 'empty'];

/** The operators that a field takes. */
export function opsOf(field: string, own: boolean): readonly RowOp[] {
  if (own) return [...TEXT_OPS, '>', '>=', '<', '<=', '..'];
  switch (field) {
    case 'sku':
      return ['any', 'all', 'only'];
    case 'quantity':
      return ['>=', '>', '=', '<', '<='];
    case 'fact':
    case 'text':
      return ['='];
    default:
      break;
  }
  switch (FIELDS.find((one) => one.word === field)?.kind) {
    case 'address':
    case 'run':
      return ['='];
    case 'count':
    case 'money':
      return NUMBER_OPS;
    case 'date':
      return ['=', '>', '>=', '<', '<=', '..', 'older', 'newer', 'filled', 'empty'];
    default:
      return TEXT_OPS;
  }
}

/** The rows of a filter; null when it is nested deeper than the drop-downs can show. */
export function formOf(filter: Filter): Form | null {
  if (!('parts' in filter)) {
    const item = itemOf(filter);
    return item === null ? null : { mode: 'and', items: [item] };
  }
  const items = filter.parts.map(itemOf);
  const shown = items.flatMap((item) => item ?? []);
  return shown.length < items.length ? null : { mode: filter.kind, items: shown };
}

function itemOf(filter: Filter): Row | Group | null {
  const not = filter.kind === 'not';
  const inner = filter.kind === 'not' ? filter.part : filter;
  if (inner.kind === 'not') return null;
  if (!('parts' in inner)) return rowOf(inner, not);
  const rows = inner.parts.map((part) => {
    const item = itemOf(part);
    return item !== null && 'field' in item ? item : null;
  });
  const shown = rows.flatMap((row) => row ?? []);
  return shown.length < rows.length ? null : { mode: inner.kind, not, rows: shown };
}

function rowOf(term: Term, not: boolean): Row {
  switch (term.kind) {
    case 'text':
      return { not, field: 'text', own: false, op: '=', values: [term.value] };
    case 'fact':
      return { not, field: 'fact', own: false, op: '=', values: [term.fact] };
    case 'sku':
      return { not, field: 'sku', own: false, op: term.mode, values: term.skus };
    case 'quantity':
      return { not, field: 'quantity', own: false, op: term.op, values: [term.sku, String(term.value)] };
    case 'field':
      return { not, field: term.field, own: term.own, op: term.test.op, values: valuesOf(term.test) };
  }
}

function valuesOf(test: Test): readonly string[] {
  if (test.op === '=') return test.values;
  if (test.op === '..') return [test.from, test.to];
  return 'value' in test ? [test.value] : [];
}

/**
 * The filter of the rows that are filled in; null when none is. What stands in a row is taken as it was typed: reading
 * the printed filter again says what cannot be a date or a stage.
 */
export function filterOf(form: Form): Filter | null {
  return combined(
    form.mode,
    form.items.map((item) => {
      if ('field' in item) return termOf(item);
      const inner = combined(item.mode, item.rows.map(termOf));
      return inner !== null && item.not ? { kind: 'not', part: inner } : inner;
    }),
  );
}

function combined(mode: 'and' | 'or', parts: readonly (Filter | null)[]): Filter | null {
  const filled = parts.flatMap((part) => part ?? []);
  const [first = null] = filled;
  return filled.length > 1 ? { kind: mode, parts: filled } : first;
}

function termOf(row: Row): Filter | null {
  const term = positive(row);
  return term !== null && row.not ? { kind: 'not', part: term } : term;
}

function positive({ field, own, op, values: given }: Row): Term | null {
  const values = given.filter((value) => value.trim() !== '');
  const [first = '', second = ''] = values;
  if (op === 'filled' || op === 'empty') return { kind: 'field', field, own, test: { op } };
  if (first === '') return null;
  switch (field) {
    case 'text':
      return { kind: 'text', value: first };
    case 'fact': {
      const fact = FACTS.find((one) => one === first);
      return fact === undefined ? null : { kind: 'fact', fact };
    }
    case 'sku': {
      const mode: SkuMode = op === 'all' || op === 'only' ? op : 'any';
      return { kind: 'sku', mode, skus: [...values] };
    }
    case 'quantity': {
      const compare = op === '>' || op === '>=' || op === '<' || op === '<=' ? op : '=';
      return /^\d{1,5}$/.test(second)
        ? { kind: 'quantity', sku: first, op: compare, value: Number(second) }
        : null;
    }
    default: {
      const test = testOf(op, values);
      return test === null ? null : { kind: 'field', field, own, test };
    }
  }
}

function testOf(op: RowOp, values: readonly string[]): Test | null {
  const [first = '', second = ''] = values;
  switch (op) {
    case 'exact':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'older':
    case 'newer':
      return { op, value: first };
    case '..':
      return second === '' ? null : { op, from: first, to: second };
    default:
      return { op: '=', values };
  }
}
