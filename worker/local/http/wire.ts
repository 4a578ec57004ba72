/**
 * What travels between the HTTP app and the page. Both sides parse with these schemas, so that neither trusts the
 * other's shapes. Rows and columns count from 0 and ends are exclusive, as in core/types.ts.
 */

import * as z from 'zod/mini';

/** What a partner's window calls its workbook: it is told no id that would open another door. */
export const HERE = 'this';

const count = z.int().check(z.gte(0));

export const rangeWire = z.object({ row: count, column: count, rows: count, columns: count });
export type RangeWire = z.infer<typeof rangeWire>;

export const sheetWire = z.object({
  id: count,
  name: z.string(),
  index: count,
  hidden: z.boolean(),
  rowCount: count,
  columnCount: count,
  frozenRows: count,
  frozenColumns: count,
  tabColor: z.optional(z.string()),
});
export type SheetWire = z.infer<typeof sheetWire>;

export const workbookWire = z.object({
  id: z.string(),
  title: z.string(),
  revision: count,
  sheets: z.array(sheetWire),
  /** A partner's sheet as its owner sees it: no add-on is bound to it. */
  partner: z.optional(z.boolean()),
});
export type WorkbookWire = z.infer<typeof workbookWire>;

const workbookEntryWire = z.object({
  id: z.string(),
  title: z.string(),
  /** ISO time of the last change, where the store knows it. */
  changedAt: z.optional(z.string()),
  /** It was made for a partner. */
  partner: z.optional(z.boolean()),
});
export const workbookListWire = z.object({ workbooks: z.array(workbookEntryWire) });

/** How a sheet is laid out: everything that the grid needs before its first cell. */
export const shapeWire = z.object({
  revision: count,
  sheet: sheetWire,
  /** Up to the last row and column with content. */
  content: z.object({ rows: count, columns: count }),
  /** Pixels, one a column. */
  widths: z.array(z.number()),
  /** [row, pixels] of rows that are taller than a line. */
  heights: z.array(z.tuple([count, z.number()])),
  hiddenColumns: z.array(count),
  /** Runs of hidden rows: [first, count]. */
  hiddenRows: z.array(z.tuple([count, count])),
  filter: z.nullable(z.object({ range: rangeWire, columns: z.array(count) })),
  merges: z.array(rangeWire),
  protections: z.array(
    z.object({ range: z.optional(rangeWire), description: z.string(), warningOnly: z.boolean() }),
  ),
});
export type ShapeWire = z.infer<typeof shapeWire>;

export const formatWire = z.object({
  background: z.optional(z.string()),
  color: z.optional(z.string()),
  bold: z.optional(z.boolean()),
  italic: z.optional(z.boolean()),
  strikethrough: z.optional(z.boolean()),
  fontSize: z.optional(z.number()),
  wrap: z.optional(z.enum(['OVERFLOW', 'WRAP', 'CLIP'])),
  align: z.optional(z.enum(['left', 'center', 'right'])),
});
export type FormatWire = z.infer<typeof formatWire>;

export const validationWire = z.object({
  values: z.array(z.string()),
  checkbox: z.optional(z.literal(true)),
  strict: z.boolean(),
  help: z.optional(z.string()),
});
export type ValidationWire = z.infer<typeof validationWire>;

/** [column, first row (of the sheet), rows, index into the palette] */
const run = z.tuple([count, count, count, count]);
/** [row (of the sheet), column, text] */
const cellText = z.tuple([count, count, z.string()]);

/** A block of rows. Trailing blanks of a row are left out; looks travel as runs down a column. */
export const blockWire = z.object({
  revision: count,
  from: count,
  count,
  values: z.array(z.array(z.string())),
  /** Columns that hold a number or a date, by row of the sheet: shown on the right. */
  numbers: z.record(z.string(), z.array(count)),
  /** What a person would type, where it is not what is shown: formulas, long numbers. */
  inputs: z.array(cellText),
  notes: z.array(cellText),
  formats: z.object({ palette: z.array(formatWire), runs: z.array(run) }),
  validations: z.object({ palette: z.array(validationWire), runs: z.array(run) }),
});
export type BlockWire = z.infer<typeof blockWire>;

export const editResultWire = z.object({
  revision: count,
  /** What a person would have typed before, for undo; absent for large blocks. */
  before: z.optional(z.array(z.array(z.string()))),
});

