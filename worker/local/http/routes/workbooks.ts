/** Workbooks: list, create, look at, rename, copy, reset to the demo, delete. */

import { Router } from 'express';
import { z } from 'zod';
import type { Shelf } from '../ports.ts';
import { roomOf, title } from '../request.ts';
import { type RoomSource, type Rooms, resetDemo } from '../rooms.ts';
import { workbookOf } from '../shape.ts';

const named = z.object({ title });
const maybeNamed = z.object({ title: title.optional() });
const demo = z.object({ size: z.enum(['small', 'big']).default('small') });

/** One workbook: look at it, rename it. */
export function workbookRoutes(rooms: RoomSource): Router {
  const router = Router();
  router.get('/workbooks/:workbook', async (request, response) => {
    response.json(workbookOf(await roomOf(rooms, request)));
  });
  router.patch('/workbooks/:workbook', async (request, response) => {
    const room = await roomOf(rooms, request);
    room.workbook.title = named.parse(request.body).title;
    response.json(workbookOf(room));
  });
  return router;
}

/** All workbooks of this machine. */
export function shelfRoutes(shelf: Shelf, rooms: Rooms, isPartners: (id: string) => boolean): Router {
  const router = Router();
  router.get('/workbooks', async (_request, response) => {
    const all = await shelf.list();
    response.json({
      workbooks: all.map((entry) => ({ ...entry, ...(isPartners(entry.id) && { partner: true }) })),
    });
  });
  router.post('/workbooks', async (request, response) => {
    const { title: wanted } = maybeNamed.parse(request.body ?? {});
    const { id } = await shelf.create(wanted ?? 'Untitled spreadsheet');
    response.status(201).json(workbookOf(await rooms.get(id)));
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
    response.status(201).json(workbookOf(await rooms.get(copy.id)));
  });
  router.post('/workbooks/:workbook/demo', async (request, response) => {
    const room = await roomOf(rooms, request);
    await resetDemo(shelf, room, demo.parse(request.body ?? {}).size);
    response.json(workbookOf(room));
  });
  return router;
}
