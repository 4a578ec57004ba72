/**
 * What the add-on and the worker say to each other, as JSON under `/v1`. Requests are signed (see sign.ts) except the
 * two of pairing. Refusals are problem details with a `code`.
 */
import * as z from 'zod/mini';
import { PARTNER_PRESET } from '../partner-sheet/preset.ts';

export const PAIR = z.object({
  spreadsheetId: z.string(),
  /** Shown to the operator; the spreadsheet's name. */
  name: z.string(),
  who: z.string(),
  /** Of the add-on, so that a worker can say which of the two is too old. */
  version: z.number(),
});
export const PAIR_ANSWER = z.object({
  pairing: z.string(),
  /** The add-on writes it into the spreadsheet's developer metadata under PAIRING_MARK (marks.ts); the worker reads it back. */
  nonce: z.string(),
  /** Who must be able to edit the file; "" on the local workbook. */
  account: z.string(),
});
export const CONFIRM = z.object({ pairing: z.string() });
export const CONFIRM_ANSWER = z.object({ key: z.string() });

const problem = z.object({ code: z.string(), message: z.string(), at: z.string() });

export const CONNECTION = z.object({
  id: z.string(),
  name: z.string(),
  vendor: z.string(),
  label: z.string(),
  /** push, update, cancel, sync, webhooks, track. */
  can: z.array(z.string()),
  /** "40 calls a minute". */
  limit: z.string(),
  /** `2026-03-01 10:22:31Z`, or "". */
  lastSuccess: z.string(),
  lastError: z.nullable(problem),
  /** Where the vendor's webhooks go and how to set them up; null where it has none. */
  webhook: z.nullable(z.object({ url: z.string(), setUp: z.string() })),
  /** Names of the channels that it serves. */
  channels: z.array(z.string()),
});
export const VENDOR = z.object({
  vendor: z.string(),
  label: z.string(),
  can: z.array(z.string()),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      secret: z.boolean(),
      help: z.string(),
      required: z.boolean(),
      /** Of the vendor's settings, not its credentials. */
      setting: z.boolean(),
      choices: z.array(z.object({ value: z.string(), label: z.string() })),
    }),
  ),
});
/** A parcel that a person must look at; `retry` sends it again. */
const STUCK = z.object({
  id: z.string(),
  shipmentId: z.string(),
  channel: z.string(),
  code: z.string(),
  message: z.string(),
  since: z.string(),
});
export const STATE = z.object({
  version: z.number(),
  /** Minutes between two syncs; 0 for never by itself. */
  everyMinutes: z.number(),
  connections: z.array(CONNECTION),
  vendors: z.array(VENDOR),
  channels: z.array(
    z.object({
      name: z.string(),
      connection: z.string(),
      lastSync: z.string(),
      nextSync: z.string(),
      lastError: z.string(),
      /** Parcels by where they stand at the partner. */
      waiting: z.number(),
      unknown: z.number(),
      accepted: z.number(),
      refused: z.number(),
      shipped: z.number(),
    }),
  ),
  stuck: z.array(STUCK),
  /** What is under way: parcels to send, connections to ask, rows to write. All 0: nothing. */
  busy: z.object({ sending: z.number(), asking: z.number(), writing: z.number() }),
});
export type State = z.infer<typeof STATE>;
export type ConnectionView = z.infer<typeof CONNECTION>;
export type VendorView = z.infer<typeof VENDOR>;

export const ADD_CONNECTION = z.object({
  vendor: z.string(),
  name: z.string(),
  /** Credentials and settings by field name. They are in no answer. */
  fields: z.record(z.string(), z.string()),
});
/** Either may be left out. */
export const CHANGE_CONNECTION = z.object({
  name: z.optional(z.string()),
  fields: z.optional(z.record(z.string(), z.string())),
});
export const SCHEDULE = z.object({ everyMinutes: z.number() });

/** What is asked of the partner for a shipment. `cancel` of one that the partner never had is done at once. */
const ASKS = ['push', 'update', 'cancel'] as const;

