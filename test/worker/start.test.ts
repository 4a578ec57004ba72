/** The whole worker: pairing, hand-over, partner and sheet, over HTTP; and what its log says meanwhile. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PAIRING_MARK, WIRE_VERSION } from '../../shared/sync/marks.ts';
import { STATE } from '../../shared/sync/wire.ts';
import { createRegistry } from '../../worker/connectors/registry.ts';
import type { Account } from '../../worker/connectors/sandbox/account.ts';
import { sandboxConnector } from '../../worker/connectors/sandbox/connector.ts';
import type { Workbook } from '../../worker/local/core/types.ts';
import { createLog } from '../../worker/log.ts';
import { startWorker, type Worker } from '../../worker/start.ts';
import { openStore } from '../../worker/store/store.ts';
import { newKeys } from '../../worker/store/vault.ts';
import { type SandboxServer, startSandboxServer } from '../support/exchange.ts';
import { handed, handOver } from '../support/handed.ts';
import { freshDatabase } from '../support/postgres.ts';
import { ask, codeOf, signedBy } from '../support/sync-app.ts';
import { demoTables, fillCampaign, type Google, rowsOf, startGoogle, type } from './sheets/support.ts';

const PERSON = {
  name: 'Zoë O’Brien & Sons',
  address1: '12 Larkspur Lane',
  phone: '+15125550188',
  email: 'zoe@example.org',
};
const KEY = 'sbx_test';
const WORKER_COLUMNS = [
  'Pushed at',
  'Shipped at',
  'Cancelled at',
  'Tracking number',
  'Carrier',
  'Tracking status',
];

let google: Google;
let partner: SandboxServer;
let warehouse: Account;
let folder: string;
const environment = { databaseUrl: '', keys: newKeys() };
const lines: string[] = [];
const started: { worker: Worker; server: Server }[] = [];

interface Running {
  readonly worker: Worker;
  readonly server: Server;
  readonly url: string;
}
async function start(baseUrl: string, more: { readonly settleMs?: number } = {}): Promise<Running> {
  let url = '';
  const worker = await startWorker({
    ...environment,
    ...more,
    dataFolder: folder,
    sheets: { account: '', credential: null, rootUrl: () => google.url },
    connectors: createRegistry([sandboxConnector(baseUrl)]),
    publicUrl: () => url,
    log: createLog('trace', { write: (line: string) => void lines.push(line) }),
  });
  const server = createServer(worker.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  await worker.run();
  started.push({ worker, server });
  return { worker, server, url };
}

beforeAll(async () => {
  google = await startGoogle();
  partner = await startSandboxServer();
  warehouse = await partner.sandbox.open('demo', { key: KEY, settings: { auto: false } });
  folder = await mkdtemp(join(tmpdir(), 'shipsheet-start-'));
  environment.databaseUrl = await freshDatabase();
});
afterAll(async () => {
  for (const { worker, server } of started) {
    server.closeAllConnections();
    server.close();
    await worker.stop({ finishMs: 500 });
  }
  await partner.close();
  await google.close();
  await rm(folder, { recursive: true, force: true });
});

const begun = z.object({ pairing: z.string(), nonce: z.string(), account: z.string() });
const given = z.object({ key: z.string() });
const post = (url: string, body: unknown) =>
  ask(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

async function pair(url: string, book: Workbook) {
  const first = begun.parse(
    (
      await post(`${url}/v1/pairings`, {
        spreadsheetId: book.id,
        name: 'Lumen Lamp',
        who: 'ana@example.com',
        version: WIRE_VERSION,
      })
    ).body,
  );
  const before = await post(`${url}/v1/pairings/confirm`, { pairing: first.pairing });
  expect(codeOf(before)).toBe('pairing.mark-missing');
  book.addMetadata({
    key: PAIRING_MARK,
    value: first.nonce,
    visibility: 'DOCUMENT',
    location: { type: 'spreadsheet' },
  });
  const { key } = given.parse((await post(`${url}/v1/pairings/confirm`, { pairing: first.pairing })).body);
  return Object.assign(signedBy(key, book.id, url), { key });
}
function newBook(): Workbook {
  const book = google.api.book(google.api.fresh());
  fillCampaign(book, demoTables(40));
  return book;
}
const rowOf = (book: Workbook, id: string) =>
  rowsOf(book, 'Shipments').find((row) => row['Shipment ID'] === id);

describe('The worker', () => {
  it('is paired by a mark in the sheet, sends to the partner, and writes back what it says', async () => {
    const { url } = await start(partner.baseUrl);
    expect((await ask(`${url}/readyz`)).body).toEqual({ status: 'ready' });
    const book = newBook();
    const signed = await pair(url, book);
    const wrong = await signed({
      method: 'POST',
      path: '/v1/connections',
      body: { vendor: 'sandbox', name: 'Sandbox', fields: { warehouse: 'demo', key: 'sbx_wrong' } },
    });
    expect([wrong.status, codeOf(wrong)]).toEqual([422, 'partner.auth']);
    const added = await signed({
      method: 'POST',
      path: '/v1/connections',
      body: { vendor: 'sandbox', name: 'Sandbox', fields: { warehouse: 'demo', key: KEY } },
    });
    expect(added.status).toBe(200);
    expect(added.text).not.toContain(KEY);

    // Three rows as Push to Channel leaves them.
    const ids = rowsOf(book, 'Shipments')
      .slice(0, 3)
      .map((row) => row['Shipment ID'] ?? '');
    for (const id of ids) for (const column of WORKER_COLUMNS) type(book, 'Shipments', id, column, '');
    const body = handOver(ids.map((id) => handed(id, PERSON)));
    const taken = await signed({ method: 'POST', path: '/v1/shipments', body });
    expect(taken.body).toMatchObject({ results: ids.map((id) => ({ id, outcome: 'taken' })) });
    await expect
      .poll(() => ids.map((id) => rowOf(book, id)?.['Warehouse says']), { timeout: 20_000, interval: 100 })
      .toEqual(ids.map(() => 'accepted'));
    await expect
      .poll(async () => STATE.parse((await signed({ method: 'GET', path: '/v1/state' })).body).busy, {
        timeout: 20_000,
        interval: 100,
      })
      .toEqual({ sending: 0, asking: 0, writing: 0 });
    const metrics = await ask(`${url}/metrics`);
    expect(metrics.text).toMatch(
      /shipsheet_partner_call_seconds_count\{vendor="sandbox",power="create",code="ok"\} [1-9]/,
    );
    expect(metrics.text).toMatch(/shipsheet_projection_seconds_count\{code="ok"\} [1-9]/);
    expect(metrics.text).toMatch(/shipsheet_unprojected_parcels 0/);

    const page = await ask(`${url}/`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Lumen Lamp');

    // The same again, and what goes wrong in the usual ways.
    const again = await signed({ method: 'POST', path: '/v1/shipments', body });
    expect(again.body).toMatchObject({ results: ids.map((id) => ({ id, outcome: 'already' })) });
    await signed({
      method: 'POST',
      path: '/v1/shipments',
      body: { ...body, shipments: [{ ...PERSON, id: 7 }] },
    });
    await post(`${url}/v1/shipments`, body);
    await ask(`${url}/v1/pairings`, { method: 'POST', body: `${PERSON.name}, ${PERSON.address1}` });
    const { connections } = STATE.parse((await signed({ method: 'GET', path: '/v1/state' })).body);
    const webhook = connections[0]?.webhook?.url ?? '';
    expect(webhook).toMatch(/^http.*\/webhooks\//);
    await post(webhook, PERSON);
    await post(`${webhook}x`, PERSON);
    warehouse.setFaults([{ fault: 'server error', on: 'create', left: 1 }]);
    const [bad] = [handed('9001-1', { ...PERSON, contents: 'LAMP x1' })];
    await signed({ method: 'POST', path: '/v1/shipments', body: handOver([bad]) });
    await expect.poll(() => warehouse.faults().length, { timeout: 20_000, interval: 100 }).toBe(0);

    const log = lines.join('');
    expect(log.length).toBeGreaterThan(2000);
    expect(log).toContain('"route":"/v1/shipments"');
    for (const [what, text] of Object.entries({
      ...PERSON,
      first: 'Zo\\u00eb',
      city: 'Austin',
      postcode: '78701',
      credential: KEY,
      pairingKey: signed.key,
      webhookSecret: webhook.split('/').at(-1) ?? '',
      creator: 'ana@example.com',
      spreadsheet: book.id,
      database: environment.databaseUrl,
    })) {
      expect([what, log.includes(text)]).toEqual([what, false]);
    }
    expect(log).not.toMatch(/larkspur|o.brien|zo(ë|e)/i);
  });

  it('is refused by a spreadsheet that it cannot open, with what to do', async () => {
    const [first] = started;
    const address = first?.server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const { pairing } = begun.parse(
      (
        await post(`${url}/v1/pairings`, {
          spreadsheetId: 'no-such-file',
          name: 'x',
          who: 'x',
          version: WIRE_VERSION,
        })
      ).body,
    );
    const got = await post(`${url}/v1/pairings/confirm`, { pairing });
    expect([got.status, codeOf(got)]).toEqual([403, 'sheet.no-access']);
  });
});

/** The partner behind a door that holds new orders until it is opened. */
async function doorTo(baseUrl: string) {
  let open: () => void = () => {};
  let knock: () => void = () => {};
  const opened = new Promise<void>((done) => {
    open = done;
  });
  const knocked = new Promise<void>((done) => {
    knock = done;
  });
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(Buffer.from(part));
    const path = request.url ?? '';
    if (request.method === 'POST' && path.endsWith('/orders')) {
      knock();
      await opened;
    }
    const answer = await fetch(new URL(path, baseUrl), {
      method: request.method ?? 'GET',
      headers: { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' },
      ...(parts.length > 0 && { body: Buffer.concat(parts) }),
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(await answer.text());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}/sandbox`,
    open: () => open(),
    knocked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe('A stop', () => {
  const pushed = async (baseUrl: string) => {
    environment.databaseUrl = await freshDatabase();
    const running = await start(baseUrl);
    started.pop();
    const book = newBook();
    const signed = await pair(running.url, book);
    await signed({
      method: 'POST',
      path: '/v1/connections',
      body: { vendor: 'sandbox', name: 'Sandbox', fields: { warehouse: 'demo', key: KEY } },
    });
    const body = handOver([handed(`${book.id.slice(-4)}-1`, PERSON)]);
    await signed({ method: 'POST', path: '/v1/shipments', body });
    return running;
  };
  const close = ({ server }: Running): void => {
    server.closeAllConnections();
    server.close();
  };
  /** What the database says after the stop. */
  const left = async () => {
    const log = createLog('silent');
    const store = await openStore({ url: environment.databaseUrl, log });
    const requests = await store.db.selectFrom('requests').select('state').execute();
    const jobs = await sql<{ state: string }>`select state from pgboss.job where name = 'dispatch'`.execute(
      store.db,
    );
    await store.stop();
    return { requests: requests.map(({ state }) => state), jobs: jobs.rows.map(({ state }) => state) };
  };

  it('finishes the jobs under way', async () => {
    const door = await doorTo(partner.baseUrl);
    const running = await pushed(door.baseUrl);
    await door.knocked;
    close(running);
    const stopped = running.worker.stop({ finishMs: 10_000 });
    door.open();
    await stopped;
    expect(await left()).toEqual({ requests: ['done'], jobs: ['completed'] });
    door.close();
  });

  it('gives back what it cannot finish in its time, for another worker', async () => {
    const door = await doorTo(partner.baseUrl);
    const running = await pushed(door.baseUrl);
    await door.knocked;
    close(running);
    const from = Date.now();
    await running.worker.stop({ finishMs: 300 });
    expect(Date.now() - from).toBeLessThan(5000);
    const { requests, jobs } = await left();
    // Whether the partner has it is not known: whoever takes the job looks first.
    expect(requests).toEqual(['sending']);
    expect(['retry', 'created']).toContain(jobs[0]);
    // The partner did get it, and nobody has heard so. The next worker finds it there.
    const orders = () => [...warehouse.orders()];
    const before = orders().length;
    door.open();
    await expect.poll(() => orders().length, { timeout: 20_000 }).toBe(before + 1);
    const next = await start(partner.baseUrl, { settleMs: 0 });
    await expect
      .poll(
        async () => (await next.worker.store.db.selectFrom('requests').select('state').execute())[0]?.state,
        {
          timeout: 20_000,
          interval: 100,
        },
      )
      .toBe('done');
    expect(orders().length).toBe(before + 1);
    door.close();
  });
});
