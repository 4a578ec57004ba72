/** /healthz: the process lives. /readyz: requests may be sent to it. /metrics: figures for Prometheus. */
import { type RequestHandler, Router } from 'express';
import type { Operator } from '../auth/operator.ts';
import { sameText } from '../auth/signature.ts';
import type { Measured, Metrics } from './metrics.ts';

/** What keeps requests away; null: nothing. Words for the operator, without details of the fault. */
export type Readiness = () => Promise<string | null>;

export interface HealthParts {
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  readonly measure: () => Promise<Measured>;
  readonly metricsToken: string | undefined;
  readonly operator: Operator;
}

export function healthRouter(parts: HealthParts): Router {
  const { metrics, metricsToken, operator } = parts;
  const router = Router();
  router.use(['/healthz', '/readyz', '/metrics'], (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const why = await parts.readiness();
    if (why === null) response.json({ status: 'ready' });
    else response.status(503).json({ status: 'not ready', why });
  });
  const mayRead: RequestHandler = (request, response, next) => {
    const bearer = /^Bearer (\S+)$/.exec(request.get('Authorization') ?? '')?.[1];
    if (metricsToken !== undefined && bearer !== undefined && sameText(bearer, metricsToken)) next();
    else operator.require(request, response, next);
  };
  router.get('/metrics', mayRead, async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.text(await parts.measure()));
  });
  return router;
}