const HANDED_CHANNEL = z.object({
  name: z.string(),
  /** The connection's name, as Channels has it under Connected to. */
  connection: z.string(),
  shippedWhen: z.enum(['first scan', 'partner reports it', 'tracking imported']),
  emailsBy: z.enum(['Shipsheet', 'partner', 'nobody']),
});
const HANDED_PRODUCT = z.object({
  sku: z.string(),
  name: z.string(),
  grams: z.nullable(z.number()),
  lengthCm: z.nullable(z.number()),
  widthCm: z.nullable(z.number()),
  heightCm: z.nullable(z.number()),
  hsCode: z.string(),
  origin: z.string(),
  customsDescription: z.string(),
  customsValue: z.nullable(z.number()),
  currency: z.string(),
});
export const HANDED_SHIPMENT = z.object({
  id: z.string(),
  orderId: z.string(),
  channel: z.string(),
  /** The lead Shipment ID of its parcel; "" for a parcel of its own. Shipments of one box come in one request. */
  box: z.string(),
  /** `SKU x2; OTHER x1`. */
  contents: z.string(),
  ask: z.enum(ASKS),
  name: z.string(),
  address1: z.string(),
  address2: z.string(),
  city: z.string(),
  state: z.string(),
  postalCode: z.string(),
  /** ISO 3166-1 alpha-2. */
  country: z.string(),
  phone: z.string(),
  email: z.string(),
  taxId: z.string(),
  /** The Ship to cell, and what stands in Cancelled at, as the sheet has them. */
  shipTo: z.string(),
  cancelledAt: z.string(),
  /** The Batch cell; an add-on of before says nothing of it. */
  batch: z.optional(z.string()),
  /** Whether Pushed at says that a partner has it: what nobody has yet is pushed by an update too. */
  sent: z.optional(z.boolean()),
  /** The partner has agreed to a cancel or an update by another way: it is not asked, and what is known follows. */
  agreed: z.optional(z.boolean()),
});
/** 500 shipments a request at most, boxes whole. */
export const HAND_OVER = z.object({
  channels: z.array(HANDED_CHANNEL),
  /** Of all channels of the tab, connected or not, with all connected ones under `channels`; an add-on of before does not tell. */
  names: z.optional(z.array(z.string())),
  products: z.array(HANDED_PRODUCT),
  shipments: z.array(HANDED_SHIPMENT),
});
export const HAND_OVER_ANSWER = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      outcome: z.enum(['taken', 'already', 'refused']),
      /** "" unless refused. */
      code: z.string(),
      detail: z.string(),
    }),
  ),
  /** For the person who pushes: who can open a partner's sheet. */
  warnings: z.optional(z.array(z.string())),
});
export type HandOver = z.infer<typeof HAND_OVER>;
export type HandedShipment = z.infer<typeof HANDED_SHIPMENT>;
export const MOST_HANDED = 500;

/**
 * All channels of the tab, with what each is connected to ("" for nothing), and those that get another name with this.
 * `joins`: no channel is called so any more, and its parcels go to one that keeps its own rules.
 */
export const TELL_CHANNELS = z.object({
  channels: z.array(z.object({ name: z.string(), connection: z.string() })),
  renamed: z.array(z.object({ from: z.string(), to: z.string(), joins: z.optional(z.boolean()) })),
});

/** One channel by name, or all with "". */
export const SYNC = z.object({ channel: z.string() });

/** Rows of Activity, for the worker's copy: cells in the order of the tab's columns. */
export const ACTIVITY_COPY = z.object({ rows: z.array(z.array(z.string())) });

/** Who asks, as the add-on knows them: it goes into Activity. */
const WHO = z.optional(z.string());

/** Rules of one partner's sheet. */
const SHEET_POLICY = z.object({
  /** Names and addresses are replaced so many days after the delivery; 0 for never. */
  wipeDays: z.number(),
  /** The same after the shipping, for parcels whose delivery nobody reports. */
  wipeShippedDays: z.number(),
  /** The creator was warned that whoever has the link can open it, and wants that: otherwise nothing is pushed while it is so. */
  linkAllowed: z.boolean(),
  /** What a second number for a shipment is. ask: the creator decides each. */
  secondNumber: z.enum(['ask', 'further box']),
});
export type SheetPolicy = z.infer<typeof SHEET_POLICY>;

