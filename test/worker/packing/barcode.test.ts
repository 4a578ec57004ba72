import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barcodeOf, DOT } from '../../../worker/packing/barcode.ts';
import { scanned } from './read-pdf.ts';

const LABEL = 4 * 72;
const read = (text: string, dpi = 203): Promise<string[]> => {
  const code = barcodeOf(text, LABEL);
  return code === null ? Promise.resolve([]) : scanned(code.bars, dpi, code.width);
};

describe('the barcode of a shipment id', () => {
  it('is read back as the id, as a label printer and an office printer print it', async () => {
    for (const id of ['1042-1', '100234567-12', 'A', 'KS-219382-3.2', 'order #7/b_1-1', '20260301000123-10'])
      for (const dpi of [203, 300, 600]) expect(await read(id, dpi)).toEqual([id]);
  });

  it('is read back whatever printable ASCII the id is made of', async () => {
    const signs = Array.from({ length: 95 }, (_, n) => String.fromCharCode(32 + n));
    for (let at = 0; at < signs.length; at += 10) {
      const text = `x${signs.slice(at, at + 10).join('')}x`;
      expect(await scanned(barcodeOf(text, 600)?.bars ?? [], 203, 600)).toEqual([text]);
    }
  });

  it('is read back whatever its digits, in pairs or singly, and each pair is', async () => {
    const ids = fc.stringMatching(/^(?:\d{1,8}|[A-Z]{1,2}|-|\.){1,5}$/).filter((id) => id.length <= 24);
    await fc.assert(
      fc.asyncProperty(ids, async (id) => {
        expect(await scanned(barcodeOf(id, 1_000)?.bars ?? [], 203, 1_000)).toEqual([id]);
      }),
      { numRuns: 100 },
    );
    for (let from = 0; from < 100; from += 10) {
      const pairs = Array.from({ length: 10 }, (_, n) => String(from + n).padStart(2, '0')).join('');
      expect(await scanned(barcodeOf(pairs, 600)?.bars ?? [], 203, 600)).toEqual([pairs]);
    }
  });

  it('has quiet zones of ten modules, and bars of whole dots of a label printer', () => {
    const code = barcodeOf('1042-1', LABEL);
    const [first] = code?.bars ?? [];
    const last = code?.bars.at(-1);
    expect(first?.x).toBeCloseTo(10 * 3 * DOT);
    expect((code?.width ?? 0) - (last?.x ?? 0) - (last?.width ?? 0)).toBeCloseTo(10 * 3 * DOT);
    for (const { x, width } of code?.bars ?? [])
      for (const points of [x, width]) expect(points / DOT).toBeCloseTo(Math.round(points / DOT));
  });

  it('is thinner for a longer id, and is left out where a scanner could not read it', async () => {
    const long = 'CAMPAIGN-1000234-BOX-12';
    expect(barcodeOf(long, LABEL)?.bars[0]?.x).toBeCloseTo(10 * 2 * DOT);
    expect(await read(long)).toEqual([long]);
    expect(barcodeOf('A'.repeat(60), LABEL)).toBeNull();
  });

  it('is left out for an id that Code 128 does not hold', () => {
    expect(barcodeOf('Bestellung-Ä-1', LABEL)).toBeNull();
    expect(barcodeOf('', LABEL)).toBeNull();
  });
});
