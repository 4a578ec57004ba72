import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startServer, type TestServer } from '../../../support/server.ts';
import { STUB_ADDON } from '../../../support/stub-addon.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ addon: STUB_ADDON });
});
afterAll(() => server.stop());

const json = { 'Content-Type': 'application/json' };
const drive = async (method: string, path: string, body?: unknown): Promise<unknown> => {
  const answer = await fetch(`${server.url}/drive/v3${path}`, {
    method,
    headers: json,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return text === '' ? null : JSON.parse(text);
};
const status = async (path: string) => (await fetch(`${server.url}${path}`)).status;

it('the link that Drive gives opens a window on the file, while whoever has it may', async () => {
  const mimeType = 'application/vnd.google-apps.spreadsheet';
  const made = z
    .object({ id: z.string(), webViewLink: z.url() })
    .parse(await drive('POST', '/files?fields=id,webViewLink', { name: 'US warehouse', mimeType }));
  const link = new URL(made.webViewLink).pathname;
  expect(await status(link)).toBe(404);
  const { id } = z.object({ id: z.string() }).parse(
    await drive('POST', `/files/${made.id}/permissions`, {
      type: 'anyone',
      role: 'writer',
    }),
  );
  expect(await status(link)).toBe(200);
  const opened = await fetch(`${server.url}${link}/api/workbooks/this/sessions`, {
    method: 'POST',
    headers: json,
    body: '{}',
  });
  expect(await opened.json()).toMatchObject({ user: 'partner', role: 'writer' });

  // Its owner opens it as well, without the add-on; the demo keeps its own.
  const menus = (workbook: string) => server.call('GET', `/workbooks/${workbook}/sessions/default/menus`);
  expect((await menus(made.id)).body).toEqual({ menus: [] });
  expect((await menus(server.workbook)).body).toMatchObject({ menus: [{ label: 'Shipsheet' }] });

  await drive('DELETE', `/files/${made.id}/permissions/${id}`);
  expect(await status(link)).toBe(404);
  expect(await status(`${link}/api/workbooks/this`)).toBe(404);
});
