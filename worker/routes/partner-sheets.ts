/** What the panel of partners' sheets may ask, each request signed. See shared/sync/wire.ts for the shapes. */
import {
  ASK_CONSENT,
  CHANGE_SHEET,
  DECIDE_ROW,
  END_SHEET,
  GOOGLE_CONSENT,
  MAKE_SHEET,
  PARTNER_SHEET,
  PARTNER_SHEETS,
  SHARE_SHEET,
  UNSHARE_SHEET,
} from '../../shared/sync/wire.ts';
import { agreed, type ByCampaign, idIn, signed } from './agreed.ts';
import type { PartnerSheets } from './operations.ts';
import { NO_BODY, type Route } from './route.ts';

const GROUP = 'Partner sheets';
const OF_DRIVE = 'drive.sharing-blocked, drive.not-allowed and other refusals of Google';
const THERE = { 404: 'sheet.unknown', 409: 'sheet.ended' };
const PASSING = { 503: 'drive.unreachable, drive.quota' };

export function partnerSheetRoutes(sheets: PartnerSheets): Route<ByCampaign>[] {
  return [
    signed({
      method: 'get',
      path: '/v1/partner-sheets',
      group: GROUP,
      summary: 'Sheets of partners, who can open them, and how they go',
      about: 'Those in use, and of channels without one the last that ended.',
      body: NO_BODY,
      answer: PARTNER_SHEETS,
      handle: ({ campaign }) => sheets.list(campaign.id),
    }),
    signed({
      method: 'post',
      path: '/v1/partner-sheets',
      group: GROUP,
      summary: 'Makes the sheet of a channel',
      about: 'Again for a channel that has one: answers that one. Nobody is given access by it.',
      body: MAKE_SHEET,
      answer: PARTNER_SHEET,
      refuses: {
        409: 'sheet.making',
        422: 'sheet.not-reachable, sheet.not-empty, sheet.taken, sheet.campaign, sheet.address, preset.*, drive.*',
        ...PASSING,
      },
      handle: async ({ campaign, body }) => agreed(await sheets.make(campaign.id, body)),
    }),
    signed({
      method: 'patch',
      path: '/v1/partner-sheets/:id',
      group: GROUP,
      summary: 'Changes what the partner sees, or the rules of the sheet',
      body: CHANGE_SHEET,
      answer: PARTNER_SHEET,
      refuses: { ...THERE, 422: 'preset.*, policy.invalid' },
      handle: async ({ campaign, params, body }) =>
        agreed(await sheets.change(campaign.id, idIn(params), body)),
    }),
    signed({
      method: 'post',
      path: '/v1/partner-sheets/:id/share',
      group: GROUP,
      summary: 'Lets a person open it, or with "" whoever has the link',
      about: 'Again with another role changes the role.',
      body: SHARE_SHEET,
      answer: PARTNER_SHEET,
      refuses: { ...THERE, 422: `sheet.link-warning, sheet.email, ${OF_DRIVE}`, ...PASSING },
      handle: async ({ campaign, params, body }) =>
        agreed(await sheets.share(campaign.id, idIn(params), body)),
    }),
    signed({
      method: 'post',
      path: '/v1/partner-sheets/:id/unshare',
      group: GROUP,
      summary: 'Takes a person or the link away',
      body: UNSHARE_SHEET,
      answer: PARTNER_SHEET,
      refuses: { ...THERE, 422: `sheet.owner, sheet.ours, ${OF_DRIVE}`, ...PASSING },
      handle: async ({ campaign, params, body }) =>
        agreed(await sheets.unshare(campaign.id, idIn(params), body)),
    }),
    signed({
      method: 'post',
      path: '/v1/partner-sheets/:id/decide',
      group: GROUP,
      summary: 'Answers a row that waits for the creator',
      about:
        'take: what the partner typed is right. keep: what is known stays. seen: its edits were looked at.',
      body: DECIDE_ROW,
      answer: PARTNER_SHEET,
      refuses: { 404: 'sheet.unknown, sheet.row-unknown', 409: 'sheet.ended, sheet.row-elsewhere' },
      handle: async ({ campaign, params, body }) =>
        agreed(await sheets.decide(campaign.id, idIn(params), body)),
    }),
    signed({
      method: 'post',
      path: '/v1/partner-sheets/:id/read',
      group: GROUP,
      summary: 'Looks at once at what the partner typed',
      about: 'Answers at once. The state tells how it goes on.',
      body: NO_BODY,
      refuses: THERE,
      async handle({ campaign, params }) {
        agreed(await sheets.read(campaign.id, idIn(params)));
      },
    }),
    signed({
      method: 'post',
      path: '/v1/partner-sheets/:id/end',
      group: GROUP,
      summary: 'Ends a sheet',
      about:
        'Nobody but its owner and the worker can open it from then on, its packing page is gone, and nothing is written or read. Again: takes away what could not be taken away before.',
      body: END_SHEET,
      answer: PARTNER_SHEET,
      refuses: { 404: 'sheet.unknown', ...PASSING },
      handle: async ({ campaign, params, body }) => agreed(await sheets.end(campaign.id, idIn(params), body)),
    }),
    signed({
      method: 'post',
      path: '/v1/google/consent',
      group: GROUP,
      summary: 'Begins to let the worker make files in a Google account',
      about: 'The address is for a browser, and good for ten minutes.',
      body: ASK_CONSENT,
      answer: GOOGLE_CONSENT,
      refuses: { 422: 'google.no-client' },
      handle: async ({ campaign, body }) => agreed(await sheets.askConsent(campaign.id, body.who ?? '')),
    }),
    signed({
      method: 'delete',
      path: '/v1/google/consent',
      group: GROUP,
      summary: 'Forgets the Google account, and tells Google so',
      body: NO_BODY,
      refuses: { 409: 'google.in-use', 422: 'google.no-client' },
      async handle({ campaign }) {
        agreed(await sheets.forgetConsent(campaign.id));
      },
    }),
  ];
}
