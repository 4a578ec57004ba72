import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Created, PartnerOrder, Power } from '../../../../worker/connectors/contract.ts';
import { sandboxConnector } from '../../../../worker/connectors/sandbox/connector.ts';
import { PARCELS } from '../../../contracts/connector-fixture.ts';
import { type Live, send, startSandbox } from './live.ts';

const connector = sandboxConnector('http://127.0.0.1:8080/sandbox');
const [first, second, third] = PARCELS;
const START = Date.parse('2026-03-01T10:30:00Z');
const HOUR = 3_600_000;

let live: Live;
let now = START;
beforeEach(async () => {
  now = START;
  live = await startSandbox({ now: () => now });
});
afterEach(() => live.stop());

async function ask<I, O>(power: Power<I, O>, input: I): Promise<O> {
  const reply = power.answer(await send(power.request(live.account, input)), input);
  if (!reply.ok) throw new Error(reply.problem.code);
  return reply.value;
}
const create = (parcels = PARCELS.slice()) => ask(connector.create, parcels);
const outcomes = (created: readonly Created[]) => created.map(({ outcome }) => outcome);
const ref = { key: first.key, externalId: '', shipmentId: first.shipmentId };
async function order(): Promise<PartnerOrder> {
  const [found] = await ask(connector.find, ref);
  if (!found) throw new Error('The order is not there');
  return found;
}
const to = { order: `key:${first.key}` };
const act = (
  action: 'hold' | 'release' | 'pack' | 'label' | 'ship' | 'deliver' | 'split' | 'void' | 'refuse',
  reason = '',
) => live.control({ do: 'act', action, to, reason });
const scans = async () => (await order()).packages.map((box) => box.scans.map(({ status }) => status));

describe('what it refuses', () => {
  it('F6: a SKU that it has never heard of', async () => {
    await live.control({ do: 'set', settings: { unknownSkus: ['GAME'] } });
    const created = await create();
    expect(outcomes(created)).toEqual(['refused', 'accepted', 'refused']);
    expect(created[0]).toMatchObject({
      code: 'partner.sku-unknown',
      reason: 'SKU GAME is not in our catalogue',
    });
  });
  it('a country that does not exist, and an address with REFUSE in it', async () => {
    const created = await create([
      { ...first, to: { ...first.to, country: 'XX' } },
      { ...second, to: { ...second.to, address2: 'REFUSE' } },
      third,
    ]);
    expect(created).toMatchObject([
      { outcome: 'refused', code: 'partner.address', reason: 'Country "XX" is not one that we ship to' },
      { outcome: 'refused', code: 'partner.address', reason: 'Not deliverable: …, …, …' },
      { outcome: 'accepted' },
    ]);
  });
  it('F7: an order that it had accepted, and takes it when it is handed in again', async () => {
    const [before] = await create([first]);
    await act('refuse', 'DICE arrived damaged');
    expect(await order()).toMatchObject({ state: 'refused', reason: 'DICE arrived damaged' });
    expect(await create([first])).toEqual([before]);
    expect((await order()).state).toBe('accepted');
  });
});

describe('what it has twice', () => {
  it('F1: never, as it is: the key tells', async () => {
    expect(outcomes(await create())).toEqual(['accepted', 'accepted', 'accepted']);
    expect(outcomes(await create())).toEqual(['exists', 'exists', 'exists']);
    expect(live.sandbox.account('demo')?.count()).toBe(3);
  });
  it('everything that is handed in twice, where it does not look at keys', async () => {
    await live.control({ do: 'set', settings: { dedupe: false } });
    await create([first]);
    await create([first]);
    expect(await ask(connector.find, ref)).toHaveLength(2);
  });
});

describe('the clock', () => {
  const seen = async () => {
    const { state, packages } = await order();
    return [state, packages[0]?.scans.at(-1)?.status ?? ''];
  };

  it('leads an order from accepted to delivered, each step at its own time', async () => {
    await create([first]);
    const states: string[] = [];
    for (let hour = 0; hour < 80; hour++) {
      const now = (await seen()).join(': ');
      if (states.at(-1) !== now) states.push(now);
      await live.control({ do: 'turn', hours: 1 });
    }
    expect(states).toEqual([
      'accepted: ',
      'accepted: label created',
      'shipped: in transit',
      'shipped: out for delivery',
      'shipped: delivered',
    ]);
  });
  it('may be turned by a week at once: scans keep the times at which they were due', async () => {
    await create([first]);
    await live.control({ do: 'turn', hours: 168 });
    const [box] = (await order()).packages;
    const times = box?.scans.map(({ at }) => Date.parse(at)) ?? [];
    expect(times).toHaveLength(6);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(times).size).toBe(6);
    expect(times.at(-1)).toBeLessThan(START + 80 * HOUR);
    expect(box?.shippedAt).toBe(box?.scans[1]?.at);
  });
  it('goes by itself at the pace that is set, and keeps its time when the pace changes', async () => {
    const account = live.sandbox.account('demo');
    await create([first]);
    await live.control({ do: 'set', settings: { hoursAMinute: 24 } });
    now += 60_000;
    account?.tick();
    expect((await order()).state).toBe('shipped');
    expect(account?.time()).toBe(START + 24 * HOUR);
    await live.control({ do: 'set', settings: { hoursAMinute: 0 } });
    now += 600_000;
    expect(account?.time()).toBe(START + 24 * HOUR);
  });
  it('does nothing to orders where they do not go on by themselves', async () => {
    await live.control({ do: 'set', settings: { auto: false } });
    await create([first]);
    await live.control({ do: 'turn', hours: 168 });
    expect((await order()).state).toBe('accepted');
  });
});

