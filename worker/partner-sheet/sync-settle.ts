/** What stands in a partner's sheet settles what was asked for it. */
import { AWAITED } from '../outbox/requests.ts';
import type { PartnerRead } from './contract.ts';
import type { Line } from './lines.ts';
import type { LoadedSheet, SheetParcel } from './load.ts';
import type { SheetServices } from './operations/access.ts';
import { claimRequests, recordStanding, releaseRequests, type Settling, settleAnswers } from './record.ts';

/**
 * Rows that stand there although nobody knows: they were written by a process that died before it could say so. They are
 * sent, and what was typed there counts.
 */
export async function arrived(
  services: SheetServices,
  loaded: LoadedSheet,
  parcels: ReadonlyMap<string, SheetParcel>,
  read: PartnerRead,
): Promise<Map<string, SheetParcel>> {
  const { db, clock } = services;
  const settling = read.entries.flatMap(({ id }): Settling[] => {
    const parcel = parcels.get(id);
    if (parcel === undefined || (parcel.state !== 'taken' && parcel.state !== 'unknown')) return [];
    const create = parcel.open.find(({ kind }) => kind === 'create');
    return create === undefined ? [] : [{ requestId: create.id, parcelId: id, answer: 'accepted' }];
  });
  const claimed = await claimRequests(
    db,
    loaded.sheet.connection_id,
    settling.map(({ requestId }) => requestId),
    clock(),
  );
  const ours = settling.filter(({ requestId }) => claimed.has(requestId));
  await settleAnswers(services, loaded, ours);
  const after = new Map(parcels);
  for (const { parcelId, requestId } of ours) {
    const parcel = parcels.get(parcelId);
    if (parcel === undefined) continue;
    const open = parcel.open.filter(({ id }) => id !== requestId);
    after.set(parcelId, { ...parcel, state: 'accepted', projected: false, open });
  }
  return after;
}

/** What stands there is noted, and what was asked for it is answered. */
export async function settle(
  services: SheetServices,
  loaded: LoadedSheet,
  lines: readonly Line[],
  parcels: ReadonlyMap<string, SheetParcel>,
  there: ReadonlySet<string>,
  claimed: ReadonlySet<string>,
): Promise<void> {
  const { db } = services;
  const id = loaded.sheet.connection_id;
  const standing = lines.filter((line) => line.wanted !== null && there.has(line.id));
  await recordStanding(
    db,
    id,
    standing.map((line) => ({
      line,
      row: parcels.get(line.id)?.row ?? null,
      over: line.answers.some(
        ({ request, answer }) => request.kind === 'update' && answer !== 'awaited' && claimed.has(request.id),
      ),
    })),
  );
  const answered = lines.filter((line) => line.wanted === null || there.has(line.id));
  await settleAnswers(
    services,
    loaded,
    answered.flatMap((line) =>
      line.answers.flatMap(({ request, answer }): Settling[] =>
        claimed.has(request.id) ? [{ requestId: request.id, parcelId: line.id, answer }] : [],
      ),
    ),
  );
  await releaseRequests(
    db,
    standing.flatMap(({ answers }) =>
      answers.flatMap(({ request, answer }) => (answer === 'awaited' ? [request.id] : [])),
    ),
    AWAITED,
  );
}
