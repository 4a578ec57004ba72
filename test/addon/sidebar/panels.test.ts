import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { Refusal, useSidebar } from './harness.ts';
import { context, preview, progress, result } from './samples.ts';
import { checks, order } from './samples-order.ts';

const open = useSidebar();

describe('the order panel', () => {
  it('says where the order stands, why it is not shipped and what to do next', async () => {
    const { page, args } = await open({ panel: 'order' }, { order: () => order() });
    const article = page.getByRole('article', { name: 'Order HL-1042' });
    await article.getByText('POSTER x1 is open').waitFor();
    await article.getByText('Push to Channel, EU 3PL.').waitFor();
    const link = article.getByRole('link', { name: /USPS 9400111899560000000000/ });
    await expect(link.getAttribute('target')).resolves.toBe('_blank');
    await article.getByText('Changed since sent: address').waitFor();
    await expect(article.getByRole('row').allTextContents()).resolves.toEqual([
      'SKUorderedshippedopen',
      'MUG220',
      'POSTER101',
    ]);
    expect(args('order')).toEqual([{}]);
  });

  it('never links to anything but a web address', async () => {
    const [shipment] = order().shipments;
    if (shipment === undefined) throw new Error('The sample has a shipment');
    const { page } = await open(
      { panel: 'order' },
      { order: () => order({ shipments: [{ ...shipment, url: 'javascript:alert(1)' }] }) },
    );
    await page.getByText('USPS 9400111899560000000000').waitFor();
    await expect(page.getByRole('link').count()).resolves.toBe(0);
  });

  it('finds orders by what is typed, and opens the one that is chosen', async () => {
    const { page, args } = await open(
      { panel: 'order' },
      {
        order: ({ orderId }) => (orderId === undefined ? null : order({ orderId })),
        findOrder: ({ query }) =>
          query === 'ada'
            ? [
                { orderId: 'HL-1', name: 'Ada Lovelace', stage: 'Open', matched: 'name' },
                { orderId: 'HL-2', name: 'Ada Byron', stage: 'Paid', matched: 'e-mail' },
              ]
            : [],
      },
    );
    await page.getByText('The selected row holds no order.').waitFor();
    // There is no list yet to go back to.
    await expect(page.getByText('Back to the list').isVisible()).resolves.toBe(false);
    const field = page.getByRole('searchbox', { name: 'Find an order' });
    await field.fill('nobody');
    await field.press('Enter');
    await page.getByText('No order fits “nobody”.').waitFor();
    await field.fill('ada');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('button', { name: 'HL-2' }).click();
    await page.getByRole('article', { name: 'Order HL-2' }).waitFor();
    await page.getByRole('button', { name: 'Back to the list' }).click();
    await expect(page.locator(':focus').textContent()).resolves.toContain('HL-1');
    await page.getByRole('button', { name: 'HL-1' }).click();
    await page.getByRole('article', { name: 'Order HL-1' }).waitFor();
    expect(args('findOrder')).toEqual([{ query: 'nobody' }, { query: 'ada' }]);
  });

  it('A4: looks for other orders of the same e-mail', async () => {
    const { page, args } = await open(
      { panel: 'order' },
      {
        order: () => order(),
        findOrder: () => [
          { orderId: 'HL-1042', name: 'Maximiliane', stage: 'Open', matched: 'e-mail' },
          { orderId: 'HL-2042', name: 'Maximiliane', stage: 'Paid', matched: 'e-mail' },
        ],
      },
    );
    await page.getByRole('button', { name: 'Other orders with this e-mail' }).click();
    await page.getByRole('button', { name: 'HL-2042' }).waitFor();
    expect(args('findOrder')).toEqual([{ query: 'maximiliane.hohenstein.schwarzenberg@longdomain.example' }]);
  });

  it('I2: shows which parcel replaces which', async () => {
    const [shipment] = order().shipments;
    if (shipment === undefined) throw new Error('The sample has a shipment');
    const again = { ...shipment, id: 'HL-1042-2', replaces: 'HL-1042-1 (lost)', number: '', url: '' };
    const { page } = await open(
      { panel: 'order' },
      { order: () => order({ shipments: [{ ...shipment, replacedBy: 'HL-1042-2' }, again] }) },
    );
    await page.getByText('Replaced by HL-1042-2').waitFor();
    await page.getByText('Replaces HL-1042-1 (lost)').waitFor();
  });

  it('marks the order shipped with number and carrier, and comes back to it', async () => {
    let stage: 'Ready to ship' | 'Shipped' = 'Ready to ship';
    const { page, args } = await open(
      { panel: 'order', orderId: 'HL-1042' },
      {
        order: () => order({ stage }),
        context: () => context(),
        preview: () => preview({ action: 'mark-shipped', button: 'Mark 1 order as shipped' }),
        apply: () => {
          stage = 'Shipped';
          return progress(1, 1, { result: result({ sentence: 'Marked 1 order as shipped.' }) });
        },
      },
    );
    await page.getByRole('button', { name: 'Mark as Shipped' }).click();
    await expect(page.locator('h1:focus').textContent()).resolves.toBe('Mark as Shipped');
    await page.getByRole('textbox', { name: 'Tracking number' }).fill(' 9400 1112 0108 0805 4830 16');
    await page.getByRole('textbox', { name: 'Carrier' }).fill('usps');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Mark 1 order as shipped' }).click();
    await page.getByRole('heading', { name: 'Marked 1 order as shipped.' }).waitFor();
    await page.getByRole('button', { name: 'Back to the order' }).click();
    await page.getByRole('article').getByText('Shipped', { exact: true }).waitFor();
    expect(args('preview')).toEqual([
      {
        action: 'mark-shipped',
        scope: { base: 'list', list: 'HL-1042' },
        // Cleaned, called by its name, with its link: the add-on has no tables of carriers.
        options: {
          number: '9400111201080805483016',
          carrier: 'USPS',
          url: 'https://tools.usps.com/go/TrackConfirmAction?tLabels=9400111201080805483016',
        },
      },
    ]);
  });

  it('copies the reply, and selects it for Ctrl+C where the frame may not', async () => {
    const { page } = await open({ panel: 'order' }, { order: () => order() }, 'sandboxed');
    await page.getByRole('button', { name: 'Copy reply' }).waitFor();
    await expect(page.evaluate(() => [origin, navigator.clipboard === undefined])).resolves.toEqual([
      'null',
      true,
    ]);
    // The old way of copying is refused too, as some browsers do in such a frame.
    await page.evaluate(() => Reflect.set(document, 'execCommand', () => false));
    await page.getByRole('button', { name: 'Copy reply' }).click();
    const area = page.getByRole('textbox', { name: /Press Ctrl\+C/ });
    const reply = await area.inputValue();
    expect(reply).toContain('here is where your order HL-1042 stands.');
    expect(reply).toContain('- Enamel mug x2: shipped on 2026-02-01 with USPS 9400111899560000000000');
    expect(reply).toContain('Still to come: Poster x1.');
  });
});

