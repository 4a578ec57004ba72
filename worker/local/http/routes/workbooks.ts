/** Workbooks: list, create, look at, rename, copy, reset to the demo, delete. */

import { Router } from 'express';
import { z } from 'zod';
import type { Shelf } from '../ports.ts';
import { roomOf, title } from '../request.ts';
import { type Rooms, resetDemo } from '../rooms.ts';
import { workbookOf } from '../shape.ts';

const named = z.object({ title });
const maybeNamed = z.object({ title: title.optional() });
const demo = z.object({ size: z.enum(['small', 'big']).default('small') });

export function workbookRoutes(shelf: Shelf, rooms: Rooms): Router {
  const router = Router();
  router.get('/workbooks', async (_request, response) => {
    response.json({ workbooks: await shelf.list() });
  });
  router.post('/workbooks', async (request, response) => {
    const { title: wanted } = maybeNamed.parse(request.body ?? {});
    const workbook = await shelf.create(wanted ?? 'Untitled spreadsheet');
    response.status(201).json(workbookOf(workbook));
  });
  router.get('/workbooks/:workbook', async (request, response) => {
    response.json(workbookOf((await roomOf(rooms, request)).workbook));
  });
  router.patch('/workbooks/:workbook', async (request, response) => {
    const { workbook } = await roomOf(rooms, request);
    workbook.title = named.parse(request.body).title;
    response.json(workbookOf(workbook));
  });
  router.delete('/workbooks/:workbook', async (request, response) => {
    const { workbook } = await roomOf(rooms, request);
    await rooms.close(workbook.id);
    await shelf.remove(workbook.id);
    response.status(204).end();
  });
  router.post('/workbooks/:workbook/copy', async (request, response) => {
    const { workbook } = await roomOf(rooms, request);
    const { title: wanted } = maybeNamed.parse(request.body ?? {});
    const copy = await shelf.copy(workbook.id, wanted ?? `Copy of ${workbook.title}`);
    response.status(201).json(workbookOf(copy));
  });
  router.post('/workbooks/:workbook/demo', async (request, response) => {
    const room = await roomOf(rooms, request);
    await resetDemo(shelf, room, demo.parse(request.body ?? {}).size);
    response.json(workbookOf(room.workbook));
  });
  return router;
}
