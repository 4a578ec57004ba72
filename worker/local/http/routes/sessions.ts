/** Sessions: who looks, what is selected, what the add-on shows, and running the add-on. */

import { Router } from 'express';
import { z } from 'zod';
import { findMenuItem } from '../menu.ts';
import { Problem } from '../problem.ts';
import { roomOf, some, whole } from '../request.ts';
import type { Rooms } from '../rooms.ts';
import { DEFAULT_USER } from '../sessions.ts';
import { streamEvents } from '../sse.ts';
import { BUTTONS } from '../wire.ts';

const newSession = z.object({
  user: z.email().max(200).default(DEFAULT_USER),
  /** false answers before onOpen has run; its menus come as events. */
  wait: z.boolean().default(true),
});
const range = z.object({ row: whole, column: whole, rows: some, columns: some });
const selection = z.object({ sheetId: whole, ranges: z.array(range).min(1).max(1000) });
const answer = z.object({ button: z.enum(BUTTONS), text: z.string().max(50_000).default('') });
const answers = z.array(answer).max(100).default([]);
const functionName = z.string().regex(/^[A-Za-z_$][\w$]{0,99}$/);
const run = z.object({ function: functionName, args: z.array(z.json()).max(50).default([]), answers });
const menu = z.union([
  z.object({ path: z.array(z.string().max(200)).min(1).max(10), answers }),
  z.object({ function: functionName, answers }),
]);

/** The message of an error that a script threw, told as a refusal. */
async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof Error ? new Problem(422, 'script.error', error.message) : error;
  }
}

export function sessionRoutes(rooms: Rooms): Router {
  const router = Router();
  const base = '/workbooks/:workbook/sessions';
  router.post(base, async (request, response) => {
    const room = await roomOf(rooms, request);
    const { user, wait } = newSession.parse(request.body ?? {});
    const session = room.sessions.start(user);
    const opened = told(room.scripts.open(session));
    if (wait) await opened;
    else {
      opened.catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        room.sessions.say(session.id, { type: 'script-error', functionName: 'onOpen', message });
      });
    }
    response.status(201).json({ ...session });
  });
  router.delete(`${base}/:session`, async (request, response) => {
    (await roomOf(rooms, request)).sessions.end(request.params.session);
    response.status(204).end();
  });
  router.get(`${base}/:session/events`, async (request, response) => {
    streamEvents(await roomOf(rooms, request), request.params.session, response);
  });
  router.put(`${base}/:session/selection`, async (request, response) => {
    (await roomOf(rooms, request)).sessions.select(request.params.session, selection.parse(request.body));
    response.status(204).end();
  });
  router.get(`${base}/:session/menus`, async (request, response) => {
    const room = await roomOf(rooms, request);
    const session = room.sessions.get(request.params.session);
    if (room.sessions.menus(session.id).length === 0) await told(room.scripts.open(session));
    response.json({ menus: room.sessions.menus(session.id) });
  });
  router.post(`${base}/:session/menu`, async (request, response) => {
    const room = await roomOf(rooms, request);
    const session = room.sessions.get(request.params.session);
    const body = menu.parse(request.body);
    if (room.sessions.menus(session.id).length === 0) await told(room.scripts.open(session));
    const name = findMenuItem(room.sessions.menus(session.id), 'path' in body ? body.path : body.function);
    room.sessions.prepareAnswers(session.id, body.answers);
    await told(room.scripts.run(session, name, []));
    response.json({ function: name });
  });
  router.post(`${base}/:session/run`, async (request, response) => {
    const room = await roomOf(rooms, request);
    const session = room.sessions.get(request.params.session);
    const body = run.parse(request.body);
    room.sessions.prepareAnswers(session.id, body.answers);
    const result = await told(room.scripts.run(session, body.function, body.args));
    response.json({ result: result ?? null });
  });
  router.post(`${base}/:session/questions/:question`, async (request, response) => {
    const room = await roomOf(rooms, request);
    room.sessions.get(request.params.session);
    if (!room.scripts.answer(request.params.question, answer.parse(request.body))) {
      throw new Problem(409, 'question.gone', 'Nobody waits for this answer any more.');
    }
    response.status(204).end();
  });
  router.get('/workbooks/:workbook/counters', async (request, response) => {
    response.json((await roomOf(rooms, request)).scripts.counters());
  });
  router.delete('/workbooks/:workbook/counters', async (request, response) => {
    (await roomOf(rooms, request)).scripts.resetCounters();
    response.status(204).end();
  });
  return router;
}
