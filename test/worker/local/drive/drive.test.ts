import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createWorkbook } from '../../../../worker/local/core/workbook.ts';
import { openLocalDrive } from '../../../../worker/local/drive/drive.ts';
import { fileShares } from '../../../../worker/local/drive/sharing.ts';
import { type DriveHarness, listen, shut, startDrive } from './harness.ts';

let api: DriveHarness;
beforeAll(async () => {
  api = await startDrive();
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  expect(api.checked()).toBeGreaterThan(40);
  await api.close();
});

const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';
const made = z.object({ id: z.string() });
const ok = async (method: string, path: string, body?: unknown): Promise<unknown> => {
  const answer = await api.call(method, path, body);
  expect([method, path, answer.status]).toEqual([method, path, answer.body === null ? 204 : 200]);
  return answer.body;
};
const refusal = z.object({
  error: z.object({
    code: z.number(),
    message: z.string(),
    errors: z.tuple([z.object({ reason: z.string(), location: z.string().optional() })]),
  }),
});
const refused = async (method: string, path: string, body?: unknown) => {
  const answer = await api.call(method, path, body);
  const { error } = refusal.parse(answer.body);
  expect(error.code).toBe(answer.status);
  return { status: answer.status, ...error.errors[0] };
};
const create = async (name = 'Berlin'): Promise<string> =>
  made.parse(await ok('POST', '/files', { name, mimeType: SPREADSHEET })).id;
const share = async (id: string, emailAddress: string, role: string) =>
  made.parse(await ok('POST', `/files/${id}/permissions`, { type: 'user', role, emailAddress })).id;

let id: string;
beforeEach(async () => {
  id = await create();
});

describe('files', () => {
  it('are blank workbooks with a window of their own', async () => {
    expect(api.workbooks.get(id)?.title).toBe('Berlin');
    expect(await ok('GET', `/files/${id}`)).toEqual({
      kind: 'drive#file',
      id,
      name: 'Berlin',
      mimeType: SPREADSHEET,
    });
    const secret = api.drive().sharing.of(id)?.secret ?? '';
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(await ok('GET', `/files/${id}?fields=webViewLink,trashed,capabilities(canShare)`)).toEqual({
      webViewLink: `${api.url}/p/${secret}`,
      trashed: false,
      capabilities: { canShare: true },
    });
    expect(await ok('GET', `/files/${id}?fields=*&supportsAllDrives=true`)).toMatchObject({
      ownedByMe: true,
      shared: false,
    });
  });

  it('get a higher version with each change of cells, name, people and bin, and after a start', async () => {
    const version = async () =>
      Number(z.object({ version: z.string() }).parse(await ok('GET', `/files/${id}?fields=version`)).version);
    const seen = [await version()];
    const then = async (change: () => unknown): Promise<void> => {
      await change();
      seen.push(await version());
    };
    await then(() => api.workbooks.get(id)?.write(0, 0, 0, [['typed']], 'USER'));
    await then(() => ok('PATCH', `/files/${id}`, { name: 'Hamburg' }));
    await then(() => share(id, 'ana@example.com', 'writer'));
    await then(() => ok('PATCH', `/files/${id}`, { trashed: true }));
    await then(() => api.reopen());
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    expect(await version()).toBe(seen.at(-1));
  });

  it('are listed by what was noted with them, page by page', async () => {
    const marked = { name: 'Marked', mimeType: SPREADSHEET, appProperties: { run: "it's 7" } };
    const { id: marker } = made.parse(await ok('POST', '/files', marked));
    const list = (q: string, more = '') => ok('GET', `/files?q=${encodeURIComponent(q)}${more}`);
    const has = String.raw`appProperties has { key='run' and value='it\'s 7' }`;
    expect(await list(`${has} and trashed = false`)).toMatchObject({ files: [{ id: marker }] });
    await ok('PATCH', `/files/${marker}`, { trashed: true });
    expect(await list(`${has} and trashed=false`)).toMatchObject({ files: [] });
    expect(await list(`name='Marked' and mimeType='${SPREADSHEET}'`)).toMatchObject({
      files: [{ id: marker }],
    });
    const page = z.object({ files: z.array(made), nextPageToken: z.string() });
    const first = page.parse(await list('', '&pageSize=1'));
    const second = page.parse(await list('', `&pageSize=1&pageToken=${first.nextPageToken}`));
    expect([first.files.length, second.files.length]).toEqual([1, 1]);
    expect(second.files).not.toEqual(first.files);
  });

  it('are only what was made here: a campaign cannot be found or shared', async () => {
    const campaign = createWorkbook({ id: 'campaign', title: 'Campaign' });
    api.workbooks.set(campaign.id, campaign);
    expect(await refused('GET', '/files/campaign')).toMatchObject({ status: 404, reason: 'notFound' });
    const anyone = { type: 'anyone', role: 'reader' };
    expect(await refused('POST', '/files/campaign/permissions', anyone)).toMatchObject({ status: 404 });
    expect(await ok('GET', "/files?q=name='Campaign'")).toMatchObject({ files: [] });
    expect(api.drive().sharing.of('campaign')).toBeNull();
  });

  it('are gone with their workbook', async () => {
    const { secret } = api.drive().sharing.of(id) ?? { secret: '' };
    await share(id, 'ana@example.com', 'writer');
    api.workbooks.delete(id);
    expect(await refused('GET', `/files/${id}`)).toMatchObject({ status: 404, location: 'fileId' });
    expect(api.drive().sharing.of(id)).toBeNull();
    expect(api.drive().sharing.bySecret(secret)).toBeNull();
  });
});

