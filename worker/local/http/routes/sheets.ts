/** The tabs of a workbook and their layout: add, rename, hide, delete; rows and columns; widths. */

import { Router } from 'express';
import { z } from 'zod';
import { changing, roomOf, sheetOf, some, title, whole } from '../request.ts';
import type { RoomSource } from '../rooms.ts';
import { shapeOf, workbookOf } from '../shape.ts';

const newSheet = z.object({ name: title.optional() });
const sheetChange = z.object({
  name: title.optional(),
  index: whole.optional(),
  hidden: z.boolean().optional(),
  frozenRows: whole.max(100).optional(),
  frozenColumns: whole.max(50).optional(),
  /** `#rrggbb`, or nothing for none. */
  tabColor: z
    .string()
    .regex(/^(#[0-9a-f]{6})?$/i)
    .optional(),
});
const span = z.object({ at: whole, count: some.max(50_000) });
const width = z.object({ at: whole, count: some.default(1), pixels: z.number().min(2).max(2000) });
/** `to` counts as before the move: they land before the one that is there now. */
const move = z.object({ at: whole, count: some, to: whole });
const hide = z.object({ at: whole, count: some, hidden: z.boolean() });

/** The first `Sheet1`, `Sheet2` ... that is free. */
function freeName(taken: readonly string[]): string {
  const names = new Set(taken);
  let number = taken.length + 1;
  while (names.has(`Sheet${number}`)) number++;
  return `Sheet${number}`;
}

export function sheetRoutes(rooms: RoomSource): Router {
  const router = Router();
  const base = '/workbooks/:workbook/sheets';
  router.post(base, async (request, response) => {
    const { workbook, change } = await changing(rooms, request);
    const { name } = newSheet.parse(request.body ?? {});
    const free = name ?? freeName(workbook.sheets().map((sheet) => sheet.name));
    const made = change(() => workbook.addSheet({ name: free }));
    response.status(201).json(shapeOf(workbook, made.id));
  });
  router.get(`${base}/:sheet`, async (request, response) => {
    const { workbook } = await roomOf(rooms, request);
    response.json(shapeOf(workbook, sheetOf(request)));
  });
  router.patch(`${base}/:sheet`, async (request, response) => {
    const { workbook, change } = await changing(rooms, request);
    const { name, index, hidden, frozenRows, frozenColumns, tabColor } = sheetChange.parse(request.body);
    change(() =>
      workbook.updateSheet(sheetOf(request), {
        ...(name !== undefined && { name }),
        ...(index !== undefined && { index }),
        ...(hidden !== undefined && { hidden }),
        ...(frozenRows !== undefined && { frozenRows }),
        ...(frozenColumns !== undefined && { frozenColumns }),
        ...(tabColor !== undefined && { tabColor }),
      }),
    );
    response.json(shapeOf(workbook, sheetOf(request)));
  });
  router.delete(`${base}/:sheet`, async (request, response) => {
    const { room, workbook, change } = await changing(rooms, request);
    change(() => workbook.deleteSheet(sheetOf(request)));
    response.json(workbookOf(room));
  });

  router.post(`${base}/:sheet/copy`, async (request, response) => {
    const { workbook, change } = await changing(rooms, request);
    const { index } = workbook.sheet(sheetOf(request));
    const made = change(() =>
      workbook.batch(() => {
        const copy = workbook.copySheet(sheetOf(request), workbook);
        workbook.updateSheet(copy.id, { index: index + 1 });
        return copy;
      }),
    );
    response.status(201).json(shapeOf(workbook, made.id));
  });
  for (const axis of ['rows', 'columns'] as const) {
    const act = axis === 'rows' ? 'Rows' : 'Columns';
    router.post(`${base}/:sheet/${axis}/insert`, async (request, response) => {
      const { workbook, change } = await changing(rooms, request);
      const { at, count } = span.parse(request.body);
      change(() => workbook[`insert${act}`](sheetOf(request), at, count));
      response.json(shapeOf(workbook, sheetOf(request)));
    });
    router.post(`${base}/:sheet/${axis}/delete`, async (request, response) => {
      const { workbook, change } = await changing(rooms, request);
      const { at, count } = span.parse(request.body);
      change(() => workbook[`delete${act}`](sheetOf(request), at, count));
      response.json(shapeOf(workbook, sheetOf(request)));
    });
    router.post(`${base}/:sheet/${axis}/move`, async (request, response) => {
      const { workbook, change } = await changing(rooms, request);
      const { at, count, to } = move.parse(request.body);
      change(() => workbook[`move${act}`](sheetOf(request), at, count, to));
      response.json(shapeOf(workbook, sheetOf(request)));
    });
    router.post(`${base}/:sheet/${axis}/hide`, async (request, response) => {
      const { workbook, change } = await changing(rooms, request);
      const { at, count, hidden } = hide.parse(request.body);
      change(() => workbook[`set${act}Hidden`](sheetOf(request), at, count, hidden));
      response.json(shapeOf(workbook, sheetOf(request)));
    });
  }
  router.post(`${base}/:sheet/columns/width`, async (request, response) => {
    const { workbook, change } = await changing(rooms, request);
    const { at, count, pixels } = width.parse(request.body);
    change(() => workbook.setColumnWidth(sheetOf(request), at, count, Math.round(pixels)));
    response.json(shapeOf(workbook, sheetOf(request)));
  });
  return router;
}
