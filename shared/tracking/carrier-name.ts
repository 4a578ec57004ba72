/** Recognises a carrier by what a file calls it, and knows its tracking pages. */
import { CARRIERS, type Carrier } from './carriers.ts';

export interface CarrierName {
  /** The name of the carriers table, or the text as given when it is unknown. */
  readonly carrier: string;
  readonly known: boolean;
}

/** Lower case without spaces and punctuation: `FED-EX`, `Fed Ex` and `fedex` are one. */
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Words that name a service of a carrier, not another carrier. */
const SERVICE: ReadonlySet<string> = new Set(
  (
    'ground express priority mail first class package parcel parcels select home delivery economy international intl ' +
    'worldwide saver standard air next day 2day 1day 3day overnight one two three second third days advantage ' +
    'media letter letters tracked signed special untracked track trace courier shipping shipment service services ' +
    'domestic smartpost surepost innovations ddp ddu dap plus premium flat rate box large medium small envelope ' +
    'connect expedited early morning freight us usa uk eu de fr ca au com inc ltd gmbh paket warenpost packet kleinpaket ' +
    '24 48 24h 48h am pm'
  ).split(' '),
);

const BY_NAME: ReadonlyMap<string, Carrier> = new Map(
  CARRIERS.flatMap((c) => [c.name, ...c.aliases].map((name) => [plain(name), c] as const)),
);

/**
 * The carrier that a cell names: `Fedex`, `FED EX Ground` and `fx` are FedEx. Names are compared whole, or as the
 * first words of a text whose other words name a service; nothing is taken by likeness, unknown text stays.
 */
export function carrierName(raw: string): CarrierName {
  const text = raw.replace(/\s+/g, ' ').trim();
  if (text === '') return { carrier: '', known: false };
  const whole = BY_NAME.get(plain(text));
  if (whole) return { carrier: whole.name, known: true };
  const words = text.split(/[\s_\-/:(),®™]+/).filter((w) => w !== '');
  for (let n = Math.min(words.length - 1, 4); n > 0; n--) {
    const found = BY_NAME.get(plain(words.slice(0, n).join('')));
    if (found && words.slice(n).every((w) => SERVICE.has(w.toLowerCase())))
      return { carrier: found.name, known: true };
  }
  return { carrier: text, known: false };
}

/** `carrierName` that remembers; a file names few carriers in many rows. */
export function carrierReader(): (raw: string) => CarrierName {
  const known = new Map<string, CarrierName>();
  return (raw) => {
    let found = known.get(raw);
    if (found === undefined) {
      found = carrierName(raw);
      known.set(raw, found);
    }
    return found;
  };
}

/** Address of the carrier's tracking page for a number; empty when there is none in the table. */
export function trackingUrl(carrier: string, number: string): string {
  const url = BY_NAME.get(plain(carrier))?.url;
  return url === undefined || number === '' ? '' : url.replace('{n}', encodeURIComponent(number));
}

/** The number in the address of a tracking page, with its carrier; null when no known page has this form (G8). */
export function numberInUrl(url: string): { readonly carrier: string; readonly number: string } | null {
  for (const { name, inUrl } of CARRIERS) {
    const found = inUrl?.exec(url)?.[1];
    if (found === undefined) continue;
    try {
      return { carrier: name, number: decodeURIComponent(found) };
    } catch {
      return null;
    }
  }
  return null;
}
