/** The work on a partner's sheet: read it, take back what was typed, bring it to what it should hold, settle the outbox. */
import { PACKING_PAGE, secondTabText, summaryLine } from '../../shared/partner-sheet/words.ts';
import type { CallProblem } from '../connectors/contract.ts';
import type { FileAccess } from '../drive/port.ts';
import type { JobOutcome, TakenJob } from '../jobs/jobs.ts';
import { PRIORITY } from '../jobs/queues.ts';
import { noteFault, noteSuccess } from '../outbox/accounts.ts';
import { isPassing, SHEETS_PROBLEMS, SheetsProblem } from '../sheets/problem.ts';
import { SEALED } from '../store/vault.ts';
import type { PartnerFile, PartnerRead, Top } from './contract.ts';
import { countsOf, type Line, lineOf } from './lines.ts';
import { knownRows, type LoadedSheet, loadParcels, loadSheet, type SheetParcel } from './load.ts';
import { isOpen } from './load-links.ts';
import { accessTo, type SheetServices } from './operations/access.ts';
import { packingUrl } from './operations/views.ts';
import { claimRequests, releaseRequests } from './record.ts';
import { straysOf } from './strays.ts';
import { heed, type Unplanned } from './sync-heed.ts';
import { arrived, settle } from './sync-settle.ts';

const DONE: JobOutcome = { outcome: 'done' };
/** What only a person can mend is looked at again so often, while something waits for it. */
const LOOK_AGAIN_MS = 600_000;
const QUOTA_MS = 60_000;
/** What waits for the creator's own sheet is looked at with each poll, not with each edit of the partner. */
const STALE_MS = 300_000;

/** Handles jobs of sheets, one sheet after the other. What it does not finish is done again from the start, which harms nothing. */
export async function sheetWork(
  services: SheetServices,
  jobs: readonly TakenJob<'sheet'>[],
): Promise<Map<string, JobOutcome>> {
  const outcomes = new Map<string, JobOutcome>();
  for (const { id, data, signal, priority } of jobs)
    outcomes.set(id, await syncSheet(services, data.connectionId, signal, priority >= PRIORITY.person));
  return outcomes;
}

/** One round of one sheet. */
export async function syncSheet(
  services: SheetServices,
  connectionId: string,
  signal: AbortSignal,
  byPerson: boolean,
): Promise<JobOutcome> {
  const { db, files, jobs, clock, gatherMs } = services;
  const loaded = await loadSheet(db, connectionId);
  if (loaded === null) return DONE;
  const campaignId = loaded.sheet.campaign_id;
  try {
    const access = await accessTo(files, loaded.sheet);
    if (access === null) throw new SheetsProblem('drive.consent-gone');
    const problem = await bring(services, loaded, access, signal, byPerson);
    if (problem !== null) return await failed(services, loaded, problem);
    if (signal.aborted) return { outcome: 'later', ms: 0 };
    await noteSuccess(db, connectionId, clock());
    await jobs.ensure('project', { campaignId }, { afterMs: gatherMs });
    return DONE;
  } catch (problem) {
    if (!(problem instanceof SheetsProblem)) throw problem;
    return failed(services, loaded, problem);
  }
}

/** Answers what kept it from being finished; null for nothing. */
async function bring(
  services: SheetServices,
  loaded: LoadedSheet,
  { sheets }: FileAccess,
  signal: AbortSignal,
  byPerson: boolean,
): Promise<SheetsProblem | null> {
  const { db, readPartner, writePartner, clock } = services;
  const { sheet } = loaded;
  const file: PartnerFile = { fileId: sheet.file_id, sheetId: sheet.sheet_id, preset: sheet.preset };
  const before = await loadParcels(db, sheet);
  const read = await readPartner(sheets, file, knownRows(before.values()));
  await noteRead(services, loaded, read);
  const lookAgain =
    byPerson || sheet.read_at === null || clock().getTime() - sheet.read_at.getTime() > STALE_MS;
  const there = await arrived(services, loaded, before, read);
  const { parcels, unplanned } = await heed(services, loaded, there, read, lookAgain);
  if (signal.aborted) return null;
  const lines = linesOf(loaded, before, parcels, read);
  const claimed = await claimRequests(
    db,
    sheet.connection_id,
    lines.flatMap(({ answers }) =>
      answers.flatMap(({ request, answer }) => (answer === 'awaited' ? [] : [request.id])),
    ),
    clock(),
  );
  let wrote = true;
  try {
    // What was asked for it changed in this moment: its line is for the next round.
    const wanted = lines.flatMap(({ wanted: line, answers }) =>
      line === null ||
      answers.some(({ request, answer }) => answer === 'accepted' && !claimed.has(request.id))
        ? []
        : [line],
    );
    const written = await writePartner(
      sheets,
      file,
      read,
      wanted,
      topOf(services, loaded, lines, read.copies),
    );
    wrote = written.stopped === null || written.bytes > 0;
    await settle(services, loaded, lines, parcels, new Set(written.there), claimed);
    await db
      .updateTable('partner_sheets')
      .set({ sheet_id: written.sheetId, written_at: clock() })
      .where('connection_id', '=', sheet.connection_id)
      .execute();
    services.log.info(
      { connection: sheet.connection_id, rows: wanted.length, calls: written.calls, cells: written.cells },
      'partner sheet written',
    );
    return written.stopped === null ? unplanned : problemOf(written.stopped);
  } finally {
    // Rows may stand there all the same: whoever cancels or moves them must not think that they were never shown.
    const doubtful = wrote ? createsOf(lines).filter((id) => claimed.has(id)) : [];
    await releaseRequests(db, doubtful, '', 'unknown');
    const made = new Set(doubtful);
    const rest = [...claimed].filter((id) => !made.has(id));
    await releaseRequests(db, rest, '');
  }
}

