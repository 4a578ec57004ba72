import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STAGES } from '../../../../shared/tabs/tabs.ts';
import { fillDemo } from '../../../../worker/local/demo/fill.ts';
import { generateDemo } from '../../../../worker/local/demo/generate.ts';
import { type AddOn, startAddOn } from '../../../support/add-on.ts';
import { freshParts } from '../../../support/add-on-parts.ts';

let addOn: AddOn;
beforeAll(async () => {
  addOn = await startAddOn(await freshParts());
  fillDemo(addOn.workbook, generateDemo().tables);
});
afterAll(() => addOn.close());

const preview = (action: string, options: Record<string, unknown> = {}) =>
  addOn.call('preview', { action, scope: { base: 'all' }, options });

describe('the demo in the add-on', () => {
  it('shows all stages, two channels and their batches', async () => {
    const context = await addOn.call('context', {});
    expect(context.orders).toBe(1_200);
    expect(context.stages.map(({ value }) => value).sort()).toEqual([...STAGES].sort());
    expect(context.channels).toEqual(['US 3PL', 'All items']);
    expect([...context.batches].sort()).toEqual(['All items #1', 'All items #2', 'US 3PL #1', 'US 3PL #2']);
    expect(context.requests).toEqual({});
  });

  it('has views and row checks as the add-on would write them: Repair Sheets finds nothing', async () => {
    const { counts } = await preview('repair');
    expect(counts).toMatchObject({ change: 0, left: 0, decide: 0 });
  });

  it('has orders to lock down, and some that cannot be', async () => {
    const { counts, reasons } = await preview('lock-down');
    expect(counts.change).toBeGreaterThan(100);
    expect(reasons.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['survey.incomplete', 'payment.missing', 'payment.unknown', 'order.cancelled']),
    );
  });

  it('has addresses to finalize, and wrong ones of each kind', async () => {
    const { counts, reasons } = await preview('finalize-addresses');
    expect(counts.change).toBeGreaterThan(100);
    const details = (code: string) =>
      reasons
        .filter((reason) => reason.code === code)
        .flatMap(({ samples }) => samples.map(({ detail }) => detail));
    expect(new Set(details('address.missing').map((detail) => detail.toLowerCase()))).toEqual(
      new Set(['address 1', 'city', 'state/province', 'postal code', 'country']),
    );
    const codes = [
      ...details('address.invalid'),
      ...details('address.zip-zero-lost'),
      ...details('address.mismatch'),
    ];
    expect(codes.length).toBeGreaterThan(5);
    expect(details('address.country-unknown').length).toBeGreaterThan(0);
  });

  it('has orders to push to each channel', async () => {
    for (const channel of ['US 3PL', 'All items']) {
      const { counts, reasons } = await preview('push-to-channel', { channel });
      expect(counts.change).toBeGreaterThan(20);
      expect(reasons.map(({ code }) => code)).toContain('hold');
    }
  });
});
