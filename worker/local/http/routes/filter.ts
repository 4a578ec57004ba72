/** Sort a sheet by a column, and its filter: make, choose values, take away. */

import { Router } from 'express';
import { z } from 'zod';
import { CONDITIONS, chooseValues, dataRange, distinctValues, sortByColumn } from '../filter.ts';
import { changing, roomOf, sheetOf, some, whole, wholeText } from '../request.ts';
import type { RoomSource } from '../rooms.ts';
import { shapeOf } from '../shape.ts';

/** Values that the pop-up lists; a search finds the others. */
const LISTED = 1000;

const range = z.object({ row: whole, column: whole, rows: some, columns: some });
const sort = z.object({ column: whole, ascending: z.boolean(), range: range.optional() });
const make = z.object({ range: range.optional() });
const listed = z.object({ column: wholeText, search: z.string().max(200).default('') });
const value = z.string().max(50_000);
const choice = z.union([
  z.strictObject({ hidden: z.array(value) }),
  z.strictObject({ shown: z.array(value) }),
  z.strictObject({ condition: z.enum(CONDITIONS), value: z.string().max(500) }),
]);

export function filterRoutes(rooms: RoomSource): Router {
  const router = Router();
  const base = '/workbooks/:workbook/sheets/:sheet';
  router.post(`${base}/sort`, async (request, response) => {
    const { workbook, change } = await changing(rooms, request);
    const body = sort.parse(request.body);
    change(() => sortByColumn(workbook, sheetOf(request), body.column, body.ascending, body.range));
    response.json(shapeOf(workbook, sheetOf(request)));
  });
  router.put(`${base}/filter`, async (request, response) => {
    const { workbook, change } = await changing(rooms, request);
    const sheetId = sheetOf(request);
    const wanted = make.parse(request.body ?? {}).range ?? dataRange(workbook, sheetId);
    change(() => workbook.setFilter(sheetId, { range: wanted, hiddenValues: new Map() }));
    response.json(shapeOf(workbook, sheetId));
  });
  router.delete(`${base}/filter`, async (request, response) => {
    const { workbook, change } = await changing(rooms, request);
    change(() => workbook.setFilter(sheetOf(request), null));
    response.json(shapeOf(workbook, sheetOf(request)));
  });
  router.get(`${base}/filter/values`, async (request, response) => {
    const { workbook } = await roomOf(rooms, request);
    const { column, search } = listed.parse(request.query);
    response.json(distinctValues(workbook, sheetOf(request), column, search, LISTED));
  });
  router.put(`${base}/filter/columns/:column`, async (request, response) => {
    const { workbook, change } = await changing(rooms, request);
    const column = wholeText.parse(request.params.column);
    const body = choice.parse(request.body);
    change(() => chooseValues(workbook, sheetOf(request), column, body));
    response.json(shapeOf(workbook, sheetOf(request)));
  });
  return router;
}
