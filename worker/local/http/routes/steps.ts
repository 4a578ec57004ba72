/** Undo and redo of what a session did: typed, pasted, sorted, or run from the add-on. */

import { Router } from 'express';
import { z } from 'zod';
import type { Stepped } from '../../core/history.ts';
import { roomOf, sessionId, whole } from '../request.ts';
import type { Room, RoomSource } from '../rooms.ts';
import type { SteppedWire } from '../wire.ts';

/** `sheet`: the one that is looked at, which is stayed on where the step was there too. */
const body = z.object({ session: sessionId, sheet: whole.optional() });

const WHY = {
  undo: {
    nothing: 'There is nothing to undo.',
    moved: 'This cannot be undone any more: somebody else has changed the same place since.',
  },
  redo: {
    nothing: 'There is nothing to redo.',
    moved: 'This cannot be redone any more: somebody else has changed the same place since.',
  },
} as const;

function wireOf(
  room: Room,
  which: 'undo' | 'redo',
  { session, sheet }: z.infer<typeof body>,
  stepped: Stepped,
): SteppedWire {
  const can = room.workbook.history.can(session);
  if (!stepped.done) return { done: false, message: WHY[which][stepped.why], can };
  // A run begins in the hidden journal: nobody wants to see that.
  const shown = new Set(room.workbook.sheets().flatMap(({ id, hidden }) => (hidden ? [] : [id])));
  const places = stepped.places.filter(({ sheetId }) => shown.has(sheetId));
  const place = places.find(({ sheetId }) => sheetId === sheet) ?? places[0];
  return {
    done: true,
    can,
    ...(place && { sheetId: place.sheetId, ...(place.range && { range: { ...place.range } }) }),
  };
}

export function stepRoutes(rooms: RoomSource): Router {
  const router = Router();
  for (const which of ['undo', 'redo'] as const) {
    router.post(`/workbooks/:workbook/${which}`, async (request, response) => {
      const room = await roomOf(rooms, request);
      const asked = body.parse(request.body ?? {});
      room.sessions.get(asked.session);
      response.json(wireOf(room, which, asked, room.workbook.history[which](asked.session)));
    });
  }
  return router;
}
