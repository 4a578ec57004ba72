/** The local workbook over HTTP: the page, its JSON API, the Sheets API and the add-on's panels. */

import { join } from 'node:path';
import express, { type Express, type RequestHandler, Router } from 'express';
import type { Logger } from 'pino';
import type { Sharing } from '../drive/port.ts';
import { frameRoutes } from './frame.ts';
import { onlyThisMachine } from './guard.ts';
import { partnerRoutes } from './partner.ts';
import type { Shelf } from './ports.ts';
import { Problem, problemHandler } from './problem.ts';
import type { Rooms } from './rooms.ts';
import { cellRoutes } from './routes/cells.ts';
import { filterRoutes } from './routes/filter.ts';
import { formatRoutes } from './routes/format.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { sheetRoutes } from './routes/sheets.ts';
import { stepRoutes } from './routes/steps.ts';
import { shelfRoutes, workbookRoutes } from './routes/workbooks.ts';

/** A google.script.run call holds up to 10 MB; a pasted block may be a little more as JSON. */
const BODY_LIMIT = '12mb';

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // The grid sets styles of its own.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface AppParts {
  readonly shelf: Shelf;
  readonly rooms: Rooms;
  /** Which workbooks were made for partners, and by which link they open them. */
  readonly sharing: Sharing;
  /** Folder of the built page: index.html, page.js, page.css, bridge.js. */
  readonly pageFolder: string;
  /** The workbook that `/` opens; undefined makes the page ask. */
  readonly home: () => Promise<string | undefined>;
  /** The Sheets API router, with its own error form. */
  readonly sheetsApi: RequestHandler;
  /** The Drive API router, with its own error form too. */
  readonly driveApi?: RequestHandler;
  /** What the program serves beside the workbooks; it parses its own bodies. */
  readonly beside?: RequestHandler;
  readonly log: Logger;
}

export function createApp(parts: AppParts): Express {
  const { rooms } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(onlyThisMachine);
  if (parts.beside) app.use(parts.beside);
  app.use(parts.sheetsApi);
  if (parts.driveApi) app.use(parts.driveApi);

  const api = Router();
  api.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  // Only JSON is taken: a form that a foreign page posts has another type.
  api.use(express.json({ limit: BODY_LIMIT, strict: true }));
  api.use(shelfRoutes(parts.shelf, rooms, (id) => parts.sharing.of(id) !== null));
  api.use(workbookRoutes(rooms));
  api.use(sheetRoutes(rooms));
  api.use(cellRoutes(rooms));
  api.use(filterRoutes(rooms));
  api.use(formatRoutes(rooms));
  api.use(stepRoutes(rooms));
  api.use(sessionRoutes(rooms));
  app.use('/api', api);
  app.use(frameRoutes(rooms, join(parts.pageFolder, 'bridge.js')));

  const page: RequestHandler = (_request, response) => {
    response.set({ 'Content-Security-Policy': PAGE_POLICY, 'Cache-Control': 'no-cache' });
    response.sendFile(join(parts.pageFolder, 'index.html'));
  };
  app.get('/', async (_request, response, next) => {
    const id = await parts.home();
    if (id === undefined) page(_request, response, next);
    else response.redirect(302, `/w/${encodeURIComponent(id)}`);
  });
  app.get('/w/:workbook', page);
  app.use(partnerRoutes({ rooms, sharing: parts.sharing, page, bodyLimit: BODY_LIMIT }));
  app.use('/page', express.static(parts.pageFolder, { index: false, cacheControl: false }));
  app.use((_request, _response, next) => {
    next(new Problem(404, 'address.unknown', 'There is nothing at this address.'));
  });
  app.use(problemHandler(parts.log));
  return app;
}
