/** Tests of one cell, by the kind of its field. */
import { countryCode } from '../address/countries.ts';
import { readAmount, readPayment } from '../order/payment.ts';
import type { FieldKind } from './filter.ts';
import { literal, matcher } from './pattern.ts';
import type { RuleTest } from './rule.ts';
import { spanDays } from './span.ts';

export type CellTest = (cell: string) => boolean;

/** A test of the cells of one column. `now` is the moment that `today` and `30d` count from. */
export function cellTest(kind: FieldKind, test: RuleTest, now: string): CellTest {
  switch (test.op) {
    case 'filled':
      return (cell) => cell !== '';
    case 'empty':
      return (cell) => cell === '';
    case 'exact': {
      const low = literal(test.value).toLowerCase();
      return (cell) => cell.toLowerCase() === low;
    }
    case 'older':
    case 'newer': {
      const from = daysBefore(now, spanDays(test.value) ?? 0);
      return test.op === 'older'
        ? (cell) => isDate(cell) && cell < from
        : (cell) => isDate(cell) && cell >= from;
    }
    case '=':
      return anyOf(kind, test.values, now);
    case '..': {
      const low = compared(kind, '>=', test.from, now);
      const high = compared(kind, '<=', test.to, now);
      return (cell) => low(cell) && high(cell);
    }
    default:
      return compared(kind, test.op, test.value, now);
  }
}

/** A time or a date as our cells and typed ones begin: `2026-`. */
const isDate = (cell: string): boolean => cell.charCodeAt(4) === 45;

const DAY = 86_400_000;

function daysBefore(now: string, days: number): string {
  const then = new Date(Date.parse(`${now.slice(0, 10)}T${now.slice(11, 19)}Z`) - days * DAY);
  return then.toISOString().slice(0, 19).replace('T', ' ');
}

function dateOf(value: string, now: string): string {
  if (value === 'today') return now.slice(0, 10);
  return value === 'yesterday' ? daysBefore(now, 1).slice(0, 10) : value;
}

/** The amount of a cell; most are plain numbers. NaN for what is none. */
function amountOf(cell: string): number {
  if (cell === '') return Number.NaN;
  const plain = Number(cell);
  return Number.isNaN(plain) ? (readAmount(cell) ?? plain) : plain;
}

function compared(kind: FieldKind, op: '<' | '<=' | '>' | '>=', value: string, now: string): CellTest {
  if (kind === 'date') {
    // Times are longer than the date that is asked for: a time of that very day begins with it.
    const date = dateOf(value, now);
    switch (op) {
      case '<':
        return (cell) => isDate(cell) && cell < date;
      case '<=':
        return (cell) => isDate(cell) && (cell < date || cell.startsWith(date));
      case '>':
        return (cell) => isDate(cell) && cell > date && !cell.startsWith(date);
      case '>=':
        return (cell) => isDate(cell) && cell >= date;
    }
  }
  const number = Number(value);
  switch (op) {
    case '<':
      return (cell) => amountOf(cell) < number;
    case '<=':
      return (cell) => amountOf(cell) <= number;
    case '>':
      return (cell) => amountOf(cell) > number;
    case '>=':
      return (cell) => amountOf(cell) >= number;
  }
}

function anyOf(kind: FieldKind, values: readonly string[], now: string): CellTest {
  switch (kind) {
    case 'date': {
      const dates = values.map((value) => dateOf(value, now));
      return (cell) => cell !== '' && dates.some((date) => cell.startsWith(date));
    }
    case 'money':
    case 'count': {
      const numbers = new Set(values.map(Number));
      return (cell) => numbers.has(amountOf(cell));
    }
    case 'country':
      return countryTest(values);
    case 'payment':
      return (cell) => {
        const state = readPayment(cell);
        return state.known && values.includes(state.payment);
      };
    case 'stage':
    case 'address': {
      const [only] = values;
      return values.length === 1 ? (cell) => cell === only : (cell) => values.includes(cell);
    }
    default:
      return texts(values, kind === 'part');
  }
}

/** A pasted list of ids is one look-up, however long it is. */
function texts(values: readonly string[], part: boolean): CellTest {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return matcher(only, part);
  const plain = new Set<string>();
  const others: CellTest[] = [];
  for (const value of values) {
    if (part || value.includes('*')) others.push(matcher(value, part));
    else plain.add(literal(value).toLowerCase());
  }
  return (cell) => plain.has(cell.toLowerCase()) || others.some((other) => other(cell));
}

/** However the cells write it; each text is looked up once. */
function countryTest(values: readonly string[]): CellTest {
  const codes = new Set(values.filter((value) => !value.includes('*')));
  const patterns = values.filter((value) => value.includes('*')).map((value) => matcher(value));
  const known = new Map<string, boolean>();
  const [only = ''] = codes;
  return (cell) => {
    if (cell === only && only !== '') return true;
    let fits = known.get(cell);
    if (fits === undefined) {
      fits = codes.has(countryCode(cell) ?? cell) || patterns.some((pattern) => pattern(cell));
      known.set(cell, fits);
    }
    return fits;
  };
}
