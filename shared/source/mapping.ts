/** A person's own mapping of the columns of a file, and a proposal for one. */
import { headerKey } from '../csv/table.ts';
import { type Alias, aliasOf } from './aliases.ts';
import { itemColumns } from './item-columns.ts';
import {
  type ItemText,
  type Layout,
  ORDER_FIELDS,
  type OrderField,
  PLATFORM_NAMES,
  type Platform,
  settleLayout,
} from './layout.ts';
import { withOpen } from './open-points.ts';
import { parseQuantity } from './quantity.ts';

/** Where the items of an order stand. Numbers are columns, -1 for none. */
export type ItemMapping =
  | { readonly form: 'none' }
  /** A column an item, its header the item's name, or its SKU when `skus`. */
  | { readonly form: 'columns'; readonly columns: readonly number[]; readonly skus: boolean }
  | { readonly form: 'text'; readonly column: number; readonly text: ItemText['form'] }
  /** A row an item. Without a quantity column each row is one unit. */
  | { readonly form: 'rows'; readonly sku: number; readonly name: number; readonly quantity: number };

/** As it is stored with the spreadsheet, by `layoutKey`: plain JSON. */
export interface Mapping {
  /** Where the file comes from, as far as is known; decides what its words for payment mean. */
  readonly platform: Platform;
  readonly fields: Readonly<Partial<Record<OrderField, number>>>;
  readonly items: ItemMapping;
  /** Columns whose answers go to Notes with their header. */
  readonly questions: readonly number[];
  readonly idPrefix: string;
  /** Answers to open points, see `settleLayout`. */
  readonly answers: Readonly<Record<string, string>>;
}

/**
 * The layout that a mapping makes of a header; `rows` are the first rows of the file. Columns beyond the
 * header are left out. Open points that the mapping does not answer are in `asks`.
 */
export function layoutOf(
  header: readonly string[],
  mapping: Mapping,
  rows: readonly (readonly string[])[] = [],
): Layout {
  const { items: form } = mapping;
  const inside = (column: number): boolean => column >= 0 && column < header.length;
  const fields = new Map<OrderField, number>();
  for (const field of FIELD_NAMES) {
    const column = mapping.fields[field] ?? -1;
    if (inside(column)) fields.set(field, column);
  }
  const items = itemColumns();
  if (form.form === 'columns') {
    for (const column of form.columns.filter(inside)) {
      const title = nameOf(header[column] ?? '');
      items.add(column, { kind: form.skus ? 'sku' : 'item', title, platformId: form.skus ? title : '' });
    }
  }
  const itemText =
    form.form === 'text' && inside(form.column) ? { column: form.column, form: form.text } : null;
  const itemCells = form.form === 'rows' ? { sku: form.sku, name: form.name, quantity: form.quantity } : null;
  const questions = mapping.questions
    .filter(inside)
    .map((column) => ({ column, question: nameOf(header[column] ?? '') }));
  const taken = new Set([
    ...fields.values(),
    ...items.list.map(({ column }) => column),
    ...(itemText === null ? [] : [itemText.column]),
    ...Object.values(itemCells ?? {}),
    ...questions.map(({ column }) => column),
  ]);
  const layout: Layout = {
    platform: mapping.platform,
    title: titleOf(mapping.platform),
    label: titleOf(mapping.platform),
    header,
    fields,
    rows: itemCells === null ? 'order' : 'item',
    repeated: [],
    items: items.list,
    itemText,
    itemCells,
    questions,
    unknown: header.flatMap((name, column) => (taken.has(column) || name === '' ? [] : [{ column, name }])),
    idPrefix: mapping.idPrefix,
    idMark: '#',
    dayOrder: null,
    decimal: null,
    sure: true,
    asks: [],
  };
  return settleLayout(withOpen(layout, rows), mapping.answers);
}

const FIELD_NAMES = Object.keys(ORDER_FIELDS).filter((name): name is OrderField => name in ORDER_FIELDS);

const titleOf = (platform: Platform): string =>
  platform === 'other' ? PLATFORM_NAMES.other : `${PLATFORM_NAMES[platform]}, columns as you chose them`;

const nameOf = (name: string): string => name.replace(/\s+/g, ' ').trim();

