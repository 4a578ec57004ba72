import { addDays, addMinutes, subDays } from 'date-fns';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { projectCampaign } from '../../../../worker/exchange/projection.ts';
import { lookAtSheets } from '../../../../worker/partner-sheet/operations/look.ts';
import { wipeSheets } from '../../../../worker/partner-sheet/wipe.ts';
import { SheetsProblem } from '../../../../worker/sheets/problem.ts';
import { recordingSheet } from '../../../support/exchange.ts';
import { CHANNEL } from '../../../support/handed.ts';
import { POLICY, type SheetCampaign, type SheetWorld, startSheets } from './world.ts';

let world: SheetWorld;
let campaign: SheetCampaign;
beforeAll(async () => {
  world = await startSheets();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.store.db.updateTable('partner_sheets').set({ ended_at: new Date() }).execute();
  campaign = await world.campaign();
  world.drive.state.fails = null;
});

const noJobs = () => world.store.pool.query("delete from pgboss.job where name = 'sheet'");
const look = (at = new Date()) => lookAtSheets(world.sheets(at));
const connection = (id: string) =>
  world.store.db.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
/** A quarter of an hour, in which each sheet has its minute. */
async function quarter(): Promise<void> {
  const now = new Date();
  for (let minute = 0; minute < 15; minute++) await look(addMinutes(now, minute));
}

it('Each minute a file is looked at, and read where it has changed', async () => {
  const sheet = await campaign.make();
  const { file_id: fileId } = await campaign.row(sheet);
  await look();
  await noJobs();
  await look();
  expect(await campaign.waiting(sheet)).toBe(0);
  const file = world.drive.files.get(fileId);
  if (file) file.version++;
  await look();
  await look();
  expect(await campaign.waiting(sheet)).toBe(1);
  expect((await campaign.row(sheet)).drive_version).toBe('2');
});

it('K11: who can open a file is looked at each quarter of an hour', async () => {
  const sheet = await campaign.make();
  const { file_id: fileId } = await campaign.row(sheet);
  world.drive.files
    .get(fileId)
    ?.permissions.push({ id: 'anyone', type: 'anyone', role: 'reader', email: '' });
  const noProjection = () => world.store.pool.query("delete from pgboss.job where name = 'project'");
  const projections = async () =>
    (await world.store.pool.query("select from pgboss.job where name = 'project'")).rowCount;
  await noProjection();
  await quarter();
  expect((await campaign.row(sheet)).open_to).toBe('readers');
  expect(await projections()).toBe(1);
  // Closed again: what waited goes out.
  await noProjection();
  await noJobs();
  world.drive.files.get(fileId)?.permissions.pop();
  await quarter();
  expect((await campaign.row(sheet)).open_to).toBe('nobody');
  expect([await projections(), await campaign.waiting(sheet)]).toEqual([1, 1]);
});

it('Drive goes on telling of changes: its promise is renewed before it ends, and the old one taken back', async () => {
  const sheet = await campaign.make();
  const { watch } = await campaign.row(sheet);
  const before = world.drive.watches.length;
  await quarter();
  expect(world.drive.watches.length).toBe(before);
  const soon = { ...watch, expiresAt: addMinutes(new Date(), 10).toISOString() };
  await world.store.db
    .updateTable('partner_sheets')
    .set({ watch: JSON.stringify(soon) })
    .where('connection_id', '=', sheet.id)
    .execute();
  await quarter();
  expect(world.drive.watches.length).toBe(before + 1);
  expect(world.drive.ended).toContainEqual(soon);
  expect((await campaign.row(sheet)).watch?.id).not.toBe(watch?.id);
});

