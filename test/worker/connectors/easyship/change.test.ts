import { describe, expect, it } from 'vitest';
import type { Account } from '../../../../worker/connectors/contract.ts';
import { easyship } from '../../../../worker/connectors/easyship/connector.ts';
import { PARCELS } from '../../../contracts/connector-fixture.ts';
import { type FakeEasyship, type FakeShipment, fakeEasyship, ORIGIN } from './fake.ts';

const account: Account = {
  baseUrl: easyship.baseUrl,
  credentials: { token: 'prod_7d20c1f4b6', webhookSecret: '' },
  settings: { originCountry: 'US', originAddressId: ORIGIN },
};
const [order, other] = PARCELS;
const moved = { ...order, lines: other.lines, to: { ...order.to, city: 'Dayton', postalCode: '45402' } };

const refTo = ({ easyship_shipment_id }: FakeShipment) => ({
  key: order.key,
  externalId: easyship_shipment_id,
  shipmentId: order.shipmentId,
});
const cancel = (vendor: FakeEasyship, ref: ReturnType<typeof refTo>) =>
  vendor.caller().call(easyship, account, 'easyship', easyship.cancel, ref, 'click');
const update = (vendor: FakeEasyship, ref: ReturnType<typeof refTo>) =>
  vendor.caller().call(easyship, account, 'easyship', easyship.update, { ref, order: moved }, 'click');
const done = { ok: true, value: { outcome: 'done' } };
const refusedFor = (reason: RegExp) => ({
  ok: true,
  value: { outcome: 'refused', reason: expect.stringMatching(reason) },
});

describe('cancelling', () => {
  it('deletes a shipment that has no label', async () => {
    const vendor = fakeEasyship();
    const shipment = vendor.give(order);
    expect(await cancel(vendor, refTo(shipment))).toEqual(done);
    expect(shipment.shipment_state).toBe('deleted');
    expect(vendor.calls.map(({ method }) => method)).toEqual(['GET', 'DELETE']);
  });

  it('cancels one whose label is made and that has not left', async () => {
    const vendor = fakeEasyship();
    const shipment = Object.assign(vendor.give(order), {
      label_state: 'printed',
      delivery_state: 'info_received',
    });
    expect(await cancel(vendor, refTo(shipment))).toEqual(done);
    expect(shipment.shipment_state).toBe('cancelled');
  });

  it('is done where somebody cancelled it in Easyship before', async () => {
    const vendor = fakeEasyship();
    const shipment = Object.assign(vendor.give(order), { shipment_state: 'cancelled' });
    expect(await cancel(vendor, refTo(shipment))).toEqual(done);
    expect(vendor.calls).toHaveLength(1);
  });

  it.each([
    ['has left', { label_state: 'generated', delivery_state: 'in_transit_to_customer' }, /left/],
    ['was picked up', { label_state: 'generated', pickup_state: 'completed' }, /left/],
    ['was shipped by its warehouse', { warehouse_state: 'shipped' }, /left/],
    ['gets its label right now', { label_state: 'generating' }, /some minutes/],
    ['has a voided label', { label_state: 'voided' }, /voided/],
  ])('F8: is refused with the reason for one that %s', async (_, state, reason) => {
    const vendor = fakeEasyship();
    const shipment = Object.assign(vendor.give(order), state);
    expect(await cancel(vendor, refTo(shipment))).toEqual(refusedFor(reason));
    expect(vendor.calls).toHaveLength(1);
  });

  it('F8: is refused where a label was made between the look and the deletion', async () => {
    const vendor = fakeEasyship();
    const shipment = vendor.give(order);
    vendor.onCall(({ method }) => {
      if (method === 'DELETE') shipment.label_state = 'generating';
      return undefined;
    });
    expect(await cancel(vendor, refTo(shipment))).toEqual(refusedFor(/any more/));
  });

  it('of one that is not there is left to a person: the account may be another', async () => {
    const vendor = fakeEasyship();
    const ref = { key: order.key, externalId: 'ESUS9999999', shipmentId: order.shipmentId };
    expect(await cancel(vendor, ref)).toEqual(refusedFor(/no such shipment/));
  });

  it('finds by our key what was accepted without an id', async () => {
    const vendor = fakeEasyship();
    const dead = Object.assign(vendor.give(order), { shipment_state: 'cancelled' });
    const live = vendor.give(order);
    expect(await cancel(vendor, { ...refTo(live), externalId: '' })).toEqual(done);
    expect([dead.shipment_state, live.shipment_state]).toEqual(['cancelled', 'deleted']);
  });
});

describe('updating', () => {
  it('replaces address and items of the box that Easyship has', async () => {
    const vendor = fakeEasyship();
    const shipment = vendor.give(order);
    const [box] = shipment.parcels;
    expect(await update(vendor, refTo(shipment))).toEqual(done);
    expect(vendor.calls.at(-1)).toMatchObject({ method: 'PATCH', body: { parcels: [{ id: box?.id }] } });
    expect(box?.items).toEqual([{ sku: 'DICE', quantity: 2 }]);
    expect(shipment.destination_address).toMatchObject({ city: 'Dayton', postal_code: '45402' });
  });

  it.each([
    ['has a label', { label_state: 'generated' }, /Cancel it first/],
    ['has left', { label_state: 'generated', delivery_state: 'delivered' }, /left/],
    ['is cancelled', { shipment_state: 'cancelled' }, /cancelled/],
  ])('is refused for a shipment that %s', async (_, state, reason) => {
    const vendor = fakeEasyship();
    const shipment = Object.assign(vendor.give(order), state);
    expect(await update(vendor, refTo(shipment))).toEqual(refusedFor(reason));
    expect(vendor.calls).toHaveLength(1);
  });

  it('is refused where somebody packed it in two boxes', async () => {
    const vendor = fakeEasyship();
    const shipment = vendor.give(order);
    const [box] = shipment.parcels;
    if (box) shipment.parcels.push({ ...box, id: 'second' });
    expect(await update(vendor, refTo(shipment))).toEqual(refusedFor(/2 boxes/));
  });

  it('is not called done when Easyship holds other items afterwards', async () => {
    const vendor = fakeEasyship();
    const shipment = vendor.give(order);
    const [box] = shipment.parcels;
    const before = [...(box?.items ?? [])];
    vendor.onCall(({ method }) => {
      // It put the new items beside the old ones.
      if (method === 'PATCH') box?.items.push(...before);
      return method === 'PATCH'
        ? { status: 200, headers: {}, body: JSON.stringify({ shipment }) }
        : undefined;
    });
    expect(await update(vendor, refTo(shipment))).toEqual(refusedFor(/other items/));
  });
});
