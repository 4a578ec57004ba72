/** Story 2, a dirty file: a warehouse's tracking file in which almost every row is wrong in a way of its own. */
import type { Browser, BrowserContext, FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCsv } from '../../shared/csv/read.ts';
import { writeCsv } from '../../shared/csv/write.ts';
import { REASONS, type ReasonCode } from '../../shared/plan/reasons.ts';
import { demo } from '../../worker/local/demo/demo.ts';
import { sampleFiles } from '../../worker/local/demo/files.ts';
import { generateDemo } from '../../worker/local/demo/generate.ts';
import { type DirtyCase, dirtyRows } from '../../worker/local/demo/tracking.ts';
import { uspsNumber } from '../../worker/local/demo/tracking-numbers.ts';
import { leaveBrowser, sharedBrowser } from '../support/browser.ts';
import { type CampaignPage, downloaded, openCampaign, readTab } from '../support/campaign-page.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let campaign: CampaignPage;
const faults: string[] = [];

const rows = dirtyRows(generateDemo());
/** Rows of a file count from its header: the first row of data is line 2. */
const caseOfLine = new Map(rows.map((row, i) => [`line ${i + 2}`, row.case]));
const orderOf = (which: DirtyCase): string => rows.find((row) => row.case === which)?.orderId ?? '';
/** A label that neither the demo nor its files have. */
const freshNumber = (n: number): string => uspsNumber(2_000_000 + n);

beforeAll(async () => {
  server = await startServer({ demo });
  browser = await sharedBrowser();
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  campaign = await openCampaign(server, context, server.workbook, 'ana@example.com', faults);
});
afterAll(async () => {
  await leaveBrowser();
  await server.stop();
});

async function choose(name: string, text: string): Promise<FrameLocator> {
  const panel = await campaign.open('Import Tracking');
  await panel
    .getByLabel('Choose tracking files')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await panel.getByRole('group', { name }).waitFor();
  await panel.getByRole('combobox', { name: 'Channel that these files are from' }).selectOption('US 3PL');
  return panel;
}

/** What the preview says of each row that it gives a reason for: outcome and sentence by line. */
async function said(panel: FrameLocator): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const outcome of ['will change', 'already done', 'left alone', 'your decision']) {
    await panel.getByRole('tab', { name: outcome }).click();
    for (const reason of await panel.getByRole('tabpanel').locator('.reason').all()) {
      const sentence = (await reason.getByRole('button').first().textContent()) ?? '';
      if (sentence.includes('without remark')) continue;
      for (const key of await reason.locator('.samples .key').allTextContents())
        found.set(key, `${outcome}: ${sentence.replace(/^\d+\s*/, '')}`);
    }
  }
  return found;
}

/** A reason's sentence without the part that is filled in. */
const sentence = (code: ReasonCode): string => REASONS[code].sentence.split('{detail}')[0] ?? '';

const shipments = (): Promise<Record<string, string>[]> => readTab(server, server.workbook, 'Shipments');
const byShipment = (list: Record<string, string>[]): Map<string, Record<string, string>> =>
  new Map(list.map((row) => [row['Shipment ID'] ?? '', row]));

