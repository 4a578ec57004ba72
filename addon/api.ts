/**
 * The server functions that the sidebars call. One global function `serve(request)` takes
 * `{ fn, args }` and answers `{ ok: true, value }` or `{ ok: false, problem }`, so that every request is parsed in
 * one place and a refusal reaches the panel as a sentence. Everything is JSON: google.script.run takes no Date.
 */

import type { ChannelDraft, ChannelState } from '../shared/order/channel-state.ts';
import type { Options, Preview, Progress, Scope } from '../shared/plan/types.ts';
import type { SegmentView } from '../shared/segment/refresh.ts';
import type { Rule } from '../shared/segment/rule.ts';
import type { ShipmentStatus } from '../shared/shipment/status.ts';
import type { Cell } from '../shared/tabs/table.ts';
import type { Stage } from '../shared/tabs/tabs.ts';

export interface Problem {
  readonly code: string;
  /** What went wrong and what to do, for the person. */
  readonly message: string;
}
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

/** What each panel needs to open. */
export interface Context {
  readonly campaign: { readonly name: string; readonly prefix: string };
  readonly user: string;
  /** Orders in the sheet (non-blank keys). */
  readonly orders: number;
  /** Orders in the rows that are selected now. */
  readonly selected: readonly string[];
  /** Typed Stage cells that wait for their action, by action name. */
  readonly requests: Readonly<Record<string, number>>;
  /** Distinct values for the drop-downs of "Which orders?", with counts, most frequent first. */
  readonly stages: readonly Choice[];
  readonly countries: readonly Choice[];
  readonly rewards: readonly Choice[];
  readonly skus: readonly Choice[];
  readonly channels: readonly string[];
  /** Export batches, newest first. */
  readonly batches: readonly string[];
  /** Names and filters of the segments. */
  readonly segments: readonly { readonly name: string; readonly filter: string }[];
  /** The last runs, newest first, 20 at most. */
  readonly runs: readonly RunEntry[];
  /** A run that did not end: offer to resume it. */
  readonly openRun: OpenRun | null;
  readonly settings: Settings;
  /** What a person should know before anything else: this file is a copy, or nearly full. */
  readonly notice?: string;
}
export interface Choice {
  readonly value: string;
  readonly count: number;
}
export interface RunEntry {
  readonly runId: string;
  readonly label: string;
  readonly when: string;
  readonly who: string;
  readonly changed: number;
  readonly undoable: boolean;
}
export interface OpenRun {
  readonly runId: string;
  readonly action: string;
  readonly label: string;
  readonly who: string;
  readonly since: string;
  /** true: its heart no longer beats, so it can be resumed or set aside. */
  readonly stale: boolean;
  readonly scope: Scope;
  readonly options: Options;
}
export interface Settings {
  readonly campaignName: string;
  readonly prefix: string;
  /** Shown to backers; nothing locks by itself. `2026-12-01` or "". */
  readonly lockDownDate: string;
  /** Days after which a sent parcel without a number is shown in Needs attention; 0 for never. */
  readonly noNumberDays: number;
}

export type { ChannelDraft, ChannelState };

export interface SegmentState {
  readonly segments: readonly (SegmentView & {
    /** It is open as a sheet. */
    readonly sheet: boolean;
  })[];
  /** Headers of Orders that are the creator's own. */
  readonly columns: readonly string[];
}
export interface FilterCount {
  readonly count: number;
  /** Ten at most. */
  readonly first: readonly { readonly orderId: string; readonly name: string; readonly stage: string }[];
  /** What the filter names and this spreadsheet lacks; null when nothing is. */
  readonly problem: { readonly about: string; readonly message: string } | null;
  /** SKUs of the filter that no product and no order has: `-has:` of a misspelt one lets everybody in. */
  readonly unknownSkus: readonly string[];
}

export interface RewardRow {
  readonly title: string;
  readonly platformId: string;
  /** `SKU xN; ...`, `-` for "ships nothing of its own", "" for not mapped yet. */
  readonly items: string;
  readonly orders: number;
}

/** What a file is for: each kind remembers its layouts apart. */
export type LayoutKind = 'orders' | 'tracking' | 'export';
/** What the columns of a file with a certain header mean, as a person confirmed it. */
export interface RememberedLayout {
  /** `layoutKey` of the header. */
  readonly key: string;
  /** The partner or channel whose files look so; "" for none. Key and name together are one layout. */
  readonly name: string;
  /** JSON, in the form of the panel that saved it: parse it as if somebody had damaged it. */
  readonly mapping: string;
  /** When it was saved last. */
  readonly at: string;
}

