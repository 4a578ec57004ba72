/** Settings of the campaign, in the document properties. */
import * as z from 'zod/mini';
import type { CampaignSettings } from '../../shared/actions/action.ts';
import type { Book } from '../../shared/plan/book.ts';
import { jsonOf } from '../../shared/plan/json.ts';
import type { Settings } from '../api.ts';

const shape = z.object({ campaignName: z.string(), prefix: z.string(), lockDownDate: z.string() });
const DEFAULTS: Settings = { campaignName: '', prefix: 'KS', lockDownDate: '' };
const PROPERTY = 'settings';

/** The settings; defaults where nothing was saved, or where the property was damaged. */
export function readSettings(book: Pick<Book, 'property'>): Settings & CampaignSettings {
  const found = book.property(PROPERTY);
  if (found === null) return DEFAULTS;
  const parsed = shape.safeParse(jsonOf(found));
  return parsed.success ? parsed.data : DEFAULTS;
}

export function writeSettings(book: Pick<Book, 'setProperty'>, settings: Settings): Settings {
  const clean = {
    campaignName: settings.campaignName.trim(),
    prefix: settings.prefix.trim(),
    lockDownDate: settings.lockDownDate.trim(),
  };
  book.setProperty(PROPERTY, JSON.stringify(clean));
  return clean;
}
