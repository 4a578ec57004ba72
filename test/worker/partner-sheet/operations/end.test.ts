import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { SheetsProblem } from '../../../../worker/sheets/problem.ts';
import { CHANNEL } from '../../../support/handed.ts';
import { codeOf } from '../../../support/sync-app.ts';
import { type SheetCampaign, type SheetWorld, startSheets } from './world.ts';

let world: SheetWorld;
let campaign: SheetCampaign;
/** Stands for the job that brings a sheet to what it should hold. */
let job: () => Promise<void> = () => Promise.resolve();
beforeAll(async () => {
  world = await startSheets();
  await world.jobs.work('sheet', { batch: 1, parallel: 1 }, async (jobs) => {
    await job();
    return new Map(jobs.map(({ id }) => [id, { outcome: 'done' } as const]));
  });
});
afterAll(() => world.stop());
beforeEach(async () => {
  campaign = await world.campaign();
  world.drive.state.fails = null;
  job = () => Promise.resolve();
});

const everybody = async () => {
  const sheet = await campaign.make();
  const { file_id: fileId } = await campaign.row(sheet);
  world.drive.files.get(fileId)?.permissions.push({
    id: 'domain',
    type: 'domain',
    role: 'reader',
    email: '',
  });
  await campaign.act(sheet, 'share', { email: 'pack@warehouse.example', role: 'writer', warned: false });
  await campaign.act(sheet, 'share', { email: '', role: 'reader', warned: true });
  return { sheet, fileId };
};
const rolesOf = (fileId: string) => world.drive.files.get(fileId)?.permissions.map(({ role }) => role);
const rowsOf = (sheet: { readonly id: string }) =>
  world.store.db
    .selectFrom('partner_rows')
    .selectAll()
    .where('connection_id', '=', sheet.id)
    .orderBy('parcel_id')
    .execute();
const EDITED = { change: 'City was: Graz', edits: { city: 'Wien' } };

it('K7: when a contract ends nobody else can open the sheet, its packing page is gone, and Activity tells it', async () => {
  const { sheet, fileId } = await everybody();
  const before = await campaign.row(sheet);
  const ended = await campaign.act(sheet, 'end', { rows: 'keep', who: 'ana@example.com' });
  expect(rolesOf(fileId)).toEqual(['owner']);
  expect(ended).toMatchObject({ openTo: 'nobody', people: [{ role: 'owner' }], packingUrl: '' });
  expect(ended.endedAt).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/);
  const after = await campaign.row(sheet);
  expect(after.packing_hash).not.toBe(before.packing_hash);
  expect(after.watch).toBeNull();
  expect(world.drive.ended).toContainEqual(before.watch);
  const told = (await campaign.happenings()).at(-1);
  expect(told).toMatchObject({
    action: 'End Partner Sheet',
    who: 'ana@example.com',
    which: `${CHANNEL}: access of 3 removed, rows kept`,
    changed: 3,
  });
  // Nothing more is done with it, and Drive is not listened to.
  for (const [method, act, body] of [
    ['PATCH', '', {}],
    ['POST', '/share', { email: 'a@b.example', role: 'reader', warned: false }],
    ['POST', '/read', undefined],
  ] as const)
    expect(codeOf(await campaign.ask(method, `/v1/partner-sheets/${sheet.id}${act}`, body))).toBe(
      'sheet.ended',
    );
  const { address = '', token = '' } = world.drive.watches.find((one) => one.fileId === fileId) ?? {};
  const call = { method: 'POST', headers: { 'X-Goog-Channel-Token': token } };
  expect((await fetch(`${world.app.url}${new URL(address).pathname}`, call)).status).toBe(401);
  // Its name and its channel are free.
  const next = await campaign.make();
  expect([next.name, next.id === sheet.id]).toEqual([sheet.name, false]);
  expect((await campaign.list()).sheets.map(({ id }) => id)).toEqual([next.id]);
});

it('K7: names and addresses are replaced before the end, by the same work that writes the sheet', async () => {
  const sheet = await campaign.make();
  await campaign.parcel(sheet, '1-1', { row: EDITED });
  await campaign.parcel(sheet, '2-1', { state: 'cancelled' });
  let seen: (Date | null)[] = [];
  job = async () => {
    seen = (await rowsOf(sheet)).map(({ wiped_at }) => wiped_at);
    expect((await campaign.row(sheet)).ended_at).toBeNull();
  };
  const ended = await campaign.act(sheet, 'end', { rows: 'names' });
  expect(ended.endedAt).not.toBe('');
  expect(seen.map((at) => at instanceof Date)).toEqual([true, true]);
  expect((await rowsOf(sheet))[0]).toMatchObject({ change: '', before: {}, edits: {} });
});

