/**
 * webhooks: 200 a second for 60 s on loopback, a tenth of them told twice. `lost`: events or their effects that are not
 * there in the end; `doubled`: events noted twice, or parcels that changed twice by one change; `p99Ms`: until the answer.
 */
import { rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { signatureOf } from '../../worker/connectors/sandbox/webhooks.ts';
import { openStore } from '../../worker/store/store.ts';
import { newKeys } from '../../worker/store/vault.ts';
import { type Child, startChild } from '../support/child.ts';
import { quiet } from '../support/handed.ts';
import { handOverMany, openWarehouse, storeFolder, untilSent, type Warehouse } from '../support/push-run.ts';
import { openPusher, type Pusher, runPusher } from '../support/pusher.ts';
import { report } from './report.ts';

const ORDERS = 2_000;
const A_SECOND = 200;
const SECONDS = 60;
const OPTIONS = { settleMs: 60_000, timeoutMs: 30_000, batch: 100, parallel: 2 };

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Ms until the answer; throws unless it is 202. */
function post(url: string, key: string, body: string): Promise<number> {
  const begun = performance.now();
  const headers = {
    'Content-Type': 'application/json',
    'x-sandbox-signature': signatureOf(Buffer.from(body), key),
  };
  return new Promise((done, failed) => {
    const sent = request(url, { method: 'POST', headers, agent }, (response) => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === 202) done(performance.now() - begun);
        else failed(new Error(`answered ${response.statusCode}`));
      });
    });
    sent.on('error', failed);
    sent.end(body);
  });
}

async function main(program: string): Promise<void> {
  const folder = storeFolder('webhooks');
  const warehouse = await openWarehouse();
  const store = await openStore({ dataFolder: folder, log: quiet });
  const keys = newKeys();
  const pusher = await openPusher(store.url, warehouse.url, keys, OPTIONS);
  const child = startChild(program, ['worker', store.url, warehouse.url, keys, JSON.stringify(OPTIONS)]);
  try {
    await measure(child, pusher, warehouse);
  } finally {
    await child.kill();
    await pusher.jobs.stop({ finishMs: 1_000 });
    await pusher.store.stop();
    await store.stop();
    await warehouse.close();
    agent.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(child: Child, pusher: Pusher, warehouse: Warehouse): Promise<void> {
  const port = await child.line();
  const connection = await handOverMany(pusher, ORDERS);
  await untilSent(pusher, 300_000);
  const state = await pusher.exchange.stateOf('sheet-push');
  const path = new URL(state.connections[0]?.webhook?.url ?? '').pathname;
  const url = `http://127.0.0.1:${port}${path}`;
  const orders = [...warehouse.account.orders()];
  for (const order of orders) warehouse.account.act(order, 'ship', '');

  const answers: Promise<number | Error>[] = [];
  const count = A_SECOND * SECONDS;
  const begun = performance.now();
  for (let i = 0; i < count; i++) {
    const due = begun + (i / A_SECOND) * 1_000;
    const wait = due - performance.now();
    if (wait > 1) await new Promise((done) => setTimeout(done, wait));
    // Each tenth is the one before it once more.
    const n = i % 10 === 9 ? i - 1 : i;
    const order = orders[n % orders.length]?.id ?? '';
    answers.push(
      post(
        url,
        warehouse.account.key,
        `{"version":1.0,"id":"evt-${n}","type":"order.changed","order":"${order}"}`,
      ).catch((error: unknown) => (error instanceof Error ? error : new Error('no answer'))),
    );
  }
  const answered = await Promise.all(answers);
  const failed = answered.find((answer) => answer instanceof Error);
  if (failed !== undefined) throw failed;
  const times = answered
    .flatMap((answer) => (typeof answer === 'number' ? [answer] : []))
    .sort((a, b) => a - b);
  const distinct = count - Math.floor(count / 10);
  const events = () =>
    pusher.store.db
      .selectFrom('events')
      .select((eb) => [eb.fn.countAll<number>().as('all'), eb.fn.count<number>('done_at').as('done')])
      .where('connection_id', '=', connection)
      .executeTakeFirstOrThrow();
  const end = Date.now() + 300_000;
  while (Number((await events()).done) < distinct && Date.now() < end)
    await new Promise((done) => setTimeout(done, 200));
  const { all, done } = await events();
  const packages = await pusher.store.db.selectFrom('packages').select(['parcel_id', 'shipped_at']).execute();
  const shipped = new Set(packages.flatMap((one) => (one.shipped_at === null ? [] : [one.parcel_id])));
  // Accepted is the first change of each, shipped the second: there was no other.
  const versions = await pusher.store.db
    .selectFrom('parcels')
    .select((eb) => eb.fn.sum<number>('version').as('n'))
    .executeTakeFirstOrThrow();
  report('webhooks', [
    {
      metric: 'lost',
      value: distinct - Number(done) + (ORDERS - shipped.size),
      unit: 'events',
      baseline: null,
    },
    {
      metric: 'doubled',
      value: Number(all) - distinct + (packages.length - shipped.size) + (Number(versions.n) - 2 * ORDERS),
      unit: 'events',
      baseline: null,
    },
    {
      metric: 'p99Ms',
      value: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
      unit: 'ms',
      baseline: null,
    },
    {
      metric: 'p50Ms',
      value: times[Math.floor(times.length * 0.5)] ?? Number.NaN,
      unit: 'ms',
      baseline: null,
    },
  ]);
}

const [, program = '', way, ...rest] = process.argv;
if (way === 'worker') await runPusher(rest);
else await main(program);
