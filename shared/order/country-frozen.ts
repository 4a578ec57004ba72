import { countryCode } from '../address/countries.ts';
import type { Refusal } from './guards.ts';

/**
 * D14: after lock-down another country means other fees, customs and channels. Another spelling of the same country,
 * or a country where none could be read, is no such change.
 */
export function countryFrozen(before: string, after: string): Refusal {
  const old = countryCode(before);
  if (old === null || old === countryCode(after)) return null;
  return { code: 'address.country-frozen', detail: `${before} to ${after === '' ? 'none' : after}` };
}
