import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ShippedWhen } from '../../../shared/tabs/tabs.ts';
import type { PartnerOrder } from '../../../worker/connectors/contract.ts';
import { hasShipped, type Package, type Parcel } from '../../../worker/parcel/rows.ts';
import { applyOrder, applyScans } from '../../../worker/parcel/update.ts';
import { handed } from '../../support/handed.ts';
import { answer, NOW, pack, parcelOf, scan } from './samples.ts';

interface State {
  readonly parcel: Parcel;
  readonly packages: readonly Package[];
}

function told(
  start: Parcel,
  answers: readonly PartnerOrder[],
  rule: ShippedWhen = 'partner reports it',
): State {
  let state: State = { parcel: start, packages: [] };
  for (const one of answers) state = applyOrder(state.parcel, state.packages, one, rule, NOW);
  return state;
}

const SHIPPED = '2026-03-01T15:00:00Z';

test('The first package is the parcel itself', () => {
  const { parcel, packages } = told(parcelOf(), [
    answer({ state: 'shipped', packages: [pack('1', { shippedAt: SHIPPED })] }),
  ]);
  expect(packages).toMatchObject([{ n: 0, number: '1Z999AA10000000001', shipped_at: new Date(SHIPPED) }]);
  expect(parcel).toMatchObject({ state: 'accepted', version: 2 });
});

test('H4: the same answer five times changes something once', () => {
  const one = answer({ state: 'shipped', packages: [pack('1', { shippedAt: SHIPPED })] });
  expect(told(parcelOf(), [one, one, one, one, one]).parcel.version).toBe(2);
});

test('A late “created” after “shipped” takes nothing back', () => {
  const shipped = answer({ state: 'shipped', packages: [pack('1', { shippedAt: SHIPPED })] });
  const { packages } = told(parcelOf(), [shipped, answer()]);
  expect(hasShipped(packages)).toBe(true);
});

test('F7: a partner that accepted and rejects later leaves its reason, and a late “created” does not undo it', () => {
  const { parcel } = told(parcelOf(), [
    answer(),
    answer({ state: 'refused', reason: 'SKU SHIRT is not in stock' }),
    answer(),
  ]);
  expect(parcel).toMatchObject({ state: 'refused', reason: 'SKU SHIRT is not in stock' });
});

test('A cancellation by the partner has its time and reason', () => {
  const { parcel } = told(parcelOf(), [answer({ state: 'cancelled', reason: 'Out of stock' })]);
  expect(parcel).toMatchObject({ state: 'cancelled', cancelled_at: NOW, reason: 'Out of stock' });
});

test('A cancellation that we asked for needs no reason: nobody has to look into it', () => {
  const { parcel } = told(parcelOf(undefined, { state: 'cancel asked' }), [
    answer({ state: 'cancelled', reason: 'as you asked' }),
  ]);
  expect(parcel).toMatchObject({ state: 'cancelled', cancelled_at: NOW, reason: '' });
});

test('A parcel that was never sent hears nothing: an order of its key is another’s until the outbox looked', () => {
  const taken = parcelOf(undefined, { state: 'taken', pushed_at: null });
  const shipped = answer({ state: 'shipped', packages: [pack('1', { shippedAt: SHIPPED })] });
  expect(applyOrder(taken, [], shipped, 'partner reports it', NOW).changed).toBe(false);
});

test('“Shipped” without any package is shipped; the number that follows belongs to it', () => {
  const said = told(parcelOf(), [answer({ state: 'shipped' })]);
  expect(said.packages).toMatchObject([{ n: 0, number: '', shipped_at: NOW }]);
  const later = told(parcelOf(), [answer({ state: 'shipped' }), answer({ packages: [pack('1')] })]);
  expect(later.packages).toMatchObject([{ n: 0, number: '1Z999AA10000000001', shipped_at: NOW }]);
});

describe('What counts as shipped is the channel’s rule', () => {
  const label = answer({ packages: [pack('1', { scans: [scan('02 08', 'label created')] })] });
  const sent = answer({ state: 'shipped', packages: [pack('1', { shippedAt: SHIPPED })] });
  const scanned = answer({ packages: [pack('1', { scans: [scan('02 09', 'in transit')] })] });

  test('First scan: neither a label nor the partner’s word, but the carrier’s', () => {
    expect(hasShipped(told(parcelOf(), [label, sent], 'first scan').packages)).toBe(false);
    const { packages } = told(parcelOf(), [label, sent, scanned], 'first scan');
    expect(packages[0]?.shipped_at).toEqual(new Date('2026-03-02T09:00:00Z'));
  });
  test('Partner reports it: its word, not the label', () => {
    expect(hasShipped(told(parcelOf(), [label, scanned]).packages)).toBe(false);
    expect(hasShipped(told(parcelOf(), [label, sent]).packages)).toBe(true);
  });
  test('Tracking imported: the number', () => {
    expect(told(parcelOf(), [label], 'tracking imported').packages[0]?.shipped_at).toEqual(NOW);
    const none = answer({ packages: [pack('1', { number: '' })] });
    expect(hasShipped(told(parcelOf(), [none], 'tracking imported').packages)).toBe(false);
  });
  test('Later events of the carrier never change when it shipped', () => {
    const earlier = answer({ packages: [pack('1', { scans: [scan('02 01', 'in transit')] })] });
    const { packages } = told(parcelOf(), [scanned, earlier], 'first scan');
    expect(packages[0]?.shipped_at).toEqual(new Date('2026-03-02T09:00:00Z'));
  });
});

