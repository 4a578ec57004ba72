/** What a person fills in to connect Easyship, and what each call has in common. */
import * as z from 'zod';
import type { Account, Field, HttpRequest, Limit } from '../contract.ts';
import { jsonRequest, type Query } from '../http.ts';

export const BASE_URL = 'https://public-api.easyship.com';
const SANDBOX_URL = 'https://public-api-sandbox.easyship.com';
/** The edition of the API that this connector was written for. */
const EDITION = '2024-09';
/** Most of a list that one call gives. */
export const PER_PAGE = 100;

export const CREDENTIAL_FIELDS: readonly Field[] = [
  {
    name: 'token',
    label: 'API access token',
    secret: true,
    required: true,
    help: 'Easyship, Connect, New Integration, API Integration. It begins with prod_, or with sand_ for a trial without real labels.',
  },
  {
    name: 'webhookSecret',
    label: 'Webhook secret',
    secret: true,
    required: false,
    help: 'Begins with webh_ and stands beside the webhook in Easyship. Without it webhooks are refused, and news comes with each sync.',
  },
];

export const CREDENTIALS = z.object({
  token: z.string().trim().min(1, 'Paste the API access token of your Easyship account.'),
  webhookSecret: z.string().trim().default(''),
});

export const SETTING_FIELDS: readonly Field[] = [
  {
    name: 'originCountry',
    label: 'Country you ship from',
    secret: false,
    required: true,
    help: 'Two letters, such as US. Parcels to other countries need customs data of each product.',
  },
  {
    name: 'originAddressId',
    label: 'Address you ship from',
    secret: false,
    required: false,
    help: 'Blank: your default pickup address in Easyship. For another, type any word and test: the ids are listed.',
  },
  {
    name: 'box',
    label: 'Box',
    secret: false,
    required: false,
    help: 'Length x width x height in cm, such as 30x20x10. Used for parcels with a product that has no size in Products.',
  },
  {
    name: 'category',
    label: 'Item category',
    secret: false,
    required: false,
    help: 'A category of Easyship, such as toys. Used for products without an HS code, in your own country only.',
  },
  {
    name: 'value',
    label: 'Value of an item',
    secret: false,
    required: false,
    help: 'Such as 20 USD. Used for products without a customs value, in your own country only: Easyship asks for one everywhere.',
  },
  {
    name: 'incoterms',
    label: 'Duties and taxes are paid by',
    secret: false,
    required: false,
    help: 'Who pays customs for parcels abroad.',
    choices: [
      { value: 'DDU', label: 'the backer (DDU)' },
      { value: 'DDP', label: 'you (DDP)' },
    ],
  },
  {
    name: 'eori',
    label: 'EORI number',
    secret: false,
    required: false,
    help: 'Of the sender, for customs of the EU and the UK.',
  },
  { name: 'vat', label: 'VAT number', secret: false, required: false, help: 'Of the sender.' },
  {
    name: 'ioss',
    label: 'IOSS number',
    secret: false,
    required: false,
    help: 'Sent with parcels to the EU that are worth 150 EUR at most. Customs values must be in EUR: for others, register the number in Easyship.',
  },
  {
    name: 'courierService',
    label: 'Courier service',
    secret: false,
    required: false,
    help: 'The id of a courier service. Blank: your shipping rules in Easyship choose, or its best value.',
  },
  {
    name: 'email',
    label: 'Your e-mail address',
    secret: false,
    required: false,
    help: 'Goes to Easyship in place of the backer’s, unless tracking emails are sent by the partner: so no backer gets two. Blank: switch tracking emails off in Easyship.',
  },
  {
    name: 'phone',
    label: 'Your phone number',
    secret: false,
    required: false,
    help: 'Goes to Easyship for backers who gave none. Blank: their parcels are refused, since Easyship asks for a number.',
  },
  {
    name: 'batches',
    label: 'Send in batches',
    secret: false,
    required: false,
    help: 'Batches of 1,000 are much faster, but every SKU must be a product in Easyship, with its weight.',
    choices: [
      { value: 'no', label: 'no' },
      { value: 'yes', label: 'yes: all SKUs are products in Easyship' },
    ],
  },
];

/** Tokens of the trial are marked by their beginning. */
export const isTrial = ({ credentials }: Account): boolean => (credentials.token ?? '').startsWith('sand_');

/** Easyship's "Rate Limit" page (2025): 60 a minute and 10 a second; of the sandbox 6 and 1. */
export const limits = (account: Account): readonly Limit[] =>
  isTrial(account)
    ? [
        { calls: 1, ms: 1000 },
        { calls: 6, ms: 60_000 },
      ]
    : [
        { calls: 10, ms: 1000 },
        { calls: 60, ms: 60_000 },
      ];

export const inBatches = ({ settings }: Account): boolean => settings.batches === 'yes';

/** A call of the API; `path` without the edition: `/shipments`. */
export function ask(
  account: Account,
  method: HttpRequest['method'],
  path: string,
  parts: { readonly query?: Query; readonly body?: unknown } = {},
): HttpRequest {
  const base = account.baseUrl === BASE_URL && isTrial(account) ? SANDBOX_URL : account.baseUrl;
  return jsonRequest(method, `${base}/${EDITION}${path}`, {
    headers: { Authorization: `Bearer ${account.credentials.token ?? ''}` },
    ...parts,
  });
}
