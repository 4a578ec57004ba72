/** What may stand behind a colon: the values of each kind of field, read to a term. */

import { FIELDS, fieldOf, type OPERATORS } from './fields.ts';
import {
  type Compare,
  FACTS,
  type FieldKind,
  SKU_MODES,
  type SkuMode,
  type Term,
  type Test,
} from './filter.ts';
import { nearest } from './near.ts';
import type { Bit, Scanner } from './scan.ts';
import { spanDays } from './span.ts';
import { comparable, readValue, vocabulary } from './values.ts';

/** How the values of one field are read. */
export interface Context {
  /** What terms side by side in the field's parentheses mean. */
  readonly blank: 'and' | 'or';
  /** Commas part values. */
  readonly commas: boolean;
  value(scan: Scanner): Term | null;
  /** Reads what is in parentheses instead of terms. */
  readonly list?: (scan: Scanner, from: number) => Term | null;
}

const VALUE_ENDS = /[\s()"]/;
const LISTED_ENDS = /[\s()",]/;
const SKU_ENDS = /[\s()"<>=]/;
const COMPARES = ['>=', '<=', '>', '<', '='] as const;

/** The value at the place, which must not be missing. */
function needBit(scan: Scanner, ends: RegExp, what: string): Bit | null {
  const bit = scan.bit(ends);
  if (bit !== null || scan.error() !== null) return bit;
  return scan.fail(scan.at(), 1, `${what} is missing here.`);
}

/** Values of a field by its word; of a column of the creator's own by its header. */
export function fieldContext(name: string, own: boolean): Context {
  const kind = own ? 'whole' : (FIELDS.find((field) => field.word === name)?.kind ?? 'whole');
  const commas = kind !== 'part' && kind !== 'money' && kind !== 'date';
  return {
    blank: kind === 'part' ? 'and' : 'or',
    commas,
    value(scan) {
      const test = testOf(scan, kind, commas ? LISTED_ENDS : VALUE_ENDS);
      return test === null ? null : { kind: 'field', field: name, own, test };
    },
  };
}

function testOf(scan: Scanner, kind: FieldKind, ends: RegExp): Test | null {
  const from = scan.at();
  const op = COMPARES.find((sign) => scan.take(sign));
  const bit = needBit(scan, ends, 'A value');
  if (bit === null) return null;
  if (op !== undefined && op !== '=') {
    const value = comparedValue(scan, kind, bit, bit.text, from, op);
    return value === null ? null : { op, value };
  }
  if (op === '=' && kind !== 'money' && kind !== 'count' && kind !== 'date')
    return { op: 'exact', value: bit.text };
  if (bit.quoted && bit.text === '') return { op: 'empty' };
  if (!bit.quoted && bit.text === '*' && kind !== 'address' && kind !== 'run') return { op: 'filled' };
  return spanTest(scan, kind, bit) ?? (scan.error() === null ? equalTest(scan, kind, bit) : null);
}

/** `older:30d` and `10..20`; null for neither, or after a failure. */
function spanTest(scan: Scanner, kind: FieldKind, bit: Bit): Test | null {
  if (bit.quoted) return null;
  const age = /^(older|newer):(.*)$/i.exec(bit.text);
  if (age !== null && (kind === 'date' || kind === 'whole')) {
    const value = (age[2] ?? '').toLowerCase();
    if (spanDays(value) === null)
      return scan.fail(bit.at, bit.length, 'Write the time like 30d, 2w, 6m or 1y.', `${age[1]}:30d`);
    return { op: age[1]?.toLowerCase() === 'older' ? 'older' : 'newer', value };
  }
  const dots = bit.text.indexOf('..');
  if (dots < 0 || kind === 'part') return null;
  const ends = [bit.text.slice(0, dots), bit.text.slice(dots + 2)] as const;
  if (kind === 'whole' && !ends.every((end) => comparable(end) !== null)) return null;
  const low = comparedValue(scan, kind, bit, ends[0], bit.at, '..');
  const high = low === null ? null : comparedValue(scan, kind, bit, ends[1], bit.at, '..');
  if (low === null || high === null) return null;
  const dates = kind === 'date' || comparable(low) === 'date';
  // The end of a month is after its beginning, also when only the month is written.
  const backwards = dates ? low.slice(0, high.length) > high : Number(low) > Number(high);
  if (backwards) return scan.fail(bit.at, bit.length, 'This range runs backwards.', `${ends[1]}..${ends[0]}`);
  return { op: '..', from: low, to: high };
}

function comparedValue(
  scan: Scanner,
  kind: FieldKind,
  bit: Bit,
  text: string,
  from: number,
  sign: string,
): string | null {
  const as = kind === 'whole' ? comparable(text) : kind;
  if (as !== 'money' && as !== 'date' && as !== 'count') {
    const message =
      kind === 'whole' ? `“${text}” is no number and no date.` : 'This field cannot be compared.';
    return scan.fail(from, scan.at() - from, `${message} “${sign}” is for numbers and dates.`);
  }
  return valueIn(scan, as, bit, text);
}

function equalTest(scan: Scanner, kind: FieldKind, bit: Bit): Test | null {
  // Stars in a country mean that the cell's own text is looked at.
  if (kind === 'country' && bit.text.includes('*')) return { op: '=', values: [bit.text] };
  const value = valueIn(scan, kind, bit, bit.text);
  return value === null ? null : { op: '=', values: [value] };
}

function valueIn(scan: Scanner, kind: FieldKind, bit: Bit, text: string): string | null {
  const read = readValue(kind, text);
  if (read.ok) return read.value;
  const longer = bit.quoted ? null : longerWord(scan, bit, vocabulary(kind) ?? []);
  if (longer !== null)
    return scan.fail(bit.at, longer.length, `“${longer}” needs quotation marks.`, `"${longer}"`);
  const suggestion =
    read.suggestion === null ? null : /\s/.test(read.suggestion) ? `"${read.suggestion}"` : read.suggestion;
  return scan.fail(bit.at, bit.length, read.message, suggestion);
}

/** `stage:Ready to ship` without quotes: the words of the vocabulary that stand here. */
function longerWord(scan: Scanner, bit: Bit, words: readonly string[]): string | null {
  const found = words.find(
    (word) => scan.since(bit.at, bit.at + word.length).toLowerCase() === word.toLowerCase(),
  );
  return found ?? null;
}

/** Values behind `is:`, `has:`, `any:`, `all:`, `only:` and `qty:`. */
export function wordContext(word: (typeof OPERATORS)[number]): Context {
  if (word === 'is') return { blank: 'and', commas: false, value: factOf };
  if (word === 'has') return { blank: 'and', commas: false, value: hasOf };
  if (word === 'qty') return { blank: 'and', commas: false, value: quantityOf };
  const mode = SKU_MODES.find((one) => one === word) ?? 'any';
  return {
    blank: 'and',
    commas: false,
    value: (scan) => {
      const bit = needBit(scan, VALUE_ENDS, 'A SKU');
      return bit === null ? null : { kind: 'sku', mode, skus: [bit.text] };
    },
    list: (scan, from) => skuList(scan, from, mode),
  };
}

function factOf(scan: Scanner): Term | null {
  const bit = needBit(scan, VALUE_ENDS, 'A word');
  if (bit === null) return null;
  const low = bit.text.toLowerCase();
  const fact = FACTS.find((one) => one === low);
  if (fact !== undefined) return { kind: 'fact', fact };
  const near = nearest(low, FACTS);
  const hint = near === null ? `There are: ${FACTS.join(', ')}.` : `Did you mean “${near}”?`;
  return scan.fail(bit.at, bit.length, `“is:” knows no “${bit.text}”. ${hint}`, near);
}

/** A field that is filled, or a SKU; `any:` is for a SKU that is called like a field. */
function hasOf(scan: Scanner): Term | null {
  const bit = needBit(scan, VALUE_ENDS, 'A SKU or a field');
  if (bit === null) return null;
  const field = bit.quoted ? undefined : fieldOf(bit.text);
  if (field === undefined || field.kind === 'address' || field.kind === 'run')
    return { kind: 'sku', mode: 'any', skus: [bit.text] };
  return { kind: 'field', field: field.word, own: false, test: { op: 'filled' } };
}

function skuList(scan: Scanner, from: number, mode: SkuMode): Term | null {
  const skus: string[] = [];
  for (;;) {
    scan.blanks();
    if (scan.take(')')) break;
    if (scan.peek() === '') return scan.fail(from, 1, 'This parenthesis is not closed.');
    if (scan.take(',')) continue;
    if (scan.isWord('OR')) {
      scan.take('OR');
      continue;
    }
    const bit = needBit(scan, LISTED_ENDS, 'A SKU');
    if (bit === null) return null;
    skus.push(bit.text);
  }
  if (skus.length === 0) return scan.fail(from, 2, 'A SKU is missing here.');
  return { kind: 'sku', mode, skus: [...new Set(skus)] };
}

function quantityOf(scan: Scanner): Term | null {
  const sku = needBit(scan, SKU_ENDS, 'A SKU');
  return sku === null ? null : quantity(scan, sku);
}

/** `>=2` behind a SKU. */
export function quantity(scan: Scanner, sku: Bit): Term | null {
  const op: Compare | undefined = COMPARES.find((sign) => scan.take(sign));
  if (op === undefined)
    return scan.fail(sku.at, sku.length, `How many? Write ${sku.text}>=2.`, `${sku.text}>=2`);
  const bit = needBit(scan, VALUE_ENDS, 'A number');
  if (bit === null) return null;
  if (!/^\d{1,5}$/.test(bit.text))
    return scan.fail(bit.at, bit.length, `“${bit.text}” is no whole number; “${sku.text}” is read as a SKU.`);
  return { kind: 'quantity', sku: sku.text, op, value: Number(bit.text) };
}
