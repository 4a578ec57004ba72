import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileRun } from '../../../../addon/sidebar/file-run.ts';
import { mapPaymentColumns, paymentOf } from '../../../../addon/sidebar/panels/payment-words.ts';
import { openOrders, readOrders } from '../../../../addon/sidebar/read-file.ts';
import { readCsv } from '../../../../shared/csv/read.ts';
import { mapTrackingColumns, trackingKnows } from '../../../../shared/tracking/columns.ts';
import { readTrackingRows } from '../../../../shared/tracking/tracking-file.ts';
import { sampleFiles } from '../../../../worker/local/demo/files.ts';
import { fillDemo } from '../../../../worker/local/demo/fill.ts';
import { type DemoCampaign, generateDemo } from '../../../../worker/local/demo/generate.ts';
import { paymentsFile } from '../../../../worker/local/demo/payments.ts';
import { type DirtyCase, dirtyRows } from '../../../../worker/local/demo/tracking.ts';
import { type AddOn, startAddOn } from '../../../support/add-on.ts';
import { freshParts } from '../../../support/add-on-parts.ts';
import { fileRuns } from '../../../support/file-runs.ts';

let addOn: AddOn;
let demo: DemoCampaign;
beforeAll(async () => {
  addOn = await startAddOn(await freshParts());
  demo = generateDemo();
  fillDemo(addOn.workbook, demo.tables);
});
afterAll(() => addOn.close());

const sample = (name: string): string => {
  const found = sampleFiles().find((file) => file.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found.text;
};

async function orders(): Promise<FileRun> {
  const bytes = new TextEncoder().encode(sample('kickstarter-backers.csv'));
  const opened = await openOrders([{ name: 'kickstarter-backers.csv', bytes }]);
  const [best] = opened.ok ? opened.candidates : [];
  if (!opened.ok || best === undefined) throw new Error('Not recognised');
  const read = readOrders(opened, best);
  if (!read.ok) throw new Error(read.message);
  const known = (await addOn.call('rewards', {})).rewards;
  const rewards = [...read.file.counted.rewards, ...read.file.counted.items].map(
    ({ key, title, orders: n }) => ({
      title,
      platformId: key,
      items: known.find(({ platformId }) => platformId === key)?.items ?? '',
      orders: n,
    }),
  );
  const input = {
    fileName: 'kickstarter-backers.csv',
    fileHash: 'demo',
    file: read.file,
    rewards,
    answers: {},
  };
  return fileRuns.prepareOrders(addOn.call, input);
}

function tracking(name: string): Promise<FileRun> {
  const table = readCsv(sample(name), { knows: trackingKnows });
  if (!table.ok) throw new Error(table.code);
  const mapping = mapTrackingColumns(table.header, { sku: (text) => (text === 'DICE' ? text : null) });
  const files = [{ ...readTrackingRows(table, mapping), name, newFrom: 0 }];
  return fileRuns.prepareTracking(addOn.call, {
    files,
    useEmail: false,
    carrier: '',
    carriers: new Map(),
    accepted: new Map(),
    options: { channel: 'US 3PL' },
  });
}

describe('the sample files in the add-on', () => {
  it('dirty tracking: each row ends as its case says', async () => {
    const { rows } = await tracking('us-3pl-tracking-dirty.csv');
    const cases = dirtyRows(demo).map((row) => row.case);
    const ends = new Map<DirtyCase, string[]>();
    for (const { line, outcome, code } of rows) {
      const which = cases[line - 2];
      if (which !== undefined)
        ends.set(which, [...(ends.get(which) ?? []), `${outcome} ${code ?? ''}`.trim()]);
    }
    expect(Object.fromEntries(ends)).toEqual({
      G1: ['decide tracking.blank'],
      G2: ['left tracking.damaged-scientific'],
      G4: ['left tracking.damaged-precision'],
      G5: ['change'],
      G9: ['decide tracking.two-numbers'],
      G10: ['decide tracking.same-number', 'decide tracking.same-number'],
      G12: ['change', 'already duplicate.row'],
      G14: ['decide tracking.other-number'],
      G15: ['left match.none'],
      G16: ['left channel.mismatch'],
      G18: ['decide order.cancelled'],
      G19: ['left qty.over'],
    });
  });

  it('clean tracking: every row is applied', async () => {
    const { preview } = await tracking('us-3pl-tracking.csv');
    expect(preview.counts).toEqual({ change: preview.total, already: 0, left: 0, decide: 0 });
  });

  it('payments: charges are recorded, failed cards too, a foreign order is left alone', async () => {
    const [header = [], ...lines] = paymentsFile(demo);
    const { found } = mapPaymentColumns(header, new Map());
    expect(found).toEqual({ id: 0, email: 1, state: 3, reason: 4 });
    const rows = lines.map(([id = '', email = '', , state = '', reason = ''], i) => {
      const payment = paymentOf(state);
      if (payment === null) throw new Error(`unknown state ${state}`);
      return { line: i + 2, id, email, payment, reason, amountDue: null };
    });
    const run = await fileRuns.preparePayments(addOn.call, {
      fileName: 'payments.csv',
      rows,
      useEmail: false,
      options: {},
    });
    expect(run.preview.counts.change).toBeGreaterThan(80);
    expect(run.preview.counts.decide).toBe(0);
    expect(run.preview.reasons.filter(({ outcome }) => outcome === 'left').map(({ code }) => code)).toEqual([
      'match.none',
    ]);
  });

  it('backer report: new backers, and payment states that were blank; imported again, nothing', async () => {
    const first = await orders();
    expect(first.preview.counts).toMatchObject({ left: 0, decide: 0 });
    expect(first.preview.notices[0]?.text).toBe('48 new, 38 changed');
    expect(first.preview.reasons.map(({ code }) => code)).toContain('reward.unmapped');
    const result = await first.apply(() => {});
    expect(result.counts.change).toBe(86);
    const again = await orders();
    expect(again.preview.counts.change).toBe(0);
  });
});
