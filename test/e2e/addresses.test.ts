/** Check Addresses on the demo campaign: looked at, corrected by keyboard, written, finalized, taken back. */
import type { Browser, FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demo } from '../../worker/local/demo/demo.ts';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';
import { type CampaignPage, openCampaign, readTab } from '../support/campaign-page.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let browser: Browser;
let campaign: CampaignPage;
const faults: string[] = [];

beforeAll(async () => {
  server = await startServer({ demo });
  browser = await sharedBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  campaign = await openCampaign(server, context, server.workbook, 'ana@example.com', faults);
  campaign.page.setDefaultTimeout(10_000);
});
afterAll(async () => {
  await leaveBrowser();
  await server.stop();
  expect(faults).toEqual([]);
});

type Row = Record<string, string>;
const orders = (): Promise<Row[]> => readTab(server, server.workbook, 'Orders');
const order = async (id: string): Promise<Row> =>
  (await orders()).find((row) => row['Order ID'] === id) ?? {};

/** Opens the panel and shows only the lost zeros of paid orders. */
async function paidZeros(): Promise<FrameLocator> {
  const panel = await campaign.open('Orders', 'Check Addresses');
  await panel.getByRole('button', { name: /^Filter/ }).click();
  await panel.getByRole('combobox', { name: 'Stage' }).selectOption(await option(panel, 'Stage', /^Paid /));
  await panel
    .getByRole('combobox', { name: 'Kind' })
    .selectOption(await option(panel, 'Kind', /^Zero lost /));
  return panel;
}

async function option(panel: FrameLocator, label: string, text: RegExp): Promise<{ label: string }> {
  const labels = await panel.getByRole('combobox', { name: label }).locator('option').allTextContents();
  return { label: labels.find((one) => text.test(one)) ?? 'none' };
}

it('D1, D27: lost zeros of paid orders are accepted, written, and let Finalize through; Undo puts the originals back', async () => {
  const panel = await paidZeros();
  const list = panel.getByRole('listbox', { name: 'Findings' });
  const ids = (await list.getByRole('option').locator('.whose').allTextContents()).filter((id) =>
    id.startsWith('KS-'),
  );
  const [id = ''] = ids;
  const before = await order(id);
  expect(before.Stage).toBe('Paid');
  expect(before['Next step']).toContain('lost a zero');
  await list.focus();
  for (const _ of ids) await campaign.page.keyboard.press('a');
  await panel.getByRole('button', { name: /^Preview \d+ address/ }).click();
  await panel.getByRole('button', { name: /^Write the address of/ }).click();
  await panel.getByRole('heading', { name: /^Wrote the address of/ }).waitFor();
  const after = await order(id);
  expect(after['Postal code']).toMatch(/^0/);
  expect(after).toMatchObject({ Stage: 'Paid', 'Next step': 'Finalize Addresses' });
  expect(after['Address check']).toMatch(/^(OK|warning: )/);
  const [activity] = (await readTab(server, server.workbook, 'Activity')).slice(-1);
  expect(activity?.Action).toBe('Check Addresses');

  await panel.getByRole('button', { name: 'Undo this run' }).click();
  await panel.getByRole('button', { name: /^Undo \d+ row/ }).click();
  await panel.getByRole('heading', { name: /^Undid \d+ row/ }).waitFor();
  const undone = await order(id);
  expect(undone['Postal code']).toBe(before['Postal code']);
  expect(undone['Next step']).toBe(before['Next step']);
  expect(undone['Address check'] ?? '').toBe('');
}, 60_000);

it('B20: Finalize Addresses leaves bad addresses alone and says which; what was corrected goes through', async () => {
  const panel = await paidZeros();
  const list = panel.getByRole('listbox', { name: 'Findings' });
  const single = list.getByRole('option', { name: /KS-/ }).first();
  const id = (await single.locator('.whose').textContent()) ?? '';
  await single.click();
  await list.press('a');
  await panel.getByRole('button', { name: /^Preview 1 address$/ }).click();
  await panel.getByRole('button', { name: 'Write the address of 1 order' }).click();
  await panel.getByRole('heading', { name: 'Wrote the address of 1 order.' }).waitFor();
  const final = await campaign.open('Finalize Addresses');
  await final.getByRole('button', { name: 'Preview', exact: true }).click();
  await final.getByRole('tab', { name: /left alone/ }).click();
  await final
    .getByText(/The postal code may have lost a zero/)
    .first()
    .waitFor();
  await final.getByRole('button', { name: /^Finalize the address of/ }).click();
  await final.getByRole('heading', { name: /^Finalized the address of/ }).waitFor();
  expect((await order(id)).Stage).toBe('Ready to ship');
  const paid = (await orders()).filter((row) => row.Stage === 'Paid' && row.Hold === '');
  expect(paid.filter((row) => row['Next step'] === 'Finalize Addresses')).toEqual([]);
}, 60_000);
