/**
 * K1, K2: everything that the partner's file gives, read as the partner reads it: the Sheets API, Drive, its window and
 * the packing page. Nothing of the campaign that is not the partner's stands anywhere in it.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { ChannelDraft } from '../../addon/api.ts';
import type { Call } from '../../addon/sidebar/call.ts';
import { readDrafts } from '../../addon/sidebar/connect/drafts.ts';
import { saveChannels } from '../../addon/sidebar/connect/tell-channels.ts';
import { SHEET_COLUMNS } from '../../shared/partner-sheet/columns.ts';
import type { PartnerPreset } from '../../shared/partner-sheet/preset.ts';
import { PARTNER_SHEET, PARTNER_SHEETS, type PartnerSheetView } from '../../shared/sync/wire.ts';
import { demo } from '../../worker/local/demo/demo.ts';
import { callAs, readTab } from '../support/campaign-page.ts';
import { BY_ITSELF, QUICK } from '../support/connected.ts';
import { startServer, type TestServer } from '../support/server.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const CREATOR = 'ana@example.com';
const PARTNER = 'packing@warehouse.example';
const SECRETS = ['lighthouse keeper 7731', 'do not tell 4482', 'creator comment 9917'];

let server: TestServer;
let call: Call;
let us: PartnerSheetView;
let rest: PartnerSheetView;

const draft = (name: string, part: Partial<ChannelDraft>): ChannelDraft => ({
  name,
  skus: [],
  everythingElse: true,
  method: 'Export',
  connectedTo: '',
  shippedWhen: 'tracking imported',
  emailsBy: 'nobody',
  countries: [],
  priority: 9,
  notTo: [],
  ...part,
});

const preset = (part: Partial<PartnerPreset>, left: readonly string[] = []): PartnerPreset => ({
  language: 'en',
  home: 'US',
  phone: 'no',
  customs: false,
  columns: SHEET_COLUMNS.filter((key) => !left.includes(key)).map((key) => ({ key, header: '' })),
  ...part,
});

async function ask<T>(
  method: 'GET' | 'POST',
  path: string,
  body: unknown,
  shape: z.core.$ZodType<T>,
): Promise<T> {
  const answer = await call('askWorker', { method, path: `/v1/partner-sheets${path}`, body });
  return z.core.parse(shape, answer.body);
}

async function make(channel: string, with_: PartnerPreset): Promise<PartnerSheetView> {
  const policy = { wipeDays: 30, wipeShippedDays: 90, linkAllowed: false, secondNumber: 'ask' as const };
  const made = await ask(
    'POST',
    '',
    { channel, preset: with_, policy, way: 'local', address: '' },
    PARTNER_SHEET,
  );
  return ask('POST', `/${made.id}/share`, { email: PARTNER, role: 'writer', warned: false }, PARTNER_SHEET);
}

async function push(channel: string): Promise<void> {
  const request = { action: 'push-to-channel', scope: { base: 'all' as const }, options: { channel } };
  const shown = await call('preview', request);
  await call('apply', { ...request, ...shown });
  await call('handOver', { channel });
}

/** All text of a page of the app, by the partner's own address. */
async function page(url: string): Promise<string> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return response.text();
}

/** The id of a sheet's file, which only its window's address is told of. */
async function fileOf({ url }: PartnerSheetView): Promise<string> {
  const secret = new URL(url).pathname.split('/').at(-1) ?? '';
  const files = z.object({ files: z.array(z.object({ id: z.string() })) });
  for (const { id } of files.parse(JSON.parse(await page(`${server.url}/drive/v3/files`))).files) {
    if ((await page(`${server.url}/drive/v3/files/${id}?fields=*`)).includes(secret)) return id;
  }
  throw new Error('The file of this window is not there');
}

