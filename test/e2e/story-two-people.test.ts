/** Story 4, two people: a run during another, an edit and a sort between preview and apply, and an Undo afterwards. */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demo } from '../../worker/local/demo/demo.ts';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';
import { type CampaignPage, callAs, openCampaign, readRows, readTab } from '../support/campaign-page.ts';
import { fileRuns } from '../support/file-runs.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let ana: CampaignPage;
let ben: CampaignPage;
const faults: string[] = [];

beforeAll(async () => {
  server = await startServer({ demo });
  browser = await sharedBrowser();
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  ana = await openCampaign(server, context, server.workbook, 'ana@example.com', faults);
  ben = await openCampaign(server, context, server.workbook, 'ben@example.com', faults);
  await ben.tab('Orders');
});
afterAll(async () => {
  await leaveBrowser();
  await server.stop();
  expect(faults).toEqual([]);
});

type Row = Record<string, string>;
const orders = async (): Promise<Map<string, Row>> =>
  new Map((await readTab(server, server.workbook, 'Orders')).map((row) => [row['Order ID'] ?? '', row]));

/** The cell of an order as `J57`, where the row is now. */
async function cellOf(orderId: string, column: string): Promise<string> {
  const [header = [], ...lines] = await readRows(server, server.workbook, 'Orders');
  const row = lines.findIndex((line) => line[0] === orderId);
  const letter = String.fromCharCode(65 + header.indexOf(column));
  return `${letter}${row + 2}`;
}

/** Goes to cells by the name box and empties them, as a person does. */
async function empty(who: CampaignPage, range: string): Promise<void> {
  await who.page.bringToFront();
  await who.page.getByLabel('Name box').fill(range);
  await who.page.keyboard.press('Enter');
  await expect.poll(() => who.cell(range.split(':')[0] ?? '').count()).toBe(1);
  await who.page.keyboard.press('Delete');
}

it('tells the second who is running what and since when, and lets them in afterwards', async () => {
  // Ben has looked at his preview when Ana's payments begin to be written, in two parts.
  const panel = await ben.open('Lock Down');
  await panel.getByRole('button', { name: 'Preview', exact: true }).click();
  const lockDown = panel.getByRole('button', { name: /^Lock down \d+ orders/ });
  await lockDown.waitFor();
  const before = await orders();
  const [one = '', two = ''] = [...before].filter(([, row]) => row.Stage === 'Errored').map(([id]) => id);
  const call = await callAs(server, server.workbook, 'ana@example.com');
  const part = async (orderId: string, number: number, runId?: string): Promise<string> => {
    const row = { line: number + 2, id: orderId, email: '', payment: 'paid', reason: '' } as const;
    const { preview } = await fileRuns.preparePayments(call, {
      fileName: 'charges.csv',
      rows: [{ ...row, amountDue: null }],
      useEmail: false,
      options: {},
    });
    await call('applyPart', {
      action: preview.action,
      options: {},
      runId: runId ?? preview.runId,
      now: preview.now,
      hash: preview.hash,
      sums: preview.sums,
      which: 'charges.csv: 2 rows',
      intents: [{ line: row.line, orderId, payment: row.payment, reason: row.reason }],
      part: number,
      last: runId !== undefined,
      counts: { already: 0, left: 0, decide: 0 },
    });
    return preview.runId;
  };
  const runId = await part(one, 0);

  // He presses the button: nothing is written, and he is told why.
  await lockDown.click();
  const alert = panel.getByRole('alert');
  const since = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/;
  await expect.poll(() => alert.textContent()).toMatch(/ana@example\.com is running Record Payments since/);
  expect(await alert.textContent()).toMatch(since);
  const stages = async (): Promise<string[]> => [...(await orders()).values()].map((row) => row.Stage ?? '');
  expect((await stages()).filter((stage) => stage === 'Open')).toHaveLength(
    [...before.values()].filter((row) => row.Stage === 'Open').length,
  );

  // A panel that he opens now says it before he has done any work.
  await ben.open('Finalize Addresses');
  await panel.getByText(/ana@example\.com has been running Record Payments since/).waitFor();

  // When her second part has been written he is free.
  await part(two, 1, runId);
  await panel.getByRole('button', { name: 'Look again' }).click();
  await expect.poll(() => panel.getByText(/has been running/).count()).toBe(0);
  const after = await orders();
  expect([one, two].map((id) => after.get(id)?.Payment)).toEqual(['paid', 'paid']);
  const activity = await readTab(server, server.workbook, 'Activity');
  expect(activity.map((row) => [row['Run ID'], row.Who, row.Action, row.Changed])).toEqual([
    [runId, 'ana@example.com', 'Record Payments', '2'],
  ]);
});