export interface SuggestedMapping {
  /** What is sure; for a person to confirm. */
  readonly mapping: Mapping;
  /** Fields that several columns could be: none is taken. */
  readonly ambiguous: readonly { readonly field: OrderField; readonly columns: readonly number[] }[];
  /** Columns of no known name whose first rows hold small whole numbers: quantities of items, most likely. */
  readonly quantities: readonly number[];
  /** Columns of no known name. */
  readonly unknown: readonly { readonly column: number; readonly name: string }[];
}

export interface SuggestOptions {
  readonly rows?: readonly (readonly string[])[];
  /** The campaign's prefix: ids that all begin with it are whole Order IDs. */
  readonly prefix?: string;
}

/** Proposes a mapping by the names of the columns. What two columns could be is listed and not taken. */
export function suggestMapping(
  header: readonly string[],
  { rows = [], prefix = '' }: SuggestOptions = {},
): SuggestedMapping {
  const found = new Map<Alias, number[]>();
  const unknown: { column: number; name: string }[] = [];
  header.forEach((name, column) => {
    if (headerKey(name) === '') return;
    const alias = aliasOf(name);
    if (alias === null) unknown.push({ column, name });
    else found.set(alias, [...(found.get(alias) ?? []), column]);
  });
  const fields: Partial<Record<OrderField, number>> = {};
  const ambiguous: { field: OrderField; columns: readonly number[] }[] = [];
  for (const field of FIELD_NAMES) {
    const columns = found.get(field) ?? [];
    const [first] = columns;
    if (columns.length > 1) ambiguous.push({ field, columns });
    else if (first !== undefined) fields[field] = first;
  }
  const { platform, idPrefix } = platformBySigns(header);
  const number = fields.backerNumber;
  if (number !== undefined && wholeIds(rows, number, prefix)) {
    delete fields.backerNumber;
    fields.orderId = number;
  }
  return {
    mapping: { platform, fields, items: itemsOf(found), questions: [], idPrefix, answers: {} },
    ambiguous,
    quantities: unknown.map(({ column }) => column).filter((column) => holdsQuantities(rows, column)),
    unknown,
  };
}

/**
 * Platforms whose columns are not public as a whole: a column that only they have tells them, the others go
 * by their names. Gamefound's help names OrderPublicID; Crowd Ox and PledgeBox name their own ids after
 * themselves.
 */
const SIGNS: readonly { readonly platform: Platform; readonly sign: RegExp; readonly idPrefix: string }[] = [
  { platform: 'gamefound', sign: /^order ?public ?id$|gamefound/, idPrefix: 'GF-' },
  { platform: 'crowdox', sign: /crowd ?ox/, idPrefix: 'COX-' },
  { platform: 'pledgebox', sign: /^pb ?id$|^pledgebox|pledgebox id/, idPrefix: 'PB-' },
];

function platformBySigns(header: readonly string[]): { platform: Platform; idPrefix: string } {
  const keys = header.map(headerKey);
  return SIGNS.find(({ sign }) => keys.some((key) => sign.test(key))) ?? { platform: 'other', idPrefix: '' };
}

function itemsOf(found: ReadonlyMap<Alias, readonly number[]>): ItemMapping {
  const one = (alias: Alias): number => {
    const columns = found.get(alias) ?? [];
    return columns.length === 1 ? (columns[0] ?? -1) : -1;
  };
  const [sku, name, quantity, text] = [one('itemSku'), one('itemName'), one('itemQuantity'), one('itemText')];
  if (quantity >= 0 && (sku >= 0 || name >= 0)) return { form: 'rows', sku, name, quantity };
  return text >= 0 ? { form: 'text', column: text, text: 'plain' } : { form: 'none' };
}

function filled(rows: readonly (readonly string[])[], column: number): string[] {
  return rows.map((cells) => (cells[column] ?? '').trim()).filter((text) => text !== '');
}

function wholeIds(rows: readonly (readonly string[])[], column: number, prefix: string): boolean {
  const ids = filled(rows, column);
  return prefix !== '' && ids.length > 0 && ids.every((id) => id.startsWith(prefix));
}

/** No order holds so many of one item that four digits could not be a year or an id instead. */
const MOST = 999;

function holdsQuantities(rows: readonly (readonly string[])[], column: number): boolean {
  const cells = filled(rows, column);
  return cells.length > 0 && cells.every((cell) => (parseQuantity(cell) ?? MOST + 1) <= MOST);
}
