import { type Kysely, sql } from 'kysely';
import type { Database } from '../store/tables.ts';

/** A paired spreadsheet, and what was last written into it. */
export interface CampaignLine {
  readonly name: string;
  readonly tag: string;
  /** Parcels whose rows do not stand in the sheet as they should. */
  readonly behind: number;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly rows: number;
  readonly cells: number;
  readonly calls: number;
  readonly error: string | null;
}

export async function campaignLines(db: Kysely<Database>): Promise<CampaignLine[]> {
  const { rows } = await sql<CampaignLine>`
    select c.name, c.tag, p.started_at as "startedAt", p.ended_at as "endedAt", p.error,
      coalesce(p.rows, 0) as rows, coalesce(p.cells, 0) as cells, coalesce(p.calls, 0) as calls,
      (select count(*) from parcels where campaign_id = c.id and version > projected_version) as behind
    from campaigns c left join projections p on p.campaign_id = c.id
    where c.detached_at is null
    order by c.name, c.id`.execute(db);
  return rows;
}