describe('F10: a partner splits a parcel', () => {
  test('The second package is a child, with quantities only where the partner says so', () => {
    const { packages } = told(parcelOf(), [
      answer({
        packages: [pack('1', { shippedAt: SHIPPED }), pack('2', { lines: [{ sku: 'SHIRT', quantity: 1 }] })],
      }),
    ]);
    expect(packages.map(({ n, lines }) => [n, lines])).toEqual([
      [0, null],
      [1, [{ sku: 'SHIRT', quantity: 1 }]],
    ]);
  });
  test('A package that is told again keeps its place, a new one gets the next', () => {
    const { packages } = told(parcelOf(), [
      answer({ packages: [pack('7')] }),
      answer({ packages: [pack('3')] }),
      answer({ packages: [pack('3'), pack('7'), pack('1')] }),
    ]);
    expect(packages.map(({ external_id }) => external_id)).toEqual(['7', '3', '1']);
  });
});

describe('H13: a voided label', () => {
  const shipped = answer({ state: 'shipped', packages: [pack('1', { shippedAt: SHIPPED })] });
  const voided = answer({ packages: [pack('1', { voided: true })] });

  test('brings the parcel back to accepted, and its number stays as void', () => {
    const { parcel, packages } = told(parcelOf(), [shipped, voided]);
    expect(parcel.state).toBe('accepted');
    expect(packages).toMatchObject([{ number: '1Z999AA10000000001', voided_at: NOW, shipped_at: null }]);
  });
  test('stays void when an older answer comes late', () => {
    expect(hasShipped(told(parcelOf(), [voided, shipped]).packages)).toBe(false);
  });
  test('leaves its place to the new label, whichever is heard of first', () => {
    const fresh = answer({ packages: [pack('2', { shippedAt: SHIPPED })] });
    for (const answers of [
      [shipped, voided, fresh],
      [shipped, fresh, voided],
      [fresh, shipped, voided],
    ]) {
      const { packages } = told(parcelOf(), answers);
      expect(packages.map(({ n, external_id }) => [n, external_id])).toEqual([
        [0, '2'],
        [1, '1'],
      ]);
    }
  });
  test('does not hand its goods to a child that holds other ones', () => {
    const child = answer({ packages: [pack('2', { lines: [{ sku: 'SHIRT', quantity: 1 }] })] });
    expect(told(parcelOf(), [shipped, child, voided]).packages[0]?.external_id).toBe('1');
  });
});

test('H8: of two packages one is delivered, the other is not', () => {
  const { packages } = told(parcelOf(), [
    answer({ packages: [pack('1', { scans: [scan('03 10', 'delivered')] }), pack('2')] }),
  ]);
  expect(packages.map((one) => one.delivered_at !== null)).toEqual([true, false]);
});

test('H16: of the numbers that were asked those with an answer change, the others stay', () => {
  const start = told(parcelOf(), [answer({ packages: [pack('1'), pack('2')] })]);
  const scans = new Map([['1Z999AA10000000001', [scan('03 10', 'in transit')]]]);
  const { packages, changed } = applyScans(start.parcel, start.packages, scans, 'partner reports it', NOW);
  expect(changed).toBe(true);
  expect(packages.map(({ tracking_status }) => tracking_status)).toEqual(['in transit', '']);
});

test('Property 11: any order and any repetition of answers gives the same parcel', () => {
  const scans = fc.subarray([
    scan('02 08', 'label created'),
    scan('02 12', 'in transit'),
    scan('03 07', 'exception', 'Customs'),
    scan('04 07', 'out for delivery'),
    scan('04 15', 'delivered'),
    scan('08 09', 'returned to sender'),
  ]);
  const news = fc
    .record({ voided: fc.boolean(), scans, sent: fc.boolean() })
    .map(({ voided, scans, sent }) => pack('1', { voided, scans, shippedAt: sent ? SHIPPED : '' }));
  const anyAnswer = fc
    .record({
      state: fc.constantFrom<PartnerOrder['state']>('accepted', 'unsaid', 'cancelled', 'refused'),
      packages: fc.array(news, { maxLength: 1 }),
    })
    .map(({ state, packages }) => answer({ state, reason: state, packages }));
  const both = fc
    .array(anyAnswer, { minLength: 1, maxLength: 6 })
    .chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
    );
  fc.assert(
    fc.property(
      both,
      fc.constantFrom<ShippedWhen>('first scan', 'partner reports it'),
      ([one, other], rule) => {
        const [a, b] = [told(parcelOf(), one, rule), told(parcelOf(), other, rule)];
        // When it shipped is recorded once and stays; that it did is the same in any order.
        const view = ({ parcel, packages }: State) => [
          parcel.state,
          parcel.reason,
          packages.map((p) => [
            p.n,
            p.number,
            p.voided_at,
            p.tracking_status,
            p.delivered_at,
            p.shipped_at !== null,
          ]),
        ];
        expect(view(b)).toEqual(view(a));
      },
    ),
  );
});

test('A box of two orders is one parcel with one number', () => {
  const box = parcelOf([handed('1042-1'), handed('1050-1', { box: '1042-1' })]);
  const { packages } = told(box, [answer({ packages: [pack('1', { shippedAt: SHIPPED })] })]);
  expect(packages).toHaveLength(1);
});
