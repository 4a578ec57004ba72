import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TRACKING_STATUSES } from '../../../worker/connectors/contract.ts';
import { mergeScans, trackingOf } from '../../../worker/parcel/tracking.ts';
import { scan } from './samples.ts';

const of = (...scans: Parameters<typeof mergeScans>[0]) => trackingOf(mergeScans([], scans));

test('A parcel without scans has no status', () => {
  expect(of()).toEqual({ status: '', deliveredAt: '', firstPhysicalAt: '', last: null });
});

test('H1: text that nobody knows stays as it is, is unknown, and hides no status that is known', () => {
  expect(of(scan('03 08', 'unknown', 'Zaakceptowana')).status).toBe('unknown');
  const later = of(scan('03 08', 'in transit'), scan('04 08', 'unknown', 'Zaakceptowana'));
  expect(later.status).toBe('in transit');
  expect(later.last?.raw).toBe('Zaakceptowana');
});

test('H3: scans that come out of order are put in order by their time', () => {
  const scans = [scan('05 10', 'delivered'), scan('03 08', 'in transit'), scan('05 07', 'out for delivery')];
  expect(of(...scans)).toEqual(of(...[...scans].reverse()));
  expect(of(...scans).status).toBe('delivered');
});

test('H9: delivered and later returned keeps both; the delivery back at the sender is none', () => {
  const found = of(
    scan('05 10', 'delivered'),
    scan('09 10', 'returned to sender'),
    scan('15 10', 'delivered'),
  );
  expect(found.status).toBe('returned to sender');
  expect(found.deliveredAt).toBe('2026-03-05T10:00:00Z');
});

test('A parcel that only came back to the sender was never delivered', () => {
  expect(of(scan('09 10', 'returned to sender'), scan('15 10', 'delivered')).deliveredAt).toBe('');
});

test('H14: a carrier that stops tracking takes no status away', () => {
  expect(of(scan('05 10', 'delivered'), scan('28 10', 'unknown', 'Expired')).status).toBe('delivered');
});

test('A facility scan after the delivery is no step back', () => {
  expect(of(scan('05 10', 'delivered'), scan('06 10', 'in transit')).status).toBe('delivered');
});

test('A label that is reported late says nothing once the carrier has the parcel', () => {
  expect(of(scan('03 08', 'in transit'), scan('03 20', 'label created')).status).toBe('in transit');
  expect(of(scan('03 08', 'label created')).firstPhysicalAt).toBe('');
});

test('A lost parcel that turns up is on its way again', () => {
  expect(of(scan('03 08', 'lost'), scan('20 08', 'in transit')).status).toBe('in transit');
});

test('G35: scans of an earlier parcel with the same number do not count', () => {
  const scans = mergeScans([], [scan('01 08', 'delivered'), scan('10 08', 'label created')]);
  expect(trackingOf(scans, Date.parse('2026-03-09T00:00:00Z'))).toMatchObject({
    status: 'label created',
    deliveredAt: '',
  });
});

test('H19: scans with offsets are ordered by the moment, not by their text', () => {
  const evening = { ...scan('05 10', 'in transit'), at: '2026-03-05T20:00:00-08:00' };
  const night = { ...scan('05 10', 'delivered'), at: '2026-03-06T03:00:00Z' };
  expect(of(evening, night).last).toBe(evening);
});

test('Property 11: any order and any repetition gives the same state', () => {
  const day = fc.integer({ min: 1, max: 9 });
  const anyScan = fc
    .tuple(day, fc.constantFrom(...TRACKING_STATUSES))
    .map(([d, status]) => scan(`0${d} 08`, status));
  fc.assert(
    fc.property(
      fc
        .array(anyScan, { maxLength: 12 })
        .chain((scans) =>
          fc.tuple(
            fc.constant(scans),
            fc.shuffledSubarray([...scans, ...scans], { minLength: scans.length * 2 }),
          ),
        ),
      ([scans, told]) => {
        let known: ReturnType<typeof mergeScans> = [];
        for (const one of told) known = mergeScans(known, [one]);
        expect(trackingOf(known)).toEqual(trackingOf(mergeScans([], scans)));
      },
    ),
  );
});
