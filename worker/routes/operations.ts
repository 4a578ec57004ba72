/** What the routes ask of the rest of the worker: the exchange has it. Nothing here knows of HTTP but the webhook's status. */
import type { z } from 'zod';
import type {
  ADD_CONNECTION,
  CHANGE_CONNECTION,
  CHANGE_SHEET,
  ConnectionView,
  DECIDE_ROW,
  END_SHEET,
  HAND_OVER_ANSWER,
  HAPPENINGS,
  HandOver,
  MAKE_SHEET,
  PARTNER_SHEETS,
  PartnerSheetView,
  SHARE_SHEET,
  State,
  TELL_CHANNELS,
  UNSHARE_SHEET,
} from '../../shared/sync/wire.ts';

/** A refusal for the creator: `connection.unknown`, `partner.auth`, `field.missing`; told with its HTTP status. */
export interface Refusal {
  readonly ok: false;
  readonly status: 400 | 404 | 409 | 422 | 502 | 503;
  readonly code: string;
  readonly message: string;
}
export type Answer<T> = { readonly ok: true; readonly value: T } | Refusal;

export interface Operations {
  stateOf(campaignId: string): Promise<State>;
  /** Idempotent; refusals are by shipment, in the answer. */
  take(campaignId: string, handOver: HandOver): Promise<z.infer<typeof HAND_OVER_ANSWER>>;
  /** Renames channels, and has sheets follow those that were renamed in their cells. */
  tellChannels(campaignId: string, told: z.infer<typeof TELL_CHANNELS>): Promise<Answer<null>>;
  /** Asks the partners of one channel, or of all with "". Answers at once; the state tells how it goes on. */
  sync(campaignId: string, channel: string): Promise<Answer<null>>;
  sendAgain(campaignId: string, requestId: string): Promise<Answer<null>>;
  setSchedule(campaignId: string, everyMinutes: number): Promise<void>;
  /** Nothing is sent, asked or written for it from now on. */
  detach(campaignId: string): Promise<void>;
  addConnection(campaignId: string, asked: z.infer<typeof ADD_CONNECTION>): Promise<Answer<ConnectionView>>;
  changeConnection(
    campaignId: string,
    id: string,
    asked: z.infer<typeof CHANGE_CONNECTION>,
  ): Promise<Answer<ConnectionView>>;
  /** Proves the credentials by the vendor's cheapest call; answers the account's name there. */
  testConnection(campaignId: string, id: string): Promise<Answer<{ readonly account: string }>>;
  removeConnection(campaignId: string, id: string): Promise<Answer<null>>;
  /** The HTTP status for the partner: 2xx when taken or known, 401 for a wrong secret or signature. */
  receiveWebhook(
    connectionId: string,
    secret: string,
    headers: Readonly<Record<string, string>>,
    body: Uint8Array,
  ): Promise<number>;
}

/** What the panel of partners' sheets asks. `id` is that of the sheet's connection. */
export interface PartnerSheets {
  list(campaignId: string): Promise<z.infer<typeof PARTNER_SHEETS>>;
  /** Idempotent: of a channel that has a sheet, that sheet. */
  make(campaignId: string, asked: z.infer<typeof MAKE_SHEET>): Promise<Answer<PartnerSheetView>>;
  change(
    campaignId: string,
    id: string,
    asked: z.infer<typeof CHANGE_SHEET>,
  ): Promise<Answer<PartnerSheetView>>;
  share(
    campaignId: string,
    id: string,
    asked: z.infer<typeof SHARE_SHEET>,
  ): Promise<Answer<PartnerSheetView>>;
  unshare(
    campaignId: string,
    id: string,
    asked: z.infer<typeof UNSHARE_SHEET>,
  ): Promise<Answer<PartnerSheetView>>;
  decide(
    campaignId: string,
    id: string,
    asked: z.infer<typeof DECIDE_ROW>,
  ): Promise<Answer<PartnerSheetView>>;
  /** Looks at once at what the partner typed; answers before it has. */
  read(campaignId: string, id: string): Promise<Answer<null>>;
  /** The contract is over. Again of one that ended: takes away what could not be taken away then. */
  end(campaignId: string, id: string, asked: z.infer<typeof END_SHEET>): Promise<Answer<PartnerSheetView>>;
  /** Where a person lets the worker make files in a Google account. */
  askConsent(campaignId: string, who: string): Promise<Answer<{ readonly url: string }>>;
  forgetConsent(campaignId: string): Promise<Answer<null>>;
}

/** What the worker did by itself, until it stands in Activity. */
export interface Happenings {
  /** The oldest first, 200 at most. */
  list(campaignId: string): Promise<z.infer<typeof HAPPENINGS>>;
  record(campaignId: string, ids: readonly string[]): Promise<void>;
}
