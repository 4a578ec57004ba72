/** The files of partners: in the worker's own account or on this machine, and in accounts of persons who agreed. */
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { ClientOptions } from '../google/calls.ts';
import { createConsent } from '../google/consent.ts';
import type { GoogleKey } from '../google/credential.ts';
import { type OAuthSettings, oauthClient } from '../google/oauth.ts';
import { NO_QUOTA, type Quota, quotaOf } from '../google/quota.ts';
import { openSheets } from '../sheets/client.ts';
import type { Database } from '../store/tables.ts';
import { SEALED, type Vault } from '../store/vault.ts';
import { openDrive } from './client.ts';
import type { FileAccess, Files } from './port.ts';

export interface FilesParts {
  readonly db: Kysely<Database>;
  readonly vault: Vault;
  /** As startWorker has it. `credential` null: the local workbook. */
  readonly access: {
    readonly account: string;
    readonly credential: GoogleKey | 'default' | null;
    /** Of the local workbook, known once it listens; absent for Google. */
    readonly rootUrl?: () => string;
    /** Of the local workbook. */
    readonly personLink?: Files['personLink'];
  };
  /** null: nobody can let the worker into an account. Has no use on the local workbook. */
  readonly oauth: OAuthSettings | null;
  /** Without a slash at the end. */
  readonly publicUrl: () => string;
  readonly log: Pick<Logger, 'warn'>;
  readonly clock: () => Date;
  /** Of tests. */
  readonly patience?: ClientOptions['patience'];
}

/** Accounts whose access token is kept at hand. */
const MOST_KEPT = 200;

/** Nothing is called yet, and nothing is held but access tokens of the accounts that were asked for. */
export function createFiles(parts: FilesParts): Files {
  const { db, vault, access, oauth, publicUrl, log, clock, patience } = parts;
  const local = access.credential === null;

  const accessOf = (credential: ClientOptions['credential'], quota: Quota): FileAccess => {
    const options = {
      credential,
      ...(access.rootUrl && { rootUrl: access.rootUrl() }),
      ...(patience && { patience }),
    };
    return {
      sheets: openSheets({ ...options, take: quota.sheets }),
      drive: openDrive({ ...options, take: quota.drive }),
    };
  };
  let own: FileAccess | undefined;
  /** By campaign; another refresh token is another way. */
  const agreed = new Map<
    string,
    { readonly sealed: string; readonly access: FileAccess & { email: string } }
  >();

  return {
    get worker() {
      own ??= accessOf(access.credential, local ? NO_QUOTA : quotaOf(db, access.account, clock));
      return own;
    },
    workerAccount: access.account,
    ...(access.personLink && { personLink: access.personLink }),
    async account(campaignId) {
      if (local || oauth === null) return null;
      const row = await db
        .selectFrom('google_accounts')
        .select(['email', 'refresh_sealed'])
        .where('campaign_id', '=', campaignId)
        .executeTakeFirst();
      const kept = agreed.get(campaignId);
      agreed.delete(campaignId);
      if (row === undefined) return null;
      if (kept?.sealed === row.refresh_sealed) {
        agreed.set(campaignId, kept);
        return kept.access;
      }
      const client = oauthClient(oauth, publicUrl());
      client.setCredentials({
        refresh_token: vault.open(row.refresh_sealed, SEALED.googleRefresh(campaignId)),
      });
      const made = { ...accessOf({ agreed: client }, quotaOf(db, row.email, clock)), email: row.email };
      agreed.set(campaignId, { sealed: row.refresh_sealed, access: made });
      for (const oldest of agreed.keys()) {
        if (agreed.size <= MOST_KEPT) break;
        agreed.delete(oldest);
      }
      return made;
    },
    consent: local || oauth === null ? null : createConsent({ db, vault, oauth, publicUrl, log, clock }),
    ways: local ? ['local'] : oauth === null ? ['address'] : ['google', 'address'],
  };
}
