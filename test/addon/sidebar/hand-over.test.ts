import { describe, expect, it } from 'vitest';
import type { HandedOver } from '../../../addon/api.ts';
import { handedSentence, orderOf, refusedFor } from '../../../addon/sidebar/hand-over.ts';
import { tablesOf } from '../../support/campaign.ts';
import { columnsOf } from '../../support/columns.ts';
import { Refusal, type Server, useSidebar } from './harness.ts';
import { context, preview, progress, reason, result } from './samples.ts';
import { away } from './samples-worker.ts';

const open = useSidebar();
const PUSH = { panel: 'action', action: 'push-to-channel' } as const;
const CHANNELS = [
  { Channel: 'US 3PL', SKUs: 'MUG', Method: 'Integration', 'Connected to': 'Sandbox 3PL', Priority: 1 },
  { Channel: 'EU 3PL', SKUs: 'everything else', Method: 'Export', 'Connected to': '', Priority: 2 },
];

function server(handOver: Server['handOver']): Server {
  return {
    context: () => context(),
    preview: () => preview({ button: 'Push 145 orders' }),
    apply: () => progress(145, 145, { result: result({ sentence: 'Pushed 145 orders.' }) }),
    readColumns: columnsOf(tablesOf({ orders: [], channels: CHANNELS })),
    openPanel: () => ({ ok: true }),
    ...(handOver === undefined ? {} : { handOver }),
  };
}

async function push(answers: Server, channel: string) {
  const sidebar = await open(PUSH, answers);
  await sidebar.page.getByRole('combobox', { name: 'Channel (required)' }).selectOption(channel);
  await sidebar.page.getByRole('button', { name: 'Preview' }).click();
  await sidebar.page.getByRole('button', { name: 'Push 145 orders' }).click();
  await sidebar.page.getByRole('heading', { name: 'Pushed 145 orders.' }).waitFor();
  return sidebar;
}

