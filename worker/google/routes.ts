/**
 * Where Google sends a person back to after the consent: a page that asks whether it is theirs, then one that says what
 * came of it. A campaign's creator may have sent Google's address to somebody else, whose account it would be.
 */
import { type Response, Router, urlencoded } from 'express';
import type { Consent } from '../drive/port.ts';
import { type Html, html, page } from '../routes/page.ts';
import { RETURN_PATH } from './oauth.ts';

const FORM_BODY = '16kb';
const MOST_SHOWN = 200;

/** @param home Path of the app with a slash at its end: `/`, or `/worker/` */
export function consentRouter(consent: Consent, home: string): Router {
  const router = Router();
  const send = (response: Response, status: number, title: string, said: Html): void => {
    response
      // The address holds the code: it is kept nowhere, and told to nobody.
      .set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
      .status(status)
      .send(
        page({
          title,
          home,
          body: html`<main class="card">
  <h1>${title}</h1>
  ${said}
</main>`,
        }),
      );
  };
  const finish = async (response: Response, given: Readonly<Record<string, unknown>>): Promise<void> => {
    const { ok, message } = await consent.finish(given);
    send(
      response,
      ok ? 200 : 400,
      ok ? 'Google account connected' : 'Google account not connected',
      html`<p${ok ? '' : html` class="error" role="alert"`}>${message}</p>
  <p>You can close this window.</p>`,
    );
  };
  router.get(RETURN_PATH, async (request, response) => {
    const { query } = request;
    const asked = await consent.asks(query);
    if (asked === null) {
      await finish(response, query);
      return;
    }
    const who = asked.who === '' ? html`` : html` ${asked.who.slice(0, MOST_SHOWN)} asks for it.`;
    send(
      response,
      200,
      'Is this your campaign?',
      html`<p>The campaign “${asked.campaign.slice(0, MOST_SHOWN)}” will make spreadsheets in your Google account and share them with its partners, in your name.${who}</p>
  <p>If you did not begin this in that spreadsheet yourself, close this window: then nothing is changed.</p>
  <form method="post" action="${home}${RETURN_PATH.slice(1)}">
    <input type="hidden" name="state" value="${String(query.state)}">
    <input type="hidden" name="code" value="${String(query.code)}">
    <button type="submit">Allow it</button>
  </form>`,
    );
  });
  router.post(RETURN_PATH, urlencoded({ extended: false, limit: FORM_BODY }), async (request, response) => {
    const given: unknown = request.body;
    await finish(response, typeof given === 'object' && given !== null ? { ...given } : {});
  });
  return router;
}
