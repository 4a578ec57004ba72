import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askFrom, fromPacific, toPacific } from '../../../../worker/connectors/shipstation/pacific.ts';

describe('Pacific times, as ShipStation writes them', () => {
  it.each([
    ['2026-01-15T06:51:33.6270000', '2026-01-15T14:51:33.627Z', 'in winter, eight hours behind'],
    ['2026-07-15T06:51:33.6270000', '2026-07-15T13:51:33.627Z', 'in summer, seven hours behind'],
    ['2026-07-15T06:51:33.67', '2026-07-15T13:51:33.670Z', 'with two digits of a second'],
    ['2026-07-15 06:51:33', '2026-07-15T13:51:33.000Z', 'with a space'],
    ['2026-03-03', '2026-03-03T08:00:00.000Z', 'a day is its midnight'],
    ['2026-03-08T01:59:59', '2026-03-08T09:59:59.000Z', 'just before the clocks go forward'],
    ['2026-03-08T03:00:00', '2026-03-08T10:00:00.000Z', 'just after it'],
    ['2026-03-08T02:30:00', '2026-03-08T10:30:00.000Z', 'in the hour that is left out'],
    ['2026-11-01T01:30:00', '2026-11-01T08:30:00.000Z', 'in the hour that comes twice, the first'],
    ['2026-11-01T02:00:00', '2026-11-01T10:00:00.000Z', 'after the clocks went back'],
    ['2026-03-03T09:41:27Z', '2026-03-03T09:41:27.000Z', 'an offset is taken at its word'],
    ['2026-03-03T09:41:27-05:00', '2026-03-03T14:41:27.000Z', 'any offset'],
  ])('H19: %s is %s: %s', (text, utc) => expect(fromPacific(text)).toBe(utc));

  it.each([null, undefined, '', 'yesterday', '2026-13-01', '2026-02-00', '2026-01-01T25:00:00', '0001'])(
    '%j is no time',
    (text) => expect(fromPacific(text)).toBe(''),
  );

  it.each([
    ['2026-01-15T14:51:33.627Z', '2026-01-15 06:51:33'],
    ['2026-07-15T04:00:00Z', '2026-07-14 21:00:00'],
    ['2026-03-08T10:00:00Z', '2026-03-08 03:00:00'],
    ['2026-11-01T08:30:00Z', '2026-11-01 01:30:00'],
    ['2026-11-01T09:30:00Z', '2026-11-01 01:30:00'],
  ])('%s is asked for as %s', (utc, text) => expect(toPacific(utc)).toBe(text));

  it('refuses what is no time', () => expect(() => toPacific('soon')).toThrow(RangeError));

  it('comes back from every moment but those of the doubled hour', () => {
    const doubled = (ms: number): boolean =>
      toPacific(new Date(ms - 3_600_000).toISOString()) === toPacific(new Date(ms).toISOString());
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2030, 0) }), (ms) => {
        const second = Math.floor(ms / 1000) * 1000;
        fc.pre(!doubled(second));
        expect(fromPacific(toPacific(new Date(second).toISOString()))).toBe(new Date(second).toISOString());
      }),
    );
  });

  it('asks so that nothing later bears an earlier time, over both changes of the clocks', () => {
    const around = [Date.UTC(2026, 2, 8, 4), Date.UTC(2026, 10, 1, 3)];
    fc.assert(
      fc.property(
        fc.constantFrom(...around),
        fc.integer({ min: 0, max: 12 * 3600 }),
        fc.integer({ min: 0, max: 12 * 3600 }),
        (start, a, b) => {
          const since = new Date(start + a * 1000).toISOString();
          const event = new Date(start + (a + b) * 1000).toISOString();
          expect(toPacific(event) >= askFrom(since)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('asks for an hour more than needed at most', () => {
    expect(askFrom('2026-11-01T08:50:00Z')).toBe('2026-11-01 01:00:00');
    expect(askFrom('2026-11-01T09:50:00Z')).toBe('2026-11-01 01:50:00');
    expect(askFrom('2026-06-01T08:50:00Z')).toBe('2026-06-01 01:50:00');
  });
});
