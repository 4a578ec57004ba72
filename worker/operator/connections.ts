import type { Kysely } from 'kysely';
import type { Limit } from '../connectors/contract.ts';
import type { Registry } from '../connectors/registry.ts';
import { accountWith } from '../outbox/accounts.ts';
import type { Database } from '../store/tables.ts';

export interface ConnectionLine {
  readonly id: string;
  readonly campaign: string;
  readonly name: string;
  readonly vendor: string;
  readonly lastSuccess: Date | null;
  readonly lastError: { readonly code: string; readonly message: string; readonly at: Date | null } | null;
  /** The error is newer than the last success. */
  readonly failing: boolean;
  readonly nextSync: Date | null;
  /** Calls of the vendor account within each of its windows, over all campaigns and processes. */
  readonly windows: readonly { readonly used: number; readonly calls: number; readonly ms: number }[];
  /** The vendor asked us to wait until then. */
  readonly blockedUntil: Date | null;
}

/** Connections in use, by campaign and name. */
export async function connectionLines(
  db: Kysely<Database>,
  connectors: Registry,
  now: Date,
): Promise<ConnectionLine[]> {
  const rows = await db
    .selectFrom('connections')
    .innerJoin('campaigns', 'campaigns.id', 'connections.campaign_id')
    .select([
      'connections.id',
      'campaigns.name as campaign',
      'connections.name',
      'vendor',
      'account',
      'settings',
      'last_success_at',
      'last_error_code',
      'last_error',
      'last_error_at',
      'next_sync_at',
    ])
    .where('removed_at', 'is', null)
    .where('detached_at', 'is', null)
    .orderBy('campaigns.name')
    .orderBy('connections.name')
    .orderBy('connections.id')
    .execute();
  const buckets = await db.selectFrom('buckets').selectAll().execute();
  const byName = new Map(buckets.map((bucket) => [bucket.name, bucket]));
  return rows.map((row) => {
    const account = `${row.vendor}/${row.account}`;
    const known = connectors.has(row.vendor) ? connectors.get(row.vendor) : null;
    // A newer worker that shares the database may know vendors that this one does not.
    const limits: readonly Limit[] = known?.limits(accountWith(known, {}, row.settings)) ?? [];
    const blocked = byName.get(account)?.blocked_until ?? null;
    return {
      id: row.id,
      campaign: row.campaign,
      name: row.name,
      vendor: known?.label ?? row.vendor,
      lastSuccess: row.last_success_at,
      lastError:
        row.last_error_code === null
          ? null
          : { code: row.last_error_code, message: row.last_error ?? '', at: row.last_error_at },
      failing:
        row.last_error_code !== null &&
        (row.last_error_at?.getTime() ?? 0) > (row.last_success_at?.getTime() ?? 0),
      nextSync: row.next_sync_at,
      windows: limits.map(({ calls, ms }) => ({
        calls,
        ms,
        used: (byName.get(`${account}/${ms}`)?.taken ?? [])
          .filter(([at]) => at + ms > now.getTime())
          .reduce((sum, [, taken]) => sum + taken, 0),
      })),
      blockedUntil: blocked !== null && blocked > now ? blocked : null,
    };
  });
}