export interface OrderMatch {
  readonly orderId: string;
  readonly name: string;
  readonly stage: string;
  /** What matched: "name", "e-mail", "notes", "id", "tracking number". */
  readonly matched: string;
}
export interface OrderDetails {
  readonly orderId: string;
  readonly name: string;
  readonly row: number;
  readonly stage: Stage;
  /** Why it is not shipped and what to do next; "" when there is nothing to do. */
  readonly why: string;
  readonly next: string;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
  readonly address: readonly string[];
  readonly units: readonly {
    readonly sku: string;
    readonly name: string;
    readonly physical: boolean;
    readonly ordered: number;
    readonly cancelled: number;
    readonly shipped: number;
    readonly sent: number;
    readonly open: number;
  }[];
  readonly shipments: readonly {
    readonly id: string;
    readonly channel: string;
    readonly contents: string;
    readonly status: ShipmentStatus;
    readonly number: string;
    readonly carrier: string;
    readonly url: string;
    readonly when: string;
    /** `1042-1 (lost)`; "" when it replaces none. */
    readonly replaces: string;
    /** The shipment that was made in its place; "" for none. */
    readonly replacedBy: string;
    /** `address; it was sent to ...`; "" for nothing. */
    readonly changedSince: string;
    /** What the partner last said: `accepted`, `refused: no stock`; "" for channels that are not connected. */
    readonly says: string;
    readonly orderNumber: string;
    readonly tracking: string;
    readonly lastScan: string;
    readonly deliveredAt: string;
  }[];
  readonly history: readonly { readonly when: string; readonly what: string }[];
  /** Menu actions that would change this order now. */
  readonly actions: readonly { readonly action: string; readonly label: string }[];
}

/** Shipments of an export batch, in parallel arrays. */
export interface ExportPage {
  readonly ids: readonly string[];
  readonly orderIds: readonly string[];
  readonly contents: readonly string[];
  readonly boxes: readonly string[];
  /** For each asked column the cells of the orders. */
  readonly columns: readonly (readonly string[])[];
  /** Shipments whose order has another address now than the one they were sent to. */
  readonly changed: readonly string[];
  readonly more: boolean;
}

