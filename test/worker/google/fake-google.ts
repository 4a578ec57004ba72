/** Google's sign-in on the loopback address: it checks what a client sends as Google does, and signs what it says. */
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import type { OAuthSettings } from '../../../worker/google/oauth.ts';
import { listen, shut } from '../local/drive/harness.ts';

export interface Person {
  readonly email: string;
  readonly verified?: boolean;
  /** Boxes that stay unticked. */
  readonly without?: string;
  /** Refuses in place of agreeing. */
  readonly refuses?: string;
  /** Gives no refresh token. */
  readonly shortly?: boolean;
  /** Signs with a key that is not Google's. */
  readonly forged?: boolean;
}
interface Grant {
  readonly email: string;
  alive: boolean;
}
export interface FakeGoogle {
  readonly settings: OAuthSettings;
  /** A person opens the address: what the browser is sent back to. */
  open(url: string, person: Person): Promise<URL>;
  /** A person takes the access back at Google. */
  withdraw(email: string): void;
  /** Refresh tokens that were given and are good. */
  readonly alive: () => string[];
  readonly revoked: string[];
  /** Requests of access tokens by refresh token. */
  readonly refreshed: () => number;
  /** What each access token was given for. */
  readonly ownerOf: (accessToken: string) => string | undefined;
  /** Sign-in is away. */
  down: boolean;
  close(): Promise<void>;
}

const token = (): string => randomBytes(24).toString('base64url');

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return new URLSearchParams(Buffer.concat(parts).toString());
}

export async function startGoogle(clientId: string, redirectUri: () => string): Promise<FakeGoogle> {
  const clientSecret = token();
  const [ours, foreign] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
  const certificate = await exportSPKI(ours.publicKey);
  const codes = new Map<string, { person: Person; challenge: string; redirect: string; scope: string }>();
  const grants = new Map<string, Grant>();
  const access = new Map<string, string>();
  const revoked: string[] = [];
  let refreshed = 0;
  const state = { down: false };

  const idToken = ({ email, verified = true, forged = false }: Person): Promise<string> =>
    new SignJWT({ email, email_verified: verified })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer('https://accounts.google.com')
      .setAudience(clientId)
      .setSubject('1')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(forged ? foreign.privateKey : ours.privateKey);
  const accessFor = (email: string) => {
    const made = token();
    access.set(made, email);
    return { access_token: made, expires_in: 3599, token_type: 'Bearer' };
  };
  const give = async (form: URLSearchParams): Promise<[number, object]> => {
    const wrong = (error: string): [number, object] => [400, { error, error_description: 'Bad Request' }];
    if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret)
      return [401, { error: 'invalid_client' }];
    if (form.get('grant_type') === 'refresh_token') {
      refreshed++;
      const grant = grants.get(form.get('refresh_token') ?? '');
      return grant?.alive === true ? [200, accessFor(grant.email)] : wrong('invalid_grant');
    }
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (code === undefined || code.challenge !== challenge) return wrong('invalid_grant');
    if (form.get('redirect_uri') !== code.redirect) return wrong('redirect_uri_mismatch');
    const { person, scope } = code;
    const refresh = token();
    if (person.shortly !== true) grants.set(refresh, { email: person.email, alive: true });
    return [
      200,
      {
        ...accessFor(person.email),
        ...(person.shortly !== true && { refresh_token: refresh }),
        id_token: await idToken(person),
        scope: scope
          .split(' ')
          .filter((one) => one !== person.without)
          .join(' '),
      },
    ];
  };
  const endGrants = (email: string): void => {
    for (const grant of grants.values()) if (grant.email === email) grant.alive = false;
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://google');
    const form = await formOf(request);
    let [status, body]: [number, object] = [404, { error: 'not_found' }];
    if (state.down) [status, body] = [400, { error: 'temporarily_unavailable' }];
    else if (url.pathname === '/token') [status, body] = await give(form);
    else if (url.pathname === '/certs') [status, body] = [200, { one: certificate }];
    else if (url.pathname === '/revoke') {
      const given = url.searchParams.get('token') ?? form.get('token') ?? '';
      const grant = grants.get(given);
      revoked.push(given);
      // All that the account has agreed to ends with one of its tokens.
      if (grant !== undefined) endGrants(grant.email);
      [status, body] = grant === undefined ? [400, { error: 'invalid_token' }] : [200, {}];
    }
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  const base = await listen(server);
  return {
    settings: {
      clientId,
      clientSecret,
      endpoints: {
        oauth2AuthBaseUrl: `${base}/auth`,
        oauth2TokenUrl: `${base}/token`,
        oauth2RevokeUrl: `${base}/revoke`,
        oauth2FederatedSignonPemCertsUrl: `${base}/certs`,
      },
    },
    async open(address, person) {
      const { origin, pathname, searchParams: asked } = new URL(address);
      const must = {
        client_id: clientId,
        redirect_uri: redirectUri(),
        response_type: 'code',
        access_type: 'offline',
        code_challenge_method: 'S256',
      };
      for (const [name, value] of Object.entries(must))
        if (asked.get(name) !== value) throw new Error(`Google would refuse ${name}=${asked.get(name)}`);
      if (`${origin}${pathname}` !== `${base}/auth`) throw new Error(`This is not Google: ${address}`);
      const back = new URL(redirectUri());
      back.searchParams.set('state', asked.get('state') ?? '');
      if (person.refuses !== undefined) {
        back.searchParams.set('error', person.refuses);
        return back;
      }
      const code = token();
      codes.set(code, {
        person,
        challenge: asked.get('code_challenge') ?? '',
        redirect: redirectUri(),
        scope: asked.get('scope') ?? '',
      });
      back.searchParams.set('code', code);
      back.searchParams.set('scope', asked.get('scope') ?? '');
      return back;
    },
    withdraw: endGrants,
    alive: () => [...grants].flatMap(([refresh, { alive }]) => (alive ? [refresh] : [])),
    revoked,
    refreshed: () => refreshed,
    ownerOf: (accessToken) => access.get(accessToken),
    get down() {
      return state.down;
    },
    set down(next: boolean) {
      state.down = next;
    },
    close: () => shut(server),
  };
}
