/** The routes of partners' sheets over HTTP, on a real database and the local Sheets API; Drive alone is made up. */
import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import { defaultPreset } from '../../../../shared/partner-sheet/preset.ts';
import {
  type MAKE_SHEET,
  PARTNER_SHEET,
  PARTNER_SHEETS,
  type PartnerSheetView,
  type SheetPolicy,
} from '../../../../shared/sync/wire.ts';
import { connectorsOf } from '../../../../worker/connectors/registry.ts';
import type {
  Drive,
  DriveFile,
  FileAccess,
  Files,
  Permission,
  Watch,
} from '../../../../worker/drive/port.ts';
import { createExchange, type Exchange } from '../../../../worker/exchange.ts';
import { type Jobs, startJobs } from '../../../../worker/jobs/jobs.ts';
import type { PartnerHands, WantedLine } from '../../../../worker/partner-sheet/contract.ts';
import type { SheetServices } from '../../../../worker/partner-sheet/operations/access.ts';
import { SheetsProblem } from '../../../../worker/sheets/problem.ts';
import { openStore, type Store } from '../../../../worker/store/store.ts';
import type { Database } from '../../../../worker/store/tables.ts';
import { newKeys, openVault } from '../../../../worker/store/vault.ts';
import { CHANNEL, quiet } from '../../../support/handed.ts';
import { readyDatabase } from '../../../support/postgres.ts';
import { type Got, startSyncApp, type TestSyncApp } from '../../../support/sync-app.ts';
import { type Google, startGoogle } from '../../sheets/support.ts';

export const WORKER = 'worker@shipsheet.iam.gserviceaccount.com';
export const PUBLIC = 'https://worker.example.com';
export const POLICY: SheetPolicy = {
  wipeDays: 30,
  wipeShippedDays: 90,
  linkAllowed: false,
  secondNumber: 'ask',
};
export const PRESET = defaultPreset('en', 'US', { customs: false });

interface Kept {
  name: string;
  version: number;
  trashed: boolean;
  canEdit: boolean;
  isSpreadsheet: boolean;
  permissions: Permission[];
}

/** What Drive holds; `fails` is thrown by each call while it is set. */
export function fakeDrive(google: Google) {
  const files = new Map<string, Kept>();
  const mails: string[] = [];
  const watches: { readonly fileId: string; readonly address: string; readonly token: string }[] = [];
  const ended: Watch[] = [];
  const state: { fails: SheetsProblem | null; stubborn: string } = { fails: null, stubborn: '' };
  const at = (id: string): Kept => {
    if (state.fails !== null) throw state.fails;
    const file = files.get(id);
    if (file === undefined) throw new SheetsProblem('drive.not-found');
    return file;
  };
  const shown = (id: string, file: Kept): DriveFile => ({
    id,
    name: file.name,
    link: `https://docs.google.com/spreadsheets/d/${id}/edit`,
    trashed: file.trashed,
    version: String(file.version),
    canShare: true,
    canEdit: file.canEdit,
    isSpreadsheet: file.isSpreadsheet,
  });
  const put = (name: string, owner: string): string => {
    const id = google.api.fresh();
    const permissions: Permission[] = [{ id: 'owner', type: 'user', role: 'owner', email: owner }];
    files.set(id, { name, version: 1, trashed: false, canEdit: true, isSpreadsheet: true, permissions });
    return id;
  };
  const drive = (owner: string): Drive => ({
    async create(name) {
      if (state.fails !== null) throw state.fails;
      if (owner.endsWith('gserviceaccount.com')) throw new SheetsProblem('drive.no-owner');
      const id = put(name, owner);
      return shown(id, at(id));
    },
    look: async (id) => shown(id, at(id)),
    permissions: async (id) => [...at(id).permissions],
    async share(id, { email, role, message }) {
      const file = at(id);
      if (email.endsWith('@blocked.example')) throw new SheetsProblem('drive.sharing-blocked');
      file.permissions = [
        ...file.permissions.filter((one) => one.email !== email),
        { id: `p-${email}`, type: 'user', role, email },
      ];
      mails.push(`${email}: ${message}`);
    },
    async shareLink(id, role) {
      const file = at(id);
      file.permissions = file.permissions.filter(({ type }) => type !== 'anyone');
      if (role !== null) file.permissions.push({ id: 'anyone', type: 'anyone', role, email: '' });
    },
    async unshare(id, permission) {
      if (permission === state.stubborn) throw new SheetsProblem('drive.not-allowed');
      const file = at(id);
      file.permissions = file.permissions.filter((one) => one.id !== permission);
    },
    async rename(id, name) {
      at(id).name = name;
    },
    async watch(fileId, to) {
      at(fileId);
      watches.push({ fileId, ...to });
      return {
        id: randomUUID(),
        resourceId: 'r1',
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
      };
    },
    async unwatch(watch) {
      ended.push(watch);
    },
  });
  return { files, mails, watches, ended, state, put, drive };
}
export type FakeDrive = ReturnType<typeof fakeDrive>;

