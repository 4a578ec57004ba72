/** A campaign's file and a warehouse's own, both in the local workbook over HTTP, with the worker between them. */
import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { defaultPreset, type PartnerPreset } from '../../../../shared/partner-sheet/preset.ts';
import type {
  HAND_OVER_ANSWER,
  HandedShipment,
  HandOver,
  SheetPolicy,
} from '../../../../shared/sync/wire.ts';
import { connectorsOf } from '../../../../worker/connectors/registry.ts';
import type { Files } from '../../../../worker/drive/port.ts';
import { projectCampaign } from '../../../../worker/exchange/projection.ts';
import { createExchange, type Exchange } from '../../../../worker/exchange.ts';
import { type Jobs, startJobs } from '../../../../worker/jobs/jobs.ts';
import type { Value, Workbook } from '../../../../worker/local/core/types.ts';
import type { WritePartner } from '../../../../worker/partner-sheet/contract.ts';
import { type SheetServices, sheetOf } from '../../../../worker/partner-sheet/operations/access.ts';
import { decideRow } from '../../../../worker/partner-sheet/operations/change.ts';
import { packingSecret } from '../../../../worker/partner-sheet/operations/make.ts';
import { readPartner } from '../../../../worker/partner-sheet/sheet/read.ts';
import { writePartner } from '../../../../worker/partner-sheet/sheet/write.ts';
import { syncSheet } from '../../../../worker/partner-sheet/sync.ts';
import { project } from '../../../../worker/sheets/project.ts';
import { openStore, type Store } from '../../../../worker/store/store.ts';
import type { Database } from '../../../../worker/store/tables.ts';
import { newKeys, openVault, SEALED } from '../../../../worker/store/vault.ts';
import { type Cells, planned, ready, tablesOf } from '../../../support/campaign.ts';
import { CHANNEL, handed, handOver, pairCampaign, quiet } from '../../../support/handed.ts';
import { readyDatabase } from '../../../support/postgres.ts';
import { fillCampaign, type Google, rowOf, rowsOf, startGoogle } from '../../sheets/support.ts';
import { fakeDrive } from '../operations/world.ts';

const POLICY: SheetPolicy = {
  wipeDays: 30,
  wipeShippedDays: 90,
  linkAllowed: false,
  secondNumber: 'ask',
};
export const UPS = '1Z999AA10123456784';
export const UPS_2 = '1Z999AA10123456793';

type Answer = z.infer<typeof HAND_OVER_ANSWER>;

export interface SyncWorld {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly exchange: Exchange;
  readonly google: Google;
  /** Another than the real one, for a while. */
  write: WritePartner;
  campaign(options?: CampaignOptions): Promise<SyncCampaign>;
  /** A campaign whose shipment A-1-1 was pushed, and stands in the partner's sheet and as sent in the creator's. */
  pushed(): Promise<SyncCampaign>;
  stop(): Promise<void>;
}
export interface CampaignOptions {
  /** Shipments of one order each, `A-1-1` and so on; their contents, MUG x2 and SHIRT x1 if absent. */
  readonly shipments?: Readonly<Record<string, Cells>>;
  readonly shippedWhen?: HandOver['channels'][number]['shippedWhen'];
  readonly policy?: Partial<SheetPolicy>;
  readonly preset?: PartnerPreset;
}
export interface SyncCampaign {
  readonly id: string;
  readonly connectionId: string;
  /** The creator's file. */
  readonly book: Workbook;
  /** The warehouse's. */
  readonly paper: Paper;
  handOver(rows: readonly HandedShipment[], channel?: string): Promise<Answer>;
  /** Hands over, and answers the codes or outcomes by id. */
  push(...ids: string[]): Promise<Record<string, string>>;
  ask(what: 'update' | 'cancel', id: string, over?: Partial<HandedShipment>): Promise<string>;
  /** What the creator says of a value that was not taken; false where nothing is asked. */
  decide(id: string, answer: 'take' | 'keep' | 'seen'): Promise<boolean>;
  /** One round of the sheet; its outcome. */
  sync(): Promise<string>;
  /** The worker writes what it knows into the creator's file. */
  project(): Promise<void>;
  /** Both. */
  round(): Promise<void>;
  parcel(id: string): Promise<Selectable<Database['parcels']>>;
  row(id: string): Promise<Selectable<Database['partner_rows']>>;
  /** Of Shipments. */
  shipment(id: string): Record<string, string>;
  /** Needs attention that is not resolved: keys to words. */
  attention(): Record<string, string>;
}

