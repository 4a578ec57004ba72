/**
 * What the environment says to `npm run worker`. Every variable is checked before anything starts, and all that is
 * wrong is told at once. The table is the one that docs/hosting.md shows; values of secrets are in no message.
 */
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import type { GoogleKey } from './google/credential.ts';
import type { OAuthSettings } from './google/oauth.ts';
import * as may from './variables.ts';

type Name = may.VariableName;

export interface Config {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Without a slash at the end; webhooks and pairings are told to come here. */
  readonly publicUrl: string;
  /** undefined: the embedded PostgreSQL in `dataFolder`. */
  readonly databaseUrl: string | undefined;
  readonly dataFolder: string;
  /** Keys of the vault, `id:base64,id:base64`; undefined: one that is kept in `dataFolder`. */
  readonly keys: string | undefined;
  readonly operatorPassword: string;
  readonly google: GoogleAccount;
  /** null: no creator can let the worker into an account. */
  readonly oauth: OAuthSettings | null;
  /** As Express takes it: how many proxies stand before it, or which addresses they have. */
  readonly trustProxy: number | string[] | false;
  readonly logLevel: string;
  /** Within this, a stop finishes what is under way or gives it back. */
  readonly graceMs: number;
  /** After a stop was asked, requests are answered for so long: proxies notice by then that /readyz says no. */
  readonly drainMs: number;
  /** Who shows it as a bearer may read /metrics; undefined: the operator alone. */
  readonly metricsToken: string | undefined;
}
/** The service account that creators share their spreadsheet with. */
export interface GoogleAccount {
  readonly email: string;
  /** default: the machine itself is signed in as this account. */
  readonly credential: GoogleKey | 'default';
}

/** All that is wrong with the environment, a line a variable. Holds no value of a secret. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      `The worker cannot start:\n${problems.map((line) => `  ${line}`).join('\n')}\nSee docs/hosting.md.`,
    );
    this.name = 'ConfigError';
  }
}

/** Reads the environment. Throws ConfigError with all that is missing or wrong. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): Config {
  const problems: string[] = [];
  /** Blank is not set: compose files write `NAME=` for what is left open. */
  const given = (name: Name): string | undefined => env[name]?.trim() || undefined;
  const take = <T>(
    name: Name,
    schema: z.ZodType<T>,
    standard: string | undefined,
    missing = 'is missing.',
  ): T | undefined => {
    const text = given(name) ?? standard;
    if (text === undefined) {
      problems.push(`${name} ${missing}`);
      return undefined;
    }
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    problems.push(`${name} ${parsed.error.issues[0]?.message ?? 'is wrong'}.`);
    return undefined;
  };
  const optional = <T>(name: Name, schema: z.ZodType<T>): T | undefined =>
    given(name) === undefined ? undefined : take(name, schema, undefined);

  const url = take(
    'PUBLIC_URL',
    may.publicUrl,
    undefined,
    'is missing: the address of this worker, with https://.',
  );
  const database = optional('DATABASE_URL', may.databaseUrl);
  const keys =
    given('DATABASE_URL') === undefined
      ? optional('SHIPSHEET_KEYS', may.vaultKeys)
      : take(
          'SHIPSHEET_KEYS',
          may.vaultKeys,
          undefined,
          'is missing: with DATABASE_URL all workers need the same keys. Make one with: echo k1:$(openssl rand -base64 32)',
        );
  const operatorPassword = take(
    'OPERATOR_PASSWORD',
    may.password,
    undefined,
    'is missing: it keeps the operator’s page to yourself.',
  );
  const google = readGoogle(given, readFile, problems);
  const oauth = readOAuth(given, optional, problems);
  const port = take('PORT', may.port, '8080');
  const host = given('HOST') ?? '0.0.0.0';
  const trust = take('TRUST_PROXY', may.proxies, '0');
  const logLevel = take('LOG_LEVEL', may.logLevel, 'info');
  const grace = take('GRACE_SECONDS', may.seconds(1, 600), '25');
  const drain = take('DRAIN_SECONDS', may.seconds(0, 60), '3');
  const metricsToken = optional('METRICS_TOKEN', may.token);
  const dataFolder = given('DATA_DIR') ?? '.data/worker';
  if (
    problems.length > 0 ||
    url === undefined ||
    operatorPassword === undefined ||
    google === undefined ||
    port === undefined ||
    host === undefined ||
    trust === undefined ||
    logLevel === undefined ||
    grace === undefined ||
    drain === undefined
  ) {
    throw new ConfigError(problems);
  }
  return {
    host,
    port,
    publicUrl: url,
    databaseUrl: database,
    dataFolder,
    keys,
    operatorPassword,
    google,
    oauth,
    trustProxy: trust,
    logLevel,
    graceMs: grace * 1000,
    drainMs: drain * 1000,
    metricsToken,
  };
}

/** The service account's key, from the variable or from the file; what is wrong is added to `problems`. */
function readGoogle(
  given: (name: Name) => string | undefined,
  readFile: (path: string) => string,
  problems: string[],
): GoogleAccount | undefined {
  const inline = given('GOOGLE_CREDENTIALS');
  const path = given('GOOGLE_APPLICATION_CREDENTIALS');
  const email = given('GOOGLE_ACCOUNT');
  if (inline === undefined && path === undefined && email !== undefined) {
    if (may.account.safeParse(email).success) return { email, credential: 'default' };
    problems.push('GOOGLE_ACCOUNT must be the address of a service account, …@….gserviceaccount.com.');
    return undefined;
  }
  if (inline === undefined && path === undefined) {
    problems.push(
      'GOOGLE_APPLICATION_CREDENTIALS is missing: the path of the JSON key of a Google service account. GOOGLE_CREDENTIALS with the key itself will do too, or GOOGLE_ACCOUNT where the machine has an account of its own.',
    );
    return undefined;
  }
  const name = inline === undefined ? 'GOOGLE_APPLICATION_CREDENTIALS' : 'GOOGLE_CREDENTIALS';
  let text = inline;
  if (text === undefined && path !== undefined) {
    try {
      text = readFile(path);
    } catch {
      problems.push(`${name} names ${path}, which cannot be read.`);
      return undefined;
    }
  }
  const account = may.serviceAccount.safeParse(jsonOf(text ?? ''));
  if (account.success) {
    const { client_email, private_key } = account.data;
    return { email: client_email, credential: { client_email, private_key } };
  }
  problems.push(
    `${name} is not the JSON key of a service account: it needs type "service_account", client_email and private_key.`,
  );
  return undefined;
}

/** Both or none. */
function readOAuth(
  given: (name: Name) => string | undefined,
  optional: <T>(name: Name, schema: z.ZodType<T>) => T | undefined,
  problems: string[],
): OAuthSettings | null {
  const hasId = given('GOOGLE_CLIENT_ID') !== undefined;
  if (hasId !== (given('GOOGLE_CLIENT_SECRET') !== undefined)) {
    problems.push(
      hasId
        ? 'GOOGLE_CLIENT_SECRET is missing: it belongs to GOOGLE_CLIENT_ID.'
        : 'GOOGLE_CLIENT_ID is missing: GOOGLE_CLIENT_SECRET belongs to it.',
    );
    return null;
  }
  const clientId = optional('GOOGLE_CLIENT_ID', may.oauthClientId);
  const clientSecret = optional('GOOGLE_CLIENT_SECRET', may.oauthSecret);
  return clientId === undefined || clientSecret === undefined ? null : { clientId, clientSecret };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
