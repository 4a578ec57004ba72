import { describe, expect, it } from 'vitest';
import type { PartnerColumn } from '../../../../shared/partner-sheet/columns.ts';
import type { Entry, TypedCell } from '../../../../worker/partner-sheet/contract.ts';
import { type HearOptions, hear, NEW_ROW } from '../../../../worker/partner-sheet/intake.ts';
import { newsOf, planned } from '../../../../worker/partner-sheet/intake-news.ts';
import { type PlanRow, planRows, trackingFile } from '../../../../worker/partner-sheet/intake-plan.ts';
import type { PartnerRow, SheetParcel } from '../../../../worker/partner-sheet/load.ts';
import { saysOther } from '../../../../worker/partner-sheet/record-attention.ts';
import { ready, sent, tablesOf } from '../../../support/campaign.ts';
import { parcel } from './samples.ts';

const UPS = '1Z999AA10123456784';
const cell = (text: string, more: Partial<TypedCell> = {}): TypedCell => ({
  text,
  isNumber: false,
  isMerged: false,
  ...more,
});
const entry = (typed: Partial<Record<PartnerColumn, TypedCell>>, more: Partial<Entry> = {}): Entry => ({
  id: 'A-1-1',
  line: 3,
  typed,
  edited: {},
  times: 1,
  ...more,
});
const OPTIONS: HearOptions = { gone: [], cells: () => ({ address1: '1 Main Street' }), reports: false };
const numbered = { taken: { number: UPS }, said: { number: UPS } };
const withNumber: Partial<SheetParcel> = {
  packages: [
    { n: 0, external_id: UPS, number: UPS, carrier: 'UPS', shipped_at: new Date(), voided_at: null },
  ],
};
/** As the plan of a campaign in which A-1-1 is sent. */
const planOf = (rows: readonly PlanRow[], furtherBox = false) =>
  planRows(rows, trackingFile(rows), {
    tables: tablesOf({
      orders: [ready('A-1', { Items: 'MUG x2' })],
      shipments: [sent('A-1-1', 'MUG x2')],
    }),
    now: '2026-05-03 09:00:00Z',
    furtherBox,
  });

