/** Recognises a Kickstarter backer report by its header and says where everything is. */
import { headerKey } from '../../csv/table.ts';
import { ADDRESS_FIELDS, FIELD_OF, type Field, MARKS } from './columns.ts';

export interface ItemColumn {
  readonly column: number;
  /** `item:<title>`, or `addon:<id>`; a second column of the same key gets ` (2)`. */
  readonly key: string;
  readonly title: string;
  readonly kind: 'item' | 'addon';
  /** Kickstarter's id of an add-on, else empty. */
  readonly platformId: string;
}

export interface KickstarterLayout {
  readonly platform: 'kickstarter';
  /** For people: "Kickstarter backer report, survey answered, 3 items, 2 add-ons". */
  readonly label: string;
  readonly header: readonly string[];
  /** Column of each field that the report has. */
  readonly fields: ReadonlyMap<Field, number>;
  readonly items: readonly ItemColumn[];
  readonly questions: readonly { readonly column: number; readonly question: string }[];
  /** Columns that are in no table and hold neither items nor answers: shown, not read. */
  readonly unknown: readonly { readonly column: number; readonly name: string }[];
}

const ADDON = /^\[add-?on:\s*([^\]]+)\]\s*(.*)$/i;

/** For the header search of a file: names that Kickstarter uses. */
export const kickstarterKnows = (key: string): boolean => FIELD_OF.has(key) || ADDON.test(key);

/**
 * Where everything is in a report with this header, or null when it is none of Kickstarter's. Case and spaces do
 * not matter, nor does the order, but for columns of no known name: between Notes and the survey they are items,
 * after the address they are questions, before Notes they are unknown. `[Addon: <id>] Title` is an add-on anywhere.
 */
export function recogniseKickstarter(header: readonly string[]): KickstarterLayout | null {
  const fields = new Map<Field, number>();
  const keys = header.map(headerKey);
  keys.forEach((key, column) => {
    const field = FIELD_OF.get(key);
    if (field && !fields.has(field)) fields.set(field, column);
  });
  if (!fields.has('backerNumber') || MARKS.filter((f) => fields.has(f)).length < 3) return null;

  const taken = new Set(fields.values());
  const addressColumns = ADDRESS_FIELDS.flatMap((f) => fields.get(f) ?? []);
  const surveyFrom = Math.min(fields.get('surveyAt') ?? header.length, ...addressColumns, header.length);
  const itemsFrom = Math.max(
    fields.get('notes') ?? -1,
    fields.get('status') ?? -1,
    fields.get('pledged') ?? -1,
  );

  const items: ItemColumn[] = [];
  const questions: { column: number; question: string }[] = [];
  const unknown: { column: number; name: string }[] = [];
  const used = new Map<string, number>();
  const addItem = (column: number, kind: 'item' | 'addon', title: string, platformId: string): void => {
    const base = kind === 'addon' ? `addon:${platformId}` : `item:${title}`;
    const nth = (used.get(base) ?? 0) + 1;
    used.set(base, nth);
    items.push({ column, kind, title, platformId, key: nth === 1 ? base : `${base} (${nth})` });
  };

  header.forEach((raw, column) => {
    const name = raw.replace(/\s+/g, ' ').trim();
    const addon = ADDON.exec(name);
    if (addon) addItem(column, 'addon', (addon[2] ?? '').trim(), (addon[1] ?? '').trim());
    else if (taken.has(column) || name === '') return;
    else if (column > surveyFrom) questions.push({ column, question: name });
    else if (column > itemsFrom) addItem(column, 'item', name, '');
    else unknown.push({ column, name });
  });
  const addons = items.filter((i) => i.kind === 'addon').length;
  return {
    platform: 'kickstarter',
    label: labelOf(addressColumns.length > 0, items.length - addons, addons),
    header,
    fields,
    items,
    questions,
    unknown,
  };
}

function labelOf(survey: boolean, items: number, addons: number): string {
  const count = (n: number, word: string): string[] => (n > 0 ? [`${n} ${word}${n === 1 ? '' : 's'}`] : []);
  return [
    'Kickstarter backer report',
    survey ? 'with survey' : 'before the survey',
    ...count(items, 'item'),
    ...count(addons, 'add-on'),
  ].join(', ');
}