describe('the order panel, for a connected channel', () => {
  const told = {
    status: 'sent' as const,
    number: '',
    url: '',
    says: 'accepted',
    orderNumber: 'SB-20418',
    tracking: 'in transit',
    lastScan: '2026-02-03 14:20:00Z DP Departed facility',
  };
  const actions = [
    { action: 'send-changes', label: 'Send Changes' },
    { action: 'recall', label: 'Recall Parcels' },
  ];

  it('shows what partner and carrier said last, and opens the order that another panel names', async () => {
    const [shipment] = order().shipments;
    if (shipment === undefined) throw new Error('The sample has a shipment');
    const { page, args } = await open(
      { panel: 'order', orders: ['HL-1042'] },
      { order: () => order({ shipments: [{ ...shipment, ...told, deliveredAt: '2026-02-05 09:12:00Z' }] }) },
    );
    await page.getByText('SB-20418').waitFor();
    await expect(page.locator('.card dt').allTextContents()).resolves.toEqual([
      'Warehouse says',
      'Warehouse order',
      'Parcel',
      'Last scan',
      'Delivered',
    ]);
    await page.getByText('3 Feb 2026, 14:20, DP Departed facility').waitFor();
    expect(args('order')).toEqual([{ orderId: 'HL-1042' }]);
  });

  it('D12: offers to send the change, and to recall where the partner takes none', async () => {
    const [shipment] = order().shipments;
    if (shipment === undefined) throw new Error('The sample has a shipment');
    let says = 'accepted';
    const server = {
      order: () => order({ actions, shipments: [{ ...shipment, ...told, says }] }),
      context: () => context(),
    };
    const { page } = await open({ panel: 'order' }, server);
    const box = page.locator('.card .message');
    await expect(box.getByRole('button').allTextContents()).resolves.toEqual(['Send Changes']);
    await box.getByRole('button', { name: 'Send Changes' }).click();
    await page.getByText('Sends the address of today to connected partners').waitFor();
    says = 'update refused: packed';
    await page.getByRole('button', { name: 'Back to the order' }).click();
    await page.getByText('update refused: packed').waitFor();
    await expect(box.getByRole('button').allTextContents()).resolves.toEqual(['Recall Parcels']);
  });
});

