/** A tracking number that a person types into a form: cleaned, with its carrier and link, before the add-on gets it. */
import type { Parsed } from '../actions/action.ts';
import { explain } from '../plan/reasons.ts';
import type { Options } from '../plan/types.ts';
import { carrierName, trackingUrl } from './carrier-name.ts';
import { onlyCarrier } from './detect.ts';
import { classifyNumber } from './number-cell.ts';

const text = (options: Options, name: string): string => {
  const value = options[name];
  return typeof value === 'string' ? value.trim() : '';
};

/**
 * The options `number`, `carrier` and `url` of Mark as Shipped as they are to be stored: the carrier by its name in the
 * carriers table (from the number where it fits only one), the link of its tracking page. Other options stay as they
 * are. A damaged number is refused, with a sentence; so are words and several numbers.
 */
export function withTypedNumber(options: Options): Parsed<Options> {
  const given = text(options, 'number');
  const carrier = carrierName(text(options, 'carrier')).carrier;
  if (given === '') return { ok: true, value: carrier === '' ? options : { ...options, carrier } };
  const typed = classifyNumber(given);
  switch (typed.kind) {
    case 'blank':
      return { ok: false, message: `${given} is no tracking number. Leave it empty to ship without one.` };
    case 'refused':
      return { ok: false, message: explain(typed.code, typed.raw).sentence };
    case 'several':
      return { ok: false, message: 'Type one tracking number; further ones go through Import Tracking.' };
    case 'number': {
      const { number, urlCarrier } = typed;
      const known = carrier || urlCarrier || (onlyCarrier(number) ?? '');
      const url = text(options, 'url') || trackingUrl(known, number);
      return { ok: true, value: { ...options, number, carrier: known, url } };
    }
  }
}
