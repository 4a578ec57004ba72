import { describe, expect, it } from 'vitest';
import type { ChannelDraft } from '../../../addon/api.ts';
import type { SheetList } from '../../../addon/sidebar/connect/partner-sheets.ts';
import type { PartnerSheetView } from '../../../shared/sync/wire.ts';
import { ready, tablesOf } from '../../support/campaign.ts';
import { columnsOf } from '../../support/columns.ts';
import { Refusal, type Server, useSidebar } from './harness.ts';
import { context } from './samples.ts';
import { partnerSheet, sheetList, WORKER } from './samples-partner.ts';
import { away, paired } from './samples-worker.ts';

const open = useSidebar(new URL('../../../addon/sidebar/pages/partner.ts', import.meta.url));
const SHEET = { panel: 'partner-sheet', filter: 'US 3PL' } as const;
const NOBODY: Partial<PartnerSheetView> = { people: [] };

type Answers = Parameters<typeof paired>[0];

/** A campaign with two channels; what is saved of them is what is read next. */
function server(answers: Answers, connectedTo = 'US 3PL sheet'): Server {
  let channels: readonly Record<string, string | number>[] = [
    {
      Channel: 'US 3PL',
      SKUs: 'MUG',
      Method: 'Partner sheet',
      'Connected to': connectedTo,
      Countries: 'US',
      Priority: 1,
    },
    { Channel: 'All items', SKUs: 'everything else', Method: 'Export', 'Connected to': '', Priority: 2 },
  ];
  const orders = [
    ready('HL-1', { Items: 'MUG x2', Phone: '+1 555 0100', Email: 'ada@example.com', Notes: 'VIP' }),
    ready('HL-2', { Items: 'MUG x1', Name: 'Grace Hopper' }),
  ];
  const cellsOf = ({ name, skus, everythingElse, method, connectedTo, countries }: ChannelDraft) => ({
    Channel: name,
    SKUs: everythingElse ? 'everything else' : skus.join('; '),
    Method: method,
    'Connected to': connectedTo,
    Countries: countries.join(', '),
  });
  return {
    ...paired(answers),
    context: () => context(),
    readColumns: (args) => columnsOf(tablesOf({ orders, channels }))(args),
    saveChannels: ({ channels: saved }) => {
      channels = saved.map(cellsOf);
      return { ok: true };
    },
  };
}

/** A worker with this sheet; each answer changes it by what is asked. */
function worker(first: PartnerSheetView, answers: (sheet: () => PartnerSheetView) => Answers = () => ({})) {
  let sheet = first;
  const change = (part: Partial<PartnerSheetView>): PartnerSheetView => {
    sheet = { ...sheet, ...part };
    return sheet;
  };
  return {
    change,
    answers: {
      'GET /v1/partner-sheets': () => sheetList({ sheets: [sheet] }),
      ...answers(() => sheet),
    } satisfies Answers,
  };
}
const bodyOf = (body: unknown, name: string): unknown => Reflect.get(Object(body), name);

describe('a channel that was renamed in its cell', () => {
  it('has its sheet still: the worker is told the names, and asks nobody to make another', async () => {
    let served = 'West 3PL';
    const told: unknown[] = [];
    const { page } = await open(
      SHEET,
      server({
        'GET /v1/partner-sheets': () => sheetList({ sheets: [partnerSheet({ channel: served })] }),
        'PUT /v1/channels': (body) => {
          told.push(body);
          served = 'US 3PL';
          return null;
        },
      }),
    );
    await page.getByRole('heading', { name: 'US 3PL' }).waitFor();
    await page.getByRole('button', { name: /^Who can open it/ }).waitFor();
    await expect(page.getByText('does not ship by this sheet now').count()).resolves.toBe(0);
    expect(told).toEqual([
      {
        channels: [
          { name: 'US 3PL', connection: 'US 3PL sheet' },
          { name: 'All items', connection: '' },
        ],
        renamed: [],
      },
    ]);
  });
});

