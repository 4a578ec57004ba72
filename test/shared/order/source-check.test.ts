import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRowCheck, parseRowCheck } from '../../../shared/order/row-check.ts';
import {
  AT,
  isImported,
  SOURCE_FIELDS,
  sourceHash,
  sourcePartOf,
  sourceWriter,
  storedHash,
  wasSent,
  withSourceValue,
} from '../../../shared/order/source-check.ts';

const values = fc.array(fc.string({ unit: 'binary' }), {
  minLength: SOURCE_FIELDS.length,
  maxLength: SOURCE_FIELDS.length,
});

describe('the source part of Row check', () => {
  it('holds the hash of each field and survives the cell', () => {
    const write = sourceWriter();
    fc.assert(
      fc.property(values, fc.boolean(), (row, sent) => {
        const part = write(row, sent);
        const cell = formatRowCheck({ key: 'aaaaaa', content: 'bbbbbbb', stage: 'Open', source: part });
        expect(parseRowCheck(cell)?.source).toBe(part);
        expect(row.map((_, at) => storedHash(part, at))).toEqual(
          row.map((value, at) => sourceHash(at, value)),
        );
        expect([isImported(part), wasSent(part), wasSent(cell)]).toEqual([true, sent, sent]);
        expect(
          sourcePartOf(
            row.map((value, at) => sourceHash(at, value)),
            sent,
          ),
        ).toBe(part);
      }),
    );
  });

  it('takes another value for one field and leaves the others', () => {
    const row = SOURCE_FIELDS.map((name) => name.toLowerCase());
    const part = sourceWriter()(row, true);
    const changed = row.map((value, at) => (at === AT.Items ? 'GAME x2' : value));
    expect(withSourceValue(part, AT.Items, 'GAME x2')).toBe(sourceWriter()(changed, true));
    expect(withSourceValue('', AT.Items, 'GAME x2')).toBe('');
  });

  it('tells different values apart, and e-mail addresses only by more than case', () => {
    const texts = Array.from({ length: 20_000 }, (_, n) => `Storgatan ${n}`);
    expect(new Set(texts.map((text) => sourceHash(AT['Address 1'], text))).size).toBeGreaterThan(19_990);
    expect(sourceHash(AT.Email, 'Ana@Example.com')).toBe(sourceHash(AT.Email, 'ana@example.com'));
    expect(sourceHash(AT.Name, 'Ana')).not.toBe(sourceHash(AT.Name, 'ana'));
  });

  it('is that of no import when it is blank or of another form', () => {
    expect([isImported(''), isImported('1abc'), storedHash('', 0)]).toEqual([false, false, '']);
  });
});
