/** Each open workbook with its running add-on and the people who look at it. */

import type { Workbook } from '../core/types.ts';
import { noScripts } from './no-scripts.ts';
import type { DemoSize, Scripts, Shelf } from './ports.ts';
import { Problem } from './problem.ts';
import { createSessions, DEFAULT_SESSION, type Sessions } from './sessions.ts';

export interface Room {
  /** What those who look at it call the workbook. */
  readonly id: string;
  /** It was made for a partner and belongs to the creator: no add-on is bound to it. */
  readonly partner: boolean;
  readonly workbook: Workbook;
  readonly scripts: Scripts;
  readonly sessions: Sessions;
}

export interface RoomSource {
  /** The room of a workbook, opened on first use; 404 where there is no such workbook. */
  get(id: string): Promise<Room>;
}

export interface Rooms extends RoomSource {
  close(id: string): Promise<void>;
  closeAll(): Promise<void>;
}

/** `isPartners`: of a workbook that was made for a partner. */
export function createRooms(
  shelf: Shelf,
  startScripts: (workbook: Workbook) => Scripts,
  isPartners: (id: string) => boolean,
): Rooms {
  const rooms = new Map<string, Promise<Room>>();
  const enter = async (id: string): Promise<Room> => {
    const workbook = await shelf.open(id);
    if (!workbook) throw new Problem(404, 'workbook.unknown', 'There is no such workbook on this machine.');
    const partner = isPartners(id);
    const scripts = partner ? noScripts() : startScripts(workbook);
    return { id: workbook.id, partner, workbook, scripts, sessions: createSessions(workbook, scripts) };
  };
  const close = async (id: string): Promise<void> => {
    const room = rooms.get(id);
    rooms.delete(id);
    // A room that could not be opened has nothing to close.
    const opened = await room?.catch(() => undefined);
    opened?.sessions.close();
    await opened?.scripts.close();
  };
  return {
    get(id) {
      const known = rooms.get(id);
      if (known) return known;
      // Kept as a promise, so that two first requests do not start the add-on twice.
      const made = enter(id);
      rooms.set(id, made);
      made.catch(() => rooms.delete(id));
      return made;
    },
    close,
    async closeAll() {
      await Promise.all([...rooms.keys()].map(close));
    },
  };
}

/** Replaces all sheets by the demo campaign; the add-on runs as the default session. */
export async function resetDemo(shelf: Shelf, room: Room, size: DemoSize): Promise<void> {
  if (room.partner)
    throw new Problem(409, 'workbook.partner', 'The sheet of a partner cannot become the demo.');
  const session = room.sessions.get(DEFAULT_SESSION);
  await shelf.resetDemo(room.workbook, size, (name, args) => room.scripts.run(session, name, args));
}
