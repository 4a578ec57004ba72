import { describe, expect, test } from 'vitest';
import { CELL_CODES, NOTE_MARK, partnerNote } from '../../../shared/partner-sheet/notes.ts';
import { LANGUAGES } from '../../../shared/partner-sheet/preset.ts';
import { REASONS } from '../../../shared/plan/reasons.ts';
import { NUMBER_REFUSALS } from '../../../shared/tracking/number-cell.ts';

const EVERY = [...Object.keys(REASONS), ...CELL_CODES];
/** Of other orders, channels and people: what plans put into their details. */
const SECRET = 'KS-77-1 is in Berlin 3PL (KS-77, KS-78), The payment failed: card declined';
const DEFAULT = partnerNote('row.duplicate-id', '', 'en');

describe.each(LANGUAGES)('a note in %s', (language) => {
  test('of any reason begins as ours, is one plain text, and tells nothing of the detail', () => {
    for (const code of EVERY) {
      const note = partnerNote(code, SECRET, language);
      expect(partnerNote(code, '', language), code).toBe(note);
      if (note === '') continue;
      expect(note.startsWith(NOTE_MARK), code).toBe(true);
      expect(note, code).toMatch(/\p{L}{3}.*\.$/u);
      expect(note, code).not.toMatch(/[{}]|KS-|3PL|payment|undefined/);
    }
  });

  test('names the number that the row has already, and no more of the detail', () => {
    const note = partnerNote('tracking.other-number', '1Z999AA10123456784 (KS-1042-1)', language);
    expect(note).toContain('1Z999AA10123456784.');
    expect(note).not.toContain('KS-');
    expect(partnerNote('tracking.removed', '00340434161094042557', language)).toContain(
      '00340434161094042557',
    );
  });
});

test('the reasons of what a partner typed have words of their own; the sender’s own matters have not', () => {
  const own = [
    ...NUMBER_REFUSALS,
    ...CELL_CODES,
    'tracking.blank',
    'tracking.two-numbers',
    'tracking.carrier-unknown',
    'tracking.same-number',
    'tracking.other-number',
    'tracking.extra-box',
    'qty.invalid',
    'qty.none',
    'qty.over',
    'sku.not-in-order',
    'order.cancelled',
    'shipment.cancelled',
    'order.not-ready',
    'hold',
  ];
  for (const code of own) {
    expect([undefined, '', DEFAULT], code).not.toContain(partnerNote(code, '', 'en'));
  }
  for (const code of ['payment.errored', 'match.none', 'channel.mismatch', 'order.shipped', 'nobody.knows'])
    expect(partnerNote(code, SECRET, 'en'), code).toBe(DEFAULT);
});

test('what was taken has no note', () => {
  expect(partnerNote('already.done', 'KS-1042-1', 'en')).toBe('');
  expect(partnerNote('tracking.stored', 'counts from the first scan', 'de')).toBe('');
});

test('a number typed as a number is explained', () => {
  expect(partnerNote('tracking.damaged-scientific', '9.25082E+11', 'en')).toBe(
    'Shipsheet: This number was typed as a number and has lost digits. Format the cell as plain text, then type it again.',
  );
});
