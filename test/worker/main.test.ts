import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start } from '../../worker/main.ts';
import { builtPages } from '../support/server.ts';
import { STUB_ADDON } from '../support/stub-addon.ts';

let folder: string;
let dist: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipsheet-main-'));
  dist = await builtPages();
  for (const [name, text] of Object.entries(STUB_ADDON)) await writeFile(join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const options = (port: number) => ({
  port,
  data: join(folder, 'data'),
  dist,
  addon: folder,
  log: pino({ level: 'silent' }),
});

/** A port that somebody else holds while `work` runs. */
async function withTakenPort(work: (port: number) => Promise<void>): Promise<void> {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const address = other.address();
  if (typeof address !== 'object' || address === null) throw new Error('the other server has no port');
  try {
    await work(address.port);
  } finally {
    other.close();
  }
}

describe('the program', () => {
  it('refuses a port that is taken and lets go of its folder, so that it can be started again', async () => {
    await withTakenPort(async (port) => {
      await expect(start(options(port))).rejects.toThrow(/EADDRINUSE/);
    });
    const running = await start(options(0));
    expect((await fetch(running.url, { redirect: 'manual' })).status).toBe(302);
    await running.stop();
  });

  it('answers at the loopback address and no other', async () => {
    const running = await start(options(0));
    expect(new URL(running.url).hostname).toBe('127.0.0.1');
    await expect(fetch(`http://127.0.0.2:${running.port}/`)).rejects.toThrow();
    await running.stop();
  });

  it('lets one program use a folder at a time', async () => {
    const running = await start(options(0));
    await expect(start(options(0))).rejects.toMatchObject({ name: 'StoreError' });
    await running.stop();
  });

  it('stops while a page listens', async () => {
    const running = await start(options(0));
    const stream = await fetch(`${running.url}/api/workbooks/demo/sessions/default/events`);
    expect(stream.status).toBe(200);
    await running.stop();
    await expect(fetch(running.url)).rejects.toThrow();
    await stream.body?.cancel().catch(() => undefined);
  });
});
