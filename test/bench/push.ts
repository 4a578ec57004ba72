/**
 * push: 10,000 shipments to the Sandbox that answers at once, from the outbox until the last answer is stored.
 * `storeRatio`: jobs a second against single rows inserted and committed one after the other in the same store;
 * `twoProcessRatio`: two processes against one. On the embedded store and on a server by its address: that of
 * BENCH_DATABASE_URL, or else one of its own that is started beside.
 */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../../worker/store/embedded.ts';
import { openStore } from '../../worker/store/store.ts';
import { newKeys } from '../../worker/store/vault.ts';
import { startChild } from '../support/child.ts';
import { quiet } from '../support/handed.ts';
import {
  countOutcome,
  handOverMany,
  openCount,
  openWarehouse,
  storeFolder,
  untilSent,
} from '../support/push-run.ts';
import { openPusher, runPusher } from '../support/pusher.ts';
import { median, report } from './report.ts';

const COUNT = 10_000;
const ROWS = 2_000;
const RUNS = 3;
const OPTIONS = { settleMs: 60_000, timeoutMs: 30_000, batch: 100, parallel: 2 };

const second = (count: number, ms: number): number => (count / ms) * 1_000;

/** Rows a second, each inserted and committed by itself. */
async function plainRows(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    'create table plain (id integer primary key, content jsonb, at timestamptz default now())',
  );
  const content = JSON.stringify({ to: 'x'.repeat(400), lines: [{ sku: 'MUG', quantity: 2 }] });
  const begun = performance.now();
  for (let i = 0; i < ROWS; i++)
    await client.query('insert into plain (id, content) values ($1, $2)', [i, content]);
  const ms = performance.now() - begun;
  await client.end();
  return second(ROWS, ms);
}

async function onNewDatabase<T>(url: string, work: (database: string) => Promise<T>): Promise<T> {
  const name = `bench_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create database ${name} template template0`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  try {
    return await work(own.href);
  } finally {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }
}

/** Jobs a second with so many processes; all must have arrived, each once. */
async function push(program: string, url: string, processes: number): Promise<number> {
  return onNewDatabase(url, async (database) => {
    const warehouse = await openWarehouse();
    const keys = newKeys();
    const pusher = await openPusher(database, warehouse.url, keys, OPTIONS);
    const args = ['worker', database, warehouse.url, keys, JSON.stringify(OPTIONS)];
    await handOverMany(pusher, COUNT);
    const children = Array.from({ length: processes }, () => startChild(program, args));
    for (const child of children) await child.line();
    // All are at work: their start is not what is measured.
    const begun = performance.now();
    const open = await openCount(pusher);
    await untilSent(pusher, 600_000);
    const ms = performance.now() - begun;
    const { lost, doubled } = await countOutcome(pusher, warehouse.account, COUNT);
    if (lost + doubled > 0) throw new Error(`${lost} lost, ${doubled} doubled`);
    for (const child of children) await child.end();
    await pusher.jobs.stop({ finishMs: 1_000 });
    await pusher.store.stop();
    await warehouse.close();
    return second(open, ms);
  });
}

async function measure(program: string, url: string) {
  const rows: number[] = [];
  const one: number[] = [];
  const two: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    rows.push(await onNewDatabase(url, plainRows));
    one.push(await push(program, url, 1));
    two.push(await push(program, url, 2));
  }
  return { rows: median(rows), one: median(one), two: median(two) };
}

function tell(name: string, { rows, one, two }: Awaited<ReturnType<typeof measure>>): void {
  report(name, [
    { metric: 'storeRatio', value: one / rows, unit: 'ratio', baseline: null },
    { metric: 'twoProcessRatio', value: two / one, unit: 'ratio', baseline: null },
    { metric: 'jobsPerSecond', value: one, unit: '1/s', baseline: rows },
    { metric: 'jobsPerSecondOfTwo', value: two, unit: '1/s', baseline: rows },
  ]);
}

async function main(program: string): Promise<void> {
  const folder = storeFolder('push');
  const store = await openStore({ dataFolder: folder, log: quiet });
  tell('push', await measure(program, store.url));
  await store.stop();
  const given = process.env.BENCH_DATABASE_URL;
  const beside =
    given === undefined ? await startEmbedded({ folder: join(folder, 'server'), log: quiet }) : null;
  tell('push-server', await measure(program, given ?? beside?.url ?? ''));
  await beside?.leave();
  rmSync(folder, { recursive: true, force: true });
}

const [, program = '', way, ...rest] = process.argv;
if (way === 'worker') await runPusher(rest);
else await main(program);
