/**
 * What a connector is: data about a vendor and, for each power, a pure pair that builds a request and reads its answer.
 * Nothing here sends anything: `call.ts` does, under the limits of the account. Powers beside `create` and `find` are
 * optional and asked for by guards.
 */
import type { z } from 'zod';

/** Where the parcel is, as the carrier says; a second axis that never decides what is shipped. */
export const TRACKING_STATUSES = [
  'unknown',
  'label created',
  'in transit',
  'out for delivery',
  'available for pickup',
  'exception',
  'delivered',
  'returned to sender',
  'lost',
] as const;
export type TrackingStatus = (typeof TRACKING_STATUSES)[number];

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text; absent for none. */
  readonly body?: string;
}
export interface HttpReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Why a call gave nothing. Holds no personal data: it is logged, shown and counted. */
export interface CallProblem {
  /** `partner.auth`, `partner.sku-unknown`, `api.http-503`, `api.timeout`, `api.answer-unreadable`, `preflight.*`. */
  readonly code: string;
  /** For the creator, in plain words; a vendor's own text only where it cannot name a person. */
  readonly message: string;
  /** As the vendor asked (Retry-After, rate-limit headers), in ms. */
  readonly retryAfterMs?: number;
}
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: CallProblem };

/** The pure pair of a power. `answer` gets whatever came, error statuses included. */
export interface Power<I, O> {
  request(account: Account, input: I): HttpRequest;
  /** `earlier`, of a power that takes several calls: the replies before this one, and the account that was called. */
  answer(reply: HttpReply, input: I, earlier?: readonly HttpReply[], account?: Account): Reply<O>;
  /**
   * For what takes several calls (look, then cancel; hand a batch in, then ask for it): the call after these replies;
   * null: `answer` now. A call whose answer is lost ends the power as that problem, whatever was done before it.
   */
  next?(account: Account, input: I, replies: readonly HttpReply[]): FollowingCall | null;
}
export interface FollowingCall {
  readonly request: HttpRequest;
  /** Not before. */
  readonly afterMs: number;
}

/** A creator's account with the vendor, opened for one call. */
export interface Account {
  /** Base address without a slash at the end; a test's or a sandbox's where settings say so. */
  readonly baseUrl: string;
  /** As the connector's `credentials` schema parsed them. */
  readonly credentials: Readonly<Record<string, string>>;
  /** As the connector's `settings` fields were filled in; absent ones are "". */
  readonly settings: Readonly<Record<string, string>>;
}

export interface Address {
  readonly name: string;
  readonly address1: string;
  readonly address2: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly phone: string;
  readonly email: string;
}
export interface Line {
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  /** Of one unit; null when Products has none. */
  readonly grams: number | null;
  readonly lengthCm: number | null;
  readonly widthCm: number | null;
  readonly heightCm: number | null;
  readonly hsCode: string;
  /** ISO 3166-1 alpha-2, or "". */
  readonly origin: string;
  readonly customsDescription: string;
  /** Of one unit, in the currency beside it; null when Products has none. */
  readonly customsValue: number | null;
  /** ISO 4217, or "". */
  readonly currency: string;
}

/** What a partner is asked to ship in one parcel: one box, one order at the partner, one tracking number. */
export interface ParcelOrder {
  /** Our external key, unique over all campaigns of an account: `<campaign tag>-<lead shipment id>`. */
  readonly key: string;
  /** What people call it: the lead Shipment ID. */
  readonly shipmentId: string;
  readonly orderId: string;
  readonly to: Address;
  readonly lines: readonly Line[];
  readonly taxId: string;
  /** UTC, ISO; when the parcel was handed over. */
  readonly orderedAt: string;
  /** Who tells the backer about the tracking number. */
  readonly emailsBy: 'Shipsheet' | 'partner' | 'nobody';
}

export type Created =
  | {
      readonly key: string;
      readonly outcome: 'accepted';
      readonly externalId: string;
      readonly orderNumber: string;
    }
  /** Final until the order changes: `partner.rejected`, `partner.sku-unknown`, `partner.address`. */
  | { readonly key: string; readonly outcome: 'refused'; readonly code: string; readonly reason: string }
  /** An order of this key is there already: it is looked up, and adopted when it holds the same (case F9). */
  | { readonly key: string; readonly outcome: 'exists' }
  /** This one failed, others of the batch did not: tried again. */
  | { readonly key: string; readonly outcome: 'failed'; readonly problem: CallProblem };

