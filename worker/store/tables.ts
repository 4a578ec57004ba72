/**
 * The worker's memory. The spreadsheet is the truth of what a creator wants; these tables are the truth of what was
 * asked of a partner and what it answered.
 */
import type { ColumnType, Generated } from 'kysely';

/** Written as an object, read as one. */
type Json<T> = ColumnType<T, string, string>;
/** The same, where there may be nothing: NULL of SQL, not of JSON. */
type JsonOrNull<T> = ColumnType<T | null, string | null, string | null>;
/** Read as Date, written as Date. */
type When = Date | null;

export interface Database {
  campaigns: CampaignTable;
  pairings: PairingTable;
  nonces: NonceTable;
  connections: ConnectionTable;
  channels: ChannelTable;
  parcels: ParcelTable;
  packages: PackageTable;
  requests: RequestTable;
  events: EventTable;
  buckets: BucketTable;
  projections: ProjectionTable;
  activity: ActivityTable;
  partner_sheets: PartnerSheetTable;
  partner_rows: PartnerRowTable;
  google_accounts: GoogleAccountTable;
  happenings: HappeningTable;
  refusals: RefusalTable;
}

/** A paired spreadsheet. */
export interface CampaignTable {
  /** The spreadsheet's id. */
  id: string;
  name: string;
  /** Short and unique: goes before shipment ids in the keys that partners get. */
  tag: string;
  /** The HMAC key of the pairing, sealed by the vault. */
  key_sealed: string;
  paired_by: string;
  paired_at: Date;
  /** Minutes between two syncs; 0 for never by itself. */
  every_minutes: Generated<number>;
  /** Paired no more: nothing is sent, asked or written. */
  detached_at: When;
}
/** A pairing that waits for its proof; 10 minutes at most. */
export interface PairingTable {
  id: string;
  campaign_id: string;
  name: string;
  who: string;
  nonce: string;
  expires_at: Date;
}
/** Nonces of signed requests that were seen, until they are too old to be taken anyway. */
export interface NonceTable {
  campaign_id: string;
  nonce: string;
  expires_at: Date;
}
export interface ConnectionTable {
  id: string;
  campaign_id: string;
  vendor: string;
  name: string;
  credentials_sealed: string;
  settings: Json<Record<string, string>>;
  /** Names the vendor account over all campaigns: its limits are shared. */
  account: string;
  /** In the address of its webhooks, sealed. */
  webhook_secret_sealed: string;
  /** Stream name to the moment up to which it was read, ISO. */
  cursors: Json<Record<string, string>>;
  last_success_at: When;
  last_error_code: string | null;
  last_error: string | null;
  last_error_at: When;
  next_sync_at: When;
  removed_at: When;
  created_at: Generated<Date>;
}
/** What the sheet last said of a channel that is connected. */
export interface ChannelTable {
  campaign_id: string;
  name: string;
  connection_id: string;
  shipped_when: string;
  emails_by: string;
}
/** One order at a partner: one shipment, or those of one Box. */
export interface ParcelTable {
  campaign_id: string;
  /** The lead Shipment ID. */
  id: string;
  connection_id: string;
  channel: string;
  /** What the partner knows it by. */
  key: string;
  external_id: string | null;
  order_number: string | null;
  /** What the sheet wants the partner to have: see worker/parcel/content.ts. Personal. */
  content: Json<ParcelContent>;
  content_hash: string;
  /** The hash of what the partner confirmed; null: it never confirmed any. */
  confirmed_hash: string | null;
  state: ParcelState;
  /** Of refused, and of a refused cancellation or update. */
  reason: string;
  pushed_at: When;
  cancelled_at: When;
  /**
   * What stood in Warehouse says when it was last handed over as a request (`cancel asked`, `update asked`), until its
   * answer stands there; "" for none. Only such a request may be written over: another was never heard.
   */
  asked: Generated<string>;
  /** Counts each change of this row or of its packages; the projection follows it. */
  version: Generated<number>;
  /** The version that stands in the sheet. */
  projected_version: Generated<number>;
  /** Shipment ID to what the worker has written of its row: column to the texts it wrote there, last one last. */
  projected: Json<Record<string, Record<string, string[]>>>;
  changed_at: Generated<Date>;
}
export interface ParcelContent {
  /** Lead first. */
  readonly shipments: readonly {
    readonly id: string;
    readonly orderId: string;
    readonly contents: string;
    readonly batch?: string;
    /** What stood in Cancelled at when it was handed over; "" for nothing. */
    readonly cancelledAt: string;
  }[];
  /** In the form of the connectors' contract, without key and emailsBy. */
  readonly order: {
    readonly to: import('../connectors/contract.ts').Address;
    readonly lines: readonly import('../connectors/contract.ts').Line[];
    readonly taxId: string;
    readonly orderedAt: string;
  };
  /** The Ship to cell. */
  readonly shipTo: string;
}
/**
 * taken: in the outbox, the partner does not have it yet. unknown: asked, and the answer was lost. cancel asked: the
 * partner has not answered yet. Shipped is no state: packages say it.
 */
