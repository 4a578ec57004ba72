/** The operator's page, the same as JSON, and its buttons. Behind the sign-in of the app. */
import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Kysely } from 'kysely';
import type { Operator } from '../auth/operator.ts';
import type { Registry } from '../connectors/registry.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { QUEUE_NAMES } from '../jobs/queues.ts';
import { Problem } from '../problem.ts';
import type { Operations } from '../routes/operations.ts';
import type { Database } from '../store/tables.ts';
import { overviewOf } from './overview.ts';
import { operatorPage } from './page.ts';
import { campaignOfRequest } from './stuck.ts';
import { OPERATOR_CSS } from './style.ts';

export interface OperatorParts {
  readonly db: Kysely<Database>;
  readonly jobs: Pick<Jobs, 'counts' | 'deadLetters' | 'retry'>;
  readonly connectors: Registry;
  readonly operations: Pick<Operations, 'sendAgain'>;
  readonly operator: Pick<Operator, 'open' | 'sameSite'>;
  readonly clock: () => Date;
}

/** What the page says after a button, by a word in its address: nobody can make it say something else. */
const SAID: Readonly<Record<string, string>> = {
  again: 'It is on its way again.',
  gone: 'There was nothing left to send again: it is done, or under way already.',
};

/** GET /, /operator.json, /operator.css; POST /operator/requests/:id and /operator/jobs/:queue/:id send again. */
export function operatorRouter(parts: OperatorParts): Router {
  const { db, jobs, operations, operator } = parts;
  const router = Router();
  const fresh: RequestHandler = (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  };

  router.get('/operator.css', (_request, response) => {
    response.type('css').set('Cache-Control', 'max-age=300').send(OPERATOR_CSS);
  });
  router.get('/operator.json', fresh, async (_request, response) => {
    response.json(await overviewOf(parts));
  });
  router.get('/', fresh, async (request, response) => {
    const [path = '', query] = request.originalUrl.split('?');
    // Its links are relative, so that it works under any path, also one that a proxy adds.
    if (!path.endsWith('/')) {
      response.redirect(
        308,
        `${path.slice(path.lastIndexOf('/') + 1)}/${query === undefined ? '' : `?${query}`}`,
      );
      return;
    }
    const { live, said } = request.query;
    response.type('html').send(
      operatorPage(await overviewOf(parts), {
        live: live !== undefined,
        signOut: !operator.open,
        said: typeof said === 'string' && Object.hasOwn(SAID, said) ? (SAID[said] ?? '') : '',
      }),
    );
  });

  router.post('/operator/requests/:id', operator.sameSite, async (request, response) => {
    const id = String(request.params.id);
    const campaign = await campaignOfRequest(db, id);
    const sent = campaign !== null && (await operations.sendAgain(campaign, id)).ok;
    answer(request, response, sent, '../../');
  });
  router.post('/operator/jobs/:queue/:id', operator.sameSite, async (request, response) => {
    const queue = QUEUE_NAMES.find((name) => name === request.params.queue);
    const sent = queue !== undefined && (await jobs.retry(queue, String(request.params.id)));
    answer(request, response, sent, '../../../');
  });
  return router;
}

/** Back to the page for people, so that a reload sends nothing twice; the outcome for programs. */
function answer(request: Request, response: Response, sent: boolean, home: string): void {
  response.set('Cache-Control', 'no-store');
  if (request.accepts(['json', 'html']) === 'html') {
    response.redirect(303, `${home}?said=${sent ? 'again' : 'gone'}`);
  } else if (sent) response.status(204).end();
  else throw new Problem(404, 'job.unknown', 'There is nothing of this id to send again.');
}
