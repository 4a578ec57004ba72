import { describe, expect, it } from 'vitest';
import { tablesOf } from '../../support/campaign.ts';
import { columnsOf } from '../../support/columns.ts';
import { Refusal, type Server, useSidebar } from './harness.ts';
import { context } from './samples.ts';
import { away, BROKEN, connection, paired, state } from './samples-worker.ts';

const open = useSidebar(new URL('../../../addon/sidebar/pages/connect.ts', import.meta.url));
const CONNECT = { panel: 'connections' } as const;
const unpaired = (more: Partial<ReturnType<NonNullable<Server['workerState']>>> = {}): Server => ({
  workerState: () => ({ paired: false, address: '', offered: '', copy: false, ...more }),
});

describe('a spreadsheet without a worker', () => {
  it('says what a worker is, and connects to the address that is offered', async () => {
    let connected = false;
    const { page, args } = await open(CONNECT, {
      workerState: () => ({
        paired: connected,
        address: connected ? 'http://localhost:8080/worker' : '',
        offered: 'http://localhost:8080/worker',
        copy: false,
      }),
      pair: () => {
        connected = true;
        return { paired: true };
      },
      askWorker: () => ({ status: 200, body: state({ connections: [], channels: [] }) }),
    });
    await page.getByText('A worker is a program on a server').waitFor();
    const address = page.getByRole('textbox', { name: 'Worker address' });
    await expect(address.inputValue()).resolves.toBe('http://localhost:8080/worker');
    await address.press('Enter');
    await page.getByText('Connected to http://localhost:8080/worker').waitFor();
    await page.getByText('No connection yet').waitFor();
    expect(args('pair')).toEqual([{ address: 'http://localhost:8080/worker' }]);
  });

  it('asks for an address before it goes anywhere', async () => {
    const { page, args } = await open(CONNECT, unpaired());
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByText('Type the address of your worker first.').waitFor();
    await expect(page.locator('input:focus').count()).resolves.toBe(1);
    expect(args('pair')).toEqual([]);
  });

  it('says what to try when the worker does not answer, and keeps the address', async () => {
    const { page } = await open(CONNECT, { ...unpaired(), pair: away });
    await page.getByRole('textbox', { name: 'Worker address' }).fill('https://worker.exmaple.com');
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByText('it does not answer').waitFor();
    await page.getByText('Compare the address letter by letter').waitFor();
    await expect(page.getByRole('textbox', { name: 'Worker address' }).inputValue()).resolves.toBe(
      'https://worker.exmaple.com',
    );
  });

  it('gives the account to share with where the file could not be shared', async () => {
    const account = 'shipsheet-worker@harbour-lights.iam.gserviceaccount.com';
    const { page } = await open(
      CONNECT,
      {
        ...unpaired(),
        pair: () => {
          throw new Refusal(
            'worker.not-shared',
            `This file could not be shared with the worker. Share it by hand with ${account} as an editor, then connect again. Where your organisation forbids it, ask its administrator to allow that address.`,
          );
        },
      },
      'sandboxed',
    );
    await page.getByRole('textbox', { name: 'Worker address' }).fill('https://worker.example.com');
    await page.keyboard.press('Enter');
    await page.getByText('Press Share at the top right').waitFor();
    await page.evaluate(() => Reflect.set(document, 'execCommand', () => false));
    await page.getByRole('button', { name: 'Copy the worker’s account' }).click();
    await expect(page.getByRole('textbox', { name: /Press Ctrl\+C/ }).inputValue()).resolves.toBe(account);
  });

  it('J20: a copy says so, and connects only when somebody wants it to send of its own', async () => {
    const { page, args } = await open(CONNECT, {
      ...unpaired({ copy: true, offered: 'https://worker.example.com' }),
      pair: () => ({ paired: true }),
    });
    await page.getByText('This spreadsheet is a copy, and not connected').waitFor();
    const act = page.getByRole('button', { name: 'Connect this copy' });
    await expect(act.isDisabled()).resolves.toBe(true);
    await page.getByRole('textbox', { name: 'Worker address' }).press('Enter');
    expect(args('pair')).toEqual([]);
    await page.getByRole('checkbox', { name: 'I want this copy to send shipments of its own' }).check();
    await act.click();
    await page.getByText('This spreadsheet is a copy, and not connected').waitFor();
    expect(args('pair')).toEqual([{ address: 'https://worker.example.com' }]);
  });
});

