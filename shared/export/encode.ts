/// <reference path="./windows-1252.d.ts" />
/** The bytes of an export file. */
import { encode } from 'windows-1252';
import { writeCsv } from '../csv/write.ts';
import type { Encoding, Preset } from './preset.ts';
import type { ExportTable } from './rows.ts';

/** Characters that the encoding has no byte for, each once; the file would lose them (D20). */
export function unencodable(table: Pick<ExportTable, 'rows'>, encoding: Encoding): string[] {
  if (encoding !== 'windows-1252') return [];
  const found = new Set<string>();
  for (const row of table.rows) {
    for (const cell of row) {
      if (isLatin(cell)) continue;
      for (const character of cell) if (!isLatin(character) && !has(character)) found.add(character);
    }
  }
  return [...found];
}

const isLatin = (text: string): boolean => !/[^\x20-\x7e\xa0-\xff]/.test(text);

function has(character: string): boolean {
  try {
    encode(character, { mode: 'fatal' });
    return true;
  } catch {
    return false;
  }
}

/**
 * The file: CSV in the preset's delimiter and encoding. `utf8` encodes text (TextEncoder in a page). Throws on a
 * character that the encoding lacks: ask `unencodable` first.
 */
export function encodeTable(
  table: Pick<ExportTable, 'header' | 'rows'>,
  preset: Pick<Preset, 'delimiter' | 'encoding' | 'for'>,
  utf8: (text: string) => Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const { delimiter, encoding } = preset;
  const text = writeCsv([table.header, ...table.rows], {
    delimiter,
    for: preset.for === 'people' ? 'people' : 'exact',
    bom: encoding === 'utf-8-bom',
  });
  switch (encoding) {
    case 'utf-8':
    case 'utf-8-bom':
      return utf8(text);
    case 'utf-16':
      return utf16(text);
    case 'windows-1252':
      return latin(encode(text, { mode: 'fatal' }));
  }
}

/** Little end first, with its mark: what Excel calls Unicode text. */
function utf16(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 + text.length * 2);
  bytes.set([0xff, 0xfe]);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 + i * 2] = unit & 0xff;
    bytes[3 + i * 2] = unit >> 8;
  }
  return bytes;
}

/** The encoder gives one unit of 16 bits for each byte. */
function latin(units: Uint16Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(units);
}
