import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeSince, packMembers, unpackMembers } from '../../../shared/segment/members.ts';

test('members come back as they were, whatever their ids look like', () => {
  const id = fc.oneof(
    fc.nat({ max: 300 }).map((n) => `KS-${n}`),
    fc.nat().map((n) => `EU/${n}`),
    fc.string({ maxLength: 6, unit: 'grapheme' }),
    fc.constantFrom('007', 'A-007', '12345678901234567890', '0', 'A', '🎁1', '"', '1+2'),
  );
  fc.assert(
    fc.property(fc.uniqueArray(id, { maxLength: 60 }), (ids) => {
      expect(unpackMembers(packMembers(ids))).toEqual(new Set(ids));
    }),
  );
});

test('220,000 members fit into cells of 50,000 characters, also every second one', () => {
  const all = Array.from({ length: 220_000 }, (_, i) => `KS-${i + 1}`);
  expect(packMembers(all).join('').length).toBeLessThan(100);
  const scattered = all.filter((_, i) => (i * 7919) % 13 < 6);
  const parts = packMembers(scattered);
  expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(50_000);
  expect(parts.length).toBeLessThanOrEqual(8);
  expect(unpackMembers(parts)?.size).toBe(scattered.length);
});

test('a part that was edited by hand is no members at all', () => {
  expect(unpackMembers(['{"groups":'])).toBeNull();
  expect(unpackMembers(['{"groups":1,"others":[]}'])).toBeNull();
});

test('the change since is of true sets: two came and two went is not nothing', () => {
  expect(changeSince(new Set(['A', 'B', 'C']), ['B', 'X', 'Y'])).toBe('+2/-2');
  expect(changeSince(new Set(['A']), ['A'])).toBe('+0/-0');
});
