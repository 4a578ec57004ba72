import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NEEDED_COLUMNS } from '../../../shared/partner-sheet/columns.ts';
import { leaveBrowser, sharedBrowser } from '../../support/browser.ts';
import { ask } from '../../support/sync-app.ts';
import { type Filled, fill, PRIVATE, presetOf, SECRET } from './fill.ts';
import { readPdf } from './read-pdf.ts';
import { type Served, servePacking } from './serve.ts';

const ROWS: readonly Filled[] = [
  { id: '1042-1', batch: 'US #2', items: { MUG: 2, NOTE: 1 } },
  { id: '1042-10', batch: 'US #10', items: { MUG: 1 }, name: 'Zoë <b>Müller</b>' },
  { id: '1043-1', batch: 'US #2', items: { MUG: 1 }, change: 'Address was: 9 Former Road. Tick “Seen”.' },
  { id: '1044-1', batch: 'US #2', items: { MUG: 1 }, refused: true },
  { id: '1045-1', batch: 'US #2', items: { LAMP: 1 }, name: 'ქეთევან', country: 'GE' },
  { id: '1046-1', batch: 'US #2', items: { MUG: 100 }, state: 'cancel asked' },
  { id: '1047-1', items: { NOTE: 3 }, number: '9400110898825022579493' },
  { id: '1048-1', items: { NOTE: 3 }, number: '1Z999AA10123456784', wiped: true, name: 'Bruno Gone' },
  { id: '1049-1', items: { NOTE: 50 }, shown: false },
];
const OTHERS: readonly Filled[] = [
  { id: '2001-1', items: { TUBE: 1 }, name: 'Carla Elsewhere' },
  { id: '2002-1', items: { TUBE: 1 }, state: 'cancel asked', number: '1Z999AA10123456784' },
];
const BARE = 'shows-little';
const ENDED = 'has-ended';
const DETACHED = 'detached';

let served: Served;
let browser: Browser;
const at = (path: string): string => `${served.url}/packing/${path}`;
const textOf = async (path: string): Promise<string> => (await ask(at(path))).text;
/** Ids of the list, as they stand. */
const listed = (page: string): string[] =>
  [...page.matchAll(/<th scope="row" class="id">([^<]*)</g)].map(([, id = '']) => id);

beforeAll(async () => {
  browser = await sharedBrowser();
  served = await servePacking('/worker');
  await fill(served.db, ROWS);
  await fill(served.db, OTHERS, { secret: 'another', channel: 'EU warehouse' });
  await fill(served.db, ROWS, {
    secret: BARE,
    preset: presetOf(NEEDED_COLUMNS, { language: 'de' }),
    channel: 'Bare',
  });
  const ended = await fill(served.db, ROWS, { secret: ENDED });
  await served.db
    .updateTable('partner_sheets')
    .set({ ended_at: new Date() })
    .where('connection_id', '=', ended)
    .execute();
  const detached = await fill(served.db, ROWS, { secret: DETACHED });
  await served.db
    .updateTable('campaigns')
    .set({ detached_at: new Date() })
    .where('id', '=', (sheets) =>
      sheets.selectFrom('partner_sheets').select('campaign_id').where('connection_id', '=', detached),
    )
    .execute();
});
afterAll(async () => {
  await leaveBrowser();
  await served.stop();
});