it('locks what did not move, names what did, and takes back what nobody touched since', async () => {
  const before = await orders();
  await ana.page.bringToFront();
  let panel = await ana.open('Lock Down');
  await panel.getByRole('button', { name: 'Preview', exact: true }).click();
  const act = panel.getByRole('button', { name: /^Lock down \d+ orders/ });
  await act.waitFor();
  const wanted = Number(/\d+/.exec((await act.textContent()) ?? '')?.[0]);

  // Ben clears one survey and sorts the sheet by name while she looks.
  const open = [...before].filter(([, row]) => row.Stage === 'Open' && row.Payment === 'card on file');
  const edited = open[3]?.[0] ?? '';
  const touched = open[7]?.[0] ?? '';
  expect([edited, touched].every((id) => id !== '')).toBe(true);
  await empty(ben, await cellOf(edited, 'Survey at'));
  await expect.poll(async () => (await orders()).get(edited)?.['Survey at']).toBe('');
  await ben.page.locator('.rgHeaderCell[data-col="4"]').click({ button: 'right' });
  await ben.page.getByRole('menuitem', { name: 'Sort sheet A to Z', exact: true }).click();
  await expect.poll(async () => [...(await orders()).keys()][0]).not.toBe([...before.keys()][0]);

  await ana.page.bringToFront();
  await act.click();
  await panel.getByRole('heading', { name: `Locked down ${wanted - 1} orders.` }).waitFor();
  const moved = panel.getByText(/changed after the preview/);
  expect(await moved.textContent()).toContain(
    `1 order changed after the preview and stayed as it is: ${edited}.`,
  );
  const locked = await orders();
  expect(locked.size).toBe(before.size);
  const lockedNow = [...locked].filter(([id, row]) => row['Locked at'] !== before.get(id)?.['Locked at']);
  expect(lockedNow).toHaveLength(wanted - 1);
  expect(locked.get(edited)).toMatchObject({ 'Locked at': '', 'Survey at': '' });
  // The sort put no order's cells on another row.
  for (const [id, row] of locked)
    for (const column of ['Name', 'Items', 'Address 1', 'Email'])
      expect(row[column]).toBe(before.get(id)?.[column]);

  // He empties what the run wrote into one order; Undo leaves that one alone and says so.
  expect(locked.get(touched)?.['Locked at']).not.toBe('');
  const from = await cellOf(touched, 'Locked at');
  await empty(ben, `${from}:${await cellOf(touched, 'Finalized at')}`);
  await expect.poll(async () => (await orders()).get(touched)?.['Locked at']).toBe('');

  await ana.page.bringToFront();
  panel = await ana.open('Undo Last Run');
  await panel.getByRole('button', { name: 'Preview', exact: true }).click();
  await panel.getByRole('tab', { name: /left alone/ }).click();
  const leftAlone = panel.getByRole('tabpanel');
  await leftAlone.getByRole('button').first().click();
  expect(await leftAlone.textContent()).toContain('Changed after the run');
  expect(await leftAlone.textContent()).toContain(touched);
  await panel.getByRole('button', { name: `Undo ${wanted - 2} rows` }).click();
  await panel.getByRole('heading', { name: `Undid ${wanted - 2} rows.` }).waitFor();
  const undone = await orders();
  const facts = (row: Row | undefined): string[] =>
    ['Survey at', 'Locked at', 'Locked items', 'Finalized at', 'Stage'].map((column) => row?.[column] ?? '');
  for (const [id, row] of undone) {
    if (id === edited || id === touched) continue;
    expect(facts(row), id).toEqual(facts(before.get(id)));
  }
  expect(undone.get(touched)?.['Locked items']).toBe(locked.get(touched)?.['Locked items']);
  expect(undone.get(edited)?.['Survey at']).toBe('');
});
