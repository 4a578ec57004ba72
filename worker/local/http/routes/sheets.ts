/** The tabs of a workbook and their layout: add, rename, hide, delete; rows and columns; widths. */

import { Router } from 'express';
import { z } from 'zod';
import { roomOf, sheetOf, some, title, whole } from '../request.ts';
import type { Rooms } from '../rooms.ts';
import { shapeOf, workbookOf } from '../shape.ts';

const newSheet = z.object({ name: title.optional() });
const sheetChange = z.object({
  name: title.optional(),
  index: whole.optional(),
  hidden: z.boolean().optional(),
  frozenRows: whole.max(100).optional(),
  frozenColumns: whole.max(50).optional(),
});
const span = z.object({ at: whole, count: some.max(50_000) });
const width = z.object({ at: whole, count: some.default(1), pixels: z.number().min(2).max(2000) });
const hide = z.object({ at: whole, count: some, hidden: z.boolean() });

/** The first `Sheet1`, `Sheet2` ... that is free. */
function freeName(taken: readonly string[]): string {
  const names = new Set(taken);
  let number = taken.length + 1;
  while (names.has(`Sheet${number}`)) number++;
  return `Sheet${number}`;
}

export function sheetRoutes(rooms: Rooms): Router {
  const router = Router();
  const base = '/workbooks/:workbook/sheets';
  router.post(base, async (request, response) => {
    const { workbook } = await roomOf(rooms, request);
    const { name } = newSheet.parse(request.body ?? {});
    const made = workbook.addSheet({ name: name ?? freeName(workbook.sheets().map((sheet) => sheet.name)) });
    response.status(201).json(shapeOf(workbook, made.id));
  });
  router.get(`${base}/:sheet`, async (request, response) => {
    const { workbook } = await roomOf(rooms, request);
    response.json(shapeOf(workbook, sheetOf(request)));
  });
  router.patch(`${base}/:sheet`, async (request, response) => {
    const { workbook } = await roomOf(rooms, request);
    const { name, index, hidden, frozenRows, frozenColumns } = sheetChange.parse(request.body);
    workbook.updateSheet(sheetOf(request), {
      ...(name !== undefined && { name }),
      ...(index !== undefined && { index }),
      ...(hidden !== undefined && { hidden }),
      ...(frozenRows !== undefined && { frozenRows }),
      ...(frozenColumns !== undefined && { frozenColumns }),
    });
    response.json(shapeOf(workbook, sheetOf(request)));
  });
  router.delete(`${base}/:sheet`, async (request, response) => {
    const { workbook } = await roomOf(rooms, request);
    workbook.deleteSheet(sheetOf(request));
    response.json(workbookOf(workbook));
  });

  for (const axis of ['rows', 'columns'] as const) {
    const act = axis === 'rows' ? 'Rows' : 'Columns';
    router.post(`${base}/:sheet/${axis}/insert`, async (request, response) => {
      const { workbook } = await roomOf(rooms, request);
      const { at, count } = span.parse(request.body);
      workbook[`insert${act}`](sheetOf(request), at, count);
      response.json(shapeOf(workbook, sheetOf(request)));
    });
    router.post(`${base}/:sheet/${axis}/delete`, async (request, response) => {
      const { workbook } = await roomOf(rooms, request);
      const { at, count } = span.parse(request.body);
      workbook[`delete${act}`](sheetOf(request), at, count);
      response.json(shapeOf(workbook, sheetOf(request)));
    });
    router.post(`${base}/:sheet/${axis}/hide`, async (request, response) => {
      const { workbook } = await roomOf(rooms, request);
      const { at, count, hidden } = hide.parse(request.body);
      workbook[`set${act}Hidden`](sheetOf(request), at, count, hidden);
      response.json(shapeOf(workbook, sheetOf(request)));
    });
  }
  router.post(`${base}/:sheet/columns/width`, async (request, response) => {
    const { workbook } = await roomOf(rooms, request);
    const { at, count, pixels } = width.parse(request.body);
    workbook.setColumnWidth(sheetOf(request), at, count, Math.round(pixels));
    response.json(shapeOf(workbook, sheetOf(request)));
  });
  return router;
}
