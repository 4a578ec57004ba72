import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDrive } from '../../../../worker/drive/client.ts';
import { startServer, type TestServer } from '../../../support/server.ts';
import { STUB_ADDON } from '../../../support/stub-addon.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ addon: STUB_ADDON });
});
afterAll(() => server.stop());

const drive = () =>
  openDrive({ rootUrl: `${server.url}/`, credential: null, take: async () => ({ waitMs: 0 }) });

it('a file that the program makes opens by its link while it is shared, through a start, and is no campaign', async () => {
  const { id } = await drive().create('Berlin');
  const home = async () =>
    (await fetch(server.url, { redirect: 'manual' })).headers.get('location')?.replace('/w/', '');
  const opened = async () => (await fetch((await drive().look(id)).link)).status;
  expect(await home()).not.toBe(id);
  expect(await opened()).toBe(404);
  await drive().shareLink(id, 'reader');
  expect(await opened()).toBe(200);
  const { link } = await drive().look(id);
  await server.restart();
  expect(await home()).not.toBe(id);
  expect((await drive().look(id)).link.replace(/^.*\/p\//, '')).toBe(link.replace(/^.*\/p\//, ''));
  expect(await opened()).toBe(200);
  const dead = (await drive().look(id)).link;
  await drive().shareLink(id, null);
  await drive().shareLink(id, 'writer');
  expect((await fetch(dead)).status).toBe(404);
  expect(await opened()).toBe(200);
});
