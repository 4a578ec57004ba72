/** What is on the pages of a PDF, and what a scanner would read there. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { extractText, getDocumentProxy } from 'unpdf';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

export interface ReadPdf {
  /** In points, by page. */
  readonly sizes: readonly (readonly [width: number, height: number])[];
  readonly texts: readonly string[];
}
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  // The reader takes the bytes for itself.
  const pdf = await getDocumentProxy(bytes.slice());
  const sizes: [number, number][] = [];
  for (let n = 1; n <= pdf.numPages; n += 1) {
    const [left = 0, bottom = 0, right = 0, top = 0] = (await pdf.getPage(n)).view;
    sizes.push([right - left, top - bottom]);
  }
  const { text } = await extractText(pdf, { mergePages: false });
  return { sizes, texts: text };
}

/** The drawing of each page, as it stands in the file. */
function drawingsOf(bytes: Uint8Array): string[] {
  const file = Buffer.from(bytes);
  const drawings: string[] = [];
  for (let at = file.indexOf('stream\n'); at >= 0; at = file.indexOf('stream\n', at + 1)) {
    if (file.subarray(at - 3, at).toString('latin1') === 'end') continue;
    const end = file.indexOf('\nendstream', at);
    const drawing = inflateSync(file.subarray(at + 'stream\n'.length, end)).toString('latin1');
    // Pages turn the axis; fonts are streams too.
    if (drawing.startsWith('1 0 0 -1 0 ')) drawings.push(drawing);
  }
  return drawings;
}

interface Bar {
  readonly x: number;
  readonly width: number;
}
/** The filled rectangles of each page, in points from the left. */
export function barsOf(bytes: Uint8Array): Bar[][] {
  return drawingsOf(bytes).map((drawing) => {
    const filled = /((?:[\d.]+ [\d.]+ [\d.]+ [\d.]+ re\s+)+)f\b/.exec(drawing)?.[1] ?? '';
    return Array.from(filled.matchAll(/([\d.]+) [\d.]+ ([\d.]+) [\d.]+ re/g), ([, x, width]) => ({
      x: Number(x),
      width: Number(width),
    }));
  });
}

prepareZXingModule({
  overrides: {
    wasmBinary: new Uint8Array(
      readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')),
    ).buffer,
  },
});

/** What a scanner reads of bars that a printer of that many dots to the inch has printed, with nothing beside them. */
export async function scanned(bars: readonly Bar[], dpi: number, pageWidth: number): Promise<string[]> {
  const dot = (points: number): number => Math.round((points * dpi) / 72);
  const width = dot(pageWidth);
  const height = 60;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const { x, width: wide } of bars)
    for (let column = dot(x); column < dot(x + wide); column += 1)
      for (let line = 10; line < height - 10; line += 1)
        data.fill(0, (line * width + column) * 4, (line * width + column) * 4 + 3);
  const image: ImageData = { data, width, height, colorSpace: 'srgb' };
  const found = await readBarcodes(image, { formats: ['Code128'] });
  return found.map(({ text }) => text);
}