const canWire = z.object({ undo: z.boolean(), redo: z.boolean() });
export const steppedWire = z.object({
  done: z.boolean(),
  /** Why not, for the person. */
  message: z.optional(z.string()),
  can: canWire,
  /** Where it happened, to bring it into sight. */
  sheetId: z.optional(count),
  range: z.optional(rangeWire),
});
export type SteppedWire = z.infer<typeof steppedWire>;

export const distinctWire = z.object({
  values: z.array(z.object({ value: z.string(), count, shown: z.boolean() })),
  /** Distinct values in all, which may be more than are listed. */
  total: count,
});
export type DistinctWire = z.infer<typeof distinctWire>;

export const summaryWire = z.object({ filled: count, numbers: count, sum: z.number() });
/** Cells that were changed. */
export const replacedWire = z.object({ cells: count });
export const foundWire = z.object({
  found: z.nullable(z.object({ row: count, column: count })),
  total: count,
});

const roleWire = z.enum(['reader', 'writer']);
/** `role`: in a partner's window, what its people may do. */
export const sessionWire = z.object({ id: z.string(), user: z.string(), role: z.optional(roleWire) });
/** The data of the event `access` in a partner's window: what its people may do from now on; null is nothing any more. */
export const accessWire = z.object({ role: z.nullable(roleWire) });
export type AccessWire = z.infer<typeof accessWire>;

/** An entry of an add-on menu. */
export type MenuEntryWire =
  | { readonly type: 'item'; readonly label: string; readonly functionName: string }
  | { readonly type: 'separator' }
  | { readonly type: 'submenu'; readonly label: string; readonly entries: readonly MenuEntryWire[] };
const menuEntryWire: z.ZodMiniType<MenuEntryWire> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('item'), label: z.string(), functionName: z.string() }),
    z.object({ type: z.literal('separator') }),
    z.object({ type: z.literal('submenu'), label: z.string(), entries: z.array(menuEntryWire) }),
  ]),
);
export const menuWire = z.object({ label: z.string(), entries: z.array(menuEntryWire) });
export type MenuWire = z.infer<typeof menuWire>;

export const selectionWire = z.object({ sheetId: count, ranges: z.array(rangeWire) });
export type SelectionWire = z.infer<typeof selectionWire>;

export const BUTTONS = ['CLOSE', 'OK', 'CANCEL', 'YES', 'NO'] as const;
export const answerWire = z.object({ button: z.enum(BUTTONS), text: z.string() });
export type AnswerWire = z.infer<typeof answerWire>;

/** What the add-on asks the page to show; one comes as the data of each server-sent event named `ui`. */
export const uiWire = z.discriminatedUnion('type', [
  /** All menus of the add-on, replacing those shown before. */
  z.object({ type: z.literal('menus'), menus: z.array(menuWire) }),
  /** `frame` is the name of an HTML page under `/frame/`. */
  z.object({ type: z.literal('sidebar'), frame: z.string(), title: z.string() }),
  z.object({ type: z.literal('sidebar-closed') }),
  z.object({
    type: z.literal('dialog'),
    frame: z.string(),
    title: z.string(),
    width: z.number(),
    height: z.number(),
    modal: z.boolean(),
  }),
  z.object({
    type: z.literal('question'),
    id: z.string(),
    kind: z.enum(['alert', 'prompt']),
    title: z.string(),
    text: z.string(),
    buttons: z.enum(['OK', 'OK_CANCEL', 'YES_NO', 'YES_NO_CANCEL']),
  }),
  /** The script that asked has ended, or another page of the session answered. */
  z.object({ type: z.literal('question-gone'), id: z.string() }),
  z.object({ type: z.literal('toast'), title: z.string(), text: z.string(), seconds: z.number() }),
  z.object({ type: z.literal('selection'), selection: selectionWire }),
  /** A trigger ended with an error; the text is the script's own. */
  z.object({ type: z.literal('script-error'), functionName: z.string(), message: z.string() }),
]);
export type UiWire = z.infer<typeof uiWire>;

export const changeWire = z.object({
  revision: count,
  cells: z.array(z.object({ sheetId: count, range: rangeWire })),
  sheets: z.array(count),
  list: z.boolean(),
  /** What the session that hears of it can take back now. */
  can: z.optional(canWire),
});
export type ChangeWire = z.infer<typeof changeWire>;

export const problemWire = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.optional(z.string()),
  code: z.optional(z.string()),
});
