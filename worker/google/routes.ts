/** Where Google sends a person back to after the consent: a page that says what came of it. */
import { Router } from 'express';
import type { Consent } from '../drive/port.ts';
import { html, page } from '../routes/page.ts';
import { RETURN_PATH } from './oauth.ts';

/** @param home Path of the app with a slash at its end: `/`, or `/worker/` */
export function consentRouter(consent: Consent, home: string): Router {
  const router = Router();
  router.get(RETURN_PATH, async (request, response) => {
    const { ok, message } = await consent.finish(request.query);
    response
      // The address holds the code: it is kept nowhere, and told to nobody.
      .set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
      .status(ok ? 200 : 400)
      .send(
        page({
          title: ok ? 'Google account connected' : 'Google account not connected',
          home,
          body: html`<main class="card">
  <h1>${ok ? 'Google account connected' : 'Google account not connected'}</h1>
  <p${ok ? '' : html` class="error" role="alert"`}>${message}</p>
  <p>You can close this window.</p>
</main>`,
        }),
      );
  });
  return router;
}
