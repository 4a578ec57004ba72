import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SheetsProblem } from '../../../../worker/sheets/problem.ts';
import { CHANNEL } from '../../../support/handed.ts';
import { codeOf } from '../../../support/sync-app.ts';
import { sheetOf } from '../../sheets/support.ts';
import { POLICY, PRESET, PUBLIC, type SheetCampaign, type SheetWorld, startSheets, WORKER } from './world.ts';

let world: SheetWorld;
let campaign: SheetCampaign;
beforeAll(async () => {
  world = await startSheets();
});
afterAll(() => world.stop());
beforeEach(async () => {
  campaign = await world.campaign();
  world.drive.state.fails = null;
});

const make = (over: object) =>
  campaign.ask('POST', '/v1/partner-sheets', {
    channel: CHANNEL,
    preset: PRESET,
    policy: POLICY,
    way: 'address',
    address: '',
    ...over,
  });
const detailOf = (got: { readonly text: string }): string => JSON.parse(got.text).detail;

describe('A new sheet', () => {
  it('has a file in the account that agreed, a connection of its own, a packing page, and goes to nobody', async () => {
    const sheet = await campaign.make({ who: 'ana@example.com' });
    expect(sheet).toMatchObject({
      name: `${CHANNEL} sheet`,
      channel: CHANNEL,
      preset: PRESET,
      policy: POLICY,
      openTo: 'nobody',
      people: [{ email: 'ana@example.com', role: 'owner' }],
      peopleProblem: '',
      rows: { total: 0, fresh: 0, changed: 0, cancelling: 0, withoutNumber: 0, problems: 0 },
      asks: [],
      lastError: '',
      endedAt: '',
    });
    expect(sheet.url).toMatch(/^https:\/\/docs\.google\.com\/spreadsheets\/d\//);
    expect(sheet.packingUrl).toMatch(/^https:\/\/worker\.example\.com\/packing\/[\w-]{43}$/);
    const { file_id: fileId, packing_hash: hash, by } = await campaign.row(sheet);
    expect(by).toBe('account');
    expect(world.drive.files.get(fileId)?.name).toBe(`Lumen Lamp campaign - ${CHANNEL}`);
    expect(sheet.packingUrl).not.toContain(hash);
    expect(await campaign.waiting(sheet)).toBe(1);
    expect(await campaign.list()).toEqual({
      sheets: [sheet],
      ways: ['google', 'address'],
      googleAccount: 'ana@example.com',
      workerAccount: WORKER,
    });
    expect(await campaign.happenings()).toMatchObject([
      { action: 'Make Partner Sheet', which: CHANNEL, who: 'ana@example.com', changed: 1 },
    ]);
  });

  it('is the same one for a second click, two clicks at once, and a lost answer', async () => {
    const files = world.drive.files.size;
    const [one, two] = await Promise.all([campaign.make(), campaign.make()]);
    const three = await campaign.make({ preset: { ...PRESET, language: 'de' } });
    expect([two.id, three.id]).toEqual([one.id, one.id]);
    expect(three.preset.language).toBe('en');
    expect(world.drive.files.size).toBe(files + 1);
    const other = await campaign.make({ channel: 'EU' });
    expect(other.id).not.toBe(one.id);
  });

  it('has another name where the first is taken', async () => {
    const first = await campaign.make({ channel: 'EU' });
    const second = await campaign.make({ channel: 'eu' });
    expect([first.name, second.name]).toEqual(['EU sheet', 'eu sheet 2']);
  });

  it('is not made of a preset or rules that cannot be, nor without a channel, nor in a way that is not there', async () => {
    const refused = async (over: object) => codeOf(await make({ way: 'google', ...over }));
    const columns = PRESET.columns.filter(({ key }) => key !== 'seen');
    expect(await refused({ preset: { ...PRESET, columns } })).toBe('preset.column-missing');
    expect(await refused({ policy: { ...POLICY, wipeDays: -1 } })).toBe('policy.invalid');
    expect(await refused({ channel: ' ' })).toBe('sheet.no-channel');
    expect(await refused({ way: 'local' })).toBe('sheet.way');
    expect((await campaign.list()).sheets).toEqual([]);
  });

  it('of Google in trouble: a sentence, and nothing is left behind', async () => {
    world.drive.state.fails = new SheetsProblem('drive.unreachable');
    const got = await make({ way: 'google' });
    expect([got.status, codeOf(got)]).toEqual([503, 'drive.unreachable']);
    world.drive.state.fails = null;
    expect((await campaign.list()).sheets).toEqual([]);
  });
});

describe('A spreadsheet that is given by its address', () => {
  const given = (): string => world.drive.put('Mine', 'ana@example.com');

  it('serves, in whatever form its address was copied', async () => {
    const id = given();
    const sheet = await campaign.make({
      way: 'address',
      address: `https://docs.google.com/spreadsheets/u/1/d/${id}/edit?usp=sharing#gid=0`,
    });
    expect(await campaign.row(sheet)).toMatchObject({ file_id: id, by: 'worker' });
    // The answer was lost: the same again, though the file serves by now.
    expect((await campaign.make({ way: 'address', address: id })).id).toBe(sheet.id);
  });

  it('is refused with what to do, and nothing of it is changed', async () => {
    const refused = async (address: string) => codeOf(await make({ address }));
    const away = await make({ address: 'nobody-has-shared-this' });
    expect(codeOf(away)).toBe('sheet.not-reachable');
    expect(detailOf(away)).toContain(`Share it with ${WORKER} as an editor`);
    const [viewed, binned, word, full, tabs] = [given(), given(), given(), given(), given()];
    const change = (id: string, over: object): void => {
      Object.assign(world.drive.files.get(id) ?? {}, over);
    };
    change(viewed, { canEdit: false });
    expect(await refused(viewed)).toBe('sheet.not-reachable');
    change(binned, { trashed: true });
    expect(await refused(binned)).toBe('sheet.in-bin');
    change(word, { isSpreadsheet: false });
    expect(await refused(word)).toBe('sheet.not-a-spreadsheet');
    const book = world.google.api.book(full);
    const [first] = book.sheets();
    book.write(sheetOf(book, first?.name ?? '').id, 40, 3, [['a note']], 'RAW');
    expect(await refused(full)).toBe('sheet.not-empty');
    world.google.api.book(tabs).addSheet({ name: 'Second' });
    expect(await refused(tabs)).toBe('sheet.not-empty');
    expect(await refused(campaign.id)).toBe('sheet.campaign');
    expect(await refused('https://example.com/sheet')).toBe('sheet.address');
    expect(await refused('')).toBe('sheet.address');
  });

  it('K2: is refused when it serves another channel, or another campaign', async () => {
    const id = given();
    await campaign.make({ way: 'address', address: id });
    expect(codeOf(await make({ address: id, channel: 'EU' }))).toBe('sheet.taken');
    const other = await world.campaign();
    const body = { channel: 'EU', preset: PRESET, policy: POLICY, way: 'address', address: id };
    expect(codeOf(await other.ask('POST', '/v1/partner-sheets', body))).toBe('sheet.taken');
  });
});

describe('Who can open it', () => {
  it('is a person by the address, with a role, until it is taken away; Activity says who', async () => {
    const sheet = await campaign.make();
    const shared = await campaign.act(sheet, 'share', {
      email: ' Pack@Warehouse.example ',
      role: 'reader',
      warned: false,
      who: 'ana@example.com',
    });
    expect(shared.people).toContainEqual({
      id: 'p-pack@warehouse.example',
      email: 'pack@warehouse.example',
      role: 'reader',
    });
    expect(world.drive.mails.at(-1)).toMatch(
      /^pack@warehouse.example: The shipments that we ask you to send/,
    );
    const again = await campaign.act(sheet, 'share', {
      email: 'pack@warehouse.example',
      role: 'writer',
      warned: false,
    });
    expect(again.people.filter(({ email }) => email === 'pack@warehouse.example')).toHaveLength(1);
    const gone = await campaign.act(sheet, 'unshare', { person: 'p-pack@warehouse.example' });
    expect(gone.people.map(({ role }) => role)).toEqual(['owner']);
    // Twice is done once.
    await campaign.act(sheet, 'unshare', { person: 'p-pack@warehouse.example' });
    expect((await campaign.happenings()).map(({ action, which }) => [action, which])).toEqual([
      ['Make Partner Sheet', CHANNEL],
      ['Share Partner Sheet', `${CHANNEL}: pack@warehouse.example may view`],
      ['Share Partner Sheet', `${CHANNEL}: pack@warehouse.example may edit`],
      ['Stop Sharing Partner Sheet', `${CHANNEL}: pack@warehouse.example`],
    ]);
  });

  it('K7: is nobody who was taken away, the packing page included, whose address they know', async () => {
    const sheet = await campaign.make();
    const shown = async () => (await campaign.list()).sheets[0]?.packingUrl;
    await campaign.act(sheet, 'share', { email: 'pack@warehouse.example', role: 'reader', warned: false });
    await campaign.act(sheet, 'share', { email: '', role: 'reader', warned: true });
    expect(await shown()).toBe(sheet.packingUrl);
    const { packing_hash: first } = await campaign.row(sheet);
    const gone = await campaign.act(sheet, 'unshare', { person: 'p-pack@warehouse.example' });
    const { packing_hash: second } = await campaign.row(sheet);
    expect([gone.packingUrl === sheet.packingUrl, second === first]).toEqual([false, false]);
    expect(await campaign.waiting(sheet)).toBe(1);
    const closed = await campaign.act(sheet, 'unshare', { person: 'link' });
    expect(closed.packingUrl).not.toBe(gone.packingUrl);
    expect(await shown()).toBe(closed.packingUrl);
  });

  it('K11: is whoever has the link only after a warning, and the rule of the sheet says so', async () => {
    const sheet = await campaign.make();
    const link = { email: '', role: 'writer' };
    const got = await campaign.ask('POST', `/v1/partner-sheets/${sheet.id}/share`, {
      ...link,
      warned: false,
    });
    expect([got.status, codeOf(got)]).toEqual([422, 'sheet.link-warning']);
    const open = await campaign.act(sheet, 'share', { ...link, warned: true });
    expect([open.openTo, open.policy.linkAllowed]).toEqual(['writers', true]);
    expect((await campaign.row(sheet)).open_to).toBe('writers');
    const closed = await campaign.act(sheet, 'unshare', { person: 'link' });
    expect([closed.openTo, closed.policy.linkAllowed]).toEqual(['nobody', false]);
    expect((await campaign.row(sheet)).open_to).toBe('nobody');
  });

  it('is never without its owner and the worker, and Google’s refusals come in words', async () => {
    const sheet = await campaign.make();
    const refused = async (act: string, body: object) =>
      codeOf(await campaign.ask('POST', `/v1/partner-sheets/${sheet.id}/${act}`, body));
    expect(await refused('unshare', { person: 'owner' })).toBe('sheet.owner');
    const person = { role: 'writer', warned: false };
    expect(await refused('share', { ...person, email: 'pack' })).toBe('sheet.email');
    expect(await refused('share', { ...person, email: 'a@b.example, c@d.example' })).toBe('sheet.email');
    expect(await refused('share', { ...person, email: 'pack@blocked.example' })).toBe(
      'drive.sharing-blocked',
    );
  });

  it('is not known while Google is away: the sheet is shown all the same', async () => {
    const sheet = await campaign.make();
    world.drive.state.fails = new SheetsProblem('drive.unreachable');
    const [shown] = (await campaign.list()).sheets;
    expect(shown).toMatchObject({ id: sheet.id, people: [] });
    expect(shown?.peopleProblem).toMatch(/did not answer/);
  });
});

describe('A sheet that is there', () => {
  it('counts its rows by where they stand, and shows what waits for the creator', async () => {
    const sheet = await campaign.make();
    const number = { shippedAt: new Date() };
    const refusal = { column: 'number', code: 'tracking.other-number', detail: '1Z9', decide: true } as const;
    await campaign.parcel(sheet, '1-1');
    await campaign.parcel(sheet, '2-1', { row: { seen_hash: 'h' } });
    await campaign.parcel(sheet, '3-1', { row: { seen_hash: 'g', change: 'City was: Graz' } });
    await campaign.parcel(sheet, '4-1', { packages: [number] });
    await campaign.parcel(sheet, '5-1', { state: 'cancel asked' });
    await campaign.parcel(sheet, '6-1', { state: 'cancelled' });
    await campaign.parcel(sheet, '7-1', { packages: [number], row: { refusal, edits: { city: 'Wien' } } });
    await world.store.db
      .updateTable('partner_sheets')
      .set({ strays: JSON.stringify([{ line: 12, id: '99-1', code: 'match.none' }]) })
      .where('connection_id', '=', sheet.id)
      .execute();
    const [shown] = (await campaign.list()).sheets;
    expect(shown?.rows).toEqual({
      total: 7,
      fresh: 2,
      changed: 1,
      cancelling: 1,
      withoutNumber: 3,
      problems: 1,
    });
    expect(shown?.asks).toEqual([
      { shipmentId: '7-1', line: 0, kind: 'decide', code: 'tracking.other-number', detail: '1Z9' },
      { shipmentId: '7-1', line: 0, kind: 'edit', code: 'partner.edit', detail: 'City: Wien' },
      { shipmentId: '', line: 12, kind: 'stray', code: 'match.none', detail: '99-1' },
    ]);
  });

  it('shows what waits in brief: a partner cannot fill the panel', async () => {
    const sheet = await campaign.make();
    const long = '\u{1F4E6}'.repeat(25_000);
    await campaign.parcel(sheet, '1-1', { row: { edits: { city: long, name: long } } });
    const [shown] = (await campaign.list()).sheets;
    expect(shown?.asks[0]?.detail).toMatch(/^Name: \u{1F4E6}+…; City: \u{1F4E6}+…$/u);
    expect(shown?.asks[0]?.detail.length).toBeLessThan(700);
  });

  it('K3, K4: a decision is kept for the row, an edit is looked at once, and the sheet is brought up to date', async () => {
    const sheet = await campaign.make();
    const refusal = { column: 'number', code: 'tracking.other-number', detail: '1Z9', decide: true } as const;
    await campaign.parcel(sheet, '7-1', { row: { refusal, edits: { city: 'Wien' } } });
    const seen = await campaign.act(sheet, 'decide', { shipmentId: '7-1', answer: 'seen' });
    expect(seen.asks.map(({ kind }) => kind)).toEqual(['decide']);
    const taken = await campaign.act(sheet, 'decide', { shipmentId: '7-1', answer: 'take' });
    expect(taken.asks).toEqual([]);
    const row = await world.store.db
      .selectFrom('partner_rows')
      .selectAll()
      .where('connection_id', '=', sheet.id)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ answer: 'take', edits: {}, refusal });
    const again = { shipmentId: '7-1', answer: 'seen' };
    const path = `/v1/partner-sheets/${sheet.id}/decide`;
    expect(codeOf(await campaign.ask('POST', path, again))).toBe('sheet.row-unknown');
    expect((await campaign.happenings()).at(-1)?.which).toBe(`${CHANNEL}: 7-1, take`);
  });

  it('K12: a number for what another channel ships now cannot be taken, and says so; it can be put aside', async () => {
    const sheet = await campaign.make();
    const refusal = { column: 'number', code: 'shipment.cancelled', detail: '8-1', decide: true } as const;
    await campaign.parcel(sheet, '8-1', { row: { refusal } });
    await sql`insert into connections select (jsonb_populate_record(null::connections,
      to_jsonb(c) || jsonb_build_object('id', 'of-' || c.id, 'name', 'EU'))).* from connections c
      where id = ${sheet.id}`.execute(world.store.db);
    await world.store.db
      .updateTable('parcels')
      .set({ connection_id: `of-${sheet.id}` })
      .where('connection_id', '=', sheet.id)
      .execute();
    const path = `/v1/partner-sheets/${sheet.id}/decide`;
    const take = await campaign.ask('POST', path, { shipmentId: '8-1', answer: 'take' });
    expect(codeOf(take)).toBe('sheet.row-elsewhere');
    const kept = await campaign.act(sheet, 'decide', { shipmentId: '8-1', answer: 'keep' });
    expect(kept.asks).toEqual([]);
  });

  it('takes another preset and other rules, and is read when somebody asks', async () => {
    const sheet = await campaign.make();
    const columns = PRESET.columns.filter(({ key }) => key !== 'phone');
    const path = `/v1/partner-sheets/${sheet.id}`;
    const policy = { ...POLICY, wipeDays: 7 };
    const got = await campaign.ask('PATCH', path, { preset: { ...PRESET, columns }, policy });
    expect(got.body).toMatchObject({ preset: { columns }, policy });
    const bad = { preset: { ...PRESET, columns: [...columns, ...columns] } };
    expect(codeOf(await campaign.ask('PATCH', path, bad))).toBe('preset.column-twice');
    expect((await campaign.ask('POST', `${path}/read`)).status).toBe(204);
    expect(await campaign.waiting(sheet)).toBe(1);
  });

  it('is nobody’s of another campaign', async () => {
    const sheet = await campaign.make();
    const other = await world.campaign();
    const path = `/v1/partner-sheets/${sheet.id}`;
    for (const [method, at, body] of [
      ['PATCH', path, {}],
      ['POST', `${path}/share`, { email: 'a@b.example', role: 'reader', warned: false }],
      ['POST', `${path}/unshare`, { person: 'link' }],
      ['POST', `${path}/decide`, { shipmentId: '1-1', answer: 'seen' }],
      ['POST', `${path}/read`, undefined],
      ['POST', `${path}/end`, { rows: 'all' }],
    ] as const)
      expect([at, codeOf(await other.ask(method, at, body))]).toEqual([at, 'sheet.unknown']);
    expect((await other.list()).sheets).toEqual([]);
    expect(await other.happenings()).toEqual([]);
  });
});

