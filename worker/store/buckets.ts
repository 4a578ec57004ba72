import { type Kysely, sql } from 'kysely';
import type { Limit } from '../connectors/contract.ts';
import type { Database } from './tables.ts';

/** When calls were made, oldest first: [at in ms, how many]. */
type Taken = readonly (readonly [at: number, calls: number])[];

/** A window of more calls than this is remembered in so many parts, each as if all its calls were made at its end. */
const PARTS = 60;

/**
 * Takes `n` calls of the account `name` under all its windows, or none of them. Exact over any stretch of time as long
 * as a window, and over all processes: each window is a row, locked while it is looked at.
 * @param name of the account: `shipstation/<account>`, `google/<credential>/write`
 * @returns `waitMs` 0 when they are taken; otherwise nothing is taken, and it may be asked again after so many ms
 * @throws RangeError when a window never lets `n` through at once
 */
export async function takeTokens(
  db: Kysely<Database>,
  name: string,
  limits: readonly Limit[],
  n: number,
  now: Date,
): Promise<{ waitMs: number }> {
  const narrow = limits.find((limit) => limit.calls < n);
  if (narrow !== undefined)
    throw new RangeError(`${n} calls at once, where ${narrow.calls} are all of a window`);
  if (limits.length === 0) return { waitMs: await blockedFor(db, name, now) };
  const windows = limits.map((limit) => ({ limit, row: `${name}/${limit.ms}` }));
  return db.transaction().execute(async (trx) => {
    // The block is a row of its own, which these lock too: in the order of the names, so that no two wait for each other.
    const names = [name, ...windows.map(({ row }) => row)].sort();
    await trx
      .insertInto('buckets')
      .values(names.map((each) => ({ name: each, taken: '[]', blocked_until: null })))
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    const rows = await trx
      .selectFrom('buckets')
      .selectAll()
      .where('name', 'in', names)
      .orderBy('name')
      .forUpdate()
      .execute();
    const at = now.getTime();
    const found = new Map(rows.map((row) => [row.name, row]));
    const block = found.get(name)?.blocked_until?.getTime() ?? 0;
    const waits = windows.map(({ limit, row }) => waitOf(found.get(row)?.taken ?? [], limit, n, at));
    const waitMs = Math.max(0, block - at, ...waits);
    if (waitMs > 0) return { waitMs };
    for (const { limit, row } of windows) {
      await trx
        .updateTable('buckets')
        .set({ taken: JSON.stringify(add(found.get(row)?.taken ?? [], limit, n, at)) })
        .where('name', '=', row)
        .execute();
    }
    return { waitMs: 0 };
  });
}

/** Nothing of the account is taken before `until`: its vendor said so. An earlier moment changes nothing. */
export async function blockUntil(db: Kysely<Database>, name: string, until: Date): Promise<void> {
  await db
    .insertInto('buckets')
    .values({ name, taken: '[]', blocked_until: until })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({
        blocked_until: sql<Date>`greatest(buckets.blocked_until, excluded.blocked_until)`,
      }),
    )
    .execute();
}

async function blockedFor(db: Kysely<Database>, name: string, now: Date): Promise<number> {
  const row = await db
    .selectFrom('buckets')
    .select('blocked_until')
    .where('name', '=', name)
    .executeTakeFirst();
  return Math.max(0, (row?.blocked_until?.getTime() ?? 0) - now.getTime());
}

/** Ms until `n` more calls fit into the window that ends then. */
export function waitOf(taken: Taken, limit: Limit, n: number, now: number): number {
  const live = inWindow(taken, limit, now);
  let over = live.reduce((sum, [, calls]) => sum + calls, 0) + n - limit.calls;
  if (over <= 0) return 0;
  for (const [at, calls] of live) {
    over -= calls;
    if (over <= 0) return at + limit.ms - now;
  }
  return limit.ms;
}

/** What was taken, with `n` more. */
export function add(taken: Taken, limit: Limit, n: number, now: number): Taken {
  const part = limit.calls <= PARTS ? 1 : Math.max(1, Math.ceil(limit.ms / PARTS));
  // The end of its part: late, so that the sum over a window is never too low.
  const at = Math.ceil(now / part) * part;
  const live = inWindow(taken, limit, now);
  const last = live.at(-1);
  // Another machine's clock may run ahead of ours: the newest part never goes back.
  if (last !== undefined && last[0] >= at) return [...live.slice(0, -1), [last[0], last[1] + n]];
  return [...live, [at, n]];
}

function inWindow(taken: Taken, limit: Limit, now: number): Taken {
  return taken.filter(([at]) => at + limit.ms > now);
}
