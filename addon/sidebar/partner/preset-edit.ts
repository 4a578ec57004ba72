/** Changes of a preset, each as a new one. */
import {
  CUSTOMS_COLUMNS,
  NEEDED_COLUMNS,
  PARTNER_COLUMNS,
  type SheetColumn,
} from '../../../shared/partner-sheet/columns.ts';
import { type PartnerPreset, USUAL_ORDER } from '../../../shared/partner-sheet/preset.ts';

const within = (keys: readonly SheetColumn[], key: SheetColumn): boolean => keys.includes(key);

export const isNeeded = (key: SheetColumn): boolean => within(NEEDED_COLUMNS, key);
export const isPartners = (key: SheetColumn): boolean => within(PARTNER_COLUMNS, key);
export const has = (preset: PartnerPreset, key: SheetColumn): boolean =>
  preset.columns.some((column) => column.key === key);

/** Columns that are not there and may be: customs only where they are on, the phone only where it is shown at all. */
export function addable(preset: PartnerPreset): readonly SheetColumn[] {
  return USUAL_ORDER.filter(
    (key) =>
      !has(preset, key) &&
      (preset.customs || !within(CUSTOMS_COLUMNS, key)) &&
      (preset.phone !== 'no' || key !== 'phone'),
  );
}

/** Put in behind the nearest of those that usually stand before it. */
export function add(preset: PartnerPreset, key: SheetColumn): PartnerPreset {
  if (has(preset, key)) return preset;
  const order: readonly SheetColumn[] = USUAL_ORDER;
  const before = new Set<SheetColumn>(order.slice(0, order.indexOf(key)));
  const at = preset.columns.reduce((last, column, i) => (before.has(column.key) ? i + 1 : last), 0);
  const columns = [...preset.columns];
  columns.splice(at, 0, { key, header: '' });
  return { ...preset, columns };
}

export function remove(preset: PartnerPreset, key: SheetColumn): PartnerPreset {
  return isNeeded(key)
    ? preset
    : { ...preset, columns: preset.columns.filter((column) => column.key !== key) };
}

/** A header of our own; "" for the word of the language. */
export function rename(preset: PartnerPreset, key: SheetColumn, header: string): PartnerPreset {
  return {
    ...preset,
    columns: preset.columns.map((column) => (column.key === key ? { key, header: header.trim() } : column)),
  };
}

/** One place to the left or right; at the ends nothing moves. */
export function move(preset: PartnerPreset, key: SheetColumn, by: -1 | 1): PartnerPreset {
  const columns = [...preset.columns];
  const at = columns.findIndex((column) => column.key === key);
  const [column, other] = [columns[at], columns[at + by]];
  if (column === undefined || other === undefined) return preset;
  columns[at] = other;
  columns[at + by] = column;
  return { ...preset, columns };
}

export function withCustoms(preset: PartnerPreset, customs: boolean): PartnerPreset {
  const next = { ...preset, customs };
  if (customs) return CUSTOMS_COLUMNS.reduce<PartnerPreset>(add, next);
  return { ...next, columns: preset.columns.filter(({ key }) => !within(CUSTOMS_COLUMNS, key)) };
}

export function withPhone(preset: PartnerPreset, phone: PartnerPreset['phone']): PartnerPreset {
  return phone === 'no' ? remove({ ...preset, phone }, 'phone') : add({ ...preset, phone }, 'phone');
}