describe('the connections of a worker', () => {
  const two = state({ connections: [connection(), BROKEN] });

  it('shows what each can do, who uses it, its limit, and its last error in plain words', async () => {
    const { page } = await open(CONNECT, paired({ 'GET /v1/state': () => two }));
    await page.getByRole('button', { name: /^Sandbox 3PL/ }).click();
    await page.getByText('600 calls a minute').waitFor();
    await expect(
      page.getByRole('list', { name: 'It can' }).first().getByRole('listitem').allTextContents(),
    ).resolves.toEqual([
      'Sends orders',
      'Changes orders',
      'Cancels',
      'Reports back',
      'News at once',
      'Tracks parcels',
    ]);
    await page.getByRole('button', { name: /^ShipStation of the Rotterdam/ }).click();
    await page.getByText('does not take the API key any more').waitFor();
    await page.getByText('EU 3PL, UK 3PL').waitFor();
    await page.getByRole('button', { name: 'News at once (webhook)' }).click();
    await page.getByText('On Items Shipped').waitFor();
    await expect(
      page.getByRole('textbox', { name: 'Address for the partner' }).inputValue(),
    ).resolves.toMatch(/\/webhooks\/c-2\//);
  });

  it('adds one: what is missing and what the partner refuses stands at its field, and secrets are hidden', async () => {
    let made: unknown = null;
    const { page } = await open(
      CONNECT,
      paired({
        'GET /v1/state': () =>
          state({
            connections: made === null ? [] : [connection({ id: 'c-3', name: 'ShipStation', channels: [] })],
          }),
        'POST /v1/connections': (body) => {
          if (JSON.stringify(body).includes('wrong'))
            throw new Refusal('partner.auth', 'ShipStation does not take this key.');
          made = body;
          return null;
        },
      }),
    );
    await page.getByRole('button', { name: 'Add a connection' }).click();
    await expect(page.locator('h2:focus').textContent()).resolves.toBe('Add a connection');
    await page.getByRole('button', { name: /^ShipStation/ }).click();
    await expect(page.getByRole('textbox', { name: 'Name' }).inputValue()).resolves.toBe('ShipStation');
    const key = page.getByLabel('API key');
    await expect(key.getAttribute('type')).resolves.toBe('password');
    await expect(key.getAttribute('autocomplete')).resolves.toBe('new-password');
    await key.fill('wrong');
    await page.getByRole('button', { name: 'Test and save' }).click();
    await page.getByText('API secret is needed.').waitFor();
    await expect(
      page.getByLabel('API secret').evaluate((e) => e.matches(':focus[aria-invalid=true]')),
    ).resolves.toBe(true);
    await page.getByLabel('API secret').fill('s3cr3t');
    await page.keyboard.press('Enter');
    await page.getByText('ShipStation does not take this key.').waitFor();
    await expect(key.evaluate((e) => e.matches(':focus'))).resolves.toBe(true);
    await key.fill('right');
    await page.getByLabel('Weights in').selectOption('Ounces');
    await page.getByRole('button', { name: 'Test and save' }).click();
    await page.locator('.message').getByText('ShipStation is connected.').waitFor();
    expect(made).toEqual({
      vendor: 'shipstation',
      name: 'ShipStation',
      fields: { apiKey: 'right', apiSecret: 's3cr3t', units: 'ounces' },
    });
    await expect(page.content()).resolves.not.toContain('s3cr3t');
  });

  it('tests one, and says what the partner says', async () => {
    let works = false;
    const { page } = await open(
      CONNECT,
      paired({
        'GET /v1/state': () => state(),
        'POST /v1/connections/c-1/test': () => {
          if (!works) throw new Refusal('partner.auth', 'The Sandbox does not know this account.');
          return { account: 'ohio-2' };
        },
      }),
    );
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByText('The Sandbox does not know this account.').waitFor();
    works = true;
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByText('It works: the account is ohio-2.').waitFor();
    await expect(page.locator('button:focus').textContent()).resolves.toBe('Test');
  });

  it('renames one, and the channels that name it', async () => {
    let name = 'Sandbox 3PL';
    const { page, args } = await open(CONNECT, {
      ...paired({
        'GET /v1/state': () => state({ connections: [connection({ name }), BROKEN] }),
        'PATCH /v1/connections/c-1': (body) => {
          name = String(Reflect.get(Object(body), 'name'));
          return null;
        },
      }),
      readColumns: columnsOf(
        tablesOf({
          orders: [],
          products: [{ SKU: 'MUG, blue', Name: 'Mug', Kind: 'physical' }],
          channels: [
            {
              Channel: 'US 3PL',
              SKUs: 'MUG, blue',
              Method: 'Integration',
              'Connected to': 'Sandbox 3PL',
              Priority: 1,
              'Counts as shipped when': 'first scan',
              'Tracking emails sent by': 'partner',
            },
            { Channel: 'All items', SKUs: 'everything else', Method: 'Export', Priority: 2 },
          ],
        }),
      ),
      saveChannels: () => ({ ok: true }),
    });
    await page.getByRole('button', { name: /^Sandbox 3PL/ }).click();
    await page.getByRole('button', { name: 'Rename' }).click();
    const field = page.getByRole('textbox', { name: 'Name' });
    await field.fill(BROKEN.name);
    await field.press('Enter');
    await page.getByText('Another connection has this name.').waitFor();
    await field.fill('Ohio warehouse');
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.locator('.message').getByText('Sandbox 3PL is called Ohio warehouse now.').waitFor();
    expect(args('saveChannels')[0]?.channels).toMatchObject([
      {
        name: 'US 3PL',
        skus: ['MUG, blue'],
        method: 'Integration',
        connectedTo: 'Ohio warehouse',
        shippedWhen: 'first scan',
        emailsBy: 'partner',
      },
      { name: 'All items', method: 'Export', connectedTo: '' },
    ]);
  });

  it.each([
    [true, 'Nothing is renamed, for the channels could not follow: Ben has been running Lock Down'],
    [false, 'but the channels still say Sandbox 3PL: Ben has been running Lock Down'],
  ])(
    'takes the new name back where the channels cannot follow, or says which to change',
    async (back, says) => {
      const names: unknown[] = [];
      const { page } = await open(CONNECT, {
        ...paired({
          'GET /v1/state': () => state(),
          'PATCH /v1/connections/c-1': (body) => {
            names.push(Reflect.get(Object(body), 'name'));
            return back || names.length === 1 ? null : away();
          },
        }),
        readColumns: columnsOf(
          tablesOf({
            orders: [],
            channels: [{ Channel: 'US 3PL', Method: 'Integration', 'Connected to': 'sandbox 3pl' }],
          }),
        ),
        saveChannels: () => {
          throw new Refusal('run.busy', 'Ben has been running Lock Down since 10:20.');
        },
      });
      await page.getByRole('button', { name: 'Rename' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('Ohio warehouse');
      await page.getByRole('button', { name: 'Rename' }).click();
      await page.getByText(says).waitFor();
      expect(names).toEqual(['Ohio warehouse', 'Sandbox 3PL']);
    },
  );

  it('changes credentials without showing the old ones', async () => {
    let changed: unknown = null;
    const { page } = await open(
      CONNECT,
      paired({
        'GET /v1/state': () => state({ connections: [BROKEN] }),
        'PATCH /v1/connections/c-2': (body) => {
          changed = body;
          return null;
        },
      }),
    );
    await page.getByRole('button', { name: 'Change credentials' }).click();
    await expect(page.getByLabel('API key').inputValue()).resolves.toBe('');
    await page.getByRole('button', { name: 'Test and save' }).click();
    await page.getByText('Nothing is filled in: all of it stays as it is.').waitFor();
    await page.getByLabel('API key').fill('k2');
    await page.getByRole('button', { name: 'Test and save' }).click();
    await page.locator('.message').getByText('has its new credentials.').waitFor();
    expect(changed).toEqual({ fields: { apiKey: 'k2' } });
  });

  it('removes one only after it has said which channels stop', async () => {
    let gone = false;
    const { page, calls } = await open(
      CONNECT,
      paired({
        'GET /v1/state': () => state({ connections: gone ? [] : [BROKEN] }),
        'DELETE /v1/connections/c-2': () => {
          gone = true;
          return null;
        },
      }),
    );
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('EU 3PL, UK 3PL stop').waitFor();
    await expect(page.locator('button:focus').textContent()).resolves.toBe('No, keep it');
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    expect(calls.filter(({ args }) => JSON.stringify(args).includes('DELETE'))).toEqual([]);
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('button', { name: /^Yes: remove/ }).click();
    await page.getByText('No connection yet').waitFor();
  });

  it('leads a partner’s sheet to its own panel, where it is ended too', async () => {
    const sheet = connection({ vendor: 'partner-sheet', label: 'Partner sheet', name: 'US 3PL sheet' });
    const { page, args } = await open(
      CONNECT,
      paired({ 'GET /v1/state': () => state({ connections: [sheet] }) }),
    );
    await page.getByRole('button', { name: 'Partner sheet…' }).click();
    await expect(page.getByRole('button', { name: 'Remove' }).count()).resolves.toBe(0);
    expect(args('openPanel')).toEqual([
      { panel: 'partner-sheet', title: 'Partner Sheets', filter: 'US 3PL' },
    ]);
  });

  it('keeps the schedule of the creator’s choice', async () => {
    const sent: unknown[] = [];
    const { page } = await open(
      CONNECT,
      paired({ 'GET /v1/state': () => state(), 'PUT /v1/schedule': (body) => void sent.push(body) }),
    );
    const field = page.getByRole('combobox', { name: 'Ask partners for news' });
    await expect(field.inputValue()).resolves.toBe('15');
    await field.selectOption({ label: 'Every hour' });
    await page.getByText('Saved.').waitFor();
    await field.selectOption({ label: 'Only when I press Sync Now' });
    await expect.poll(() => sent).toEqual([{ everyMinutes: 60 }, { everyMinutes: 0 }]);
  });

  it('can be disconnected while the worker is away', async () => {
    let connected = true;
    const { page, args } = await open(CONNECT, {
      ...paired({ 'GET /v1/state': away }),
      workerState: () => ({
        paired: connected,
        address: 'https://worker.example.com',
        offered: '',
        copy: false,
      }),
      unpair: () => {
        connected = false;
        return { paired: false };
      },
    });
    await page.getByText('The worker cannot be reached').waitFor();
    await page.getByRole('button', { name: 'Retry' }).waitFor();
    await page.getByRole('button', { name: 'Disconnect this spreadsheet' }).click();
    await page.getByText('orders that partners have are still shipped by them').waitFor();
    await page.getByRole('button', { name: 'Yes: disconnect' }).click();
    await page.getByRole('button', { name: 'Connect', exact: true }).waitFor();
    expect(args('unpair')).toEqual([{}]);
  });

  it('says which of the two is too old', async () => {
    const { page } = await open(CONNECT, paired({ 'GET /v1/state': () => ({ version: 2, other: true }) }));
    await page.getByText('This add-on is older than the worker').waitFor();
  });

  it('does not believe an answer that is not a worker’s', async () => {
    const { page } = await open(CONNECT, paired({ 'GET /v1/state': () => ({ hello: context().user }) }));
    await page.getByText('The worker answered something that this panel cannot read.').waitFor();
  });
});
