/** The built bundle on the demo campaign, as the local workbook and Google run it: menu, sidebars, triggers, every action. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Boot, PANEL_PAGES } from '../../../addon/api.ts';
import { openBook } from '../../../addon/book/open-book.ts';
import { bundleServer } from '../../../addon/build.mjs';
import { ORDER_ACTIONS } from '../../../shared/actions/index.ts';
import { accounts } from '../../../shared/order/accounts.ts';
import { readCampaign } from '../../../shared/plan/summary.ts';
import type { Options, Progress, Scope } from '../../../shared/plan/types.ts';
import { fillDemo } from '../../../worker/local/demo/fill.ts';
import { DEMO, generateDemo } from '../../../worker/local/demo/generate.ts';
import type { Menu, MenuEntry } from '../../../worker/local/script/backend.ts';
import type { ScriptEvent } from '../../../worker/local/script/host.ts';
import { type AddOn, startAddOn } from '../../support/add-on.ts';
import { freshParts } from '../../support/add-on-parts.ts';
import { ALL, sheetOver, type TestSheet } from './sheet.ts';

const ANA = { id: 'ana', user: 'ana@example.com' };
const PAGE = '<script>boot = "__BOOT__";</script>';
const PAGES = Object.fromEntries(Object.values(PANEL_PAGES).map((name) => [name, PAGE]));
const BOB = { id: 'bob', user: 'bob@example.com' };

let addOn: AddOn;
/** The same workbook seen from this process, for looking at cells. */
let sheet: TestSheet;
let events: ScriptEvent[];

beforeAll(async () => {
  const main = fileURLToPath(new URL('../../../addon/main.ts', import.meta.url));
  // The page itself has tests of its own; here only what it is told counts.
  const code = await bundleServer(main, PAGES);
  addOn = await startAddOn({ ...(await freshParts()), code });
  fillDemo(addOn.workbook, generateDemo({ ...DEMO, size: 150 }).tables);
  await addOn.call('setUp', {});
  sheet = sheetOver(addOn.workbook);
  events = [];
  addOn.host.on((event) => events.push(event));
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await addOn.close();
});

const preview = (action: string, options: Options = {}, scope: Scope = ALL) =>
  addOn.call('preview', { action, scope, options });
async function run(action: string, options: Options = {}, scope: Scope = ALL): Promise<Progress> {
  const { runId, now, hash, sums, which } = await preview(action, options, scope);
  return addOn.call('apply', { action, scope, options, runId, now, hash, sums, which });
}
/** For each order and unit: locked = cancelled + shipped + pushed + open, none below zero. */
function unbalanced(): string[] {
  sheet.execution();
  const campaign = readCampaign(openBook(SpreadsheetApp));
  const wrong: string[] = [];
  for (let i = 0; i < campaign.n; i++) {
    const id = campaign.col('Order ID')[i] ?? '';
    if (id === '') continue;
    for (const unit of accounts(campaign, i).units) {
      const parts = [unit.cancelled, unit.shipped, unit.pushed, unit.open];
      if (parts.some((part) => part < 0) || parts.reduce((a, b) => a + b, 0) !== unit.ordered)
        wrong.push(`${id} ${unit.sku}`);
    }
  }
  return wrong;
}
const items = (entries: readonly MenuEntry[]): Extract<MenuEntry, { type: 'item' }>[] =>
  entries.flatMap((entry) =>
    entry.type === 'item' ? [entry] : entry.type === 'submenu' ? items(entry.entries) : [],
  );

