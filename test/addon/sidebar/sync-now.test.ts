import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { Lost, Refusal, useSidebar } from './harness.ts';
import { away, connection, numbers, paired, state } from './samples-worker.ts';

const open = useSidebar(new URL('../../../addon/sidebar/pages/connect.ts', import.meta.url));
const SYNC = { panel: 'sync-now' } as const;
const nothing = { taken: 0, already: 0, refused: [], next: null };

/** Turns the page's clock, by which it looks at the worker, until this is there. */
async function until(wanted: Locator): Promise<void> {
  const { clock } = wanted.page();
  await clock.install();
  await expect
    .poll(
      async () => {
        await clock.runFor(5000);
        return wanted.isVisible();
      },
      { interval: 20 },
    )
    .toBe(true);
}

describe('Sync Now', () => {
  it('hands over page by page, follows until all is quiet, and says what changed', async () => {
    const steps = {
      before: state({ channels: [numbers({ accepted: 20, shipped: 100 })] }),
      during: state({
        channels: [numbers({ waiting: 443, accepted: 20, shipped: 100 })],
        busy: { sending: 443, asking: 1, writing: 0 },
      }),
      after: state({
        channels: [numbers({ accepted: 441, refused: 2, unknown: 1, shipped: 119 })],
      }),
    };
    let step: keyof typeof steps = 'before';
    const { page, args, calls } = await open(SYNC, {
      ...paired({
        'GET /v1/state': () => steps[step],
        'POST /v1/sync': () => {
          step = 'during';
          return null;
        },
      }),
      handOver: ({ after }) =>
        after === undefined
          ? { taken: 400, already: 0, refused: [], next: 'HL-400-1' }
          : {
              taken: 43,
              already: 5,
              refused: [{ id: 'HL-402-1', code: 'hold', detail: 'customs' }],
              next: null,
            },
    });
    await page.getByText('Last synced').waitFor();
    await page.getByRole('button', { name: 'Sync now' }).click();
    await until(page.getByText('Under way: 443 to send, 1 answer to read'));
    step = 'after';
    await until(
      page
        .locator('.message')
        .getByText(
          '443 shipments handed over; 5 were there already; 1 refused. 440 accepted, 2 refused, 19 shipped; 1 unknown',
        ),
    );
    await expect(
      page.getByRole('region', { name: 'US 3PL' }).locator('dd').allTextContents(),
    ).resolves.toEqual(['0', '441', '119', '2', '1']);
    const refused = page.getByRole('list', { name: 'Refused' });
    await refused.getByText('1 shipment: On hold: customs.').waitFor();
    await refused.getByRole('button', { name: 'HL-402-1' }).click();
    expect(args('openPanel')).toEqual([{ panel: 'order', title: 'Find Order', orders: ['HL-402'] }]);
    expect(args('handOver')).toEqual([{ channel: '' }, { channel: '', after: 'HL-400-1' }]);
    const order = calls.map(({ fn, args: sent }) =>
      `${fn} ${Reflect.get(Object(sent), 'method') ?? ''}`.trim(),
    );
    expect(order.slice(1, 6)).toEqual([
      'askWorker GET',
      'handOver',
      'handOver',
      'askWorker POST',
      'askWorker GET',
    ]);
  });

  it('syncs one channel alone', async () => {
    const asked: unknown[] = [];
    const { page, args } = await open(SYNC, {
      ...paired({
        'GET /v1/state': () =>
          state({
            connections: [connection(), connection({ id: 'c-2', name: 'ShipStation' })],
            channels: [numbers(), numbers({ name: 'EU 3PL', connection: 'ShipStation', shipped: 7 })],
          }),
        'POST /v1/sync': (body) => void asked.push(body),
      }),
      handOver: () => nothing,
    });
    await page.getByRole('combobox', { name: 'Channel' }).selectOption('EU 3PL');
    await expect(page.getByRole('region', { name: 'US 3PL' }).count()).resolves.toBe(0);
    await page.getByRole('button', { name: 'Sync now' }).press('Enter');
    await until(page.locator('.message').getByText('Nothing new from your partners.'));
    expect(args('handOver')).toEqual([{ channel: 'EU 3PL' }]);
    expect(asked).toEqual([{ channel: 'EU 3PL' }]);
  });

  it('says that the worker is away, that rows stay not sent, and tries again', async () => {
    let there = false;
    const { page } = await open(SYNC, {
      ...paired({ 'GET /v1/state': () => (there ? state() : away()) }),
    });
    await page.getByText('The worker cannot be reached').waitFor();
    await page.getByText('Shipments that wait stay “not sent”.').waitFor();
    there = true;
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('button', { name: 'Sync now' }).waitFor();
  });

  it('keeps what was handed over when a later request fails, and goes on', async () => {
    let calls = 0;
    const { page } = await open(SYNC, {
      ...paired({ 'GET /v1/state': () => state(), 'POST /v1/sync': () => null }),
      handOver: () => {
        calls += 1;
        if (calls === 2) return away();
        return calls === 1
          ? { ...nothing, taken: 500, next: 'HL-500-1' }
          : { ...nothing, already: 500, taken: 20 };
      },
    });
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByText('What is not handed over stays “not sent” in the sheet.').waitFor();
    await page.getByRole('button', { name: 'Sync again' }).click();
    await until(page.locator('.message').getByText('20 shipments handed over; 500 were there already.'));
  });

  it('F20: a parcel that is stuck has its reason, the step that mends it, and Send again', async () => {
    let stuck = true;
    const { page, args } = await open(
      SYNC,
      paired({
        'GET /v1/state': () =>
          state({
            channels: [numbers({ waiting: stuck ? 1 : 0, accepted: stuck ? 0 : 1 })],
            stuck: stuck
              ? [
                  {
                    id: 'r-9',
                    shipmentId: 'HL-1042-1.2',
                    channel: 'US 3PL',
                    code: 'partner.auth',
                    message: 'ShipStation does not take the API key any more.',
                    since: '2026-03-01 09:00:00Z',
                  },
                ]
              : [],
          }),
        'POST /v1/requests/r-9/retry': () => {
          stuck = false;
          return null;
        },
      }),
    );
    const list = page.getByRole('region', { name: 'Needs you' });
    await list.getByText('ShipStation does not take the API key any more.').waitFor();
    await list.getByText('Give the connection its new credentials, then send again.').waitFor();
    await list.getByRole('button', { name: 'HL-1042-1.2' }).click();
    await list.getByRole('button', { name: 'Connections' }).click();
    await list.getByRole('button', { name: 'Send again' }).click();
    await until(page.locator('.message').getByText('1 accepted.'));
    await expect(list.count()).resolves.toBe(0);
    expect(args('openPanel')).toEqual([
      { panel: 'order', title: 'Find Order', orders: ['HL-1042'] },
      { panel: 'connections', title: 'Connections' },
    ]);
  });

  it('F5: a lost look is no failure; the worker is asked again', async () => {
    let looks = 0;
    const { page } = await open(SYNC, {
      ...paired({
        'GET /v1/state': () => {
          looks += 1;
          if (looks === 2) throw new Lost('network');
          return state();
        },
        'POST /v1/sync': () => null,
      }),
      handOver: () => nothing,
    });
    await page.getByRole('button', { name: 'Sync now' }).click();
    await until(page.locator('.message').getByText('Nothing new from your partners.'));
    expect(looks).toBe(4);
  });

  it('F5: ends watching when nothing moves for long, and says that the worker goes on', async () => {
    const { page } = await open(SYNC, {
      ...paired({
        'GET /v1/state': () =>
          state({
            channels: [numbers({ waiting: 80, lastError: 'ShipStation asked to wait.' })],
            busy: { sending: 80, asking: 0, writing: 0 },
          }),
        'POST /v1/sync': () => null,
      }),
      handOver: () => nothing,
    });
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByText('Under way: 80 to send').waitFor();
    await until(page.getByText('More is under way: the worker goes on by itself.'));
    await page.locator('.message').getByText('Nothing new from your partners; 80 still to send.').waitFor();
    await page.getByRole('button', { name: 'Sync now' }).waitFor();
  });

  it('leads to Connections where nothing is connected', async () => {
    const { page, args } = await open(SYNC, {
      workerState: () => ({ paired: false, address: '', offered: '', copy: false }),
      openPanel: () => ({ ok: true }),
    });
    await page.getByText('This spreadsheet is not connected to a worker').waitFor();
    await page.getByRole('button', { name: 'Connections' }).click();
    expect(args('openPanel')).toEqual([{ panel: 'connections', title: 'Connections' }]);
  });

  it('J20: a copy hands nothing over', async () => {
    const { page } = await open(SYNC, {
      ...paired({ 'GET /v1/state': () => state() }),
      handOver: () => {
        throw new Refusal('worker.copy', 'This is a copy: Nothing is sent from here.');
      },
    });
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByText('This is a copy: Nothing is sent from here.').waitFor();
  });

  it('J28: gives the worker its copy of Activity, and says where the tab differs from it', async () => {
    const row = (run: string, who: string, hash: string): string[] => [
      run,
      '2026-03-01 10:22:31Z',
      who,
      'Lock Down',
      'All orders',
      '3',
      '0',
      '0',
      '0',
      hash,
    ];
    const tab = [row('run-1', 'somebody else', 'h1'), row('run-3', 'Ana', 'h3')];
    const kept: unknown[] = [];
    const { page } = await open(SYNC, {
      ...paired({
        'GET /v1/state': () => state(),
        'POST /v1/sync': () => null,
        'GET /v1/activity?after=0': () => ({
          rows: [row('run-1', 'Ana', 'h1'), row('run-2', 'Ana', 'h2')].map((cells, i) => ({
            position: i + 1,
            cells,
          })),
          next: null,
        }),
        'POST /v1/activity': (body) => void kept.push(body),
      }),
      handOver: () => nothing,
      readColumns: ({ columns }) => ({
        n: tab.length,
        columns: columns.map((_, i) => tab.map((cells) => cells[i] ?? '')),
        missing: [],
      }),
    });
    await page.getByRole('button', { name: 'Sync now' }).click();
    await until(
      page.getByText('Activity differs from the copy that the worker keeps: 1 row gone, 1 row edited.'),
    );
    expect(kept).toEqual([{ rows: [tab[1]] }]);
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the copy' }).click();
    expect((await waiting).suggestedFilename()).toBe('activity-copy.csv');
  });
});
