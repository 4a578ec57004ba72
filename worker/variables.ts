/** The environment of `npm run worker`: what each variable is, and what it may hold. */
import { isIP } from 'node:net';
import { z } from 'zod';
import { isPasswordHash } from './auth/password.ts';
import { openVault } from './store/vault.ts';

/** A variable as people set it up. */
interface Variable {
  readonly name: string;
  readonly what: string;
  /** What it is when it is not set; undefined: it must be set, or `unless` says when not. */
  readonly standard?: string;
  readonly unless?: string;
  readonly secret?: boolean;
}

export const VARIABLES = [
  { name: 'PUBLIC_URL', what: 'Address of the worker as the internet sees it, with https' },
  {
    name: 'DATABASE_URL',
    what: 'PostgreSQL 15 or later, `postgres://user:password@host:5432/name`',
    standard: 'an embedded PostgreSQL in DATA_DIR',
    secret: true,
  },
  { name: 'DATA_DIR', what: 'Folder of the embedded PostgreSQL and of its key', standard: '.data/worker' },
  {
    name: 'SHIPSHEET_KEYS',
    what: 'Keys that seal credentials, `id:base64 of 32 bytes`; the first seals, all open',
    unless: 'the embedded PostgreSQL is used',
    secret: true,
  },
  {
    name: 'OPERATOR_PASSWORD',
    what: 'Of the operator’s page: a password of 12 characters or more, or what `npm run worker -- hash-password` makes of one',
    secret: true,
  },
  {
    name: 'GOOGLE_APPLICATION_CREDENTIALS',
    what: 'Path of the JSON key of the Google service account',
    unless: 'GOOGLE_CREDENTIALS or GOOGLE_ACCOUNT is set',
  },
  {
    name: 'GOOGLE_CREDENTIALS',
    what: 'The JSON key itself',
    unless: 'one of the other two is set',
    secret: true,
  },
  {
    name: 'GOOGLE_ACCOUNT',
    what: 'E-mail address of the service account that the machine itself has (workload identity), in place of a key',
    unless: 'there is a key',
  },
  {
    name: 'GOOGLE_CLIENT_ID',
    what: 'Of an OAuth client for a web application, with which creators let the worker make partner sheets in their Google account',
    standard: 'partner sheets are made from the addresses of empty spreadsheets',
  },
  {
    name: 'GOOGLE_CLIENT_SECRET',
    what: 'Its secret',
    standard: 'only without GOOGLE_CLIENT_ID',
    secret: true,
  },
  { name: 'PORT', what: 'Port that it listens on', standard: '8080' },
  {
    name: 'HOST',
    what: 'Address that it listens on; `127.0.0.1` behind a proxy on the same machine',
    standard: '0.0.0.0',
  },
  {
    name: 'TRUST_PROXY',
    what: 'How many proxies stand before it, or their addresses with commas; `0` for none',
    standard: '0',
  },
  { name: 'LOG_LEVEL', what: 'trace, debug, info, warn, error or silent', standard: 'info' },
  { name: 'GRACE_SECONDS', what: 'Time for a stop to finish what is under way, 1 to 600', standard: '25' },
  {
    name: 'DRAIN_SECONDS',
    what: 'Time between /readyz saying no and the end of answering, 0 to 60',
    standard: '3',
  },
  {
    name: 'METRICS_TOKEN',
    what: 'Bearer token for /metrics, 16 characters or more',
    standard: 'the operator alone reads them',
    secret: true,
  },
] as const satisfies readonly Variable[];
export type VariableName = (typeof VARIABLES)[number]['name'];

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

export const publicUrl = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:/.test(text), {
    error: 'must be an address such as https://worker.example.com',
    abort: true,
  })
  .refine((text) => {
    const { protocol, hostname } = new URL(text);
    return protocol === 'https:' || LOOPBACK.test(hostname);
  }, 'must begin with https:// (http:// is for localhost alone)')
  .refine((text) => {
    const { search, hash, username } = new URL(text);
    return search === '' && hash === '' && username === '';
  }, 'must have no user, question mark or # in it')
  .transform((text) => text.replace(/\/+$/, ''));

export const databaseUrl = z
  .string()
  .refine((text) => /^postgres(ql)?:\/\/\S+$/.test(text), {
    message: 'must begin with postgres:// and hold no blank',
    abort: true,
  })
  .refine(
    (text) => URL.canParse(text),
    'is no address: signs such as / # ? @ in the password are written as %2F %23 %3F %40',
  );

export const vaultKeys = z.string().refine((text) => {
  try {
    openVault(text);
    return true;
  } catch {
    return false;
  }
}, 'must be id:key,id:key with keys of 32 bytes in base64 (openssl rand -base64 32) and ids that differ');

export const LEAST_PASSWORD = 12;
export const password = z
  .string()
  .refine((text) => isPasswordHash(text) || (!text.startsWith('scrypt:') && text.length >= LEAST_PASSWORD), {
    message: `must be ${LEAST_PASSWORD} characters or more, or a whole hash as hash-password gives it`,
  });

export const oauthClientId = z
  .string()
  .regex(/^[\w-]+\.apps\.googleusercontent\.com$/, 'must be a client ID, ….apps.googleusercontent.com');
export const oauthSecret = z.string().min(8, 'must be the secret of the client');

export const serviceAccount = z.object({
  type: z.literal('service_account'),
  client_email: z.string().min(3),
  private_key: z.string().includes('PRIVATE KEY'),
});

const trustProxy = z.string().transform((text): number | string[] | false => {
  if (/^\d{1,2}$/.test(text)) return Number(text) === 0 ? false : Number(text);
  return text.split(',').map((part) => part.trim());
});
/** An address, or a net as `10.0.0.0/8`. */
function isNet(text: string): boolean {
  const [ip = '', bits, more] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(ip)] ?? -1;
  return (
    more === undefined && most > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  );
}
/** `true` would believe whatever anybody writes into X-Forwarded-For. */
export const proxies = trustProxy.refine(
  (value) =>
    !Array.isArray(value) ||
    value.every((part) => isNet(part) || /^(loopback|linklocal|uniquelocal)$/.test(part)),
  'must be a number of proxies, or addresses and nets with commas, or loopback, uniquelocal',
);

export const seconds = (least: number, most: number): z.ZodType<number> =>
  z.coerce
    .number(`must be a number from ${least} to ${most}`)
    .min(least, `must be a number from ${least} to ${most}`)
    .max(most, `must be a number from ${least} to ${most}`);

export const port = z.coerce
  .number('must be a port')
  .int('must be a port')
  .min(0, 'must be a port')
  .max(65_535, 'must be a port');
export const logLevel = z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`);
export const token = z.string().min(16, 'must have 16 characters or more');
export const account = z
  .string()
  .regex(/^[^\s@]+@[^\s@]+\.gserviceaccount\.com$/, 'must be the address of a service account');
