/** What the panel of partners' sheets asks, over the store, the jobs and Drive. */
import type { PartnerSheetView } from '../../../shared/sync/wire.ts';
import type { Answer, PartnerSheets } from '../../routes/operations.ts';
import { type PartnerSheet, type SheetServices, sheetOf, wantSheet } from './access.ts';
import { changeSheet, decideRow } from './change.ts';
import { endSheet } from './end.ts';
import { makeSheet } from './make.ts';
import { refuse } from './refusals.ts';
import { shareSheet, unshareSheet } from './share.ts';
import { createTurns } from './turns.ts';
import { sheetsOf, viewOf } from './views.ts';

type Work = (sheet: PartnerSheet) => Promise<Answer<PartnerSheetView>>;

export function partnerSheetOperations(services: SheetServices): PartnerSheets {
  const { db, files } = services;
  const turns = createTurns();

  /** Does it with a sheet that is in use; of one sheet one thing at a time. */
  const using = (campaignId: string, id: string, work: Work): Promise<Answer<PartnerSheetView>> =>
    turns(id, async () => {
      const sheet = await sheetOf(db, campaignId, id);
      if (sheet === undefined) return refuse('sheet.unknown');
      return sheet.ended_at === null ? work(sheet) : refuse('sheet.ended');
    });

  return {
    async list(campaignId) {
      const sheets = await sheetsOf(db, campaignId);
      const account = await files.account(campaignId);
      return {
        sheets: await Promise.all(sheets.map((sheet) => viewOf(services, sheet))),
        ways: [...files.ways],
        googleAccount: account?.email ?? '',
        workerAccount: files.workerAccount,
      };
    },
    make: (campaignId, asked) =>
      turns(`${campaignId}/${asked.channel}`, () => makeSheet(services, campaignId, asked)),
    change: (campaignId, id, asked) => using(campaignId, id, (sheet) => changeSheet(services, sheet, asked)),
    share: (campaignId, id, asked) => using(campaignId, id, (sheet) => shareSheet(services, sheet, asked)),
    unshare: (campaignId, id, asked) =>
      using(campaignId, id, (sheet) => unshareSheet(services, sheet, asked)),
    decide: (campaignId, id, asked) => using(campaignId, id, (sheet) => decideRow(services, sheet, asked)),
    async read(campaignId, id) {
      const sheet = await sheetOf(db, campaignId, id);
      if (sheet === undefined) return refuse('sheet.unknown');
      if (sheet.ended_at !== null) return refuse('sheet.ended');
      await wantSheet(services, id);
      return { ok: true, value: null };
    },
    end: (campaignId, id, asked) =>
      turns(id, async () => {
        const sheet = await sheetOf(db, campaignId, id);
        return sheet === undefined ? refuse('sheet.unknown') : endSheet(services, sheet, asked);
      }),
    async askConsent(campaignId, who) {
      if (files.consent === null) return refuse('google.no-client');
      return { ok: true, value: await files.consent.start(campaignId, who) };
    },
    async forgetConsent(campaignId) {
      if (files.consent === null) return refuse('google.no-client');
      const forgotten = await files.consent.revoke(campaignId);
      return forgotten ? { ok: true, value: null } : refuse('google.in-use');
    },
  };
}
