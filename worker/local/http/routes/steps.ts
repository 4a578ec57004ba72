/** Undo and redo of what a session did: typed, pasted, sorted, or run from the add-on. */

import { Router } from 'express';
import { z } from 'zod';
import type { Stepped } from '../../core/history.ts';
import { roomOf, sessionId } from '../request.ts';
import type { Room, Rooms } from '../rooms.ts';
import type { SteppedWire } from '../wire.ts';

const body = z.object({ session: sessionId });

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

function wireOf(room: Room, which: 'undo' | 'redo', session: string, stepped: Stepped): SteppedWire {
  const can = room.workbook.history.can(session);
  if (!stepped.done) return { done: false, message: WHY[which][stepped.why], can };
  const { place } = stepped;
  const there = place !== null && room.workbook.sheets().some(({ id }) => id === place.sheetId);
  return {
    done: true,
    can,
    ...(there && { sheetId: place.sheetId, ...(place.range && { range: { ...place.range } }) }),
  };
}

export function stepRoutes(rooms: Rooms): Router {
  const router = Router();
  for (const which of ['undo', 'redo'] as const) {
    router.post(`/workbooks/:workbook/${which}`, async (request, response) => {
      const room = await roomOf(rooms, request);
      const { session } = body.parse(request.body ?? {});
      response.json(wireOf(room, which, session, room.workbook.history[which](session)));
    });
  }
  return router;
}
