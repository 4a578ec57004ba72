/** The words of a channel's setting “Does not deliver to”; apart from the guard, which brings the check of addresses. */

/** What the cell may list, separated by semicolons; anything else in it says nothing. */
export const DELIVERY_LIMITS = [
  // Couriers need a door.
  'PO boxes',
  // Only the postal service may.
  'military addresses',
  // Only the carrier that runs them.
  'parcel lockers',
  // Couriers and customs call the recipient.
  'addresses without phone',
  // Labels and forms in Latin letters only.
  'letters other than Latin',
] as const;
export type DeliveryLimit = (typeof DELIVERY_LIMITS)[number];
