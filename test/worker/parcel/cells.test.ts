import { describe, expect, test } from 'vitest';
import type { PartnerOrder } from '../../../worker/connectors/contract.ts';
import { attentionFor, RAISED } from '../../../worker/parcel/attention.ts';
import { ATTENTION } from '../../../worker/parcel/attention-words.ts';
import { wantedRows } from '../../../worker/parcel/cells.ts';
import type { Package, Parcel } from '../../../worker/parcel/rows.ts';
import { applyOrder } from '../../../worker/parcel/update.ts';
import { handed } from '../../support/handed.ts';
import { answer, NOW, pack, parcelOf, scan } from './samples.ts';

const SHIPPED = '2026-03-01T15:00:00Z';
const shippedPack = (id: string, over = {}) => pack(id, { shippedAt: SHIPPED, ...over });

function told(parcel: Parcel, ...answers: PartnerOrder[]): [Parcel, readonly Package[]] {
  let packages: readonly Package[] = [];
  for (const one of answers)
    ({ parcel, packages } = applyOrder(parcel, packages, one, 'partner reports it', NOW));
  return [parcel, packages];
}

test('A shipped parcel fills its row', () => {
  const packages = [
    shippedPack('1', { cost: '12.40 USD', scans: [scan('02 12', 'in transit', 'Departed facility')] }),
  ];
  const [row] = wantedRows(...told(parcelOf(), answer({ state: 'shipped', packages })));
  expect(row).toMatchObject({ id: '1042-1', orderId: '1042', add: false });
  expect(row?.cells).toEqual({
    'Pushed at': '2026-03-01 08:00:00Z',
    'Shipped at': '2026-03-01 15:00:00Z',
    'Cancelled at': '',
    'Warehouse says': 'accepted',
    'Tracking number': '1Z999AA10000000001',
    Carrier: 'UPS',
    'Tracking status': 'in transit',
    'Tracking URL': 'https://wwwapps.ups.com/WebTracking/track?track=yes&trackNums=1Z999AA10000000001',
    'Warehouse order no.': 'SO-1',
    'Last scan': '2026-03-02 12:00:00Z Departed facility',
    'Delivered at': '',
    'Postage cost': '12.40 USD',
  });
});

test.each([
  ['waiting', { state: 'taken' }],
  ['unknown', { state: 'unknown' }],
  ['refused: SKU HAT is unknown', { state: 'refused', reason: 'SKU HAT\nis unknown' }],
  ['cancel asked', { state: 'cancel asked' }],
  ['cancel refused: packed', { state: 'cancel refused', reason: 'packed' }],
  ['update refused: packed', { state: 'update refused', reason: 'packed' }],
  ['cancelled', { state: 'cancelled', cancelled_at: NOW }],
] as const)('Warehouse says “%s”', (says, over) => {
  expect(wantedRows(parcelOf(undefined, over), [])[0]?.cells['Warehouse says']).toBe(says);
});

describe('Of the requests of people it may write over', () => {
  const projected = {
    '1042-1': { 'Warehouse says': ['accepted', 'cancel asked', 'cancel refused: packed'] },
  };
  const written = (asked: string) =>
    wantedRows(parcelOf(undefined, { state: 'cancel refused', asked, projected }), [])[0]?.written[
      'Warehouse says'
    ];
  test('the one that was handed over', () => {
    expect(written('cancel asked')).toEqual([
      'waiting',
      'cancel asked',
      'accepted',
      'cancel refused: packed',
    ]);
  });
  test('no other, though it once wrote the same words itself', () => {
    expect(written('')).toEqual(['waiting', 'accepted', 'cancel refused: packed']);
  });
});

test('Every row of a box gets the facts; the postage stands once', () => {
  const box = parcelOf([handed('1042-1'), handed('1050-1', { box: '1042-1' })]);
  const rows = wantedRows(...told(box, answer({ packages: [shippedPack('1', { cost: '9.00 USD' })] })));
  expect(
    rows.map(({ id, orderId, cells }) => [id, orderId, cells['Tracking number'], cells['Postage cost']]),
  ).toEqual([
    ['1042-1', '1042', '1Z999AA10000000001', '9.00 USD'],
    ['1050-1', '1050', '1Z999AA10000000001', ''],
  ]);
});