export const PARTNER_SHEET = z.object({
  /** Of its connection. */
  id: z.string(),
  /** The connection's name: what Connected to of the channel says. */
  name: z.string(),
  channel: z.string(),
  url: z.string(),
  /** The packing page, for the partner and the creator. */
  packingUrl: z.string(),
  preset: PARTNER_PRESET,
  policy: SHEET_POLICY,
  /** `link`: of this person alone, on the local workbook; absent where the sheet's own serves all. */
  people: z.array(
    z.object({ id: z.string(), email: z.string(), role: z.string(), link: z.optional(z.string()) }),
  ),
  /** What whoever has the link may do. */
  openTo: z.enum(['nobody', 'readers', 'writers']),
  /** Why the people could not be asked for; "" when they were. */
  peopleProblem: z.string(),
  rows: z.object({
    total: z.number(),
    fresh: z.number(),
    changed: z.number(),
    cancelling: z.number(),
    withoutNumber: z.number(),
    problems: z.number(),
  }),
  /** Rows that wait for the creator: a decision (`decide`), an edit of the partner to look at, or a row of no shipment. */
  asks: z.array(
    z.object({
      /** Shipment ID, or "" for a row of none. */
      shipmentId: z.string(),
      line: z.number(),
      kind: z.enum(['decide', 'edit', 'stray']),
      code: z.string(),
      detail: z.string(),
    }),
  ),
  lastRead: z.string(),
  lastWritten: z.string(),
  lastError: z.string(),
  endedAt: z.string(),
});
export type PartnerSheetView = z.infer<typeof PARTNER_SHEET>;
export const PARTNER_SHEETS = z.object({
  sheets: z.array(PARTNER_SHEET),
  /** How a file is made here. local: on this machine. google: in the account that has agreed, or will. address: given by its address. */
  ways: z.array(z.enum(['local', 'google', 'address'])),
  /** The Google account that has agreed; "" for none. */
  googleAccount: z.string(),
  /** With whom a file that is given by its address is shared first; "" on the local workbook. */
  workerAccount: z.string(),
});
export const MAKE_SHEET = z.object({
  channel: z.string(),
  preset: PARTNER_PRESET,
  policy: SHEET_POLICY,
  way: z.enum(['local', 'google', 'address']),
  /** For `address`: of an empty spreadsheet. */
  address: z.string(),
  who: WHO,
});
export const CHANGE_SHEET = z.object({
  preset: z.optional(PARTNER_PRESET),
  policy: z.optional(SHEET_POLICY),
  who: WHO,
});
export const SHARE_SHEET = z.object({
  /** "" for whoever has the link. */
  email: z.string(),
  role: z.enum(['reader', 'writer']),
  /** For the link: the warning was read. */
  warned: z.boolean(),
  who: WHO,
});
/** The id of a person, or `link`. */
export const UNSHARE_SHEET = z.object({ person: z.string(), who: WHO });
export const END_SHEET = z.object({
  /** What becomes of its rows. keep: all stays. names: names and addresses are replaced. all: every row goes. */
  rows: z.enum(['keep', 'names', 'all']),
  who: WHO,
});
/** take: the new number is right; the partner's edit was looked at. keep: what is known stays. */
export const DECIDE_ROW = z.object({
  shipmentId: z.string(),
  answer: z.enum(['take', 'keep', 'seen']),
  who: WHO,
});
/** Lets the worker make files in a Google account. */
export const ASK_CONSENT = z.object({ who: WHO });
export const GOOGLE_CONSENT = z.object({ url: z.string() });

/** What the worker did by itself and is not yet in Activity; recorded by their ids. */
export const HAPPENINGS = z.object({
  happenings: z.array(
    z.object({
      id: z.string(),
      when: z.string(),
      who: z.string(),
      action: z.string(),
      which: z.string(),
      changed: z.number(),
    }),
  ),
});
export const RECORDED = z.object({ ids: z.array(z.string()) });
