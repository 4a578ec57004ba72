/** Whether whoever has the link can open a partner's sheet: kept as Drive last said it (case K11). */
import { PRIORITY } from '../../jobs/queues.ts';
import type { PartnerSheet, SheetServices } from './access.ts';

type Services = Pick<SheetServices, 'db' | 'jobs' | 'gatherMs' | 'log'>;

/** Nothing where it is as it was. Otherwise Needs attention follows, and rows that waited for the link to be closed go out. */
export async function noteOpening(
  { db, jobs, gatherMs, log }: Services,
  { connection_id: id, campaign_id: campaignId, open_to }: PartnerSheet,
  openTo: PartnerSheet['open_to'],
): Promise<void> {
  if (openTo === open_to) return;
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('partner_sheets')
      .set({ open_to: openTo })
      .where('connection_id', '=', id)
      .execute();
    await jobs.ensure('project', { campaignId }, { trx, afterMs: gatherMs });
    if (openTo === 'nobody')
      await jobs.ensure('sheet', { connectionId: id }, { trx, priority: PRIORITY.usual });
  });
  log.info({ connection: id, openTo }, 'another circle can open a partner’s sheet');
}
