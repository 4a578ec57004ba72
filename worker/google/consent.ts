/**
 * A person lets the worker make files in a Google account: OAuth 2.0 authorization code with PKCE. What belongs to a
 * consent that is under way travels sealed in its `state`, good for ten minutes and for one return.
 */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Consent } from '../drive/port.ts';
import type { Database } from '../store/tables.ts';
import { SEALED, type Vault } from '../store/vault.ts';
import { failureOf } from './failure.ts';
import { FILE_SCOPE, type OAuthSettings, oauthClient } from './oauth.ts';

const LIFE_MS = 10 * 60_000;
const STATE = 'google/consent';
const SCOPES = ['openid', 'email', FILE_SCOPE];

export interface ConsentParts {
  readonly db: Kysely<Database>;
  readonly vault: Vault;
  readonly oauth: OAuthSettings;
  /** Without a slash at the end. */
  readonly publicUrl: () => string;
  readonly log: Pick<Logger, 'warn'>;
  readonly clock: () => Date;
}

const stateShape = z.object({
  campaign: z.string(),
  who: z.string(),
  verifier: z.string(),
  until: z.number(),
});
const returned = z.union([
  z.object({ state: z.string().max(4000), code: z.string().min(1).max(2000) }),
  z.object({ state: z.string().max(4000), error: z.string().max(200) }),
]);
const claims = z.object({ email: z.string().min(3), email_verified: z.literal(true) });

type Told = Awaited<ReturnType<Consent['finish']>>;
const no = (message: string): Told => ({ ok: false, message });
const AGAIN = 'Go back to your spreadsheet and begin again under Set Up, Partner Sheets.';

/** What a person may read of a refusal of Google's. */
function refusalOf(error: string): Told {
  if (error === 'access_denied') return no(`You did not allow it, so nothing was changed. ${AGAIN}`);
  if (error === 'admin_policy_enforced' || error === 'org_internal')
    return no(
      'The administrator of this Google account does not allow Shipsheet. Ask for it to be allowed, or use another account.',
    );
  return no(`Google did not finish this. ${AGAIN}`);
}

