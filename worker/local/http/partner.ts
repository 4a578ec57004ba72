/**
 * The window of a partner, `/p/<secret>`: one workbook, and nothing else of this machine. It has a small part of the
 * API below its own address, in which its workbook is called `this`: no id is told that would open another door.
 */

import express, { type RequestHandler, type Response, Router } from 'express';
import type { Role } from '../../drive/port.ts';
import type { Sharing } from '../drive/port.ts';
import { noScripts } from './no-scripts.ts';
import { onlyPartnerCalls } from './partner-calls.ts';
import { Problem } from './problem.ts';
import { roomOf } from './request.ts';
import type { Room, RoomSource } from './rooms.ts';
import { cellRoutes } from './routes/cells.ts';
import { filterRoutes } from './routes/filter.ts';
import { formatRoutes } from './routes/format.ts';
import { sheetRoutes } from './routes/sheets.ts';
import { stepRoutes } from './routes/steps.ts';
import { workbookRoutes } from './routes/workbooks.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { streamEvents } from './sse.ts';
import { type AccessWire, HERE } from './wire.ts';

/** Of a session whose person is not known by name: the link serves whoever has it. */
const SOMEBODY = 'partner';

const ended = (): Problem => new Problem(404, 'share.ended', 'This sheet is no longer shared with you.');

interface Door {
  readonly workbookId: string;
  readonly sessions: Sessions;
  readonly streams: Set<Response>;
  readonly router: Router;
  role: Role;
  user: string;
}

function sayAccess(door: Door, access: AccessWire): void {
  for (const stream of door.streams) stream.write(`event: access\ndata: ${JSON.stringify(access)}\n\n`);
}

/** Sessions of a door: its own alone, in the name of whose link it is. */
function sessionRoutes(rooms: RoomSource, door: () => Door): Router {
  const router = Router();
  const base = '/workbooks/:workbook/sessions';
  router.post(base, async (request, response) => {
    const { sessions } = await roomOf(rooms, request);
    const { user, role } = door();
    response.status(201).json({ ...sessions.start(user === '' ? SOMEBODY : user), role });
  });
  router.delete(`${base}/:session`, async (request, response) => {
    (await roomOf(rooms, request)).sessions.end(request.params.session);
    response.status(204).end();
  });
  router.get(`${base}/:session/events`, async (request, response) => {
    const { streams } = door();
    streamEvents(await roomOf(rooms, request), request.params.session, response);
    streams.add(response);
    response.on('close', () => streams.delete(response));
  });
  return router;
}

export interface PartnerParts {
  readonly rooms: RoomSource;
  readonly sharing: Sharing;
  /** Sends the page itself. */
  readonly page: RequestHandler;
  /** As of the app: bytes of a request's body. */
  readonly bodyLimit: string;
}

/** `/p/<secret>` and `/p/<secret>/api`, to be mounted at the root. */
export function partnerRoutes({ rooms, sharing, page, bodyLimit }: PartnerParts): Router {
  const doors = new Map<string, Door>();

  const close = (secret: string, door: Door): void => {
    doors.delete(secret);
    sayAccess(door, { role: null });
    for (const stream of door.streams) stream.end();
    door.sessions.close();
  };
  sharing.onChange((workbookId) => {
    for (const [secret, door] of doors) {
      if (door.workbookId !== workbookId) continue;
      const access = sharing.bySecret(secret);
      if (access?.workbookId !== workbookId) close(secret, door);
      else if (access.role !== door.role || access.user !== door.user) {
        Object.assign(door, { role: access.role, user: access.user });
        sayAccess(door, { role: access.role });
      }
    }
  });

  /** Opens the door of a secret; only while its sheet is there and shared. */
  const open = async (secret: string): Promise<Door> => {
    const access = sharing.bySecret(secret);
    if (access === null) throw ended();
    const { workbookId, role, user } = access;
    const { workbook } = await rooms.get(workbookId).catch((error: unknown) => {
      throw error instanceof Problem && error.status === 404 ? ended() : error;
    });
    const known = doors.get(secret);
    if (known !== undefined) {
      return Object.assign(known, { role, user });
    }
    const scripts = noScripts();
    const sessions = createSessions(workbook, scripts, { withDefault: false });
    const room: Room = { id: HERE, partner: false, workbook, scripts, sessions };
    const own: RoomSource = {
      async get(id) {
        if (id === HERE) return room;
        throw new Problem(404, 'workbook.unknown', 'There is no such workbook.');
      },
    };
    const router = Router();
    const door: Door = { workbookId, role, user, sessions, router, streams: new Set() };
    router.use(onlyPartnerCalls(() => door.role));
    router.use(express.json({ limit: bodyLimit, strict: true }));
    router.use(sessionRoutes(own, () => door));
    for (const routes of [workbookRoutes, sheetRoutes, cellRoutes, filterRoutes, formatRoutes, stepRoutes]) {
      router.use(routes(own));
    }
    doors.set(secret, door);
    return door;
  };

  const router = Router();
  router.get('/p/:secret', (request, response, next) => {
    // The page itself says what has ended; its status says it to programs.
    if (sharing.bySecret(request.params.secret) === null) response.status(404);
    page(request, response, next);
  });
  router.use('/p/:secret/api', async (request, response, next) => {
    response.set('Cache-Control', 'no-store');
    const door = await open(request.params.secret);
    door.router(request, response, next);
  });
  return router;
}
