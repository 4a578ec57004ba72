import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { isWorkbook, readArchive, type Unzip } from '../../../shared/csv/zip.ts';
import { makeWorkbook } from './workbook.ts';

const zip = (files: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

describe('readArchive', () => {
  test('gives the text files by name and leaves out folders, hidden files, what macOS adds, and the rest', () => {
    const archive = readArchive(
      zip({
        'Report/': '',
        'Report/b.csv': 'B,C\n1,2\n',
        'Report/a.CSV': 'A,C\n1,2\n',
        'Report/empty.csv': '',
        '__MACOSX/Report/._a.csv': 'x',
        'Report/.DS_Store': 'x',
        'readme.pdf': '%PDF-1.7',
      }),
      unzipSync,
    );
    if (!archive.ok) throw new Error(archive.code);
    expect(archive.files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
      ['a.CSV', 'A,C\n1,2\n'],
      ['b.csv', 'B,C\n1,2\n'],
    ]);
  });

  test('an archive without a text file is refused with what is in it', () => {
    expect(readArchive(zip({ 'a.pdf': '%PDF', 'b.jpg': 'x' }), unzipSync)).toMatchObject({
      ok: false,
      code: 'file.no-csv',
      detail: 'a.pdf, b.jpg',
    });
  });

  test('a damaged archive is refused', () => {
    const bytes = zip({ 'a.csv': 'A,B\n1,2\n'.repeat(100) });
    expect(readArchive(bytes.subarray(0, 60), unzipSync)).toMatchObject({ ok: false, code: 'file.not-zip' });
  });

  test('an archive with a password is refused', () => {
    const bytes = zip({ 'a.csv': 'A,B\n1,2\n' });
    bytes[6] = (bytes[6] ?? 0) | 1;
    expect(readArchive(bytes, unzipSync)).toMatchObject({ code: 'file.not-zip', detail: 'locked' });
  });

  test('what would unpack to more than 300 MB is refused before anything is unpacked', () => {
    const unpacked: string[] = [];
    const huge: Unzip = (_, { filter }) => {
      for (const name of ['a.csv', 'b.csv']) {
        if (filter({ name, originalSize: 160 * 1024 * 1024 })) unpacked.push(name);
      }
      return {};
    };
    expect(readArchive(Uint8Array.from([0x50, 0x4b, 3, 4]), huge)).toMatchObject({
      ok: false,
      code: 'file.too-large',
      detail: '320 MB',
    });
    expect(unpacked).toEqual([]);
  });
});

test('a workbook is told from an archive by what is in it', () => {
  expect(isWorkbook(makeWorkbook({ S: [['A', 'B']] }), unzipSync)).toBe(true);
  expect(isWorkbook(zip({ 'a.csv': 'A,B\n' }), unzipSync)).toBe(false);
});
