import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { columnsOf, runsOf } from '../../../shared/segment/columns.ts';
import { FIELDS } from '../../../shared/segment/fields.ts';
import { FACTS, type Filter, type Test } from '../../../shared/segment/filter.ts';
import { ruleOf } from '../../../shared/segment/lower.ts';
import { parseFilter } from '../../../shared/segment/parse.ts';
import { escaped } from '../../../shared/segment/pattern.ts';
import { printFilter } from '../../../shared/segment/print.ts';
import { PAYMENTS, STAGES } from '../../../shared/tabs/tabs.ts';

function read(text: string): Filter {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.filter;
}

function refused(text: string) {
  const parsed = parseFilter(text);
  if (parsed.ok) throw new Error(`${text} was read`);
  const { at, length, message, suggestion } = parsed.error;
  return { place: text.slice(at, at + length), message, suggestion };
}

describe('the text of a filter', () => {
  it.each([
    // What is typed, and the one way in which it is written.
    ['stage:"Ready to ship" country:US has:MUG -has:NOTEBOOK pledged:>100 backer:(12 OR 19)', 'same'],
    ['STAGE:"ready TO ship"', 'stage:"Ready to ship"'],
    ['country:germany', 'country:DE'],
    ['country:"United States"', 'country:US'],
    ['country:Deutschland OR country:日本', 'country:DE OR country:JP'],
    ['country:(US CA)', 'country:(US OR CA)'],
    ['country:(-US -CA)', '-country:US -country:CA'],
    ['NOT is:paid', '-is:paid'],
    ['a AND b', 'a b'],
    ['zip:90*', 'postal:90*'],
    ['"Postal code":90210', 'postal:90210'],
    ['postalcode:90210', 'postal:90210'],
    ['pledged>100', 'pledged:>100'],
    ['pledged:>$1,200.50', 'pledged:>1200.5'],
    ['pledged:10..20', 'same'],
    ['locked:<2026-3-1', 'locked:<2026-03-01'],
    ['ordered:2026-02', 'same'],
    ['ordered:2026-01..2026-02-15', 'same'],
    ['survey:>="2026-02-01T10:00"', 'survey:>="2026-02-01 10:00"'],
    ['ordered:older:30d', 'same'],
    ['city:""', 'same'],
    ['phone:*', 'has:phone'],
    ['-has:address2', 'same'],
    ['has:"phone"', 'any:phone'],
    ['all:(MUG SHIRT)', 'same'],
    ['only:(MUG, SHIRT)', 'only:(MUG SHIRT)'],
    ['any:(MUG OR SHIRT)', 'any:(MUG SHIRT)'],
    ['any:MUG', 'has:MUG'],
    ['MUG>=2', 'same'],
    ['qty:MUG>=2', 'MUG>=2'],
    ['qty:pledged=2', 'same'],
    ['id:A-1,A-2, A-3', 'id:(A-1 OR A-2 OR A-3)'],
    ['id:(A-1 A-2\nA-3)', 'id:(A-1 OR A-2 OR A-3)'],
    ['notes:(call monday)', 'notes:call notes:monday'],
    ['run:R-20260301-102231-4f2a', 'same'],
    ['"My column":x', 'same'],
    ['"My column":>2026-01-01', 'same'],
    ['"Wave":(1 OR 2)', 'same'],
    ['name:="Ada Byron"', 'same'],
    ['country:=Narnia', 'same'],
    ['(a OR b) (c OR -(d e))', 'same'],
    ['((a))', 'a'],
    ['-(-a)', 'same'],
    ['"OR" "-a" "a:b" "say \\"hi\\""', 'same'],
    ['payment:"card on file"', 'same'],
    ['address:PROBLEM', 'address:problem'],
  ])('%s', (text, written) => {
    expect(printFilter(read(text))).toBe(written === 'same' ? text : written);
  });

  it('reads a column of the creator’s own only in quotes, for its header may be called like a field', () => {
    expect(read('"Stage 2":x')).toMatchObject({ field: 'Stage 2', own: true });
    expect(read('"zip":x')).toMatchObject({ field: 'zip', own: true });
    expect(read('zip:x')).toMatchObject({ field: 'postal', own: false });
  });
});

