/**
 * Who may see the operator's pages: on a server whoever signed in with the password, on the local machine everybody at
 * it. A session is a text that the vault sealed, so that every worker of a database takes it, and none can be made
 * without the vault's key; another password ends all of them.
 */
import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { isOwnHost } from '../local/http/guard.ts';
import { Problem } from '../problem.ts';
import type { Vault } from '../store/vault.ts';
import { hashPassword, isPassword, isPasswordHash } from './password.ts';

/** A working day. */
const SESSION_MS = 12 * 60 * 60_000;

export interface Operator {
  /** Open: no sign-in, and answers to this machine alone. */
  readonly open: boolean;
  /** Sets the cookie; false for a wrong password. */
  signIn(response: Response, password: string): Promise<boolean>;
  signOut(response: Response): void;
  isSignedIn(request: Request): boolean;
  /** Sends people to the sign-in page, and answers programs with 401. */
  readonly require: RequestHandler;
  /** Refuses what another site's page could have sent: for everything that changes something. */
  readonly sameSite: RequestHandler;
}

/** What the cookie holds, sealed. */
const session = z.object({ until: z.number() });

const foreign = new Problem(403, 'site.foreign', 'Another web page may not do this.');

/** Whether the browser says that the page which asks is ours; `unsaid` for a program, or a browser of before 2020. */
function siteOf(request: Request, origin: string): 'ours' | 'foreign' | 'unsaid' {
  const site = request.get('Sec-Fetch-Site');
  const from = request.get('Origin');
  if (site !== undefined && site !== 'same-origin') return 'foreign';
  if (from !== undefined && from.toLowerCase() !== origin) return 'foreign';
  return site === undefined && from === undefined ? 'unsaid' : 'ours';
}

/** Local mode. The address must be this machine's in name too: a page could reach it under a name of its own. */
export function openOperator(): Operator {
  const check = (request: Request): void => {
    const remote = request.socket.remoteAddress ?? '';
    const here = /^(127\.|::1$|::ffff:127\.)/.test(remote);
    if (!here || !isOwnHost(request.headers.host, request.socket.localPort ?? 0)) {
      throw new Problem(403, 'host.foreign', 'This address answers on this machine only.');
    }
  };
  return {
    open: true,
    signIn: () => Promise.resolve(true),
    signOut() {},
    isSignedIn: () => true,
    require(request, _response, next) {
      check(request);
      next();
    },
    sameSite(request, _response, next) {
      if (siteOf(request, `http://${request.headers.host ?? ''}`.toLowerCase()) === 'foreign') throw foreign;
      next();
    },
  };
}

export interface OperatorParts {
  /** As the environment has it: a password, or its hash. */
  readonly password: string;
  readonly publicUrl: string;
  readonly vault: Vault;
  readonly clock: () => Date;
}

/** Server mode. */
export async function passwordOperator(parts: OperatorParts): Promise<Operator> {
  const { password, vault, clock } = parts;
  const hash = isPasswordHash(password) ? password : await hashPassword(password);
  const { origin, protocol, pathname } = new URL(parts.publicUrl);
  const secure = protocol === 'https:';
  // The prefix makes browsers refuse it from any other host, and without TLS.
  const cookie = secure ? '__Host-shipsheet' : 'shipsheet';
  const options = { httpOnly: true, sameSite: 'strict', secure, path: '/' } as const;
  const about = `operator/session/${createHash('sha256').update(password).digest('hex')}`;
  const home = pathname.replace(/\/$/, '');

  const read = (request: Request): string | undefined => {
    for (const part of (request.headers.cookie ?? '').split(';')) {
      const [name, value = ''] = part.trim().split('=', 2);
      if (name === cookie) return value;
    }
    return undefined;
  };
  const isSignedIn = (request: Request): boolean => {
    const value = read(request);
    if (value === undefined) return false;
    try {
      const text = vault.open(Buffer.from(value, 'base64url').toString('utf8'), about);
      return session.parse(JSON.parse(text)).until > clock().getTime();
    } catch {
      // Not sealed by us, or under another password.
      return false;
    }
  };
  return {
    open: false,
    isSignedIn,
    async signIn(response, given) {
      if (!(await isPassword(given, hash))) return false;
      const sealed = vault.seal(JSON.stringify({ until: clock().getTime() + SESSION_MS }), about);
      const value = Buffer.from(sealed, 'utf8').toString('base64url');
      response.cookie(cookie, value, { ...options, maxAge: SESSION_MS });
      return true;
    },
    signOut: (response) => {
      response.clearCookie(cookie, options);
    },
    require(request, response, next) {
      if (isSignedIn(request)) next();
      else if (request.method === 'GET' && request.accepts(['json', 'html']) === 'html') {
        response.redirect(303, `${home}/sign-in`);
      } else throw new Problem(401, 'operator.signed-out', 'Sign in first.');
    },
    sameSite(request, _response, next) {
      // Every browser of today says one or the other with a request that changes something.
      if (siteOf(request, origin) !== 'ours') throw foreign;
      next();
    },
  };
}
