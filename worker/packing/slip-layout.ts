/** Where what stands on the pages of one packing slip: measured before it is drawn, so that page 1 knows of how many. */
import { PACKING_WORDS } from '../../shared/partner-sheet/packing-words.ts';
import type { Language } from '../../shared/partner-sheet/preset.ts';
import { type Barcode, barcodeOf } from './barcode.ts';
import type { Paper } from './paper.ts';
import { addressLines, type PackingLine, type PackingRow } from './rows.ts';
import type { Line, Style, Text } from './text.ts';
import { count, MORE_WORDS } from './words.ts';

/** Points from the top left corner of the page. */
export type Mark =
  | { readonly kind: 'text'; readonly line: Line; readonly x: number; readonly y: number }
  | { readonly kind: 'bars'; readonly barcode: Barcode; readonly x: number; readonly y: number }
  | {
      readonly kind: 'rule';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly bold: boolean;
    }
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    };
export type SlipPage = readonly Mark[];

/** Of one line to the size of its letters. */
const LEADING = 1.32;
const GAP = 6;
/** Of the head that stands on each page: it must leave room for the rest. */
const HEAD_LINES = { id: 5, batch: 3 } as const;

/** The pages of a parcel's slip; more than one where the contents are long. */
export async function layoutSlip(
  row: PackingRow,
  paper: Paper,
  language: Language,
  text: Text,
): Promise<SlipPage[]> {
  const words = PACKING_WORDS[language];
  const { margin, size } = paper;
  const width = paper.width - 2 * margin;
  const right = margin + width;
  const bottom = paper.height - margin;
  const pages: Mark[][] = [];
  let marks: Mark[] = [];
  let y = 0;
  let missing = 0;

  const put = (line: Line, x: number, at = y): void => {
    marks.push({ kind: 'text', line, x, y: at });
    missing += line.missing;
  };
  const putAll = (lines: readonly Line[], x: number): void => {
    for (const line of lines) {
      need(line.size * LEADING);
      put(line, x);
      y += line.size * LEADING;
    }
  };
  const rule = (bold = false): void => {
    marks.push({ kind: 'rule', x: margin, y, width, bold });
  };
  /** A new page where so much does not fit any more. */
  const need = (height: number): void => {
    if (y + height > bottom) begin();
  };

  const small: Style = { size: size * 0.9 };
  const strong: Style = { size, bold: true };
  const title = await text.line(words.packingSlip, { ...small, bold: true });
  const ids = await text.wrap(row.id, width, { size: size * 1.75, bold: true });
  const id = ids.slice(0, HEAD_LINES.id);
  const batches =
    row.batch === '' ? [] : await text.wrap(`${words.batch} ${row.batch}`, width, { size: size * 1.1 });
  const batch = batches.slice(0, HEAD_LINES.batch);
  const barcode = barcodeOf(row.id, width);
  const changed = row.state === 'changed' ? await text.wrap(words.changed, width - 2 * GAP, strong) : [];

  /** Each page tells whose it is: pages part. */
  function begin(): void {
    marks = [];
    pages.push(marks);
    y = margin;
    put(title, margin);
    y += size * LEADING + GAP / 2;
    putAll(id, margin);
    putAll(batch, margin);
    if (barcode !== null) {
      y += GAP / 2;
      marks.push({ kind: 'bars', barcode, x: margin, y });
      y += paper.barHeight;
    }
    y += GAP;
    if (changed.length > 0) {
      const height = changed.length * size * LEADING + GAP;
      marks.push({ kind: 'box', x: margin, y, width, height });
      y += GAP / 2;
      putAll(changed, margin + GAP);
      y += GAP * 1.5;
    }
  }
  begin();

  const address = addressLines(row);
  if (address.length > 0) {
    rule(true);
    y += GAP;
    put(await text.line(words.shipTo, { ...small, bold: true }), margin);
    y += size * LEADING;
    const style: Style = { size: paper.addressSize, country: row.region };
    for (const part of address) putAll(await text.wrap(part, width, style), margin);
    y += GAP;
  }

  const table = {
    box: margin,
    /** Right edge. */
    quantity: margin + size * 4.6,
    sku: margin + size * 5.4,
  };
  const named = row.lines.some(({ name, sku }) => name !== '' && name !== sku);
  const item = named ? table.sku + (right - table.sku) * 0.36 : right;
  async function tableHead(): Promise<void> {
    rule(true);
    y += GAP / 2;
    const quantity = await text.line(words.quantity, small);
    put(quantity, Math.max(margin, table.quantity - quantity.width));
    put(await text.line(words.sku, small), table.sku);
    if (named) put(await text.line(words.item, small), item);
    y += size * LEADING;
    rule();
    y += GAP / 2;
  }
  /** `below`: what must stand on the same page. */
  async function tableRow({ sku, name, quantity }: PackingLine, below: number): Promise<void> {
    const skus = await text.wrap(sku, item - table.sku - (named ? GAP : 0), strong);
    const names = named ? await text.wrap(name, right - item, { size }) : [];
    const lines = Math.max(skus.length, names.length);
    const height = lines * size * LEADING + GAP;
    // A row that fits on a page stays together.
    if (y + height + below > bottom) {
      begin();
      await tableHead();
    }
    marks.push({ kind: 'box', x: table.box, y: y + size * 0.12, width: size, height: size });
    const amount = await text.line(count(quantity, language), strong);
    put(amount, table.quantity - amount.width);
    for (let at = 0; at < lines; at += 1) {
      if (y + size * LEADING > bottom) {
        begin();
        await tableHead();
      }
      const [left, name] = [skus[at], names[at]];
      if (left !== undefined) put(left, table.sku);
      if (name !== undefined) put(name, item);
      y += size * LEADING;
    }
    y += GAP / 2;
    rule();
    y += GAP / 2;
  }
  const total = [
    ...(row.units === null ? [] : [`${words.total}: ${words.units(row.units)}`]),
    ...(row.weight === '' ? [] : [MORE_WORDS[language].weight(row.weight)]),
  ].join(' · ');
  const totals = total === '' ? [] : await text.wrap(total, width, small);
  if (row.lines.length > 0) {
    need(size * LEADING * 3 + GAP);
    await tableHead();
    // The total does not stand alone on a page: the last of several rows goes with it.
    const last = row.lines.length - 1;
    for (const [at, line] of row.lines.entries())
      await tableRow(line, at === last && at > 0 ? totals.length * size * LEADING : 0);
  }
  putAll(totals, margin);
  if (missing > 0) {
    y += GAP / 2;
    putAll(await text.wrap(MORE_WORDS[language].unprinted, width, strong), margin);
  }
  for (const [at, page] of pages.entries()) {
    const line = await text.line(words.page(at + 1, pages.length), small);
    page.push({ kind: 'text', line, x: right - line.width, y: margin });
  }
  return pages;
}
