/**
 * Google's limits, over all processes: of a user of a project, and of the project. Accounts of persons count toward the
 * same project as the worker's own, because they agreed to its client.
 */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Limit } from '../connectors/contract.ts';
import { takeTokens } from '../store/buckets.ts';
import type { Database } from '../store/tables.ts';
import type { TakeQuota } from './calls.ts';

const MINUTE_MS = 60_000;
/** developers.google.com/workspace/sheets/api/limits: reads and writes apart, 60 a minute of a user, 300 of a project. */
const SHEETS: readonly Limit[] = [{ calls: 60, ms: MINUTE_MS }];
const SHEETS_PROJECT: readonly Limit[] = [{ calls: 300, ms: MINUTE_MS }];
/**
 * Drive allows 12,000 a minute, but no more than about three writes a second for long
 * (developers.google.com/workspace/drive/api/guides/limits). We need a few.
 */
const DRIVE = {
  read: [{ calls: 300, ms: MINUTE_MS }],
  write: [{ calls: 120, ms: MINUTE_MS }],
} as const satisfies Record<'read' | 'write', readonly Limit[]>;

export interface Quota {
  readonly sheets: TakeQuota;
  readonly drive: TakeQuota;
}

/** @param account E-mail address; the same account has one quota for all campaigns, and its name is not kept */
export function quotaOf(db: Kysely<Database>, account: string, clock: () => Date): Quota {
  const who = createHash('sha256').update(account.toLowerCase()).digest('hex').slice(0, 12);
  const take = (name: string, limits: readonly Limit[]): Promise<{ waitMs: number }> =>
    takeTokens(db, name, limits, 1, clock());
  return {
    async sheets(kind) {
      const own = await take(`google/${who}/${kind}`, SHEETS);
      // One that is taken of one's own and then not of the project's is lost for a minute: rare, and never too many.
      return own.waitMs > 0 ? own : take(`google/project/${kind}`, SHEETS_PROJECT);
    },
    drive: (kind) => take(`google/${who}/drive-${kind}`, DRIVE[kind]),
  };
}

const FREE = Promise.resolve({ waitMs: 0 });
/** The local workbook has none. */
export const NO_QUOTA: Quota = { sheets: () => FREE, drive: () => FREE };
