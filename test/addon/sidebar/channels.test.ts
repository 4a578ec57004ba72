import { describe, expect, it } from 'vitest';
import { TELL_CHANNELS } from '../../../shared/sync/wire.ts';
import { ready, sent, tablesOf } from '../../support/campaign.ts';
import { columnsOf } from '../../support/columns.ts';
import { Refusal, type Server, useSidebar } from './harness.ts';
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

  it('asks what a channel is called now that parcels are in, and is gone from the tab', async () => {
    const parcels = [1, 2].map((n) => sent(`HL-${n}-1`, 'MUG x1', { Channel: 'Old 3PL' }));
    const given: Server = {
      ...server(),
      workerState: () => ({ paired: false, address: '', offered: '', copy: false }),
      readColumns: columnsOf(
        tablesOf({
          orders: [ready('HL-1', { Items: 'MUG x1' }), ready('HL-2', { Items: 'MUG x1' })],
          products: PRODUCTS,
          channels: CHANNELS,
          shipments: parcels,
        }),
      ),
    };
    const { page, args } = await open({ panel: 'channels' }, given);
    await page
      .getByText('2 parcels that have not shipped are in Old 3PL, which is no channel any more')
      .waitFor();
    await page.getByRole('combobox', { name: 'What is Old 3PL called now?' }).selectOption('US 3PL');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(args('saveChannels')[0]?.renamed).toEqual([{ from: 'Old 3PL', to: 'US 3PL' }]);
    await page.getByText('which is no channel any more').waitFor({ state: 'detached' });
  });

  it('saves nothing over channels that somebody made meanwhile', async () => {
    let channels = CHANNELS;
    const columnsIn = (now: typeof CHANNELS) =>
      columnsOf(tablesOf({ orders: [ready('HL-1')], products: PRODUCTS, channels: now }));
    const { page, args } = await open(
      { panel: 'channels' },
      { ...server(), readColumns: (asked) => columnsIn(channels)(asked) },
    );
    await page.getByRole('button', { name: /^US 3PL/ }).click();
    await page.getByRole('spinbutton', { name: 'Priority' }).first().fill('3');
    const [first] = CHANNELS;
    if (first !== undefined) channels = [...CHANNELS, { ...first, Channel: 'EU' }];
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Somebody has changed the tab Channels since this panel was opened.').waitFor();
    expect(args('saveChannels')).toEqual([]);
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

    const SHEETED = [
      { ...CHANNELS[0], Method: 'Partner sheet', 'Connected to': 'US 3PL sheet' },
      { ...CHANNELS[1] },
    ];
    /** A worker that follows the names it is told, as the real one does. */
    const following = (channel: string, refuses = false) => {
      const told: { readonly channels: readonly { readonly name: string }[] }[] = [];
      let served = channel;
      const answers = paired({
        'GET /v1/partner-sheets': () => sheetList({ sheets: [partnerSheet({ channel: served })] }),
        'PUT /v1/channels': (body) => {
          const said = TELL_CHANNELS.parse(body);
          told.push(said);
          if (refuses) throw new Refusal('channel.has-sheet', 'West has a sheet of its own.');
          served = said.channels[0]?.name ?? served;
          return null;
        },
      });
      return { told, answers };
    };

    it('keeps its sheet when it is renamed: the worker is told first, then row and parcels follow', async () => {
      const { told, answers } = following('US 3PL');
      const { page, args, calls } = await open(
        { panel: 'channels' },
        { ...server(PRODUCTS, SHEETED), ...answers },
      );
      await page.getByRole('button', { name: /^US 3PL/ }).click();
      await page.getByRole('textbox', { name: 'Name' }).first().fill('West');
      // Its card is drawn anew with a name that nobody else knows yet.
      await page
        .getByRole('checkbox', { name: /Ships everything else/ })
        .first()
        .check();
      await page.getByText('143 parcels · 40 without a number').waitFor();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved.').waitFor();
      const renamed = [{ from: 'US 3PL', to: 'West' }];
      expect(told).toEqual([
        {
          channels: [
            { name: 'West', connection: 'US 3PL sheet' },
            { name: 'All items', connection: '' },
          ],
          renamed,
        },
      ]);
      expect(args('saveChannels')).toMatchObject([
        { channels: [{ name: 'West', connectedTo: 'US 3PL sheet' }, { name: 'All items' }], renamed },
      ]);
      const order = calls.map(({ fn, args }) =>
        JSON.stringify(args).includes('/v1/channels') ? 'told' : fn,
      );
      expect(order.indexOf('told')).toBeLessThan(order.indexOf('saveChannels'));
      await page.getByRole('button', { name: /^West.*US 3PL sheet/ }).waitFor();
      await expect(page.getByRole('button', { name: 'Save' }).isDisabled()).resolves.toBe(true);
    });

    it('is not renamed where the worker refuses, and the worker gets the old name back where the sheet does', async () => {
      const refusing = following('US 3PL', true);
      const rename = async (given: Server) => {
        const { page, args } = await open({ panel: 'channels' }, given);
        await page.getByRole('button', { name: /^US 3PL/ }).click();
        await page.getByRole('textbox', { name: 'Name' }).first().fill('West');
        await page.getByRole('button', { name: 'Save' }).click();
        return { page, args };
      };
      const first = await rename({ ...server(PRODUCTS, SHEETED), ...refusing.answers });
      await first.page
        .getByText('Nothing is saved: the worker must know the new name first. West has a sheet of its own.')
        .waitFor();
      expect(first.args('saveChannels')).toEqual([]);

      const { told, answers } = following('US 3PL');
      const second = await rename({
        ...server(PRODUCTS, SHEETED),
        ...answers,
        saveChannels: () => {
          throw new Refusal('run.busy', 'Ben has been running Lock Down since 10:20.');
        },
      });
      await second.page.getByText('Ben has been running Lock Down').waitFor();
      expect(told.at(-1)).toEqual({ channels: [], renamed: [{ from: 'West', to: 'US 3PL' }] });
    });

    it('keeps its name at the worker where the sheet refuses parcels that were to join it', async () => {
      const { told, answers } = following('US 3PL');
      const { page } = await open(
        { panel: 'channels' },
        {
          ...server(PRODUCTS, SHEETED),
          ...answers,
          readColumns: columnsOf(
            tablesOf({
              orders: [ready('HL-1', { Items: 'MUG x1' })],
              products: PRODUCTS,
              channels: SHEETED,
              shipments: [sent('HL-1-1', 'MUG x1', { Channel: 'Old 3PL' })],
            }),
          ),
          saveChannels: () => {
            throw new Refusal('run.busy', 'Ben has been running Lock Down since 10:20.');
          },
        },
      );
      await page.getByRole('combobox', { name: 'What is Old 3PL called now?' }).selectOption('US 3PL');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Ben has been running Lock Down').waitFor();
      expect(told.map((one) => TELL_CHANNELS.parse(one).renamed)).toEqual([
        [{ from: 'Old 3PL', to: 'US 3PL', joins: true }],
      ]);
    });

    it('that was renamed in its cell has its sheet still', async () => {
      const { told, answers } = following('West');
      const { page } = await open({ panel: 'channels' }, { ...server(PRODUCTS, SHEETED), ...answers });
      await page.getByRole('button', { name: /^US 3PL/ }).click();
      await page.getByText('143 parcels · 40 without a number').waitFor();
      expect(told).toMatchObject([{ renamed: [] }]);
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
