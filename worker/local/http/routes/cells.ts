/** Cells: blocks of rows, typed and pasted edits, clearing, search, the sum of a selection, a CSV file. */

import { Router } from 'express';
import { z } from 'zod';
import { blockOf } from '../block.ts';
import { csvLines } from '../csv.ts';
import { clearCells, editCells, summarize } from '../edit.ts';
import { findText, replaceText } from '../find.ts';
import { changing, roomOf, sessionId, sheetOf, some, whole, wholeText } from '../request.ts';
import type { RoomSource } from '../rooms.ts';

/** Rows of one block at most: 1,000 rows of 26 columns are about 500 KB. */
const BLOCK_ROWS = 1000;

const rowsQuery = z.object({ from: wholeText.default(0), count: wholeText.default(100) });
const range = z.object({ row: whole, column: whole, rows: some, columns: some });
const edit = z.object({
  session: sessionId,
  row: whole,
  column: whole,
  /** null leaves a cell as it is; "" clears it. */
  values: z.array(z.array(z.string().max(50_000).nullable()).min(1)).min(1),
  /** false answers before onEdit has run. */
  wait: z.boolean().default(true),
});
const clear = z.object({
  session: sessionId,
  ranges: z.array(range).min(1).max(1000),
  wait: z.boolean().default(true),
});
const findQuery = z.object({
  text: z.string().min(1).max(500),
  row: wholeText.default(0),
  column: wholeText.default(0),
  back: z.stringbool().default(false),
});
const replace = z.object({
  text: z.string().min(1).max(500),
  by: z.string().max(5000),
  matchCase: z.boolean().default(false),
  wholeCell: z.boolean().default(false),
  /** Absent: the whole sheet. */
  within: z.array(range).max(1000).optional(),
});
const ranges = z.object({ ranges: z.array(range).max(1000) });

export function cellRoutes(rooms: RoomSource): Router {
  const router = Router();
  const base = '/workbooks/:workbook/sheets/:sheet';
  router.get(`${base}/rows`, async (request, response) => {
    const { workbook } = await roomOf(rooms, request);
    const { from, count } = rowsQuery.parse(request.query);
    response.json(blockOf(workbook, sheetOf(request), from, Math.min(count, BLOCK_ROWS)));
  });
  router.post(`${base}/edits`, async (request, response) => {
    const room = await roomOf(rooms, request);
    const { session, row, column, values, wait } = edit.parse(request.body);
    room.sessions.get(session);
    const { result, trigger } = editCells(room, session, sheetOf(request), row, column, values);
    const done = trigger();
    if (wait) await done;
    response.json({ ...result, revision: room.workbook.revision });
  });
  router.post(`${base}/clear`, async (request, response) => {
    const room = await roomOf(rooms, request);
    const body = clear.parse(request.body);
    room.sessions.get(body.session);
    const { result, trigger } = clearCells(room, body.session, sheetOf(request), body.ranges);
    const done = trigger();
    if (body.wait) await done;
    response.json({ ...result, revision: room.workbook.revision });
  });
  router.get(`${base}/find`, async (request, response) => {
    const { workbook } = await roomOf(rooms, request);
    const { text, row, column, back } = findQuery.parse(request.query);
    response.json(findText(workbook, sheetOf(request), text, { row, column }, back));
  });
  router.post(`${base}/replace`, async (request, response) => {
    const { workbook, change } = await changing(rooms, request);
    const { within, ...wanted } = replace.parse(request.body);
    response.json(
      change(() => workbook.batch(() => replaceText(workbook, sheetOf(request), wanted, within))),
    );
  });
  router.post(`${base}/summary`, async (request, response) => {
    const { workbook } = await roomOf(rooms, request);
    response.json(summarize(workbook, sheetOf(request), ranges.parse(request.body).ranges));
  });
  router.get(`${base}/csv`, async (request, response) => {
    const { workbook } = await roomOf(rooms, request);
    const { name } = workbook.sheet(sheetOf(request));
    const file = encodeURIComponent(`${workbook.title} - ${name}.csv`);
    response.set('Content-Disposition', `attachment; filename*=UTF-8''${file}`);
    response.type('text/csv; charset=utf-8');
    for (const lines of csvLines(workbook, sheetOf(request))) response.write(lines);
    response.end();
  });
  return router;
}