it('A file that cannot be looked at says so on its connection, until it can, and keeps no other from it', async () => {
  const sheet = await campaign.make();
  const other = await campaign.make({ channel: 'EU' });
  const { file_id: fileId } = await campaign.row(sheet);
  const file = world.drive.files.get(fileId);
  await look();
  await noJobs();
  world.drive.files.delete(fileId);
  const second = world.drive.files.get((await campaign.row(other)).file_id);
  if (second) second.version++;
  await look();
  const fault = await connection(sheet.id);
  expect(fault).toMatchObject({ last_error_code: 'drive.not-found' });
  expect(fault.last_error).toMatch(/Take it out of the bin/);
  expect([await campaign.waiting(sheet), await campaign.waiting(other)]).toEqual([0, 1]);
  if (file) world.drive.files.set(fileId, file);
  await look();
  expect((await connection(sheet.id)).last_error_code).toBeNull();
});

it('Nothing is looked at of a sheet that has ended, nor of a spreadsheet that is connected no more', async () => {
  const sheet = await campaign.make();
  await campaign.act(sheet, 'end', { rows: 'keep' });
  const other = await world.campaign();
  const theirs = await other.make();
  await other.ask('POST', '/v1/detach');
  await noJobs();
  world.drive.state.fails = new SheetsProblem('drive.not-found');
  await look();
  expect((await connection(theirs.id)).last_error_code).toBeNull();
  expect([await campaign.waiting(sheet), await other.waiting(theirs)]).toEqual([0, 0]);
});

it('H15: a fault that passes is nobody’s business for an hour; one that a person must mend is told with the step', async () => {
  const sheet = await campaign.make();
  const paper = recordingSheet();
  const told = async (): Promise<(string | undefined)[]> => {
    await projectCampaign(world.sheets(), (_id, wanted) => paper.project(wanted), campaign.id);
    return [...paper.attention].map(([key, what]) => `${key} ${what}`);
  };
  world.drive.state.fails = new SheetsProblem('drive.unreachable');
  await look();
  expect(await told()).toEqual([]);
  const hours = { last_error_at: addMinutes(new Date(), -61) };
  await world.store.db.updateTable('connections').set(hours).where('id', '=', sheet.id).execute();
  expect(await told()).toEqual([
    expect.stringMatching(/^partner\.away\/US 3PL sheet\/ US 3PL sheet: It cannot be reached since/),
  ]);
  world.drive.state.fails = null;
  await look();
  expect(await told()).toEqual([]);
  world.drive.files.delete((await campaign.row(sheet)).file_id);
  await look();
  expect(await told()).toEqual([
    expect.stringMatching(/^partner\.sheet\/US 3PL sheet\/ US 3PL sheet: Its spreadsheet cannot be written/),
  ]);
  // A new sheet of that name has none of it.
  await campaign.act(sheet, 'end', { rows: 'keep' });
  const next = await campaign.make();
  expect(next.name).toBe(sheet.name);
  expect(await told()).toEqual([]);
});

const ago = (days: number): Date => subDays(new Date(), days);
const wipedOf = async (sheet: { readonly id: string }): Promise<string[]> =>
  (
    await world.store.db
      .selectFrom('partner_rows')
      .select('parcel_id')
      .where('connection_id', '=', sheet.id)
      .where('wiped_at', 'is not', null)
      .orderBy('parcel_id')
      .execute()
  ).map(({ parcel_id }) => parcel_id);