describe('the menu', () => {
  let menu: Menu;
  it('J17 is put up without authorisation, reading nothing', async () => {
    addOn.host.resetCounters();
    await addOn.host.open(ANA);
    const shown = events.find((event) => event.type === 'menu');
    if (shown?.type !== 'menu') throw new Error('No menu');
    menu = shown.menu;
    expect(addOn.host.counters()).toMatchObject({ reads: 0, writes: 0 });
    expect(menu.label).toBe('Shipsheet');
    expect(menu.entries.map((entry) => (entry.type === 'separator' ? '-' : entry.label))).toEqual([
      'Import Orders',
      'Lock Down',
      'Record Payments',
      'Finalize Addresses',
      'Push to Channel',
      'Import Tracking',
      'Sync Now',
      '-',
      'What to Do Next',
      'Find Order',
      'Undo Last Run',
      '-',
      'Orders',
      'Set Up',
      'Tools',
    ]);
  });

  it('each item opens the sidebar of its name with its boot data; Activity comes to the front', async () => {
    const boots = new Map<string, Boot>();
    for (const { label, functionName } of items(menu.entries)) {
      events.length = 0;
      await addOn.host.run(functionName, [], ANA);
      const [event] = events;
      if (event?.type === 'selection') {
        expect(label).toBe('Activity');
        expect(event.selection.sheetId).toBe(sheet.sheet('Activity').id);
        continue;
      }
      if (event?.type !== 'sidebar') throw new Error(`${label} opened nothing`);
      expect(event.title).toBe(label);
      expect(event.html).not.toContain('"__BOOT__"');
      const boot = /\{"panel":[^}]*\}/.exec(event.html)?.[0] ?? '';
      boots.set(label, JSON.parse(boot) as Boot);
    }
    expect(Object.fromEntries(boots)).toEqual({
      'Import Orders': { panel: 'import-orders' },
      'Lock Down': { panel: 'action', action: 'lock-down' },
      'Record Payments': { panel: 'record-payments' },
      'Finalize Addresses': { panel: 'action', action: 'finalize-addresses' },
      'Push to Channel': { panel: 'action', action: 'push-to-channel' },
      'Import Tracking': { panel: 'import-tracking' },
      'Sync Now': { panel: 'sync-now' },
      'What to Do Next': { panel: 'guide' },
      'Find Order': { panel: 'order' },
      'Undo Last Run': { panel: 'action', action: 'undo' },
      Hold: { panel: 'action', action: 'hold' },
      Release: { panel: 'action', action: 'release' },
      'Check Addresses': { panel: 'addresses' },
      'Reopen Address': { panel: 'action', action: 'reopen-address' },
      Unlock: { panel: 'action', action: 'unlock' },
      Cancel: { panel: 'action', action: 'cancel' },
      'Recall Parcels': { panel: 'action', action: 'recall' },
      'Send Changes': { panel: 'action', action: 'send-changes' },
      'Add Item to Orders': { panel: 'action', action: 'add-item' },
      'Substitute Item': { panel: 'action', action: 'substitute-item' },
      'Mark as Shipped': { panel: 'action', action: 'mark-shipped' },
      'Force Mark as Shipped': { panel: 'action', action: 'force-mark-shipped' },
      'Send Replacement': { panel: 'action', action: 'send-replacement' },
      'Record Return': { panel: 'action', action: 'record-return' },
      'Add Note': { panel: 'action', action: 'add-note' },
      Rewards: { panel: 'rewards' },
      Channels: { panel: 'channels' },
      'Partner Sheets': { panel: 'partner-sheet' },
      Connections: { panel: 'connections' },
      Products: { panel: 'products' },
      Segments: { panel: 'segments' },
      'Export Presets': { panel: 'exports' },
      Settings: { panel: 'settings' },
      'Repair Sheets': { panel: 'action', action: 'repair' },
      'Check This Spreadsheet': { panel: 'check' },
    });
  });
});

describe('onEdit as a simple trigger', () => {
  async function type(key: string, column: string, value: string): Promise<void> {
    const { id } = sheet.sheet('Orders');
    const range = {
      row: sheet.rowOf('Orders', key),
      column: sheet.columnOf('Orders', column),
      rows: 1,
      columns: 1,
    };
    const old = addOn.workbook.values(id, range)[0]?.[0] ?? null;
    addOn.workbook.write(id, range.row, range.column, [[value]], 'USER');
    await addOn.host.edit(ANA, {
      sheetId: id,
      range,
      value,
      ...(old === null ? {} : { oldValue: String(old) }),
    });
  }
  const first = (stage: string): string =>
    sheet.rows('Orders').find((row) => row.Stage === stage)?.['Order ID'] ?? '';

  it('B24 keeps a legal Stage as a request and puts others back with the reason', async () => {
    const paid = first('Paid');
    await type(paid, 'Stage', 'Shipped');
    expect(sheet.cell('Orders', paid, 'Stage')).toBe('Paid');
    expect(sheet.note('Orders', paid, 'Stage')).toContain('Mark as Shipped is not possible');
    const ready = first('Ready to ship');
    await type(ready, 'City', 'Elsewhere');
    expect(sheet.cell('Orders', ready, 'City')).not.toBe('Elsewhere');
    await type(paid, 'Locked at', 'now');
    expect(sheet.cell('Orders', paid, 'Locked at')).toMatch(/^20.*Z$/);
  });
});

