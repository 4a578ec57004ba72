/** A partner's sheet, as the worker tells of it. */
import type { SheetList } from '../../../addon/sidebar/connect/partner-sheets.ts';
import { defaultPreset } from '../../../shared/partner-sheet/preset.ts';
import type { PartnerSheetView } from '../../../shared/sync/wire.ts';

export const WORKER = 'shipsheet-worker@harbour-lights.iam.gserviceaccount.com';

export function partnerSheet(more: Partial<PartnerSheetView> = {}): PartnerSheetView {
  return {
    id: 'c-9',
    name: 'US 3PL sheet',
    channel: 'US 3PL',
    url: 'https://docs.google.com/spreadsheets/d/1abc/edit',
    packingUrl: 'https://worker.example.com/packing/7f3a',
    preset: defaultPreset('en', 'US', { customs: false }),
    policy: { wipeDays: 30, wipeShippedDays: 90, linkAllowed: false, secondNumber: 'ask' },
    people: [
      { id: 'p-1', email: 'anna@example.com', role: 'owner' },
      { id: 'p-2', email: WORKER, role: 'writer' },
      { id: 'p-3', email: 'packing@ohio-warehouse.com', role: 'writer' },
    ],
    openTo: 'nobody',
    peopleProblem: '',
    rows: { total: 143, fresh: 12, changed: 3, cancelling: 0, withoutNumber: 40, problems: 0 },
    asks: [],
    lastRead: '2026-03-01 10:22:31Z',
    lastWritten: '2026-03-01 10:22:35Z',
    lastError: '',
    endedAt: '',
    ...more,
  };
}

export function sheetList(more: Partial<SheetList> = {}): SheetList {
  return {
    sheets: [partnerSheet()],
    ways: ['google', 'address'],
    googleAccount: '',
    workerAccount: WORKER,
    ...more,
  };
}
