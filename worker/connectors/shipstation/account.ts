/** ShipStation's connect form, and what it makes of an account: addresses, credentials, settings. */
import { z } from 'zod';
import type { Account, CallProblem, Field, HttpReply, HttpRequest, Reply } from '../contract.ts';
import { basicAuth, httpProblem, jsonRequest, parseJson, type Query } from '../http.ts';

export const BASE_URL = 'https://ssapi.shipstation.com';
const BASE_URL_V2 = 'https://api.shipstation.com';

export const credentialFields: readonly Field[] = [
  {
    name: 'key',
    label: 'API key',
    secret: true,
    help: 'In ShipStation: Settings, Account, API Settings, API v1. Generate a pair of keys if there is none.',
    required: true,
  },
  {
    name: 'secret',
    label: 'API secret',
    secret: true,
    help: 'Beside the API key. ShipStation makes new ones for both at a time.',
    required: true,
  },
  {
    name: 'v2-key',
    label: 'API v2 key',
    secret: true,
    help: 'Only where your plan has API v2: then the tracking numbers of all boxes of one label come too, and not only the first. On the same page, under API v2.',
    required: false,
  },
];

const CUSTOM_FIELDS = ['1', '2', '3'] as const;

export const settingFields: readonly Field[] = [
  {
    name: 'store',
    label: 'Store ID',
    secret: false,
    help: 'The number of the store that gets the orders, and that is asked for tracking. Blank: your first manual store gets them.',
    required: false,
  },
  {
    name: 'warehouse',
    label: 'Ship From ID',
    secret: false,
    help: 'The number of the Ship From location (warehouse). Blank: ShipStation takes your default one.',
    required: false,
  },
  {
    name: 'country',
    label: 'Ships from country',
    secret: false,
    help: 'Two letters, as in US. Orders to other countries carry customs lines. For these, set International Settings, Customs Declarations to "Leave blank (Enter Manually)" in ShipStation, or it replaces them. Blank: US.',
    required: false,
  },
  {
    name: 'currency',
    label: 'Currency of the account',
    secret: false,
    help: 'Three letters, as in USD. Customs values of Products in another currency are left out, with a note on the order. Blank: USD.',
    required: false,
  },
  {
    name: 'service',
    label: 'Requested service',
    secret: false,
    help: 'Written on each order as the service that was asked for, so that your automation rules can map it. Blank: none.',
    required: false,
  },
  {
    name: 'tax-id',
    label: 'Tax ID of the backer goes to',
    secret: false,
    help: 'ShipStation has no field of its own for it on an order. Custom fields can be printed on labels.',
    required: false,
    choices: [
      { value: '', label: 'Internal notes' },
      ...CUSTOM_FIELDS.map((n) => ({ value: n, label: `Custom field ${n}` })),
      { value: 'none', label: 'Nowhere' },
    ],
  },
  {
    name: 'email',
    label: 'E-mail addresses',
    secret: false,
    help: 'ShipStation can mail a backer only when the order has an address. If carriers need it, send it always and switch the shipment confirmation of this store off in ShipStation (Settings, Stores, Edit, Emails), or backers get two.',
    required: false,
    choices: [
      { value: '', label: 'Only where the channel says that the partner sends tracking e-mails' },
      { value: 'always', label: 'Always' },
    ],
  },
];

const filled = (what: string) => z.string().trim().min(1, `${what} is missing.`);

export const credentials: z.ZodType<Record<string, string>> = z
  .object({
    key: filled('The API key'),
    secret: filled('The API secret'),
    'v2-key': z.string().trim().default(''),
  })
  .catchall(z.string());

const number = (text: string): number | undefined => (/^\d{1,15}$/.test(text) ? Number(text) : undefined);

/** Settings as they are used; codes in capitals. */
export interface Settings {
  readonly store: number | undefined;
  readonly warehouse: number | undefined;
  readonly country: string;
  readonly currency: string;
  readonly service: string;
  readonly taxId: string;
  readonly emailAlways: boolean;
}

export function settingsOf(settings: Account['settings']): Settings {
  const text = (name: string): string => settings[name]?.trim() ?? '';
  return {
    store: number(text('store')),
    warehouse: number(text('warehouse')),
    country: text('country').toUpperCase() || 'US',
    currency: text('currency').toUpperCase() || 'USD',
    service: text('service'),
    taxId: text('tax-id'),
    emailAlways: text('email') === 'always',
  };
}

/** What is wrong with settings, for people; null for nothing. */
export function settingsFault(settings: Account['settings']): string | null {
  const text = (name: string): string => settings[name]?.trim() ?? '';
  const wrong = (name: string, form: RegExp): boolean => text(name) !== '' && !form.test(text(name));
  if (wrong('store', /^\d{1,15}$/))
    return 'Store ID of the connection is no number: change it under Connections.';
  if (wrong('warehouse', /^\d{1,15}$/))
    return 'Ship From ID of the connection is no number: change it under Connections.';
  if (wrong('country', /^[a-z]{2}$/i))
    return 'Ships from country of the connection is no two-letter code: change it.';
  if (wrong('currency', /^[a-z]{3}$/i))
    return 'Currency of the connection is no three-letter code: change it.';
  return null;
}

export const hasV2 = ({ credentials }: Account): boolean => (credentials['v2-key'] ?? '') !== '';

/** A request to the v1 API. `path` begins with a slash. */
export function v1(
  account: Account,
  method: HttpRequest['method'],
  path: string,
  parts: { readonly query?: Query; readonly body?: unknown } = {},
): HttpRequest {
  const { key = '', secret = '' } = account.credentials;
  return jsonRequest(method, `${account.baseUrl}${path}`, {
    ...parts,
    headers: { Authorization: basicAuth(key, secret) },
  });
}

/** A request to the v2 API, which has a host of its own; an account with another address has both APIs there. */
export function v2(account: Account, path: string, query: Query): HttpRequest {
  const base = account.baseUrl === BASE_URL ? BASE_URL_V2 : account.baseUrl;
  return jsonRequest('GET', `${base}${path}`, {
    query,
    headers: { 'api-key': account.credentials['v2-key'] ?? '' },
  });
}

/** Calls that remain, by the headers of v1; seconds until the next window. */
export function remaining({
  headers,
}: HttpReply): { readonly calls: number; readonly resetMs: number } | null {
  const calls = number(headers['x-rate-limit-remaining']?.trim() ?? '');
  const seconds = number(headers['x-rate-limit-reset']?.trim() ?? '');
  return calls === undefined || seconds === undefined ? null : { calls, resetMs: seconds * 1000 };
}

/** The problem of an error status, with the wait that ShipStation's own headers ask for. */
export function problemOf(reply: HttpReply): CallProblem {
  const problem = httpProblem(reply);
  const left = remaining(reply);
  if (reply.status !== 429 || problem.retryAfterMs !== undefined || left === null) return problem;
  return { ...problem, retryAfterMs: left.resetMs };
}

/** The JSON of an answer by its schema; see `parseJson`. */
export function readJson<T>(reply: HttpReply, schema: z.ZodType<T>): Reply<T> {
  return reply.status === 429 ? { ok: false, problem: problemOf(reply) } : parseJson(reply, schema);
}
