import { describe, expect, test } from 'vitest';
import { ENCODING_NAMES, ENCODINGS, type Encoding, encodingOf } from '../../../shared/csv/encoding.ts';
import { readCsv } from '../../../shared/csv/read.ts';
import type { Table } from '../../../shared/csv/table.ts';

/** Bytes 0x80 to 0x9F of Windows-1252, which some Node releases decode as control characters. */
const C1 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Every text of one or two bytes by what it reads as: encoders for the encodings that Node only decodes. */
function encoder(encoding: Encoding): (text: string) => number[] {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const bytesOf = new Map<string, number[]>();
  const add = (bytes: number[]): void => {
    try {
      const char = decoder.decode(Uint8Array.from(bytes));
      if ([...char].length === 1 && !bytesOf.has(char)) bytesOf.set(char, bytes);
    } catch {
      // No character has these bytes.
    }
  };
  for (let a = 0; a < 256; a++) add([a]);
  if (encoding === 'windows-1252') [...C1].forEach((char, i) => void bytesOf.set(char, [0x80 + i]));
  if (encoding !== 'macintosh' && !encoding.startsWith('windows')) {
    for (let a = 0x81; a < 0xff; a++) for (let b = 0x40; b < 0xff; b++) add([a, b]);
  }
  return (text) => [...text].flatMap((char) => bytesOf.get(char) ?? [0x3f]);
}

const encoded = (text: string, encoding: Encoding): Uint8Array => Uint8Array.from(encoder(encoding)(text));

const knows = (key: string): boolean => ['order id', 'name', 'city'].includes(key);
const read = (bytes: Uint8Array, options = {}): Table => {
  const table = readCsv(bytes, { knows, ...options });
  if (!table.ok) throw new Error(table.code);
  return table;
};
const file = (...names: string[]): string =>
  ['Order ID,Name,City', ...names.map((name, i) => `LH-${i + 1},${name}`), ''].join('\r\n');

describe('G27: the encoding is found', () => {
  test.each<[Encoding, string]>([
    ['windows-1252', file('Zoë Müller,Köln', 'José García,Málaga', 'Ana,Zürich')],
    ['windows-1252', file('O’Brien,Cork', 'Ana,Berlin')],
    ['windows-1252', file('D’Arcy’s Books,Nîmes')],
    ['windows-1252', file('Bjørn Ås,Tromsø', 'Łukasz,Łódź'.replace(/[Łźó]/g, 'o'))],
    ['windows-1252', file('Ana – “the cat” …,Paris', 'Bo,€5')],
    ['macintosh', file('Zoë Müller,Köln', 'José García,Málaga', 'Ana,Zürich')],
    ['macintosh', file('García,León')],
    ['macintosh', file('Élodie Façade,Besançon', 'Bjørn Ås,Tromsø')],
    ['shift_jis', file('山田太郎,東京都千代田区', '鈴木花子,大阪市')],
    ['shift_jis', file('Ana,Berlin', 'タナカ ケン,京都')],
    ['shift_jis', file('髙橋 一郎,ソ連通り 1-2-3').replace('髙', '高')],
  ])('%s: %#', (encoding, text) => {
    const bytes = encoded(text, encoding);
    expect(encodingOf(bytes)).toBe(encoding);
    const table = read(bytes);
    expect(table.source.encoding).toBe(encoding);
    const [first] = table.rows;
    expect([first?.slice(1).join(',')]).toEqual([text.split('\r\n')[1]?.slice(5)]);
  });

  test('Japanese in UTF-8 and in UTF-16 without a mark is not taken for something else', () => {
    const text = file('山田太郎,東京都千代田区', '鈴木花子,大阪市');
    expect(encodingOf(new TextEncoder().encode(text))).toBe('utf-8');
    const wide = new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer);
    expect(encodingOf(wide)).toBe('utf-16le');
    const big = Uint8Array.from(wide, (_, i) => wide[i ^ 1] ?? 0);
    expect(encodingOf(big)).toBe('utf-16be');
    expect(read(big).rows[0]).toEqual(['LH-1', '山田太郎', '東京都千代田区']);
  });

  test('a name far below a header in English decides', () => {
    const many = Array.from({ length: 9000 }, (_, i) => `Person ${i},Town`);
    expect(encodingOf(encoded(file(...many, '山田太郎,東京都'), 'shift_jis'))).toBe('shift_jis');
    expect(encodingOf(encoded(file(...many, 'José,Málaga'), 'macintosh'))).toBe('macintosh');
    expect(encodingOf(encoded(file(...many, 'José,Málaga'), 'windows-1252'))).toBe('windows-1252');
  });
});

describe('another encoding can be chosen', () => {
  test.each<[Encoding, string]>([
    ['windows-1250', 'Łukasz Żak,Łódź'],
    ['windows-1251', 'Иван Петров,Москва'],
    ['euc-jp', '山田太郎,東京都'],
    ['gb18030', '王小明,北京市'],
    ['big5', '王小明,臺北市'],
    ['euc-kr', '김철수,서울'],
    ['shift_jis', '山田太郎,東京都'],
    ['macintosh', 'José García,Málaga'],
  ])('%s', (encoding, row) => {
    const table = read(encoded(file(row), encoding), { encoding });
    expect(table.rows).toEqual([['LH-1', ...row.split(',')]]);
    expect(table.source.encoding).toBe(encoding);
  });

  test('each has a name', () => {
    expect(ENCODINGS).toEqual(Object.keys(ENCODING_NAMES));
  });
});

test('a character of two bytes on the border of two blocks is read whole', () => {
  const encode = encoder('shift_jis');
  const head = encode('Order ID,Name,City\rLH-1,');
  const name = '東'.repeat(40_000);
  const table = read(Uint8Array.from([...head, ...encode('x'), ...encode(name), ...encode(',京都\r')]));
  expect(table.rows[0]?.[1]).toBe(`x${name}`);
  expect(table.damaged).toEqual([]);
});

test('G27: a character that the encoding cannot read is listed by its line', () => {
  const bytes = [...new TextEncoder().encode(file('Ana,Berlin', 'Zo?,Paris'))].map((b) =>
    b === 0x3f ? 0xe9 : b,
  );
  const table = read(Uint8Array.from(bytes), { encoding: 'utf-8' });
  expect(table.rows[1]?.[1]).toBe('Zo\ufffd');
  expect(table.damaged).toEqual([3]);
});