describe('A row of a partner', () => {
  it('nothing typed is nothing to plan', () => {
    const heard = hear(parcel(), entry({ number: cell('') }), OPTIONS);
    expect(heard).toMatchObject({ plan: null, row: { refusal: null, said: {} } });
  });

  it('a number that was taken is not planned again; one that changed is', () => {
    const known = parcel(numbered, withNumber);
    expect(hear(known, entry({ number: cell(UPS) }), OPTIONS).plan).toBeNull();
    expect(hear(known, entry({ number: cell('TRK123456789') }), OPTIONS).plan).toMatchObject({ line: 3 });
  });

  it('of a text that fills its cell the beginning is kept, and no number that was cut is taken', () => {
    const filled = `${'9400111899223817655432\n'.repeat(2_000)}`;
    const typed = entry({ number: cell(filled), remark: cell('x'.repeat(50_000)) });
    const heard = hear(parcel(), { ...typed, edited: { address1: 'y'.repeat(50_000) } }, OPTIONS);
    const { said, edits } = heard.row;
    expect([said.number, said.remark, edits.address1].map((text) => text?.length)).toEqual([
      2001, 2001, 2001,
    ]);
    if (heard.plan === null) throw new Error('It is planned');
    expect(planOf([heard.plan]).get('A-1-1')).toMatchObject({ numbers: [], refusal: { column: 'number' } });
    // Read again it is no news.
    const again = hear(parcel(heard.row), { ...typed, edited: { address1: 'y'.repeat(50_000) } }, OPTIONS);
    expect(again.row).toEqual(heard.row);
  });

  it('a long cell of ours that stands as it should is no edit, whatever it was before', () => {
    const long = '1 × MUG; '.repeat(400);
    const right = { ...OPTIONS, cells: () => ({ contents: long }) };
    const heard = hear(parcel(), { ...entry({}), edited: { contents: long } }, right);
    expect(heard.row.edits).toEqual({});
  });

  it('a merged cell says nothing: nobody can tell whose it is', () => {
    const heard = hear(parcel(), entry({ number: cell(UPS, { isMerged: true }) }), OPTIONS);
    expect(heard.row.refusal).toEqual({ column: 'number', code: 'cell.merged', detail: '', decide: false });
  });

  it('J7: a duplicated row with another number says nothing either', () => {
    const heard = hear(parcel(), entry({ number: cell(UPS) }, { times: 2, differs: ['number'] }), OPTIONS);
    expect(heard).toMatchObject({ plan: null, row: { refusal: { code: 'row.twice' } } });
  });

  it('J3: a column that is gone has not taken its numbers with it', () => {
    const known = parcel(numbered, withNumber);
    const heard = hear(known, entry({ carrier: cell('') }), { ...OPTIONS, gone: ['number'] });
    expect(heard).toMatchObject({ plan: null, row: { refusal: null, said: { number: UPS } } });
  });

  it('a day without a number asks the creator only where the partner’s report counts', () => {
    const heard = (reports: boolean) =>
      hear(parcel(), entry({ shippedAt: cell('2026-03-01') }), { ...OPTIONS, reports }).row.refusal;
    expect(heard(false)).toMatchObject({ code: 'tracking.blank', decide: false });
    expect(heard(true)).toMatchObject({ code: 'tracking.blank', decide: true });
  });

  it('a quantity that is more than the parcel holds is refused in its own column', () => {
    const heard = hear(parcel(), entry({ number: cell(UPS), quantity: cell('5') }), OPTIONS);
    expect(heard.row.refusal).toMatchObject({ column: 'quantity', code: 'qty.over' });
  });

  it('what another channel ships now is told the creator when it gets a number all the same', () => {
    const heard = hear(parcel({}, { here: false }), entry({ number: cell(UPS) }), OPTIONS);
    expect(heard.row.refusal).toMatchObject({ code: 'shipment.cancelled', decide: true });
  });

  it('Seen is ticked for what stands there; a tick that stood there already is for what was', () => {
    const ticked = { seen: cell('TRUE') };
    expect(hear(parcel(), entry(ticked), OPTIONS).row.seen_hash).toBe('c1');
    const before = parcel({ said: { seen: 'TRUE' }, seen_hash: 'c0' });
    expect(hear(before, entry(ticked), OPTIONS).row.seen_hash).toBe('c0');
  });

  it('K3: an edit is kept until it is looked at, or true', () => {
    const edited = entry({}, { edited: { address1: '99 Elm Street', id: 'X', status: 'Done' } });
    const { row } = hear(parcel(), edited, OPTIONS);
    expect(row.edits).toEqual({ address1: '99 Elm Street' });
    expect(hear(parcel(row), entry({}), OPTIONS).row.edits).toEqual({ address1: '99 Elm Street' });
    const corrected = { ...OPTIONS, cells: () => ({ address1: '99 Elm Street' }) };
    expect(hear(parcel(row), entry({}), corrected).row.edits).toEqual({});
  });

  it('K8: of a row without names an edit is not kept', () => {
    const edited = entry({}, { edited: { name: 'Ada Lee' } });
    expect(hear(parcel({ wiped_at: new Date() }), edited, OPTIONS).row.edits).toEqual({});
  });

  it('what is decided is kept; typed anew it is asked again', () => {
    const refusal = { column: 'number', code: 'tracking.other-number', detail: UPS, decide: true } as const;
    const kept = parcel({ ...numbered, said: { number: 'TRK123456789' }, refusal, answer: 'keep' });
    expect(hear(kept, entry({ number: cell('TRK123456789') }), OPTIONS).plan).toBeNull();
    const anew = hear(kept, entry({ number: cell('TRK987654321') }), OPTIONS);
    expect(anew).toMatchObject({ plan: { take: false }, row: { answer: '' } });
  });
});

