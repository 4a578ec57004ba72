/** How cells look, and blocks of cells that are merged. */

import { Router } from 'express';
import { z } from 'zod';
import type { Format } from '../../core/types.ts';
import { changing, sheetOf, some, whole } from '../request.ts';
import type { RoomSource } from '../rooms.ts';
import { shapeOf } from '../shape.ts';

const range = z.object({ row: whole, column: whole, rows: some, columns: some });
/** `#rrggbb`, or nothing for none. */
const color = z.string().regex(/^(#[0-9a-f]{6})?$/i);
/** What a key is given as its default is taken away. */
const look: z.ZodType<Format> = z.strictObject({
  bold: z.boolean().exactOptional(),
  italic: z.boolean().exactOptional(),
  strikethrough: z.boolean().exactOptional(),
  color: color.exactOptional(),
  background: color.exactOptional(),
  align: z.enum(['left', 'center', 'right']).exactOptional(),
  wrap: z.enum(['OVERFLOW', 'WRAP', 'CLIP']).exactOptional(),
  fontSize: z.number().int().min(6).max(36).exactOptional(),
  numberFormat: z.enum(['', '@', '#,##0.00', '0.00%', 'yyyy-mm-dd']).exactOptional(),
});
const format = z.object({ ranges: z.array(range).min(1).max(1000), format: look });
const merge = z.object({ range, kind: z.enum(['all', 'rows', 'columns']).default('all') });
const unmerge = z.object({ range });

export function formatRoutes(rooms: RoomSource): Router {
  const router = Router();
  const base = '/workbooks/:workbook/sheets/:sheet';
  router.put(`${base}/format`, async (request, response) => {
    const { workbook, change } = await changing(rooms, request);
    const { ranges, format: wanted } = format.parse(request.body);
    const sheetId = sheetOf(request);
    change(() =>
      workbook.batch(() => {
        for (const one of ranges) workbook.setFormat(sheetId, one, wanted);
      }),
    );
    response.json(shapeOf(workbook, sheetId));
  });
  router.post(`${base}/merge`, async (request, response) => {
    const { workbook, change } = await changing(rooms, request);
    const { range: wanted, kind } = merge.parse(request.body);
    change(() => workbook.mergeCells(sheetOf(request), wanted, kind));
    response.json(shapeOf(workbook, sheetOf(request)));
  });
  router.post(`${base}/unmerge`, async (request, response) => {
    const { workbook, change } = await changing(rooms, request);
    change(() => workbook.unmergeCells(sheetOf(request), unmerge.parse(request.body).range));
    response.json(shapeOf(workbook, sheetOf(request)));
  });
  return router;
}
