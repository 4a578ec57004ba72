import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../shared/csv/read.ts';
import { writeCsv } from '../../../shared/csv/write.ts';
import type { Backer } from '../../../shared/source/backer.ts';
import { countedBy } from '../../../shared/source/counted.ts';
import { type Layout, layoutKey } from '../../../shared/source/layout.ts';
import type { Money } from '../../../shared/source/money.ts';
import { readBackers } from '../../../shared/source/read.ts';
import { recogniseReport, reportKnows } from '../../../shared/source/recognise.ts';
import { facts } from './facts.ts';
import { SAMPLES } from './samples.ts';

const best = (header: readonly string[], rows: readonly (readonly string[])[] = []): Layout => {
  const [layout] = recogniseReport(header, rows);
  if (layout === undefined) throw new Error('Not recognised');
  return layout;
};

const money = (value: Money | null): string =>
  value === null ? '' : [value.amount, value.currency].filter((part) => part !== '').join(' ');
const itemsText = (backer: Backer): string =>
  backer.items.map(({ key, quantity }) => `${key} x${quantity}`).join('; ');

describe.each(SAMPLES)('$name', ({ platform, label, rows, expected, unknown }) => {
  const [header = [], ...data] = rows;
  const layout = best(header, data);
  const backers = readBackers(data, layout);

  test('is recognised, with nothing open', () => {
    expect(layout).toMatchObject({ platform, label, sure: true, asks: [] });
    expect(layout.unknown.map(({ name }) => name)).toEqual(unknown);
  });

  test('gives its orders: ids as text, zeros in front, items, states, money, dates', () => {
    const found = backers.map((backer, n) => {
      const wanted = expected[n];
      const all = {
        idPart: backer.idPart,
        orderId: backer.orderId,
        name: backer.name,
        email: backer.email,
        reward: backer.reward === null ? null : backer.reward.key,
        items: itemsText(backer),
        pledge: backer.pledge,
        sent: backer.sent,
        pledged: money(backer.pledged),
        due: money(backer.amountDue),
        at: backer.pledgedAt,
        postal: backer.address?.postal ?? '',
        line2: backer.address?.line2 ?? '',
        answers: backer.questions.map(({ question, answer }) => `${question} ${answer}`).join('; '),
      };
      return Object.fromEntries(
        Object.entries(all).filter(([name]) => wanted !== undefined && name in wanted),
      );
    });
    expect(found).toEqual(expected);
  });

  test('has no problem but a payment state that its columns do not tell', () => {
    const codes = backers.flatMap(({ problems }) => problems).map(({ code, value }) => [code, value]);
    expect(codes.filter(([code, value]) => code !== 'source.state-unknown' || value !== '')).toEqual([]);
  });

  test('reads the same from a file with semicolons in UTF-16', () => {
    const text = writeCsv(rows, { for: 'exact', delimiter: ';', bom: true });
    const bytes = new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer);
    const table = readCsv(bytes, { knows: reportKnows });
    if (!table.ok) throw new Error(table.code);
    expect(table.source).toMatchObject({ encoding: 'utf-16le', delimiter: ';' });
    expect(readBackers(table.rows, best(table.header, table.rows), table.lines)).toEqual(backers);
  });
});

describe('recogniseReport', () => {
  const { layouts } = facts('csv-layouts.json') as {
    layouts: Record<string, { platform: string; columns: string[] }>;
  };
  const FOREIGN = ['spiral galaxy 3PL', 'usps', 'easypost-based 3PL', '3PL', 'checkoutchamp'];

  test.each(Object.entries(layouts))(
    'the public layout %s is what it says, and nothing else',
    (name, { platform, columns }) => {
      const found = recogniseReport(columns).map((layout) => layout.platform as string);
      if (name === 'backerkit_tracking_upload' || FOREIGN.includes(platform)) expect(found).toEqual([]);
      else expect(found).toEqual([platform]);
    },
  );

  test('A2: numbers of two platforms in one campaign never meet', () => {
    const prefixes = SAMPLES.map(({ rows: [header = []] }) => best(header))
      .filter(({ fields }) => fields.has('backerNumber'))
      .map(({ platform, idPrefix }) => [platform, idPrefix] as const);
    const kinds = new Map(prefixes);
    expect([...kinds.values()].every((prefix) => prefix !== '')).toBe(true);
    expect(new Set(kinds.values()).size).toBe(kinds.size);
  });

  test('A3: a gap in the numbers means nothing', () => {
    const sample = SAMPLES.find(({ platform }) => platform === 'indiegogo');
    const [header = [], first = []] = sample?.rows ?? [];
    const far = first.map((cell, i) => (i === 1 ? '99000' : cell));
    expect(readBackers([first, far], best(header)).map(({ idPart }) => idPart)).toEqual([
      'IGG-0042',
      'IGG-99000',
    ]);
  });

  test('A7, A8: an e-mail stays as it was received, whatever its case or kind', () => {
    const sample = SAMPLES.find(({ platform }) => platform === 'indiegogo');
    const [header = [], first = []] = sample?.rows ?? [];
    const mail = (text: string) => first.map((cell, i) => (i === 8 ? text : cell));
    const read = readBackers(
      [mail(' Ana@Example.COM '), mail('x7f2@privaterelay.appleid.com')],
      best(header),
    );
    expect(read.map(({ email }) => email)).toEqual(['Ana@Example.COM', 'x7f2@privaterelay.appleid.com']);
  });
});

