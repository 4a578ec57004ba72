import { expect, test } from 'vitest';
import { REASONS, type ReasonCode } from '../../../shared/plan/reasons.ts';
import { warehouseWords } from '../../../shared/tracking/warehouse-words.ts';

const CODES = Object.keys(REASONS) as ReasonCode[];
const FROM_FILES = CODES.filter((code) => /^(match|tracking)\./.test(code));

test('a warehouse is told nothing that only the creator can do', () => {
  for (const code of CODES) {
    const [problem, next] = warehouseWords(code, 'KS-1042');
    expect(`${problem} ${next}`, code).not.toMatch(
      /payment|paid|card|menu|Tools|Channels|Products|Rewards|record anyway|Choose|preview|Unlock|Finalize/i,
    );
    expect(problem, code).toMatch(/\.$/);
    expect(next, code).toMatch(/\.$/);
  }
});

test('what an order is not ready for is not the warehouse’s business', () => {
  expect(warehouseWords('order.not-ready', 'The payment failed: card declined')[0]).toBe(
    'The order was not released for shipping.',
  );
});

test.each(
  FROM_FILES.filter((code) =>
    /none|ambiguous|missing|blank|damaged|url-only|unreadable|two-numbers/.test(code),
  ),
)('%s has advice of its own', (code) => {
  expect(warehouseWords(code, '')[1]).not.toMatch(/^Ask us/);
});

test('what has no words of its own is asked about', () => {
  expect(warehouseWords(null, '')).toEqual([
    'The row could not be taken.',
    'Ask us about this order before anything else is sent for it.',
  ]);
});

test('G10: one number on several orders reads as a sentence', () => {
  expect(warehouseWords('tracking.same-number', '1Z9 (A-1, A-2)')[0]).toBe(
    'One number stands on several orders with different addresses: 1Z9 (A-1, A-2).',
  );
});