describe('Its plan', () => {
  const heardOf = (typed: Partial<Record<PartnerColumn, TypedCell>>, row: Partial<PartnerRow> = {}) => {
    const heard = hear(parcel(row), entry(typed), OPTIONS);
    if (heard.plan === null) throw new Error('nothing to plan');
    return { heard, plan: heard.plan };
  };

  it('G29: a day that could be two is not taken; its number is', () => {
    const { heard, plan } = heardOf({ number: cell(UPS), shippedAt: cell('03/04/2026') });
    const done = planOf([plan]).get('A-1-1');
    expect(done).toMatchObject({
      numbers: [{ number: UPS, carrier: 'UPS', shippedAt: '' }],
      refusal: { column: 'shippedAt', code: 'date.ambiguous', decide: false },
    });
    if (done === undefined) return;
    expect(planned(heard, done).taken.number).toBe(UPS);
    expect(newsOf(heard, done)?.packages).toMatchObject([{ id: UPS, number: UPS, shippedAt: '' }]);
  });

  it.each(['2062-05-01', '2025-05-03', '2027-04-30'])(
    'the day %s of another year is not taken; its number is',
    (day) => {
      const { plan } = heardOf({ number: cell(UPS), shippedAt: cell(day) });
      expect(planOf([plan]).get('A-1-1')).toMatchObject({
        numbers: [{ number: UPS, shippedAt: '' }],
        refusal: { column: 'shippedAt', code: 'date.far', detail: day, decide: false },
      });
    },
  );

  it('days of last month and of next week are taken', () => {
    for (const day of ['2026-04-01', '2026-05-11']) {
      const { plan } = heardOf({ number: cell(UPS), shippedAt: cell(day) });
      expect(planOf([plan]).get('A-1-1')).toMatchObject({ numbers: [{ shippedAt: day }], refusal: null });
    }
  });

  it('G3, G6: a number cell that may have lost a zero waits for the creator', () => {
    const number = cell('73938000549297', { isNumber: true });
    const { heard, plan } = heardOf({ number, carrier: cell('Canada Post') });
    const asked = planOf([plan]).get('A-1-1');
    expect(asked).toMatchObject({ numbers: [], refusal: { code: 'tracking.zero-lost', decide: true } });
    const took = planOf([{ ...plan, take: true }]).get('A-1-1');
    expect(took).toMatchObject({ numbers: [{ number: '73938000549297' }], refusal: null });
    if (took !== undefined) expect(newsOf(heard, took)?.packages).toHaveLength(1);
    // Typed as text it has lost nothing by itself.
    const text = { ...plan, number: { text: '73938000549297', isNumber: false } };
    expect(planOf([text]).get('A-1-1')?.refusal).toBeNull();
  });

  it('G21: a carrier that nobody can tell is asked of the partner, not of the creator', () => {
    const { plan } = heardOf({ number: cell('TRK12345') });
    const refusal = planOf([plan]).get('A-1-1')?.refusal;
    expect(refusal).toMatchObject({ column: 'carrier', code: 'tracking.carrier-unknown', decide: false });
    expect(saysOther(parcel(), { ...NEW_ROW, refusal: refusal ?? null })).toBe(false);
  });

  it('G9: two numbers wait for the creator; taken, they are two packages', () => {
    const typed = { number: cell(`${UPS}, 1Z999AA10123456793`) };
    const { heard, plan } = heardOf(typed);
    const asked = planOf([plan]).get('A-1-1');
    expect(asked?.refusal).toMatchObject({ code: 'tracking.two-numbers', decide: true });
    const took = planOf([{ ...plan, take: true }]).get('A-1-1');
    expect(took?.numbers.map(({ number, carrier }) => [number, carrier])).toEqual([
      [UPS, 'UPS'],
      ['1Z999AA10123456793', 'UPS'],
    ]);
    if (took === undefined) return;
    expect(newsOf(heard, took)?.packages.map(({ id }) => id)).toEqual([UPS, '1Z999AA10123456793']);
  });

  it('a shipment that the creator’s sheet lacks is told the creator', () => {
    const { plan } = heardOf({ number: cell(UPS) });
    const refusal = planOf([{ ...plan, id: 'A-9-1', orderId: 'A-9' }]).get('A-9-1')?.refusal ?? null;
    expect(refusal).toMatchObject({ code: 'match.none', decide: false });
    expect(saysOther(parcel(), { ...NEW_ROW, refusal })).toBe(true);
  });
});
