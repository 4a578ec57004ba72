/**
 * The worker over HTTP: what paired spreadsheets ask, partners' webhooks, and what the operator looks at. It may be
 * mounted under any path; it signs and links by what stands behind that path.
 */
import { randomUUID } from 'node:crypto';
import express, { type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { z } from 'zod';
import { rememberPath } from './auth/campaign.ts';
import type { Operator } from './auth/operator.ts';
import { happeningsOf } from './partner-sheet/operations/happen.ts';
import { Problem, problemHandler, unreadableAddress } from './problem.ts';
import { activityCopy } from './routes/activity.ts';
import { campaignRoutes } from './routes/campaign.ts';
import { docsRouter } from './routes/docs.ts';
import { happeningRoutes } from './routes/happenings.ts';
import { healthRouter, type Readiness } from './routes/health.ts';
import { campaignOf, createLimits, type LimitNumbers } from './routes/limits.ts';
import { measure } from './routes/measure.ts';
import type { Measured, Metrics } from './routes/metrics.ts';
import { openRouter, signedRouter } from './routes/mount.ts';
import { openApiOf } from './routes/openapi.ts';
import type { Operations, PartnerSheets } from './routes/operations.ts';
import { pairingRoutes } from './routes/pairing.ts';
import { partnerSheetRoutes } from './routes/partner-sheets.ts';
import { signInRouter } from './routes/sign-in.ts';
import { webhookRouter } from './routes/webhooks.ts';
import type { Database } from './store/tables.ts';
import type { Vault } from './store/vault.ts';

export interface SyncServices {
  readonly db: Kysely<Database>;
  readonly vault: Vault;
  readonly operations: Operations;
  /** null: there are none here. */
  readonly partnerSheets: PartnerSheets | null;
  /** Of jobs by queue and state, for the metrics. */
  readonly jobCounts: () => Promise<Measured['jobs']>;
  /** See auth/pairing.ts. */
  readonly readMark: (spreadsheetId: string) => Promise<string | null>;
  readonly account: string;
  /** Without a slash at the end. On the local machine it is known only after the start. */
  readonly publicUrl: () => string;
  readonly readiness: Readiness;
  readonly operator: Operator;
  /** The operator's pages, which begin at `/` and are behind the sign-in. */
  readonly operatorPages?: Router;
  /** What people without a password open by a secret in the address: packing pages, the return of a consent. */
  readonly openPages?: readonly Router[];
  readonly metrics: Metrics;
  readonly metricsToken?: string | undefined;
  readonly trustProxy?: number | string[] | false;
  /** Others than the usual, for tests. */
  readonly limits?: Partial<LimitNumbers>;
  readonly answerMs?: number;
  readonly log: Logger;
  readonly clock: () => Date;
  /** Where the app is mounted, `/worker`; "" for the root. */
  readonly mountedAt?: string;
}

const POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/** Security headers. HSTS only where TLS is: a browser would keep it for the whole of localhost. */
function securityHeaders(tls: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    // Of its own name alone: what else is under that name, its owner decides.
    strictTransportSecurity: tls && { maxAge: 365 * 24 * 3600, includeSubDomains: false },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'deny' },
    // no-referrer would make browsers send "Origin: null" with the sign-in form.
    referrerPolicy: { policy: 'same-origin' },
  });
}

const matched = z.object({ path: z.string() });

/** An id for each request, a line in the log and a figure when it is answered. No address, which may hold a secret. */
function observed({ log, metrics }: Pick<SyncServices, 'log' | 'metrics'>): RequestHandler {
  return (request, response, next) => {
    const id = randomUUID();
    const started = performance.now();
    response.set('X-Request-Id', id);
    response.once('close', () => {
      const route = matched.safeParse(request.route).data?.path ?? 'none';
      const { method } = request;
      const ms = Math.round(performance.now() - started);
      const status = response.writableFinished ? response.statusCode : 499;
      metrics.onRequest({ method, route, status, ms });
      const quiet = route === '/healthz' || route === '/readyz' || route === '/metrics';
      log[quiet ? 'debug' : 'info'](
        { request: id, method, route, status, ms, campaign: campaignOf(response)?.tag },
        'answered',
      );
    });
    next();
  };
}

/** Refuses addresses with NUL: no text of the database holds it, so nothing can be looked up by them. */
const readable: RequestHandler = (request, _response, next) => {
  next(request.url.includes('%00') ? unreadableAddress() : undefined);
};

/** Says once that a proxy seems to stand before the worker that it was not told of: limits count the proxy then. */
function proxyWarning(log: Logger): RequestHandler {
  let told = false;
  return (request, _response, next) => {
    if (!told && request.headers['x-forwarded-for'] !== undefined) {
      told = true;
      log.warn('requests come through a proxy, and TRUST_PROXY is not set: all its clients count as one');
    }
    next();
  };
}

/** The app of the sync worker. Nothing is started: what it uses must be. */
export function createSyncApp(services: SyncServices): Express {
  const { db, vault, operations, operator, metrics, log, clock } = services;
  const home = `${services.mountedAt ?? ''}/`;
  const limits = createLimits(services.limits);
  const open = pairingRoutes(services);
  const signed = [
    ...campaignRoutes(operations, activityCopy(db)),
    ...(services.partnerSheets ? partnerSheetRoutes(services.partnerSheets) : []),
    ...happeningRoutes(happeningsOf(db, clock)),
  ];

  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('trust proxy', services.trustProxy ?? false);
  app.use(observed(services));
  if (!services.trustProxy && !operator.open) app.use(proxyWarning(log));
  app.use(securityHeaders(!operator.open && services.publicUrl().startsWith('https:')));
  app.use(rememberPath);
  app.use(readable);
  app.use(
    healthRouter({
      readiness: services.readiness,
      metrics,
      measure: () => measure(db, services.jobCounts, clock()),
      metricsToken: services.metricsToken,
      operator,
    }),
  );
  // Before the limit by address: a partner sends its webhooks all from one.
  app.use(webhookRouter(operations, limits, metrics.onWebhook));
  app.use(limits.everything);
  app.use(openRouter(open, limits));
  app.use(signedRouter(signed, { db, vault, clock }, limits, services.answerMs));
  for (const pages of services.openPages ?? []) app.use(pages);
  app.use(docsRouter(() => openApiOf(open, signed, services.publicUrl()), home));
  if (!operator.open) app.use(signInRouter(operator, limits, home));
  const nothing: RequestHandler = (_request, _response, next) => {
    next(new Problem(404, 'address.unknown', 'There is nothing at this address.'));
  };
  // Programs ask here: an unknown address is no matter of signing in.
  app.use(['/v1', '/webhooks'], nothing);
  if (services.operatorPages) app.use(operator.require, services.operatorPages);
  app.use(nothing);
  app.use(problemHandler(log));
  return app;
}