describe('the packing page', () => {
  it('says how it stands, and lists in pick order what has no number yet', async () => {
    const page = await textOf(SECRET);
    expect(page).toContain('<h1>3 new, 1 changed, 5 without a number, 1 to stop, 1 to check</h1>');
    expect(listed(page)).toEqual(['1045-1', '1043-1', '1044-1', '1042-1', '1042-10']);
    expect([...page.matchAll(/<h2>([^<]+)</g)].map(([, title]) => title)).toEqual([
      'Batch US #2',
      'Batch US #10',
    ]);
    expect(page).toMatch(
      /<th scope="row">MUG<\/th>\s*<td>Enamel mug, forest green<\/td><td class="n"><b>5<\/b>/,
    );
  });

  it('says what is not to be packed any more, and whose labels are to be written by hand', async () => {
    const page = await textOf(SECRET);
    expect(page).toContain('<b>Cancelled: do not pack:</b> 1046-1');
    expect(page).toMatch(/Write their labels by hand:<\/b> 1045-1</);
    expect(page).toContain('Address was: 9 Former Road.');
  });

  it('F8: takes for sent what was to be stopped and has a number', async () => {
    expect(await textOf('another?rows=all')).toMatch(
      /2002-1<\/th>[\s\S]*<span class="flag sent">Sent<\/span><small>1Z999/,
    );
    expect(await textOf('another')).not.toContain('2002-1');
  });

  it('lists the rows of a choice: by batch, new ones, changed ones, all', async () => {
    expect(listed(await textOf(`${SECRET}?batch=%3DUS%20%2310`))).toEqual(['1042-10']);
    expect(listed(await textOf(`${SECRET}?rows=changed`))).toEqual(['1043-1']);
    expect(listed(await textOf(`${SECRET}?rows=new&batch=%3DUS%20%232`))).toEqual(['1045-1', '1042-1']);
    expect(listed(await textOf(`${SECRET}?rows=all&batch=%3D`))).toEqual(['1047-1', '1048-1']);
    // What it does not know is as if it were not said.
    const odd = await textOf(`${SECRET}?rows=none&batch=US&part=-1&paper=a0&language=xx&batch=2`);
    expect(listed(odd)).toHaveLength(5);
  });

  it('speaks the language of the preset, or the one that is chosen', async () => {
    expect(await textOf(BARE)).toMatch(/<html lang="de">[\s\S]*<h1>3 neu, 1 geändert/);
    expect(await textOf(`${SECRET}?language=fr`)).toMatch(/<html lang="fr">[\s\S]*Unités à prélever/);
  });

  it('K1: shows nothing that the sheet does not show: no e-mail, order, tax, value or phone', async () => {
    const all = await textOf(`${SECRET}?rows=all`);
    const pdf = (await fetch(at(`${SECRET}/slips.pdf?rows=all`))).arrayBuffer();
    const { texts } = await readPdf(new Uint8Array(await pdf));
    for (const text of [all, texts.join('\n')])
      for (const secret of [...Object.values(PRIVATE), '77.25', '512 555', '333'])
        expect(text).not.toContain(secret);
    const bare = await textOf(`${BARE}?rows=all`);
    expect(listed(bare)).toHaveLength(8);
    for (const secret of ['Backer', 'Main Street', 'Austin', 'United States', 'MUG', 'mug', 'US #2'])
      expect(bare).not.toContain(secret);
  });

  it('K2: shows the parcels of its own channel alone, and only those that stand in the sheet', async () => {
    const page = await textOf(`${SECRET}?rows=all`);
    expect(listed(page)).not.toContain('1049-1');
    expect(page).not.toContain('Carla Elsewhere');
    expect(listed(await textOf('another'))).toEqual(['2001-1']);
  });

  it('K8: shows no name that was removed, and its number', async () => {
    const page = await textOf(`${SECRET}?rows=all`);
    expect(page).not.toContain('Bruno Gone');
    expect(page).toContain('(removed)<small>United States</small>');
    expect(page).toContain('1Z999AA10123456784');
  });

  it('shows text as text', async () => {
    const page = await textOf(SECRET);
    expect(page).toContain('Zoë &lt;b&gt;Müller&lt;/b&gt;');
    expect(page).not.toContain('<b>Müller');
  });

  it('is a page in plain words where nobody has the secret, the sheet has ended, or its campaign is connected no more', async () => {
    for (const path of [
      'nobodys',
      ENDED,
      DETACHED,
      `${'x'.repeat(500)}`,
      `${SECRET}x/slips.pdf`,
      `${SECRET}/other`,
    ]) {
      const { status, text, headers } = await ask(at(path));
      expect(status).toBe(404);
      expect(text).toContain('This packing page is not there any more.');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('keeps its secret: no copies, no referrer, no search engine, nothing of other addresses', async () => {
    const { headers, text } = await ask(at(SECRET));
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(text).not.toMatch(/<script|style="|(?:href|src|action)="https?:/);
  });

  it('takes a slash too many', async () => {
    const got = await ask(at(`${SECRET}/`));
    expect(got.status).toBe(308);
    expect(new URL(got.headers.get('location') ?? '', at(`${SECRET}/`)).href).toBe(at(SECRET));
  });
});

describe('the packing slips of the page', () => {
  it('are one PDF of what is chosen, in pick order, in the size and language that are asked for', async () => {
    const response = await fetch(at(`${SECRET}/slips.pdf?paper=a4&language=de&batch=%3DUS%20%232`));
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toBe('inline; filename="packzettel-a4-1.pdf"');
    const { texts, sizes } = await readPdf(new Uint8Array(await response.arrayBuffer()));
    expect(texts.map((text) => text.split('\n').slice(0, 2))).toEqual(
      ['1045-1', '1043-1', '1044-1', '1042-1'].map((id) => ['Packzettel', id]),
    );
    expect(sizes[0]?.[0]).toBeCloseTo(595.28, 1);
  });
});

describe('a person at the packing table', () => {
  it('chooses a batch, and opens its slips, on a telephone without a script', async () => {
    const context = await browser.newContext({
      viewport: { width: 390, height: 800 },
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    await page.goto(at(SECRET));
    await page.getByLabel('Batch').selectOption('US #10');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await page.getByRole('rowheader', { name: '1042-10' }).count()).toBe(1);
    expect(await page.getByRole('rowheader', { name: '1042-1', exact: true }).count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe(new URL(at(SECRET)).pathname);
    const form = page.locator('form[target=_blank]');
    const query = new URLSearchParams({
      batch: '=US #10',
      rows: 'open',
      part: '1',
      paper: '4x6',
      language: 'en',
    });
    expect(
      await form.locator('[name]').evaluateAll((all) => all.map((one) => one.getAttribute('name'))),
    ).toEqual([...query.keys()]);
    const slips = await page.request.get(
      `${new URL((await form.getAttribute('action')) ?? '', page.url()).href}?${query}`,
    );
    expect((await readPdf(new Uint8Array(await slips.body()))).texts).toHaveLength(1);
    const wider = await page.locator('html').evaluate((html) => html.scrollWidth > html.clientWidth);
    expect(wider).toBe(false);
    await context.close();
  });

  it('prints the list with its header on each page, without its buttons, on A4 and Letter', async () => {
    await fill(
      served.db,
      Array.from({ length: 1_100 }, (_, n) => ({ id: `${5_000 + n}-1`, items: { MUG: 1 } })),
      { secret: 'many', channel: 'Many' },
    );
    const page = await browser.newPage();
    await page.goto(at('many?batch='));
    expect(await page.locator('.parts').innerText()).toMatch(/Parcels 1 to 1,000 of 1,100/);
    await page.getByRole('link', { name: 'Next' }).click();
    await page.waitForURL(/part=2/);
    expect(listed(await page.content())).toHaveLength(100);
    for (const format of ['A4', 'Letter']) {
      const { texts, sizes } = await readPdf(new Uint8Array(await page.pdf({ format })));
      expect(Math.abs((sizes[0]?.[0] ?? 0) - (format === 'A4' ? 595.28 : 612))).toBeLessThan(1);
      expect(texts.length).toBeGreaterThan(2);
      for (const [n, text] of texts.entries()) {
        expect(text).toMatch(/Shipment\s+Contents\s+Ship to/);
        expect(text).toContain(`${n + 1} / ${texts.length}`);
        expect(text).not.toMatch(/Show|Reload|PDF/);
      }
      expect(texts.join('\n').match(/Backer 6\d\d\d-1/g)).toHaveLength(100);
    }
    await page.close();
  });
});
