/** What the Sandbox's carrier writes at each scan, and what its codes mean. */
import type { TrackingStatus } from '../contract.ts';

interface ScanKind {
  readonly text: string;
  readonly status: TrackingStatus;
  /** The carrier had it in its hands. */
  readonly physical: boolean;
}

/** Codes are the carrier's; `unknown` ones stand for what no table ever has. */
export const SCANS = {
  LC: { text: 'Label created', status: 'label created', physical: false },
  PU: { text: 'Picked up from sender', status: 'in transit', physical: true },
  DP: { text: 'Departed facility', status: 'in transit', physical: true },
  AR: { text: 'Arrived at facility', status: 'in transit', physical: true },
  CU: { text: 'Held by customs', status: 'exception', physical: true },
  OD: { text: 'Out for delivery', status: 'out for delivery', physical: true },
  AT: { text: 'Delivery attempted', status: 'exception', physical: true },
  UD: { text: 'Undelivered: nobody home', status: 'exception', physical: true },
  AP: { text: 'Available for pickup', status: 'available for pickup', physical: true },
  DM: { text: 'Damaged', status: 'exception', physical: true },
  DL: { text: 'Delivered', status: 'delivered', physical: true },
  RT: { text: 'Returned to sender', status: 'returned to sender', physical: true },
  LO: { text: 'Lost', status: 'lost', physical: false },
  Q7: { text: 'Bagged for lane 14', status: 'unknown', physical: false },
} as const satisfies Record<string, ScanKind>;
export type ScanCode = keyof typeof SCANS;

export const isScanCode = (code: string): code is ScanCode => Object.hasOwn(SCANS, code);

/** By the code alone; Q7 stands in no table of the connector's, so that unknown codes are really met. */
const KNOWN: ReadonlyMap<string, ScanKind> = new Map(
  Object.entries(SCANS).filter(([, { status }]) => status !== 'unknown'),
);

/** What a code means; what is not in the table is unknown, never "in transit" (case H1). */
export function meaningOf(code: string): Pick<ScanKind, 'status' | 'physical'> {
  return KNOWN.get(code) ?? { status: 'unknown', physical: false };
}
