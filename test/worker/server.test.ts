import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildServer } from '../../worker/build.mjs';
import { openStore } from '../../worker/store/store.ts';
import { newKeys } from '../../worker/store/vault.ts';
import { silent } from '../support/log.ts';
import { freshDatabase } from '../support/postgres.ts';
import { ask } from '../support/sync-app.ts';
import { fill } from './packing/fill.ts';
import { readPdf } from './packing/read-pdf.ts';

const root = join(import.meta.dirname, '../..');
const PASSWORD = 'correct horse battery';
/** A key of nobody's. It is read, and used only when Google is asked. */
const GOOGLE = JSON.stringify({
  type: 'service_account',
  client_email: 'worker@shipsheet.iam.gserviceaccount.com',
  private_key: '-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\n',
});

let folder: string;
const running = new Set<ChildProcess>();
beforeAll(async () => {
  // As in the image: the one file, on Node, in a folder without node_modules.
  folder = await mkdtemp(join(tmpdir(), 'shipsheet-server-'));
  await buildServer(folder);
  await copyFile(join(root, 'package.json'), join(folder, 'package.json'));
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Program {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly ended: Promise<number | null>;
}
function run(env: Record<string, string>, args: readonly string[] = []): Program {
  const child = spawn(process.execPath, [join(folder, 'worker/server.js'), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  running.add(child);
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (out += String(data)));
  return { child, out: () => out, ended: once(child, 'exit').then(([code]) => code) };
}

const ready = z.object({ msg: z.literal('the worker is ready'), port: z.number() });
/** The address of a worker, when it says that it is ready. */
async function urlOf(program: Program): Promise<string> {
  for (;;) {
    for (const line of program.out().split('\n')) {
      if (!line.includes('the worker is ready')) continue;
      return `http://127.0.0.1:${ready.parse(JSON.parse(line)).port}`;
    }
    const over = await Promise.race([program.ended, wait(20, 'running' as const)]);
    if (over !== 'running') throw new Error(`It ended with ${over}: ${program.out()}`);
  }
}

const environment = async (more: Record<string, string> = {}): Promise<Record<string, string>> => ({
  PUBLIC_URL: 'https://worker.example.com',
  HOST: '127.0.0.1',
  PORT: '0',
  DATABASE_URL: await freshDatabase(),
  SHIPSHEET_KEYS: newKeys(),
  OPERATOR_PASSWORD: PASSWORD,
  GOOGLE_CREDENTIALS: GOOGLE,
  DRAIN_SECONDS: '0',
  GRACE_SECONDS: '5',
  ...more,
});

describe('npm run worker', () => {
  it('says what is missing, and nothing else', async () => {
    const program = run({ PUBLIC_URL: 'worker.example.com' });
    expect(await program.ended).toBe(1);
    expect(program.out()).toMatch(/^The worker cannot start:\n {2}PUBLIC_URL must be an address/);
    expect(program.out()).toContain('OPERATOR_PASSWORD is missing');
    expect(program.out()).not.toMatch(/^\s+at /m);
  });

  it('says that its database is away, without the password', async () => {
    const DATABASE_URL = 'postgres://shipsheet:s3cret@127.0.0.1:1/shipsheet';
    const program = run({ ...(await environment()), DATABASE_URL });
    expect(await program.ended).toBe(1);
    expect(program.out()).toContain('nothing answers there');
    expect(program.out()).not.toMatch(/s3cret|^\s+at /m);
  });

  it('makes the hash of a password, and takes it', async () => {
    const program = run({}, ['hash-password']);
    program.child.stdin?.end(`${PASSWORD}\n`);
    expect(await program.ended).toBe(0);
    const worker = run(await environment({ OPERATOR_PASSWORD: program.out().trim() }));
    const got = await ask(`${await urlOf(worker)}/sign-in`, {
      method: 'POST',
      headers: { Origin: 'https://worker.example.com' },
      body: new URLSearchParams({ password: PASSWORD }),
    });
    expect(got.status).toBe(303);
  });

  it('makes no hash of a password that is too short', async () => {
    const program = run({}, ['hash-password']);
    program.child.stdin?.end('tulip\n');
    expect(await program.ended).toBe(1);
    expect(program.out()).toContain('must have 12 characters or more');
    expect(program.out()).not.toMatch(/scrypt|tulip/);
  });

  it('says that it cannot listen where it was told to', async () => {
    // A net for documents (RFC 5737): no machine has it.
    const program = run(await environment({ HOST: '203.0.113.7' }));
    expect(await program.ended).toBe(1);
    expect(program.out()).toContain('HOST is no address of this machine.');
    expect(program.out()).not.toMatch(/^\s+at /m);
  });

  it('makes packing slips, with the fonts beside it', async () => {
    const env = await environment();
    const program = run(env);
    const url = await urlOf(program);
    const store = await openStore({ url: env.DATABASE_URL ?? '', log: silent });
    const row = {
      id: '1042-1',
      items: { MUG: 1 },
      name: '山田 太郎 Łukasz',
      address1: 'שלום สวัสดี 서울',
      country: 'JP',
    };
    await fill(store.db, [row], { secret: 'of-the-image' });
    const slips = await fetch(`${url}/packing/of-the-image/slips.pdf`);
    const { texts } = await readPdf(new Uint8Array(await slips.arrayBuffer()));
    expect(texts[0]).toContain('山田 太郎 Łukasz');
    expect(texts[0]).not.toContain('could not be printed');
    await store.stop();
  });

  it('may run several times on one database: what one signs in, the other knows', async () => {
    const env = await environment();
    const [one, two] = [run(env), run(env)];
    const urls = await Promise.all([urlOf(one), urlOf(two)]);
    const got = await ask(`${urls[0]}/sign-in`, {
      method: 'POST',
      headers: { Origin: 'https://worker.example.com' },
      body: new URLSearchParams({ password: PASSWORD }),
    });
    const Cookie = got.headers.get('set-cookie')?.split(';')[0] ?? '';
    const metrics = await ask(`${urls[1]}/metrics`, { headers: { Cookie } });
    expect(metrics.status).toBe(200);
    expect(metrics.text).toContain('shipsheet_jobs{queue="dispatch",state="waiting"} 0');
    const page = await ask(`${urls[1]}/`, { headers: { Cookie, Accept: 'text/html' } });
    expect([page.status, page.text.includes('Sign out')]).toEqual([200, true]);
    for (const url of urls) expect((await ask(`${url}/readyz`)).body).toEqual({ status: 'ready' });
  });

  it('stops on SIGTERM: not ready at first, then answered and closed', async () => {
    const program = run(await environment({ DRAIN_SECONDS: '1' }));
    const url = await urlOf(program);
    program.child.kill('SIGTERM');
    let got = await ask(`${url}/readyz`);
    while (got.status === 200) got = await ask(`${url}/readyz`);
    expect(got.body).toEqual({ status: 'not ready', why: 'stopping' });
    expect(got.headers.get('connection')).toBe('close');
    expect((await ask(`${url}/healthz`)).status).toBe(200);
    expect(await program.ended).toBe(0);
    expect(program.out()).toContain('"msg":"stopped"');
  });

  it('waits for a request under way no longer than its time', async () => {
    const program = run(await environment({ GRACE_SECONDS: '2' }));
    const { port } = new URL(await urlOf(program));
    const socket = connect(Number(port), '127.0.0.1');
    // Half a request.
    socket.write('POST /v1/pairings HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
    socket.on('error', () => {});
    await once(socket, 'connect');
    await ask(`http://127.0.0.1:${port}/healthz`);
    const started = Date.now();
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    // Without a time of its own it would be 25 seconds; a process takes a while to end on a busy machine.
    expect(Date.now() - started).toBeLessThan(15_000);
    socket.destroy();
  });

  it('ends at once on a second signal', async () => {
    const program = run(await environment({ DRAIN_SECONDS: '60' }));
    const url = await urlOf(program);
    program.child.kill('SIGTERM');
    while ((await ask(`${url}/readyz`)).status === 200) await wait(10);
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(1);
  });

  it('seals anew with the first key', async () => {
    const env = await environment();
    const reseal = run({ ...env, SHIPSHEET_KEYS: `${newKeys('k2')},${env.SHIPSHEET_KEYS}` }, ['reseal']);
    expect(await reseal.ended).toBe(0);
    expect(reseal.out()).toContain('Sealed 0 texts with the first key.');
  });
});
