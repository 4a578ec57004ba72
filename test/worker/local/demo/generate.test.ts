import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { shipToOf } from '../../../../shared/actions/shipments.ts';
import { accounts } from '../../../../shared/order/accounts.ts';
import { campaignOf } from '../../../../shared/order/campaign.ts';
import { textColumn } from '../../../../shared/tabs/table.ts';
import { STAGES, TABS } from '../../../../shared/tabs/tabs.ts';
import { DEMO, type DemoCampaign, generateDemo } from '../../../../worker/local/demo/generate.ts';
import { ODD_NAMES } from '../../../../worker/local/demo/people.ts';
import { COUNTRIES } from '../../../../worker/local/demo/places.ts';

let demo: DemoCampaign;
beforeAll(() => {
  demo = generateDemo();
});

const column = (name: string) => textColumn(demo.tables.Orders, name);
const shipments = (name: string) => textColumn(demo.tables.Shipments, name);

describe('the demo campaign', () => {
  it('has 1,200 orders, each with an id of its own', () => {
    expect(new Set(column('Order ID')).size).toBe(1_200);
    expect(new Set(shipments('Shipment ID')).size).toBe(demo.tables.Shipments.n);
  });

  it('is the same each time, and another one with another seed', () => {
    expect(generateDemo()).toEqual(demo);
    expect(generateDemo({ ...DEMO, seed: 1 }).tables.Orders).not.toEqual(demo.tables.Orders);
  });

  it('begins with the same orders when it is bigger', () => {
    const bigger = generateDemo({ ...DEMO, size: 1_300 });
    expect(textColumn(bigger.tables.Orders, 'Name').slice(0, 1_200)).toEqual(column('Name'));
  });

  it.each(STAGES)('has orders in stage %s', (stage) => {
    expect(column('Stage').filter((found) => found === stage).length).toBeGreaterThan(20);
  });

  it('names only columns that the tabs have', () => {
    for (const table of Object.values(demo.tables)) {
      const known = TABS.find((tab) => tab.name === table.tab)?.columns.map(({ name }) => name) ?? [];
      expect([...table.columns.keys()].filter((name) => !known.includes(name))).toEqual([]);
    }
  });

  it('keeps the invariant: no order ships more than was ordered', () => {
    const campaign = campaignOf(demo.tables);
    const broken = column('Order ID').filter((_, i) => accounts(campaign, i).broken);
    expect(broken).toEqual([]);
  });

  it('has what goes wrong: failed cards, holds, missing payment information', () => {
    expect(column('Payment').filter((cell) => cell.startsWith('errored: ')).length).toBeGreaterThan(40);
    expect(column('Hold').filter((cell) => cell !== '').length).toBeGreaterThan(10);
    expect(column('Amount due').filter((cell) => cell === '').length).toBeGreaterThan(10);
  });

  it('has two channels, shipments with and without numbers, and batches that are still away', () => {
    expect(textColumn(demo.tables.Channels, 'Channel')).toEqual(['US 3PL', 'All items']);
    const status = shipments('Status');
    const numbers = shipments('Tracking number');
    expect(status.some((found, i) => found === 'shipped' && numbers[i] !== '')).toBe(true);
    expect(status.some((found, i) => found === 'shipped' && numbers[i] === '')).toBe(true);
    expect(status.filter((found) => found === 'sent').length).toBeGreaterThan(100);
    expect(status).toContain('cancelled');
    expect(new Set(shipments('Batch'))).toEqual(
      new Set(['US 3PL #1', 'US 3PL #2', 'All items #1', 'All items #2']),
    );
    expect(column('Packages').some((cell) => /-1 shipped; .*-2 sent/.test(cell))).toBe(true);
  });

  it('was sent to where each order still says', () => {
    const campaign = campaignOf(demo.tables);
    const sentTo = shipments('Ship to');
    campaign.shipments.forEach(({ orderId }, i) => {
      expect(sentTo[i]).toBe(shipToOf(campaign, campaign.index.get(orderId) ?? -1));
    });
  });

  it('has kits and digital rewards as lines, and names in many scripts', () => {
    expect(column('Items').some((cell) => cell.includes('CHEST x1'))).toBe(true);
    expect(column('Items').some((cell) => cell.includes('ART-PDF'))).toBe(true);
    const names = column('Name');
    for (const odd of ODD_NAMES) expect(names).toContain(odd);
    for (const script of ['Han', 'Hangul', 'Greek', 'Cyrillic', 'Hebrew', 'Thai']) {
      expect(names.some((name) => new RegExp(`\\p{Script=${script}}`, 'u').test(name))).toBe(true);
    }
  });

  it('writes e-mail addresses that can reach nobody', () => {
    expect(column('Email').filter((cell) => !cell.endsWith('@example.com'))).toEqual([]);
  });
});

const facts = `${process.env.SHIPSHEET_FACTS ?? '../shared/facts'}/countries.json`;
const rules = z.object({
  countries: z.record(z.string(), z.object({ zip: z.string().optional(), require: z.string().optional() })),
});

describe('the demo addresses', () => {
  it('have postal codes as their countries write them', () => {
    expect(existsSync(facts), `${facts} is needed: set SHIPSHEET_FACTS`).toBe(true);
    const { countries } = rules.parse(JSON.parse(readFileSync(facts, 'utf8')));
    for (const { code, places } of COUNTRIES) {
      const rule = countries[code];
      expect(rule, code).toBeDefined();
      for (const { city, state, postal } of places) {
        const written = postal.replace(/#/g, '1');
        if (rule?.zip !== undefined) expect(written, code).toMatch(new RegExp(`^(?:${rule.zip})$`));
        else expect(written, code).toBe('');
        if (rule?.require?.includes('S')) expect(state, `${code} ${city}`).not.toBe('');
        if (rule?.require?.includes('C')) expect(city, code).not.toBe('');
      }
    }
  });

  it('are all right once the address is finalized, and wrong in many ways before', () => {
    const finalized = column('Finalized at');
    const postal = column('Postal code');
    const countries = column('Country');
    const open = column('Survey at').map(
      (cell, i) => cell !== '' && finalized[i] === '' && column('Stage')[i] !== 'Nothing to ship',
    );
    const wrong = open.filter(
      (is, i) =>
        is &&
        (countries[i] === '' ||
          countries[i] === 'Kingdom of Havenmoor' ||
          postal[i] === '2139' ||
          (countries[i] === 'US' && postal[i] === '')),
    );
    expect(wrong.length).toBeGreaterThan(15);
    finalized.forEach((cell, i) => {
      if (cell !== '') expect(countries[i]).toMatch(/^[A-Z]{2}$/);
    });
  });
});
