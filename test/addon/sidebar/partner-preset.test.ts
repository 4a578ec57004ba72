import { describe, expect, it } from 'vitest';
import { ago } from '../../../addon/sidebar/partner/ago.ts';
import { linkOut } from '../../../addon/sidebar/partner/link.ts';
import { guestsOf, peopleSummary } from '../../../addon/sidebar/partner/people.ts';
import { policySummary } from '../../../addon/sidebar/partner/policy.ts';
import {
  add,
  addable,
  has,
  move,
  remove,
  rename,
  withCustoms,
  withPhone,
} from '../../../addon/sidebar/partner/preset-edit.ts';
import { CUSTOMS_COLUMNS, NEEDED_COLUMNS, SHEET_COLUMNS } from '../../../shared/partner-sheet/columns.ts';
import { defaultPreset, type PartnerPreset } from '../../../shared/partner-sheet/preset.ts';
import { presetProblems } from '../../../shared/partner-sheet/problems.ts';
import { partnerSheet, WORKER } from './samples-partner.ts';

const PRESET = defaultPreset('en', 'US', { customs: false });
const keys = (preset: PartnerPreset): string[] => preset.columns.map(({ key }) => key);

describe('changing the columns of a partner’s sheet', () => {
  it('puts a column back where it usually stands', () => {
    for (const { key } of PRESET.columns) {
      if (NEEDED_COLUMNS.some((needed) => needed === key)) continue;
      const without = remove(PRESET, key);
      expect(keys(without)).not.toContain(key);
      expect(keys(add(without, key))).toEqual(keys(PRESET));
    }
  });

  it('puts one in behind its neighbour where the order is another', () => {
    const moved = move(move(PRESET, 'contents', 1), 'contents', 1);
    expect(keys(moved).slice(6, 9)).toEqual(['name', 'address1', 'contents']);
    expect(keys(add(moved, 'skus')).slice(6, 10)).toEqual(['name', 'address1', 'contents', 'skus']);
  });

  it('K5: leaves needed columns in, whatever is asked', () => {
    for (const key of NEEDED_COLUMNS) expect(remove(PRESET, key)).toBe(PRESET);
  });

  it('moves a column to any place, and not over the ends', () => {
    const [first, last] = [keys(PRESET)[0], keys(PRESET).at(-1)];
    expect([first, last]).toEqual(['id', 'remark']);
    expect(move(PRESET, 'id', -1)).toBe(PRESET);
    expect(move(PRESET, 'remark', 1)).toBe(PRESET);
    expect(keys(move(PRESET, 'contents', -1)).slice(5, 7)).toEqual(['contents', 'carrier']);
  });

  it('takes customs columns in and out together, and leaves nothing wrong behind', () => {
    const on = withCustoms(PRESET, true);
    for (const key of CUSTOMS_COLUMNS) expect(has(on, key)).toBe(true);
    expect(presetProblems(on)).toEqual([]);
    expect(withCustoms(on, false)).toEqual(PRESET);
    expect(addable(PRESET)).toEqual(['skus', 'units', 'weight']);
    expect(addable(remove(on, 'origin'))).toEqual(['skus', 'units', 'origin', 'weight']);
  });

  it('shows no phone column where no phone is shown', () => {
    const none = withPhone(PRESET, 'no');
    expect(has(none, 'phone')).toBe(false);
    expect(addable(none)).not.toContain('phone');
    expect(keys(withPhone(none, 'all'))).toEqual(keys(PRESET));
  });

  it('offers each column that may be there once, once', () => {
    const all = withPhone(withCustoms(PRESET, true), 'all');
    const offered = [...keys(all), ...addable(all)].sort();
    expect(offered).toEqual([...SHEET_COLUMNS].sort());
  });

  it('renames one, and takes blanks as the word of the language', () => {
    const named = rename(PRESET, 'number', ' Tracking # ');
    expect(named.columns.find(({ key }) => key === 'number')?.header).toBe('Tracking #');
    expect(rename(named, 'number', '  ')).toEqual(PRESET);
  });
});

describe('the words of a partner’s sheet', () => {
  const NOW = Date.parse('2026-03-01T10:30:00Z');

  it.each([
    ['2026-03-01 10:29:31Z', 'just now'],
    ['2026-03-01 10:31:00Z', 'just now'],
    ['2026-03-01 10:28:59Z', '1 minute ago'],
    ['2026-03-01 09:30:00Z', '1 hour ago'],
    ['2026-02-28 10:00:00Z', 'yesterday'],
    ['2026-02-25 10:00:00Z', '4 days ago'],
    ['soon', 'soon'],
  ])('says %s as %s', (time, said) => {
    expect(ago(time, NOW)).toBe(said);
  });

  it('says the day after a week', () => {
    expect(ago('2026-02-01 10:00:00Z', NOW)).toMatch(/^1 Feb 2026/);
  });

  it('counts neither the owner nor the worker as people of the warehouse', () => {
    expect(guestsOf(partnerSheet(), WORKER.toUpperCase()).map(({ id }) => id)).toEqual(['p-3']);
    expect(peopleSummary(partnerSheet(), WORKER)).toBe('1 person');
    expect(peopleSummary(partnerSheet({ people: [] }), WORKER)).toBe('Nobody yet');
    expect(peopleSummary(partnerSheet({ people: [], peopleProblem: 'Away.' }), WORKER)).toBe('Not known');
    expect(peopleSummary(partnerSheet({ openTo: 'readers' }), WORKER)).toBe('Anyone with the link');
  });

  it('K8: says when names go', () => {
    const { policy } = partnerSheet();
    expect(policySummary(policy)).toBe('Removed 30 days after delivery');
    expect(policySummary({ ...policy, wipeDays: 1 })).toBe('Removed 1 day after delivery');
    expect(policySummary({ ...policy, wipeDays: 0 })).toBe('Removed 90 days after shipping');
    expect(policySummary({ ...policy, wipeDays: 0, wipeShippedDays: 0 })).toBe('Never removed');
  });

  it('links only to what a browser opens as a page', () => {
    for (const url of ['javascript:alert(1)', 'data:text/html,x', '', '/p/secret', ' https://example.com'])
      expect(linkOut('Open', url, 'link')).toBeNull();
  });
});
