/** Settings of the campaign, in the document properties. */
import * as z from 'zod/mini';
import type { CampaignSettings } from '../../shared/actions/action.ts';
import type { Book } from '../../shared/plan/book.ts';
import { jsonOf } from '../../shared/plan/json.ts';
import { NO_NUMBER_DAYS } from '../../shared/shipment/no-number.ts';
import type { Settings } from '../api.ts';

const shape = z.object({
  campaignName: z.string(),
  prefix: z.string(),
  lockDownDate: z.string(),
  /** Settings that were saved before it existed lack it. */
  noNumberDays: z.optional(z.number()),
});
const DEFAULTS: Settings = {
  campaignName: '',
  prefix: 'KS',
  lockDownDate: '',
  noNumberDays: NO_NUMBER_DAYS,
};
const PROPERTY = 'settings';

/** The settings; defaults where nothing was saved, or where the property was damaged. */
export function readSettings(book: Pick<Book, 'property'>): Settings & CampaignSettings {
  const found = book.property(PROPERTY);
  if (found === null) return DEFAULTS;
  const parsed = shape.safeParse(jsonOf(found));
  if (!parsed.success) return DEFAULTS;
  const { noNumberDays = NO_NUMBER_DAYS } = parsed.data;
  return { ...parsed.data, noNumberDays };
}

export function writeSettings(book: Pick<Book, 'setProperty'>, settings: Settings): Settings {
  const clean = {
    campaignName: settings.campaignName.trim(),
    prefix: settings.prefix.trim(),
    lockDownDate: settings.lockDownDate.trim(),
    noNumberDays: settings.noNumberDays,
  };
  book.setProperty(PROPERTY, JSON.stringify(clean));
  return clean;
}
