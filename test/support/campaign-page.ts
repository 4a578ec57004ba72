/** The page of a campaign as a person uses it: menu, sidebar, cells. For the end-to-end stories. */

import { readFile } from 'node:fs/promises';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Answer, Api } from '../../addon/api.ts';
import type { Call } from '../../addon/sidebar/call.ts';
import type { TestServer } from './server.ts';

const sheets = z.object({ sheets: z.array(z.object({ id: z.number(), name: z.string() })) });
const rows = z.object({ values: z.array(z.array(z.string())) });
const created = z.object({ id: z.string() });
const ran = z.object({ result: z.unknown() });

export interface CampaignPage {
  readonly page: Page;
  /** Opens a menu item of Shipsheet and gives its panel. */
  open(...labels: string[]): Promise<FrameLocator>;
  panel(): FrameLocator;
  /** Presses Preview, then the button that names the act, and waits for the result's sentence. `sure`: it asks once more. */
  run(button: string | RegExp, done: string | RegExp, sure?: boolean): Promise<void>;
  /** Brings a tab to the front. */
  tab(name: string): Promise<void>;
  cell(name: string): Locator;
  /** Types into a cell as a person does. */
  type(name: string, text: string): Promise<void>;
}

/** A new blank workbook with the add-on. */
export async function newWorkbook(server: TestServer, title: string): Promise<string> {
  const { body } = await server.call('POST', '/workbooks', { title });
  return created.parse(body).id;
}

/** Opens the page of a workbook as somebody. Faults of the page are collected in `faults`. */
export async function openCampaign(
  server: TestServer,
  context: BrowserContext,
  workbook: string,
  user: string,
  faults: string[],
): Promise<CampaignPage> {
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(`${server.url}/w/${workbook}?user=${user}`);
  await page.getByRole('menuitem', { name: 'Shipsheet', exact: true }).waitFor();
  const panel = (): FrameLocator => page.frameLocator('iframe');
  const cell = (name: string): Locator => {
    const [, letter = 'A', row = '1'] = /^([A-Z])(\d+)$/.exec(name) ?? [];
    return page.locator(`.rgCell[data-r="${Number(row) - 1}"][data-c="${letter.charCodeAt(0) - 65}"]`);
  };
  return {
    page,
    panel,
    cell,
    async open(...labels) {
      const frame = page.locator('iframe');
      const before = (await frame.count()) === 0 ? null : await frame.getAttribute('src');
      for (const label of ['Shipsheet', ...labels])
        await page.getByRole('menuitem', { name: label, exact: true }).click();
      // The panel that stood there before takes clicks until the new one is in its place.
      await expect.poll(() => frame.getAttribute('src')).not.toBe(before);
      return panel();
    },
    async run(button, done, sure = false) {
      await panel().getByRole('button', { name: 'Preview', exact: true }).click();
      await panel().getByRole('button', { name: button }).click();
      if (sure)
        await panel()
          .getByRole('button', { name: /^Yes: / })
          .click();
      await panel().getByRole('heading', { name: done }).waitFor();
    },
    async tab(name) {
      await page.getByRole('tab', { name, exact: true }).click();
    },
    async type(name, text) {
      await cell(name).click();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
      await expect.poll(() => cell(name).textContent()).toContain(text);
    },
  };
}

/** Rows a call: the most that the server gives. */
const BLOCK = 1_000;

/** The rows of a tab as they are shown, read from the server. */
export async function readRows(server: TestServer, workbook: string, name: string): Promise<string[][]> {
  const id = await tabId(server, workbook, name);
  const all: string[][] = [];
  for (;;) {
    const path = `/workbooks/${workbook}/sheets/${id}/rows?from=${all.length}&count=${BLOCK}`;
    const { values } = rows.parse((await server.call('GET', path)).body);
    for (const row of values) all.push(row);
    if (values.length < BLOCK) return all;
  }
}

/** The number of a tab, as the JSON API wants it. */
export async function tabId(server: TestServer, workbook: string, name: string): Promise<number> {
  const { body } = await server.call('GET', `/workbooks/${workbook}`);
  const id = sheets.parse(body).sheets.find((sheet) => sheet.name === name)?.id;
  if (id === undefined) throw new Error(`No tab ${name}`);
  return id;
}

/** The server functions of the panels as somebody calls them without a browser; a refusal is thrown with its sentence. */
export async function callAs(server: TestServer, workbook: string, user: string): Promise<Call> {
  const { id } = created.parse((await server.call('POST', `/workbooks/${workbook}/sessions`, { user })).body);
  return async (fn, args) => {
    const path = `/workbooks/${workbook}/sessions/${id}/run`;
    const { body } = await server.call('POST', path, { function: 'serve', args: [{ fn, args }] });
    // The bundle is the other side of the same types, so its answer has the type that api.ts gives it.
    const answer = ran.parse(body).result as Answer<ReturnType<Api[typeof fn]>>;
    if (!answer.ok) throw new Error(`${answer.problem.code}: ${answer.problem.message}`);
    return answer.value;
  };
}

/** Presses a button that gives a file, and reads the file. */
export async function downloaded(page: Page, button: Locator): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

/** A tab as objects by header. */
export async function readTab(
  server: TestServer,
  workbook: string,
  name: string,
): Promise<Record<string, string>[]> {
  const [header = [], ...lines] = await readRows(server, workbook, name);
  return lines
    .filter((line) => line.some((cell) => cell !== ''))
    .map((line) => Object.fromEntries(header.map((column, at) => [column, line[at] ?? ''])));
}
