/** What the parts of the exchange share. */
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Call } from './connectors/call.ts';
import type { Registry } from './connectors/registry.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Database } from './store/tables.ts';
import type { Vault } from './store/vault.ts';

export interface Services {
  readonly db: Kysely<Database>;
  readonly jobs: Jobs;
  readonly vault: Vault;
  readonly connectors: Registry;
  readonly call: Call;
  readonly log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
  readonly clock: () => Date;
  /**
   * How long a call that nobody has heard the end of may still be under way: the caller's time-out and a margin. Before,
   * nobody asks whether the partner has the order, since it could get it a moment later.
   */
  readonly settleMs: number;
  /** How long a call may wait for its turn before it is made: what was to be sent may be sent so much later. */
  readonly turnMs: number;
  /** Faults of one request before a person must look. */
  readonly maxAttempts: number;
  /** Changes of so long are written into the sheet together. */
  readonly gatherMs: number;
}