export interface SheetWorld {
  readonly app: TestSyncApp;
  readonly store: Store;
  readonly jobs: Jobs;
  readonly exchange: Exchange;
  readonly google: Google;
  readonly drive: FakeDrive;
  /** Of the fake of `WritePartner`: what was to stand there. */
  readonly written: (readonly WantedLine[])[];
  /** What happens by the clock is given this; `now` is its clock. */
  sheets(now?: Date): SheetServices;
  campaign(): Promise<SheetCampaign>;
  stop(): Promise<void>;
}
export interface SheetCampaign {
  readonly id: string;
  ask(method: string, path: string, body?: unknown): Promise<Got>;
  list(): Promise<z.infer<typeof PARTNER_SHEETS>>;
  make(over?: Partial<z.infer<typeof MAKE_SHEET>>): Promise<PartnerSheetView>;
  /** POST to one of a sheet's addresses. */
  act(sheet: { readonly id: string }, act: string, body?: unknown): Promise<PartnerSheetView>;
  happenings(): Promise<{ action: string; which: string; who: string; changed: number; id: string }[]>;
  row(sheet: { readonly id: string }): Promise<Selectable<Database['partner_sheets']>>;
  /** Jobs of a sheet that are to be done. */
  waiting(sheet: { readonly id: string }): Promise<number>;
  /** A parcel in the sheet of a connection. */
  parcel(sheet: { readonly id: string }, id: string, over?: ParcelOver): Promise<void>;
}
export interface ParcelOver {
  readonly state?: Database['parcels']['state'];
  readonly cancelledAt?: Date;
  readonly row?: Partial<
    Pick<Selectable<Database['partner_rows']>, 'change' | 'seen_hash' | 'edits' | 'refusal'>
  >;
  readonly packages?: readonly {
    readonly number?: string;
    readonly shippedAt?: Date | null;
    readonly deliveredAt?: Date | null;
    readonly lines?: readonly { readonly sku: string; readonly quantity: number }[];
  }[];
}

const happened = z.object({
  happenings: z.array(
    z.object({
      id: z.string(),
      who: z.string(),
      action: z.string(),
      which: z.string(),
      changed: z.number(),
    }),
  ),
});

