/** The add-on's half of the worker's wire, over real HTTP: a worker of the test checks what is signed and answers. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PAIRING_MARK, RUN_MARK } from '../../../shared/sync/marks.ts';
import { canonical, SIGNED } from '../../../shared/sync/sign.ts';
import type { HandOver } from '../../../shared/sync/wire.ts';
import { CONFIRM, HAND_OVER, PAIR } from '../../../shared/sync/wire.ts';
import { fillDemo } from '../../../worker/local/demo/fill.ts';
import { type AddOn, type AddOnParts, startAddOn } from '../../support/add-on.ts';
import { freshParts } from '../../support/add-on-parts.ts';
import { type Cells, ready, tablesOf } from '../../support/campaign.ts';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly signed: boolean;
}
type Reply = { readonly status: number; readonly body: unknown };

const KEY = randomBytes(32).toString('base64url');
const CHANNEL: Cells = { Channel: 'US 3PL', Method: 'Integration', 'Connected to': 'Sandbox' };
const PUSH = { channel: 'US 3PL' };

let parts: AddOnParts;
let url: string;
let asked: Asked[];
let answers: (asked: Asked) => Reply | undefined;
let addOn: AddOn;
/** What stood in the pairing mark when the worker was asked to confirm. */
let marked: string[];

const metadata = (key: string): string[] =>
  addOn.workbook
    .metadata()
    .filter((one) => one.key === key)
    .map(({ value }) => value ?? '');

function isSigned(request: IncomingMessage, body: string): boolean {
  const header = (name: string): string => String(request.headers[name.toLowerCase()] ?? '');
  const signed = canonical({
    method: request.method ?? '',
    path: request.url ?? '',
    time: header(SIGNED.time),
    nonce: header(SIGNED.nonce),
    bodyHash: createHash('sha256').update(body).digest('hex'),
  });
  const fresh = Math.abs(Date.now() - Number(header(SIGNED.time))) < 60_000;
  const right = createHmac('sha256', KEY).update(signed).digest('base64') === header(SIGNED.signature);
  return fresh && right && header(SIGNED.campaign) === 'test';
}

const server = createServer((request, response) => {
  void textOf(request).then((text) => {
    const one: Asked = {
      method: request.method ?? '',
      path: request.url ?? '',
      body: text === '' ? null : JSON.parse(text),
      signed: isSigned(request, text),
    };
    asked.push(one);
    const { status, body } = answers(one) ?? usual(one);
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  });
});

function usual({ path, body }: Asked): Reply {
  if (path === '/v1/pairings') {
    PAIR.parse(body);
    return { status: 200, body: { pairing: 'p-1', nonce: 'nonce-1', account: '' } };
  }
  if (path === '/v1/pairings/confirm') {
    CONFIRM.parse(body);
    marked = metadata(PAIRING_MARK);
    return { status: 200, body: { key: KEY } };
  }
  if (path === '/v1/shipments') {
    const results = HAND_OVER.parse(body).shipments.map(({ id }) => ({
      id,
      outcome: 'taken',
      code: '',
      detail: '',
    }));
    return { status: 200, body: { results } };
  }
  return { status: 200, body: {} };
}

beforeAll(async () => {
  parts = await freshParts();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
});
afterAll(async () => {
  await new Promise((done) => server.close(done));
});
beforeEach(() => {
  asked = [];
  marked = [];
  answers = () => undefined;
});

/** An add-on for each test of a group, or one for all: starting one takes a second. */
function anAddOn(each: 'test' | 'group'): void {
  const [before, after] = each === 'test' ? [beforeEach, afterEach] : [beforeAll, afterAll];
  before(async () => {
    addOn = await startAddOn(parts);
  });
  after(() => addOn.close());
  if (each === 'group')
    afterEach(async () => {
      answers = () => undefined;
      await addOn.call('unpair', {});
    });
}

async function campaign(orders: number, channel: Cells = CHANNEL): Promise<void> {
  const rows = Array.from({ length: orders }, (_, i) => ready(`A-${i + 1}`, { Phone: '+1 212 555 0100' }));
  fillDemo(addOn.workbook, tablesOf({ orders: rows, channels: [channel] }));
  await addOn.call('setUp', {});
}
const pushAll = async (): Promise<void> => {
  const request = { action: 'push-to-channel', scope: { base: 'all' as const }, options: PUSH };
  const shown = await addOn.call('preview', request);
  await addOn.call('apply', { ...request, ...shown });
};
const handedOver = (): HandOver['shipments'][] =>
  asked.filter(({ path }) => path === '/v1/shipments').map(({ body }) => HAND_OVER.parse(body).shipments);

