/** What goes wrong at the Sandbox when a person, the demo or a test says so. */

/** Each fault as the one who calls meets it. */
export const FAULTS = [
  /** Nothing is done, and no answer comes. */
  'no answer',
  /** It is done, but no answer comes. */
  'late answer',
  /** It is done, but the connection breaks before the answer. */
  'lost answer',
  /** 429 with Retry-After. */
  'too many requests',
  /** 500; nothing is done. */
  'server error',
  /** 503; nothing is done. */
  'maintenance',
  /** 401: the key has expired. */
  'key expired',
  /** Of a batch, every third order is refused. */
  'some refused',
  /** Of a batch, every third order fails for the moment. */
  'some failed',
  /** It is done, and the answer is a page in HTML. */
  'garbage',
  /** It is done, and the answer is empty. */
  'empty answer',
] as const;
export type Fault = (typeof FAULTS)[number];

export const OPERATIONS = ['create', 'find', 'update', 'cancel', 'list', 'track', 'account'] as const;
export type Operation = (typeof OPERATIONS)[number];

export interface FaultPlan {
  readonly fault: Fault;
  readonly on: Operation | 'any';
  /** Calls that still meet it; null until it is switched off. */
  readonly left: number | null;
}

/** Seconds of Retry-After. */
export const RETRY_AFTER_S = 2;

/** The fault is met before the work is done. */
export const isBefore = (fault: Fault | null): boolean =>
  fault === 'no answer' ||
  fault === 'too many requests' ||
  fault === 'server error' ||
  fault === 'maintenance' ||
  fault === 'key expired';
