import type { GridRange, Protection } from '../../core/types.ts';
import type { Context } from './context.ts';
import { enumeration, only } from './only.ts';

export const PROTECTION_TYPES = enumeration('SpreadsheetApp.ProtectionType', ['RANGE', 'SHEET']);

/** Protects a sheet or one of its ranges, and gives the object that describes it. */
export function protect(context: Context, sheetId: number, range?: GridRange): object {
  const made = context.backend.addProtection(sheetId, {
    description: '',
    warningOnly: false,
    ...(range === undefined ? {} : { range }),
  });
  return protection(context, sheetId, made);
}

export function protections(context: Context, sheetId: number, type: unknown): object[] {
  return context.backend
    .protections(sheetId)
    .filter((found) => (found.range === undefined) === (type === PROTECTION_TYPES.SHEET))
    .map((found) => protection(context, sheetId, found));
}

function protection(context: Context, sheetId: number, start: Protection): object {
  let now = start;
  const change = (props: Partial<Pick<Protection, 'description' | 'warningOnly'>>): object => {
    const { id, ...rest } = now;
    now = context.backend.updateProtection(sheetId, id, { ...rest, ...props });
    return self;
  };
  const wholeSheet = (): GridRange => {
    const sheet = context.backend.sheet(sheetId);
    return { row: 0, column: 0, rows: sheet.rowCount, columns: sheet.columnCount };
  };
  const self: object = only('Protection', {
    getDescription: () => now.description,
    setDescription: (description: unknown) => change({ description: String(description) }),
    isWarningOnly: () => now.warningOnly,
    setWarningOnly: (warningOnly: unknown) => change({ warningOnly: warningOnly === true }),
    getProtectionType: () => (now.range === undefined ? PROTECTION_TYPES.SHEET : PROTECTION_TYPES.RANGE),
    getRange: () => context.range(sheetId, now.range ?? wholeSheet()),
    // The person at this machine is the owner of the workbook: a protection never shuts them out.
    canEdit: () => true,
    remove: () => context.backend.removeProtection(sheetId, now.id),
  });
  return self;
}