describe('F10: children of a split parcel', () => {
  test('stated quantities move from the parent to the child', () => {
    const packages = [shippedPack('1'), shippedPack('2', { lines: [{ sku: 'mug', quantity: 1 }] })];
    const [parent, child] = wantedRows(...told(parcelOf(), answer({ packages })));
    expect(parent?.cells.Contents).toBe('MUG x1; SHIRT x1');
    expect(parent?.written.Contents).toContain('MUG x2; SHIRT x1');
    expect(child).toMatchObject({ id: '1042-1.1', orderId: '1042', add: true });
    expect(child?.cells).toMatchObject({
      Contents: 'MUG x1',
      Channel: 'US 3PL',
      'Warehouse says': 'accepted',
    });
  });
  test('without quantities the child is a further box', () => {
    const rows = wantedRows(...told(parcelOf(), answer({ packages: [shippedPack('1'), shippedPack('2')] })));
    expect(rows.map(({ cells }) => cells.Contents)).toEqual([undefined, '-']);
  });
  test('never more than the parent holds; a parent that gave all away holds nothing', () => {
    const lines = [
      { sku: 'MUG', quantity: 9 },
      { sku: 'SHIRT', quantity: 1 },
      { sku: 'STICKER', quantity: 1 },
    ];
    const rows = wantedRows(
      ...told(parcelOf(), answer({ packages: [shippedPack('1'), shippedPack('2', { lines })] })),
    );
    expect(rows.map(({ cells }) => cells.Contents)).toEqual(['-', 'MUG x2; SHIRT x1']);
  });
  test('a child whose label is voided gives its units back', () => {
    const lines = [{ sku: 'MUG', quantity: 1 }];
    const [parcel, packages] = told(
      parcelOf(undefined, { projected: { '1042-1': { Contents: ['MUG x1; SHIRT x1'] }, '1042-1.1': {} } }),
      answer({ packages: [shippedPack('1'), shippedPack('2', { lines })] }),
      answer({ packages: [shippedPack('2', { lines, voided: true })] }),
    );
    const [parent, child] = wantedRows(parcel, packages);
    expect(parent?.cells.Contents).toBe('MUG x2; SHIRT x1');
    expect(child?.cells).toMatchObject({ 'Tracking number': '', 'Warehouse says': 'cancelled' });
    expect(child?.cells['Cancelled at']).not.toBe('');
  });
});

test('H13: a voided label leaves no number and no time of shipping in the row', () => {
  const [parcel, packages] = told(
    parcelOf(),
    answer({ state: 'shipped', packages: [shippedPack('1')] }),
    answer({ packages: [shippedPack('1', { voided: true })] }),
  );
  expect(wantedRows(parcel, packages)[0]?.cells).toMatchObject({
    'Tracking number': '',
    'Shipped at': '',
    'Warehouse says': 'accepted',
  });
  expect(attentionFor(parcel, packages, null, NOW)).toEqual([
    {
      key: 'label.voided/1042/1042-1',
      what: 'Shipment 1042-1: The warehouse voided the label 1Z999AA10000000001. The parcel waits for a new one.',
      action: ATTENTION['label.voided'].action,
    },
  ]);
});

test('A parcel that shipped although it was cancelled is shipped, and is pointed out', () => {
  const [parcel, packages] = told(
    parcelOf(),
    answer({ state: 'cancelled' }),
    answer({ state: 'shipped', packages: [shippedPack('1')] }),
  );
  expect(wantedRows(parcel, packages)[0]?.cells).toMatchObject({
    'Cancelled at': '',
    'Shipped at': '2026-03-01 15:00:00Z',
  });
  expect(attentionFor(parcel, packages, null, NOW).map(({ key }) => key)).toEqual([
    'partner.shipped-anyway/1042/1042-1',
  ]);
});

test('The time that a person cancelled at stays, and goes when the parcel ships all the same', () => {
  const row = handed('1042-1', { cancelledAt: '2026-03-01 20:00:00Z' });
  const cancelled = parcelOf([row], { state: 'cancelled', cancelled_at: NOW });
  expect(wantedRows(cancelled, [])[0]?.cells['Cancelled at']).toBe('2026-03-01 20:00:00Z');
  const [kept] = wantedRows(parcelOf([row], { state: 'cancel refused', reason: 'packed' }), []);
  expect(kept?.cells['Cancelled at']).toBe('');
  expect(kept?.written['Cancelled at']).toContain('2026-03-01 20:00:00Z');
});

