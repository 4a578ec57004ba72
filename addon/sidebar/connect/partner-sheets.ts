/** What the panels ask of the worker about partners' sheets. Its answers are parsed here. */
import * as z from 'zod/mini';
import {
  type CHANGE_SHEET,
  type DECIDE_ROW,
  GOOGLE_CONSENT,
  type MAKE_SHEET,
  PARTNER_SHEET,
  PARTNER_SHEETS,
  type PartnerSheetView,
  type SHARE_SHEET,
} from '../../../shared/sync/wire.ts';
import type { Api } from '../../api.ts';
import { type Call, CallError } from '../call.ts';

type Method = Parameters<Api['askWorker']>[0]['method'];
export type SheetList = z.infer<typeof PARTNER_SHEETS>;
/** Without who asks: that is the same for all. */
type Asked<T extends z.ZodMiniType> = Omit<z.infer<T>, 'who'>;
export type Way = SheetList['ways'][number];
export type RowsAtEnd = 'keep' | 'names' | 'all';

/** Each call refuses with a CallError: the worker's own code and sentence, or `worker.*` of the add-on. */
export interface PartnerSheets {
  list(): Promise<SheetList>;
  /** Again for a channel that has one: that one, instead of another. */
  make(sheet: Asked<typeof MAKE_SHEET>): Promise<PartnerSheetView>;
  change(id: string, part: Asked<typeof CHANGE_SHEET>): Promise<PartnerSheetView>;
  share(id: string, who: Asked<typeof SHARE_SHEET>): Promise<PartnerSheetView>;
  /** A person's id, or `link`. */
  unshare(id: string, person: string): Promise<PartnerSheetView>;
  decide(id: string, row: Asked<typeof DECIDE_ROW>): Promise<PartnerSheetView>;
  end(id: string, rows: RowsAtEnd): Promise<PartnerSheetView>;
  /** Looks at what the partner typed, soon; it says nothing of what was found. */
  read(id: string): Promise<void>;
  /** The address at which a person lets the worker make files in an account of theirs. */
  consent(): Promise<string>;
  forgetConsent(): Promise<void>;
}

/** `who` goes into Activity. */
export function partnerSheetsOf(call: Call, who: string): PartnerSheets {
  const ask = (method: Method, path: string, body: object = {}): Promise<unknown> =>
    call('askWorker', { method, path, body: { ...body, who } }).then((answer) => answer.body);
  const at = (id: string, act = ''): string => `/v1/partner-sheets/${encodeURIComponent(id)}${act}`;
  const sheet = (body: unknown): PartnerSheetView => read(PARTNER_SHEET, body);
  const none = (): void => {};
  return {
    list: () => ask('GET', '/v1/partner-sheets').then((body) => read(PARTNER_SHEETS, body)),
    make: (made) => ask('POST', '/v1/partner-sheets', made).then(sheet),
    change: (id, part) => ask('PATCH', at(id), part).then(sheet),
    share: (id, who) => ask('POST', at(id, '/share'), who).then(sheet),
    unshare: (id, person) => ask('POST', at(id, '/unshare'), { person }).then(sheet),
    decide: (id, row) => ask('POST', at(id, '/decide'), row).then(sheet),
    end: (id, rows) => ask('POST', at(id, '/end'), { rows }).then(sheet),
    read: (id) => ask('POST', at(id, '/read')).then(none),
    consent: () => ask('POST', '/v1/google/consent').then((body) => read(GOOGLE_CONSENT, body).url),
    forgetConsent: () => ask('DELETE', '/v1/google/consent').then(none),
  };
}

function read<T>(shape: z.ZodMiniType<T>, body: unknown): T {
  const parsed = z.safeParse(shape, body);
  if (parsed.success) return parsed.data;
  throw new CallError(
    'worker.unreadable',
    'The worker answered something that this panel cannot read. One of the two may be older than the other: bring both up to date.',
  );
}

/** The live sheet of a channel; undefined where it has none, or only ended ones. */
export const sheetOf = (list: SheetList, channel: string): PartnerSheetView | undefined =>
  list.sheets.find((sheet) => sheet.channel === channel && sheet.endedAt === '');
