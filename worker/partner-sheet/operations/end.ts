/**
 * The contract is over (case K7): nobody but the owner and the worker can open the file, its rows are what the creator
 * chose, its packing page is gone, and nothing waits for the partner any more. On Google the file stays its owner's.
 */
import { sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import type { END_SHEET, PartnerSheetView } from '../../../shared/sync/wire.ts';
import { DRIVE_PROBLEMS } from '../../drive/words.ts';
import { loadItems } from '../../outbox/items.ts';
import { record } from '../../outbox/record.ts';
import type { Answer, Refusal } from '../../routes/operations.ts';
import { isPassing, SheetsProblem } from '../../sheets/problem.ts';
import type { Database } from '../../store/tables.ts';
import { SEALED } from '../../store/vault.ts';
import { accessTo, type PartnerSheet, type SheetServices, wantSheet } from './access.ts';
import { attend, shown } from './change.ts';
import { clearRows } from './clear.ts';
import { happen } from './happen.ts';
import { packingSecret } from './make.ts';
import { isKept } from './people.ts';
import { ofProblem } from './refusals.ts';
import { untilIdle } from './settled.ts';
import { endWatch } from './watch.ts';

type Rows = z.infer<typeof END_SHEET>['rows'];
const CODE = 'partner.sheet-ended';
const REASON = 'The partner’s sheet ended before the warehouse had seen it';

/**
 * Access first: whatever fails later, nobody looks any more. What Google refuses for good (a file that is gone, an
 * owner who lets nobody share) does not keep a sheet from ending, and is told in the answer; what passes does.
 */
export async function endSheet(
  services: SheetServices,
  sheet: PartnerSheet,
  { rows, who = '' }: z.infer<typeof END_SHEET>,
): Promise<Answer<PartnerSheetView>> {
  const closed = await closeAccess(services, sheet);
  if (closed.passing !== null) return closed.passing;
  if (sheet.ended_at === null) {
    if (rows === 'names') {
      await replaceNames(services, sheet);
      const problem = await untilIdle(services, sheet.connection_id, true);
      if (problem !== null) return problem;
    }
    await close(services, sheet);
  }
  // What was being written when it ended is over, too.
  await untilIdle(services, sheet.connection_id, false);
  await settleRequests(services, sheet);
  await endWatch(services, sheet);
  if (rows === 'all') {
    const refused = await clearRows(services, sheet);
    if (refused !== null) return refused;
  }
  await note(services, sheet, rows, who, closed);
  return shown(services, sheet);
}

interface Closed {
  readonly removed: number;
  /** Who is left, where Google refuses for good: its words. */
  readonly refused: string;
  readonly passing: Refusal | null;
}

/** Takes away everybody but the owner and the worker, and the link. */
async function closeAccess({ files }: SheetServices, sheet: PartnerSheet): Promise<Closed> {
  let removed = 0;
  let refused = '';
  try {
    const access = await accessTo(files, sheet);
    if (access === null) return { removed, refused: DRIVE_PROBLEMS['drive.consent-gone'], passing: null };
    const { drive, email } = access;
    for (const one of await drive.permissions(sheet.file_id)) {
      if (isKept(one, email)) continue;
      try {
        if (one.type === 'anyone') await drive.shareLink(sheet.file_id, null);
        else await drive.unshare(sheet.file_id, one.id);
        removed++;
      } catch (error) {
        // One who cannot be taken away keeps nobody else in.
        if (!(error instanceof SheetsProblem) || isPassing(error)) throw error;
        refused = DRIVE_PROBLEMS['drive.not-allowed'];
      }
    }
    return { removed, refused, passing: null };
  } catch (error) {
    if (!(error instanceof SheetsProblem)) throw error;
    const { message } = ofProblem(error);
    return { removed, refused: message, passing: isPassing(error) ? ofProblem(error) : null };
  }
}

/** All rows, whatever has become of their parcels. */
async function replaceNames(services: SheetServices, sheet: PartnerSheet): Promise<void> {
  const { db, clock } = services;
  await db
    .updateTable('partner_rows')
    .set({ wiped_at: clock(), change: '', before: '{}', edits: '{}' })
    .where('connection_id', '=', sheet.connection_id)
    .where('wiped_at', 'is', null)
    .execute();
  await wantSheet(services, sheet.connection_id);
}

/**
 * What was never in the sheet is not sent, and goes with the channel's next connection; what the partner was to tick is
 * told as refused, since nobody will tick it.
 */
async function settleRequests(services: SheetServices, sheet: PartnerSheet): Promise<void> {
  const { db, clock } = services;
  const { connection_id: id, campaign_id: campaignId } = sheet;
  await db.transaction().execute(async (trx) => {
    const dropped = await trx
      .updateTable('requests')
      .set({ state: 'done', code: 'dropped', message: '', changed_at: clock() })
      .where('connection_id', '=', id)
      .where('state', 'in', ['waiting', 'sending', 'unknown', 'stuck'])
      .where('kind', '=', 'create')
      .returning('parcel_id')
      .execute();
    await trx
      .updateTable('requests')
      .set({ state: 'waiting', changed_at: clock() })
      .where('connection_id', '=', id)
      .where('state', '=', 'stuck')
      .execute();
    await attend(trx, campaignId, [...new Set(dropped.map(({ parcel_id }) => parcel_id))], clock());
  });
  const open = await db
    .selectFrom('requests')
    .select('id')
    .where('connection_id', '=', id)
    .where('state', 'in', ['waiting', 'sending', 'unknown'])
    .execute();
  const items = await loadItems(
    db,
    open.map((one) => one.id),
  );
  const finding = { result: 'refused', code: CODE, reason: REASON } as const;
  await record(
    services,
    campaignId,
    items.map((item) => ({ item, finding })),
  );
}

/** From here on nothing is written, read or shared. The connection's name is free again. */
async function close(services: SheetServices, sheet: PartnerSheet): Promise<void> {
  const { db, jobs, vault, clock, gatherMs } = services;
  const { connection_id: id, campaign_id: campaignId } = sheet;
  const { secret, hash } = packingSecret();
  await db.transaction().execute(async (trx) => {
    const now = clock();
    await trx
      .updateTable('partner_sheets')
      .set({
        ended_at: now,
        packing_sealed: vault.seal(secret, SEALED.packing(id)),
        packing_hash: hash,
        strays: '[]',
      })
      .where('connection_id', '=', id)
      .execute();
    await trx
      .updateTable('connections')
      .set({
        removed_at: now,
        next_sync_at: null,
        last_error: null,
        last_error_code: null,
        last_error_at: null,
      })
      .where('id', '=', id)
      .execute();
    await answered(trx, sheet, now);
    await jobs.ensure('project', { campaignId }, { trx, afterMs: gatherMs });
  });
}

/** Nothing is asked about its rows any more: what stood in Needs attention is over, and what names were before is of no use. */
async function answered(trx: Transaction<Database>, sheet: PartnerSheet, now: Date): Promise<void> {
  await trx
    .updateTable('partner_rows')
    .set({ change: '', before: '{}' })
    .where('connection_id', '=', sheet.connection_id)
    .where(sql<boolean>`(change <> '' or before <> '{}')`)
    .execute();
  const rows = await trx
    .updateTable('partner_rows')
    .set({ edits: '{}', refusal: null, answer: '' })
    .where('connection_id', '=', sheet.connection_id)
    .where(sql<boolean>`(edits <> '{}' or refusal is not null)`)
    .returning('parcel_id')
    .execute();
  await attend(
    trx,
    sheet.campaign_id,
    rows.map(({ parcel_id }) => parcel_id),
    now,
  );
}

const WHAT: Readonly<Record<Rows, string>> = {
  keep: 'rows kept',
  names: 'names and addresses replaced',
  all: 'rows removed',
};

async function note(
  { db, clock }: SheetServices,
  sheet: PartnerSheet,
  rows: Rows,
  who: string,
  { removed, refused }: Closed,
): Promise<void> {
  const access = refused === '' ? `access of ${removed} removed` : 'access could not be removed everywhere';
  await happen(
    db,
    {
      campaignId: sheet.campaign_id,
      who,
      action: 'End Partner Sheet',
      which: `${sheet.channel}: ${access}, ${WHAT[rows]}`,
      changed: removed,
    },
    clock(),
  );
}
