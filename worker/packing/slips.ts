/** Packing slips of many parcels as one PDF. */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { PACKING_WORDS } from '../../shared/partner-sheet/packing-words.ts';
import type { Language } from '../../shared/partner-sheet/preset.ts';
import { isLive } from './order.ts';
import { PAPER, type PaperName } from './paper.ts';
import { addressLines, type PackingRow } from './rows.ts';
import { layoutSlip, type SlipPage } from './slip-layout.ts';
import { createText, missingIn, type Text } from './text.ts';

export interface SlipOptions {
  readonly paper: PaperName;
  readonly language: Language;
}

/**
 * Writes a slip for each parcel that is not cancelled, in their order, into `out` and ends it. As pages are ready: neither
 * the document nor all that a slow reader has not taken is held, and others have their turn between two slips.
 * Ends early, without an error, when `out` is closed.
 */
export async function writeSlips(
  rows: readonly PackingRow[],
  { paper: name, language }: SlipOptions,
  out: Writable,
): Promise<void> {
  const paper = PAPER[name];
  const pdf = new PDFDocument({
    size: [paper.width, paper.height],
    margin: 0,
    autoFirstPage: false,
    // None of the PDF's own: they have no Greek, and no Polish.
    font: '',
    lang: language,
    displayTitle: true,
    info: { Title: PACKING_WORDS[language].packingSlips, Producer: 'Shipsheet', Creator: 'Shipsheet' },
  });
  pdf.pipe(out);
  const text = createText(pdf);
  const gone = new Promise<void>((resolve) => out.once('close', resolve));
  for (const row of rows.filter(isLive)) {
    for (const page of await layoutSlip(row, paper, language, text)) {
      pdf.addPage();
      draw(pdf, page, text, paper.barHeight);
    }
    await setImmediate();
    if (out.writableNeedDrain) await Promise.race([once(out, 'drain').catch(() => undefined), gone]);
    if (out.destroyed) return;
  }
  pdf.end();
  await Promise.race([once(out, 'finish').catch(() => undefined), gone]);
}

function draw(pdf: InstanceType<typeof PDFDocument>, page: SlipPage, text: Text, barHeight: number): void {
  for (const mark of page) {
    switch (mark.kind) {
      case 'text':
        text.draw(mark.line, mark.x, mark.y);
        break;
      case 'bars':
        for (const { x, width } of mark.barcode.bars) pdf.rect(mark.x + x, mark.y, width, barHeight);
        pdf.fill();
        break;
      case 'rule':
        pdf
          .lineWidth(mark.bold ? 1 : 0.35)
          .moveTo(mark.x, mark.y)
          .lineTo(mark.x + mark.width, mark.y)
          .stroke();
        break;
      case 'box':
        pdf.lineWidth(0.9).rect(mark.x, mark.y, mark.width, mark.height).stroke();
        break;
    }
  }
}

/** Ids of parcels on whose slips a box stands for a letter: their labels are to be written by hand. */
export async function unprintable(rows: readonly PackingRow[]): Promise<string[]> {
  const ids: string[] = [];
  for (const row of rows.filter(isLive)) {
    const texts = [
      ...addressLines(row),
      row.id,
      row.batch,
      ...row.lines.flatMap(({ sku, name }) => [sku, name]),
    ];
    const missing = await missingIn(texts.join(' '), row.region);
    if (missing.length > 0) ids.push(row.id);
  }
  return ids;
}