describe('an error points at its place', () => {
  it.each([
    ['', '', /Write what/, null],
    ['stage:Ready', 'Ready', /Unknown stage “Ready”: did you mean “Ready to ship”\?/, '"Ready to ship"'],
    ['a stage:ready to ship b', 'ready to ship', /needs quotation marks/, '"Ready to ship"'],
    ['payment:payed', 'payed', /did you mean “paid”/, 'paid'],
    ['country:Narnia', 'Narnia', /Unknown country “Narnia”/, null],
    ['contry:US', 'contry', /did you mean “country”/, 'country'],
    ['wavelength:3', 'wavelength', /put its header into quotes/, '"wavelength"'],
    ['is:payd', 'payd', /Did you mean “paid”/, 'paid'],
    ['is:xyzzy', 'xyzzy', /There are: answered/, null],
    ['country:', '', /A value is missing/, null],
    ['(a b', '(', /is not closed/, null],
    ['only:(A', '(', /is not closed/, null],
    ['a b)', ')', /closes nothing/, null],
    ['name:"Ada', '"Ada', /quotation mark is not closed/, '"Ada"'],
    ['a OR', 'OR', /both sides/, null],
    ['OR a', 'OR', /both sides/, null],
    ['a AND OR b', 'AND', /both sides/, null],
    ['a -', '-', /A minus needs a term/, null],
    ['a NOT', 'NOT', /NOT needs a term/, null],
    ['()', ')', /Something is missing/, null],
    ['all:()', '()', /A SKU is missing/, null],
    ['a b OR c', 'b OR c', /are mixed here/, '(b OR c)'],
    ['a OR b OR c d', 'a OR b OR c', /are mixed here/, '(a OR b OR c)'],
    ['pledged:>lots', 'lots', /is no amount/, null],
    ['backer:1.5', '1.5', /is no whole number/, null],
    ['locked:tomorrow', 'tomorrow', /is no date/, null],
    ['locked:2026-13', '2026-13', /is no date/, null],
    ['name:>5', '>5', /is for numbers and dates/, null],
    ['pledged:20..10', '20..10', /runs backwards/, '10..20'],
    ['locked:2026-03..2026-01', '2026-03..2026-01', /runs backwards/, '2026-01..2026-03'],
    ['locked:older:soon', 'older:soon', /like 30d/, 'older:30d'],
    ['qty:MUG', 'MUG', /How many/, 'MUG>=2'],
    ['MUG>=two', 'two', /no whole number/, null],
    [':x', ':', /needs a field/, null],
    [`${'('.repeat(60)}a`, '(', /too many parentheses/, null],
  ])('%s', (text, place, message, suggestion) => {
    const error = refused(text);
    expect(error.place).toBe(place);
    expect(error.message).toMatch(message);
    expect(error.suggestion).toBe(suggestion);
  });

  it('never takes a suggestion by itself, but is content when a person does', () => {
    for (const text of ['a stage:ready to ship b', 'contry:US', 'a b OR c', 'name:"Ada', 'pledged:20..10']) {
      const parsed = parseFilter(text);
      if (parsed.ok) throw new Error(`${text} was read`);
      const { at, length, suggestion } = parsed.error;
      expect(suggestion).not.toBeNull();
      expect(parseFilter(text.slice(0, at) + suggestion + text.slice(at + length)).ok).toBe(true);
    }
  });
});

test('any text is read or refused at a place inside of it', () => {
  const bits = [
    'stage:',
    'country:US',
    'OR',
    'AND',
    'NOT',
    '-',
    '(',
    ')',
    '"',
    ' ',
    '..',
    '>',
    ',',
    '\\',
    'a*',
    'is:',
  ];
  const anything = fc.array(fc.oneof(fc.constantFrom(...bits), fc.string({ maxLength: 4 })), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(anything, (parts) => {
      const text = parts.join('');
      const parsed = parseFilter(text);
      if (parsed.ok) {
        expect(parseFilter(printFilter(parsed.filter))).toEqual(parsed);
        return;
      }
      expect(parsed.error.at).toBeGreaterThanOrEqual(0);
      expect(parsed.error.at).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 3000 },
  );
});

const word = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }),
    fc.constantFrom('OR', 'AND', 'NOT', '-x', 'a b', '"', '\\', '1..2', 'older:3d', 'phone', 'MUG', '*x'),
  )
  .filter((text) => text.trim() !== '');
const pattern = fc.oneof(
  word.map(escaped),
  word.map((text) => `${escaped(text)}*`),
);
const number = fc.integer({ min: 0, max: 99_999 }).map(String);
const date = fc
  .record({ year: fc.integer({ min: 2000, max: 2099 }), month: fc.integer({ min: 1, max: 12 }) })
  .map(({ year, month }) => `${year}-${String(month).padStart(2, '0')}`);

