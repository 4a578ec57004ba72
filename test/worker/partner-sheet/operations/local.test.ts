/** From the routes to the cells of the partner's file, with nothing made up: Drive, sheets and jobs of this machine. */
import { addDays, subDays } from 'date-fns';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REMOVED } from '../../../../shared/partner-sheet/words.ts';
import { PARTNER_SHEET, PARTNER_SHEETS, type PartnerSheetView } from '../../../../shared/sync/wire.ts';
import { connectorsOf } from '../../../../worker/connectors/registry.ts';
import { createFiles } from '../../../../worker/drive/files.ts';
import { createExchange, type Exchange } from '../../../../worker/exchange.ts';
import { type Jobs, startJobs } from '../../../../worker/jobs/jobs.ts';
import type { Workbook } from '../../../../worker/local/core/types.ts';
import { readPartner } from '../../../../worker/partner-sheet/sheet/read.ts';
import { writePartner } from '../../../../worker/partner-sheet/sheet/write.ts';
import { wipeSheets } from '../../../../worker/partner-sheet/wipe.ts';
import { openStore, type Store } from '../../../../worker/store/store.ts';
import { newKeys, openVault } from '../../../../worker/store/vault.ts';
import { recordingSheet } from '../../../support/exchange.ts';
import { CHANNEL, handed, handOver, quiet } from '../../../support/handed.ts';
import { readyDatabase } from '../../../support/postgres.ts';
import { type Got, startSyncApp, type TestSyncApp } from '../../../support/sync-app.ts';
import { type DriveHarness, startDrive } from '../../local/drive/harness.ts';
import { cellsOf, sheetOf } from '../../sheets/support.ts';
import { POLICY, PRESET } from './world.ts';

const ID = `campaign_${'c'.repeat(36)}`;
let google: DriveHarness;
let store: Store;
let jobs: Jobs;
let exchange: Exchange;
let app: TestSyncApp;
let ask: (method: string, path: string, body?: unknown) => Promise<Got>;

beforeAll(async () => {
  google = await startDrive();
  store = await openStore({ url: await readyDatabase(), log: quiet });
  jobs = await startJobs(store, quiet);
  const vault = openVault(newKeys());
  const clock = (): Date => new Date();
  let url = '';
  const publicUrl = (): string => url;
  const personLink = (file: string, person: string): string => google.drive().personLink(file, person);
  const access = { account: '', credential: null, rootUrl: () => `${google.url}/`, personLink };
  const files = createFiles({ db: store.db, vault, access, oauth: null, publicUrl, log: quiet, clock });
  const sheet = recordingSheet();
  exchange = createExchange({
    db: store.db,
    jobs,
    vault,
    connectors: connectorsOf({ sandboxUrl: null }),
    call: () => Promise.reject(new Error('nobody is called')),
    log: quiet,
    clock,
    project: (_id, wanted) => sheet.project(wanted),
    publicUrl,
    settleMs: 0,
    gatherMs: 50,
    partners: { files, readPartner, writePartner },
  });
  const more = { db: store.db, vault, partnerSheets: exchange.partnerSheets, publicUrl };
  app = await startSyncApp({ operations: exchange, more });
  url = app.url;
  await exchange.start();
  const signed = await app.pair(ID);
  ask = (method, path, body) => signed({ method, path, ...(body !== undefined && { body }) });
});
afterAll(async () => {
  await app.stop();
  await jobs.stop({ finishMs: 5_000 });
  await store.stop();
  await google.close();
});

async function made(channel: string): Promise<{ sheet: PartnerSheetView; book: Workbook }> {
  const body = { channel, preset: PRESET, policy: POLICY, way: 'local', address: '' };
  const sheet = PARTNER_SHEET.parse((await ask('POST', '/v1/partner-sheets', body)).body);
  const { file_id: fileId } = await store.db
    .selectFrom('partner_sheets')
    .select('file_id')
    .where('connection_id', '=', sheet.id)
    .executeTakeFirstOrThrow();
  const book = google.workbooks.get(fileId);
  if (book === undefined) throw new Error('no file was made');
  return { sheet, book };
}
const act = async (sheet: PartnerSheetView, path: string, body: object): Promise<PartnerSheetView> =>
  PARTNER_SHEET.parse((await ask('POST', `/v1/partner-sheets/${sheet.id}/${path}`, body)).body);
const tabOf = (book: Workbook): string => book.sheets()[0]?.name ?? '';
/** Rows below the header, by header. */
function rowsOf(book: Workbook): Record<string, string>[] {
  const [, header = [], ...rows] = cellsOf(book, tabOf(book));
  return rows
    .map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])))
    .filter((row) => row['Shipment ID']);
}
const BY_ITSELF = { timeout: 20_000, interval: 100 };

