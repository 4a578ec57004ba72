import { describe, expect, it } from 'vitest';
import { filterOf, formOf, opsOf } from '../../../shared/segment/builder.ts';
import { FIELDS } from '../../../shared/segment/fields.ts';
import { parseFilter } from '../../../shared/segment/parse.ts';
import { printFilter } from '../../../shared/segment/print.ts';

function read(text: string) {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.filter;
}

describe('the drop-downs of a filter', () => {
  it.each([
    'stage:"Ready to ship"',
    'stage:(Open OR Paid) country:US -has:NOTEBOOK',
    'is:paid OR is:held OR ada',
    'country:US (has:MUG OR MUG>=2) -(city:Rome city:"")',
    'pledged:10..20 ordered:older:30d "Wave":=1 has:phone',
    'all:(MUG SHIRT) only:SET due:>100 run:R-1',
  ])('show %s and write it again', (text) => {
    const form = formOf(read(text));
    if (form === null) throw new Error('The drop-downs can show it');
    const filter = filterOf(form);
    expect(filter === null ? '' : printFilter(filter)).toBe(text);
  });

  it.each(['a (b OR (c d))', '-(-a)', 'a -(b OR (c d))'])('cannot show %s', (text) => {
    expect(formOf(read(text))).toBeNull();
  });

  it('leave out rows that are not filled in, and groups without any', () => {
    const row = { not: false, own: false, op: '=' as const };
    const empty = { ...row, field: 'stage', values: [] };
    const range = { ...row, field: 'due', op: '..' as const, values: ['10', ''] };
    expect(
      filterOf({ mode: 'and', items: [empty, range, { mode: 'or', not: true, rows: [empty] }] }),
    ).toBeNull();
    const made = filterOf({ mode: 'and', items: [empty, { ...row, field: 'city', values: ['Rome'] }] });
    expect(made).toEqual(read('city:Rome'));
  });

  it('offer for each field only what its text can say', () => {
    for (const field of FIELDS) {
      for (const op of opsOf(field.word, false)) {
        const value = { date: '2026-01', stage: 'Open', payment: 'paid', country: 'US', address: 'ok' }[
          field.kind as string
        ];
        const values =
          op === '..'
            ? [value ?? '1', value ?? '2']
            : [op === 'older' || op === 'newer' ? '3d' : (value ?? '1')];
        const form = {
          mode: 'and' as const,
          items: [{ not: false, field: field.word, own: false, op, values }],
        };
        const filter = filterOf(form);
        if (filter === null) throw new Error(`${field.word} ${op} makes no filter`);
        expect(parseFilter(printFilter(filter)), `${field.word} ${op}`).toEqual({ ok: true, filter });
      }
    }
  });
});
