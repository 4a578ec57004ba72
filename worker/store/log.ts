import type { Logger } from 'pino';

/** What the store and the jobs say while they run; pino's, or a test's. No personal data. */
export type StoreLog = Pick<Logger, 'info' | 'warn' | 'error'>;