const ends = (low: string, high: string): Test => ({ op: '..', from: low, to: high });
const numbers: fc.Arbitrary<Test> = fc.oneof(
  fc.record({ op: fc.constantFrom('<', '<=', '>', '>='), value: number }),
  fc.tuple(number, number).map(([a, b]) => (Number(a) <= Number(b) ? ends(a, b) : ends(b, a))),
  fc.uniqueArray(number, { minLength: 1, maxLength: 3 }).map((values): Test => ({ op: '=', values })),
);
const dates: fc.Arbitrary<Test> = fc.oneof(
  fc.record({ op: fc.constantFrom('<', '<=', '>', '>='), value: fc.oneof(date, fc.constant('today')) }),
  fc.tuple(date, date).map(([a, b]) => (a <= b ? ends(a, b) : ends(b, a))),
  fc.uniqueArray(date, { minLength: 1, maxLength: 3 }).map((values): Test => ({ op: '=', values })),
  fc.record({ op: fc.constantFrom('older', 'newer'), value: fc.constantFrom('30d', '2w') }),
);
const oneOf = (values: fc.Arbitrary<string>): fc.Arbitrary<Test> =>
  fc.uniqueArray(values, { minLength: 1, maxLength: 3 }).map((list): Test => ({ op: '=', values: list }));
const emptiness: fc.Arbitrary<Test> = fc.constantFrom({ op: 'filled' }, { op: 'empty' });
const texts = fc.oneof(oneOf(pattern), fc.record({ op: fc.constant('exact'), value: word.map(escaped) }));

const term: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ kind: fc.constant('text'), value: pattern }),
  fc.record({ kind: fc.constant('fact'), fact: fc.constantFrom(...FACTS) }),
  fc.record({
    kind: fc.constant('sku'),
    mode: fc.constantFrom('any', 'all', 'only'),
    skus: fc.uniqueArray(pattern, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('quantity'),
    sku: word.map(escaped),
    op: fc.constantFrom('<', '<=', '>', '>=', '='),
    value: fc.integer({ min: 0, max: 99 }),
  }),
  ...FIELDS.map((field): fc.Arbitrary<Filter> => {
    const own: Record<typeof field.kind, fc.Arbitrary<Test>> = {
      whole: fc.oneof(texts, emptiness),
      part: fc.oneof(texts, emptiness),
      channel: fc.oneof(texts, emptiness),
      count: fc.oneof(numbers, emptiness),
      money: fc.oneof(numbers, emptiness),
      date: fc.oneof(dates, emptiness),
      stage: fc.oneof(oneOf(fc.constantFrom(...STAGES)), emptiness),
      payment: fc.oneof(oneOf(fc.constantFrom(...PAYMENTS)), emptiness),
      country: fc.oneof(oneOf(fc.constantFrom('US', 'DE', 'JP', 'N*')), emptiness),
      address: oneOf(fc.constantFrom('ok', 'warning', 'problem')),
      run: oneOf(word.map(escaped)),
    };
    return fc.record({
      kind: fc.constant('field'),
      field: fc.constant(field.word),
      own: fc.constant(false),
      test: own[field.kind],
    });
  }),
  fc.record({
    kind: fc.constant('field'),
    field: word.filter((header) => FIELDS.every((one) => one.column.toLowerCase() !== header.toLowerCase())),
    own: fc.constant(true),
    test: fc.oneof(texts, numbers, dates, emptiness),
  }),
);

const tree: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    term,
    fc.record({
      kind: fc.constantFrom('and', 'or'),
      parts: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not'), part: tie('filter') }),
  ),
})).filter;

test('builder and text are one: parse(print(filter)) is the filter', () => {
  fc.assert(
    fc.property(tree, (filter) => {
      const text = printFilter(filter);
      const parsed = parseFilter(text);
      expect(parsed, text).toEqual({ ok: true, filter });
    }),
    { numRuns: 4000 },
  );
});

const ruleFor = (text: string) => ruleOf(read(text));

test('only the columns that a filter looks at are read', () => {
  expect(columnsOf(ruleFor('is:open has:MUG MUG>=2'))).toEqual({});
  expect(columnsOf(ruleFor('country:US -"Wave":1 ada'))).toEqual({
    Orders: ['Country', 'Wave', 'Name', 'Email', 'Notes'],
  });
  expect(columnsOf(ruleFor('batch:* channel:EU'))).toMatchObject({
    Orders: ['Country'],
    Shipments: ['Batch'],
    Channels: expect.arrayContaining(['SKUs']),
  });
  expect(columnsOf(ruleFor('address:problem'))).toMatchObject({
    Orders: expect.arrayContaining(['Name', 'Postal code', 'Tax ID']),
  });
  expect(runsOf(ruleFor('run:R-1 OR -run:(R-2 OR R-3)'))).toEqual(['R-1', 'R-2', 'R-3']);
});