export function createConsent({ db, vault, oauth, publicUrl, log, clock }: ConsentParts): Consent {
  const client = () => oauthClient(oauth, publicUrl());

  const openState = (sealed: string): z.infer<typeof stateShape> | null => {
    try {
      const state = stateShape.parse(JSON.parse(vault.open(sealed, STATE)));
      return state.until > clock().getTime() ? state : null;
    } catch {
      // Not sealed by us, or with a key that is gone.
      return null;
    }
  };
  /** Of a spreadsheet that is connected. */
  const campaignOf = async (id: string): Promise<string | null> => {
    const row = await db
      .selectFrom('campaigns')
      .select('name')
      .where('id', '=', id)
      .where('detached_at', 'is', null)
      .executeTakeFirst();
    return row?.name ?? null;
  };
  /** false: it was used before. */
  const useOnce = async (
    sealed: string,
    { campaign, until }: z.infer<typeof stateShape>,
  ): Promise<boolean> => {
    const nonce = `consent/${createHash('sha256').update(sealed).digest('base64url')}`;
    const { numInsertedOrUpdatedRows: fresh = 0n } = await db
      .insertInto('nonces')
      .values({ campaign_id: campaign, nonce, expires_at: new Date(until) })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return fresh > 0n;
  };
  const tellGoogle = async (refresh: string): Promise<void> => {
    try {
      await client().revokeToken(refresh);
    } catch (thrown) {
      // The account is forgotten here in any case, and its owner can take the access back at Google.
      log.warn(
        { status: failureOf(thrown, 0)?.status ?? 0 },
        'Google was not told that an account is disconnected',
      );
    }
  };
  /** Google ends all that one account has agreed to at once: not while another campaign lives by it. */
  const isUsed = async (email: string): Promise<boolean> =>
    (await db
      .selectFrom('google_accounts')
      .select('campaign_id')
      .where('email', '=', email)
      .limit(1)
      .executeTakeFirst()) !== undefined;

  const holdsSheets = async (campaign: string): Promise<boolean> =>
    (await db
      .selectFrom('partner_sheets')
      .select('connection_id')
      .where('campaign_id', '=', campaign)
      .where('by', '=', 'account')
      .where('ended_at', 'is', null)
      .limit(1)
      .executeTakeFirst()) !== undefined;

  return {
    async start(campaignId, who) {
      const google = client();
      const { codeVerifier, codeChallenge = '' } = await google.generateCodeVerifierAsync();
      const until = clock().getTime() + LIFE_MS;
      const state = vault.seal(
        JSON.stringify({ campaign: campaignId, who, verifier: codeVerifier, until }),
        STATE,
      );
      const url = new URL(
        google.generateAuthUrl({
          access_type: 'offline',
          // Without it Google gives no refresh token to a person who has agreed before.
          prompt: 'consent',
          scope: SCOPES,
          state,
          ...(who.includes('@') && { login_hint: who }),
        }),
      );
      url.searchParams.set('code_challenge', codeChallenge);
      url.searchParams.set('code_challenge_method', 'S256');
      return { url: url.href };
    },
    async asks(query) {
      const given = returned.safeParse(query);
      const state = given.success && 'code' in given.data ? openState(given.data.state) : null;
      const campaign = state && (await campaignOf(state.campaign));
      return state === null || campaign === null ? null : { campaign, who: state.who };
    },
    async finish(query) {
      const given = returned.safeParse(query);
      if (!given.success) return no(`This address is not complete. ${AGAIN}`);
      const state = openState(given.data.state);
      if (state === null) return no(`This took longer than ten minutes, or was not begun here. ${AGAIN}`);
      const campaign = await campaignOf(state.campaign);
      if (campaign === null)
        return no('This spreadsheet is no longer connected to the worker. Connect it first.');
      if (!(await useOnce(given.data.state, state))) return no(`This was used before. ${AGAIN}`);
      if ('error' in given.data) return refusalOf(given.data.error);

      const google = client();
      let email: string;
      let refresh: string;
      try {
        const { tokens } = await google.getToken({ code: given.data.code, codeVerifier: state.verifier });
        if (tokens.scope?.split(' ').includes(FILE_SCOPE) !== true) {
          return no(
            `The box that lets Shipsheet make files was not ticked, so nothing was changed. ${AGAIN} Then tick it.`,
          );
        }
        const ticket = await google.verifyIdToken({
          idToken: tokens.id_token ?? '',
          audience: oauth.clientId,
        });
        email = claims.parse(ticket.getPayload()).email;
        refresh = z.string().min(1).parse(tokens.refresh_token);
      } catch (thrown) {
        log.warn({ status: failureOf(thrown, 0)?.status ?? 0 }, 'a consent could not be finished');
        return no(`Google did not finish this. ${AGAIN}`);
      }
      return keep(state, campaign, email, refresh);
    },
    async revoke(campaignId) {
      if (await holdsSheets(campaignId)) return false;
      const gone = await db
        .deleteFrom('google_accounts')
        .where('campaign_id', '=', campaignId)
        .returning(['email', 'refresh_sealed'])
        .executeTakeFirst();
      if (gone !== undefined && !(await isUsed(gone.email)))
        await tellGoogle(vault.open(gone.refresh_sealed, SEALED.googleRefresh(campaignId)));
      return true;
    },
  };

  /** Files that are in use in one account cannot be reached from another: a change of accounts is refused then. */
  async function keep(
    state: z.infer<typeof stateShape>,
    name: string,
    email: string,
    refresh: string,
  ): Promise<Told> {
    const { campaign } = state;
    const before = await db
      .selectFrom('google_accounts')
      .select(['email', 'refresh_sealed'])
      .where('campaign_id', '=', campaign)
      .executeTakeFirst();
    if (before !== undefined && before.email !== email && (await holdsSheets(campaign))) {
      if (!(await isUsed(email))) await tellGoogle(refresh);
      return no(
        `Partner sheets of this campaign are in the account ${before.email}. Connect that account again, or end those sheets first.`,
      );
    }
    const row = {
      email,
      refresh_sealed: vault.seal(refresh, SEALED.googleRefresh(campaign)),
      connected_by: state.who,
      connected_at: clock(),
    };
    await db
      .insertInto('google_accounts')
      .values({ campaign_id: campaign, ...row })
      .onConflict((conflict) => conflict.column('campaign_id').doUpdateSet(row))
      .execute();
    if (before !== undefined && !(await isUsed(before.email)))
      await tellGoogle(vault.open(before.refresh_sealed, SEALED.googleRefresh(campaign)));
    return {
      ok: true,
      message: `Sheets for partners of “${name}” are now made in the Google account ${email}. Shipsheet sees no other files of it. Go back to your spreadsheet.`,
    };
  }
}
