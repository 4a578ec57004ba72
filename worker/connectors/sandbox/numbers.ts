/** Labels of the Sandbox: numbers that pass the carriers' own checks, and were never on a parcel. */
import { trackingUrl } from '../../../shared/tracking/carrier-name.ts';
import { checkCharacter } from '../../../shared/tracking/check-digit.ts';
import { uspsNumber } from '../../local/demo/tracking-numbers.ts';

/** Parcels of one order that have numbers of their own. */
const MOST_BOXES = 10;

export interface ParcelLabel {
  /** As warehouses write it, not as the carriers table does. */
  readonly carrier: string;
  readonly number: string;
  readonly url: string;
  readonly cost: string;
}

/** The label of the `n`th parcel (from 1) of the order `SBX-<digits>`: always the same for the same parcel. */
export function parcelLabel(orderId: string, n: number, country: string): ParcelLabel {
  const running = Number(orderId.slice('SBX-'.length)) * MOST_BOXES + (n % MOST_BOXES);
  const home = country === 'US';
  // A UPU S10 number has room for eight digits.
  const serial = String(running % 100_000_000).padStart(8, '0');
  const number = home ? uspsNumber(running) : `LZ${serial}${checkCharacter(serial, { rule: 's10' })}US`;
  const cents = (home ? 640 : 1890) + (running % 37) * 15;
  return {
    carrier: home ? 'usps' : 'USPS International',
    number,
    url: trackingUrl('USPS', number),
    cost: `${(cents / 100).toFixed(2)} USD`,
  };
}
