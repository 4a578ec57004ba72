import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { DOT } from '../../../worker/packing/barcode.ts';
import type { PaperName } from '../../../worker/packing/paper.ts';
import type { PackingRow } from '../../../worker/packing/rows.ts';
import { type SlipOptions, unprintable, writeSlips } from '../../../worker/packing/slips.ts';
import { packing } from './made.ts';
import { barsOf, type ReadPdf, readPdf, scanned } from './read-pdf.ts';

async function bytesOf(rows: readonly PackingRow[], options: Partial<SlipOptions> = {}): Promise<Uint8Array> {
  const out = new PassThrough();
  const whole = buffer(out);
  await writeSlips(rows, { paper: '4x6', language: 'en', ...options }, out);
  return new Uint8Array(await whole);
}
const slips = async (rows: readonly PackingRow[], options: Partial<SlipOptions> = {}): Promise<ReadPdf> =>
  readPdf(await bytesOf(rows, options));

describe('a packing slip', () => {
  it('says who gets what: shipment, batch, address, contents and the units in all', async () => {
    const row = packing('1042-1', { batch: 'US 3PL #7', items: { MUG: 2, NOTE: 1 }, weight: '1250' });
    const { texts } = await slips([row]);
    expect(texts).toHaveLength(1);
    expect(texts[0]?.split('\n')).toEqual([
      'Packing slip',
      '1042-1',
      'Batch US 3PL #7',
      'Ship to',
      'Ada Fitzgerald',
      '12 Main Street',
      'Austin, TX 78701',
      'United States',
      'Quantity SKU Item',
      '2 MUG The mug',
      '1 NOTE The note',
      'Total: 3 units · 1250 g',
      'Page 1 of 1',
    ]);
  });

  it('comes in each size of paper', async () => {
    const sizes: Record<PaperName, number[]> = {
      '4x6': [288, 432],
      a4: [595.28, 841.89],
      letter: [612, 792],
    };
    for (const paper of ['4x6', 'a4', 'letter'] as const) {
      const [size = []] = (await slips([packing('1-1')], { paper })).sizes;
      for (const [at, points] of sizes[paper].entries()) expect(size[at]).toBeCloseTo(points, 1);
    }
  });

  it('speaks the language that is asked for', async () => {
    const row = packing('1-1', { state: 'changed', batch: 'EU #3' });
    const { texts: german } = await slips([row], { language: 'de' });
    expect(german[0]).toMatch(
      /Packzettel[\s\S]*Charge EU #3[\s\S]*Geändert[\s\S]*Empfänger[\s\S]*Summe: 1 Stück[\s\S]*Seite 1 von 1/,
    );
    const { texts: french } = await slips([row], { language: 'fr' });
    expect(french[0]).toMatch(/Bon de préparation[\s\S]*Lot EU #3[\s\S]*Modifié/);
    const { texts: spanish } = await slips([row], { language: 'es' });
    expect(spanish[0]).toMatch(/Hoja de preparación[\s\S]*Lote EU #3[\s\S]*Cambiado/);
  });

  it('has a barcode that a scanner reads as the shipment id, on each page', async () => {
    const items = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`PART-${n}`, 1]));
    const rows = [packing('1042-1'), packing('77-12', { items })];
    const pages = barsOf(await bytesOf(rows));
    const read = await Promise.all(pages.map((bars) => scanned(bars, 203, 288)));
    expect(pages.length).toBeGreaterThan(2);
    expect(read).toEqual([['1042-1'], ...pages.slice(1).map(() => ['77-12'])]);
    // Where the printer has its dots.
    for (const { x } of pages[0] ?? []) expect(Math.abs(x / DOT - Math.round(x / DOT))).toBeLessThan(0.01);
  });

  it('has no page with the total alone, however many items fit', async () => {
    for (const count of [11, 12, 13]) {
      const items = Object.fromEntries(Array.from({ length: count }, (_, at) => [`ITEM-${at}`, 1]));
      const { texts } = await slips([packing('1042-1', { items })]);
      for (const page of texts) if (page.includes('Total:')) expect(page).toMatch(/1 ITEM-\d+/);
    }
  });

  it('goes on over more pages where the contents are long, each with its number and with whole rows', async () => {
    const items = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`PART-${n}`, n + 1]));
    const { texts } = await slips([packing('1048-1', { items })]);
    expect(texts.length).toBeGreaterThan(1);
    for (const [at, text] of texts.entries()) {
      expect(text).toContain(`Page ${at + 1} of ${texts.length}`);
      expect(text).toContain('1048-1');
    }
    const whole = texts.join('\n');
    for (let n = 0; n < 40; n += 1) expect(whole).toContain(`${n + 1} PART-${n} The part-${n}`);
    expect(whole.match(/Total: 820 units/g)).toHaveLength(1);
  });

  it('breaks a name that is longer than a page, and loses nothing of it', async () => {
    const words = Array.from({ length: 900 }, (_, n) => `word${n}`);
    const row = { ...packing('1-1'), lines: [{ sku: 'MUG', name: words.join(' '), quantity: 1 }] };
    const { texts } = await slips([row]);
    expect(texts.length).toBeGreaterThan(2);
    expect(texts.join(' ').match(/word\d+/g)).toEqual(words);
  });

  it('of a name as long as a book is made while others are answered, and ends', async () => {
    for (const [name, region] of [
      ['Ab1'.repeat(9_000), 'US'],
      ['漢字東京都'.repeat(400), 'JP'],
    ] as const) {
      let longest = 0;
      let last = performance.now();
      const timer = setInterval(() => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }, 5);
      const { texts } = await slips([packing('1-1', { region, to: { name } })]);
      clearInterval(timer);
      expect(texts.length).toBeGreaterThan(1);
      expect(texts.join('').length).toBeLessThan(15_000);
      // It took half a minute, and nobody else was answered.
      expect(longest).toBeLessThan(3_000);
    }
  }, 30_000);

  it('has room for the rest below an id and a batch of any length', async () => {
    const row = packing('9'.repeat(3_000), { batch: 'batch '.repeat(1_000) });
    for (const paper of ['4x6', 'a4'] as const) {
      const { texts } = await slips([row], { paper });
      expect(texts.join('\n')).toContain('1 MUG The mug');
      expect(texts.length).toBeLessThan(3);
    }
  });

  it('marks what was changed, and is not made for what is cancelled', async () => {
    const rows = [
      packing('1-1', { state: 'changed', change: 'Address was: 1 Old Street' }),
      packing('2-1', { state: 'cancelling' }),
      packing('3-1', { state: 'cancelled' }),
      packing('4-1', { state: 'sent' }),
    ];
    const { texts } = await slips(rows);
    expect(texts.map((text) => text.split('\n')[1])).toEqual(['1-1', '4-1']);
    expect(texts[0]).toContain('Changed: check before packing');
    // It goes into the box: where somebody else lives is nobody's business there.
    expect(texts[0]).not.toContain('Old Street');
  });

  it('has no address and no contents where the preset shows none', async () => {
    const row = packing('1-1', {
      lines: [],
      units: null,
      region: '',
      to: { name: '', address1: '', city: '', state: '', postalCode: '', country: '' },
    });
    expect((await slips([row])).texts[0]?.split('\n')).toEqual(['Packing slip', '1-1', 'Page 1 of 1']);
  });
});