describe('what a person does', () => {
  beforeEach(() => create([first]));

  it('F10: ships in two parcels and says what is in each', async () => {
    await act('split');
    expect((await order()).packages.map(({ lines }) => lines)).toEqual([
      [
        { sku: 'GAME', quantity: 1 },
        { sku: 'DICE', quantity: 1 },
      ],
      [{ sku: 'DICE', quantity: 1 }],
    ]);
  });
  it('F10: of one unit in two boxes it does not say what is where', async () => {
    await create([third]);
    await live.control({ do: 'act', action: 'split', to: { order: `ref:${third.shipmentId}` } });
    const [found] = await ask(connector.find, { ...ref, key: third.key });
    expect(found?.packages.map(({ lines }) => lines)).toEqual([null, null]);
  });
  it('H13: voids a label, and makes another with another number', async () => {
    await act('label');
    await act('void');
    await act('ship');
    const { packages } = await order();
    expect(packages.map(({ voided }) => voided)).toEqual([true, false]);
    expect(new Set(packages.map(({ number }) => number)).size).toBe(2);
  });
  it('H13: voids no label of a parcel that is under way', async () => {
    await act('ship');
    await live.control({ do: 'turn', hours: 24 });
    await expect(act('void')).rejects.toThrow('The carrier has it.');
  });
  it('scans as carriers do: attempts, pickup, customs, lost, and back again after the delivery', async () => {
    await act('ship');
    for (const code of ['CU', 'AT', 'AP', 'DL', 'RT', 'LO', 'X9']) {
      await live.control({ do: 'scan', code, to });
    }
    expect(await scans()).toEqual([
      [
        'label created',
        'in transit',
        'exception',
        'exception',
        'available for pickup',
        'delivered',
        'returned to sender',
        'lost',
        'unknown',
      ],
    ]);
  });
  it('holds and releases', async () => {
    await act('hold', 'Waiting for a carton');
    await expect(act('pack')).rejects.toThrow('It is on hold.');
    await act('release');
    await act('pack');
  });
  it('delivers to everyone of a state at once', async () => {
    await create();
    await live.control({ do: 'act', action: 'ship', to: { all: 'accepted' } });
    await live.control({ do: 'act', action: 'deliver', to: { all: 'shipped' } });
    expect(live.sandbox.account('demo')?.counts()).toMatchObject({ accepted: 0, shipped: 3 });
    expect((await scans())[0]?.at(-1)).toBe('delivered');
  });
  it('is told why not', async () => {
    await act('ship');
    await expect(act('pack')).rejects.toThrow('It is shipped.');
    await expect(live.control({ do: 'act', action: 'pack', to: { order: 'SBX-1' } })).rejects.toThrow(
      'There is no such order.',
    );
  });
});

describe('stock', () => {
  it('lets orders wait on hold until it is there', async () => {
    await live.control({ do: 'set', settings: { outOfStock: ['DICE'] } });
    await create();
    const account = live.sandbox.account('demo');
    expect(account?.counts()).toMatchObject({ 'on hold': 2, accepted: 1 });
    expect(account?.find(`key:${first.key}`)?.reason).toBe('DICE is out of stock');
    await live.control({ do: 'set', settings: { outOfStock: [] } });
    expect(account?.counts()).toMatchObject({ 'on hold': 0, accepted: 3 });
  });
});

describe('cancelling and changing', () => {
  beforeEach(() => create([first]));

  it('F8: is refused once it is packed', async () => {
    await act('pack');
    expect(await ask(connector.cancel, ref)).toEqual({ outcome: 'refused', reason: 'packed' });
    expect(await ask(connector.update, { ref, order: first })).toEqual({
      outcome: 'refused',
      reason: 'packed',
    });
  });
  it('F8: is refused by a warehouse that never cancels', async () => {
    await live.control({ do: 'set', settings: { cancels: false } });
    expect(await ask(connector.cancel, ref)).toEqual({
      outcome: 'refused',
      reason: 'we do not cancel orders',
    });
  });
  it('B12: cancelling twice is cancelling once', async () => {
    expect(await ask(connector.cancel, ref)).toEqual({ outcome: 'done' });
    expect(await ask(connector.cancel, ref)).toEqual({ outcome: 'done' });
    expect(await order()).toMatchObject({ state: 'cancelled' });
  });
  it('a change replaces address and lines', async () => {
    await ask(connector.update, { ref, order: { ...first, to: second.to, lines: second.lines } });
    expect(await order()).toMatchObject({
      lines: [{ sku: 'DICE', quantity: 2 }],
      destination: { country: 'GB', postalCode: 'HG2 8QT' },
    });
  });
});