describe('What happened', () => {
  it('is told until it is recorded', async () => {
    await campaign.make();
    await campaign.make({ channel: 'EU' });
    const [first, second] = await campaign.happenings();
    const ids = [first?.id, 'of-nobody'];
    expect((await campaign.ask('POST', '/v1/happenings/recorded', { ids })).status).toBe(204);
    expect(await campaign.happenings()).toEqual([second]);
  });
});

describe('A Google account', () => {
  it('cannot agree where the operator has set up no client', async () => {
    for (const [method, body] of [
      ['POST', {}],
      ['DELETE', undefined],
    ] as const)
      expect(codeOf(await campaign.ask(method, '/v1/google/consent', body))).toBe('google.no-client');
  });
});

describe('Calls of Drive', () => {
  it('are taken with the token that it was given, and lead to a look at the sheet', async () => {
    const sheet = await campaign.make();
    const watch = world.drive.watches.at(-1);
    expect(watch?.address).toBe(`${PUBLIC}/webhooks/${sheet.id}/drive`);
    await world.store.pool.query("delete from pgboss.job where name = 'sheet'");
    const call = async (token: string, state: string): Promise<number> => {
      const path = new URL(watch?.address ?? '').pathname;
      const headers = { 'X-Goog-Channel-Token': token, 'X-Goog-Resource-State': state };
      return (await fetch(`${world.app.url}${path}`, { method: 'POST', headers })).status;
    };
    const token = watch?.token ?? '';
    expect(await call('another', 'update')).toBe(401);
    expect(await call('', 'update')).toBe(401);
    expect(await call(token, 'sync')).toBe(202);
    expect(await campaign.waiting(sheet)).toBe(0);
    expect(await call(token, 'update')).toBe(202);
    expect(await call(token, 'update')).toBe(202);
    expect(await campaign.waiting(sheet)).toBe(1);
  });

  it('of somebody who types and types lead to a look now and then: Google counts them', async () => {
    const sheet = await campaign.make();
    const watch = world.drive.watches.at(-1);
    const wait = async (readAt: string): Promise<number> => {
      await world.store.pool.query("delete from pgboss.job where name = 'sheet'");
      await world.store.pool.query(
        `update partner_sheets set read_at = now() - interval '${readAt}' where connection_id = $1`,
        [sheet.id],
      );
      const headers = { 'X-Goog-Channel-Token': watch?.token ?? '', 'X-Goog-Resource-State': 'update' };
      await fetch(`${world.app.url}${new URL(watch?.address ?? '').pathname}`, { method: 'POST', headers });
      const { rows } = await world.store.pool.query<{ seconds: number }>(
        "select extract(epoch from start_after - now())::float8 as seconds from pgboss.job where name = 'sheet'",
      );
      return rows[0]?.seconds ?? 0;
    };
    const [soon, later] = [await wait('1 hour'), await wait('1 second')];
    expect(later).toBeGreaterThan(5);
    expect(soon).toBeLessThan(later - 5);
  });
});