describe('letters on a slip', () => {
  /** As it is read: marks that sit on a letter are drawn by themselves, without a letter of their own. */
  const addressed = async (name: string, address1: string, region: string): Promise<string> => {
    const { texts } = await slips([packing('1-1', { region, to: { name, address1 } })]);
    return (texts[0] ?? '').replace(/(?!\n)\p{Cc}/gu, '').replace(/[^\S\n]+/g, ' ');
  };

  it('are printed in what backers write', async () => {
    for (const [name, street, region] of [
      ['Zoë Müller-Łukasiewicz', 'Straße des 17. Juni', 'DE'],
      ['Nguyễn Thị Hồng', 'Đường Nguyễn Huệ', 'VN'],
      ['Γιώργος Παπαδόπουλος', 'Λεωφόρος Συγγρού', 'GR'],
      ['Олена Шевченко', 'вулиця Хрещатик', 'UA'],
      ['山田 太郎', '東京都千代田区丸の内1丁目9-1', 'JP'],
      ['王小明', '南京东路 龙门', 'CN'],
      ['陳大文', '信義路五段 臺北', 'TW'],
      ['김민수', '강남구 테헤란로 152', 'KR'],
      ['王小明', '山田 太郎 김민수', 'US'],
    ] as const) {
      const text = await addressed(name, street, region);
      expect(text).toContain(name);
      expect(text).toContain(street);
      expect(text).not.toContain('could not be printed');
    }
  });

  it('stand from right to left where they are written so, numbers and brackets as they are read', async () => {
    const text = await addressed('דנה לוי (עבודה)', 'רחוב הרצל 12, דירה 3', 'IL');
    // The reader tells words in their own order, and the words of a line as they stand from the left.
    expect(text).toContain('(עבודה) דנה לוי');
    expect(text).toContain('3 דירה ,12 רחוב הרצל');
    expect(
      await unprintable([
        packing('1-1', { region: 'SA', to: { name: 'محمد الأحمد', address1: 'شارع الملك فهد 12' } }),
      ]),
    ).toEqual([]);
    expect(
      await unprintable([packing('1-1', { region: 'TH', to: { name: 'สมชาย ใจดี', city: 'กรุงเทพมหานคร' } })]),
    ).toEqual([]);
  });

  it('that no font has leave a box, and a word to write the label by hand', async () => {
    const rows = [
      packing('1-1'),
      packing('2-1', { to: { name: 'ქეთევან 😀' } }),
      packing('3-1', { items: { 'SKU-𓀀': 1 } }),
    ];
    const { texts } = await slips(rows);
    expect(texts.map((text) => text.includes('could not be printed'))).toEqual([false, true, true]);
    expect(await unprintable(rows)).toEqual(['2-1', '3-1']);
    expect(await unprintable([packing('4-1', { state: 'cancelled', to: { name: '😀' } })])).toEqual([]);
  });

  it('without ink are no matter: joiners, variation selectors, line ends and control characters', async () => {
    const rows = [packing('1-1', { to: { name: 'Ada\u200b Fitz\ufe0fgerald\u0007', address1: 'a\r\nb' } })];
    expect(await unprintable(rows)).toEqual([]);
    expect((await slips(rows)).texts[0]).toContain('Ada Fitzgerald\na b');
  });
});

