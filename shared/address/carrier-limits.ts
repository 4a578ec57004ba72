/**
 * The longest texts that a carrier takes, in characters, and whether it asks for a phone number. `official` figures
 * are from the carrier's own schema (UPS Shipping.yaml; MyDHL 3.1.1; DHL parcel-de-shipping v2.2; Canada Post
 * shipment.xsd); `secondary` ones from a third party's table (FedEx, USPS: serviceobjects.com and karrio; Royal Mail:
 * returnhelper; DPD: Tryton), which can be wrong.
 */
export interface CarrierLimits {
  readonly trust: 'official' | 'secondary';
  readonly name: number;
  readonly line: number;
  readonly city: number;
  readonly phone: number;
  /** Of the recipient, for parcels abroad. */
  readonly needsPhone: boolean;
}

const limits = (
  trust: CarrierLimits['trust'],
  [name, line, city, phone]: readonly [number, number, number, number],
  needsPhone = false,
): CarrierLimits => ({ trust, name, line, city, phone, needsPhone });

/** What every widely used carrier takes: those of UPS and FedEx. */
const STRICTEST = limits('official', [35, 35, 30, 15]);

const CARRIERS: Readonly<Record<string, CarrierLimits>> = {
  'canada post': limits('official', [44, 44, 40, 25]),
  dhl: limits('official', [50, 50, 40, 20]),
  'dhl express': limits('official', [255, 45, 45, 70], true),
  dpd: limits('secondary', [35, 35, 35, 15]),
  fedex: limits('secondary', [35, 35, 30, 15], true),
  'royal mail': limits('secondary', [24, 40, 30, 30]),
  ups: limits('official', [35, 35, 30, 15], true),
  usps: limits('secondary', [46, 46, 50, 15]),
};

/** The limits of a carrier by its name, as in the carriers' table; the strictest of all where it is unknown. */
export const limitsOf = (carrier: string | undefined): CarrierLimits =>
  (carrier === undefined ? undefined : CARRIERS[carrier.trim().toLowerCase()]) ?? STRICTEST;
