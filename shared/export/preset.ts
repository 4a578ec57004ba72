/** How a partner wants the file: rows, columns, order, encoding, country form. Data, so that a person can edit it. */
import { FIELDS, type FieldId, fieldOf } from './fields.ts';

/** A row a shipment, a row an item, or a row a SKU over the whole batch (a pick list). */
export const ROW_KINDS = ['shipment', 'item', 'sku'] as const;
export type RowKind = (typeof ROW_KINDS)[number];

export const ENCODINGS = ['utf-8-bom', 'utf-8', 'utf-16', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export interface PresetColumn {
  readonly header: string;
  readonly field: FieldId;
  /** Of the field `text`: what each row says. Of any other: what stands where the field is blank (D4). */
  readonly text?: string;
  /** The most characters that the partner takes; longer cells are named, never cut (D21). */
  readonly most?: number;
}

export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly rows: RowKind;
  readonly columns: readonly PresetColumn[];
  readonly delimiter: Delimiter;
  readonly encoding: Encoding;
  /** ISO code of two letters, or the English name. */
  readonly country: 'code' | 'name';
  /** Puerto Rico, Guam and the like: countries of their own, or states of the USA (D6). */
  readonly territories: 'countries' | 'states';
  /** people: no cell can run as a formula when the file is opened. machine: every cell exactly as it is (J22). */
  readonly for: 'people' | 'machine';
}

export type PresetCheck =
  | { readonly ok: true; readonly preset: Preset }
  | { readonly ok: false; readonly message: string };

const LONGEST = 80;
const MOST_COLUMNS = 100;

const oneOf = <T extends string>(list: readonly T[], value: unknown): T | undefined =>
  list.find((one) => one === value);

/** Reads a preset that came from outside: the store, or a person. Says what is missing in one sentence. */
export function readPreset(given: unknown): PresetCheck {
  const no = (message: string): PresetCheck => ({ ok: false, message });
  if (typeof given !== 'object' || given === null) return no('This is no export preset.');
  const at = (name: string): unknown => Reflect.get(given, name);
  const textAt = (name: string): string => {
    const value = at(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const name = textAt('name');
  if (name === '') return no('Give the preset a name.');
  if (name.length > LONGEST) return no(`A preset's name has at most ${LONGEST} characters.`);
  const rows = oneOf(ROW_KINDS, at('rows'));
  const delimiter = oneOf(DELIMITERS, at('delimiter'));
  const encoding = oneOf(ENCODINGS, at('encoding'));
  const country = oneOf(['code', 'name'] as const, at('country'));
  const territories = oneOf(['countries', 'states'] as const, at('territories'));
  const use = oneOf(['people', 'machine'] as const, at('for'));
  if (!rows || !delimiter || !encoding || !country || !territories || !use) {
    return no(`The preset ${name} cannot be read. Make it again from a built-in one.`);
  }
  const list = at('columns');
  if (!Array.isArray(list) || list.length === 0) return no('Add at least one column.');
  if (list.length > MOST_COLUMNS) return no(`A file has at most ${MOST_COLUMNS} columns here.`);
  const columns: PresetColumn[] = [];
  for (const [i, one] of list.entries()) {
    const column = readColumn(one);
    if (column === null) return no(`Column ${i + 1} cannot be read. Remove it and add it again.`);
    if (column.header === '' && column.field !== 'each-sku') return no(`Column ${i + 1} needs a header.`);
    columns.push(column);
  }
  const perItem = columns.find(({ field }) => fieldOf(field).item === true);
  if (rows === 'shipment' && perItem !== undefined) {
    return no(`“${perItem.header}” belongs to one item: choose one row an item, or take the column out.`);
  }
  if (rows !== 'shipment' && columns.some(({ field }) => field === 'each-sku')) {
    return no('A column for each SKU goes with one row a shipment.');
  }
  return {
    ok: true,
    preset: { id: textAt('id'), name, rows, columns, delimiter, encoding, country, territories, for: use },
  };
}

function readColumn(given: unknown): PresetColumn | null {
  if (typeof given !== 'object' || given === null) return null;
  const header: unknown = Reflect.get(given, 'header');
  const field: unknown = Reflect.get(given, 'field');
  const text: unknown = Reflect.get(given, 'text');
  const most: unknown = Reflect.get(given, 'most');
  if (typeof header !== 'string' || typeof field !== 'string' || !isField(field)) return null;
  return {
    header: header.trim(),
    field,
    ...(typeof text === 'string' && text !== '' ? { text } : {}),
    ...(typeof most === 'number' && Number.isInteger(most) && most > 0 ? { most } : {}),
  };
}

const isField = (id: string): id is FieldId => Object.hasOwn(FIELDS, id);

/** The columns of Orders that a preset reads, each once. */
export function ordersColumns(preset: Pick<Preset, 'columns'>): string[] {
  const names = preset.columns.flatMap(({ field }) => fieldOf(field).orders ?? []);
  return [...new Set(names)];
}
