/** Reads the items of an order: from columns, from one cell, or from rows of their own. */
import type { BackerItem, BackerProblem } from './backer.ts';
import { itemKey } from './item-columns.ts';
import type { ItemCells, ItemText, Layout } from './layout.ts';
import { parseQuantity } from './quantity.ts';
import { tidy, unmark } from './tidy.ts';

/** Tells of a cell that cannot be read: code, column, the cell's text. */
export type Tell = (code: BackerProblem['code'], column: number, value: string) => void;

export type ItemsReader = (cells: readonly string[], tell: Tell) => readonly BackerItem[];

const NONE: readonly never[] = [];

/** Items of one row by its columns and by its cell of all items. Rows of items are for `cellReader`. */
export function itemsReader(layout: Layout): ItemsReader {
  const byColumn = columnsReader(layout);
  const { itemText } = layout;
  if (itemText === null) return byColumn;
  const byText = textReader(itemText);
  if (layout.items.length === 0) return byText;
  return (cells, tell) => summed([...byColumn(cells, tell), ...byText(cells, tell)]);
}

function columnsReader({ items }: Layout): ItemsReader {
  return (cells, tell) => {
    let found: BackerItem[] | null = null;
    for (const { column, key, title } of items) {
      const text = cells[column] ?? '';
      if (text === '' || text === '0') continue;
      const quantity = parseQuantity(text) ?? parseQuantity(unmark(text));
      if (quantity === null) tell('qty.invalid', column, text);
      else if (quantity > 0) {
        found ??= [];
        found.push({ key, title, quantity });
      }
    }
    return found ?? NONE;
  };
}

/** The item of a row; null when the row has none. Without a quantity column the row is one unit. */
export function cellReader({
  sku,
  name,
  quantity,
}: ItemCells): (cells: readonly string[], tell: Tell) => BackerItem | null {
  return (cells, tell) => {
    const code = sku < 0 ? '' : unmark(cells[sku] ?? '');
    const title = (name < 0 ? '' : tidy(cells[name] ?? '')) || code;
    const text = quantity < 0 ? '1' : unmark(cells[quantity] ?? '');
    const count = parseQuantity(text);
    if (count === null) tell('qty.invalid', quantity, text);
    if (count === null || count === 0) return null;
    if (title === '') {
      if (quantity >= 0) tell('item.missing', quantity, text);
      return null;
    }
    return { key: code === '' ? itemKey('item', title) : itemKey('sku', code), title, quantity: count };
  };
}

const LEADING = /^(\d{1,6})\s*[x×*]\s*(\S.*)$/i;
const TRAILING = /^(.*\S)\s*(?:\s[x×*]|×)\s*(\d{1,6})$/i;

/** A cell that lists items. What fits its form in no way is told and read as nothing. */
function textReader({ column, form }: ItemText): ItemsReader {
  return (cells, tell) => {
    const text = tidy(cells[column] ?? '');
    if (text === '') return NONE;
    const read =
      form === 'packed' ? packedItems(text) : form === 'names' ? namedItems(text) : plainItems(text);
    if (read === null) tell('items.unreadable', column, text);
    return read ?? NONE;
  };
}

/**
 * `MUG x2; 1 x NOTEBOOK`: entries by semicolons or line breaks, else by commas where each part has its
 * quantity.
 */
function plainItems(text: string): readonly BackerItem[] | null {
  const parts = text.split(/[;\n\r]+/).filter((part) => part.trim() !== '');
  const whole = allOf(parts, entryOf);
  if (whole !== null) {
    const commas = parts.length === 1 ? allOf(text.split(','), entryOf) : null;
    return summed(commas ?? whole);
  }
  const commas = allOf(
    text.split(/[,;\n\r]+/).filter((part) => part.trim() !== ''),
    entryOf,
  );
  return commas === null ? null : summed(commas);
}

function entryOf(part: string): BackerItem | null {
  const text = part.trim();
  const trailing = TRAILING.exec(text);
  if (trailing) return plainItem(trailing[1] ?? '', trailing[2] ?? '');
  const leading = LEADING.exec(text);
  return leading ? plainItem(leading[2] ?? '', leading[1] ?? '') : null;
}

const plainItem = (title: string, count: string): BackerItem => ({
  key: itemKey('sku', title.trim()),
  title: title.trim(),
  quantity: Number(count),
});

/**
 * `Mug, blue; Notebook`: each name is one unit. Semicolons or line breaks part names; where there are none,
 * commas do.
 */
function namedItems(text: string): readonly BackerItem[] {
  const parts = /[;\n\r]/.test(text) ? text.split(/[;\n\r]+/) : text.split(',');
  return summed(
    parts.flatMap((part) => {
      const title = part.trim();
      return title === '' ? [] : [{ key: itemKey('item', title), title, quantity: 1 }];
    }),
  );
}

/** `product_name:Mug|product_option_name:Blue|quantity:2;product_name:Notebook|quantity:1` */
function packedItems(text: string): readonly BackerItem[] | null {
  const entries = text.split(/;(?=\s*product_name:)/);
  const items = allOf(entries, (entry) => {
    const part = (name: string): string =>
      new RegExp(`(?:^|\\|)\\s*${name}:([^|]*)`).exec(entry)?.[1]?.trim() ?? '';
    const quantity = parseQuantity(part('quantity').replace(/;\s*$/, ''));
    const option = part('product_option_name');
    const title = [part('product_name'), option].filter((word) => word !== '').join(' / ');
    if (title === '' || quantity === null) return null;
    return { key: itemKey('item', title), title, quantity };
  });
  return items === null ? null : summed(items);
}

function allOf(parts: readonly string[], read: (part: string) => BackerItem | null): BackerItem[] | null {
  const found: BackerItem[] = [];
  for (const part of parts) {
    const item = read(part);
    if (item === null) return null;
    found.push(item);
  }
  return found.length === 0 ? null : found;
}

/** One entry a key, quantities added up; nothing of quantity 0. */
export function summed(items: readonly BackerItem[]): readonly BackerItem[] {
  const sums = new Map<string, BackerItem>();
  for (const item of items) {
    if (item.quantity === 0) continue;
    const there = sums.get(item.key);
    sums.set(item.key, there ? { ...there, quantity: there.quantity + item.quantity } : item);
  }
  return [...sums.values()];
}