it('A sheet whose names cannot be replaced now goes on, and says why; it can be ended without', async () => {
  const { sheet, fileId } = await everybody();
  job = async () => {
    await world.store.db
      .updateTable('connections')
      .set({ last_error_code: 'sheet.unreachable', last_error: 'Google did not answer.' })
      .where('id', '=', sheet.id)
      .execute();
  };
  const path = `/v1/partner-sheets/${sheet.id}/end`;
  const got = await campaign.ask('POST', path, { rows: 'names' });
  expect([got.status, codeOf(got)]).toEqual([503, 'sheet.unreachable']);
  expect((await campaign.row(sheet)).ended_at).toBeNull();
  // Nobody looks any more, whatever failed.
  expect(rolesOf(fileId)).toEqual(['owner']);
  expect((await campaign.act(sheet, 'end', { rows: 'keep' })).endedAt).not.toBe('');
});

it('K7: with rows that are kept the store keeps no former names and no edits', async () => {
  const sheet = await campaign.make();
  await campaign.parcel(sheet, '1-1', { row: EDITED });
  await world.store.db
    .updateTable('partner_rows')
    .set({ before: JSON.stringify({ name: 'Zoë Former' }) })
    .where('connection_id', '=', sheet.id)
    .execute();
  await campaign.act(sheet, 'end', { rows: 'keep' });
  expect((await rowsOf(sheet))[0]).toMatchObject({ change: '', before: {}, edits: {}, shown_hash: 'h' });
});

it('K7: all rows are taken away, once no job writes any more', async () => {
  const sheet = await campaign.make();
  await campaign.parcel(sheet, '1-1', { row: EDITED });
  const before = world.written.length;
  await campaign.act(sheet, 'end', { rows: 'all' });
  expect(world.written.slice(before)).toEqual([[]]);
  expect(await rowsOf(sheet)).toMatchObject([{ shown: {}, shown_hash: '', change: '', edits: {} }]);
});

it('What was asked is settled: what was never there waits for the next partner, what was to be ticked is refused', async () => {
  const sheet = await campaign.make();
  const request = async (
    parcelId: string,
    kind: 'create' | 'update' | 'cancel',
    state: 'waiting' | 'stuck',
  ) => {
    await world.store.db
      .insertInto('requests')
      .values({
        id: `${sheet.id}-${parcelId}`,
        campaign_id: campaign.id,
        connection_id: sheet.id,
        parcel_id: parcelId,
        kind,
        key: `${kind}/${parcelId}/h`,
        state,
        code: '',
        message: '',
      })
      .execute();
  };
  await campaign.parcel(sheet, '1-1', { state: 'taken' });
  await request('1-1', 'create', 'waiting');
  await campaign.parcel(sheet, '2-1', { state: 'update asked' });
  await request('2-1', 'update', 'waiting');
  await campaign.parcel(sheet, '3-1', { state: 'cancel asked' });
  await request('3-1', 'cancel', 'stuck');
  await campaign.act(sheet, 'end', { rows: 'keep' });
  const parcels = await world.store.db
    .selectFrom('parcels')
    .select(['id', 'state', 'version'])
    .where('campaign_id', '=', campaign.id)
    .orderBy('id')
    .execute();
  expect(parcels.map(({ id, state }) => [id, state])).toEqual([
    ['1-1', 'taken'],
    ['2-1', 'update refused'],
    ['3-1', 'cancel refused'],
  ]);
  expect(parcels.every(({ version }) => version > 1)).toBe(true);
  const open = await world.store.db
    .selectFrom('requests')
    .select(['parcel_id', 'state', 'code'])
    .where('campaign_id', '=', campaign.id)
    .orderBy('parcel_id')
    .execute();
  expect(open).toEqual([
    { parcel_id: '1-1', state: 'done', code: 'dropped' },
    { parcel_id: '2-1', state: 'refused', code: 'partner.sheet-ended' },
    { parcel_id: '3-1', state: 'refused', code: 'partner.sheet-ended' },
  ]);
});

it('A file that is gone ends; while Google is away nothing ends, and nothing is half done', async () => {
  const sheet = await campaign.make();
  const { file_id: fileId } = await campaign.row(sheet);
  world.drive.state.fails = new SheetsProblem('drive.unreachable');
  const got = await campaign.ask('POST', `/v1/partner-sheets/${sheet.id}/end`, { rows: 'keep' });
  expect([got.status, codeOf(got)]).toEqual([503, 'drive.unreachable']);
  expect((await campaign.row(sheet)).ended_at).toBeNull();
  world.drive.state.fails = null;
  world.drive.files.delete(fileId);
  const ended = await campaign.act(sheet, 'end', { rows: 'all' });
  expect(ended.endedAt).not.toBe('');
  expect(ended.peopleProblem).toMatch(/gone/);
  expect((await campaign.happenings()).at(-1)?.which).toContain('access could not be removed everywhere');
});

it('Who cannot be taken away keeps nobody else in, and can be taken away by ending it again', async () => {
  const { sheet, fileId } = await everybody();
  world.drive.state.stubborn = 'domain';
  const ended = await campaign.act(sheet, 'end', { rows: 'keep' });
  expect(ended.people.map(({ role }) => role)).toEqual(['owner', 'reader']);
  expect(rolesOf(fileId)).toEqual(['owner', 'reader']);
  world.drive.state.stubborn = '';
  const again = await campaign.act(sheet, 'end', { rows: 'keep' });
  expect(again.people.map(({ role }) => role)).toEqual(['owner']);
  expect(again.endedAt).toBe(ended.endedAt);
});
