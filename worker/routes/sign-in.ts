/** The operator signs in and out by plain forms, which need no script. */
import { type Response, Router, urlencoded } from 'express';
import { z } from 'zod';
import type { Operator } from '../auth/operator.ts';
import type { Limits } from './limits.ts';
import { html, page } from './page.ts';

const form = z.object({ password: z.string().max(500) });
const FORM_BODY = '4kb';

/** @param home Path of the app with a slash at its end: `/`, or `/worker/` */
export function signInRouter(operator: Operator, limits: Limits, home: string): Router {
  const router = Router();
  const show = (response: Response, status: number, wrong: string): void => {
    response.status(status).set('Cache-Control', 'no-store').send(signInPage(home, wrong));
  };
  router.get('/sign-in', (request, response) => {
    if (operator.isSignedIn(request)) response.redirect(303, home);
    else show(response, 200, '');
  });
  router.post(
    '/sign-in',
    // First: a foreign page could use up the tries of whoever looks at it.
    operator.sameSite,
    limits.passwords,
    urlencoded({ extended: false, limit: FORM_BODY }),
    async (request, response) => {
      const given = form.safeParse(request.body);
      const right = given.success && (await operator.signIn(response, given.data.password));
      if (right) response.redirect(303, home);
      else show(response, 401, 'That is not the password.');
    },
  );
  router.post('/sign-out', operator.sameSite, (_request, response) => {
    operator.signOut(response);
    response.redirect(303, `${home}sign-in`);
  });
  return router;
}

function signInPage(home: string, wrong: string): string {
  const error = wrong === '' ? '' : html`<p class="error" role="alert" id="wrong">${wrong}</p>`;
  return page({
    title: 'Sign in',
    home,
    body: html`<main class="card">
  <h1>Shipsheet worker</h1>
  <form method="post" action="${home}sign-in">
    <input type="text" name="username" autocomplete="username" value="operator" hidden>
    <label for="password">Operator’s password</label>
    <input id="password" name="password" type="password" autocomplete="current-password" required autofocus
      ${wrong === '' ? '' : html`aria-invalid="true" aria-describedby="wrong"`}>
    ${error}
    <button type="submit">Sign in</button>
  </form>
</main>`,
  });
}