const createsOf = (lines: readonly Line[]): string[] =>
  lines.flatMap(({ answers }) =>
    answers.flatMap(({ request: { id, kind } }) => (kind === 'create' ? [id] : [])),
  );

const isCode = (code: string): code is keyof typeof SHEETS_PROBLEMS => Object.hasOwn(SHEETS_PROBLEMS, code);
const problemOf = ({ code, retryAfterMs }: { code: string; retryAfterMs: number }): SheetsProblem =>
  new SheetsProblem(isCode(code) ? code : 'sheet.refused', retryAfterMs);

async function noteRead(
  { db, clock }: SheetServices,
  { sheet }: LoadedSheet,
  read: PartnerRead,
): Promise<void> {
  await db
    .updateTable('partner_sheets')
    .set({ read_at: clock(), strays: JSON.stringify(straysOf(read)) })
    .where('connection_id', '=', sheet.connection_id)
    .execute();
}

function linesOf(
  { sheet }: LoadedSheet,
  known: ReadonlyMap<string, SheetParcel>,
  parcels: ReadonlyMap<string, SheetParcel>,
  read: PartnerRead,
): Line[] {
  const { preset, policy, open_to: openTo } = sheet;
  // Beside the entries there are rows that were mixed up with others.
  const absent = new Set(read.absent);
  const there = new Set(knownRows(known.values()).flatMap(({ id }) => (absent.has(id) ? [] : [id])));
  const closed = isOpen({ openTo, policy });
  return [...parcels.values()].map((parcel) => lineOf(parcel, there.has(parcel.id), { preset, closed }));
}

function topOf(
  { vault, publicUrl }: SheetServices,
  { sheet }: LoadedSheet,
  lines: readonly Line[],
  copies: readonly string[],
): Top {
  const { language } = sheet.preset;
  const secret = vault.open(sheet.packing_sealed, SEALED.packing(sheet.connection_id));
  const counts = summaryLine(countsOf(lines), language);
  return {
    // In front: what follows is cut off where the words of the packing page begin.
    summary: copies.length === 0 ? counts : `${secondTabText(copies, language)} ${counts}`,
    words: PACKING_PAGE[language],
    link: packingUrl(publicUrl(), secret),
  };
}

/** As a partner that does not answer: said, tried again by itself where that may help, or when a person has mended it. */
async function failed(
  { db, jobs, clock, gatherMs, log }: SheetServices,
  { connection }: LoadedSheet,
  problem: NonNullable<Unplanned>,
): Promise<JobOutcome> {
  const { code, retryAfterMs } = problem;
  log.info({ connection: connection.id, code }, 'partner sheet not finished');
  if (code === 'sheet.quota' || code === 'drive.quota')
    return { outcome: 'later', ms: Math.max(retryAfterMs, QUOTA_MS) };
  const fault: CallProblem = { code, message: SHEETS_PROBLEMS[code] };
  await noteFault(db, connection.id, fault, clock());
  await jobs.ensure('project', { campaignId: connection.campaign_id }, { afterMs: gatherMs });
  if (isPassing(problem) || code === 'sheet.moved' || code === 'sheet.restless')
    return { outcome: 'again', ...fault, ...(retryAfterMs > 0 && { afterMs: retryAfterMs }) };
  const waiting = await db
    .selectFrom('requests')
    .select('id')
    .where('connection_id', '=', connection.id)
    .where('state', 'in', ['waiting', 'unknown'])
    .limit(1)
    .executeTakeFirst();
  return waiting === undefined ? DONE : { outcome: 'later', ms: LOOK_AGAIN_MS };
}