export interface Scan {
  /** UTC, ISO. */
  readonly at: string;
  /** As the carrier wrote it, with its offset or marked local. */
  readonly original: string;
  readonly status: TrackingStatus;
  /** Code and text of the carrier; kept as they are. */
  readonly raw: string;
  /** true: the carrier had it in its hands, which "first scan" waits for. */
  readonly physical: boolean;
}
/** A package that the partner sent for one of our orders. */
export interface PartnerPackage {
  /** The partner's id of it: the same package told twice has the same. */
  readonly id: string;
  readonly number: string;
  /** As the partner writes it: `ups`, `stamps_com`. */
  readonly carrier: string;
  readonly url: string;
  /** UTC, ISO; "" when the partner has only made the label. */
  readonly shippedAt: string;
  /** Label voided: the number is dead (case H13). */
  readonly voided: boolean;
  /** In this package; null when the partner does not say. */
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[] | null;
  /** With currency, `12.40 USD`; "" when unknown. */
  readonly cost: string;
  readonly scans: readonly Scan[];
  /** A person has put right what was said before: the day of shipping counts as it is told now. */
  readonly corrects?: true;
}
/** One of our orders as the partner has it. */
export interface PartnerOrder {
  /** Our key; "" when the vendor's answer does not carry it and `externalId` must serve. */
  readonly key: string;
  readonly externalId: string;
  readonly orderNumber: string;
  readonly state: 'accepted' | 'shipped' | 'cancelled' | 'refused' | 'unsaid';
  /** Why, for refused and cancelled. */
  readonly reason: string;
  /** What it holds; null when the answer does not say. */
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[] | null;
  /** Country and postal code, to tell another order from ours; null when the answer does not say. */
  readonly destination: { readonly country: string; readonly postalCode: string } | null;
  /** What this answer tells of; others that were told before stay. */
  readonly packages: readonly PartnerPackage[];
}

export type Asked = { readonly outcome: 'done' } | { readonly outcome: 'refused'; readonly reason: string };
/** What names one of our orders at the partner. */
export interface OrderRef {
  readonly key: string;
  readonly externalId: string;
  readonly shipmentId: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; null at the end. */
  readonly next: string | null;
}
export interface Nudge {
  /** Of the event, for the deduplication; where the vendor gives none, made of what it does give. */
  readonly id: string;
  /** What to fetch: an address of the vendor, or an id. */
  readonly resource: string;
}

/** A window of calls: 40 in 60,000 ms. All of a connector's windows hold together. */
export interface Limit {
  readonly calls: number;
  readonly ms: number;
}

/** A field of the connect form. */
export interface Field {
  readonly name: string;
  readonly label: string;
  /** Typed hidden, and never shown again. */
  readonly secret: boolean;
  readonly help: string;
  readonly required: boolean;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
}