describe('after a push to a connected channel', () => {
  it('F2: goes on with the hand-over, request by request, and says what was taken and what not', async () => {
    const { page, args } = await push(
      server(({ after }) =>
        after === undefined
          ? { taken: 100, already: 0, refused: [], next: 'HL-100-1' }
          : {
              taken: 43,
              already: 0,
              refused: [
                { id: 'HL-120-1', code: 'partner.rejected', detail: 'The address is not complete.' },
                { id: 'HL-121-1', code: 'hold', detail: 'customs (by Ana)' },
              ],
              next: null,
            },
      ),
      'US 3PL',
    );
    const said = page.locator('.message').getByText('143 shipments handed over to Sandbox 3PL; 2 refused.');
    await said.waitFor();
    const refused = page.getByRole('list', { name: 'Refused' });
    await refused.getByText('1 shipment: The address is not complete.').waitFor();
    await refused.getByText('1 shipment: On hold: customs (by Ana).').waitFor();
    await refused.getByRole('button', { name: 'HL-120-1' }).click();
    await page.getByRole('button', { name: 'Watch them: Sync Now' }).click();
    expect(args('openPanel')).toEqual([
      { panel: 'order', title: 'Find Order', orders: ['HL-120'] },
      { panel: 'sync-now', title: 'Sync Now' },
    ]);
    expect(args('handOver')).toEqual([{ channel: 'US 3PL' }, { channel: 'US 3PL', after: 'HL-100-1' }]);
  });

  it('K11: says once who can open the sheet that was filled, and where that is changed', async () => {
    const warning =
      'Whoever has the link can open the partner’s sheet of US 3PL, with its names and addresses.';
    const { page, args } = await push(
      server(({ after }) => ({
        taken: 70,
        already: 0,
        refused:
          after === undefined
            ? []
            : [
                {
                  id: 'HL-9-1',
                  code: 'partner.link-open',
                  detail: 'Whoever has the link can open it. Close it.',
                },
              ],
        warnings: [warning],
        next: after === undefined ? 'HL-100-1' : null,
      })),
      'US 3PL',
    );
    await page.getByText(warning).waitFor();
    await expect(page.getByText(warning).count()).resolves.toBe(1);
    await page
      .getByRole('list', { name: 'Refused' })
      .getByText('Whoever has the link can open it.')
      .waitFor();
    await page.getByRole('button', { name: 'Partner Sheets' }).first().click();
    await page.getByRole('list', { name: 'Refused' }).getByRole('button', { name: 'Partner Sheets' }).click();
    const sheet = { panel: 'partner-sheet', title: 'Partner Sheets' };
    await expect.poll(() => args('openPanel')).toEqual([sheet, sheet]);
  });

  it('leaves the rows not sent while the worker is away, and hands over again when asked', async () => {
    let there = false;
    const taken: HandedOver = { taken: 145, already: 0, refused: [], next: null };
    const { page } = await push(
      server(() => (there ? taken : away())),
      'US 3PL',
    );
    await page.getByText('The worker cannot be reached').waitFor();
    await page.getByText('The shipments stay in the sheet as not sent. Sync Now sends them later.').waitFor();
    there = true;
    await page.getByRole('button', { name: 'Hand over again' }).click();
    await page.locator('.message').getByText('145 shipments handed over to Sandbox 3PL.').waitFor();
  });

  it('J20: offers what mends it where waiting would not: a copy is not connected', async () => {
    const { page, args } = await push(
      server(() => {
        throw new Refusal('worker.copy', 'This is a copy: nothing is sent from here.');
      }),
      'US 3PL',
    );
    await page.getByText('This is a copy: nothing is sent from here.').waitFor();
    await page.getByText('The shipments stay in the sheet as not sent.', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Connections' }).click();
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect
      .poll(() => args('openPanel'))
      .toEqual([
        { panel: 'connections', title: 'Connections' },
        { panel: 'settings', title: 'Settings' },
      ]);
  });

  it('has nothing to hand over for a channel that gets files', async () => {
    const { page, args } = await push(server(undefined), 'EU 3PL');
    await expect.poll(() => args('readColumns').length).toBe(1);
    await page.getByRole('button', { name: 'Undo this run' }).waitFor();
    expect(args('handOver')).toEqual([]);
  });

  it('asks partners to cancel what an order that is cancelled has there', async () => {
    const { page, args } = await open(
      { panel: 'action', action: 'cancel' },
      {
        ...server(() => ({ taken: 2, already: 0, refused: [], next: null })),
        preview: () =>
          preview({
            button: 'Cancel 3 orders',
            reasons: [reason('change', 'cancel.asks', 2), reason('change', null, 1)],
          }),
        apply: () =>
          progress(3, 3, {
            result: result({
              sentence: 'Cancelled 3 orders.',
              counts: { change: 3, already: 0, left: 0, decide: 0 },
            }),
          }),
      },
    );
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Cancel 3 orders' }).click();
    await page.getByRole('button', { name: 'Yes: Cancel 3 orders' }).click();
    // What is only asked for is not done yet.
    await page.getByRole('heading', { name: 'Cancelled 1 order, asked to cancel 2.' }).waitFor();
    await page.getByText('Then run Cancel again').waitFor();
    await page.locator('.message').getByText('2 shipments handed over.').waitFor();
    expect(args('handOver')).toEqual([{ channel: '' }]);
  });

  it('tells the worker of a recall too when the sheet of the channel has ended', async () => {
    const channels = [{ Channel: 'US 3PL', SKUs: 'MUG', Method: 'Partner sheet', 'Connected to': '' }];
    const { page, args } = await open(
      { panel: 'action', action: 'recall' },
      {
        ...server(() => ({ taken: 2, already: 0, refused: [], next: null })),
        readColumns: columnsOf(tablesOf({ orders: [], channels })),
        preview: () => preview({ button: 'Recall the parcels of 2 orders' }),
        apply: () => progress(2, 2, { result: result({ sentence: 'Asked back the parcels of 2 orders.' }) }),
      },
    );
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Recall the parcels of 2 orders' }).click();
    await page.locator('.message').getByText('2 shipments handed over.').waitFor();
    expect(args('handOver')).toEqual([{ channel: '' }]);
  });

  it('undoes a push at the partner too', async () => {
    const { page, args } = await push(
      server(() => ({ taken: 145, already: 0, refused: [], next: null })),
      'US 3PL',
    );
    await page.locator('.message').getByText('145 shipments handed over to Sandbox 3PL.').waitFor();
    await page.getByRole('button', { name: 'Undo this run' }).click();
    await page.getByRole('button', { name: 'Push 145 orders' }).click();
    await page.locator('.inline .message').getByText('145 shipments handed over.').waitFor();
    expect(args('handOver')).toEqual([{ channel: 'US 3PL' }, { channel: '' }]);
  });
});

describe('the words of a hand-over', () => {
  it('says nothing when nothing waited', () => {
    expect(handedSentence({ taken: 0, already: 0, refused: [] }, 'US 3PL')).toBe('');
  });

  it('counts what was there already, and says once of what', () => {
    expect(handedSentence({ taken: 0, already: 1, refused: [] }, '')).toBe('1 shipment was there already.');
    expect(handedSentence({ taken: 1200, already: 3, refused: [] }, 'Ohio')).toBe(
      '1,200 shipments handed over to Ohio; 3 were there already.',
    );
  });

  it('puts refusals of one reason together, the most frequent first', () => {
    const refused = [
      { id: 'A-1-1', code: 'hold', detail: 'customs' },
      { id: 'A-2-1', code: 'partner.sku-unknown', detail: 'The partner does not know MUG.' },
      { id: 'A-3-1', code: 'partner.sku-unknown', detail: 'The partner does not know MUG.' },
      { id: 'A-4-1', code: 'partner.odd', detail: '' },
    ];
    expect(refusedFor(refused).map(({ sentence, ids }) => [sentence, ids])).toEqual([
      ['The partner does not know MUG.', ['A-2-1', 'A-3-1']],
      ['On hold: customs.', ['A-1-1']],
      ['partner.odd.', ['A-4-1']],
    ]);
  });

  it('finds the order of a shipment and of its further boxes', () => {
    expect(['HL-1042-1', 'HL-1042-12.3', '77-2.1.4'].map(orderOf)).toEqual(['HL-1042', 'HL-1042', '77']);
  });
});
