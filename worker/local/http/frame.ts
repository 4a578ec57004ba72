/**
 * Sidebars and dialogs of the add-on. Their HTML runs in a sandboxed frame without our origin: it reaches the
 * server functions only through messages to the page, as on Google, where they live on a domain of their own.
 */

import { readFileSync } from 'node:fs';
import { Router } from 'express';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';

/** The same list that the page's iframe carries; here it also holds when somebody opens the address by itself. */
const SANDBOX =
  'allow-scripts allow-downloads allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals';

const POLICY = [
  `sandbox ${SANDBOX}`,
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  'img-src data: blob:',
  'font-src data:',
  'media-src data: blob:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** The HTML with our `google.script` as its first script, also where it has no head. */
export function withGoogleScript(html: string, bridge: string): string {
  const script = `<script>${bridge.replaceAll('</script', '<\\/script')}</script>`;
  const opening = /<head[^>]*>|<html[^>]*>|<!doctype[^>]*>/gi;
  let at = 0;
  for (const match of html.matchAll(opening)) {
    at = match.index + match[0].length;
    if (match[0].toLowerCase().startsWith('<head')) break;
  }
  return at === 0 ? `<!doctype html>${script}${html}` : html.slice(0, at) + script + html.slice(at);
}

/** `bridge`: the file of the built google.script, see page/bridge/. */
export function frameRoutes(rooms: Rooms, bridge: string): Router {
  const router = Router();
  router.get('/frame/:workbook/:frame', async (request, response) => {
    const room = await rooms.get(request.params.workbook);
    const html = room.sessions.frame(request.params.frame);
    if (html === undefined)
      throw new Problem(404, 'frame.gone', 'This panel has been closed. Open it again.');
    response.set({ 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-store' });
    response.type('text/html; charset=utf-8').send(withGoogleScript(html, readFileSync(bridge, 'utf8')));
  });
  return router;
}
