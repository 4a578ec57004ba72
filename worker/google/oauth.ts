/** The operator's OAuth client, through which persons let the worker make files in their Google account. */
import { auth } from 'googleapis/build/src/apis/drive/index.js';
import type { OAuthClient } from './credential.ts';

/** As Google Cloud gives it, for a web application. */
export interface OAuthSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Others than Google's, for tests. */
  readonly endpoints?: {
    readonly oauth2AuthBaseUrl: string;
    readonly oauth2TokenUrl: string;
    readonly oauth2RevokeUrl: string;
    readonly oauth2FederatedSignonPemCertsUrl: string;
  };
}
/** The page that Google sends people back to, behind the public address: the operator registers it. */
export const RETURN_PATH = '/google/consent/return';
/** Files that the worker makes, and no others. */
export const FILE_SCOPE = 'https://www.googleapis.com/auth/drive.file';

const ANSWER_MS = 30_000;

export function oauthClient(
  { clientId, clientSecret, endpoints }: OAuthSettings,
  publicUrl: string,
): OAuthClient {
  return new auth.OAuth2({
    clientId,
    clientSecret,
    redirectUri: `${publicUrl}${RETURN_PATH}`,
    transporterOptions: { timeout: ANSWER_MS },
    ...(endpoints && { endpoints }),
  });
}