/** The warehouse's spreadsheet, as people there see and use it. */
export interface Paper {
  readonly book: Workbook;
  summary(): string;
  ids(): string[];
  /** Cells of a row by header; undefined when it is not there. */
  row(id: string): Record<string, string> | undefined;
  type(id: string, header: string, value: Value): void;
  note(id: string, header: string): string;
  struck(id: string): boolean;
  /** A row below the others, from its cells by header. */
  append(cells: Readonly<Record<string, Value>>): void;
  remove(id: string): void;
}

/** Row 1 is the summary, row 2 the header. */
function paperOf(book: Workbook): Paper {
  const sheet = () => {
    const [first] = book.sheets();
    if (first === undefined) throw new Error('The file has no tab');
    return first;
  };
  const cells = (): string[][] => {
    const { rows, columns } = book.contentSize(sheet().id);
    if (rows === 0) return [];
    return book
      .values(sheet().id, { row: 0, column: 0, rows, columns })
      .map((row) => row.map((value) => String(value ?? '')));
  };
  const place = (id: string, header: string): { row: number; column: number } => {
    const all = cells();
    const names = all[1] ?? [];
    const row = all.findIndex((line) => line[names.indexOf('Shipment ID')] === id);
    const column = names.indexOf(header);
    if (row < 0 || column < 0) throw new Error(`The sheet has no cell ${id} / ${header}`);
    return { row, column };
  };
  return {
    book,
    summary: () => cells()[0]?.find((text) => text !== '') ?? '',
    ids() {
      const [, names = [], ...rows] = cells();
      return rows.map((row) => row[names.indexOf('Shipment ID')] ?? '').filter((id) => id !== '');
    },
    row(id) {
      const [, names = [], ...rows] = cells();
      const found = rows.find((row) => row[names.indexOf('Shipment ID')] === id);
      return found && Object.fromEntries(names.map((name, at) => [name, found[at] ?? '']));
    },
    type(id, header, value) {
      const { row, column } = place(id, header);
      book.write(sheet().id, row, column, [[value]], 'RAW');
    },
    note(id, header) {
      return book.notes(sheet().id, { ...place(id, header), rows: 1, columns: 1 })[0]?.[0] ?? '';
    },
    struck(id) {
      const at = place(id, 'Shipment ID');
      return book.formats(sheet().id, { ...at, rows: 1, columns: 1 })[0]?.[0]?.strikethrough ?? false;
    },
    append(given) {
      const [, names = []] = cells();
      const { rows } = book.contentSize(sheet().id);
      if (rows >= sheet().rowCount) book.insertRows(sheet().id, rows, 1);
      book.write(sheet().id, rows, 0, [names.map((name) => given[name] ?? null)], 'RAW');
    },
    remove(id) {
      book.deleteRows(sheet().id, place(id, 'Shipment ID').row, 1);
    },
  };
}