async function push(sheet: PartnerSheetView, ids: readonly string[]): Promise<void> {
  const channel = { name: sheet.channel, connection: sheet.name };
  const rows = ids.map((id) => handed(id, { channel: sheet.channel }));
  const { results } = await exchange.take(ID, handOver(rows, channel));
  expect(results.map(({ outcome }) => outcome)).toEqual(ids.map(() => 'taken'));
}
/** Of the first row, under a header. */
function type(book: Workbook, header: string, text: string): void {
  const cells = cellsOf(book, tabOf(book));
  const column = cells[1]?.indexOf(header) ?? -1;
  book.write(sheetOf(book, tabOf(book)).id, 2, column, [[text]], 'RAW');
}

it('K1, K7, K8: a sheet is made, seen, shared, filled, read on edit, wiped and ended', async () => {
  const { sheet, book } = await made(CHANNEL);
  // The creator sees it before anybody else can.
  await expect.poll(() => cellsOf(book, tabOf(book))[1] ?? [], BY_ITSELF).toContain('Tracking number');
  expect(sheet.url).toBe(`${google.url}/w/${book.id}`);
  const shared = await act(sheet, 'share', {
    email: 'pack@warehouse.example',
    role: 'writer',
    warned: false,
  });
  expect(shared.url).toBe(sheet.url);
  const { link = '' } = shared.people.find(({ email }) => email === 'pack@warehouse.example') ?? {};
  expect(link).toMatch(/\/p\/[\w-]{43}$/);
  const secret = link.split('/').at(-1) ?? '';
  const user = 'pack@warehouse.example';
  expect(google.drive().sharing.bySecret(secret)).toEqual({ workbookId: book.id, role: 'writer', user });

  await push(sheet, ['1042-1', '1043-1']);
  await expect
    .poll(() => rowsOf(book).map((row) => row['Shipment ID']), BY_ITSELF)
    .toEqual(['1042-1', '1043-1']);
  expect(JSON.stringify(cellsOf(book, tabOf(book)))).not.toContain('zoe@example.org');

  // Drive tells of what is typed, and it is read.
  type(book, 'Remark', 'no boxes left');
  await expect
    .poll(async () => {
      const rows = await store.db.selectFrom('partner_rows').select('said').execute();
      return rows.map(({ said }) => said.remark ?? '').join('');
    }, BY_ITSELF)
    .toBe('no boxes left');
  const { sheets } = PARTNER_SHEETS.parse((await ask('GET', '/v1/partner-sheets')).body);
  expect(sheets[0]?.rows).toMatchObject({ total: 2, fresh: 2, withoutNumber: 2 });

  await store.db
    .insertInto('packages')
    .values({
      campaign_id: ID,
      parcel_id: '1042-1',
      n: 0,
      external_id: 'x',
      number: '1Z999AA10123456784',
      carrier: 'UPS',
      url: '',
      cost: '',
      lines: 'null',
      shipped_at: subDays(new Date(), 3),
      voided_at: null,
      tracking_status: 'delivered',
      scans: '[]',
      delivered_at: subDays(new Date(), 2),
    })
    .execute();
  await wipeSheets({ db: store.db, jobs, gatherMs: 0, clock: () => addDays(new Date(), 29) });
  const names = (): (string | undefined)[] => rowsOf(book).map((row) => row.Name);
  await expect.poll(names, BY_ITSELF).toEqual([REMOVED.en, 'Zoë O’Brien & Sons']);

  const ended = await act(sheet, 'end', { rows: 'names' });
  expect(names()).toEqual([REMOVED.en, REMOVED.en]);
  expect(rowsOf(book)[0]?.Remark).toBe('no boxes left');
  expect(ended.people.map(({ role }) => role)).toEqual(['owner']);
  expect(google.drive().sharing.bySecret(secret)).toBeNull();
});

it('K7: a sheet that ends with all its rows holds nothing of ours, and what it never had goes with the next', async () => {
  const { sheet, book } = await made('EU');
  await push(sheet, ['2001-1', '2002-1']);
  await expect.poll(() => rowsOf(book).length, BY_ITSELF).toBe(2);
  await act(sheet, 'end', { rows: 'all' });
  expect(rowsOf(book)).toEqual([]);
  expect(JSON.stringify(cellsOf(book, tabOf(book)))).not.toContain('Larkspur');
  const next = await made('EU');
  expect([next.sheet.name, next.book.id === book.id]).toEqual([sheet.name, false]);
  await push(next.sheet, ['2003-1']);
  await expect.poll(() => rowsOf(next.book).map((row) => row['Shipment ID']), BY_ITSELF).toEqual(['2003-1']);
  expect(rowsOf(book)).toEqual([]);
});
