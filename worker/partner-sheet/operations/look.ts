/** By the clock: whether partners typed anything, who can open their sheets, and that Drive goes on telling of changes. */

import { DRIVE_PROBLEMS } from '../../drive/words.ts';
import { PRIORITY } from '../../jobs/queues.ts';
import { noteFault, noteSuccess } from '../../outbox/accounts.ts';
import { SheetsProblem } from '../../sheets/problem.ts';
import { within } from '../../within.ts';
import { accessTo, type PartnerSheet, type SheetServices } from './access.ts';
import { noteOpening } from './opening.ts';
import { openingOf } from './people.ts';
import { wordsOf } from './refusals.ts';
import { keepWatch } from './watch.ts';

/** Calls of Drive at once. */
const AT_ONCE = 4;
/** The next minute goes on. */
const MOST_MS = 45_000;
const ANSWER_MS = 20_000;
/** Who can open a sheet changes seldom. */
const PEOPLE_MINUTES = 15;
const MINUTE_MS = 60_000;

type Looked = PartnerSheet & { readonly last_error_code: string | null };

/** Each minute. A sheet that cannot be looked at says so on its connection, and keeps no other from being looked at. */
export async function lookAtSheets(services: SheetServices): Promise<void> {
  const { db, clock } = services;
  const rest: Looked[] = await db
    .selectFrom('partner_sheets')
    .innerJoin('connections', 'connections.id', 'partner_sheets.connection_id')
    .innerJoin('campaigns', 'campaigns.id', 'partner_sheets.campaign_id')
    .selectAll('partner_sheets')
    .select('connections.last_error_code')
    .where('ended_at', 'is', null)
    .where('removed_at', 'is', null)
    .where('detached_at', 'is', null)
    .orderBy('connection_id')
    .execute();
  const minute = Math.floor(clock().getTime() / MINUTE_MS);
  // Others begin each time: where there are more than a minute takes, none is always the last.
  rest.unshift(...rest.splice(minute % Math.max(1, rest.length)));
  const end = Date.now() + MOST_MS;
  const next = async (): Promise<void> => {
    for (let sheet = rest.pop(); sheet !== undefined && Date.now() < end; sheet = rest.pop())
      await lookAt(services, sheet, minute % PEOPLE_MINUTES === slotOf(sheet.connection_id));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

const soon = <T>(asked: Promise<T>): Promise<T> =>
  within(ANSWER_MS, asked, () => new SheetsProblem('drive.unreachable'));

/** Minutes of a quarter of an hour, so that not all sheets are asked about in one. */
function slotOf(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) % 1_000_003;
  return sum % PEOPLE_MINUTES;
}

async function lookAt(services: SheetServices, sheet: Looked, withPeople: boolean): Promise<void> {
  const { db, jobs, files } = services;
  const id = sheet.connection_id;
  try {
    const access = await accessTo(files, sheet);
    if (access === null) {
      await failed(services, sheet, 'drive.consent-gone', DRIVE_PROBLEMS['drive.consent-gone']);
      return;
    }
    const file = await soon(access.drive.look(sheet.file_id));
    if (file.trashed) {
      await failed(services, sheet, 'drive.not-found', DRIVE_PROBLEMS['drive.not-found']);
      return;
    }
    // Another fault is the job's to take back.
    if (sheet.last_error_code?.startsWith('drive.')) await noteSuccess(db, id);
    if (file.version !== sheet.drive_version) {
      await db.transaction().execute(async (trx) => {
        // What is typed after this look makes another version.
        await trx
          .updateTable('partner_sheets')
          .set({ drive_version: file.version })
          .where('connection_id', '=', id)
          .execute();
        await jobs.ensure('sheet', { connectionId: id }, { trx, priority: PRIORITY.usual });
      });
    }
    if (!withPeople) return;
    const { openTo } = openingOf(await soon(access.drive.permissions(sheet.file_id)), access.email);
    await noteOpening(services, sheet, openTo);
    await keepWatch(services, sheet);
  } catch (error) {
    if (!(error instanceof SheetsProblem)) throw error;
    await failed(services, sheet, error.code, wordsOf(error));
  }
}

/** Since when it lasts is kept; the sheet of the creator is told when it begins. */
async function failed(
  { db, jobs, clock, gatherMs }: SheetServices,
  sheet: Looked,
  code: string,
  message: string,
): Promise<void> {
  await noteFault(db, sheet.connection_id, { code, message }, clock());
  if (sheet.last_error_code !== code)
    await jobs.ensure('project', { campaignId: sheet.campaign_id }, { afterMs: gatherMs });
}
