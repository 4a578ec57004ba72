/** A person's mapping of columns as it is kept with the spreadsheet, and read back as if somebody had damaged it. */
import { jsonOf } from '../../../shared/plan/json.ts';
import {
  ORDER_FIELDS,
  type OrderField,
  PLATFORM_NAMES,
  type Platform,
} from '../../../shared/source/layout.ts';
import type { ItemMapping, Mapping } from '../../../shared/source/mapping.ts';

/** What the rows are: orders, or survey answers for orders that are in the sheet already. */
export type Mode = 'orders' | 'answers';

export interface StoredMapping {
  readonly mapping: Mapping;
  /** E-mail is a key only when a person chose it. */
  readonly useEmail: boolean;
}

export const storedText = (stored: StoredMapping): string => JSON.stringify(stored);

/** The mapping of a kept text; null when it is none, and the person is asked again. */
export function storedFrom(text: string): StoredMapping | null {
  const stored = recordOf(jsonOf(text));
  const raw = recordOf(stored?.mapping);
  const items = itemsFrom(recordOf(raw?.items));
  if (stored === null || raw === null || items === null) return null;
  const fields: Partial<Record<OrderField, number>> = {};
  for (const [field, column] of Object.entries(recordOf(raw.fields) ?? {})) {
    if (isField(field) && isColumn(column)) fields[field] = column;
  }
  const answers: Record<string, string> = {};
  for (const [id, answer] of Object.entries(recordOf(raw.answers) ?? {})) {
    if (typeof answer === 'string') answers[id] = answer;
  }
  const { platform, questions, idPrefix } = raw;
  return {
    mapping: {
      platform: isPlatform(platform) ? platform : 'other',
      fields,
      items,
      questions: columnsFrom(questions),
      idPrefix: typeof idPrefix === 'string' ? idPrefix : '',
      answers,
    },
    useEmail: stored.useEmail === true,
  };
}

function itemsFrom(raw: Record<string, unknown> | null): ItemMapping | null {
  if (raw === null) return null;
  const { form, column, sku, name, quantity } = raw;
  if (form === 'columns') return { form, columns: columnsFrom(raw.columns), skus: raw.skus === true };
  if (form === 'text' && isColumn(column)) {
    const text = raw.text === 'packed' || raw.text === 'names' ? raw.text : 'plain';
    return { form, column, text };
  }
  if (form === 'rows' && isColumn(sku) && isColumn(name) && isColumn(quantity)) {
    return { form, sku, name, quantity };
  }
  return form === 'none' ? { form } : null;
}

const columnsFrom = (raw: unknown): number[] => (Array.isArray(raw) ? raw.filter(isColumn) : []);

/** -1 stands for no column. */
const isColumn = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= -1;

const isField = (name: string): name is OrderField => name in ORDER_FIELDS;

const isPlatform = (name: unknown): name is Platform => typeof name === 'string' && name in PLATFORM_NAMES;

function recordOf(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}
