import { expect, test } from 'vitest';
import { nextChildId, nextShipmentId, packageIds, shipmentNumber } from '../../../shared/shipment/ids.ts';
import { COUNTS_AS, SHIPMENT_STATUSES, shipmentStatus } from '../../../shared/shipment/status.ts';

test('a shipment’s number is never given twice, also when its row is gone or it has children', () => {
  expect(nextShipmentId('A-1', [])).toBe('A-1-1');
  expect(nextShipmentId('A-1', ['A-1-1', 'A-1-12', 'A-1-3.7', 'A-10-40', 'other'])).toBe('A-1-13');
  expect(nextShipmentId('A-1', packageIds('A-1-2 cancelled; A-1-5.1 sent'))).toBe('A-1-6');
});

test('a child is numbered below its parent', () => {
  expect(nextChildId('A-1-2', ['A-1-2', 'A-1-2.1', 'A-1-2.1.4', 'A-1-22.9'])).toBe('A-1-2.2');
  expect([
    shipmentNumber('A-1', 'A-1-2.1'),
    shipmentNumber('A-1', 'A-12-2'),
    shipmentNumber('A-1', 'A-1-x'),
  ]).toEqual([2, 0, 0]);
});

test('the status is the first fact that fits, and each status counts in one place', () => {
  const none = { cancelledAt: '', shippedAt: '', pushedAt: '', warehouseSays: '' };
  const on = { ...none, pushedAt: 'x' };
  expect(shipmentStatus(none)).toBe('not sent');
  expect(shipmentStatus(on)).toBe('sent');
  expect(shipmentStatus({ ...on, warehouseSays: 'accepted' })).toBe('sent');
  expect(shipmentStatus({ ...on, warehouseSays: 'cancel refused: packed' })).toBe('sent');
  expect(shipmentStatus({ ...on, warehouseSays: 'refused: no stock' })).toBe('refused');
  expect(shipmentStatus({ ...on, warehouseSays: 'refused: no stock', shippedAt: 'x' })).toBe('shipped');
  expect(shipmentStatus({ ...on, shippedAt: 'x', cancelledAt: 'x' })).toBe('cancelled');
  expect(Object.keys(COUNTS_AS).sort()).toEqual([...SHIPMENT_STATUSES].sort());
});
