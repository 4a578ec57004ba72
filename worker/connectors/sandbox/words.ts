/** The Sandbox's words, for its service and for its page. */

/** Where an order stands at the warehouse. */
export const STATES = ['accepted', 'on hold', 'packed', 'shipped', 'cancelled', 'refused'] as const;
export type State = (typeof STATES)[number];

/** What a person, a demo or a test does to an order. */
export const ACTIONS = [
  'hold',
  'release',
  'pack',
  'label',
  'ship',
  'deliver',
  'split',
  'void',
  'refuse',
  'cancel',
] as const;
export type Action = (typeof ACTIONS)[number];

/** How it tells that an order changed. */
export const WEBHOOK_WAYS = ['as they happen', 'five times', 'out of order', 'not at all'] as const;
export type WebhookWay = (typeof WEBHOOK_WAYS)[number];
