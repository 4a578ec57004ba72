import { describe, expect, it } from 'vitest';
import { NEW_ROW } from '../../../../worker/partner-sheet/intake.ts';
import type { PartnerRow } from '../../../../worker/partner-sheet/load.ts';
import { goneWaiting, isWaiting, typedAgain } from '../../../../worker/partner-sheet/waiting.ts';
import { parcel } from './samples.ts';

const refusal = (code: string, decide: boolean): PartnerRow['refusal'] => ({
  column: 'number',
  code,
  detail: '',
  decide,
});
const row = (over: Partial<PartnerRow>): PartnerRow => ({ ...NEW_ROW, ...over });
const said = { number: 'TRK987654321', carrier: 'DHL', remark: 'Box was wet', seen: 'TRUE' };
const taken = { number: 'TRK123456789' };

describe('What a partner typed', () => {
  it.each([
    ['waits for an answer', refusal('tracking.other-number', true), '', true],
    ['waits for the answer to be heeded', refusal('tracking.other-number', true), 'take', true],
    ['waits for the order to be put right', refusal('order.not-ready', false), '', true],
    ['does not wait once it was answered with keep', refusal('tracking.other-number', true), 'keep', false],
    ['does not wait when it is the partner’s to put right', refusal('qty.over', false), '', false],
    ['does not wait when it was taken', null, '', false],
  ] as const)('%s', (_, why, answer, waits) => {
    const one = row({ refusal: why, answer, said, taken });
    expect(isWaiting(one)).toBe(waits);
    const number = waits ? said : taken;
    expect(typedAgain(one)).toEqual({
      number: number.number,
      ...(waits && { carrier: 'DHL' }),
      remark: 'Box was wet',
    });
  });

  it('is heard again from a row that is gone, only where it waits', () => {
    const waiting = parcel({ refusal: refusal('shipment.cancelled', true), said, taken });
    const parcels = new Map([
      ['A-1-1', waiting],
      ['A-2-1', parcel({ said, taken }, { id: 'A-2-1' })],
      ['A-3-1', { ...waiting, id: 'A-3-1' }],
    ]);
    const there = { id: 'A-9-1', line: 12, typed: {}, edited: {}, times: 1 };
    const heard = goneWaiting(parcels, { absent: ['A-1-1', 'A-2-1', 'A-3-1'], entries: [there] });
    expect(heard.map(({ id, line }) => [id, line])).toEqual([
      ['A-1-1', 13],
      ['A-3-1', 14],
    ]);
    expect(heard[0]?.typed.number).toEqual({ text: 'TRK987654321', isNumber: false, isMerged: false });
  });
});