it('applies two rows of fourteen, returns the other eleven, and takes them again when they are corrected', async () => {
  const before = await shipments();
  const dirty = sampleFiles().find(({ name }) => name === 'us-3pl-tracking-dirty.csv');
  let panel = await choose('us-3pl-tracking-dirty.csv', dirty?.text ?? '');

  // The preview: each row by its case.
  await panel.getByRole('button', { name: 'Preview', exact: true }).click();
  await panel.getByRole('button', { name: 'Import 2 tracking rows' }).waitFor();
  const reasons = await said(panel);
  const expected: Record<Exclude<DirtyCase, 'G5' | 'G12'>, [string, ReasonCode]> = {
    G1: ['your decision', 'tracking.blank'],
    G2: ['left alone', 'tracking.damaged-scientific'],
    G4: ['left alone', 'tracking.damaged-precision'],
    G9: ['your decision', 'tracking.two-numbers'],
    G10: ['your decision', 'tracking.same-number'],
    G14: ['your decision', 'tracking.other-number'],
    G15: ['left alone', 'match.none'],
    G16: ['left alone', 'channel.mismatch'],
    G18: ['your decision', 'order.cancelled'],
    G19: ['left alone', 'qty.over'],
  };
  const lines = [...caseOfLine.keys()];
  const plain = lines.filter((line) => !reasons.has(line)).map((line) => caseOfLine.get(line));
  expect(plain).toEqual(['G5', 'G12']);
  for (const [line, text] of reasons) {
    const which = caseOfLine.get(line);
    const [outcome, code] =
      which === undefined || which === 'G5' || which === 'G12'
        ? (['already done', 'duplicate.row'] as const)
        : expected[which];
    expect(text, `${which}, ${line}`).toContain(`${outcome}: ${sentence(code)}`);
  }
  expect(reasons.size).toBe(12);

  // Apply: only the number with blanks and marks (G5) and the first of the equal rows (G12).
  await panel.getByRole('button', { name: 'Import 2 tracking rows' }).click();
  await panel.getByRole('heading', { name: 'Imported 2 tracking rows.' }).waitFor();
  const changed = async (since: Record<string, string>[]): Promise<Record<string, string>[]> => {
    const then = byShipment(since);
    return (await shipments()).filter((row) => {
      const was = then.get(row['Shipment ID'] ?? '');
      // A column that the import made is blank in the rows that it did not touch.
      return Object.entries(row).some(([column, cell]) => cell !== (was?.[column] ?? ''));
    });
  };
  const first = await changed(before);
  expect(
    first.map((row) => [row['Order ID'], row['Tracking number'], row.Carrier, row.Status]).sort(),
  ).toEqual(
    [
      [orderOf('G5'), uspsNumber(500_000 + 900_003), 'USPS', 'shipped'],
      [orderOf('G12'), uspsNumber(500_000 + 900_007), 'USPS', 'shipped'],
    ].sort(),
  );
  expect(await shipments()).toHaveLength(before.length);

  // The file to mail back: the warehouse's own columns in their order, then what is wrong.
  const problems = await downloaded(
    campaign.page,
    panel.getByRole('button', { name: /^Download what was left alone/ }),
  );
  expect(problems.name).toBe('us-3pl-tracking-dirty-problems.csv');
  const back = readCsv(problems.text, { ownFile: true });
  if (!back.ok) throw new Error(back.code);
  expect(back.header).toEqual([
    'Order ID',
    'Recipient',
    'DICE',
    'Tracking number',
    'Carrier',
    'Remarks',
    'Problem',
    'What to do',
  ]);
  const returned = rows.filter((row) => row.case !== 'G5' && row.case !== 'G12');
  expect(returned).toHaveLength(11);
  expect(back.rows.map((row) => row.slice(0, 6))).toEqual(returned.map((row) => [...row.cells]));
  for (const row of back.rows) expect(row.slice(6).every((cell) => /[.!?]$/.test(cell))).toBe(true);

  // The warehouse corrects the numbers and quantities, and leaves what it cannot know.
  const fixed: Partial<Record<DirtyCase, string>> = {
    G1: freshNumber(1),
    G2: freshNumber(2),
    G4: freshNumber(3),
    G9: freshNumber(4),
    G19: freshNumber(5),
  };
  const corrected = back.rows.map((cells, i) => {
    const which = returned[i]?.case;
    const number = which === undefined ? undefined : fixed[which];
    return cells.map((cell, column) =>
      number === undefined ? cell : column === 3 ? number : column === 2 && which === 'G19' ? '2' : cell,
    );
  });
  const second = await shipments();
  const text = writeCsv([back.header, ...corrected], { for: 'exact' });
  panel = await choose('corrected.csv', text);
  await campaign.run('Import 5 tracking rows', 'Imported 5 tracking rows.');
  const after = await changed(second);
  const shipped = after.filter((row) => row.Status === 'shipped');
  expect(shipped.map((row) => [row['Order ID'], row['Tracking number'], row.Status]).sort()).toEqual(
    Object.entries(fixed)
      .map(([which, number]) => [rows.find((row) => row.case === which)?.orderId, number, 'shipped'])
      .sort(),
  );

  // G19 said of which SKU it holds two, so the rest of its shipment is still at the warehouse; nothing was lost.
  const parent = second.find((row) => row['Order ID'] === orderOf('G19') && row.Channel === 'US 3PL');
  const family = (await shipments()).filter(
    (row) => row['Order ID'] === orderOf('G19') && row.Channel === 'US 3PL',
  );
  expect(family.map((row) => [row.Contents, row.Status])).toEqual([
    [parent?.Contents?.replace(/(; )?DICE x2/, '').replace(/^; /, ''), 'sent'],
    ['DICE x2', 'shipped'],
  ]);
  expect(after).toHaveLength(6);

  // Both files once more: nothing is left that would change, and no shipment was made twice.
  panel = await choose('corrected.csv', text);
  await panel.getByRole('button', { name: 'Preview', exact: true }).click();
  await panel.getByRole('tab', { name: /^5\s*already done/ }).waitFor();
  expect(await panel.getByRole('button', { name: 'Import 0 tracking rows' }).isDisabled()).toBe(true);
  panel = await choose('us-3pl-tracking-dirty.csv', dirty?.text ?? '');
  await panel.getByRole('button', { name: 'Preview', exact: true }).click();
  await panel.getByRole('button', { name: 'Import 0 tracking rows' }).waitFor();
  expect(await shipments()).toHaveLength(before.length + 1);

  const orders = new Map(
    (await readTab(server, server.workbook, 'Orders')).map((row) => [row['Order ID'] ?? '', row]),
  );
  for (const which of ['G1', 'G2', 'G4', 'G5', 'G9', 'G12'] as const)
    expect(orders.get(orderOf(which))?.Packages, which).toMatch(/ shipped$/);
  for (const which of ['G10', 'G16'] as const)
    expect(orders.get(orderOf(which))?.Packages, which).toMatch(/ sent$/);
  expect(orders.get(orderOf('G18'))?.Stage).toBe('Cancelled');
  const activity = await readTab(server, server.workbook, 'Activity');
  const runs = activity.filter((row) => row.Action === 'Import Tracking');
  expect(runs.map((row) => [row.Who, row.Changed])).toEqual([
    ['ana@example.com', '2'],
    ['ana@example.com', '5'],
  ]);
  expect(faults).toEqual([]);
}, 120_000);