describe('pairing', () => {
  anAddOn('group');

  test('proves edit rights by a mark in the file, keeps the key, and leaves no mark behind', async () => {
    expect(await addOn.call('workerState', {})).toEqual({
      paired: false,
      address: '',
      offered: '',
      copy: false,
    });
    await addOn.call('pair', { address: `${url}/` });
    expect(marked).toEqual(['nonce-1']);
    expect(metadata(PAIRING_MARK)).toEqual([]);
    expect(await addOn.call('workerState', {})).toMatchObject({ paired: true, address: url });
    expect(asked.map(({ signed }) => signed)).toEqual([false, false]);
  });

  test('a key that was not given is not kept, and the refusal is told as the worker says it', async () => {
    const detail = 'The mark is not in the file yet. Connect again.';
    answers = ({ path }) =>
      path.endsWith('confirm') ? { status: 403, body: { code: 'pairing.mark-missing', detail } } : undefined;
    await expect(addOn.call('pair', { address: url })).rejects.toThrow(`pairing.mark-missing: ${detail}`);
    expect(await addOn.call('workerState', {})).toMatchObject({ paired: false });
  });

  test.each(['ftp://x', 'http://worker.example.com', 'worker.example.com'])(
    'an address like %s is refused before anything is asked',
    async (address) => {
      await expect(addOn.call('pair', { address })).rejects.toThrow('worker.address');
      expect(asked).toEqual([]);
    },
  );

  test('something else at that address is not taken for a worker', async () => {
    answers = () => ({ status: 200, body: { hello: 'world' } });
    await expect(addOn.call('pair', { address: url })).rejects.toThrow('worker.away');
  });
});

describe('requests', () => {
  anAddOn('group');

  test('are signed over method, path with query, time, nonce and body; each nonce is new', async () => {
    await addOn.call('pair', { address: url });
    asked = [];
    await addOn.call('askWorker', { method: 'GET', path: '/v1/state?channel=US%203PL', body: null });
    await addOn.call('askWorker', { method: 'POST', path: '/v1/sync', body: { channel: 'Größe “L”' } });
    await addOn.call('askWorker', { method: 'DELETE', path: '/v1/connections/c-1', body: {} });
    expect(asked.map(({ signed }) => signed)).toEqual([true, true, true]);
  });

  test('that nobody answers say so, and that nothing is lost', async () => {
    await addOn.call('pair', { address: url });
    answers = () => ({ status: 502, body: 'Bad gateway' });
    await expect(addOn.call('askWorker', { method: 'GET', path: '/v1/state', body: null })).rejects.toThrow(
      'worker.away: The worker cannot be reached (it answered 502). Nothing is lost',
    );
  });

  test('that are sent elsewhere are not taken for answered', async () => {
    await addOn.call('pair', { address: url });
    answers = () => ({ status: 302, body: '' });
    await expect(
      addOn.call('askWorker', { method: 'POST', path: '/v1/sync', body: { channel: '' } }),
    ).rejects.toThrow('worker.away: The worker cannot be reached (it answered 302)');
  });

  test('are refused where the file is not connected', async () => {
    await expect(addOn.call('askWorker', { method: 'GET', path: '/v1/state', body: null })).rejects.toThrow(
      'worker.none',
    );
  });

  test('disconnecting tells the worker, and forgets it even when it is away', async () => {
    await addOn.call('pair', { address: url });
    answers = () => ({ status: 500, body: {} });
    await addOn.call('unpair', {});
    expect(asked.at(-1)).toMatchObject({ path: '/v1/detach', signed: true });
    expect(await addOn.call('workerState', {})).toMatchObject({ paired: false });
  });
});

describe('the hand-over', () => {
  anAddOn('test');

  test('gives what was pushed to the worker, signed, and once it is taken says how many', async () => {
    await campaign(3);
    await addOn.call('pair', { address: url });
    await pushAll();
    expect(await addOn.call('handOver', { channel: '' })).toEqual({
      taken: 3,
      already: 0,
      refused: [],
      warnings: [],
      next: null,
    });
    expect(handedOver().map((shipments) => shipments.map(({ id, ask }) => `${id} ${ask}`))).toEqual([
      ['A-1-1 push', 'A-2-1 push', 'A-3-1 push'],
    ]);
    expect(handedOver()[0]?.[0]).toMatchObject({
      phone: '+1 212 555 0100',
      country: 'US',
      postalCode: '12207',
    });
    expect(asked.at(-1)?.signed).toBe(true);
  });

  test('goes in requests of 500, and hands the same over again as long as the sheet says that it waits', async () => {
    await campaign(1100);
    await addOn.call('pair', { address: url });
    await pushAll();
    expect(await addOn.call('handOver', { channel: 'US 3PL' })).toMatchObject({ taken: 1100, next: null });
    expect(handedOver().map((shipments) => shipments.length)).toEqual([500, 500, 100]);
    await addOn.call('handOver', { channel: 'US 3PL' });
    expect(handedOver().flat()).toHaveLength(2200);
    expect(await addOn.call('handOver', { channel: 'Another' })).toMatchObject({ taken: 0 });
  });

  test('names what the worker refused, and what it warns of once', async () => {
    await campaign(2);
    await addOn.call('pair', { address: url });
    await pushAll();
    answers = ({ path }) =>
      path === '/v1/shipments'
        ? {
            status: 200,
            body: {
              warnings: ['Whoever has the link can open it.'],
              results: [
                { id: 'A-1-1', outcome: 'already', code: '', detail: '' },
                { id: 'A-2-1', outcome: 'refused', code: 'connection.unknown', detail: 'Sandbox' },
              ],
            },
          }
        : undefined;
    expect(await addOn.call('handOver', { channel: '' })).toEqual({
      taken: 0,
      already: 1,
      refused: [{ id: 'A-2-1', code: 'connection.unknown', detail: 'Sandbox' }],
      warnings: ['Whoever has the link can open it.'],
      next: null,
    });
  });

  test('J20: a copy of the file hands nothing over', async () => {
    await campaign(1);
    await addOn.call('pair', { address: url });
    await pushAll();
    const [mark] = addOn.workbook.metadata().filter(({ key }) => key === 'shipsheet.file');
    addOn.workbook.updateMetadata(mark?.id ?? 0, 'the original');
    await expect(addOn.call('handOver', { channel: '' })).rejects.toThrow('worker.copy');
    expect(await addOn.call('workerState', {})).toMatchObject({ copy: true });
    expect(handedOver()).toEqual([]);
  });
});