export interface Api {
  /** Makes the tabs and columns that are missing; also done by the first request in a new spreadsheet. */
  setUp(args: Record<string, never>): { made: string[] };
  context(args: Record<string, never>): Context;
  preview(args: { action: string; scope: Scope; options: Options; resume?: string | undefined }): Preview;
  apply(args: {
    action: string;
    scope: Scope;
    options: Options;
    runId: string;
    now: string;
    hash: string;
    sums: string;
    which: string;
  }): Progress;
  /** Rows of the plan that were not changed, for the failure file: [key, outcome, code, detail]. */
  failures(args: { action: string; scope: Scope; options: Options; from: number }): {
    rows: string[][];
    more: boolean;
  };
  /** Columns of a tab in blocks; dates as text. For the panels that plan a file on their own side. */
  readColumns(args: { tab: string; columns: string[]; from: number; count: number }): {
    n: number;
    columns: Cell[][];
    missing: string[];
  };
  /** One part of a file action: the intents that will change, at most 1 MB a call. The server plans them again before it writes. */
  applyPart(args: {
    action: string;
    options: Options;
    runId: string;
    now: string;
    hash: string;
    sums: string;
    which: string;
    intents: unknown[];
    part: number;
    last: boolean;
    counts: { already: number; left: number; decide: number };
  }): Progress;
  /** Ends an unfinished run without undoing what it wrote. */
  setAside(args: { runId: string }): { ok: true };
  tabs(args: Record<string, never>): { name: string; rows: number }[];
  /** Display text of any tab, in blocks, for Import from a tab. */
  readTab(args: { name: string; from: number; count: number }): {
    rows: string[][];
    more: boolean;
    hiddenRows: number;
  };
  findOrder(args: { query: string }): OrderMatch[];
  /** By id, or the selected row when no id is given; null when the row holds no order. */
  order(args: { orderId?: string | undefined }): OrderDetails | null;
  /**
   * Writes Channels: rows keep their place by name, new ones follow, removed ones go. `renamed`: from the name that the tab
   * or Shipments has to that of the draft; its row and its parcels go with it.
   */
  saveChannels(args: { channels: ChannelDraft[]; renamed?: { from: string; to: string }[] | undefined }): {
    ok: true;
  };
  /** With rules, what the filters were read to, the orders are looked at again, and the tab is written. */
  segments(args: { rules: { filter: string; rule: Rule }[] | null }): SegmentState;
  /** A new segment, or in place of the one that is called `was` ("" for none). */
  saveSegment(args: { was: string; name: string; filter: string; rule: Rule }): SegmentState;
  deleteSegment(args: { name: string }): SegmentState;
  /** Orders that fit. */
  countFilter(args: { rule: Rule }): FilterCount;
  /** Writes the orders of a segment into a sheet of its own and shows it; with `remove` that sheet goes. */
  openSegment(args: { name: string; remove: boolean }): SegmentState;
  rewards(args: Record<string, never>): { rewards: RewardRow[]; products: { sku: string; name: string }[] };
  /** Remembered column layouts, last saved first. */
  layouts(args: { kind: LayoutKind }): RememberedLayout[];
  /** Keeps the mapping (JSON) of a layout; null forgets it. Answers with what is kept now. */
  saveLayout(args: {
    kind: LayoutKind;
    key: string;
    name: string;
    mapping: string | null;
  }): RememberedLayout[];
  saveSettings(args: Settings): Settings;
  /** The shipments of an export batch with the asked columns of their orders, in blocks; the page lays them out. */
  exportRows(args: { batch: string; columns: string[]; from: number }): ExportPage;
  /** Runs the assumptions about Google on a scratch tab. */
  check(args: { part: number }): {
    /** What each says is in addon/check/says.ts, by name. */
    results: { name: string; ok: boolean; saw: string; ms: number }[];
    more: boolean;
  };
  /** Opens another panel in the place of this one. */
  openPanel(args: {
    panel: string;
    title: string;
    action?: string | undefined;
    orders?: string[] | undefined;
    segment?: string | undefined;
    filter?: string | undefined;
  }): { ok: true };
  /** Shows the order's row in the sheet. */
  showOrder(args: { orderId: string }): { ok: true };
  workerState(args: Record<string, never>): WorkerState;
  /** Proves to the worker at this address that the file may be edited, and keeps the key it gives. */
  pair(args: { address: string }): { paired: true };
  /** Forgets the key; the worker is told when it can be reached. */
  unpair(args: Record<string, never>): { paired: false };
  /** A signed request to the worker: what the panels of connections and syncing are made of. `path` begins with /v1/. */
  askWorker(args: { method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; path: string; body: unknown }): {
    status: number;
    /** Parsed JSON; null for none. */
    body: unknown;
  };
  /** Writes what the worker did by itself into Activity; answers how many rows. */
  recordHappenings(args: Record<string, never>): { recorded: number };
  /**
   * Hands over what waits in the connected channel ("" for all): pushes, cancellations, changes; 500 shipments at most.
   * Again with `after` until `next` is null.
   */
  handOver(args: { channel: string; after?: string | undefined }): HandedOver;
}
export interface WorkerState {
  readonly paired: boolean;
  /** Of the worker it is paired with, or "". */
  readonly address: string;
  /** To fill in before it is paired: the worker of this machine, or "". */
  readonly offered: string;
  /** The file is a copy of a campaign that may be connected. */
  readonly copy: boolean;
}
export interface HandedOver {
  readonly taken: number;
  readonly already: number;
  readonly refused: readonly { readonly id: string; readonly code: string; readonly detail: string }[];
  /** For the person who pushes: who can open a partner's sheet. */
  readonly warnings?: readonly string[];
  /** For the next call; null when all of it was handed over. */
  readonly next: string | null;
}
export type ApiName = keyof Api;

/** The HTML files of the sidebar, one bundle each: addon/sidebar/pages. */
type PageName =
  | 'sidebar'
  | 'addresses'
  | 'import-orders'
  | 'import-tracking'
  | 'record-payments'
  | 'products'
  | 'segments'
  | 'connect'
  | 'partner';

/** What the page is told when it opens: put into the HTML by the server. */
export interface Boot {
  readonly panel: PanelName;
  /** For the action panel. */
  readonly action?: string;
  readonly orderId?: string;
  /** For the action panel: these orders are chosen when it opens. Find Order shows the first. */
  readonly orders?: readonly string[];
  /** For the action panel: the orders of this segment, or those that fit this filter. Partner Sheets: `filter` names the channel. */
  readonly segment?: string;
  readonly filter?: string;
}
/** Each panel and the page that has its code: only the pages of files carry the readers of CSV and XLSX. */
export const PANEL_PAGES = {
  action: 'sidebar',
  'import-orders': 'import-orders',
  'import-tracking': 'import-tracking',
  'record-payments': 'record-payments',
  addresses: 'addresses',
  channels: 'connect',
  connections: 'connect',
  'sync-now': 'connect',
  'partner-sheet': 'partner',
  segments: 'segments',
  rewards: 'import-orders',
  order: 'sidebar',
  exports: 'sidebar',
  guide: 'sidebar',
  products: 'products',
  settings: 'sidebar',
  check: 'sidebar',
} as const satisfies Record<string, PageName>;
export type PanelName = keyof typeof PANEL_PAGES;

export function isPanel(name: string): name is PanelName {
  return Object.hasOwn(PANEL_PAGES, name);
}