describe('a document of many slips', () => {
  const many = Array.from({ length: 60 }, (_, n) => packing(`${n}-1`));

  it('waits for whoever reads it slowly, and is the same', async () => {
    const chunks: Uint8Array[] = [];
    let most = 0;
    const slow: Writable = new Writable({
      highWaterMark: 4_096,
      write(chunk: Uint8Array, _encoding, done) {
        most = Math.max(most, slow.writableLength);
        chunks.push(chunk);
        setImmediate(done);
      },
    });
    await writeSlips(many, { paper: '4x6', language: 'en' }, slow);
    expect((await readPdf(new Uint8Array(Buffer.concat(chunks)))).texts).toHaveLength(60);
    expect(most).toBeLessThan(64_000);
  });

  it('stops when nobody listens any more', async () => {
    const out = new PassThrough();
    let taken = 0;
    out.on('data', (chunk: Uint8Array) => {
      taken += chunk.byteLength;
      out.destroy();
    });
    await writeSlips(many, { paper: '4x6', language: 'en' }, out);
    expect(taken).toBeLessThan(20_000);
  });

  it('of none is a document without pages', async () => {
    expect(Buffer.from(await bytesOf([])).toString('latin1')).toMatch(
      /^%PDF-[\s\S]*\/Count 0[\s\S]*%%EOF\s*$/,
    );
  });
});
