/**
 * slips: 1,000 packing slips, label size, as one PDF from parcels that are made up: addresses of many countries, in Latin,
 * Cyrillic, Greek, Chinese, Japanese, Korean, Arabic, Hebrew and Thai letters. In a process of its own: `seconds` from the
 * rows to the last byte, its start not counted, and `memoryMb` at its peak. Baseline: as many pages with as many lines of
 * text in a font of the PDF's own, without barcodes.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import PDFDocument from 'pdfkit';
import { PAPER } from '../../worker/packing/paper.ts';
import { addressLines, type PackingRow } from '../../worker/packing/rows.ts';
import { writeSlips } from '../../worker/packing/slips.ts';
import { startChild } from '../support/child.ts';
import { median, report } from './report.ts';

const COUNT = 1_000;
const RUNS = 3;

/** Name, street, town, postal code, region. Of ten parcels seven go where Latin letters are written. */
const PEOPLE = [
  ['Zoë Müller-Łukasiewicz', 'Straße des 17. Juni', 'Berlin', '10623', 'DE'],
  ['Jean-François Lefèvre', 'rue de l’Œuvre', 'Orléans', '45000', 'FR'],
  ['Ada Fitzgerald', 'Sunset Boulevard', 'Los Angeles', '90026', 'US'],
  ['Žofie Dvořáková', 'Náměstí Míru', 'Praha', '120 00', 'CZ'],
  ['Nguyễn Thị Hồng', 'Đường Nguyễn Huệ', 'Hồ Chí Minh', '700000', 'VN'],
  ['Maya Johnson', 'Market Street', 'San Francisco', '94103', 'US'],
  ['Oliver Smith', 'High Street', 'London', 'SW1A 1AA', 'GB'],
  ['山田太郎', '千代田区丸の内', '東京都', '100-0005', 'JP'],
  ['Олена Шевченко', 'вулиця Хрещатик', 'Київ', '01001', 'UA'],
  ['Γιώργος Παπαδόπουλος', 'Λεωφόρος Συγγρού', 'Αθήνα', '117 43', 'GR'],
  ['김민수', '강남구 테헤란로', '서울특별시', '06236', 'KR'],
  ['陳大文', '信義路五段', '臺北市', '110', 'TW'],
  ['王小明', '南京东路', '上海市', '200001', 'CN'],
  ['محمد الأحمد', 'شارع الملك فهد', 'الرياض', '11564', 'SA'],
  ['דנה לוי', 'רחוב הרצל', 'תל אביב', '6578901', 'IL'],
  ['สมชาย ใจดี', 'ถนนสุขุมวิท', 'กรุงเทพมหานคร', '10110', 'TH'],
] as const;
/** A character of the addresses that is another on each parcel, so that many files of the fonts are needed. */
const EASTERN = Array.from({ length: 800 }, (_, n) => String.fromCodePoint(0x4e00 + n * 7));

/** The same rows in each run: what looks random is a hash of the number. */
function rowOf(n: number): PackingRow {
  const random = createHash('sha256').update(String(n)).digest();
  const pick = (at: number, most: number): number => random.readUInt16BE(at) % most;
  const [name, street, city, postalCode, region] =
    PEOPLE[pick(0, 10) < 7 ? pick(2, 7) : 7 + pick(2, PEOPLE.length - 7)] ?? PEOPLE[0];
  const eastern = region === 'JP' || region === 'CN' || region === 'TW' ? (EASTERN[pick(4, 800)] ?? '') : '';
  const lines = Array.from({ length: 1 + pick(6, 6) }, (_, line) => ({
    sku: `ITEM-${pick(8, 40) + line * 40}`,
    name: `Item ${pick(8, 40) + line * 40}, with the name that the shop gave it, and its colour`,
    quantity: 1 + pick(10, 4),
  }));
  return {
    id: `${10_000 + n}-1`,
    state: pick(12, 20) === 0 ? 'changed' : 'new',
    number: '',
    batch: `3PL #${1 + (n % 7)}`,
    lines,
    units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    weight: '',
    to: {
      name: `${name}${eastern}`,
      address1: `${street} ${1 + pick(14, 200)}`,
      address2: '',
      city,
      state: '',
      postalCode,
      country: region,
      phone: '+49 30 1234567',
    },
    region,
    change: '',
  };
}
const rows = Array.from({ length: COUNT }, (_, n) => rowOf(n));

/** Counts what comes, and keeps none of it. */
function counter(): { out: Writable; bytes: () => number } {
  let bytes = 0;
  const out = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.byteLength;
      done();
    },
  });
  return { out, bytes: () => bytes };
}

async function plain(out: Writable): Promise<void> {
  const { width, height, margin, size } = PAPER['4x6'];
  const pdf = new PDFDocument({ size: [width, height], margin: 0, autoFirstPage: false, font: 'Helvetica' });
  pdf.pipe(out);
  for (const row of rows) {
    pdf.addPage().fontSize(size);
    const texts = [
      row.id,
      row.batch,
      ...addressLines(row),
      ...row.lines.flatMap(({ sku, name, quantity }) => [sku, name, String(quantity)]),
    ];
    for (const [at, text] of texts.entries())
      pdf.text(text.replace(/[^\x20-\x7e]/g, 'x'), margin, margin + at * size * 1.3, { lineBreak: false });
  }
  pdf.end();
  await once(out, 'finish');
}

async function measured(way: string): Promise<void> {
  const { out, bytes } = counter();
  const begun = performance.now();
  if (way === 'plain') await plain(out);
  else await writeSlips(rows, { paper: '4x6', language: 'en' }, out);
  const seconds = (performance.now() - begun) / 1_000;
  // On Linux in kB, elsewhere too.
  const memoryMb = process.resourceUsage().maxRSS / 1_024;
  console.log(JSON.stringify({ seconds, memoryMb, megabytes: bytes() / 1e6 }));
}

interface Measured {
  readonly seconds: number;
  readonly memoryMb: number;
  readonly megabytes: number;
}
function isMeasured(value: unknown): value is Measured {
  return typeof value === 'object' && value !== null && 'seconds' in value && 'memoryMb' in value;
}
async function inChild(program: string, way: string): Promise<Measured> {
  const child = startChild(program, [way]);
  const said: unknown = JSON.parse(await child.line());
  if (!isMeasured(said)) throw new Error('The process did not say what it measured');
  await child.end();
  return said;
}

async function main(program: string): Promise<void> {
  const slips: Measured[] = [];
  const plains: Measured[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    plains.push(await inChild(program, 'plain'));
    slips.push(await inChild(program, 'slips'));
  }
  const middle = (key: keyof Measured, of: readonly Measured[]): number => median(of.map((one) => one[key]));
  report('slips', [
    { metric: 'seconds', value: middle('seconds', slips), unit: 's', baseline: middle('seconds', plains) },
    {
      metric: 'memoryMb',
      value: middle('memoryMb', slips),
      unit: 'MB',
      baseline: middle('memoryMb', plains),
    },
    { metric: 'pdfMb', value: middle('megabytes', slips), unit: 'MB', baseline: middle('megabytes', plains) },
  ]);
}

const [, program = '', way] = process.argv;
if (way === undefined) await main(program);
else await measured(way);
