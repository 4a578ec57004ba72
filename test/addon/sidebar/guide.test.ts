import { describe, expect, it } from 'vitest';
import { remedyOf } from '../../../addon/sidebar/remedies.ts';
import { actionInfo } from '../../../shared/actions/info.ts';
import { REASONS, type ReasonCode } from '../../../shared/plan/reasons.ts';
import { useSidebar } from './harness.ts';
import { context, preview, reason } from './samples.ts';

const open = useSidebar();
const GUIDE = { panel: 'guide' } as const;
const stages = (...given: [value: string, count: number][]) =>
  given.map(([value, count]) => ({ value, count }));
const states = (texts: readonly string[]): string[] => texts.map((text) => text.split(':')[0] ?? '');

describe('what to do next', () => {
  it('begins at Import Orders in an empty spreadsheet, and says what each step is for', async () => {
    const { page, args } = await open(GUIDE, {
      context: () => context({ orders: 0, stages: [], channels: ['All items'] }),
      rewards: () => ({ rewards: [], products: [] }),
      openPanel: () => ({ ok: true }),
    });
    await page.getByText('Begin here: there are no orders yet.').waitFor();
    const items = await page.getByRole('listitem').allTextContents();
    expect(states(items)).toEqual(['Waits for you', ...Array(8).fill('Later')]);
    await page.getByRole('button', { name: 'Import Orders' }).click();
    expect(args('openPanel')).toEqual([{ panel: 'import-orders', title: 'Import Orders' }]);
  });

  it('counts what waits at each step, and opens the step', async () => {
    const { page, args } = await open(GUIDE, {
      context: () =>
        context({
          orders: 1200,
          stages: stages(['Open', 640], ['Paid', 168], ['Ready to ship', 300], ['Shipped', 92]),
          batches: ['US 3PL #2'],
        }),
      rewards: () => ({
        rewards: [{ title: 'Standard', platformId: 'reward:1', items: '', orders: 12 }],
        products: [],
      }),
      openPanel: () => ({ ok: true }),
    });
    await page.getByText('1 title without SKUs: their orders cannot be locked.').waitFor();
    await page.getByText('640 orders answered the survey and are not locked.').waitFor();
    await page.getByText('The last file went out as US 3PL #2.').waitFor();
    const items = await page.getByRole('listitem').allTextContents();
    expect(states(items)).toEqual([
      'Done',
      'Waits for you',
      'Done',
      'Waits for you',
      'Later',
      'Waits for you',
      'Waits for you',
      'Waits for you',
      'Waits for you',
    ]);
    await page.getByRole('button', { name: 'Finalize Addresses' }).click();
    expect(args('openPanel')).toEqual([
      { panel: 'action', title: 'Finalize Addresses', action: 'finalize-addresses' },
    ]);
  });

  it('shows a finished campaign as done', async () => {
    const { page } = await open(GUIDE, {
      context: () => context({ stages: stages(['Shipped', 1200]), batches: ['US 3PL #2'] }),
      rewards: () => ({ rewards: [], products: [] }),
    });
    await page.getByText('1,200 orders, 1,200 shipped').waitFor();
    expect(new Set(states(await page.getByRole('listitem').allTextContents()))).toEqual(new Set(['Done']));
  });
});

describe('from a reason to what mends it', () => {
  it('opens the action with the orders of the reason, all of them', async () => {
    const keys = Array.from({ length: 60 }, (_, i) => `HL-${i + 1}`);
    const { page, args } = await open(
      { panel: 'action', action: 'finalize-addresses' },
      {
        context: () => context(),
        preview: () =>
          preview({
            counts: { change: 0, already: 0, left: 60, decide: 0 },
            reasons: [reason('left', 'order.not-locked', 60, '', keys.slice(0, 50))],
          }),
        failures: ({ from }) => ({
          rows: keys.slice(from, from + 40).map((key) => [key, 'left', 'order.not-locked', 's', 'n', '']),
          more: from + 40 < keys.length,
        }),
        openPanel: () => ({ ok: true }),
      },
    );
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Lock Down…' }).click();
    await expect
      .poll(() => args('openPanel'))
      .toEqual([{ panel: 'action', title: 'Lock Down', action: 'lock-down', orders: keys }]);
  });

  it('opens an action with the orders that another panel named', async () => {
    const { page, args } = await open(
      { panel: 'action', action: 'lock-down', orders: ['HL-7', 'HL-9'] },
      { context: () => context(), preview: () => preview() },
    );
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('All orders: 1,200 orders').waitFor();
    expect(args('preview')[0]?.scope).toMatchObject({ base: 'list', list: 'HL-7\nHL-9' });
  });

  it('knows only actions that there are', () => {
    const remedies = Object.keys(REASONS).flatMap((code) => remedyOf(code as ReasonCode) ?? []);
    const actions = remedies.flatMap(({ action }) => action ?? []);
    expect(remedies.length).toBeGreaterThan(30);
    expect(actions.map((action) => actionInfo(action).name)).toEqual(actions);
  });
});
