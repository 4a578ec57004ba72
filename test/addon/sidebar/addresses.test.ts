import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { AddressIntent } from '../../../shared/actions/correct-addresses.ts';
import {
  type Cells,
  lockedOrder,
  open as openOrder,
  paidOrder,
  sent,
  shipped,
} from '../../support/campaign.ts';
import { addressServer } from './addresses-server.ts';
import { Lost, type Sidebar, useSidebar } from './harness.ts';

const open = useSidebar();

/** Massachusetts, its ZIP codes without their zero. */
const lostZeros = (n: number): Cells[] =>
  Array.from({ length: n }, (_, i) =>
    paidOrder(`HL-${i + 1}`, {
      Name: `Backer ${i + 1}`,
      'State/Province': 'MA',
      City: 'Boston',
      'Postal code': String(1001 + i),
      Phone: '+1 617 555 2368',
    }),
  );
const list = (page: Page) => page.getByRole('listbox', { name: 'Findings' });
const selected = (page: Page) => list(page).getByRole('option', { selected: true });
const intents = (sidebar: Sidebar): AddressIntent[] =>
  // The page sends what the action's own type allows.
  sidebar.args('applyPart').flatMap((part) => part.intents as AddressIntent[]);

describe('the Check Addresses panel', () => {
  it('D1: 500 proposals are accepted by keyboard alone, and nothing is written before the button', async () => {
    const sidebar = await open({ panel: 'addresses' }, addressServer(lostZeros(500)));
    const { page } = sidebar;
    await page.getByRole('button', { name: '500 problems' }).waitFor();
    await list(page).focus();
    await expect(selected(page).textContent()).resolves.toContain('1001 → 01001');
    for (let i = 0; i < 500; i++) await page.keyboard.press(i % 2 === 0 ? 'a' : 'Enter');
    expect(sidebar.args('applyPart')).toEqual([]);
    // Thousands of rows would never all be drawn.
    expect(await list(page).getByRole('option').count()).toBeLessThan(40);
    await page.getByRole('button', { name: 'Preview 500 addresses' }).click();
    await page.getByRole('button', { name: 'Write the address of 500 orders' }).click();
    await page.getByRole('heading', { name: 'Wrote the address of 500 orders.' }).waitFor();
    const written = intents(sidebar);
    expect(written).toHaveLength(500);
    expect(written.find((intent) => intent.orderId === 'HL-7')).toMatchObject({
      was: { 'Postal code': '1007' },
      to: { 'Postal code': '01007' },
    });
  }, 30_000);

  it('the same value in 37 orders is one line, decided once for all of them', async () => {
    const same = Array.from({ length: 37 }, (_, i) =>
      lockedOrder(`HL-${i + 1}`, {
        'State/Province': 'MA',
        City: 'Boston',
        'Postal code': '2108',
        Phone: '+1 617 555 2368',
      }),
    );
    const sidebar = await open({ panel: 'addresses' }, addressServer(same));
    const { page } = sidebar;
    await selected(page).getByText('37 orders').waitFor();
    const card = page.getByRole('region', { name: 'What is chosen' });
    await card.getByText('and 33 more').waitFor();
    await expect(card.locator('ins').allTextContents()).resolves.toEqual(['0']);
    await card.getByRole('button', { name: 'HL-1', exact: true }).click();
    await expect.poll(() => sidebar.args('showOrder')).toEqual([{ orderId: 'HL-1' }]);
    await card.getByRole('button', { name: 'Accept' }).click();
    await card.getByText('Accepted').waitFor();
    await page.getByRole('button', { name: 'Preview 37 addresses' }).waitFor();
  });

  it('a choice is taken back before anything is written, by key and by button', async () => {
    const { page } = await open({ panel: 'addresses' }, addressServer(lostZeros(3)));
    await selected(page).waitFor();
    await list(page).focus();
    await page.keyboard.press('a');
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Preview 2 addresses' }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: 'Preview 1 address', exact: true }).waitFor();
    await expect(selected(page).textContent()).resolves.toContain('1002');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('u');
    await page.getByRole('button', { name: 'Preview', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Preview', exact: true }).click();
    await page.getByText('Nothing is chosen yet').first().waitFor();
  });

  it('a proposal is edited in place: what was typed goes out, Escape leaves all as it was', async () => {
    const sidebar = await open({ panel: 'addresses' }, addressServer(lostZeros(2)));
    const { page } = sidebar;
    await selected(page).waitFor();
    await list(page).focus();
    await page.keyboard.press('e');
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    const field = page.getByRole('textbox', { name: 'Postal code' });
    await expect(field.inputValue()).resolves.toBe('01001');
    await page.keyboard.type('02108');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Preview 1 address', exact: true }).click();
    await page.getByRole('button', { name: 'Write the address of 1 order' }).click();
    await page.getByRole('heading', { name: 'Wrote the address' }).waitFor();
    expect(intents(sidebar)).toMatchObject([{ orderId: 'HL-1', to: { 'Postal code': '02108' } }]);
  });

  it('a problem cannot be kept; what has no proposal can be edited', async () => {
    const { page } = await open(
      { panel: 'addresses' },
      addressServer([paidOrder('HL-1', { Country: 'Nowhere' })]),
    );
    await selected(page).getByText('Unknown country').waitFor();
    const card = page.getByRole('region', { name: 'What is chosen' });
    await expect(card.getByRole('button', { name: 'Keep' }).count()).resolves.toBe(0);
    await expect(card.getByRole('button', { name: 'Accept' }).count()).resolves.toBe(0);
    await list(page).focus();
    await page.keyboard.press('k');
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Preview', exact: true }).waitFor();
    await card.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Country' }).fill('US');
    await card.getByRole('button', { name: 'Take' }).click();
    await page.getByRole('button', { name: 'Preview 1 address', exact: true }).waitFor();
  });

  it('D13: what has shipped, is at the warehouse or is cancelled is left out, and counted', async () => {
    const orders = [
      paidOrder('HL-1', { 'Postal code': '2108' }),
      paidOrder('HL-2', { 'Postal code': '2108', 'Finalized at': '2026-01-01 00:00:00Z' }),
      paidOrder('HL-3', { 'Postal code': '2108', 'Finalized at': '2026-01-01 00:00:00Z' }),
      lockedOrder('HL-4', { 'Postal code': '2108', 'Cancelled items': 'MUG x1' }),
    ];
    const shipments = [shipped('HL-2-1', 'MUG x1'), sent('HL-3-1', 'MUG x1')];
    const { page } = await open({ panel: 'addresses' }, addressServer(orders, shipments));
    await page.getByRole('button', { name: /^Filter/ }).click();
    await page.getByText('Left out: 1 shipped, 1 at the warehouse, 1 cancelled.').waitFor();
    await expect(list(page).getByRole('option').count()).resolves.toBe(1);
  });

  it('filters by level, kind, country and stage', async () => {
    const { page } = await open(
      { panel: 'addresses' },
      addressServer([
        paidOrder('HL-1', { 'State/Province': 'MA', 'Postal code': '2108', Phone: '+1 617 555 2368' }),
        openOrder('HL-2', {
          Country: 'DE',
          'State/Province': '',
          City: 'Dresden',
          'Postal code': '1067',
          Phone: '+49 351 4951014',
        }),
        openOrder('HL-3', { Country: 'Nowhere' }),
      ]),
    );
    await selected(page).waitFor();
    const options = list(page).getByRole('option');
    await page.getByRole('button', { name: /^Filter/ }).click();
    await page.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Zero lost (2)' });
    await expect(options.count()).resolves.toBe(2);
    await page.getByRole('combobox', { name: 'Country' }).selectOption({ label: 'Germany (1)' });
    await expect(options.allTextContents()).resolves.toEqual([expect.stringContaining('01067')]);
    await page.getByRole('combobox', { name: 'Stage' }).selectOption({ label: 'Paid (1)' });
    await page.getByText('Nothing here.').waitFor();
  });

  it('says that all is fine, that there are no orders, and offers another try after an error', async () => {
    const fine = await open(
      { panel: 'addresses' },
      addressServer([openOrder('HL-1', { Phone: '+1 518 473 3000', Name: 'Ada Byron' })]),
    );
    await fine.page.getByText('Every address that can still change is fine.').waitFor();
    const none = await open({ panel: 'addresses' }, addressServer([]));
    await none.page.getByText('There are no orders yet.').waitFor();
    let calls = 0;
    const answers = addressServer(lostZeros(1));
    const lost = await open(
      { panel: 'addresses' },
      {
        ...answers,
        readColumns: (args) => {
          calls++;
          if (calls === 1) throw new Lost('no connection');
          const { readColumns } = answers;
          if (readColumns === undefined) throw new Error('The server reads columns');
          return readColumns(args);
        },
      },
    );
    await lost.page.getByRole('button', { name: 'Retry' }).click();
    await selected(lost.page).waitFor();
  });

  it('D1: all of a sure kind are accepted at once, under the filter that is set, and taken back at once', async () => {
    const orders = [
      ...lostZeros(60),
      openOrder('HL-90', {
        City: 'Boston',
        'State/Province': 'MA',
        'Postal code': '2108',
        Phone: '+1 617 473 2368',
      }),
    ];
    const { page } = await open({ panel: 'addresses' }, addressServer(orders));
    await page.getByRole('button', { name: /^Filter/ }).click();
    await page.getByRole('combobox', { name: 'Stage' }).selectOption({ label: 'Paid (60)' });
    await page.getByRole('button', { name: 'Accept all 60: Zero lost' }).click();
    await page.getByRole('button', { name: 'Preview 60 addresses' }).waitFor();
    await page.getByText('Nothing here.').waitFor();
    await page.getByRole('button', { name: 'Decided', exact: true }).click();
    await expect(list(page).getByRole('option').count()).resolves.toBeGreaterThan(5);
    await page.getByRole('button', { name: 'Undo last choice' }).click();
    await page.getByRole('button', { name: 'Preview', exact: true }).waitFor();
  });

  it('D5: 37 times “Deutschland” is one line; D9, D20: what is no proposal can be kept, all of its kind', async () => {
    const orders = [
      ...Array.from({ length: 37 }, (_, i) =>
        openOrder(`HL-${i + 1}`, {
          Country: 'Deutschland',
          'State/Province': '',
          City: 'Dresden',
          'Postal code': '01067',
          Phone: '+49 351 4951014',
        }),
      ),
      ...Array.from({ length: 3 }, (_, i) =>
        openOrder(`HL-${i + 50}`, { 'Address 1': `PO Box ${i + 1}`, Phone: '+1 518 473 3000' }),
      ),
    ];
    const sidebar = await open({ panel: 'addresses' }, addressServer(orders));
    const { page } = sidebar;
    await list(page)
      .getByRole('option', { name: /Country’s name.*37 orders/ })
      .click();
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Preview 37 addresses' }).waitFor();
    await list(page)
      .getByRole('option', { name: /PO box/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Keep all 3: PO box' }).click();
    await page.getByRole('button', { name: 'Preview 37 addresses' }).click();
    await page.getByRole('button', { name: 'Write the address of 40 orders' }).click();
    await page.getByRole('heading', { name: 'Wrote the address' }).waitFor();
    const written = intents(sidebar);
    expect(written.find(({ orderId }) => orderId === 'HL-9')?.to).toEqual({ Country: 'DE' });
    const kept = written.find(({ orderId }) => orderId === 'HL-51');
    expect(kept?.to).toEqual({});
    expect(kept?.check).toMatch(/^accepted by hand: PO box #/);
  });

  it('what was kept is not shown again, until the address changes', async () => {
    const box = (id: string, cells: Cells) =>
      openOrder(id, { 'Address 1': 'PO Box 7', Phone: '+1 518 473 3000', ...cells });
    const sidebar = await open({ panel: 'addresses' }, addressServer([box('HL-1', {})]));
    await selected(sidebar.page).waitFor();
    await list(sidebar.page).focus();
    await sidebar.page.keyboard.press('k');
    await sidebar.page.getByRole('button', { name: 'Preview', exact: true }).click();
    await sidebar.page.getByRole('button', { name: 'Write the address of 1 order' }).click();
    await sidebar.page.getByRole('heading', { name: 'Wrote the address' }).waitFor();
    const note = intents(sidebar)[0]?.check ?? '';
    const later = await open(
      { panel: 'addresses' },
      addressServer([
        box('HL-1', { 'Address check': note }),
        box('HL-2', { 'Address 1': 'PO Box 8', 'Address check': note }),
      ]),
    );
    await selected(later.page).getByText('HL-2').waitFor();
    await later.page.getByText('In 1 address something was kept earlier.').waitFor();
    await expect(list(later.page).getByRole('option').count()).resolves.toBe(1);
  });

  it('D21: checks again by the lengths of another carrier, but not over open choices', async () => {
    const street = 'Karl-Theodor-von-Dalberg-Strasse 1234 b';
    const { page } = await open(
      { panel: 'addresses' },
      addressServer([openOrder('HL-1', { 'Address 1': street, Phone: '+1 518 473 3000' })]),
    );
    await selected(page).getByText('Long line').waitFor();
    const carriers = page.getByRole('combobox', { name: 'Lengths and letters of' });
    await list(page).press('a');
    await carriers.selectOption({ label: 'USPS (lines of 46, unconfirmed)' });
    await page.getByText('Write your choices first').waitFor();
    await list(page).press('u');
    await carriers.selectOption({ label: 'USPS (lines of 46, unconfirmed)' });
    await page.getByText('Every address that can still change is fine.').waitFor();
    await expect(carriers.inputValue()).resolves.toBe('USPS');
  });

  it('notes the result of every order when asked, and only what is news', async () => {
    const sidebar = await open(
      { panel: 'addresses' },
      addressServer([
        openOrder('HL-1', { Phone: '+1 518 473 3000', 'Address check': '' }),
        openOrder('HL-2', { Phone: '+1 518 473 3000', 'Address check': 'OK' }),
        paidOrder('HL-3', { Country: 'Nowhere', 'Address check': '' }),
      ]),
    );
    const { page } = sidebar;
    await page.getByRole('checkbox', { name: 'Note the result of all 3 orders' }).check();
    await page.getByRole('button', { name: 'Preview', exact: true }).click();
    await page.getByRole('button', { name: 'Write the address of 2 orders' }).click();
    await page.getByRole('heading', { name: 'Wrote the address of 2 orders.' }).waitFor();
    expect(intents(sidebar)).toEqual([
      { orderId: 'HL-1', was: {}, to: {}, check: 'OK' },
      { orderId: 'HL-3', was: {}, to: {}, check: 'problem: Unknown country' },
    ]);
  });
});
