/** Asks the carrier behind a connection about parcels under way. */
import { subDays } from 'date-fns';
import { type CallProblem, canTrack } from '../connectors/contract.ts';
import type { Priority } from '../connectors/gate.ts';
import type { Opened } from '../outbox/accounts.ts';
import type { Services } from '../services.ts';
import { storeScans } from './store.ts';

/** Statuses after which nothing more is to be expected. */
const FINAL = ['delivered', 'returned to sender', 'lost'];
/** Carriers forget a number after 30 to 120 days. */
const DAYS = 90;

/**
 * Asks about all numbers that are under way. A number that the carrier does not know leaves the others alone (case
 * H16). Answers the problem that ended it early.
 */
export async function trackParcels(
  services: Services,
  opened: Opened,
  priority: Priority,
): Promise<CallProblem | null> {
  const { connector, row } = opened;
  if (!canTrack(connector)) return null;
  const since = subDays(services.clock(), DAYS);
  const rows = await services.db
    .selectFrom('packages')
    .innerJoin('parcels', (join) =>
      join
        .onRef('parcels.campaign_id', '=', 'packages.campaign_id')
        .onRef('parcels.id', '=', 'packages.parcel_id'),
    )
    .select('packages.number')
    .distinct()
    .where('parcels.connection_id', '=', row.id)
    .where('parcels.pushed_at', '>', since)
    .where('packages.number', '!=', '')
    .where('packages.voided_at', 'is', null)
    .where('packages.tracking_status', 'not in', FINAL)
    .orderBy('packages.number')
    .execute();
  const numbers = rows.map(({ number }) => number);
  for (let i = 0; i < numbers.length; i += connector.track.batch) {
    const reply = await opened.ask(connector.track, numbers.slice(i, i + connector.track.batch), priority);
    if (!reply.ok) return reply.problem;
    const { scans, problems } = reply.value;
    if (problems.size > 0) {
      const codes = [...new Set([...problems.values()].map(({ code }) => code))];
      services.log.info({ connection: row.id, numbers: problems.size, codes }, 'numbers without an answer');
    }
    if (scans.size > 0) await storeScans(services, row, scans);
  }
  return null;
}
