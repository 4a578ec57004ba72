import { describe, expect, it } from 'vitest';
import { straysOf } from '../../../worker/partner-sheet/strays.ts';

describe('What is kept of rows that are nobody’s', () => {
  it('is enough to tell of them, however many somebody has pasted in', () => {
    const id = 'x'.repeat(50_000);
    const strays = Array.from({ length: 200_000 }, (_, i) => ({
      line: i + 3,
      id,
      typed: {},
      why: 'unknown' as const,
    }));
    const kept = straysOf({ strays, copies: ['Copy of Shipments'] });
    expect(kept).toHaveLength(1_001);
    expect(kept[0]).toEqual({ line: 0, id: 'Copy of Shipments', code: 'partner.second-tab' });
    expect(kept[1]).toMatchObject({ line: 3, code: 'match.none' });
    expect(JSON.stringify(kept).length).toBeLessThan(120_000);
  });

  it('holds no sign that a database refuses', () => {
    const stray = { line: 3, id: '📦'.repeat(40).slice(1), typed: {}, why: 'scrambled' as const };
    const kept = straysOf({ strays: [stray], copies: ['Tab\u0000'] });
    expect(kept.map(({ id }) => id)).toEqual(['Tab\ufffd', `\ufffd${'📦'.repeat(29)}`]);
  });
});
