/** Files that are made in the page: Apps Script cannot send any. */
import { writeCsv } from '../../../shared/csv/write.ts';
import { h } from '../dom.ts';

export function download(name: string, type: string, content: string | Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = h('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A table for people: with a byte order mark for Excel, and no cell that a spreadsheet would run as a formula. */
export function downloadCsv(name: string, rows: readonly (readonly string[])[], delimiter = ','): void {
  const text = writeCsv(rows, { for: 'people', delimiter: delimiter === '' ? ',' : delimiter });
  download(name, 'text/csv;charset=utf-8', text);
}

/** `US 3PL #7` as part of a file name on any system. */
export const fileName = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
