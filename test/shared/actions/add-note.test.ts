import { expect, test } from 'vitest';
import { addNote } from '../../../shared/actions/add-note.ts';
import { cellOf, open, outcomes, planOf, ran, tablesOf } from '../../support/campaign.ts';

const NOTE = { note: ' Asked for\nblue ribbon ' };
const tables = () => tablesOf({ orders: [open('A-1'), open('A-2', { Notes: 'VIP' })] });

test('a note is dated, on one line, and stands after what was there', () => {
  const after = ran(addNote, tables(), NOTE);
  expect(cellOf(after, 'Orders', 'A-1', 'Notes')).toBe('2026-05-03: Asked for blue ribbon');
  expect(cellOf(after, 'Orders', 'A-2', 'Notes')).toBe('VIP; 2026-05-03: Asked for blue ribbon');
});

test('the second click adds nothing, on another day neither', () => {
  const after = ran(addNote, tables(), NOTE);
  expect(outcomes(planOf(addNote, after, NOTE, '2026-06-01 08:00:00Z'))).toEqual({
    'A-1': 'already',
    'A-2': 'already',
  });
});

test('an empty note is refused', () => {
  expect(addNote.check({ note: ' ' })).toEqual({ ok: false, message: 'Write the note.' });
});

test('a sentence that stands only within another one is new', () => {
  const noted = tablesOf({
    orders: [
      open('A-1', { Notes: 'Do not gift wrap' }),
      open('A-2', { Notes: 'VIP; gift wrap; call first' }),
    ],
  });
  expect(outcomes(planOf(addNote, noted, { note: 'gift wrap' }))).toEqual({
    'A-1': 'change',
    'A-2': 'already',
  });
});
