import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { inProcess } from './in-process.ts';

const { run } = inProcess();

test.each([
  ['yyyy-MM-dd HH:mm:ss', 'UTC', '2026-03-01 10:02:05'],
  ['yyyy-MM-dd HH:mm:ss', 'America/New_York', '2026-03-01 05:02:05'],
  ["EEE, d MMM yy 'at' h:mm a", 'Europe/Berlin', 'Sun, 1 Mar 26 at 11:02 AM'],
  ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", 'Asia/Kolkata', '2026-03-01T15:32:05.007+05:30'],
  ["yyyy-MM-dd'T'HH:mm:ssX", 'UTC', '2026-03-01T10:02:05Z'],
  ['EEEE MMMM Z z', 'Europe/Berlin', 'Sunday March +0100 GMT+01:00'],
  ["''yy''", 'UTC', "'26'"],
])('formatDate writes %s in %s as %s', (pattern, zone, expected) => {
  const date = 'new Date(Date.UTC(2026, 2, 1, 10, 2, 5, 7))';
  expect(run(`return Utilities.formatDate(${date}, '${zone}', ${JSON.stringify(pattern)})`)).toBe(expected);
});

test('formatDate refuses letters that it does not know', () => {
  expect(() => run("Utilities.formatDate(new Date(), 'UTC', 'yyyy w')")).toThrow(
    "Illegal pattern character 'w'",
  );
});

test('formatString pads, rounds and signs', () => {
  expect(
    run(
      "return Utilities.formatString('%s|%5d|%05d|%-4s|%.2f|%x|%+d|%%', 'a', 42, -42, 'ab', 1.005, 255, 3)",
    ),
  ).toBe('a|   42|-0042|ab  |1.00|ff|+3|%');
});

test.each(['', 'a', 'ab', 'abc', 'Łódź 🚚 東京', '>>>???'])('%j comes back from base64', (text) => {
  const json = JSON.stringify(text);
  expect(run(`return Utilities.base64Encode(${json})`)).toBe(Buffer.from(text).toString('base64'));
  expect(
    run(
      `return Utilities.newBlob(Utilities.base64Decode(Utilities.base64Encode(${json}))).getDataAsString()`,
    ),
  ).toBe(text);
  expect(
    run(
      `return Utilities.newBlob(Utilities.base64DecodeWebSafe(Utilities.base64EncodeWebSafe(${json}))).getDataAsString()`,
    ),
  ).toBe(text);
});

test('text that is not base64 is refused', () => {
  expect(() => run("Utilities.base64Decode('a*b')")).toThrow('Could not decode string.');
  expect(() => run("Utilities.base64Decode('abcde')")).toThrow('Could not decode string.');
});

test('bytes that are no UTF-8 are replaced one by one, as other decoders do', () => {
  const bytes = [0x61, 0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0xf0, 0x9f, 0x9a, 0x9a];
  expect(run(`return Utilities.newBlob(${JSON.stringify(bytes)}).getDataAsString()`)).toBe(
    new TextDecoder().decode(Uint8Array.from(bytes)),
  );
});

test('digests are lists of signed bytes', () => {
  const digest = createHash('sha256').update('abc').digest();
  expect(run("return Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, 'abc')")).toEqual([
    ...new Int8Array(digest),
  ]);
  expect(() => run("Utilities.computeDigest('SHA_256', 'abc')")).toThrow("don't match the method signature");
});

test('uuids differ', () => {
  expect(run('return Utilities.getUuid() === Utilities.getUuid()')).toBe(false);
  expect(run('return Utilities.getUuid()')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
});

test('a blob keeps its type and name', () => {
  expect(
    run(`const blob = Utilities.newBlob('a,b', 'text/csv', 'a.csv').setName('b.csv');
      return [blob.getContentType(), blob.getName(), blob.copyBlob().getBytes(), Utilities.newBlob('x').getContentType()];`),
  ).toEqual(['text/csv', 'b.csv', [97, 44, 98], 'text/plain']);
});

test('a sleep longer than five minutes is refused', () => {
  expect(() => run('Utilities.sleep(300001)')).toThrow('Invalid argument');
});
