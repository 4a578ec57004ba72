/** What the Sandbox's page and its service say to each other. */
import * as z from 'zod/mini';
import { FAULTS, OPERATIONS } from './faults.ts';
import { ACTIONS, STATES, WEBHOOK_WAYS } from './words.ts';

/** What stands in the address; `accounts` and the page's files are taken. */
export const ACCOUNT_NAME = z.string().check(
  z.regex(/^[a-z][a-z0-9-]{1,39}$/, 'Small letters, digits and dashes, 2 to 40 of them.'),
  z.refine((name) => name !== 'accounts', 'This name is taken.'),
);

const skus = z.array(z.string().check(z.trim(), z.minLength(1), z.maxLength(64))).check(z.maxLength(200));
/** For people. */
const words = z._default(z.string().check(z.trim(), z.maxLength(200)), '');
const number = (least: number, most: number) => z.number().check(z.gte(least), z.lte(most));
const webhookWay = z.enum(WEBHOOK_WAYS);
const onto = z.enum([...OPERATIONS, 'any']);
/** One order as account.find takes it, or all of a state. */
const which = z.union([z.object({ order: z.string() }), z.object({ all: z.enum(STATES) })]);
export type Which = z.infer<typeof which>;

export const CONTROL = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('turn'),
    hours: number(0, 24 * 366),
  }),
  z.object({
    do: z.literal('set'),
    settings: z.partial(
      z.object({
        auto: z.boolean(),
        hoursAMinute: number(0, 24 * 7),
        dedupe: z.boolean(),
        unknownSkus: skus,
        outOfStock: skus,
        cancels: z.boolean(),
        webhook: z.union([z.literal(''), z.url({ protocol: /^https?$/, error: 'This is no address.' })]),
        webhookWay,
      }),
    ),
  }),
  /** `times` null: until it is switched off. */
  z.object({
    do: z.literal('fault'),
    fault: z.enum(FAULTS),
    on: z._default(onto, 'any'),
    times: z._default(z.nullable(z.int().check(z.gte(1), z.lte(10_000))), 1),
  }),
  z.object({ do: z.literal('no faults') }),
  z.object({
    do: z.literal('act'),
    action: z.enum(ACTIONS),
    to: which,
    reason: words,
  }),
  /** A code of the carrier, known or not; its usual text where none is given. */
  z.object({
    do: z.literal('scan'),
    code: z.string().check(z.minLength(1), z.maxLength(10)),
    text: words,
    to: which,
  }),
]);
export type Control = z.infer<typeof CONTROL>;
/** Without what has a standard. */
export type ControlInput = z.input<typeof CONTROL>;

export const VIEW_QUERY = z.object({
  state: z.optional(z.enum(STATES)),
  /** Part of an id, a key, a Shipment ID, a name or a tracking number. */
  q: z._default(z.string().check(z.trim(), z.maxLength(100)), ''),
});

const order = z.object({
  id: z.string(),
  number: z.string(),
  key: z.string(),
  reference: z.string(),
  state: z.enum(STATES),
  standing: z.string(),
  reason: z.string(),
  name: z.string(),
  address: z.string(),
  items: z.string(),
  notify: z.boolean(),
  boxes: z.array(
    z.object({
      id: z.string(),
      trackingNumber: z.string(),
      carrier: z.string(),
      voided: z.boolean(),
      cost: z.string(),
      items: z.string(),
      scans: z.array(z.object({ code: z.string(), text: z.string(), at: z.string() })),
    }),
  ),
  /** What may be done to it. */
  can: z.array(z.enum(ACTIONS)),
});
export type OrderView = z.infer<typeof order>;

export const VIEW = z.object({
  name: z.string(),
  key: z.string(),
  time: z.string(),
  settings: z.object({
    auto: z.boolean(),
    hoursAMinute: z.number(),
    dedupe: z.boolean(),
    unknownSkus: z.array(z.string()),
    outOfStock: z.array(z.string()),
    cancels: z.boolean(),
    webhook: z.string(),
    webhookWay,
  }),
  faults: z.array(z.object({ fault: z.enum(FAULTS), on: onto, left: z.nullable(z.number()) })),
  counts: z.record(z.enum(STATES), z.number()),
  webhooks: z.object({ waiting: z.number(), last: z.string() }),
  found: z.number(),
  /** The latest change first. */
  orders: z.array(order),
});
export type View = z.infer<typeof VIEW>;
