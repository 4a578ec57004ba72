/** The pages that the server writes, in a real browser: no script, a strict policy, forms that work all the same. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Router } from 'express';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaveBrowser, sharedBrowser } from '../../support/browser.ts';
import { startSyncApp, type TestSyncApp } from '../../support/sync-app.ts';

const PASSWORD = 'correct horse battery';
let browser: Browser;
let app: TestSyncApp;
let page: Page;
const complaints: string[] = [];

/** The sign-in compares the page's address with the public one, so the port must be known before. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

beforeAll(async () => {
  const port = await freePort();
  const operatorPages = Router().get('/', (_request, response) => {
    response
      .type('html')
      .send('<h1>All is well</h1><form method="post" action="sign-out"><button>Sign out</button></form>');
  });
  app = await startSyncApp({
    password: PASSWORD,
    publicUrl: `http://127.0.0.1:${port}`,
    port,
    more: { operatorPages },
  });
  browser = await sharedBrowser();
  page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
  page.on('console', (message) => {
    // What the test provokes: the browser reports each answer of 401.
    if (!message.text().includes('status of 401')) complaints.push(message.text());
  });
});
afterAll(async () => {
  await leaveBrowser();
  await app.stop();
});

describe('The operator’s sign-in, in a browser', () => {
  it('says that a password is wrong, and takes the right one, by keyboard', async () => {
    await page.goto(`${app.url}/`);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await page.keyboard.type('a wrong password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toBe('That is not the password.');
    const field = page.getByLabel('Operator’s password');
    expect(await field.getAttribute('aria-invalid')).not.toBeNull();
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'All is well' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it('ends the session', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Operator’s password').waitFor();
    await page.goto(`${app.url}/`);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });
});

describe('The page of the API, in a browser', () => {
  it.each([1000, 380])('fits a window of %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 700 });
    await page.goto(`${app.url}/docs`);
    await page.getByRole('heading', { name: 'Shipsheet worker' }).waitFor();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    expect(await page.evaluate(() => getComputedStyle(document.body).margin)).toBe('0px');
  });

  it('leads from its list to each address', async () => {
    await page.setViewportSize({ width: 1000, height: 700 });
    await page.goto(`${app.url}/docs`);
    await page.getByRole('link', { name: 'Hands shipments over' }).click();
    expect(new URL(page.url()).hash).toBe('#post-shipments');
    const top = await page
      .locator('#post-shipments')
      .evaluate((element) => element.getBoundingClientRect().top);
    expect(Math.abs(top)).toBeLessThan(50);
  });

  it('breaks nothing of its own policy', () => {
    expect(complaints.filter((text) => /policy|error/i.test(text))).toEqual([]);
  });
});