describe('rows of items', () => {
  const sample = SAMPLES.find(({ platform }) => platform === 'shipstation');
  const [header = [], first = [], second = []] = sample?.rows ?? [];
  const with_ = (row: readonly string[], changes: Readonly<Record<number, string>>) =>
    row.map((cell, i) => changes[i] ?? cell);

  test('rows of one order need not stand together', () => {
    const other = with_(first, { 0: 'LH-9' });
    const read = readBackers([first, other, second], best(header));
    expect(read.map((backer) => [backer.orderId, backer.line, itemsText(backer)])).toEqual([
      ['LH-0042', 2, 'sku:MUG x2; sku:NOTE-A5 x1'],
      ['LH-9', 3, 'sku:MUG x2'],
    ]);
  });

  test('the same SKU on two rows adds up', () => {
    expect(readBackers([first, first], best(header)).map(itemsText)).toEqual(['sku:MUG x4']);
  });

  test('rows of one order that name two people are a problem, told once', () => {
    const [read] = readBackers(
      [first, with_(second, { 5: 'Somebody Else', 9: 'Elsewhere 1' })],
      best(header),
    );
    expect(read?.problems).toEqual([
      { code: 'rows.differ', column: 'Recipient Full Name', value: 'Hal Ito | Somebody Else' },
    ]);
  });

  test('C10: quantities 0 and blank are no item; others that are no whole number are a problem', () => {
    const cell = (text: string) => readBackers([with_(first, { 18: text })], best(header))[0];
    expect(['0', '', '1', '2.0'].map((text) => cell(text)?.items.map(({ quantity }) => quantity))).toEqual([
      [],
      [],
      [1],
      [2],
    ]);
    expect(['2x', '-1', '1.5'].map((text) => cell(text)?.problems.map(({ code }) => code))).toEqual([
      ['qty.invalid'],
      ['qty.invalid'],
      ['qty.invalid'],
    ]);
  });

  test('a row that names no item but has a quantity is a problem', () => {
    const [read] = readBackers([with_(first, { 16: '', 17: '' })], best(header));
    expect(read?.problems.map(({ code }) => code)).toEqual(['item.missing']);
  });

  test('a row of which only the item is filled belongs to the row above; one with a name and no id does not', () => {
    const bare = header.map((_, i) => (i >= 16 && i <= 18 ? (second[i] ?? '') : ''));
    expect(readBackers([first, bare], best(header)).map(itemsText)).toEqual(['sku:MUG x2; sku:NOTE-A5 x1']);
    const nameless = readBackers([first, with_(second, { 0: '' })], best(header));
    expect(nameless.map(({ problems }) => problems.map(({ code }) => code))).toEqual([[], ['id.missing']]);
  });

  test('items found in rows are counted, by key, after those of columns', () => {
    const layout = best(header);
    const counter = countedBy(layout);
    for (const backer of readBackers([second, first, with_(first, { 0: 'LH-9' })], layout))
      counter.add(backer);
    expect(counter.result().items).toEqual([
      { key: 'sku:MUG', title: 'Mug', kind: 'sku', orders: 2, units: 4, coveredBy: '' },
      { key: 'sku:NOTE-A5', title: 'Notebook', kind: 'sku', orders: 1, units: 1, coveredBy: '' },
    ]);
  });
});

test('G27: a damaged character in an id is a problem, in a name it is not', () => {
  const sample = SAMPLES.find(({ platform }) => platform === 'bigcartel');
  const [header = [], first = []] = sample?.rows ?? [];
  const id = first.map((cell, i) => (i === 0 ? 'AB\ufffd1' : cell));
  const name = first.map((cell, i) => (i === 2 ? 'J\ufffd' : cell));
  const read = readBackers([id, name], best(header));
  expect(read.map(({ problems }) => problems.filter(({ code }) => code !== 'source.state-unknown'))).toEqual([
    [{ code: 'match.damaged-id', column: 'Number', value: 'AB\ufffd1' }],
    [],
  ]);
});

test('the key of a header is the same in any case and spacing, and another for another order', () => {
  expect(layoutKey(['Order ID', ' Name'])).toBe(layoutKey(['order  id', 'NAME']));
  expect(layoutKey(['Name', 'Order ID'])).not.toBe(layoutKey(['Order ID', 'Name']));
  expect(layoutKey(['A', 'B'])).toMatch(/^[0-9a-z]{10}$/);
});