describe('Needs attention', () => {
  test.each([
    ['partner.stuck', {}, { code: 'api.http-503', message: 'The partner has a fault.' }],
    ['partner.conflict', {}, { code: 'partner.conflict', message: '' }],
    ['partner.unknown', { state: 'unknown' }, null],
    ['partner.refused', { state: 'refused', reason: 'no' }, null],
    ['partner.cancelled', { state: 'cancelled', reason: 'Out of stock' }, null],
    ['partner.cancel-refused', { state: 'cancel refused', reason: 'packed' }, null],
    ['partner.update-refused', { state: 'update refused', reason: 'packed' }, null],
  ] as const)('%s', (code, over, trouble) => {
    const [item] = attentionFor(parcelOf(undefined, over), [], trouble, NOW);
    expect(item?.key).toBe(`${code}/1042/1042-1`);
    expect(item?.what).not.toContain('{detail}');
  });

  test('What shipped before it could be stopped asks for no talk with the warehouse', () => {
    const [parcel, packages] = told(parcelOf(), answer({ packages: [shippedPack('1')] }));
    const refused = { ...parcel, state: 'cancel refused', reason: 'already shipped' } as const;
    const items = attentionFor(refused, packages, null, NOW);
    expect(items.map(({ key }) => key)).toEqual(['partner.shipped-before/1042/1042-1']);
    expect(items[0]?.action).not.toContain('Recall');
  });

  test.each([
    ['H12: parcel.exception', 'exception', 'Held by customs'],
    ['H12: parcel.pickup', 'available for pickup', 'At the post office until 14 March'],
    ['H10: parcel.returned', 'returned to sender', 'Addressee unknown'],
    ['H11: parcel.lost', 'lost', 'Shipment lost'],
  ] as const)('%s, with the carrier’s words; the parcel stays shipped', (title, status, raw) => {
    const packages = [shippedPack('1', { scans: [scan('04 10', status, raw)] })];
    const [parcel, known] = told(parcelOf(), answer({ packages }));
    const [item] = attentionFor(parcel, known, null, NOW);
    expect(item?.key).toBe(`${title.slice(5)}/1042/1042-1`);
    expect(item?.what).toContain(raw);
    expect(wantedRows(parcel, known)[0]?.cells['Shipped at']).not.toBe('');
  });

  test('H11: a parcel that nobody scans for weeks, with the time of the last scan', () => {
    const packages = [shippedPack('1', { scans: [scan('02 10', 'in transit')] })];
    const [parcel, known] = told(parcelOf(), answer({ packages }));
    expect(attentionFor(parcel, known, null, NOW)).toEqual([]);
    const [item] = attentionFor(parcel, known, null, new Date('2026-04-01T00:00:00Z'));
    expect(item).toMatchObject({
      key: 'parcel.silent/1042/1042-1',
      what: 'Shipment 1042-1: The carrier has not scanned it since 2026-03-02 10:00:00Z.',
    });
  });

  test('What was raised and is over is resolved', () => {
    const key = 'partner.unknown/1042/1042-1';
    const parcel = parcelOf(undefined, { projected: { '1042-1': { [RAISED]: [key] } } });
    expect(attentionFor(parcel, [], null, NOW)).toEqual([{ key, what: '', action: '' }]);
  });
});

test('A part that had not left is stopped with its parcel; one that has left stays shipped', () => {
  const [parcel, packages] = told(
    parcelOf(),
    answer({ packages: [pack('1'), shippedPack('2', { shippedAt: '2026-03-02T15:00:00Z' }), pack('3')] }),
  );
  const stopped = { ...parcel, state: 'cancelled', cancelled_at: NOW } as const;
  const rows = wantedRows(stopped, packages).filter(({ add }) => add);
  const standing = rows.map(({ cells }) => [cells['Warehouse says'], cells['Cancelled at'] !== '']);
  const left = packages.filter(({ n }) => n > 0).map(({ shipped_at }) => shipped_at !== null);
  expect(standing).toEqual(left.map((gone) => (gone ? ['accepted', false] : ['cancelled', true])));
  expect(new Set(left)).toContain(false);
});

test('F10: what no package holds is pointed out by name, until the rest is told', () => {
  const part = shippedPack('1', { lines: [{ sku: 'mug', quantity: 2 }] });
  const [parcel, packages] = told(parcelOf(), answer({ state: 'shipped', packages: [part] }));
  expect(attentionFor(parcel, packages, null, NOW)).toEqual([
    {
      key: 'partner.partly/1042/1042-1',
      what: 'Shipment 1042-1: The warehouse shipped less than it was sent: missing: SHIRT x1.',
      action: ATTENTION['partner.partly'].action,
    },
  ]);
  const rest = shippedPack('2', { lines: [{ sku: 'SHIRT', quantity: 1 }] });
  const [then, all] = told(parcelOf(), answer({ state: 'shipped', packages: [part, rest] }));
  expect(attentionFor(then, all, null, NOW)).toEqual([]);
});

test('F3: a lost answer is pointed out when it was not cleared up in a quarter of an hour', () => {
  const keysAt = (minutes: number): string[] => {
    const parcel = parcelOf([handed('1042-1')], {
      state: 'unknown',
      changed_at: new Date(NOW.getTime() - minutes * 60_000),
    });
    return attentionFor(parcel, [], null, NOW).map(({ key }) => key);
  };
  expect(keysAt(14)).toEqual([]);
  expect(keysAt(16)).toEqual(['partner.unknown/1042/1042-1']);
});
