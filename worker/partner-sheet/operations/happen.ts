/** What happened to partners' sheets, for Activity: told at the add-on's next sync. */
import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { z } from 'zod';
import type { HAPPENINGS } from '../../../shared/sync/wire.ts';
import { cellTime } from '../../parcel/time.ts';
import type { Happenings } from '../../routes/operations.ts';
import type { Database } from '../../store/tables.ts';

export const ACTIONS = [
  'Make Partner Sheet',
  'Change Partner Sheet',
  'Share Partner Sheet',
  'Stop Sharing Partner Sheet',
  'Decide Partner Row',
  'End Partner Sheet',
  /** Names and addresses were replaced, by time. */
  'Remove Names',
] as const;

export interface Happening {
  readonly campaignId: string;
  /** "" for the worker by itself. */
  readonly who: string;
  readonly action: (typeof ACTIONS)[number];
  /** Channel and counts; an e-mail address only where somebody was given access or lost it. */
  readonly which: string;
  readonly changed: number;
}

export async function happen(db: Kysely<Database>, one: Happening, now: Date): Promise<void> {
  await db
    .insertInto('happenings')
    .values({
      id: randomUUID(),
      campaign_id: one.campaignId,
      at: now,
      who: one.who,
      action: one.action,
      which: one.which,
      changed: one.changed,
      recorded_at: null,
    })
    .execute();
}

/** Of one answer: the ids of so many fit into one property of a spreadsheet. */
const MOST = 200;

export function happeningsOf(db: Kysely<Database>, clock: () => Date): Happenings {
  return {
    async list(campaignId): Promise<z.infer<typeof HAPPENINGS>> {
      const rows = await db
        .selectFrom('happenings')
        .selectAll()
        .where('campaign_id', '=', campaignId)
        .where('recorded_at', 'is', null)
        .orderBy('at')
        .orderBy('id')
        .limit(MOST)
        .execute();
      return {
        happenings: rows.map(({ id, at, who, action, which, changed }) => ({
          id,
          when: cellTime(at),
          who,
          action,
          which,
          changed,
        })),
      };
    },
    async record(campaignId, ids) {
      await db
        .updateTable('happenings')
        .set({ recorded_at: clock() })
        .where('campaign_id', '=', campaignId)
        .where('recorded_at', 'is', null)
        .where('id', '=', sql<string>`any(${[...ids]}::text[])`)
        .execute();
    },
  };
}