it('K8: names go so many days after the delivery, after the shipping where none is told, or after the cancellation', async () => {
  const sheet = await campaign.make();
  const delivered = (days: number) => ({ shippedAt: ago(days + 5), deliveredAt: ago(days) });
  const mug = (quantity: number) => ({ lines: [{ sku: 'mug', quantity }] });
  const edits = { change: 'City was: Graz', edits: { city: 'Wien' } };
  await campaign.parcel(sheet, 'a delivered', { packages: [delivered(31)], row: edits });
  await campaign.parcel(sheet, 'b lately', { packages: [delivered(29)] });
  await campaign.parcel(sheet, 'c one of two', { packages: [delivered(40), { shippedAt: ago(40) }] });
  await campaign.parcel(sheet, 'd both', { packages: [delivered(40), delivered(31)] });
  await campaign.parcel(sheet, 'e half of it', { packages: [{ ...delivered(40), ...mug(1) }] });
  await campaign.parcel(sheet, 'f two halves', {
    packages: [
      { ...delivered(40), ...mug(1) },
      { ...delivered(41), ...mug(1) },
    ],
  });
  await campaign.parcel(sheet, 'g shipped', { packages: [{ shippedAt: ago(91) }] });
  await campaign.parcel(sheet, 'h shipped lately', { packages: [{ shippedAt: ago(89) }] });
  await campaign.parcel(sheet, 'i only a number', { packages: [{ shippedAt: null }] });
  await campaign.parcel(sheet, 'j cancelled', { state: 'cancelled', cancelledAt: ago(91) });
  await campaign.parcel(sheet, 'k cancelled lately', { state: 'cancelled', cancelledAt: ago(89) });
  await campaign.parcel(sheet, 'l asked', { state: 'cancel asked', cancelledAt: ago(400) });
  await campaign.parcel(sheet, 'm to be packed');
  await noJobs();
  await wipeSheets(world.sheets());
  expect(await wipedOf(sheet)).toEqual(['a delivered', 'd both', 'f two halves', 'g shipped', 'j cancelled']);
  expect(await campaign.waiting(sheet)).toBe(1);
  const row = await world.store.db
    .selectFrom('partner_rows')
    .selectAll()
    .where('connection_id', '=', sheet.id)
    .where('parcel_id', '=', 'a delivered')
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ change: '', before: {}, edits: {}, shown_hash: 'h' });
  // Tracking is kept, and Needs attention hears that the edit is over.
  const [parcel, pack] = await Promise.all([
    world.store.db
      .selectFrom('parcels')
      .selectAll()
      .where('id', '=', 'a delivered')
      .executeTakeFirstOrThrow(),
    world.store.db
      .selectFrom('packages')
      .selectAll()
      .where('parcel_id', '=', 'a delivered')
      .executeTakeFirst(),
  ]);
  expect([parcel.version, pack?.number]).toEqual([2, '1Za delivered0']);
  expect((await campaign.happenings()).at(-1)).toMatchObject({
    action: 'Remove Names',
    who: '',
    which: CHANNEL,
    changed: 5,
  });
});

it('K8, K12: names of what another channel ships now go from the sheet of the first as well', async () => {
  const sheet = await campaign.make();
  const other = await campaign.make({ channel: 'EU' });
  const packages = [{ shippedAt: ago(50), deliveredAt: ago(40) }];
  await campaign.parcel(sheet, '1-1', { packages });
  await campaign.parcel(sheet, '2-1');
  await world.store.db
    .updateTable('parcels')
    .set({ connection_id: other.id, channel: 'EU' })
    .where('campaign_id', '=', campaign.id)
    .execute();
  await wipeSheets(world.sheets());
  expect([await wipedOf(sheet), await wipedOf(other)]).toEqual([['1-1'], []]);
});

it('K8: nothing is wiped twice, and never where the rule is never', async () => {
  const sheet = await campaign.make();
  const never = await campaign.make({
    channel: 'EU',
    policy: { ...POLICY, wipeDays: 0, wipeShippedDays: 0 },
  });
  const packages = [{ shippedAt: ago(500), deliveredAt: ago(490) }];
  await campaign.parcel(sheet, '1-1', { packages });
  await campaign.parcel(never, '2-1', { packages });
  await campaign.parcel(never, '3-1', { state: 'cancelled', cancelledAt: ago(500) });
  await wipeSheets(world.sheets());
  const told = await campaign.happenings();
  await noJobs();
  await wipeSheets(world.sheets(addDays(new Date(), 1)));
  expect(await campaign.happenings()).toEqual(told);
  expect(await campaign.waiting(sheet)).toBe(0);
  expect([await wipedOf(sheet), await wipedOf(never)]).toEqual([['1-1'], []]);
});