describe('a channel without a sheet', () => {
  it('K1, K4: shows what the warehouse will see, makes the sheet, and the channel ships by it', async () => {
    const made: unknown[] = [];
    const list = (): SheetList =>
      sheetList({
        sheets: made.length === 0 ? [] : [partnerSheet(NOBODY)],
        googleAccount: 'anna@example.com',
      });
    const { page, args } = await open(
      SHEET,
      server(
        {
          'GET /v1/partner-sheets': list,
          'POST /v1/partner-sheets': (body) => {
            made.push(body);
            return partnerSheet(NOBODY);
          },
        },
        '',
      ),
    );
    await page.getByText('Never in the sheet: e-mail, payment, pledge, notes, other channels.').waitFor();
    // A channel that ships to one country has its warehouse there.
    await expect(page.getByRole('combobox', { name: 'Ships from' }).inputValue()).resolves.toBe('US');
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await page.getByRole('button', { name: 'As the warehouse sees it' }).click();
    const look = page.getByRole('region', { name: 'As the warehouse sees it' });
    await look.getByRole('columnheader', { name: 'Sendungsnummer' }).waitFor();
    const shown = await look.getByRole('row').allTextContents();
    expect(shown).toHaveLength(3);
    expect(shown[1]).toContain('Ada Byron');
    expect(shown.join()).not.toMatch(/ada@example|VIP|555 0100/);
    await page.getByRole('combobox', { name: 'Phone numbers' }).selectOption('all');
    await look.getByRole('cell', { name: '+1 555 0100' }).waitFor();

    await page.getByRole('button', { name: /^Columns/ }).click();
    const ours = page.getByRole('group', { name: 'Columns of the sheet' });
    await expect(ours.getByRole('checkbox', { name: /^Shipment ID/ }).isDisabled()).resolves.toBe(true);
    await ours.getByText('Needed: which parcel it is').waitFor();
    await ours.getByRole('checkbox', { name: /^Ship date/ }).uncheck();
    await ours.getByRole('button', { name: 'Move Contents forward' }).press('Enter');
    // The keyboard stays where it was.
    await expect(page.locator('button:focus').getAttribute('aria-label')).resolves.toBe(
      'Move Contents forward',
    );
    await page.getByRole('button', { name: 'Rename Carrier' }).press('Enter');
    await page.keyboard.type('Versender');
    await page.keyboard.press('Enter');
    await expect(page.locator('button:focus').getAttribute('aria-label')).resolves.toBe('Rename Carrier');
    await page.getByRole('button', { name: 'Rename Remark' }).press('Enter');
    await page.keyboard.type('Versender');
    await page.keyboard.press('Escape');
    await look.getByRole('columnheader', { name: 'Versender' }).waitFor();
    await look.getByRole('columnheader', { name: 'Bemerkung' }).waitFor();
    await expect(look.getByRole('columnheader', { name: 'Versanddatum' }).count()).resolves.toBe(0);

    await page.getByText('anna@example.com').waitFor();
    const make = page.getByRole('button', { name: 'Make the sheet' });
    // Twice in one breath.
    await make.evaluate((button) => {
      if (!(button instanceof HTMLElement)) return;
      button.click();
      button.click();
    });
    await page.getByText('US 3PL sheet is made. Now share it with the warehouse.').waitFor();
    await expect(page.getByRole('textbox', { name: 'Share with' }).isVisible()).resolves.toBe(true);
    expect(made).toMatchObject([
      {
        channel: 'US 3PL',
        way: 'google',
        address: '',
        who: 'anna@example.com',
        policy: { wipeDays: 30, wipeShippedDays: 90, linkAllowed: false, secondNumber: 'ask' },
        preset: { language: 'de', home: 'US', phone: 'all', customs: false },
      },
    ]);
    const columns = JSON.stringify(bodyOf(bodyOf(made[0], 'preset'), 'columns'));
    expect(columns).toContain('{"key":"contents","header":""},{"key":"carrier"');
    expect(columns).toContain('{"key":"carrier","header":"Versender"}');
    expect(columns).not.toContain('"shippedAt"');
    expect(args('saveChannels')[0]?.channels[0]).toMatchObject({
      name: 'US 3PL',
      skus: ['MUG'],
      method: 'Partner sheet',
      connectedTo: 'US 3PL sheet',
    });
  });

  it('says which columns are wrong, and sends nothing', async () => {
    const { page } = await open(
      SHEET,
      server({ 'GET /v1/partner-sheets': () => sheetList({ sheets: [], googleAccount: 'a@b.c' }) }),
    );
    await page.getByRole('button', { name: /^Columns/ }).click();
    await page.getByRole('button', { name: 'Rename Carrier' }).click();
    await page.keyboard.type('City');
    await page.keyboard.press('Enter');
    await page.getByText('Two columns are called City').waitFor();
    await page.getByRole('button', { name: 'Make the sheet' }).click();
    await page.getByRole('alert').getByText('Two columns are called City').waitFor();
  });

  it('lets a Google account agree in a window of its own, and looks again', async () => {
    let account = '';
    const { page } = await open(
      SHEET,
      server({
        'GET /v1/partner-sheets': () =>
          sheetList({ sheets: [partnerSheet({ endedAt: '2026-03-02 09:00:00Z' })], googleAccount: account }),
        'POST /v1/google/consent': () => ({ url: 'https://accounts.google.com/o/oauth2/v2/auth?state=7' }),
        'DELETE /v1/google/consent': () => {
          account = '';
          return null;
        },
      }),
    );
    await page.getByText('US 3PL sheet ended on 2 Mar 2026').waitFor();
    const link = page.getByRole('link', { name: 'Agree at Google…' });
    await expect(link.getAttribute('href')).resolves.toMatch(/^https:\/\/accounts\.google\.com/);
    await expect(link.getAttribute('rel')).resolves.toBe('noopener noreferrer');
    await page.getByRole('button', { name: 'Make the sheet' }).click();
    await page.getByText('Agree at Google first.').waitFor();
    await page.getByRole('button', { name: 'I have agreed' }).click();
    await page.getByText('Not yet. Press “Agree at Google…”').waitFor();
    account = 'anna@harbour-lights.example';
    await page.getByRole('button', { name: 'I have agreed' }).click();
    await page.getByText('It will belong to').getByText(account).waitFor();
    await page.getByRole('button', { name: 'Use another account' }).click();
    await link.waitFor();
  });

  it('takes the address of an empty spreadsheet, says with whom to share it, and keeps what was typed', async () => {
    const { page } = await open(
      SHEET,
      server({
        'GET /v1/partner-sheets': () => sheetList({ sheets: [], ways: ['address'] }),
        'POST /v1/partner-sheets': () => {
          throw new Refusal('sheet.not-empty', 'This spreadsheet is not empty. Make a new one.');
        },
      }),
    );
    await page.getByText('Share it as an editor with').getByText(WORKER).waitFor();
    await page.getByRole('button', { name: 'Copy this account' }).waitFor();
    await page.getByRole('button', { name: 'Is sharing refused?' }).waitFor();
    await page.getByRole('button', { name: 'Make the sheet' }).click();
    await page.getByText('Paste the address of the spreadsheet first.').waitFor();
    const address = page.getByRole('textbox', { name: 'Address' });
    await address.fill('https://docs.google.com/spreadsheets/d/1abc/edit#gid=0');
    await address.press('Enter');
    await page.getByText('This spreadsheet is not empty.').waitFor();
    await expect(address.inputValue()).resolves.toContain('1abc');
  });
});

