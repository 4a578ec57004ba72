/** Makes a router of routes: signed ones check the bytes that came before anything reads them. */
import express, { type RequestHandler, type Response, Router } from 'express';
import {
  type Campaign,
  checkKnown,
  checkSigned,
  type SignedIn,
  signedHeaders,
  signedPath,
} from '../auth/campaign.ts';
import { readJson } from '../json.ts';
import { Problem } from '../problem.ts';
import { within } from '../within.ts';
import { campaignOf, type Limits, setCampaign } from './limits.ts';
import { type Route, SMALL_BODY } from './route.ts';

/** The add-on waits for a minute; an answer that it can show is worth more than none. */
const ANSWER_MS = 50_000;
const slow = (): Problem =>
  new Problem(
    504,
    'worker.slow',
    'It takes longer than usual, and goes on by itself. Look again in a few minutes.',
  );

/** The bytes of a body, whatever its type says. Packed ones are refused: the signature is over what was sent. */
export function rawBody(limit: number): RequestHandler {
  return express.raw({ type: () => true, inflate: false, limit });
}

/** The body that rawBody has read; no bytes where none came. */
export function bytesOf(body: unknown): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array();
}

/** JSON of the bytes; `undefined` for none. The words of JSON.parse would quote them. */
function jsonOf(bytes: Uint8Array): unknown {
  if (bytes.byteLength === 0) return undefined;
  try {
    return readJson(Buffer.from(bytes).toString('utf8'));
  } catch {
    throw new Problem(400, 'request.invalid', 'The body is not JSON.');
  }
}

function send(response: Response, answer: unknown): void {
  response.set('Cache-Control', 'no-store');
  if (answer === undefined) response.status(204).end();
  else response.json(answer);
}

/** Routes that anybody may ask. */
export function openRouter(routes: readonly Route<object>[], limits: Limits): Router {
  const router = Router();
  for (const { method, path, bodyLimit = SMALL_BODY, run } of routes) {
    router[method](path, limits.pairings, rawBody(bodyLimit), async (request, response) => {
      const { query } = request;
      send(response, await run({ params: {}, query, body: jsonOf(bytesOf(request.body)) }));
    });
  }
  return router;
}

/** Routes of paired spreadsheets. */
export function signedRouter(
  routes: readonly Route<{ readonly campaign: Campaign }>[],
  services: SignedIn,
  limits: Limits,
  answerMs = ANSWER_MS,
): Router {
  const router = Router();
  for (const { method, path, bodyLimit = SMALL_BODY, run } of routes) {
    router[method](
      path,
      async (request, _response, next) => {
        // Before the body is read: a stale request costs nothing.
        await checkKnown(services, signedHeaders(request, services.clock()));
        next();
      },
      rawBody(bodyLimit),
      async (request, response, next) => {
        const headers = signedHeaders(request, services.clock());
        const campaign = await checkSigned(services, headers, {
          method: request.method,
          path: signedPath(response),
          body: bytesOf(request.body),
        });
        setCampaign(response, campaign);
        next();
      },
      limits.campaign,
      async (request, response) => {
        const campaign = campaignOf(response);
        if (campaign === undefined) throw new Error('A signed route without its campaign');
        const params = Object.fromEntries(
          Object.entries(request.params).map(([name, value]) => [name, String(value)]),
        );
        const body = jsonOf(bytesOf(request.body));
        const work = run({ campaign, params, query: request.query, body });
        send(response, await within(answerMs, work, slow));
      },
    );
  }
  return router;
}