describe('the settings panel', () => {
  it('saves on Enter and shows what an order ID will look like', async () => {
    const { page, args } = await open(
      { panel: 'settings' },
      { context: () => context(), saveSettings: (settings) => ({ ...settings, prefix: 'HX' }) },
    );
    await page.getByRole('textbox', { name: 'Prefix of order IDs' }).fill('hx');
    await page.getByText('Backer 1042 becomes order hx-1042.').waitFor();
    await page.getByLabel('Lock-down date').fill('2026-12-01');
    await page.getByRole('textbox', { name: 'Campaign name' }).press('Enter');
    await page.getByText('Saved.').waitFor();
    await page.getByText('Backer 1042 becomes order HX-1042.').waitFor();
    expect(args('saveSettings')).toEqual([
      { campaignName: 'Harbour Lights', prefix: 'hx', lockDownDate: '2026-12-01', noNumberDays: 5 },
    ]);
  });

  it('keeps what was typed when saving is refused', async () => {
    const { page } = await open(
      { panel: 'settings' },
      {
        context: () => context(),
        saveSettings: () => {
          throw new Refusal('settings.prefix', 'The prefix may hold letters and digits only.');
        },
      },
    );
    await page.getByRole('textbox', { name: 'Prefix of order IDs' }).fill('a b');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The prefix may hold letters and digits only.').waitFor();
    await expect(page.getByRole('textbox', { name: 'Prefix of order IDs' }).inputValue()).resolves.toBe(
      'a b',
    );
  });
});

describe('Check This Spreadsheet', () => {
  it('runs part by part, says what did not hold, and gives one report', async () => {
    const { page, args } = await open(
      { panel: 'check' },
      { check: ({ part }) => ({ results: checks.slice(part, part + 1), more: part === 0 }) },
    );
    await page.getByRole('button', { name: 'Start the check' }).click();
    await page.getByRole('heading', { name: '1 check of 2 did not hold.' }).waitFor();
    await page.getByText('setRichTextValues keeps text that begins with').waitFor();
    await page.getByText('But saw: the note stayed in row 2').waitFor();
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the report' }).click();
    const file = await waiting;
    const report: unknown = JSON.parse(await readFile(await file.path(), 'utf8'));
    expect(report).toMatchObject({ product: 'Shipsheet', results: checks });
    expect(args('check')).toEqual([{ part: 0 }, { part: 1 }]);
  });
});
