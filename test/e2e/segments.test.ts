/** A segment on the demo campaign: made from the menu, opened as a sheet, used by an action, and what the run left. */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demo } from '../../worker/local/demo/demo.ts';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';
import { type CampaignPage, openCampaign, readTab } from '../support/campaign-page.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let campaign: CampaignPage;
const faults: string[] = [];

beforeAll(async () => {
  server = await startServer({ demo });
  browser = await sharedBrowser();
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  campaign = await openCampaign(server, context, server.workbook, 'ana@example.com', faults);
});
afterAll(async () => {
  await leaveBrowser();
  await server.stop();
  expect(faults).toEqual([]);
});

const tab = (name: string) => readTab(server, server.workbook, name);

it('is made, shown as a sheet and taken by an action; afterwards the tab says who left', async () => {
  const wanted = (await tab('Orders')).filter((row) => row.Stage === 'Open' && row.Country === 'US');
  expect(wanted.length).toBeGreaterThan(3);
  const panel = await campaign.open('Set Up', 'Segments');
  await panel.getByRole('button', { name: 'New segment' }).first().click();
  await panel.getByRole('textbox', { name: 'Name', exact: true }).fill('Open in the US');
  await panel.getByRole('textbox', { name: 'Filter' }).fill('stage:Open country:US');
  await panel.getByText(`${wanted.length} orders fit now`).waitFor();
  await panel.getByRole('button', { name: 'Save' }).click();
  const card = panel.getByRole('article', { name: 'Open in the US' });
  await card.getByRole('button', { name: 'Open as a sheet' }).click();
  await panel.locator('#panel').getByText('Open in the US is a sheet now.').waitFor();
  await campaign.page.getByRole('tab', { name: 'Segment: Open in the US' }).waitFor();
  await card.getByRole('combobox').selectOption('Lock Down');

  const action = campaign.panel();
  await expect
    .poll(() => action.getByRole('combobox', { name: 'Segment' }).inputValue())
    .toBe('Open in the US');
  await action.getByRole('button', { name: 'Preview' }).click();
  await action.getByText(`Segment “Open in the US”: ${wanted.length} orders`).waitFor();
  await action.getByRole('button', { name: /^Lock down \d+ orders?$/ }).click();
  await action.getByRole('combobox', { name: /of this run$/ }).waitFor();
  const [segment] = await tab('Segments');
  const locked = wanted.length - Number(segment?.['Matches now']);
  expect(locked).toBeGreaterThan(0);
  expect(segment).toMatchObject({
    'Members at last run': String(wanted.length),
    'Change since': `+0/-${locked}`,
  });
});
