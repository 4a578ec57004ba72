/** Who the worker is to Google. */
import { auth } from 'googleapis/build/src/apis/drive/index.js';

/** A service account's key, as in the JSON file that Google Cloud gives. */
export interface GoogleKey {
  readonly client_email: string;
  readonly private_key: string;
}
export type OAuthClient = InstanceType<typeof auth.OAuth2>;
/** A person who agreed; the client holds the refresh token. */
export interface Agreed {
  readonly agreed: OAuthClient;
}
/** null: no sign-in, for the local workbook; `default`: as the machine is set up (workload identity, gcloud). */
export type Credential = GoogleKey | 'default' | Agreed | null;

/** Whether it is a person's, who can take it back. */
export const isAgreed = (credential: Credential): credential is Agreed =>
  typeof credential === 'object' && credential !== null && 'agreed' in credential;

/** Nothing is called yet. `scopes` are those of a service account; a person has agreed to theirs. */
export function authOf(
  credential: Credential,
  scopes: readonly string[],
): OAuthClient | InstanceType<typeof auth.GoogleAuth> | undefined {
  if (credential === null) return undefined;
  if (isAgreed(credential)) return credential.agreed;
  return new auth.GoogleAuth({
    scopes: [...scopes],
    ...(credential !== 'default' && { credentials: { ...credential } }),
  });
}
