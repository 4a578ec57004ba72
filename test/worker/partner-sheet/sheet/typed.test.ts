import { describe, expect, it } from 'vitest';
import { textOf } from '../../../../worker/partner-sheet/sheet/typed.ts';

describe('A cell that a partner typed, as text', () => {
  it('holds no NUL and no half of a sign: one such cell would keep its whole sheet from being taken', () => {
    expect(textOf('9400\u00001118')).toBe('9400\ufffd1118');
    expect(textOf('left\ud83d')).toBe('left\ufffd');
    expect(textOf('\udce6right')).toBe('\ufffdright');
  });

  it('keeps whole signs, numbers in full, and line breaks of one kind', () => {
    expect(textOf(' 📦 Größe ')).toBe('📦 Größe');
    expect(textOf(9.25082e11)).toBe('925082000000');
    expect(textOf('a\r\nb')).toBe('a\nb');
  });
});
