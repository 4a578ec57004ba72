/** Drive tells of changes where it can call the worker; each promise is for a day at most, and is renewed. */
import { addMinutes } from 'date-fns';
import { webhookUrl } from '../../routes/webhooks.ts';
import { SheetsProblem } from '../../sheets/problem.ts';
import { SEALED } from '../../store/vault.ts';
import { accessTo, type PartnerSheet, type SheetServices } from './access.ts';

/** Stands where other partners' addresses have their secret; Drive's comes in a header. */
const DRIVE_PATH = 'drive';
/** Before its end: a few minutes of `due` may be missed. */
const RENEW_MINUTES = 20;

/** Whether the promise that stands is good for a while. */
const isWatched = ({ watch }: Pick<PartnerSheet, 'watch'>, now: Date): boolean =>
  watch !== null && new Date(watch.expiresAt) > addMinutes(now, RENEW_MINUTES);

/** Asks Drive for a promise where there is none, or it ends soon. Without one the file is looked at each minute. */
export async function keepWatch(services: SheetServices, sheet: PartnerSheet): Promise<void> {
  const { db, vault, clock, files, publicUrl, log } = services;
  const onThisMachine = files.workerAccount === '';
  if (isWatched(sheet, clock()) || !(onThisMachine || publicUrl().startsWith('https:'))) return;
  const id = sheet.connection_id;
  try {
    const access = await accessTo(files, sheet);
    if (access === null) return;
    const { webhook_secret_sealed: sealed } = await db
      .selectFrom('connections')
      .select('webhook_secret_sealed')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const watch = await access.drive.watch(sheet.file_id, {
      address: webhookUrl(publicUrl(), id, DRIVE_PATH),
      token: vault.open(sealed, SEALED.webhookSecret(id)),
    });
    if (watch === null) return;
    await db
      .updateTable('partner_sheets')
      .set({ watch: JSON.stringify(watch) })
      .where('connection_id', '=', id)
      .execute();
    if (sheet.watch !== null) await access.drive.unwatch(sheet.watch);
  } catch (error) {
    if (!(error instanceof SheetsProblem)) throw error;
    log.warn({ connection: id, code: error.code }, 'changes of a partner’s file are not told');
  }
}

/** Nothing is told from now on; a promise that cannot be taken back ends within a day, and says nothing to anybody. */
export async function endWatch(services: SheetServices, sheet: PartnerSheet): Promise<void> {
  if (sheet.watch === null) return;
  try {
    await (await accessTo(services.files, sheet))?.drive.unwatch(sheet.watch);
  } catch (error) {
    if (!(error instanceof SheetsProblem)) throw error;
    services.log.warn({ connection: sheet.connection_id, code: error.code }, 'a watch was not ended');
  }
  await services.db
    .updateTable('partner_sheets')
    .set({ watch: null })
    .where('connection_id', '=', sheet.connection_id)
    .execute();
}