describe('every action of the menu', () => {
  const cases: readonly [action: string, options: Options, scope?: Scope][] = [
    ['lock-down', {}],
    ['record-payments', { payment: 'paid' }, { base: 'all', stages: ['Locked down'] }],
    ['finalize-addresses', {}],
    ['reopen-address', {}, { base: 'all', stages: ['Ready to ship'] }],
    ['finalize-addresses', {}],
    ['hold', { reason: 'Waits for Zoe' }, { base: 'all', stages: ['Ready to ship'], countries: ['US'] }],
    ['release', {}],
    ['add-item', { item: { sku: 'PIN', quantity: 1 }, reason: 'Winter pin', locked: true }],
    ['substitute-item', { from: 'NOTEBOOK', to: 'PIN', reason: 'sold out' }],
    ['push-to-channel', { channel: 'US 3PL' }],
    ['push-to-channel', { channel: 'All items' }],
    ['recall', { channel: 'All items', confirmed: true }],
    ['cancel', {}, { base: 'all', stages: ['Open'] }],
    ['unlock', { reason: 'Typo', charged: 'difference' }, { base: 'all', stages: ['Paid'] }],
    ['lock-down', {}],
    ['mark-shipped', { channel: 'US 3PL' }],
    ['force-mark-shipped', { reason: 'They left last week', channel: 'All items' }],
    ['send-replacement', { why: 'lost' }, { base: 'all', stages: ['Shipped'] }],
    ['record-return', { items: 'MUG x1', condition: 'damaged' }],
    ['add-note', { note: 'Second wave' }],
    ['repair', { accept: true }],
  ];
  it.each(cases)(
    '%s %o runs; again it changes nothing, all adds up, and no view is stale',
    async (action, options, scope) => {
      const ids = sheet.rows('Orders').map((row) => row['Order ID'] ?? '');
      const { result } = await run(action, options, scope);
      if (action !== 'repair') expect(result?.counts.change).toBeGreaterThan(0);
      expect(result?.moved).toEqual([]);
      expect((await preview(action, options, scope)).counts.change).toBe(0);
      expect(sheet.rows('Orders').map((row) => row['Order ID'])).toEqual(ids);
      expect(unbalanced()).toEqual([]);
      expect(await preview('repair')).toMatchObject({ counts: { change: 0, left: 0 }, notices: [] });
    },
  );

  it('covers what the menu offers', () => {
    // Send Changes has something to do in connected channels alone: test/shared/actions/connected.test.ts.
    const tried = new Set([...cases.map(([action]) => action), 'undo', 'send-changes']);
    expect(ORDER_ACTIONS.map((action) => action.info.name).filter((name) => !tried.has(name))).toEqual([]);
  });

  it('undo takes back the last run, then the one before it', async () => {
    const before = sheet.rows('Orders');
    const [first = '', second = '', third = ''] = before
      .filter((row) => row.Stage === 'Awaiting survey')
      .map((row) => row['Order ID'] ?? '');
    await run('hold', { reason: 'One' }, { base: 'list', list: `${first} ${second}` });
    const between = sheet.rows('Orders');
    const hold = await run('hold', { reason: 'Two' }, { base: 'list', list: third });
    expect((await preview('undo')).notices[0]?.text).toContain(hold.runId);
    await run('undo');
    expect(sheet.rows('Orders')).toEqual(between);
    await run('undo');
    expect(sheet.rows('Orders')).toEqual(before);
    expect(unbalanced()).toEqual([]);
    expect((await preview('repair')).counts.change).toBe(0);
  });

  it('J12 of two that start at the same moment each order is written once, and Activity stays whole', async () => {
    await run('hold', { reason: 'Same' }, { base: 'all', stages: ['Shipped'] });
    const asked = { action: 'release', scope: ALL, options: {} };
    const [mine, hers] = await Promise.all([addOn.call('preview', asked), addOn.call('preview', asked)]);
    const go = (shown: typeof mine, session: typeof ANA) => {
      const { runId, now, hash, sums, which } = shown;
      return addOn.host.run(
        'serve',
        [{ fn: 'apply', args: { ...asked, runId, now, hash, sums, which } }],
        session,
      );
    };
    const answers = await Promise.all([go(mine, ANA), go(hers, BOB)]);
    const text = JSON.stringify(answers);
    expect(sheet.rows('Orders').every((row) => !row.Hold?.startsWith('Same'))).toBe(true);
    const entries = sheet
      .rows('Activity')
      .filter((row) => [mine.runId, hers.runId].includes(row['Run ID'] ?? ''));
    expect(entries.reduce((sum, row) => sum + Number(row.Changed), 0)).toBe(mine.counts.change);
    // Either the lease kept one out, or it came after the other and found nothing left.
    expect(text).toMatch(/run\.busy|"change":0/);
    expect((await preview('repair')).notices).toEqual([]);
  });
});

describe('Check This Spreadsheet', () => {
  it('runs all its parts, the timed one too, and leaves no tab behind', async () => {
    const tabs = addOn.workbook.sheets();
    const results: { name: string; ok: boolean; saw: string }[] = [];
    for (let part = 0; ; part++) {
      const answer = await addOn.call('check', { part });
      results.push(...answer.results.map(({ name, ok, saw }) => ({ name, ok, saw })));
      if (!answer.more) break;
    }
    expect(results.length).toBeGreaterThan(5);
    expect(results.filter((result) => !result.ok)).toEqual([]);
    expect(addOn.workbook.sheets()).toEqual(tabs);
  });
});
