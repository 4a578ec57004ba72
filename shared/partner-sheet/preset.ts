/** What a partner sees: which columns, under which names, in which order and language. */
import * as z from 'zod/mini';
import { SHEET_COLUMNS } from './columns.ts';

export const LANGUAGES = ['en', 'de', 'fr', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** no: the column is not there. abroad: of parcels that cross a customs border. */
export const PHONE_RULES = ['no', 'abroad', 'all'] as const;

export const PARTNER_PRESET = z.object({
  language: z.enum(LANGUAGES),
  /** ISO code of the country it ships from: what crosses its customs border is abroad; "" counts all as abroad. */
  home: z.string(),
  phone: z.enum(PHONE_RULES),
  /** This partner files customs. */
  customs: z.boolean(),
  /** In their order; `header` "" for the word of the language. */
  columns: z.array(z.object({ key: z.enum(SHEET_COLUMNS), header: z.string() })),
});
export type PartnerPreset = z.infer<typeof PARTNER_PRESET>;
