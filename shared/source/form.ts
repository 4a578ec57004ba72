/** The form of a platform's file as data, and a header of that form as a layout. */
import { headerKey } from '../csv/table.ts';
import { itemColumns } from './item-columns.ts';
import {
  type ItemCells,
  type ItemKind,
  type ItemText,
  type Layout,
  ORDER_FIELDS,
  type OrderField,
  type Platform,
} from './layout.ts';

/** What a column of no known name is. */
export type Rest =
  | 'question'
  | 'unknown'
  | { readonly kind: ItemKind; readonly title: string; readonly platformId: string };

/** Columns of a header by field, for rules that go by place. */
export interface Places {
  readonly width: number;
  /** -1 when the header has no such field. */
  at(field: OrderField): number;
  /** The first column of a name as `headerKey` gives it, -1 when there is none. */
  find(name: string): number;
}

export interface SourceForm {
  readonly platform: Platform;
  /** What the platform calls the file, for people: "Kickstarter backer report". */
  readonly label: string;
  /** Names of each field as `headerKey` gives them, with `|` between; a field's first column counts. */
  readonly fields: Readonly<Partial<Record<OrderField, string>>>;
  /** Known columns that are not read; a name that ends in `*` stands for all that begin so. */
  readonly skipped: string;
  /** It is this form when one name of each of `must` is there, and at least `least` of `any`. */
  readonly marks: { readonly must: readonly string[]; readonly any: string; readonly least: number };
  readonly idPrefix: string;
  /** See `Layout`. */
  readonly idMark?: string;
  /** Names of the item's columns in files of one row an item. */
  readonly item?: { readonly sku?: string; readonly name?: string; readonly quantity: string };
  /** The column that lists all items of an order. */
  readonly text?: { readonly name: string; readonly form: ItemText['form'] };
  /** What a column of no known name is; all are unknown unless given. */
  readonly rest?: (places: Places) => (column: number, name: string) => Rest;
  /** More words of the label. */
  readonly about?: (places: Places) => readonly string[];
}

/** Names of a packed list. */
export const namesOf = (packed: string): string[] => packed.split('|').filter((name) => name !== '');

interface Names {
  readonly field: ReadonlyMap<string, OrderField>;
  readonly known: ReadonlySet<string>;
  readonly beginnings: readonly string[];
}
const made = new WeakMap<SourceForm, Names>();

const isField = (name: string): name is OrderField => name in ORDER_FIELDS;

function formNames(form: SourceForm): Names {
  const there = made.get(form);
  if (there) return there;
  const field = new Map<string, OrderField>();
  for (const [name, packed] of Object.entries(form.fields)) {
    if (isField(name)) for (const one of namesOf(packed)) field.set(one, name);
  }
  const { sku = '', name = '', quantity = '' } = form.item ?? {};
  const skipped = namesOf(form.skipped);
  const names: Names = {
    field,
    known: new Set([
      ...field.keys(),
      ...[sku, name, quantity, form.text?.name ?? ''].flatMap(namesOf),
      ...skipped.filter((one) => !one.endsWith('*')),
    ]),
    beginnings: skipped.filter((one) => one.endsWith('*')).map((one) => one.slice(0, -1)),
  };
  made.set(form, names);
  return names;
}

/** True when a column of this name, as `headerKey` gives it, belongs to the form. */
export function formKnows(form: SourceForm, key: string): boolean {
  const { known, beginnings } = formNames(form);
  return known.has(key) || beginnings.some((start) => key.startsWith(start));
}

/** How many columns of a header the form knows; 0 when the header is not of this form. */
export function formScore(form: SourceForm, header: readonly string[]): number {
  const keys = new Set(header.map(headerKey));
  const { must, any, least } = form.marks;
  if (!must.every((names) => namesOf(names).some((name) => keys.has(name)))) return 0;
  if (namesOf(any).filter((name) => keys.has(name)).length < least) return 0;
  return [...keys].filter((key) => formKnows(form, key)).length;
}

/**
 * A header of this form as a layout; `withOpen` completes its label. Case and spaces of names do not matter;
 * of a repeated name the first column counts.
 */
export function layoutFrom(form: SourceForm, header: readonly string[]): Layout {
  const names = formNames(form);
  const keys = header.map(headerKey);
  const columns = new Map<OrderField, number[]>();
  keys.forEach((key, column) => {
    const field = names.field.get(key);
    if (field) columns.set(field, [...(columns.get(field) ?? []), column]);
  });
  const fields = new Map([...columns].map(([field, [first = 0]]) => [field, first] as const));
  const columnOf = (packed = ''): number => {
    const wanted = namesOf(packed);
    return keys.findIndex((key) => wanted.includes(key));
  };
  const itemCells: ItemCells | null = form.item
    ? {
        sku: columnOf(form.item.sku),
        name: columnOf(form.item.name),
        quantity: columnOf(form.item.quantity),
      }
    : null;
  const textAt = columnOf(form.text?.name);
  const itemText: ItemText | null =
    form.text && textAt >= 0 ? { column: textAt, form: form.text.form } : null;
  const places: Places = {
    width: header.length,
    at: (field) => fields.get(field) ?? -1,
    find: (name) => keys.indexOf(name),
  };
  const taken = new Set([...fields.values(), textAt, ...Object.values(itemCells ?? {})]);
  const rest = form.rest?.(places) ?? (() => 'unknown' as const);
  const items = itemColumns();
  const questions: { column: number; question: string }[] = [];
  const unknown: { column: number; name: string }[] = [];
  const repeated = new Map<OrderField, readonly number[]>();
  header.forEach((raw, column) => {
    const name = raw.replace(/\s+/g, ' ').trim();
    const key = keys[column] ?? '';
    if (taken.has(column) || name === '') return;
    if (formKnows(form, key) && !names.field.has(key)) return;
    const found = rest(column, name);
    const field = names.field.get(key);
    if (field !== undefined && found === 'unknown') {
      repeated.set(field, columns.get(field) ?? []);
      return;
    }
    if (found === 'question') questions.push({ column, question: name });
    else if (found === 'unknown') unknown.push({ column, name });
    else items.add(column, found);
  });
  const title = [form.label, ...(form.about?.(places) ?? [])].join(', ');
  return {
    platform: form.platform,
    title,
    label: title,
    header,
    fields,
    rows: itemCells === null ? 'order' : 'item',
    repeated: [...repeated].map(([field, all]) => ({ field, columns: all })),
    items: items.list,
    itemText,
    itemCells,
    questions,
    unknown,
    idPrefix: form.idPrefix,
    idMark: form.idMark ?? '',
    dayOrder: null,
    decimal: null,
    sure: true,
    asks: [],
  };
}
