import { z } from 'zod';
import type { Operation, Put } from '../core/operation.ts';
import type { Runs } from '../core/runs.ts';
import type { Cell, Column, Sheet } from '../core/state.ts';
import type { Metadata } from '../core/types.ts';

const count = z.number().int().nonnegative();
const range = z.strictObject({ row: count, column: count, rows: count, columns: count });

/** By hand, for a workbook has millions of cells: zod would take seconds for them. */
function isCell(cell: unknown): cell is Cell {
  if (cell === null || typeof cell === 'string' || typeof cell === 'boolean') return true;
  if (typeof cell === 'number') return Number.isFinite(cell);
  return typeof cell === 'object' && 'formula' in cell && typeof cell.formula === 'string';
}

function isPut(put: unknown): put is Put {
  return isCell(put) || (typeof put === 'object' && put !== null && 'skip' in put && put.skip === true);
}

const cells = z.custom<Cell[]>((value) => Array.isArray(value) && value.every(isCell), 'not a list of cells');
const puts = z.custom<Put[]>((value) => Array.isArray(value) && value.every(isPut), 'not a list of cells');
const order = z.custom<number[]>(
  (value) => Array.isArray(value) && value.every((row) => Number.isSafeInteger(row) && row >= 0),
  'not an order of rows',
);

function runs<T extends z.ZodType>(value: T) {
  return z.array(z.strictObject({ start: count, end: count, value }));
}

const format = z.strictObject({
  numberFormat: z.string().exactOptional(),
  background: z.string().exactOptional(),
  color: z.string().exactOptional(),
  bold: z.boolean().exactOptional(),
  italic: z.boolean().exactOptional(),
  strikethrough: z.boolean().exactOptional(),
  fontSize: z.number().exactOptional(),
  wrap: z.enum(['OVERFLOW', 'WRAP', 'CLIP']).exactOptional(),
  align: z.enum(['left', 'center', 'right']).exactOptional(),
});

const validation = z.strictObject({
  values: z.array(z.string()),
  checkbox: z.literal(true).exactOptional(),
  strict: z.boolean(),
  help: z.string().exactOptional(),
});

const protection = z.strictObject({
  id: count,
  range: range.exactOptional(),
  description: z.string(),
  warningOnly: z.boolean(),
});

const metadata: z.ZodType<Metadata> = z.strictObject({
  id: count,
  key: z.string(),
  value: z.string(),
  visibility: z.enum(['DOCUMENT', 'PROJECT']),
  location: z.union([
    z.strictObject({ type: z.literal('spreadsheet') }),
    z.strictObject({ type: z.literal('sheet'), sheetId: count }),
    z.strictObject({ type: z.enum(['column', 'row']), sheetId: count, index: count }),
  ]),
});

const look = {
  formats: runs(format),
  notes: runs(z.string()),
  validations: runs(validation),
  width: count,
  hidden: z.boolean(),
};
export const column: z.ZodType<Column> = z.strictObject({ values: cells, ...look });

const filter = z.strictObject({
  range,
  hidden: z.array(z.tuple([count, z.array(z.string())])),
});

const rows: z.ZodType<Runs<true>> = runs(z.literal(true));

const frame = {
  name: z.string(),
  hidden: z.boolean(),
  frozenRows: count,
  frozenColumns: count,
  tabColor: z.string(),
  hiddenRows: rows,
  filteredRows: rows,
  filter: filter.nullable(),
  protections: z.array(protection),
  // A folder from before there were merged cells says nothing of them.
  merges: z.array(range).default([]),
};
const sheetHead = { ...frame, id: count, rows: count };

/** A sheet without its columns: the first line of its file. */
export const head: z.ZodType<Omit<Sheet, 'columns'>> = z.strictObject(sheetHead);

const on = { sheet: count };
const axis = z.enum(['rows', 'columns']);