export const PARCEL_STATES = [
  'taken',
  'unknown',
  'accepted',
  'refused',
  'cancel asked',
  'cancel refused',
  'update asked',
  'update refused',
  'cancelled',
] as const;
export type ParcelState = (typeof PARCEL_STATES)[number];

/** A package that a partner sent for a parcel. The first is the parcel itself, the others are its children `<id>.<n>`. */
export interface PackageTable {
  campaign_id: string;
  parcel_id: string;
  /** 0 for the parcel itself, then 1, 2, ... never reused. */
  n: number;
  external_id: string;
  number: string;
  carrier: string;
  url: string;
  cost: string;
  /** SKU and quantity as the partner said; null when it did not. */
  lines: Json<readonly { readonly sku: string; readonly quantity: number }[] | null>;
  shipped_at: When;
  voided_at: When;
  tracking_status: string;
  /** All scans, oldest first: the status is computed from all of them. */
  scans: Json<readonly import('../connectors/contract.ts').Scan[]>;
  delivered_at: When;
}
/** The outbox: what was asked of a partner. */
export interface RequestTable {
  id: string;
  campaign_id: string;
  connection_id: string;
  parcel_id: string;
  kind: 'create' | 'update' | 'cancel';
  /** `<kind>/<parcel id>/<content hash>`: asking twice is asking once. */
  key: string;
  state: RequestState;
  attempts: Generated<number>;
  code: string;
  message: string;
  created_at: Generated<Date>;
  changed_at: Generated<Date>;
}
/** sending is committed before the partner is called: found after a crash, it means unknown. stuck: a person decides. */
export const REQUEST_STATES = ['waiting', 'sending', 'unknown', 'done', 'refused', 'stuck'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** The inbox: webhooks that were taken. */
export interface EventTable {
  connection_id: string;
  event_id: string;
  resource: string;
  received_at: Generated<Date>;
  done_at: When;
}
/** What was taken of the limits of vendor accounts and Google credentials, one row a window; see buckets.ts. */
export interface BucketTable {
  name: string;
  /** Oldest first: when (ms), and how many. Older than the window is forgotten. */
  taken: Json<readonly (readonly [at: number, calls: number])[]>;
  /** Nothing is taken before: a vendor said so. */
  blocked_until: When;
}
/** What the last projections of a campaign did. */
export interface ProjectionTable {
  campaign_id: string;
  wanted_at: When;
  started_at: When;
  ended_at: When;
  rows: number;
  cells: number;
  calls: number;
  error: string | null;
}
/** The worker's copy of Activity (case J28), in the order in which it was written. */
export interface ActivityTable {
  campaign_id: string;
  position: number;
  hash: string;
  cells: Json<readonly string[]>;
}

/** A partner's own spreadsheet: one of a connection of the vendor `partner-sheet`, for one channel. */
export interface PartnerSheetTable {
  connection_id: string;
  campaign_id: string;
  /** The one channel whose shipments it may hold. */
  channel: string;
  file_id: string;
  /** Where a person opens it. */
  url: string;
  /** The tab; null before it was made. */
  sheet_id: number | null;
  /** account: a Google account's consent made it and writes it. worker: the worker's own account, or the local workbook. */
  by: 'account' | 'worker';
  preset: Json<import('../../shared/partner-sheet/preset.ts').PartnerPreset>;
  policy: Json<import('../../shared/sync/wire.ts').SheetPolicy>;
  /** In the address of the packing page: sealed to show it again, hashed (SHA-256, hex) to find it. */
  packing_sealed: string;
  packing_hash: string;
  /** Of the file when it was last read; "" reads it again. */
  drive_version: Generated<string>;
  /** In X-Goog-Channel-Token of Drive's calls, sealed; null while nothing is watched. */
  watch: JsonOrNull<{ readonly id: string; readonly resourceId: string; readonly expiresAt: string }>;
  /** Who can open it besides its people: what Drive last said. */
  open_to: Generated<'nobody' | 'readers' | 'writers'>;
  read_at: When;
  written_at: When;
  /**
   * What could not be taken for a reason that only the creator can mend: `match.none` of a row of the partner's, and
   * `partner.second-tab`, whose id is the title of a tab with further rows of ours.
   */
  strays: Json<readonly { readonly line: number; readonly id: string; readonly code: string }[]>;
  /** The contract is over: nothing is written, read or shared any more. */
  ended_at: When;
  created_at: Generated<Date>;
}
/** What stands in a partner's sheet for a parcel, and what was typed there. */
export interface PartnerRowTable {
  connection_id: string;
  parcel_id: string;
  /** Column to the hash of what was last written there: names are not kept twice, nor after they were removed. */
  shown: Json<Partial<Record<import('../../shared/partner-sheet/columns.ts').OurColumn, string>>>;
  /** Hash of the content that stands there, and of the one that the partner has ticked as seen; "" for none. */
  shown_hash: string;
  seen_hash: string;
  /** Words of `change`; personal. */
  change: string;
  /** What the partner was last shown, or has seen, of the columns that changed since; {} for no change. Personal. */
  before: ColumnType<
    Partial<Record<import('../../shared/partner-sheet/columns.ts').OurColumn, string>>,
    string | undefined,
    string
  >;
  /** What the partner had typed when it was last decided about, and what of it was taken. */
  said: Json<Partial<Record<import('../../shared/partner-sheet/columns.ts').PartnerColumn, string>>>;
  taken: Json<Partial<Record<import('../../shared/partner-sheet/columns.ts').PartnerColumn, string>>>;
  /** Why it was not taken; null when it was. `decide`: the creator answers. */
  refusal: JsonOrNull<{
    readonly column: import('../../shared/partner-sheet/columns.ts').PartnerColumn;
    readonly code: string;
    readonly detail: string;
    readonly decide: boolean;
  }>;
  /** The creator's answer to it; "" for none. */
  answer: '' | 'take' | 'keep';
  /** Address edits of the partner, for the creator: column and text, until they were looked at. Personal. */
  edits: Json<Partial<Record<import('../../shared/partner-sheet/columns.ts').OurColumn, string>>>;
  /** Names and addresses were replaced. */
  wiped_at: When;
}
/** A Google account that let the worker make files (scope drive.file) for a campaign. */
export interface GoogleAccountTable {
  campaign_id: string;
  email: string;
  refresh_sealed: string;
  connected_by: string;
  connected_at: Date;
}
/** What the worker did by itself, until the add-on has written it into Activity. Holds no personal data but `who`. */
export interface HappeningTable {
  id: string;
  campaign_id: string;
  at: Date;
  /** "" for the worker by itself. */
  who: string;
  action: string;
  which: string;
  changed: number;
  recorded_at: When;
}
/** A parcel that was refused at the hand-over and that the sheet asks for still, until it is taken. Not personal but for `detail`. */
export interface RefusalTable {
  campaign_id: string;
  parcel_id: string;
  order_id: string;
  code: string;
  detail: string;
  /** It was taken since: it goes when the sheet has been told. */
  is_over: Generated<boolean>;
  /** Needs attention says it as it stands here. */
  is_told: Generated<boolean>;
}
