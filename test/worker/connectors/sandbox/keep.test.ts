import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sandboxConnector } from '../../../../worker/connectors/sandbox/connector.ts';
import { folderKeep } from '../../../../worker/connectors/sandbox/keep.ts';
import { PARCELS } from '../../../contracts/connector-fixture.ts';
import { type Live, send, startSandbox } from './live.ts';

const connector = sandboxConnector('http://127.0.0.1:8080/sandbox');
let folder: string;
let lives: Live[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipsheet-sandbox-'));
});
afterEach(async () => {
  for (const live of lives) await live.stop();
  lives = [];
  await rm(folder, { recursive: true });
});
async function start(now = Date.now): Promise<Live> {
  const live = await startSandbox({ keep: folderKeep(folder), now });
  lives.push(live);
  return live;
}
const states = (live: Live) =>
  [...(live.sandbox.account('demo')?.orders() ?? [])].map(({ key, state }) => [key, state]);

describe('what the Sandbox keeps over a restart', () => {
  it('has every order that was answered for, even when the process was killed and not stopped', async () => {
    const before = await start();
    await send(connector.create.request(before.account, PARCELS));
    await before.control({ do: 'act', action: 'ship', to: { order: `key:${PARCELS[1].key}` } });
    const after = await start();
    expect(states(after)).toEqual(states(before));
    expect(after.sandbox.account('demo')?.find(`key:${PARCELS[1].key}`)).toEqual(
      before.sandbox.account('demo')?.find(`key:${PARCELS[1].key}`),
    );
  });

  it('goes on with its numbers, its settings, its faults and its clock, which stood still meanwhile', async () => {
    let now = 1_000_000;
    const before = await start(() => now);
    await send(connector.create.request(before.account, [PARCELS[0]]));
    await before.control({ do: 'turn', hours: 2 });
    await before.control({ do: 'set', settings: { cancels: false } });
    await before.control({ do: 'fault', fault: 'maintenance', on: 'list', times: 3 });
    const time = before.sandbox.account('demo')?.time();
    now += 999_000;
    const after = await start(() => now);
    const account = after.sandbox.account('demo');
    expect(account?.time()).toBe(time);
    expect(account?.settings.cancels).toBe(false);
    expect(account?.faults()).toEqual([{ fault: 'maintenance', on: 'list', left: 3 }]);
    await send(connector.create.request(after.account, [PARCELS[1]]));
    expect(new Set([...(account?.orders() ?? [])].map(({ id }) => id)).size).toBe(2);
  });

  it('forgets half a line at the end, and what was superseded', async () => {
    const before = await start();
    await send(connector.create.request(before.account, PARCELS));
    for (let i = 0; i < 20; i++) await before.control({ do: 'turn', hours: 3 });
    const file = join(folder, 'demo.jsonl');
    const { size } = await stat(file);
    await appendFile(file, '{"order":{"id":"SBX-9');
    expect(states(await start())).toEqual(states(before));
    expect((await stat(file)).size).toBeLessThan(size / 2);
    expect((await readFile(file, 'utf8')).endsWith('}\n')).toBe(true);
  });

  it('is read by nobody else on this machine', async () => {
    await start();
    expect((await stat(join(folder, 'demo.jsonl'))).mode & 0o077).toBe(0);
  });
});
