/** The connector of partners that work in a spreadsheet: what it can be asked, and what it refuses. It calls nobody. */
import { z } from 'zod';
import type { PartnerPreset } from '../../shared/partner-sheet/preset.ts';
import { crossesBorder } from '../../shared/products/border.ts';
import type { CanCancel, CanUpdate, Connector, KeepsSheet, ParcelOrder } from '../connectors/contract.ts';

export const PARTNER_SHEET_VENDOR = 'partner-sheet';

/** A bug wherever it is thrown: dispatch and poll turn away before they would call. */
function never(): never {
  throw new Error('A partner sheet is not called');
}
const power = { request: never, answer: never };

const blank = (text: string): boolean => text.trim() === '';

/** Without these nobody can write a label. */
const ADDRESS = [
  ['name', 'the name'],
  ['address1', 'the street'],
  ['city', 'the city'],
  ['country', 'the country'],
] as const;

function noAddress({ to }: ParcelOrder): { readonly code: string; readonly reason: string } | null {
  const missing = ADDRESS.filter(([field]) => blank(to[field])).map(([, word]) => word);
  if (missing.length === 0) return null;
  const reason = `The address lacks ${missing.join(' and ')}. Fill it in and push again.`;
  return { code: 'preflight.address', reason };
}

/**
 * All that a partner's sheet is asked for: rows are brought, changed and struck out by the job of the sheet
 * (worker/partner-sheet/sync.ts), so the powers throw when called.
 */
export const partnerSheet: Connector & CanUpdate & CanCancel & KeepsSheet = {
  vendor: PARTNER_SHEET_VENDOR,
  label: 'Partner sheet',
  baseUrl: '',
  keepsSheet: true,
  credentialFields: [],
  settingFields: [],
  credentials: z.record(z.string(), z.string()),
  limits: () => [],
  remaining: () => null,
  preflight: noAddress,
  test: power,
  create: { ...power, batch: 1 },
  find: power,
  update: power,
  cancel: power,
};

/** The same for one partner: carriers ask for a phone number abroad, so a preset that shows phones refuses parcels without. */
export function partnerSheetFor(preset: PartnerPreset): typeof partnerSheet {
  const shown = preset.phone !== 'no' && preset.columns.some(({ key }) => key === 'phone');
  return {
    ...partnerSheet,
    preflight(order) {
      const { to } = order;
      const bad = noAddress(order);
      if (bad !== null || !shown || !blank(to.phone)) return bad;
      if (!crossesBorder(preset.home, to.country, to.postalCode)) return null;
      return {
        code: 'preflight.phone',
        reason:
          'The parcel goes abroad, and carriers need a phone number there. Fill in Phone and push again.',
      };
    },
  };
}
