/**
 * The app answers this machine only. Being bound to the loopback address is not enough: any web page that the same
 * browser has open could send requests to it, or reach it under a name of its own (DNS rebinding).
 */

import type { RequestHandler } from 'express';
import { Problem, sendProblem } from './problem.ts';

const LOCAL_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** true for `127.0.0.1`, `localhost` and `[::1]`, with the port that we listen on. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  if (host === undefined) return false;
  const match = /^(\[[0-9a-f:]+\]|[^:]+)(?::(\d{1,5}))?$/i.exec(host);
  const [, name, given] = match ?? [];
  return name !== undefined && LOCAL_NAMES.has(name.toLowerCase()) && Number(given ?? 80) === port;
}

/** true for no Origin (a program, or a plain page view) and for our own; `null` is a sandboxed frame: refused. */
export function isOwnOrigin(origin: string | undefined, host: string): boolean {
  return origin === undefined || origin.toLowerCase() === `http://${host.toLowerCase()}`;
}

/** Refuses with 403 any request that a foreign web page could have caused. Sends no CORS headers, ever. */
export const onlyThisMachine: RequestHandler = (request, response, next) => {
  const { host, origin } = request.headers;
  const port = request.socket.localPort ?? 0;
  if (host === undefined || !isOwnHost(host, port)) {
    sendProblem(response, new Problem(403, 'host.foreign', 'This address answers on this machine only.'));
    return;
  }
  if (!isOwnOrigin(origin, host)) {
    sendProblem(response, new Problem(403, 'origin.foreign', 'Another web page may not use this workbook.'));
    return;
  }
  const site = request.headers['sec-fetch-site'];
  // Following a link from elsewhere to the page itself is fine: nothing is changed and nothing can be read by it.
  const link =
    request.headers['sec-fetch-mode'] === 'navigate' && request.headers['sec-fetch-dest'] === 'document';
  const page = request.method === 'GET' && (request.path === '/' || /^\/[wp]\//.test(request.path));
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !(link && page)) {
    sendProblem(response, new Problem(403, 'site.foreign', 'Another web page may not use this workbook.'));
    return;
  }
  response.set({
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
  });
  next();
};