describe('a copy that begins a life of its own', () => {
  anAddOn('test');

  test('J20: sends nothing that waited when it was copied: the original may have sent it', async () => {
    await campaign(2);
    await pushAll();
    // Its warehouse has agreed to another address, and the worker was not told yet.
    const { id = -1 } = addOn.workbook.sheets().find(({ name }) => name === 'Shipments') ?? {};
    const [heads = []] = addOn.workbook.values(id, { row: 0, column: 0, rows: 1, columns: 17 });
    addOn.workbook.write(id, 2, heads.indexOf('Warehouse says'), [['update agreed']], 'RAW');
    const [mark] = addOn.workbook.metadata().filter(({ key }) => key === 'shipsheet.file');
    addOn.workbook.updateMetadata(mark?.id ?? 0, 'the original');
    await addOn.call('saveSettings', {
      campaignName: 'Copy',
      prefix: 'A',
      lockDownDate: '',
      noNumberDays: 5,
    });
    await addOn.call('pair', { address: url });
    expect(await addOn.call('handOver', { channel: '' })).toMatchObject({ taken: 0, already: 0 });
    expect(handedOver()).toEqual([]);
    for (const orderId of ['A-1', 'A-2']) {
      const order = await addOn.call('order', { orderId });
      expect(order?.shipments[0]).toMatchObject({ status: 'sent', says: 'unknown' });
    }
  });
});

describe('what the worker did by itself', () => {
  anAddOn('group');

  const happened = (id: string, changed: number) => ({
    id,
    when: '2026-06-01 08:00:00Z',
    who: '',
    action: 'Remove Names',
    which: 'US 3PL sheet',
    changed,
  });
  const inActivity = (): unknown[][] => {
    const sheet = addOn.workbook.sheets().find(({ name }) => name === 'Activity');
    const rows = addOn.workbook.values(sheet?.id ?? -1, { row: 1, column: 2, rows: 20, columns: 4 });
    return rows.filter(([who]) => who === 'worker');
  };

  test('is written into Activity once, even when the worker did not hear of it', async () => {
    await addOn.call('pair', { address: url });
    let waiting = [happened('h-1', 12)];
    answers = ({ path }) => {
      if (path === '/v1/happenings') return { status: 200, body: { happenings: waiting } };
      if (path === '/v1/happenings/recorded') return { status: 502, body: {} };
      return undefined;
    };
    await expect(addOn.call('recordHappenings', {})).rejects.toThrow('worker.away');
    waiting = [...waiting, happened('h-2', 3)];
    await expect(addOn.call('recordHappenings', {})).rejects.toThrow('worker.away');
    expect(inActivity()).toEqual([
      ['worker', 'Remove Names', 'US 3PL sheet', 12],
      ['worker', 'Remove Names', 'US 3PL sheet', 3],
    ]);
    expect(asked.at(-1)).toMatchObject({ body: { ids: ['h-1', 'h-2'] }, signed: true });
  });

  test('is nothing most of the time, and then nothing is written or told', async () => {
    await addOn.call('pair', { address: url });
    answers = ({ path }) =>
      path === '/v1/happenings' ? { status: 200, body: { happenings: [] } } : undefined;
    expect(await addOn.call('recordHappenings', {})).toEqual({ recorded: 0 });
    expect(asked.at(-1)?.path).toBe('/v1/happenings');
  });
});

describe('the mark of a run', () => {
  anAddOn('test');

  test('stands while a run of a connected file writes, and is gone after it', async () => {
    await campaign(2);
    const seen: string[] = [];
    addOn.workbook.onChange(() => seen.push(...metadata(RUN_MARK)));
    await pushAll();
    expect(seen).toEqual([]);
    await addOn.call('pair', { address: url });
    const request = { action: 'hold', scope: { base: 'all' as const }, options: { reason: 'stock' } };
    const shown = await addOn.call('preview', request);
    await addOn.call('apply', { ...request, ...shown });
    expect(new Set(seen.map((mark) => mark.split(' ')[0]))).toEqual(new Set([shown.runId]));
    expect(metadata(RUN_MARK)).toEqual([]);
  });
});