describe('permissions', () => {
  it('name the owner, whom nobody can remove, and everybody else', async () => {
    const ana = await share(id, 'ana@example.com', 'writer');
    const fields = 'permissions(id,type,role,emailAddress)';
    expect(await ok('GET', `/files/${id}/permissions?fields=${fields}`)).toEqual({
      permissions: [
        { id: 'owner', type: 'user', role: 'owner', emailAddress: 'creator@example.com' },
        { id: ana, type: 'user', role: 'writer', emailAddress: 'ana@example.com' },
      ],
    });
    expect(await ok('GET', `/files/${id}/permissions/${ana}`)).toMatchObject({ id: ana, role: 'writer' });
    expect(await ok('GET', `/files/${id}/permissions/owner`)).toMatchObject({ role: 'owner' });
    expect(await refused('DELETE', `/files/${id}/permissions/owner`)).toMatchObject({ status: 403 });
    const more = z.object({ nextPageToken: z.string() });
    const { nextPageToken } = more.parse(await ok('GET', `/files/${id}/permissions?pageSize=1`));
    const rest = await ok('GET', `/files/${id}/permissions?pageSize=1&pageToken=${nextPageToken}`);
    expect(rest).toMatchObject({ permissions: [{ id: ana }] });
  });

  it('keep the stronger role when a person is added again, and take what update says', async () => {
    const ana = await share(id, 'ana@example.com', 'writer');
    expect(await share(id, 'Ana@Example.com', 'reader')).toBe(ana);
    expect(api.drive().sharing.of(id)?.permissions).toMatchObject([{ role: 'writer' }]);
    await ok('PATCH', `/files/${id}/permissions/${ana}`, { role: 'reader' });
    expect(api.drive().sharing.of(id)?.permissions).toMatchObject([{ role: 'reader' }]);
  });

  it('give each person a link with a role of their own, which dies for good when they are taken away', async () => {
    const { sharing } = api.drive();
    const secretOf = (one: string): string => sharing.secretOf(id, one) ?? '';
    const ana = await share(id, 'ana@example.com', 'commenter');
    const ben = await share(id, 'ben@example.com', 'writer');
    const [first, bens] = [secretOf(ana), secretOf(ben)];
    expect(sharing.bySecret(first)).toEqual({ workbookId: id, role: 'reader', user: 'ana@example.com' });
    expect(sharing.bySecret(bens)).toEqual({ workbookId: id, role: 'writer', user: 'ben@example.com' });
    expect(api.drive().personLink(id, ana)).toBe(`${api.url}/p/${first}`);
    // Sharing again changes the role, not the link.
    await share(id, 'ana@example.com', 'writer');
    expect(sharing.bySecret(first)).toMatchObject({ role: 'writer' });
    api.reopen();
    expect(api.drive().sharing.secretOf(id, ana)).toBe(first);
    await ok('DELETE', `/files/${id}/permissions/${ana}`);
    const { sharing: now } = api.drive();
    expect(now.secretOf(id, ana)).toBeNull();
    expect(api.drive().personLink(id, ana)).toBe('');
    expect(now.bySecret(first)).toBeNull();
    expect(now.bySecret(bens)).not.toBeNull();
    await share(id, 'ana@example.com', 'writer');
    expect(now.bySecret(first)).toBeNull();
  });

  it('open the window of the file itself only for whoever has the link, while that is so', async () => {
    const { sharing } = api.drive();
    const secret = (): string => sharing.of(id)?.secret ?? '';
    const first = secret();
    await share(id, 'ana@example.com', 'writer');
    expect(sharing.bySecret(first)).toBeNull();
    await ok('POST', `/files/${id}/permissions`, { type: 'anyone', role: 'reader' });
    expect(sharing.bySecret(first)).toEqual({ workbookId: id, role: 'reader', user: '' });
    await ok('PATCH', `/files/${id}`, { trashed: true });
    expect(sharing.bySecret(first)).toBeNull();
    await ok('PATCH', `/files/${id}`, { trashed: false });
    await ok('DELETE', `/files/${id}/permissions/anyoneWithLink`);
    await ok('POST', `/files/${id}/permissions`, { type: 'anyone', role: 'writer' });
    expect(sharing.bySecret(first)).toBeNull();
    expect(sharing.bySecret(secret())).toEqual({ workbookId: id, role: 'writer', user: '' });
  });

  it('that were given before people had links of their own go on with the link of the file', () => {
    const permission = { type: 'user' as const, role: 'writer' as const, domain: '' };
    const permissions = [
      { ...permission, id: '1', email: 'ana@example.com' },
      { ...permission, id: '2', role: 'reader' as const, email: 'ben@example.com' },
    ];
    const secret = 's'.repeat(43);
    const file = { secret, permissions, appProperties: {}, trashed: false, changes: 0, createdAt: '' };
    const keep = { starts: 1, files: new Map([['old', file]]), watches: new Map(), save: async () => {} };
    const shares = fileShares(keep, () => createWorkbook({ id: 'old', title: '' }));
    expect(shares.sharing.bySecret(secret)).toEqual({ workbookId: 'old', role: 'writer', user: '' });
    void shares.remove('old', '1');
    // Who is left needs another: the one who went knows the old.
    expect(shares.sharing.bySecret(secret)).toBeNull();
    expect(shares.sharing.bySecret(shares.sharing.secretOf('old', '2') ?? '')).toMatchObject({
      role: 'reader',
      user: 'ben@example.com',
    });
  });

  it('are told of at once, and stay through a start, in a file for this user alone', async () => {
    const told: string[] = [];
    const off = api.drive().sharing.onChange((changed) => told.push(changed));
    const ana = await share(id, 'ana@example.com', 'writer');
    await ok('DELETE', `/files/${id}/permissions/${ana}`);
    off();
    await share(id, 'bo@example.com', 'reader');
    expect(told).toEqual([id, id]);
    const before = api.drive().sharing.of(id);
    api.reopen();
    expect(api.drive().sharing.of(id)).toEqual(before);
    const path = join(api.folder, 'drive.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toContain(before?.secret ?? '-');
  });
});

describe('watching', () => {
  interface Heard {
    readonly state: string;
    readonly channel: string;
    readonly token: string;
    readonly resource: string;
    readonly n: string;
  }
  /** A listener that waits for the nth call. */
  async function listener() {
    const heard: Heard[] = [];
    const waiting: { n: number; done: () => void }[] = [];
    const server = createServer((request, response) => {
      const header = (name: string): string => String(request.headers[`x-goog-${name}`] ?? '');
      heard.push({
        state: header('resource-state'),
        channel: header('channel-id'),
        token: header('channel-token'),
        resource: header('resource-id'),
        n: header('message-number'),
      });
      response.end();
      for (const { n, done } of waiting) if (heard.length >= n) done();
    });
    return {
      url: await listen(server),
      heard,
      until: (n: number): Promise<void> =>
        new Promise((done) => {
          if (heard.length >= n) done();
          else waiting.push({ n, done });
        }),
      close: () => shut(server),
    };
  }

  it('tells of changes together, with the token, until it is stopped', async () => {
    const ears = await listener();
    const channel = z.object({ id: z.string(), resourceId: z.string(), expiration: z.string() });
    const asked = { id: 'channel-1', type: 'web_hook', address: `${ears.url}/hook`, token: 'secret' };
    const { resourceId, expiration } = channel.parse(await ok('POST', `/files/${id}/watch`, asked));
    const hours = (Number(expiration) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(0.9);
    expect(hours).toBeLessThan(1.1);
    await ears.until(1);
    const book = api.workbooks.get(id);
    for (let n = 0; n < 5; n++) book?.write(0, n, 0, [['typed']], 'USER');
    await ears.until(2);
    await share(id, 'ana@example.com', 'reader');
    await ears.until(3);
    api.reopen();
    book?.write(0, 0, 0, [['again']], 'USER');
    await ears.until(4);
    const common = { channel: 'channel-1', token: 'secret', resource: resourceId };
    expect(ears.heard).toEqual([
      { state: 'sync', n: '1', ...common },
      { state: 'update', n: '2', ...common },
      { state: 'update', n: '3', ...common },
      { state: 'update', n: '2', ...common },
    ]);
    expect(await refused('POST', `/files/${id}/watch`, asked)).toMatchObject({
      reason: 'channelIdNotUnique',
    });
    expect(await refused('POST', '/channels/stop', { id: 'channel-1', resourceId: 'x' })).toMatchObject({
      status: 404,
    });
    await ok('POST', '/channels/stop', { id: 'channel-1', resourceId });
    expect(await refused('POST', '/channels/stop', { id: 'channel-1', resourceId })).toMatchObject({
      status: 404,
    });
    // A second channel hears what the first would have: when it has, the first is silent.
    await ok('POST', `/files/${id}/watch`, { ...asked, id: 'channel-2' });
    book?.write(0, 0, 0, [['third']], 'USER');
    await ears.until(6);
    expect(ears.heard.slice(4).map(({ channel: by }) => by)).toEqual(['channel-2', 'channel-2']);
    await ears.close();
  });

  it('of the program itself is kept without its address: another start may have another port', async () => {
    const heard = new Promise<void>((done) => {
      api.onHook = done;
    });
    const asked = { id: 'own', type: 'web_hook', address: `${api.url}/hook` };
    await ok('POST', `/files/${id}/watch`, asked);
    await heard;
    const kept = await readFile(join(api.folder, 'drive.json'), 'utf8');
    expect(kept).toContain('"address": "/hook"');
    expect(kept).not.toContain(api.url);
  });

  it('ends within a day, whatever is asked, and nobody who listens is no fault', async () => {
    const asked = { type: 'web_hook', address: 'http://127.0.0.1:9/hook' };
    const far = { ...asked, id: 'far', expiration: String(Date.now() + 7 * 86_400_000) };
    const { expiration } = z
      .object({ expiration: z.string() })
      .parse(await ok('POST', `/files/${id}/watch`, far));
    expect(Number(expiration) - Date.now()).toBeLessThanOrEqual(86_400_000);
    expect(
      await refused('POST', `/files/${id}/watch`, { ...asked, id: 'past', expiration: '1' }),
    ).toMatchObject({
      location: 'expiration',
    });
    const ftp = { ...asked, id: 'ftp', address: 'ftp://example.com' };
    expect(await refused('POST', `/files/${id}/watch`, ftp)).toMatchObject({
      reason: 'push.webhookUrlNotHttps',
    });
  });
});

describe('what is not supported', () => {
  it.each([
    ['POST', '/files', { name: 'A folder', mimeType: 'application/vnd.google-apps.folder' }],
    ['POST', '/files', { name: 'x', mimeType: SPREADSHEET, parents: ['root'] }],
    ['POST', '/files?uploadType=media', { name: 'x', mimeType: SPREADSHEET }],
    ['DELETE', '/files/ID', undefined],
    ['POST', '/files/ID/copy', {}],
    ['GET', '/files/ID?fields=owners', undefined],
    ['GET', '/files/ID?fields=capabilities(canComment)', undefined],
    ['GET', '/files?q=starred=true', undefined],
    ['GET', '/changes', undefined],
    ['POST', '/files/ID/permissions?transferOwnership=true', { type: 'anyone', role: 'reader' }],
    ['PATCH', '/files/ID', { starred: true }],
  ])('%s %s fails loudly', async (method, path, body) => {
    expect(await refused(method, path.replace('ID', id), body)).toMatchObject({
      status: 501,
      reason: 'notImplemented',
    });
  });

  it.each([
    ['POST', '/files', '{', 'parseError'],
    ['POST', '/files', { name: '', mimeType: SPREADSHEET }, 'invalid'],
    ['GET', '/files/ID?fields=(', undefined, 'invalidParameter'],
    ['GET', "/files?q=name='a' or name='b'", undefined, 'invalid'],
    ['POST', '/files/ID/permissions', { type: 'user', role: 'reader', emailAddress: 'nobody' }, 'invalid'],
    ['POST', '/files/ID/permissions', { type: 'user', role: 'reader' }, 'invalid'],
    ['POST', '/files/ID/permissions', { type: 'anyone', role: 'reader', emailAddress: 'a@b' }, 'invalid'],
    ['POST', '/files/ID/permissions', { type: 'domain', role: 'reader' }, 'invalid'],
    ['PATCH', '/files/ID/permissions/123', { role: 'owner' }, 'invalid'],
  ])('%s %s with what cannot be is a 400', async (method, path, body, reason) => {
    expect(await refused(method, path.replace('ID', id), body)).toMatchObject({ status: 400, reason });
  });

  it('a permission that is not there is a 404 of its own', async () => {
    for (const method of ['GET', 'DELETE'])
      expect(await refused(method, `/files/${id}/permissions/123`)).toMatchObject({
        status: 404,
        location: 'permissionId',
      });
    expect(await refused('GET', '/files/nothing/permissions')).toMatchObject({ location: 'fileId' });
  });
});

it('a damaged file is told at the start, and nothing is opened', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shipsheet-drive-'));
  for (const text of ['{', '{"format":2}']) {
    await writeFile(join(folder, 'drive.json'), text);
    const open = () =>
      openLocalDrive({
        folder,
        books: () => undefined,
        create: (title, given) => createWorkbook({ id: given, title }),
        url: () => '',
        owner: 'creator@example.com',
        onError: () => undefined,
      });
    expect(open).toThrow(/drive\.json is damaged/);
  }
  await rm(folder, { recursive: true });
});
