/** The worker's copy of Activity: what was kept stays as it was, whatever becomes of the tab (case J28). */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { Problem } from '../problem.ts';
import type { Database } from '../store/tables.ts';

const A_PAGE = 500;
/** 1 MB of rows is about 4,000; 10 columns, and a person's text in Which. */
const MOST_ROWS = 5000;

export const ACTIVITY_ANSWER = z.object({
  /** Rows that were new. */
  kept: z.number(),
  /** Rows of the copy now. */
  total: z.number(),
});
export const ACTIVITY_PAGE = z.object({
  rows: z.array(z.object({ position: z.number(), cells: z.array(z.string()) })),
  /** To ask on with; null at the end. */
  next: z.nullable(z.number()),
});

export interface ActivityCopy {
  /** Cells in the order of the tab's columns: the last is the row's hash, by which it is known. */
  keep(campaignId: string, rows: readonly (readonly string[])[]): Promise<z.infer<typeof ACTIVITY_ANSWER>>;
  read(campaignId: string, after: unknown): Promise<z.infer<typeof ACTIVITY_PAGE>>;
}

/** As large as the column takes. */
const position = z.coerce.number<unknown>().int().min(0).max(2_147_483_647);

export function activityCopy(db: Kysely<Database>): ActivityCopy {
  return {
    async keep(campaignId, rows) {
      if (rows.length > MOST_ROWS) {
        throw new Problem(413, 'activity.too-many', `Send ${MOST_ROWS} rows at a time.`);
      }
      const named = rows.map((cells) => ({ hash: cells.at(-1) ?? '', cells }));
      if (named.some(({ hash }) => hash === '')) {
        throw new Problem(400, 'activity.no-hash', 'A row of Activity ends with its hash.');
      }
      return await db.transaction().execute(async (trx) => {
        // One at a time for a campaign, so that positions follow each other.
        await trx.selectFrom('campaigns').select('id').where('id', '=', campaignId).forUpdate().execute();
        const there = await trx
          .selectFrom('activity')
          .select((row) => [row.fn.countAll<number>().as('rows'), row.fn.max('position').as('last')])
          .where('campaign_id', '=', campaignId)
          .executeTakeFirstOrThrow();
        const known = await trx
          .selectFrom('activity')
          .select('hash')
          .where('campaign_id', '=', campaignId)
          .where('hash', 'in', ['', ...named.map(({ hash }) => hash)])
          .execute();
        const seen = new Set(known.map(({ hash }) => hash));
        const fresh = named.filter(({ hash }) => !seen.has(hash) && seen.add(hash));
        const first = (there.last ?? 0) + 1;
        if (fresh.length > 0) {
          await trx
            .insertInto('activity')
            .values(
              fresh.map(({ hash, cells }, at) => ({
                campaign_id: campaignId,
                position: first + at,
                hash,
                cells: JSON.stringify(cells),
              })),
            )
            .execute();
        }
        return { kept: fresh.length, total: there.rows + fresh.length };
      });
    },
    async read(campaignId, after) {
      const from = position.safeParse(after ?? 0);
      if (!from.success) throw new Problem(400, 'request.invalid', 'after is the position of a row.');
      const rows = await db
        .selectFrom('activity')
        .select(['position', 'cells'])
        .where('campaign_id', '=', campaignId)
        .where('position', '>', from.data)
        .orderBy('position')
        .limit(A_PAGE)
        .execute();
      const next = rows.length === A_PAGE ? (rows.at(-1)?.position ?? null) : null;
      return { rows: rows.map((row) => ({ position: row.position, cells: [...row.cells] })), next };
    },
  };
}