/** `local`: as on this machine; otherwise as on Google, with an account that has agreed. */
export async function startSheets(local = false): Promise<SheetWorld> {
  const google = await startGoogle();
  const store = await openStore({ url: await readyDatabase(), log: quiet });
  const jobs = await startJobs(store, quiet);
  const vault = openVault(newKeys());
  const drive = fakeDrive(google);
  const written: (readonly WantedLine[])[] = [];
  const access = (owner: string): FileAccess => ({ sheets: google.client(), drive: drive.drive(owner) });
  const files: Files = {
    worker: access(local ? 'this machine' : WORKER),
    workerAccount: local ? '' : WORKER,
    account: async () => (local ? null : { ...access('ana@example.com'), email: 'ana@example.com' }),
    consent: null,
    ways: local ? ['local'] : ['google', 'address'],
  };
  const partners: PartnerHands = {
    files,
    readPartner: async () => ({
      entries: [],
      strays: [],
      absent: [],
      gone: [],
      copies: [],
      grid: { sheetId: 0 },
    }),
    async writePartner(_sheets, _file, _read, wanted) {
      written.push(wanted);
      return { there: [], sheetId: 0, calls: 1, cells: 0, bytes: 0, stopped: null };
    },
  };
  const parts = {
    db: store.db,
    jobs,
    vault,
    connectors: connectorsOf({ sandboxUrl: null }),
    call: () => Promise.reject(new Error('nobody is called')),
    log: quiet,
    publicUrl: () => PUBLIC,
    gatherMs: 50,
    settleMs: 0,
    turnMs: 0,
    maxAttempts: 3,
  };
  const exchange = createExchange({
    ...parts,
    clock: () => new Date(),
    project: () => Promise.reject(new Error('nothing is projected')),
    partners,
  });
  const app = await startSyncApp({
    operations: exchange,
    more: { db: store.db, vault, partnerSheets: exchange.partnerSheets },
  });
  let count = 0;
  return {
    app,
    store,
    jobs,
    exchange,
    google,
    drive,
    written,
    sheets: (now) => ({ ...parts, ...partners, clock: () => now ?? new Date() }),
    async campaign() {
      count++;
      const id = `campaign-${count}_${'c'.repeat(30)}`;
      const signed = await app.pair(id);
      const ask = (method: string, path: string, body?: unknown): Promise<Got> =>
        signed({ method, path, ...(body !== undefined && { body }) });
      return {
        id,
        ask,
        list: async () => PARTNER_SHEETS.parse((await ask('GET', '/v1/partner-sheets')).body),
        async make(over = {}) {
          const body = {
            channel: CHANNEL,
            preset: PRESET,
            policy: POLICY,
            way: local ? 'local' : 'google',
            address: '',
            ...over,
          };
          return PARTNER_SHEET.parse((await ask('POST', '/v1/partner-sheets', body)).body);
        },
        act: async (sheet, act, body = {}) =>
          PARTNER_SHEET.parse((await ask('POST', `/v1/partner-sheets/${sheet.id}/${act}`, body)).body),
        happenings: async () => happened.parse((await ask('GET', '/v1/happenings')).body).happenings,
        row: (sheet) =>
          store.db
            .selectFrom('partner_sheets')
            .selectAll()
            .where('connection_id', '=', sheet.id)
            .executeTakeFirstOrThrow(),
        async waiting(sheet) {
          const { rows } = await store.pool.query<{ n: number }>(
            "select count(*)::int as n from pgboss.job where name = 'sheet' and state < 'completed' and singleton_key = $1",
            [sheet.id],
          );
          return rows[0]?.n ?? 0;
        },
        parcel: (sheet, parcelId, over = {}) => putParcel(store, id, sheet.id, parcelId, over),
      };
    },
    async stop() {
      await app.stop();
      await jobs.stop({ finishMs: 2_000 });
      await store.stop();
      await google.close();
    },
  };
}

const LINE = {
  sku: 'MUG',
  quantity: 2,
  name: 'Mug',
  grams: null,
  lengthCm: null,
  widthCm: null,
  heightCm: null,
  hsCode: '',
  origin: '',
  customsDescription: '',
  customsValue: null,
  currency: '',
};
const TO = {
  name: 'Zoë O’Brien',
  address1: '12 Larkspur Lane',
  address2: '',
  city: 'Austin',
  state: 'TX',
  postalCode: '78701',
  country: 'US',
  phone: '',
  email: 'zoe@example.org',
};

async function putParcel(
  { db }: Store,
  campaignId: string,
  connectionId: string,
  id: string,
  { state = 'accepted', cancelledAt, row = {}, packages = [] }: ParcelOver,
): Promise<void> {
  const content = {
    shipments: [{ id, orderId: id, contents: 'MUG x2', cancelledAt: '' }],
    order: { to: TO, lines: [LINE], taxId: '', orderedAt: '' },
    shipTo: '',
  };
  await db
    .insertInto('parcels')
    .values({
      campaign_id: campaignId,
      id,
      connection_id: connectionId,
      channel: CHANNEL,
      key: `${connectionId}-${id}`,
      external_id: null,
      order_number: null,
      content: JSON.stringify(content),
      content_hash: 'h',
      confirmed_hash: 'h',
      state,
      reason: '',
      pushed_at: new Date(),
      cancelled_at: cancelledAt ?? null,
      version: 1,
      projected_version: 1,
      projected: '{}',
    })
    .execute();
  const { change = '', seen_hash = '', edits = {}, refusal = null } = row;
  await db
    .insertInto('partner_rows')
    .values({
      connection_id: connectionId,
      parcel_id: id,
      shown: JSON.stringify({ name: 'n' }),
      shown_hash: 'h',
      seen_hash,
      change,
      said: '{}',
      taken: '{}',
      refusal: refusal && JSON.stringify(refusal),
      answer: '',
      edits: JSON.stringify(edits),
      wiped_at: null,
    })
    .execute();
  for (const [n, one] of packages.entries())
    await db
      .insertInto('packages')
      .values({
        campaign_id: campaignId,
        parcel_id: id,
        n,
        external_id: `x${n}`,
        number: one.number ?? `1Z${id}${n}`,
        carrier: 'ups',
        url: '',
        cost: '',
        lines: JSON.stringify(one.lines ?? null),
        shipped_at: one.shippedAt ?? null,
        voided_at: null,
        tracking_status: '',
        scans: '[]',
        delivered_at: one.deliveredAt ?? null,
      })
      .execute();
}
