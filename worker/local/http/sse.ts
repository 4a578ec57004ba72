/** Server-sent events of a session: `change` for the cells of its workbook, `ui` for what the add-on shows. */

import type { Response } from 'express';
import type { Change } from '../core/types.ts';
import type { Room } from './rooms.ts';
import type { ChangeWire, UiWire } from './wire.ts';

/** Changes within this time travel together: a script that writes cell by cell makes hundreds a second. */
const GATHER_MS = 25;
/** A comment line, so that a dead connection is noticed. */
const HEARTBEAT_MS = 20_000;
/** Areas of one message; beyond it the sheet is read again. */
const AREAS = 200;

/** Several changes as one; the last revision counts. */
export function joined(changes: readonly Change[]): ChangeWire {
  const cells = changes.flatMap((change) =>
    change.cells.map(({ sheetId, range }) => ({ sheetId, range: { ...range } })),
  );
  const sheets = new Set(changes.flatMap((change) => change.sheets));
  const many = cells.length > AREAS;
  if (many) for (const { sheetId } of cells) sheets.add(sheetId);
  return {
    revision: Math.max(...changes.map((change) => change.revision)),
    cells: many ? [] : cells,
    sheets: [...sheets],
    list: changes.some((change) => change.list),
  };
}

/** Keeps the response open until the page goes away. */
export function streamEvents(room: Room, session: string, response: Response): void {
  room.sessions.get(session);
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
  const send = (name: string, data: UiWire | ChangeWire | { revision: number }): void => {
    response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  let waiting: Change[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    timer = undefined;
    send('change', { ...joined(waiting), can: room.workbook.history.can(session) });
    waiting = [];
  };
  // The page compares this with what it has read: after a break it may have missed changes.
  send('hello', { revision: room.workbook.revision });
  for (const event of room.sessions.catchUp(session)) send('ui', event);
  const offChange = room.workbook.onChange((change) => {
    waiting.push(change);
    timer ??= setTimeout(flush, GATHER_MS);
  });
  const offUi = room.sessions.listen(session, (event) => {
    // What a script wrote is seen before what it says about it.
    if (waiting.length > 0) {
      clearTimeout(timer);
      flush();
    }
    send('ui', event);
  });
  const heart = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  response.on('close', () => {
    clearTimeout(timer);
    clearInterval(heart);
    offChange();
    offUi();
  });
}
