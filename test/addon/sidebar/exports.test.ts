import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { Refusal, useSidebar } from './harness.ts';
import { context } from './samples.ts';
import { exportServer } from './samples-export.ts';

const open = useSidebar();
const EXPORTS = { panel: 'exports' } as const;
const BATCHES = ['US 3PL #2', 'EU 3PL #1', 'US 3PL #1'];

async function downloaded(page: Page, button = 'Download the file for the warehouse'): Promise<string> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return readFile(await (await waiting).path(), 'utf8');
}

describe('the panel of export presets', () => {
  it('says what to do where nothing was pushed, and shows the presets all the same', async () => {
    const { page } = await open(EXPORTS, { context: () => context(), ...exportServer() });
    await page.getByText('No batch yet. Push to Channel makes the first one.').waitFor();
    const presets = page.getByRole('combobox', { name: 'Preset', exact: true });
    await expect(presets.locator('option').allTextContents()).resolves.toContain('ShipStation (built in)');
  });

  it('lists batches by channel and downloads one again in the layout of a partner', async () => {
    const { page } = await open(EXPORTS, { context: () => context({ batches: BATCHES }), ...exportServer() });
    const batch = page.getByRole('combobox', { name: 'Batch' });
    await expect(batch.locator('option').allTextContents()).resolves.toEqual([
      'US 3PL #2',
      'US 3PL #1',
      'EU 3PL #1',
    ]);
    await page.getByRole('combobox', { name: 'Layout of the file' }).selectOption('ShipStation');
    const file = await downloaded(page);
    const [header = '', first = ''] = file.split('\r\n');
    expect(header).toContain('Order #,Order Date,Recipient Full Name');
    expect(first).toContain('HL-1-1,,Ada Lovelace');
    expect(first).toContain('MUG,Harbour mug,2,12.35,US 3PL #2');
  });

  it('keeps a preset that a person made from a built-in one, with its columns in their order', async () => {
    const { page, args } = await open(EXPORTS, {
      context: () => context({ batches: BATCHES }),
      ...exportServer(),
    });
    await page.getByRole('button', { name: 'Change columns…' }).last().click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Northwind');
    await page.getByRole('textbox', { name: 'Header of column 1', exact: true }).fill('Ref');
    await page.getByRole('button', { name: 'Move column 2 up', exact: true }).click();
    await page.getByRole('button', { name: 'Remove column 3', exact: true }).click();
    await page.getByRole('button', { name: 'Form of the file' }).click();
    await page.getByRole('combobox', { name: 'Between cells' }).selectOption('Semicolon');
    await page.getByRole('combobox', { name: 'Countries' }).selectOption('Names: Germany');
    await page.getByRole('region', { name: 'The first rows' }).getByText('Poland').waitFor();
    await page.getByRole('button', { name: 'Save preset' }).click();
    await page.getByRole('combobox', { name: 'Preset', exact: true }).waitFor();
    const saved = JSON.parse(args('saveLayout')[0]?.mapping ?? '');
    expect(saved).toMatchObject({ name: 'Northwind', delimiter: ';', country: 'name', rows: 'shipment' });
    expect(saved.columns.slice(0, 4).map(({ header }: { header: string }) => header)).toEqual([
      'Order ID',
      'Ref',
      'Box',
      'Name',
    ]);
    await page.getByRole('combobox', { name: 'Layout of the file' }).selectOption('Northwind');
    expect((await downloaded(page)).split('\r\n')[0]).toBe(
      '\ufeffOrder ID;Ref;Box;Name;Address 1;Address 2;City;State/Province;Postal code;Country;Phone;Email;Contents;Tracking number;Carrier;Tracking URL',
    );
  });

  it('keeps both presets when one is saved with the file and the next one below', async () => {
    const { page, args } = await open(EXPORTS, {
      context: () => context({ batches: BATCHES }),
      ...exportServer(),
    });
    const presets = page.getByRole('combobox', { name: 'Preset', exact: true });
    const save = async (name: string): Promise<void> => {
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
      await page.getByRole('button', { name: 'Save preset' }).click();
      await presets.locator('option', { hasText: name }).waitFor({ state: 'attached' });
    };
    await page.getByRole('button', { name: 'Change columns…' }).first().click();
    await save('Northwind');
    await presets.selectOption('One row an item (built in)');
    await page.getByRole('button', { name: 'Change columns…' }).last().click();
    await save('Southwind');
    expect(args('saveLayout').map(({ key }) => key)).toEqual(['own-1', 'own-2']);
  });

  it('says how a file without our IDs finds its way back', async () => {
    const { page } = await open(EXPORTS, { context: () => context({ batches: BATCHES }), ...exportServer() });
    await page.getByText('the file holds our shipment IDs').waitFor();
    await page.getByRole('combobox', { name: 'Layout of the file' }).selectOption('Pick list: totals a SKU');
    await page.getByText('This file holds no ID of ours').waitFor();
  });

  it('moves columns by keyboard and stays where it was', async () => {
    const { page } = await open(EXPORTS, { context: () => context({ batches: BATCHES }), ...exportServer() });
    await page.getByRole('button', { name: 'Change columns…' }).last().click();
    await page.getByRole('button', { name: 'Move column 1 down', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(page.locator(':focus').getAttribute('aria-label')).resolves.toBe('Move column 2 down');
    await expect(
      page.getByRole('textbox', { name: 'Header of column 2', exact: true }).inputValue(),
    ).resolves.toBe('Shipment ID');
  });

  it('says what keeps a preset from being saved, and loses nothing of it', async () => {
    const { page, args } = await open(EXPORTS, {
      context: () => context({ batches: BATCHES }),
      ...exportServer(),
    });
    await page.getByRole('button', { name: 'Change columns…' }).last().click();
    await page.getByRole('combobox', { name: 'What column 1 holds', exact: true }).selectOption('SKU');
    await page.getByRole('button', { name: 'Save preset' }).click();
    await page.getByRole('alert').getByText('belongs to one item: choose one row an item').waitFor();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Pirate Ship');
    await page.getByRole('combobox', { name: 'Rows' }).selectOption('One row an item');
    await page.getByRole('button', { name: 'Save preset' }).click();
    await page.getByRole('alert').getByText('There is a preset Pirate Ship already.').waitFor();
    expect(args('saveLayout')).toEqual([]);
  });

  it('D21: names the shipments whose cells are too long for the partner; the file is whole', async () => {
    const { page } = await open(EXPORTS, { context: () => context({ batches: BATCHES }), ...exportServer() });
    await page.getByRole('combobox', { name: 'Layout of the file' }).selectOption('Easyship');
    expect(await downloaded(page)).toContain('Bardzo długa ulica imienia Marii Skłodowskiej-Curie 128/42');
    await page
      .getByText('“Address Line 1” is longer than Easyship takes (35 characters) in 1 shipment: HL-2-1')
      .waitFor();
  });

  it('D20: will not lose letters to an encoding, and offers UTF-8', async () => {
    const { page } = await open(EXPORTS, { context: () => context({ batches: BATCHES }), ...exportServer() });
    await page.getByRole('button', { name: 'Change columns…' }).last().click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Old system');
    await page.getByRole('button', { name: 'Form of the file' }).click();
    await page.getByRole('combobox', { name: 'Encoding' }).selectOption('Windows-1252 (Western Europe)');
    await page.getByRole('button', { name: 'Save preset' }).click();
    await page.getByRole('combobox', { name: 'Layout of the file' }).selectOption('Old system');
    await page.getByRole('button', { name: 'Download the file for the warehouse' }).click();
    await page.getByText('Windows-1252 has no Ł ś ł').waitFor();
    expect(await downloaded(page, 'Download as UTF-8 instead')).toContain('Łukasz Wiśniewski');
  });

  it('D12: says which shipments of the batch changed since they were sent', async () => {
    const server = exportServer({ changed: ['HL-2-1'] });
    const { page } = await open(EXPORTS, { context: () => context({ batches: BATCHES }), ...server });
    await downloaded(page);
    await page.getByText('1 shipment changed since sent: the file has the address of now. HL-2-1').waitFor();
  });

  it('tells what went wrong, and tries again', async () => {
    let calls = 0;
    const server = exportServer();
    const { page } = await open(EXPORTS, {
      context: () => context({ batches: BATCHES }),
      ...server,
      exportRows: (args) => {
        calls++;
        if (calls === 1)
          throw new Refusal('export.empty', 'The batch US 3PL #2 holds no live shipment any more.');
        if (server.exportRows === undefined) throw new Error('No rows');
        return server.exportRows(args);
      },
    });
    await page.getByRole('button', { name: 'Download the file for the warehouse' }).click();
    await page.getByRole('alert').getByText('holds no live shipment any more').waitFor();
    expect(await downloaded(page, 'Retry')).toContain('HL-1-1');
  });
});