/** `reach`: how the worker reaches its store, when something is to happen between two questions. */
export async function startSync(reach: (db: Store['db']) => Store['db'] = (db) => db): Promise<SyncWorld> {
  const google = await startGoogle();
  const store = await openStore({ url: await readyDatabase(), log: quiet });
  const jobs = await startJobs(store, quiet);
  const vault = openVault(newKeys());
  const drive = fakeDrive(google);
  const files: Files = {
    worker: { sheets: google.client(), drive: drive.drive('this machine') },
    workerAccount: '',
    account: async () => null,
    consent: null,
    ways: ['local'],
  };
  const world = { write: writePartner };
  const services: SheetServices = {
    db: reach(store.db),
    jobs,
    vault,
    connectors: connectorsOf({ sandboxUrl: null }),
    call: () => Promise.reject(new Error('nobody is called')),
    log: quiet,
    clock: () => new Date(),
    publicUrl: () => 'https://worker.example.com',
    gatherMs: 50,
    settleMs: 0,
    turnMs: 0,
    maxAttempts: 3,
    files,
    readPartner,
    writePartner: (...given) => world.write(...given),
  };
  const projecting = (id: string, wanted: Parameters<typeof project>[2]) =>
    project(google.client(), id, wanted);
  const exchange = createExchange({ ...services, project: projecting, partners: services });
  let count = 0;

  async function campaign(options: CampaignOptions = {}): Promise<SyncCampaign> {
    count++;
    const { shipments = { 'A-1-1': {} }, shippedWhen = 'tracking imported' } = options;
    const book = google.api.book(google.api.fresh());
    const all = Object.entries(shipments).map(([id, cells]) =>
      planned(id, 'MUG x2; SHIRT x1', { Channel: CHANNEL, 'Warehouse says': 'waiting', ...cells }),
    );
    const orders = [...new Set(all.map((cells) => String(cells['Order ID'])))];
    fillCampaign(
      book,
      tablesOf({
        orders: orders.map((id, i) =>
          ready(id, { Items: 'MUG x2; SHIRT x1', 'Address 1': `${i + 1} Main Street` }),
        ),
        shipments: all,
        channels: [
          {
            Channel: CHANNEL,
            SKUs: 'everything else',
            Method: 'Partner sheet',
            'Connected to': `${CHANNEL} sheet`,
            'Counts as shipped when': shippedWhen,
          },
        ],
      }),
    );
    const { id } = book;
    await pairCampaign(store, id, `k${count}`);
    const connectionId = randomUUID();
    const paper = paperOf(google.api.book(drive.put('Paper', 'this machine')));
    await store.db
      .insertInto('connections')
      .values({
        id: connectionId,
        campaign_id: id,
        vendor: 'partner-sheet',
        name: `${CHANNEL} sheet`,
        credentials_sealed: vault.seal('{}', SEALED.credentials(connectionId)),
        settings: '{}',
        account: paper.book.id,
        webhook_secret_sealed: vault.seal('secret', SEALED.webhookSecret(connectionId)),
        cursors: '{}',
        last_success_at: null,
        last_error_code: null,
        last_error: null,
        last_error_at: null,
        next_sync_at: null,
        removed_at: null,
      })
      .execute();
    const { secret, hash } = packingSecret();
    await store.db
      .insertInto('partner_sheets')
      .values({
        connection_id: connectionId,
        campaign_id: id,
        channel: CHANNEL,
        file_id: paper.book.id,
        url: '',
        sheet_id: null,
        by: 'worker',
        preset: JSON.stringify(options.preset ?? defaultPreset('en', 'US', { customs: false })),
        policy: JSON.stringify({ ...POLICY, ...options.policy }),
        packing_sealed: vault.seal(secret, SEALED.packing(connectionId)),
        packing_hash: hash,
        watch: null,
        read_at: null,
        written_at: null,
        strays: '[]',
        ended_at: null,
      })
      .execute();
    const made: SyncCampaign = {
      id,
      connectionId,
      book,
      paper,
      handOver: (rows, channel = CHANNEL) =>
        exchange.take(id, handOver(rows, { name: channel, connection: `${CHANNEL} sheet`, shippedWhen })),
      async push(...ids) {
        const { results } = await made.handOver(ids.map((one) => handed(one)));
        return Object.fromEntries(results.map((one) => [one.id, one.code || one.outcome]));
      },
      async ask(what, shipment, over = {}) {
        const { results } = await made.handOver([handed(shipment, { ask: what, ...over })]);
        return results[0]?.code || (results[0]?.outcome ?? '');
      },
      async decide(shipmentId, answer) {
        const sheet = await sheetOf(store.db, id, connectionId);
        if (sheet === undefined) throw new Error('There is no sheet');
        return (await decideRow(services, sheet, { shipmentId, answer })).ok;
      },
      async sync() {
        const done = await syncSheet(services, connectionId, new AbortController().signal, true);
        return 'code' in done ? done.code : done.outcome;
      },
      async project() {
        await projectCampaign(services, projecting, id);
      },
      async round() {
        await made.sync();
        await made.project();
      },
      parcel: (shipment) =>
        store.db
          .selectFrom('parcels')
          .selectAll()
          .where('campaign_id', '=', id)
          .where('id', '=', shipment)
          .executeTakeFirstOrThrow(),
      row: (shipment) =>
        store.db
          .selectFrom('partner_rows')
          .selectAll()
          .where('connection_id', '=', connectionId)
          .where('parcel_id', '=', shipment)
          .executeTakeFirstOrThrow(),
      shipment: (shipment) => rowOf(book, 'Shipments', shipment),
      attention: () =>
        Object.fromEntries(
          rowsOf(book, 'Needs attention')
            .filter((row) => row.Resolved === '')
            .map((row) => [row.Key ?? '', row.What ?? '']),
        ),
    };
    return made;
  }

  return {
    store,
    jobs,
    exchange,
    google,
    get write() {
      return world.write;
    },
    set write(next) {
      world.write = next;
    },
    campaign,
    async pushed() {
      const made = await campaign();
      await made.push('A-1-1');
      await made.round();
      return made;
    },
    async stop() {
      await jobs.stop({ finishMs: 2_000 });
      await google.close();
      await store.stop();
    },
  };
}
