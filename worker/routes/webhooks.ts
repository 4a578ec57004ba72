/** Where partners tell that something happened: the bytes go on as they came, and the answer comes at once. */
import { Router } from 'express';
import { Problem } from '../problem.ts';
import type { Limits } from './limits.ts';
import { bytesOf, rawBody } from './mount.ts';
import type { Operations } from './operations.ts';
import { KB } from './route.ts';

const WEBHOOK_BODY = 1024 * KB;

/** The address of a connection's webhooks. Its secret is in it, for vendors that sign nothing. */
export function webhookUrl(publicUrl: string, connectionId: string, secret: string): string {
  return `${publicUrl}/webhooks/${encodeURIComponent(connectionId)}/${encodeURIComponent(secret)}`;
}

export function webhookRouter(
  operations: Pick<Operations, 'receiveWebhook'>,
  limits: Limits,
  onWebhook: (status: number) => void,
): Router {
  const router = Router();
  router.post(
    '/webhooks/:connection/:secret',
    limits.webhooks,
    rawBody(WEBHOOK_BODY),
    async (request, response) => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
      );
      const connection = String(request.params.connection);
      const secret = String(request.params.secret);
      const status = await operations.receiveWebhook(connection, secret, headers, bytesOf(request.body));
      onWebhook(status);
      if (status >= 400) throw new Problem(status, 'webhook.refused', 'This is not a webhook of ours.');
      response.status(status).end();
    },
  );
  return router;
}
