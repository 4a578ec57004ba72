import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBackers } from '../../../../shared/source/read.ts';
import { recogniseReport } from '../../../../shared/source/recognise.ts';
import { textColumn } from '../../../../shared/tabs/table.ts';
import { sampleFiles, writeSamples } from '../../../../worker/local/demo/files.ts';
import { DEMO, type DemoCampaign, generateDemo } from '../../../../worker/local/demo/generate.ts';
import { kickstarterReport } from '../../../../worker/local/demo/kickstarter.ts';
import { type OrderLine, orderLines } from '../../../../worker/local/demo/lines.ts';
import { paymentsFile } from '../../../../worker/local/demo/payments.ts';
import { cleanTracking, DIRTY_CASES, dirtyRows } from '../../../../worker/local/demo/tracking.ts';

let demo: DemoCampaign;
let orders: Map<string, OrderLine>;
beforeAll(() => {
  demo = generateDemo();
  orders = new Map(orderLines(demo).map((order) => [order.id, order]));
});

const order = (id: string): OrderLine => {
  const found = orders.get(id);
  if (found === undefined) throw new Error(`no order ${id}`);
  return found;
};

describe('the Kickstarter report', () => {
  const [header = [], ...rows] = kickstarterReport(DEMO);
  const [layout] = recogniseReport(header);
  const backers = layout === undefined ? [] : readBackers(rows, layout);

  it('is recognised, with items and add-ons', () => {
    expect(layout?.label).toBe('Kickstarter backer report, with survey, 9 items, 6 add-ons');
    expect(layout?.unknown).toEqual([]);
  });

  it('can be read without a problem', () => {
    expect(backers.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('has the campaign’s backers and 48 new ones', () => {
    const known = new Set(textColumn(demo.tables.Orders, 'Backer number'));
    const added = backers.filter(({ backerNumber }) => !known.has(backerNumber));
    expect(added).toHaveLength(48);
    expect(new Set(backers.map(({ backerNumber }) => backerNumber)).size).toBe(backers.length);
    expect(new Set(added.map(({ pledge }) => pledge))).toEqual(new Set(['paid', 'errored', 'dropped']));
    expect(added.filter(({ sent }) => sent === 'sent').length).toBeGreaterThan(0);
    expect(added.filter(({ surveyAt }) => surveyAt === '').length).toBeGreaterThan(0);
  });

  it('holds a reward and an add-on that the Rewards tab does not know yet, and only those', () => {
    const known = textColumn(demo.tables.Rewards, 'Platform ID');
    const keys = backers.flatMap(({ reward, items }) => [
      ...(reward ? [reward.key] : []),
      ...items.map(({ key }) => key),
    ]);
    const unknown = [...new Set(keys)].filter((key) => !known.includes(key));
    expect(unknown.sort()).toEqual(['addon:10760001', 'reward:9810031']);
  });

  it('says the same of a known backer as the campaign', () => {
    const ids = textColumn(demo.tables.Orders, 'Order ID');
    const surveys = textColumn(demo.tables.Orders, 'Survey at');
    const ordered = textColumn(demo.tables.Orders, 'Ordered at');
    for (const backer of backers) {
      const at = ids.indexOf(`${demo.prefix}-${backer.backerNumber}`);
      if (at < 0) continue;
      expect(backer.name).toBe(order(ids[at] ?? '').name);
      expect(backer.surveyAt).toBe(surveys[at]);
      expect(backer.pledgedAt).toBe(ordered[at]);
    }
  });
});

describe('the payments file', () => {
  it('names orders that are charged, and one that is not ours', () => {
    const [, ...rows] = paymentsFile(demo);
    const stages = new Set(rows.slice(0, -1).map(([id = '']) => order(id).stage));
    expect(stages).toEqual(new Set(['Locked down', 'Errored']));
    expect(orders.has(rows.at(-1)?.[0] ?? '')).toBe(false);
  });
});

describe('the tracking files', () => {
  it('give each shipment at the warehouse a number of its own', () => {
    const [, ...rows] = cleanTracking(demo);
    expect(rows.length).toBeGreaterThan(40);
    expect(new Set(rows.map((row) => row[4])).size).toBe(rows.length);
    for (const [id, orderId = ''] of rows) {
      expect(order(orderId).shipments.find((shipment) => shipment.id === id)).toMatchObject({
        status: 'sent',
        channel: 'US 3PL',
      });
    }
  });

  it('have the 14 rows of the dirty file, each on an order that its case needs', () => {
    const rows = dirtyRows(demo);
    expect(rows.map((row) => row.case)).toEqual(DIRTY_CASES);
    const found = (which: string) => rows.filter((row) => row.case === which);
    const one = (which: string) => found(which)[0] ?? { orderId: '', number: '', cells: [] };
    for (const which of ['G1', 'G2', 'G4', 'G5', 'G9', 'G10', 'G12']) {
      const [shipment, ...more] = order(one(which).orderId).shipments;
      expect(shipment, which).toMatchObject({ status: 'sent', channel: 'US 3PL', number: '' });
      expect(more).toEqual([]);
    }
    const [a, b] = found('G10');
    expect(a?.number).toBe(b?.number);
    expect(a?.orderId).not.toBe(b?.orderId);
    const [c, d] = found('G12');
    expect(c?.cells).toEqual(d?.cells);
    const before = order(one('G14').orderId).shipments[0]?.number ?? '';
    expect([before !== '', before !== one('G14').number]).toEqual([true, true]);
    expect(orders.has(one('G15').orderId)).toBe(false);
    expect(order(one('G16').orderId).shipments.map(({ channel }) => channel)).toEqual(['All items']);
    expect(order(one('G18').orderId).stage).toBe('Cancelled');
    expect(order(one('G19').orderId).shipments[0]?.contents).toBe(
      'GAME-DLX x1; TIDES x1; DICE x2; PLAYMAT x1',
    );
    expect(order(one('G19').orderId).shipments[0]?.status).toBe('sent');
    expect(one('G19').cells).toContain('3');
  });
});

describe('writeSamples', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shipsheet-samples-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('writes the four files, the same each time', async () => {
    await writeSamples(join(folder, 'samples'));
    const files = sampleFiles();
    expect(readdirSync(join(folder, 'samples')).sort()).toEqual(files.map(({ name }) => name).sort());
    for (const { name, text } of files) {
      expect(readFileSync(join(folder, 'samples', name), 'utf8')).toBe(text);
    }
  });
});