/** All that one who may see the file can be given of it. */
async function dumpOf(sheet: PartnerSheetView, packingUrl: string): Promise<string> {
  const id = await fileOf(sheet);
  const parts = [
    await page(`${server.url}/drive/v3/files/${id}?fields=*`),
    await page(`${server.url}/v4/spreadsheets/${id}?includeGridData=true`),
    await page(sheet.url),
    await page(packingUrl),
    await page(`${packingUrl}?rows=all`),
  ];
  for (const locationType of ['SPREADSHEET', 'SHEET', 'ROW', 'COLUMN']) {
    const response = await fetch(`${server.url}/v4/spreadsheets/${id}/developerMetadata:search`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ dataFilters: [{ developerMetadataLookup: { locationType } }] }),
    });
    expect(response.status).toBe(200);
    parts.push(await response.text());
  }
  // Each text once: the same formats stand there for each cell.
  return [...new Set(parts.flatMap((part) => part.split(/["<>]/)))].join('\n');
}

/** Values of the campaign that a partner must never see, whatever its preset. */
async function forbidden(mine: ReadonlySet<string>, channel: string): Promise<Map<string, string>> {
  const orders = await readTab(server, server.workbook, 'Orders');
  const shipments = await readTab(server, server.workbook, 'Shipments');
  const found = new Map<string, string>();
  const add = (value: string | undefined, what: string): void => {
    // Short texts stand in others by chance.
    if (value !== undefined && value.length > 5) found.set(value, what);
  };
  const names = new Set(orders.filter((row) => mine.has(row['Order ID'] ?? '')).map(({ Name }) => Name));
  for (const row of orders) {
    add(row.Email, 'e-mail');
    add(row.Notes, 'note');
    add(row.Hold, 'hold');
    add(row['Backer UID'], 'backer UID');
    // A product may be called like it: by itself.
    if (row.Reward !== undefined && row.Reward !== '') add(`\n${row.Reward}\n`, 'reward');
    if (row.Pledged !== undefined && Number(row.Pledged) > 0) add(`${row.Pledged} `, 'pledge');
    if (!names.has(row.Name)) add(row.Name, "another order's name");
    if (!mine.has(row['Order ID'] ?? '')) add(`${row['Order ID']}-`, 'another order');
  }
  for (const row of shipments) {
    if (row.Channel !== channel) {
      add(row['Shipment ID'], "another channel's shipment");
      add(row.Channel, 'another channel');
      add(row['Tracking number'], "another channel's number");
    }
  }
  for (const secret of SECRETS) add(secret, 'creator’s own words');
  add(CREATOR, 'who works here');
  return found;
}

async function leaks(sheet: PartnerSheetView, mine: ReadonlySet<string>): Promise<string[]> {
  const dump = await dumpOf(sheet, sheet.packingUrl);
  const found = await forbidden(mine, sheet.channel);
  expect(found.size).toBeGreaterThan(1000);
  return [...found].filter(([value]) => dump.includes(value)).map(([value, what]) => `${what}: ${value}`);
}

const ordersOf = async (channel: string): Promise<Set<string>> =>
  new Set(
    (await readTab(server, server.workbook, 'Shipments'))
      .filter((row) => row.Channel === channel && row.Status === 'sent' && row['Warehouse says'] !== '')
      .map((row) => row['Order ID'] ?? ''),
  );

beforeAll(async () => {
  server = await startServer({ demo, worker: QUICK });
  call = await callAs(server, server.workbook, CREATOR);
  us = await make('US 3PL', preset({}, ['taxId', 'phone']));
  rest = await make('All items', preset({ language: 'de', home: 'DE', phone: 'abroad', customs: true }));
  const connected = { method: 'Partner sheet' };
  await call('saveChannels', {
    channels: [
      draft('US 3PL', {
        ...connected,
        connectedTo: us.name,
        everythingElse: false,
        skus: ['GAME', 'GAME-DLX', 'TIDES', 'DICE', 'PLAYMAT'],
        countries: ['US'],
        priority: 1,
      }),
      draft('All items', { ...connected, connectedTo: rest.name }),
    ],
  });
  const keys = (await readTab(server, server.workbook, 'Orders')).map((row) => row['Order ID'] ?? '');
  const note = {
    action: 'add-note',
    scope: { base: 'list' as const, list: keys.slice(0, 900).join('\n') },
    options: { note: SECRETS.join('; ') },
  };
  const shown = await call('preview', note);
  expect(shown.counts.change).toBe(900);
  await call('apply', { ...note, ...shown });
});
afterAll(() => server.stop());

it('takes what is pushed, each in its own sheet', async () => {
  await push('US 3PL');
  await push('All items');
  const written = async (): Promise<boolean[]> =>
    (await ask('GET', '', null, PARTNER_SHEETS)).sheets.map(
      ({ rows, lastError }) => rows.total > 20 && rows.fresh === rows.total && lastError === '',
    );
  await expect.poll(written, BY_ITSELF).toEqual([true, true]);
  for (const channel of ['US 3PL', 'All items'])
    await expect.poll(async () => (await ordersOf(channel)).size, BY_ITSELF).toBeGreaterThan(20);
});

describe('what a partner is given', () => {
  it('K1, K2: holds its own parcels, and nothing else of the campaign', async () => {
    const mine = await ordersOf('US 3PL');
    const dump = await dumpOf(us, us.packingUrl);
    for (const id of mine) expect(dump).toContain(`${id}-`);
    expect(await leaks(us, mine)).toEqual([]);
  });

  it('K2: nor does that of another partner, who files customs', async () => {
    const mine = await ordersOf('All items');
    const dump = await dumpOf(rest, rest.packingUrl);
    expect(dump).toContain('Sendungsnummer');
    expect(await leaks(rest, mine)).toEqual([]);
  });

  it('would be found out: the very same look finds what does stand there', async () => {
    const dump = await dumpOf(us, us.packingUrl);
    const [one] = await ordersOf('US 3PL');
    const row = (await readTab(server, server.workbook, 'Orders')).find((order) => order['Order ID'] === one);
    expect(dump).toContain(row?.Name);
    expect(dump).toContain(row?.['Postal code']);
  });

  it('has no formula, no hidden row, column or tab, no name and no protected range that tells anything', async () => {
    const shape = z.object({
      namedRanges: z.optional(z.array(z.unknown())),
      sheets: z.array(
        z.object({
          properties: z.object({ hidden: z.optional(z.boolean()) }),
          protectedRanges: z.optional(z.array(z.object({ description: z.optional(z.string()) }))),
          data: z.array(
            z.object({
              rowData: z.optional(
                z.array(
                  z.object({
                    values: z.optional(
                      z.array(
                        z.object({
                          userEnteredValue: z.optional(z.object({ formulaValue: z.optional(z.string()) })),
                        }),
                      ),
                    ),
                  }),
                ),
              ),
              rowMetadata: z.optional(z.array(z.object({ hiddenByUser: z.optional(z.boolean()) }))),
              columnMetadata: z.optional(z.array(z.object({ hiddenByUser: z.optional(z.boolean()) }))),
            }),
          ),
        }),
      ),
    });
    for (const sheet of [us, rest]) {
      const id = await fileOf(sheet);
      const file = shape.parse(
        JSON.parse(await page(`${server.url}/v4/spreadsheets/${id}?includeGridData=true`)),
      );
      expect(file.namedRanges ?? []).toEqual([]);
      for (const { properties, protectedRanges = [], data } of file.sheets) {
        expect(properties.hidden ?? false).toBe(false);
        expect(protectedRanges.map(({ description = '' }) => description).join('')).toBe('');
        for (const { rowData = [], rowMetadata = [], columnMetadata = [] } of data) {
          expect([...rowMetadata, ...columnMetadata].some(({ hiddenByUser }) => hiddenByUser)).toBe(false);
          const formulas = rowData.flatMap(({ values = [] }) =>
            values.flatMap(({ userEnteredValue }) => userEnteredValue?.formulaValue ?? []),
          );
          expect(formulas).toEqual([]);
        }
      }
    }
  });
});

it('K2: a channel that is renamed keeps its sheet, and its parcels are still its own', async () => {
  const mine = await ordersOf('US 3PL');
  const drafts = await readDrafts(call);
  const to = 'Ohio 3PL';
  await saveChannels(
    call,
    drafts.map((one) => (one.name === 'US 3PL' ? { ...one, name: to } : one)),
    [{ from: 'US 3PL', to }],
  );
  const { sheets } = await ask('GET', '', null, PARTNER_SHEETS);
  expect(sheets.map(({ id, channel }) => [id, channel]).sort()).toEqual(
    [
      [us.id, to],
      [rest.id, 'All items'],
    ].sort(),
  );
  expect(await ordersOf(to)).toEqual(mine);
  expect(await ordersOf('US 3PL')).toEqual(new Set());
  expect(await call('handOver', { channel: to })).toMatchObject({ refused: [], next: null });
});
