import { describe, expect, it } from 'vitest';
import { defaultPreset } from '../../../../shared/partner-sheet/preset.ts';
import { NEW_ROW } from '../../../../worker/partner-sheet/intake.ts';
import { countsOf, type LineOptions, lineOf } from '../../../../worker/partner-sheet/lines.ts';
import { parcel } from './samples.ts';

const OPTIONS: LineOptions = { preset: defaultPreset('en', 'US', { customs: false }), closed: false };
const CREATE = { id: 'r1', kind: 'create', code: '' } as const;
const UPDATE = { id: 'r2', kind: 'update', code: '' } as const;
const CANCEL = { id: 'r3', kind: 'cancel', code: '' } as const;
const taken = { state: 'taken', row: null, open: [CREATE] } as const;

describe('The line of a parcel', () => {
  it('that waits stands there as new', () => {
    const line = lineOf(parcel({}, taken), false, OPTIONS);
    expect(line).toMatchObject({ state: 'new', toPack: true, answers: [{ answer: 'accepted' }] });
    expect(line.wanted).toMatchObject({ struck: false, cells: { id: 'A-1-1', name: 'Ada', status: 'New' } });
  });

  it('K11: that waits is held back while whoever has the link can read the sheet', () => {
    const closed = { ...OPTIONS, closed: true };
    expect(lineOf(parcel({}, taken), false, closed)).toMatchObject({ wanted: null, answers: [] });
    expect(lineOf(parcel(), true, closed).wanted).not.toBeNull();
  });

  it('that was changed says what it was, and takes the tick of before out', () => {
    const before = { ...lineOf(parcel(), true, OPTIONS).wanted?.cells, address1: '7 Old Street' };
    const changed = lineOf(parcel({ before }, { open: [UPDATE] }), true, OPTIONS);
    expect(changed).toMatchObject({ state: 'changed', answers: [{ answer: 'awaited' }] });
    expect(changed.wanted?.cells.change).toContain('7 Old Street');
    expect(changed.wanted?.untick).toBe(true);
    const change = changed.wanted?.cells.change ?? '';
    const asked = parcel({ before, change, shown_hash: changed.standing }, { open: [UPDATE] });
    expect(lineOf(asked, true, OPTIONS).wanted?.untick).toBeUndefined();
    const seen = parcel({ before, change, seen_hash: changed.standing }, { open: [UPDATE] });
    expect(lineOf(seen, true, OPTIONS)).toMatchObject({ state: 'new', answers: [{ answer: 'done' }] });
  });

  it('fits into its cells, however long a name or an address is: one that does not would keep all rows back', () => {
    const standing = lineOf(parcel(), true, OPTIONS).wanted?.cells;
    const before = { ...standing, name: 'Z'.repeat(49_999), address1: '7 Old Street '.repeat(2_000) };
    const cells = lineOf(parcel({ before }, { open: [UPDATE] }), true, OPTIONS).wanted?.cells ?? {};
    expect(cells.change).toMatch(/^Address was: Z+…$/);
    expect(Math.max(...Object.values(cells).map((text) => text.length))).toBeLessThanOrEqual(50_000);
  });

  it('K12: that another has now shows nothing new to this one', () => {
    const moved = lineOf(parcel({ shown_hash: 'older' }, { here: false }), true, OPTIONS);
    expect(moved.wanted).toMatchObject({ struck: true, cells: { id: 'A-1-1', name: '', address1: '' } });
    const { standing } = lineOf(parcel(), true, OPTIONS);
    const same = lineOf(parcel({ shown_hash: standing }, { here: false }), true, OPTIONS);
    expect(same.wanted?.cells.name).toBe('Ada');
  });

  it('that was cancelled and deleted by the partner does not come back', () => {
    expect(lineOf(parcel({}, { state: 'cancelled' }), false, OPTIONS).wanted).toBeNull();
    expect(lineOf(parcel({}, { state: 'cancelled' }), true, OPTIONS).wanted?.struck).toBe(true);
  });

  it('that is to be cancelled, and was written by a process that died, is struck out like any other', () => {
    const written = { row: null, open: [CANCEL] } as const;
    expect(lineOf(parcel({}, written), true, OPTIONS)).toMatchObject({ state: 'cancelling' });
    expect(lineOf(parcel({}, written), false, OPTIONS)).toMatchObject({ answers: [{ answer: 'gone' }] });
  });

  it('says at the top how many are new, changed, to stop, to check and without a number', () => {
    const refusal = { column: 'number', code: 'tracking.unreadable', detail: '', decide: false } as const;
    const lines = [
      parcel(),
      parcel({ refusal }),
      parcel({}, { open: [CANCEL] }),
      parcel(
        { ...NEW_ROW, shown_hash: 'c1' },
        {
          packages: [
            { n: 0, external_id: 'x', number: 'X1', carrier: '', shipped_at: null, voided_at: null },
          ],
        },
      ),
    ].map((one) => lineOf(one, true, OPTIONS));
    expect(countsOf(lines)).toEqual({ fresh: 1, changed: 0, withoutNumber: 2, cancelling: 1, problems: 1 });
  });
});