export interface Connector {
  /** `shipstation`. */
  readonly vendor: string;
  readonly label: string;
  readonly baseUrl: string;
  /** The first names the account that the vendor's limits count by. */
  readonly credentialFields: readonly Field[];
  readonly settingFields: readonly Field[];
  readonly credentials: z.ZodType<Record<string, string>>;
  readonly limits: (account: Account) => readonly Limit[];
  /** What an answer says of the limit: calls that remain until a reset in ms; null when it says nothing. */
  readonly remaining: (reply: HttpReply) => { readonly calls: number; readonly resetMs: number } | null;
  /** Refusals that need no call: no SKU, no phone where the vendor demands one. Each with what to do. */
  readonly preflight: (
    order: ParcelOrder,
    /** Of the connection; without them only what holds for every account is refused. */
    settings?: Account['settings'],
  ) => { readonly code: string; readonly reason: string } | null;
  /** Cheapest call that proves the credentials. */
  readonly test: Power<null, { readonly account: string }>;
  readonly create: Power<readonly ParcelOrder[], readonly Created[]> & {
    readonly batch: number;
    /** Where an account may be sent more or fewer at once: see `batchOf`. */
    readonly batchFor?: (account: Account) => number;
  };
  /** Orders of one key; several when the vendor let that happen. */
  readonly find: Power<OrderRef, readonly PartnerOrder[]>;
}
export interface CanUpdate {
  /** Replaces address and lines of an order that has not shipped. */
  readonly update: Power<{ readonly ref: OrderRef; readonly order: ParcelOrder }, Asked>;
}
export interface CanCancel {
  /** Where the vendor takes a cancellation of what has shipped without a word, the power looks first. */
  readonly cancel: Power<OrderRef, Asked>;
}
export interface CanListSince {
  readonly listSince: Power<
    { readonly stream: string; readonly since: string; readonly page: string | null },
    Page<PartnerOrder>
  > & {
    /** Lists that are read one after another; each keeps its own place. Some need what not every account has. */
    readonly streams: (account: Account) => readonly string[];
    /** Asked again this much before the last success, in ms: clocks differ, and vendors' lists lag. */
    readonly overlapMs: number;
  };
}
export interface CanReceiveWebhooks {
  readonly webhooks: {
    /** What a person sets up at the vendor, with `{url}` where the address belongs. */
    readonly setUp: string;
    /** Over the raw body, constant-time. `secret` is the connection's; vendors that sign with their own key ignore it. */
    verify(input: {
      readonly body: Uint8Array;
      readonly headers: Readonly<Record<string, string>>;
      readonly account: Account;
    }): boolean | Promise<boolean>;
    /** null: not readable. [] for events that say nothing to us. */
    nudges(body: Uint8Array): readonly Nudge[] | null;
    /** The truth behind a nudge. Throws where the resource is not the vendor's: it is never fetched. */
    readonly fetch: Power<{ readonly resource: string; readonly page: string | null }, Page<PartnerOrder>>;
  };
}
export interface CanTrack {
  readonly track: Power<
    readonly string[],
    {
      readonly scans: ReadonlyMap<string, readonly Scan[]>;
      readonly problems: ReadonlyMap<string, CallProblem>;
    }
  > & {
    readonly batch: number;
  };
}

/**
 * A partner that works in a spreadsheet. Nothing is called: its sheet is brought to what it should hold, and what was
 * typed there is read (worker/partner-sheet). Its powers only say what it can be asked.
 */
export interface KeepsSheet {
  readonly keepsSheet: true;
}

export const keepsSheet = (c: Connector): c is Connector & KeepsSheet => 'keepsSheet' in c;
export const canUpdate = (c: Connector): c is Connector & CanUpdate => 'update' in c;
export const canCancel = (c: Connector): c is Connector & CanCancel => 'cancel' in c;
export const canListSince = (c: Connector): c is Connector & CanListSince => 'listSince' in c;
export const canReceiveWebhooks = (c: Connector): c is Connector & CanReceiveWebhooks => 'webhooks' in c;
export const canTrack = (c: Connector): c is Connector & CanTrack => 'track' in c;

/** How many parcels go into one `create` for this account. */
export const batchOf = ({ create }: Connector, account: Account): number =>
  create.batchFor?.(account) ?? create.batch;

/** What a connection can do, for people and for the panels. */
export const POWERS = ['push', 'update', 'cancel', 'sync', 'webhooks', 'track'] as const;
export type PowerName = (typeof POWERS)[number];

export function powersOf(connector: Connector): PowerName[] {
  return POWERS.filter(
    (power) =>
      power === 'push' ||
      (power === 'update' && canUpdate(connector)) ||
      (power === 'cancel' && canCancel(connector)) ||
      (power === 'sync' && canListSince(connector)) ||
      (power === 'webhooks' && canReceiveWebhooks(connector)) ||
      (power === 'track' && canTrack(connector)),
  );
}

/** Whether the same call may be made again: a fault of the way or of the moment, not a refusal. */
export function isRetryable({ code }: CallProblem): boolean {
  return (
    code === 'api.timeout' ||
    code === 'api.network' ||
    code === 'api.http-408' ||
    code === 'api.http-429' ||
    /^api\.http-5\d\d$/.test(code)
  );
}