export const operation: z.ZodType<Operation> = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('title'), title: z.string() }),
  z.strictObject({
    do: z.literal('add-sheet'),
    index: count,
    sheet: z.strictObject({ ...sheetHead, columns: z.array(column) }),
  }),
  z.strictObject({ do: z.literal('delete-sheet'), ...on }),
  z.strictObject({ do: z.literal('move-sheet'), ...on, index: count }),
  z.strictObject({
    do: z.literal('sheet'),
    ...on,
    props: z.strictObject({
      name: z.string().exactOptional(),
      hidden: z.boolean().exactOptional(),
      frozenRows: count.exactOptional(),
      frozenColumns: count.exactOptional(),
      tabColor: z.string().exactOptional(),
    }),
  }),
  z.strictObject({
    do: z.literal('cells'),
    ...on,
    row: count,
    column: count,
    columns: z.array(puts),
    patterns: z.array(runs(z.string())),
  }),
  z.strictObject({
    do: z.literal('clear'),
    ...on,
    range,
    values: z.boolean(),
    formats: z.boolean(),
    notes: z.boolean(),
    validations: z.boolean(),
  }),
  z.strictObject({ do: z.literal('format'), ...on, range, format }),
  z.strictObject({ do: z.literal('formats'), ...on, range, columns: z.array(runs(format)) }),
  z.strictObject({ do: z.literal('notes'), ...on, range, columns: z.array(runs(z.string())) }),
  z.strictObject({ do: z.literal('note'), ...on, range, note: z.string() }),
  z.strictObject({ do: z.literal('validation'), ...on, range, validation: validation.nullable() }),
  z.strictObject({ do: z.literal('merges'), ...on, range, merges: z.array(range) }),
  z.strictObject({ do: z.literal('protect'), ...on, protection }),
  z.strictObject({ do: z.literal('unprotect'), ...on, id: count }),
  z.strictObject({
    do: z.literal('columns'),
    ...on,
    column: count,
    columns: count,
    width: count.exactOptional(),
    hidden: z.boolean().exactOptional(),
  }),
  z.strictObject({ do: z.literal('hide-rows'), ...on, row: count, rows: count, hidden: z.boolean() }),
  z.strictObject({
    do: z.literal('insert'),
    ...on,
    axis,
    at: count,
    count,
    inherit: z.enum(['before', 'after']),
  }),
  z.strictObject({ do: z.literal('delete'), ...on, axis, at: count, count }),
  z.strictObject({ do: z.enum(['move-columns', 'move-rows']), ...on, at: count, count, to: count }),
  z.strictObject({ do: z.literal('reorder'), ...on, range, order, metadata: z.boolean() }),
  z.strictObject({ do: z.literal('filter'), ...on, filter: filter.nullable(), rows }),
  z.strictObject({
    do: z.literal('frame'),
    ...on,
    frame: z.strictObject(frame),
    columns: z.array(z.strictObject(look)),
  }),
  z.strictObject({ do: z.literal('all-metadata'), metadata: z.array(metadata) }),
  z.strictObject({ do: z.literal('add-metadata'), metadata }),
  z.strictObject({ do: z.literal('metadata-value'), id: count, value: z.string() }),
  z.strictObject({ do: z.literal('remove-metadata'), id: count }),
]);

/** What a workbook's folder holds: where its sheets are, and up to which revision they tell. */
export const manifest = z.strictObject({
  format: z.literal(1),
  id: z.string(),
  /** The title now, for the list; the one at `revision` is in `state`. */
  title: z.string(),
  revision: count,
  state: z.strictObject({
    title: z.string(),
    locale: z.string(),
    timeZone: z.string(),
    nextId: count,
    metadata: z.array(metadata),
  }),
  sheets: z.array(z.strictObject({ id: count, file: z.string().regex(/^sheet-\d+-\d+\.json\.gz$/) })),
});
export type Manifest = z.infer<typeof manifest>;
