/** What a file is by its first bytes. */
import { utf16Of } from './encoding.ts';

export const FILE_KINDS = ['text', 'xlsx', 'xls', 'pdf', 'html', 'binary'] as const;
/** `xlsx` stands for any zip archive: what is in it, the workbook reader finds out. */
export type FileKind = (typeof FILE_KINDS)[number];

const starts = (bytes: Uint8Array, ...lead: number[]): boolean => lead.every((b, i) => bytes[i] === b);

export function sniff(input: Uint8Array | string): FileKind {
  if (typeof input === 'string') return isHtml(input.slice(0, 200)) ? 'html' : 'text';
  if (starts(input, 0x50, 0x4b, 0x03, 0x04) || starts(input, 0x50, 0x4b, 0x05, 0x06)) return 'xlsx';
  if (starts(input, 0xd0, 0xcf, 0x11, 0xe0)) return 'xls';
  if (starts(input, 0x25, 0x50, 0x44, 0x46)) return 'pdf';
  let head = '';
  let zeros = 0;
  const size = Math.min(input.length, 400);
  for (let i = 0; i < size; i++) {
    const byte = input[i] ?? 0;
    if (byte === 0) zeros++;
    else if (i < 200) head += String.fromCharCode(byte);
  }
  if (isHtml(head)) return 'html';
  if (zeros * 20 <= size || starts(input, 0xef, 0xbb, 0xbf)) return 'text';
  if (starts(input, 0xff, 0xfe) || starts(input, 0xfe, 0xff)) return 'text';
  return utf16Of(input) === null ? 'binary' : 'text';
}

/** Some shops save a web page under the name of a workbook. */
const isHtml = (head: string): boolean =>
  /^[\s\ufeff\u00ef\u00bb\u00bf]*<(!doctype|html|table|\?xml)/i.test(head);
