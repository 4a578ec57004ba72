/** How the page calls things. */
import type { Fault, Operation } from '../faults.ts';
import type { Action, State, WebhookWay } from '../words.ts';

export const ACTION_LABELS: Readonly<Record<Action, string>> = {
  hold: 'Hold',
  release: 'Release',
  pack: 'Pack',
  label: 'Make label',
  ship: 'Ship',
  deliver: 'Deliver',
  split: 'Ship in two parcels',
  void: 'Void label',
  refuse: 'Refuse',
  cancel: 'Cancel',
};
/** What a row offers first, by what can be done. */
export const NEXT_STEP: readonly Action[] = ['release', 'pack', 'ship', 'deliver'];

export const STATE_LABELS: Readonly<Record<State, string>> = {
  accepted: 'Accepted',
  'on hold': 'On hold',
  packed: 'Packed',
  shipped: 'Shipped',
  cancelled: 'Cancelled',
  refused: 'Refused',
};

export const FAULT_LABELS: Readonly<Record<Fault, string>> = {
  'no answer': 'No answer comes, nothing is done',
  'late answer': 'It is done, but no answer comes',
  'lost answer': 'It is done, but the connection breaks',
  'too many requests': 'Too many requests (429, wait 2 s)',
  'server error': 'Server error (500)',
  maintenance: 'Maintenance (503)',
  'key expired': 'The API key has expired (401)',
  'some refused': 'Every third order of a batch is refused',
  'some failed': 'Every third order of a batch fails for now',
  garbage: 'It is done, but the answer is a web page',
  'empty answer': 'It is done, but the answer is empty',
};
export const OPERATION_LABELS: Readonly<Record<Operation | 'any', string>> = {
  any: 'any call',
  create: 'new orders',
  find: 'looking an order up',
  update: 'changing an order',
  cancel: 'cancelling an order',
  list: 'the list of changes',
  track: 'tracking',
  account: 'the connection test',
};
export const WAY_LABELS: Readonly<Record<WebhookWay, string>> = {
  'as they happen': 'Once, as things happen',
  'five times': 'Five times each',
  'out of order': 'Newest first',
  'not at all': 'Not at all',
};
/** Hours of the warehouse in a real minute. */
export const PACES: readonly (readonly [number, string])[] = [
  [0, 'Stands still'],
  [1 / 60, 'Real time'],
  [1, '1 minute is 1 hour'],
  [6, '1 minute is 6 hours'],
  [24, '1 minute is 1 day'],
];
