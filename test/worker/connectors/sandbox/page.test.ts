import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildSandboxPage } from '../../../../worker/build.mjs';
import { sandboxConnector } from '../../../../worker/connectors/sandbox/connector.ts';
import { PARCELS } from '../../../contracts/connector-fixture.ts';
import { leaveBrowser, sharedBrowser } from '../../../support/browser.ts';
import { KEY, type Live, send, startSandbox } from './live.ts';

const connector = sandboxConnector('http://127.0.0.1:8080/sandbox');
let folder: string;
let browser: Browser;
let live: Live;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipsheet-sandbox-page-'));
  await buildSandboxPage(folder);
  browser = await sharedBrowser();
});
afterAll(async () => {
  await leaveBrowser();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  live = await startSandbox({ pageFolder: join(folder, 'sandbox') });
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(10_000);
  complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterEach(async () => {
  expect(complaints).toEqual([]);
  await page.close();
  await live.stop();
});

const push = () => send(connector.create.request(live.account, PARCELS));
const show = () => page.goto(live.url);
const order = (name: string) => page.getByRole('listitem').filter({ hasText: name }).first();
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

describe('the page of the Sandbox', () => {
  it('begins by saying how to connect, and what to do for orders to come', async () => {
    await show();
    await page.getByText('No orders yet.').waitFor();
    await page.getByText(KEY).waitFor();
    expect(page.url()).toMatch(/\/sandbox\/#demo$/);
  });

  it('shows orders as they come, with names exactly as they are', async () => {
    await show();
    await page.getByText('No orders yet.').waitFor();
    await push();
    await order('KS-1042-1').getByText(PARCELS[0].to.name, { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: /^All/ }).textContent()).toBe('All 3');
  });

  it('packs, ships and delivers an order step by step, by keyboard', async () => {
    await push();
    await show();
    const row = order('KS-1043-1');
    await row.getByRole('button', { name: 'Pack' }).focus();
    await page.keyboard.press('Enter');
    await row.getByText('Packed').waitFor();
    await page.keyboard.press('Enter');
    await row.getByText('Picked up from sender').first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Deliver');
    await page.keyboard.press('Enter');
    await row.getByText('Delivered').first().waitFor();
    expect(live.sandbox.account('demo')?.counts()).toMatchObject({ accepted: 2, shipped: 1 });
  });

  it('refuses an order for a reason, and scans what a carrier might', async () => {
    await push();
    await live.control({ do: 'act', action: 'ship', to: { order: 'ref:KS-1043-1' } });
    await show();
    await page.getByRole('button', { name: /KS-1042-1/ }).click();
    await page.getByLabel('Reason for Hold, Refuse and Cancel').fill('DICE arrived damaged');
    await button('Refuse').click();
    await order('KS-1042-1').getByText('DICE arrived damaged').first().waitFor();
    await page.getByRole('button', { name: /KS-1042-1/ }).click();
    await page.getByRole('button', { name: /KS-1043-1/ }).click();
    await page.getByLabel('Next scan of the carrier').selectOption('Available for pickup');
    await button('Scan').click();
    await order('KS-1043-1').locator('.chip', { hasText: 'Available for pickup' }).waitFor();
  });

  it('turns the clock, and all orders go on', async () => {
    await push();
    await show();
    await button('+1 week').click();
    await page.getByText('The clock went on by 1 week.').waitFor();
    await page.getByRole('button', { name: 'Shipped 3' }).click();
    expect(await page.locator('.chip', { hasText: 'Delivered' }).count()).toBe(3);
  });

  it('lets things go wrong, and stops it', async () => {
    await show();
    await page.getByLabel('Fault').selectOption('Server error (500)');
    await page.getByLabel('How often').selectOption('3 times');
    await button('Let it go wrong').click();
    await page.getByText('new orders, 3 more').waitFor();
    expect((await push()).status).toBe(500);
    await page.getByText('new orders, 2 more').waitFor();
    await button('Nothing more goes wrong').click();
    await page.getByText('new orders, 2 more').waitFor({ state: 'detached' });
    expect((await push()).status).toBe(200);
  });

  it('finds an order and keeps the cursor while it types', async () => {
    await push();
    await show();
    await page.getByRole('searchbox').pressSequentially('vander', { delay: 20 });
    await order('KS-1042-1').waitFor({ state: 'detached' });
    expect(await page.getByRole('searchbox').inputValue()).toBe('vander');
    await page.getByRole('searchbox').fill('nobody');
    await page.getByText('No order fits.').waitFor();
  });

  it('says what is wrong with what was typed', async () => {
    await show();
    await page.getByLabel('Address', { exact: true }).fill('not an address');
    await page.getByLabel('Address', { exact: true }).press('Enter');
    await page.locator('.saying.wrong', { hasText: /^This is no address\.$/ }).waitFor();
    // A refusal is told by the browser's console as well.
    complaints = complaints.filter((text) => !text.includes('400'));
  });

  it('runs no script but its own', async () => {
    const reply = await fetch(`${live.url}/`);
    const policy = reply.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
  });
});
