/** The Replaces cell: `1042-1 (lost)`, the replaced shipment and why. */

/** What happened to the parcel that is replaced. */
export const REPLACEMENT_REASONS = ['lost', 'damaged', 'wrong item'] as const;
export type ReplacementReason = (typeof REPLACEMENT_REASONS)[number];

export const replacesCell = (shipmentId: string, reason: ReplacementReason): string =>
  `${shipmentId} (${reason})`;

/** The id of the shipment that this one replaces; "" when it replaces none. */
export const replaced = ({ replaces }: { readonly replaces: string }): string =>
  replaces.replace(/\s*\(.*$/, '');
