/** The kinds of work, what each is told, and how each is tried again. Payloads hold ids only: no personal data. */
export interface Payloads {
  /** One request of the outbox. */
  dispatch: { requestId: string; campaignId: string; parcelId: string };
  /** Ask a connection what is new. */
  poll: { connectionId: string };
  /** Fetch the truth behind a webhook. */
  inbox: { connectionId: string; eventId: string };
  /** Write what changed into the sheet. */
  project: { campaignId: string };
  /** Read a partner's sheet, and bring it to what it should hold. */
  sheet: { connectionId: string };
  /** Each minute: see which connections are due. */
  due: { minute?: undefined };
  /** Each hour: throw away what is expired. */
  upkeep: { hour?: undefined };
}
export type QueueName = keyof Payloads;
export const QUEUE_NAMES = [
  'dispatch',
  'poll',
  'inbox',
  'project',
  'sheet',
  'due',
  'upkeep',
] as const satisfies QueueName[];

/** Queues whose jobs of one key all do the same: one that waits stands for whoever asks. */
const KEYED_QUEUES = ['poll', 'project', 'sheet'] as const satisfies QueueName[];
export type KeyedQueue = (typeof KEYED_QUEUES)[number];

export const isKeyed = (queue: QueueName): queue is KeyedQueue =>
  KEYED_QUEUES.some((keyed) => keyed === queue);

export interface QueueRule<Q extends QueueName> {
  /** Work of one key is done one after the other, in the order in which it was asked. null: all at once. */
  readonly key: ((data: Payloads[Q]) => string) | null;
  /**
   * Tries after the first before a person must look. Crashes of the process count too. What has a key blocks it when it
   * is given up, so only dispatch, whose order matters more than its going on, is ever given up with one.
   */
  readonly retries: number;
  /** Seconds before the second try; doubled each time, with jitter, up to the most. */
  readonly delay: number;
  readonly delayMost: number;
  /** A handler that takes longer is taken for lost. */
  readonly seconds: number;
}

/** Thousands of tries at ten minutes each: for work that is never given up. */
const FOREVER = 100_000;

export const QUEUES: { readonly [Q in QueueName]: QueueRule<Q> } = {
  dispatch: {
    key: ({ campaignId, parcelId }) => `${campaignId}/${parcelId}`,
    retries: 30,
    delay: 2,
    delayMost: 600,
    seconds: 900,
  },
  poll: {
    key: ({ connectionId }) => connectionId,
    retries: FOREVER,
    delay: 5,
    delayMost: 600,
    seconds: 3600,
  },
  inbox: { key: null, retries: 30, delay: 2, delayMost: 600, seconds: 900 },
  project: { key: ({ campaignId }) => campaignId, retries: FOREVER, delay: 5, delayMost: 300, seconds: 3600 },
  sheet: {
    key: ({ connectionId }) => connectionId,
    retries: FOREVER,
    delay: 5,
    delayMost: 300,
    seconds: 3600,
  },
  due: { key: null, retries: 0, delay: 1, delayMost: 1, seconds: 300 },
  upkeep: { key: null, retries: 3, delay: 60, delayMost: 600, seconds: 3600 },
};

/** Higher goes first. */
export const PRIORITY = { person: 10, usual: 0, nightly: -10 } as const;
