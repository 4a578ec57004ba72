/**
 * Columns of Kickstarter backer reports, 2012 to 2026, by every name they have had.
 * Source: column lists in public documents and repositories; the union of eight layouts. The order is not relied on.
 */

export const FIELDS = {
  backerNumber: ['backer number', 'backer id', 'backer no', 'backer no.', 'backer #'],
  backerUid: ['backer uid'],
  name: ['backer name'],
  email: ['email', 'e-mail', 'email address', 'backer email'],
  country: ['shipping country'],
  shippingAmount: ['shipping amount'],
  rewardTitle: ['reward title', 'reward name'],
  rewardMinimum: ['reward minimum', 'backing minimum'],
  rewardId: ['reward id'],
  bonus: ['bonus support'],
  pledged: ['pledge amount', 'pledged amount'],
  amountDue: ['amount due'],
  amountPaid: ['amount paid'],
  payOverTime: ['pledge over time', 'pay over time'],
  pledgedAt: ['pledged at'],
  latePledge: ['late pledge', 'late pledge?'],
  sent: ['rewards sent?', 'rewards sent', 'fulfillment status', 'fulfilment status'],
  status: ['pledged status', 'pledge status'],
  notes: ['notes'],
  twitter: ['twitter'],
  billingState: ['billing state/province', 'billing state'],
  billingCountry: ['billing country'],
  surveyAt: ['survey response'],
  addressName: ['shipping name'],
  line1: ['shipping address 1'],
  line2: ['shipping address 2'],
  city: ['shipping city'],
  state: ['shipping state', 'shipping state/province'],
  postal: ['shipping postal code', 'shipping zip code'],
  countryName: ['shipping country name'],
  countryCode: ['shipping country code'],
  phone: ['shipping phone number', 'shipping phone'],
  deliveryNotes: ['shipping delivery notes', 'delivery notes'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Field = keyof typeof FIELDS;

/** Every name to its field. */
export const FIELD_OF: ReadonlyMap<string, Field> = new Map(
  Object.entries(FIELDS).flatMap(([field, names]) => names.map((name) => [name, field as Field] as const)),
);

/** Columns that every layout has beside the key; a report has at least three of them. */
export const MARKS: readonly Field[] = ['name', 'email', 'pledged', 'pledgedAt', 'status', 'rewardMinimum'];

/** Columns of the survey's address; item columns stand before them, questions after. */
export const ADDRESS_FIELDS: readonly Field[] = [
  'addressName',
  'line1',
  'line2',
  'city',
  'state',
  'postal',
  'countryName',
  'countryCode',
  'phone',
  'deliveryNotes',
];
