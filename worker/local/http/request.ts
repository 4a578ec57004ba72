/** Small parsers for what every route is given. */

import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import type { Actor } from '../core/history.ts';
import type { Workbook } from '../core/types.ts';
import { Problem } from './problem.ts';
import type { Room, RoomSource } from './rooms.ts';
import { DEFAULT_SESSION } from './sessions.ts';

/** A whole number from 0, as it comes in an address. */
export const wholeText = z.coerce.number<string>().int().min(0);
export const whole = z.number().int().min(0);
export const some = z.number().int().min(1);
export const title = z.string().trim().min(1).max(200);
export const sessionId = z.string().max(100).default(DEFAULT_SESSION);

/** The room of the address's `:workbook`. */
export function roomOf(rooms: RoomSource, request: Request): Promise<Room> {
  return rooms.get(String(request.params.workbook));
}

/** The address's `:sheet` as an id; a name is refused, because names change. */
export function sheetOf(request: Request): number {
  const id = wholeText.safeParse(request.params.sheet);
  if (!id.success) throw new Problem(400, 'sheet.invalid', 'A sheet is named by its number (sheetId).');
  return id.data;
}

/** The session in whose name a request changes the workbook; the page says it in a header. */
function actorOf(room: Room, request: Request): Actor {
  return { who: room.sessions.get(sessionId.parse(request.get('X-Session'))).id, step: randomUUID() };
}

/** The workbook of a request, and how to change it in the session's name: one step of its undo. */
export async function changing(
  rooms: RoomSource,
  request: Request,
): Promise<{ room: Room; workbook: Workbook; change: <T>(work: () => T) => T }> {
  const room = await roomOf(rooms, request);
  const { workbook } = room;
  const actor = actorOf(room, request);
  return { room, workbook, change: (work) => workbook.history.as(actor, work) };
}
