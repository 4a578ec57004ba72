/** The carriers that a number may belong to, for a person to choose from (G21). */
import { trackingUrl } from './carrier-name.ts';
import { type Candidate, type Check, detect } from './detect.ts';

export interface CarrierCandidate {
  readonly carrier: string;
  readonly check: Check;
  readonly weak: boolean;
  /** The carrier's tracking page for this number; "" where none is known. */
  readonly url: string;
}

/** Carriers of a number, each once, best first; wrong check digits only where nothing else fits. */
export function carrierCandidates(number: string): CarrierCandidate[] {
  return likely(number).map(({ carrier, check, weak }) => ({
    carrier,
    check,
    weak,
    url: trackingUrl(carrier, number),
  }));
}

/** Numbers with the same text are asked about together: `Canada Post or Evri`; "" where no carrier is known. */
export const carrierGroup = (number: string): string =>
  likely(number)
    .map(({ carrier }) => carrier)
    .join(' or ');

function likely(number: string): Candidate[] {
  const all = detect(number);
  const fits = all.filter(({ check }) => check !== 'wrong');
  const seen = new Set<string>();
  return (fits.length > 0 ? fits : all).filter(({ carrier }) => {
    if (seen.has(carrier)) return false;
    seen.add(carrier);
    return true;
  });
}