describe('the sheet of a channel', () => {
  it('shows how it goes, and reads it now', async () => {
    const { change, answers } = worker(
      partnerSheet({ lastRead: '', lastError: 'Google Drive did not answer.' }),
    );
    const { page } = await open(
      SHEET,
      server({
        ...answers,
        'POST /v1/partner-sheets/c-9/read': () => {
          const rows = { total: 143, fresh: 0, changed: 0, cancelling: 0, withoutNumber: 39, problems: 1 };
          change({ rows, lastError: '', lastRead: new Date().toISOString().replace(/T(.{8}).*/, ' $1Z') });
          return null;
        },
      }),
    );
    const goes = page.getByRole('region', { name: 'How it goes' });
    await goes.getByText('143 parcels').waitFor();
    await goes.getByText('Google Drive did not answer.').waitFor();
    await goes.getByText('Not read yet').waitFor();
    await expect(goes.getByRole('link', { name: 'Open the sheet' }).getAttribute('href')).resolves.toBe(
      'https://docs.google.com/spreadsheets/d/1abc/edit',
    );
    await goes.getByRole('link', { name: 'Packing page' }).waitFor();
    await expect(goes.getByText('Problems').count()).resolves.toBe(0);
    const letIn = page.getByRole('button', { name: 'Let the Google account in again' });
    await letIn.waitFor();
    await goes.getByRole('button', { name: 'Read now' }).click();
    await goes.getByText('Read just now').waitFor();
    await goes.getByText('Problems').waitFor();
    await expect(goes.getByText('Google Drive did not answer.').count()).resolves.toBe(0);
    await expect(letIn.isVisible()).resolves.toBe(false);
  });

  it('looks again by itself while it is open and seen, and draws nothing under the hands of a person', async () => {
    const { change, answers } = worker(partnerSheet());
    const { page, calls } = await open(SHEET, server(answers));
    const goes = page.getByRole('region', { name: 'How it goes' });
    await goes.getByText('143 parcels').waitFor();
    const looks = (): number =>
      calls.filter(({ fn, args }) => fn === 'askWorker' && bodyOf(args, 'method') === 'GET').length;
    /** Hides the page, or shows it. */
    const hide = (hidden: boolean): Promise<void> =>
      page.evaluate((now) => {
        Object.defineProperty(document, 'hidden', { configurable: true, value: now });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    const first = looks();

    // From here on the page's time goes on when it is told to; being seen again is a look, after which it counts anew.
    await page.clock.install();
    const rows = { total: 144, fresh: 13, changed: 3, cancelling: 0, withoutNumber: 41, problems: 0 };
    change({ rows });
    await goes.getByRole('button', { name: 'Read now' }).focus();
    await hide(true);
    expect(looks()).toBe(first);
    await hide(false);
    await goes.getByText('144 parcels').waitFor();
    await expect(page.locator('button:focus').textContent()).resolves.toBe('Read now');

    change({
      asks: [{ kind: 'stray', shipmentId: '', line: 9, code: 'x.unknown', detail: 'Nobody knows it.' }],
    });
    await page.clock.runFor(19_000);
    expect(looks()).toBe(first + 1);
    await page.clock.runFor(1000);
    await page.getByRole('heading', { name: '1 row needs you' }).waitFor();
    expect(looks()).toBe(first + 2);

    // In a field: not even a look. With a text that is not sent: the people stay, the numbers do not.
    await page.getByRole('button', { name: /^Who can open it/ }).click();
    const email = page.getByRole('textbox', { name: 'Share with' });
    await email.fill('new@warehouse.com');
    change({ rows: { ...rows, total: 145 }, people: [] });
    await page.clock.runFor(20_000);
    expect(looks()).toBe(first + 2);
    await email.blur();
    await page.clock.runFor(20_000);
    await goes.getByText('145 parcels').waitFor();
    await expect(email.inputValue()).resolves.toBe('new@warehouse.com');
    await page.getByText('packing@ohio-warehouse.com').waitFor();
    await email.fill('');
    await email.blur();
    await page.clock.runFor(20_000);
    await page.getByText('Its link opens for nobody until you share it.').waitFor();

    // Hidden, and once it is closed: nothing more.
    const last = looks();
    await hide(true);
    await page.clock.runFor(60_000);
    await hide(false);
    await expect.poll(looks).toBe(last + 1);
    await page.evaluate(() => document.querySelector('.panel')?.remove());
    await hide(false);
    await page.clock.runFor(60_000);
    expect(looks()).toBe(last + 1);
  });

  it('K3, K6: rows that ask are answered here, with their reason in words', async () => {
    const asks: PartnerSheetView['asks'] = [
      {
        shipmentId: 'HL-1042-1',
        line: 14,
        kind: 'decide',
        code: 'tracking.other-number',
        detail: '1Z2 instead of 1Z1',
      },
      { shipmentId: 'HL-1043-1', line: 0, kind: 'edit', code: 'partner.edit', detail: 'postalCode: 12208' },
      { shipmentId: '', line: 900, kind: 'stray', code: 'match.none', detail: 'HL-99' },
      { shipmentId: '', line: 0, kind: 'stray', code: 'partner.second-tab', detail: 'Copy of Shipments' },
    ];
    const answered: unknown[] = [];
    const { change, answers } = worker(partnerSheet({ asks }));
    const { page, args } = await open(
      SHEET,
      server({
        ...answers,
        'POST /v1/partner-sheets/c-9/decide': (body) => {
          answered.push(body);
          return change({ asks: asks.slice(answered.length) });
        },
      }),
    );
    const needs = page.getByRole('region', { name: 'Needs you' });
    await needs.getByText('3 rows need you').waitFor();
    await needs.getByText('another number: 1Z2 instead of 1Z1').waitFor();
    await needs.getByText('The warehouse changed what you fill in: Postal code: 12208.').waitFor();
    await needs.getByText('Nothing of it was taken.').waitFor();
    await needs.getByText('Row 900').waitFor();
    await needs.getByText('No order fits HL-99.').waitFor();
    await needs.getByText('another tab of the file too: “Copy of Shipments”. Nothing that').waitFor();
    await needs.getByRole('button', { name: 'HL-1042-1', exact: true }).click();
    await needs.getByRole('button', { name: 'Take it: HL-1042-1' }).click();
    await needs.getByText('2 rows need you').waitFor();
    await needs.getByRole('button', { name: 'Seen: HL-1043-1' }).click();
    await needs.getByText('1 row needs you').waitFor();
    expect(answered).toEqual([
      { shipmentId: 'HL-1042-1', answer: 'take', who: 'anna@example.com' },
      { shipmentId: 'HL-1043-1', answer: 'seen', who: 'anna@example.com' },
    ]);
    expect(args('openPanel')).toEqual([{ panel: 'order', title: 'Find Order', orders: ['HL-1042'] }]);
  });

  it('is shared by e-mail and taken away again; a blocked domain has its way out', async () => {
    const shared: unknown[] = [];
    const { change, answers } = worker(partnerSheet(), (sheet) => ({
      'POST /v1/partner-sheets/c-9/share': (body) => {
        const email = String(bodyOf(body, 'email'));
        if (email.endsWith('elsewhere.com'))
          throw new Refusal('drive.sharing-blocked', 'The organisation does not allow this sharing.');
        shared.push(body);
        return change({ people: [...sheet().people, { id: 'p-4', email, role: 'reader' }] });
      },
      'POST /v1/partner-sheets/c-9/unshare': (body) =>
        change({ people: sheet().people.filter(({ id }) => id !== bodyOf(body, 'person')) }),
    }));
    const { page } = await open(SHEET, server(answers));
    await page.getByRole('button', { name: /^Who can open it 1 person/ }).click();
    const people = page.getByRole('list', { name: 'People' });
    await people.getByText('Shipsheet’s worker').waitFor();
    await expect(people.getByRole('button').count()).resolves.toBe(1);
    const email = page.getByRole('textbox', { name: 'Share with' });
    await email.fill('not an address');
    await email.press('Enter');
    await page.getByText('Type one e-mail address').waitFor();
    await email.fill('ben@elsewhere.com');
    await email.press('Enter');
    await page.getByText('The organisation does not allow this sharing.').waitFor();
    await page.getByText('Ask the administrator of your Google Workspace').waitFor();
    await expect(email.inputValue()).resolves.toBe('ben@elsewhere.com');
    await email.fill('ben@ohio-warehouse.com');
    await page.getByRole('combobox', { name: 'What they may do' }).selectOption('reader');
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await people.getByText('ben@ohio-warehouse.com').waitFor();
    await page.getByRole('button', { name: /^Who can open it 2 people/ }).waitFor();
    expect(shared).toEqual([
      { email: 'ben@ohio-warehouse.com', role: 'reader', warned: false, who: 'anna@example.com' },
    ]);
    await people.getByRole('button', { name: 'Stop sharing with packing@ohio-warehouse.com' }).click();
    await people.getByText('packing@ohio-warehouse.com').waitFor({ state: 'detached' });
    // The keyboard goes on, where nothing hinders the next look.
    await expect(page.locator('button:focus').textContent()).resolves.toBe('Share');
  });

  it('gives each person a link of their own on this machine, where the sheet has none for all', async () => {
    const person = { id: 'p-1', email: 'ben@warehouse.com', role: 'reader', link: 'http://127.0.0.1/p/bens' };
    const sheet = partnerSheet({ people: [person] });
    const list = sheetList({ sheets: [sheet], ways: ['local'], workerAccount: '' });
    const { page } = await open(SHEET, server({ 'GET /v1/partner-sheets': () => list }));
    await page.getByRole('button', { name: /^Who can open it 1 person/ }).click();
    await page.getByRole('button', { name: 'Copy the link of ben@warehouse.com' }).click();
    await page.getByRole('list', { name: 'People' }).getByText('Copied.').waitFor();
    await page.getByText('give each person their link yourself').waitFor();
    await expect(page.getByRole('button', { name: 'Copy the link of the sheet' }).count()).resolves.toBe(0);
  });

  it('K11: opens to whoever has the link only after the warning, says so in red, and closes', async () => {
    const shared: unknown[] = [];
    const { change, answers } = worker(partnerSheet(), (sheet) => ({
      'POST /v1/partner-sheets/c-9/share': (body) => {
        shared.push(body);
        return change({ openTo: 'readers', policy: { ...sheet().policy, linkAllowed: true } });
      },
      'POST /v1/partner-sheets/c-9/unshare': (body) => {
        shared.push(body);
        return change({ openTo: 'nobody' });
      },
    }));
    const { page } = await open(SHEET, server(answers));
    await page.getByRole('button', { name: /^Who can open it/ }).click();
    await page.getByRole('button', { name: 'Anyone with the link' }).click();
    await page.getByText('Whoever gets the link, also by a forwarded mail').waitFor();
    const act = page.getByRole('button', { name: 'Open it to anyone with the link' });
    await expect(act.count()).resolves.toBe(0);
    await page.getByRole('checkbox', { name: 'I know that, and want it' }).check();
    await act.click();
    await page.getByRole('alert').getByText('Anyone with the link can read the names').waitFor();
    await page.getByRole('button', { name: 'Who can open it Anyone with the link' }).waitFor();
    await page.getByRole('button', { name: 'Close the link' }).click();
    await page.getByText('Anyone with the link can read').waitFor({ state: 'detached' });
    expect(shared).toEqual([
      { email: '', role: 'reader', warned: true, who: 'anna@example.com' },
      { person: 'link', who: 'anna@example.com' },
    ]);
  });

  it('K11: says that nothing is pushed while others opened the link, until that is allowed', async () => {
    const { change, answers } = worker(partnerSheet({ openTo: 'writers' }), () => ({
      'PATCH /v1/partner-sheets/c-9': (body) => {
        expect(bodyOf(bodyOf(body, 'policy'), 'linkAllowed')).toBe(true);
        return change({ policy: { ...partnerSheet().policy, linkAllowed: true } });
      },
    }));
    const { page } = await open(SHEET, server(answers));
    await page.getByText('Anyone with the link can read and change').waitFor();
    await page.getByText('Nothing is pushed to this sheet while that is so.').waitFor();
    await page.getByRole('button', { name: 'Leave it open and push' }).click();
    await page.getByText('Nothing is pushed').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Close the link' }).waitFor();
  });

  it('K8: keeps columns and rules when they are saved, and wants whole days', async () => {
    const sent: unknown[] = [];
    const { change, answers } = worker(partnerSheet(), (sheet) => ({
      'PATCH /v1/partner-sheets/c-9': (body) => {
        sent.push(body);
        return change({ policy: { ...sheet().policy, wipeDays: 14 } });
      },
    }));
    const { page } = await open(SHEET, server(answers));
    await page.getByRole('button', { name: /^Names and addresses/ }).click();
    const days = page.getByRole('spinbutton', { name: 'Days after delivery' });
    await days.fill('1.5');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Type whole days: 0 for never.').waitFor();
    await expect(days.evaluate((e) => e.matches(':focus[aria-invalid=true]'))).resolves.toBe(true);
    await days.fill('14');
    await page.getByRole('combobox', { name: 'A second tracking number' }).selectOption('further box');
    await days.press('Enter');
    await page.getByRole('button', { name: /^Names and addresses Removed 14 days/ }).waitFor();
    await page.getByRole('button', { name: /^What the warehouse sees/ }).click();
    await page.getByRole('combobox', { name: 'Phone numbers' }).selectOption('no');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('Saved. The sheet changes in a moment.').waitFor();
    expect(sent).toMatchObject([
      { policy: { wipeDays: 14, wipeShippedDays: 90, linkAllowed: false, secondNumber: 'further box' } },
      { preset: { phone: 'no' } },
    ]);
  });

  it('follows what somebody else has saved, and asks before theirs is written over', async () => {
    const sent: unknown[] = [];
    const first = partnerSheet();
    const { change, answers } = worker(first, () => ({
      'PATCH /v1/partner-sheets/c-9': (body) => {
        sent.push(body);
        return change({ policy: { ...first.policy, wipeDays: 7 } });
      },
    }));
    const { page } = await open(SHEET, server(answers));
    const rules = page.getByRole('button', { name: /^Names and addresses/ });
    await rules.click();
    const days = page.getByRole('spinbutton', { name: 'Days after delivery' });
    await expect(days.inputValue()).resolves.toBe('30');
    await page.clock.install();
    // Being seen is a look.
    const look = (): Promise<void> =>
      page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
    change({ policy: { ...first.policy, wipeDays: 60 }, preset: { ...first.preset, language: 'de' } });
    await look();
    await page.getByRole('button', { name: /^Names and addresses Removed 60 days/ }).waitFor();
    await page.getByRole('button', { name: /^What the warehouse sees Deutsch/ }).waitFor();
    await expect(days.inputValue()).resolves.toBe('60');

    await days.fill('14');
    await days.blur();
    change({ policy: { ...first.policy, wipeDays: 45 } });
    await look();
    await page.getByText('Somebody else changed this meanwhile. Save puts yours in its place.').waitFor();
    await expect(days.inputValue()).resolves.toBe('14');
    await page.getByRole('button', { name: 'Show what they saved' }).click();
    await expect(days.inputValue()).resolves.toBe('45');
    await days.fill('7');
    await days.press('Enter');
    await page.getByText('Saved.', { exact: true }).waitFor();
    expect(sent).toMatchObject([{ policy: { wipeDays: 7 } }]);
  });

  it('K7: ends after saying what happens; the channel has no sheet then, and may get another', async () => {
    const ended: unknown[] = [];
    const { change, answers } = worker(partnerSheet(), () => ({
      'POST /v1/partner-sheets/c-9/end': (body) => {
        ended.push(body);
        return change({ endedAt: '2026-03-02 09:00:00Z', people: [] });
      },
      'POST /v1/google/consent': () => ({ url: 'https://accounts.google.com/' }),
    }));
    const { page, args } = await open(SHEET, server(answers));
    await page.getByRole('button', { name: 'End of the contract' }).click();
    await page.getByRole('radio', { name: /Remove every row/ }).check();
    await page.getByRole('button', { name: 'End this sheet…' }).click();
    await page.getByText('Nobody but its owner can open it from then on').waitFor();
    await expect(page.locator('button:focus').textContent()).resolves.toBe('No, go on with it');
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    expect(ended).toEqual([]);
    await page.getByRole('button', { name: 'End this sheet…' }).click();
    await page.getByRole('button', { name: 'Yes: end it' }).click();
    await page.getByText('US 3PL sheet has ended: only you can open it.').waitFor();
    await page.getByRole('button', { name: 'Make the sheet' }).waitFor();
    await page.getByRole('combobox', { name: 'Ships from' }).waitFor();
    // Whoever opens the panel later is told too, and nobody twice.
    await expect(page.getByText('sheet ended on').count()).resolves.toBe(0);
    expect(ended).toEqual([{ rows: 'all', who: 'anna@example.com' }]);
    expect(args('saveChannels')[0]?.channels[0]).toMatchObject({ method: 'Partner sheet', connectedTo: '' });
  });

  it('says when the channel ships otherwise, and connects it', async () => {
    const { answers } = worker(partnerSheet());
    const { page, args } = await open(SHEET, server(answers, 'Old sheet'));
    await page.getByText('The channel US 3PL does not ship by this sheet now.').waitFor();
    await page.getByRole('button', { name: 'Ship US 3PL by this sheet' }).click();
    await page.getByText('does not ship by this sheet').waitFor({ state: 'detached' });
    expect(args('saveChannels')[0]?.channels[0]).toMatchObject({ connectedTo: 'US 3PL sheet' });
  });
});

describe('a campaign without partner sheets', () => {
  it('leads to Connections without a worker, and to Channels without such a channel', async () => {
    const { page, args } = await open(SHEET, {
      ...server({}),
      workerState: () => ({ paired: false, address: '', offered: '', copy: false }),
    });
    await page.getByText('This spreadsheet is not connected to a worker yet.').waitFor();
    await page.getByRole('button', { name: 'Connections' }).click();
    await expect.poll(() => args('openPanel')).toEqual([{ panel: 'connections', title: 'Connections' }]);

    const empty = await open(
      { panel: 'partner-sheet' },
      {
        ...server({ 'GET /v1/partner-sheets': () => sheetList({ sheets: [] }) }),
        readColumns: columnsOf(tablesOf({ orders: [], channels: [{ Channel: 'A', Method: 'Export' }] })),
      },
    );
    await empty.page.getByText('No channel ships by a partner sheet yet.').waitFor();
    await empty.page.getByRole('button', { name: 'Channels' }).click();
    await expect.poll(() => empty.args('openPanel')).toEqual([{ panel: 'channels', title: 'Channels' }]);
  });

  it('tries again while the worker is away', async () => {
    let there = false;
    const { page } = await open(
      SHEET,
      server({ 'GET /v1/partner-sheets': () => (there ? sheetList() : away()) }),
    );
    await page.getByText('The worker cannot be reached').waitFor();
    there = true;
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByText('143 parcels').waitFor();
  });
});
