import { describe, expect, it } from 'vitest';
import { ready, tablesOf } from '../../support/campaign.ts';
import { columnsOf } from '../../support/columns.ts';
import { type Server, useSidebar } from './harness.ts';
import { context } from './samples.ts';
import { partnerSheet, sheetList } from './samples-partner.ts';
import { away, connection, paired, state } from './samples-worker.ts';

const open = useSidebar(new URL('../../../addon/sidebar/pages/connect.ts', import.meta.url));

describe('the channel panel', () => {
  const PRODUCTS = ['MUG', 'NOTEBOOK', 'POSTER'].map((SKU) => ({
    SKU,
    Name: SKU.toLowerCase(),
    Kind: 'physical',
  }));
  const CHANNELS = [
    {
      Channel: 'US 3PL',
      SKUs: 'MUG',
      Method: 'Export',
      Countries: 'US',
      Priority: 1,
      'Does not deliver to': 'PO boxes',
    },
    {
      Channel: 'All items',
      SKUs: 'everything else',
      Method: 'Export',
      Priority: 2,
      'Does not deliver to': '',
    },
  ];
  const server = (
    products = PRODUCTS,
    channels: readonly Record<string, string | number>[] = CHANNELS,
  ): Server => ({
    context: () => context(),
    readColumns: columnsOf(
      tablesOf({
        orders: [
          ready('HL-1', { Items: 'MUG x1' }),
          ready('HL-2', { Items: 'MUG x1; POSTER x2' }),
          ready('HL-3', { Items: 'NOTEBOOK x1' }),
        ],
        products,
        channels,
      }),
    ),
    saveChannels: () => ({ ok: true }),
  });

  it('lists SKUs in no channel first, shows at once what a tick means, and saves', async () => {
    const { page, args } = await open({ panel: 'channels' }, server());
    await page.getByText('2 orders will ship in 1 package, 1 in 2.').waitFor();
    await expect(page.getByRole('button', { name: 'Save' }).isDisabled()).resolves.toBe(true);
    await page.getByRole('button', { name: /^US 3PL/ }).click();
    const ticks = page.getByRole('group', { name: 'SKUs of this channel' }).first();
    await expect(ticks.locator('.sku').allTextContents()).resolves.toEqual(['POSTER', 'NOTEBOOK', 'MUG']);
    await ticks.getByRole('checkbox', { name: /POSTER/ }).check();
    await page.getByText('3 orders will ship in 1 package.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(args('saveChannels')[0]?.channels[0]?.skus).toEqual(['MUG', 'POSTER']);
  });

  it('adds a channel, wants a name for it, and refuses a second one of the same name', async () => {
    const { page, args } = await open({ panel: 'channels' }, server());
    await page.getByRole('button', { name: 'Add a channel' }).click();
    await page.getByText('Each channel needs a name.').waitFor();
    await page.keyboard.type('us 3pl');
    await page.getByText('Two channels have the same name.').waitFor();
    await page.keyboard.type(' b');
    await page.getByText('Not saved yet.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(args('saveChannels')[0]?.channels.map((one) => one.name)).toEqual([
      'US 3PL',
      'All items',
      'us 3pl b',
    ]);
  });

  it('has at most one default channel, and can remove one', async () => {
    const { page, args } = await open({ panel: 'channels' }, server());
    await page.getByRole('button', { name: /^US 3PL/ }).click();
    await page
      .getByRole('checkbox', { name: /Ships everything else/ })
      .first()
      .check();
    await page.getByRole('button', { name: /^All items/ }).click();
    await expect(
      page
        .getByRole('checkbox', { name: /Ships everything else/ })
        .nth(1)
        .isChecked(),
    ).resolves.toBe(false);
    await page.getByRole('button', { name: 'Remove this channel' }).last().click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(args('saveChannels')[0]?.channels).toMatchObject([{ name: 'US 3PL', everythingElse: true }]);
  });

  it('D7, D8: says where a channel does not deliver to', async () => {
    const { page, args } = await open({ panel: 'channels' }, server());
    await page.getByRole('button', { name: /^US 3PL/ }).click();
    const limits = page.getByRole('group', { name: 'Does not deliver to' }).first();
    await expect(limits.getByRole('checkbox', { name: 'PO boxes' }).isChecked()).resolves.toBe(true);
    await limits.getByRole('checkbox', { name: /^Military addresses/ }).check();
    await limits.getByRole('checkbox', { name: 'PO boxes' }).uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(args('saveChannels')[0]?.channels).toMatchObject([
      { name: 'US 3PL', notTo: ['military addresses'] },
      { name: 'All items', notTo: [] },
    ]);
  });

  it('stays quick with 500 SKUs: 80 are drawn, the search finds the others', async () => {
    const many = Array.from({ length: 500 }, (_, i) => ({
      SKU: `SKU-${i}`,
      Name: `Thing ${i}`,
      Kind: 'physical',
    }));
    const { page } = await open({ panel: 'channels' }, server([...PRODUCTS, ...many]));
    await page.getByRole('button', { name: /^US 3PL/ }).click();
    await page.getByText('423 more: search to find them').first().waitFor();
    await page.getByRole('searchbox', { name: 'Search SKUs' }).first().fill('thing 499');
    await expect(page.locator('.ticks').first().locator('.sku').allTextContents()).resolves.toEqual([
      'SKU-499',
    ]);
  });

  describe('that ships by a connection', () => {
    const two = state({ connections: [connection(), connection({ id: 'c-2', name: 'ShipStation' })] });

    it('chooses the connection, when a parcel counts as shipped, and who mails the number', async () => {
      const { page, args } = await open(
        { panel: 'channels' },
        { ...server(), ...paired({ 'GET /v1/state': () => two }) },
      );
      await page.getByRole('button', { name: /^US 3PL/ }).click();
      await page.getByRole('combobox', { name: 'Method' }).first().selectOption('Integration');
      await page.getByText('Choose what US 3PL is connected to.').waitFor();
      await page.getByRole('combobox', { name: 'Connected to' }).selectOption('ShipStation');
      const when = page.getByRole('group', { name: 'Counts as shipped when' });
      await expect(when.getByRole('radio', { name: /The partner reports it/ }).isChecked()).resolves.toBe(
        true,
      );
      await when.getByRole('radio', { name: /First scan/ }).check();
      const mails = page.getByRole('group', { name: 'Tracking emails sent by' });
      await mails.getByText('so that no backer gets two').waitFor();
      await mails.getByRole('radio', { name: /The partner mails/ }).check();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved.').waitFor();
      expect(args('saveChannels')[0]?.channels[0]).toMatchObject({
        name: 'US 3PL',
        method: 'Integration',
        connectedTo: 'ShipStation',
        shippedWhen: 'first scan',
        emailsBy: 'partner',
      });
      // What was saved is what the next save begins with.
      await page.getByRole('button', { name: /^US 3PL.*ShipStation/ }).click();
      await page.getByRole('spinbutton', { name: 'Priority' }).first().fill('3');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect.poll(() => args('saveChannels').length).toBe(2);
      expect(args('saveChannels')[1]?.channels[0]).toMatchObject({
        method: 'Integration',
        connectedTo: 'ShipStation',
        shippedWhen: 'first scan',
        emailsBy: 'partner',
        priority: 3,
      });
    });

    it('takes the only connection without asking', async () => {
      const { page, args } = await open(
        { panel: 'channels' },
        { ...server(), ...paired({ 'GET /v1/state': () => state() }) },
      );
      await page.getByRole('button', { name: /^US 3PL/ }).click();
      await page.getByRole('combobox', { name: 'Method' }).first().selectOption('Integration');
      await expect
        .poll(() => page.getByRole('combobox', { name: 'Connected to' }).inputValue())
        .toBe('Sandbox 3PL');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved.').waitFor();
      expect(args('saveChannels')[0]?.channels[0]?.connectedTo).toBe('Sandbox 3PL');
    });

    it('leads to Connections where there is none', async () => {
      const { page, args } = await open(
        { panel: 'channels' },
        {
          ...server(),
          workerState: () => ({ paired: false, address: '', offered: '', copy: false }),
          openPanel: () => ({ ok: true }),
        },
      );
      await page.getByRole('button', { name: /^US 3PL/ }).click();
      await page.getByRole('combobox', { name: 'Method' }).first().selectOption('Integration');
      await page.getByText('This spreadsheet is not connected to a worker yet.').waitFor();
      await page.getByRole('button', { name: 'Set up a connection' }).click();
      expect(args('openPanel')).toEqual([{ panel: 'connections', title: 'Connections' }]);
    });

    it('keeps what is chosen while the worker is away, and says when a connection has gone', async () => {
      let there = false;
      const connected = { ...CHANNELS[0], Method: 'Integration', 'Connected to': 'Old 3PL' };
      const { page } = await open(
        { panel: 'channels' },
        {
          ...server(PRODUCTS, [connected]),
          ...paired({ 'GET /v1/state': () => (there ? two : away()) }),
        },
      );
      await page.getByText('The worker cannot be reached').waitFor();
      await expect(page.getByRole('combobox', { name: 'Connected to' }).inputValue()).resolves.toBe(
        'Old 3PL',
      );
      there = true;
      await page.getByRole('button', { name: 'Retry' }).click();
      await page.getByRole('option', { name: 'Old 3PL (is not there)' }).waitFor({ state: 'attached' });
    });
  });

  describe('that ships by a partner’s sheet', () => {
    const sheets = (more: Parameters<typeof partnerSheet>[0] = {}) =>
      paired({
        'GET /v1/partner-sheets': () => sheetList({ sheets: [partnerSheet(more)] }),
        'GET /v1/state': () =>
          state({
            connections: [connection({ vendor: 'partner-sheet', name: 'US 3PL sheet' }), connection()],
          }),
      });

    it('shows how its sheet stands, and takes it as what the channel is connected to', async () => {
      const { page, args } = await open(
        { panel: 'channels' },
        { ...server(), ...sheets({ openTo: 'readers', lastError: 'The file is in the bin.' }) },
      );
      await page.getByRole('button', { name: /^US 3PL/ }).click();
      await page.getByRole('combobox', { name: 'Method' }).first().selectOption('Partner sheet');
      await page.getByText('143 parcels · 40 without a number').waitFor();
      await page.getByText('Anyone with the link can open it.').waitFor();
      await page.getByText('The file is in the bin.').waitFor();
      await page.getByRole('link', { name: 'Open' }).waitFor();
      await page.getByText('A parcel counts as shipped when its number stands in the sheet.').waitFor();
      // What is chosen here is there before the other panel reads it.
      await page.getByRole('button', { name: 'Partner sheet…' }).click();
      await expect
        .poll(() => args('openPanel'))
        .toEqual([{ panel: 'partner-sheet', title: 'Partner Sheets', filter: 'US 3PL' }]);
      expect(args('saveChannels')[0]?.channels[0]).toMatchObject({
        method: 'Partner sheet',
        connectedTo: 'US 3PL sheet',
        shippedWhen: 'tracking imported',
      });
    });

    it('leads to making one, and never takes a sheet for an account', async () => {
      const { page, args } = await open(
        { panel: 'channels' },
        { ...server(), ...sheets({ channel: 'Another' }) },
      );
      await page.getByRole('button', { name: /^US 3PL/ }).click();
      await page.getByRole('combobox', { name: 'Method' }).first().selectOption('Integration');
      await expect
        .poll(() => page.getByRole('combobox', { name: 'Connected to' }).inputValue())
        .toBe('Sandbox 3PL');
      await page.getByRole('combobox', { name: 'Method' }).first().selectOption('Partner sheet');
      await page.getByText('No sheet yet').waitFor();
      await page.getByRole('button', { name: 'Make the sheet' }).click();
      await expect.poll(() => args('openPanel').length).toBe(1);
      expect(args('saveChannels')[0]?.channels[0]).toMatchObject({
        method: 'Partner sheet',
        connectedTo: '',
      });
    });

    it('leads to Connections without a worker', async () => {
      const { page, args } = await open(
        { panel: 'channels' },
        {
          ...server(),
          workerState: () => ({ paired: false, address: '', offered: '', copy: false }),
          openPanel: () => ({ ok: true }),
        },
      );
      await page.getByRole('button', { name: /^US 3PL/ }).click();
      await page.getByRole('combobox', { name: 'Method' }).first().selectOption('Partner sheet');
      await page.getByText('This spreadsheet is not connected to a worker yet.').waitFor();
      await page.getByRole('button', { name: 'Set up a connection' }).click();
      expect(args('openPanel')).toEqual([{ panel: 'connections', title: 'Connections' }]);
    });
  });
});
