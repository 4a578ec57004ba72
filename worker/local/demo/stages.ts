/** How many orders of the demo stand in each stage, and the moments that brought them there. */
import { STAGES, type Stage } from '../../../shared/tabs/tabs.ts';

/** Orders in a hundred. */
const SHARES: Readonly<Record<Stage, number>> = {
  'Awaiting survey': 7,
  Open: 16,
  'Locked down': 6,
  Paid: 14,
  'Ready to ship': 25,
  'Partly shipped': 7,
  Shipped: 15,
  Errored: 4,
  Cancelled: 3,
  'Nothing to ship': 3,
};

const SLOTS: readonly Stage[] = STAGES.flatMap((stage) => new Array<Stage>(SHARES[stage]).fill(stage));

/** Where order i stands: its stage, and a number that walks through that stage's variants. */
export function placeOf(i: number): { stage: Stage; variant: number } {
  // 37 shares no factor with 100, so that a hundred orders in a row meet each slot once, well mixed.
  const slot = (i * 37) % SLOTS.length;
  return { stage: SLOTS[slot] ?? 'Open', variant: slot + Math.floor(i / SLOTS.length) };
}

const STEPS = [
  'Awaiting survey',
  'Open',
  'Locked down',
  'Paid',
  'Ready to ship',
  'Partly shipped',
  'Shipped',
];

/** Whether an order of this stage has gone as far as `step`. Errored ones are locked; cancelled ones were paid for. */
export function hasReached(stage: Stage, step: 'Open' | 'Locked down' | 'Paid' | 'Ready to ship'): boolean {
  const as: Partial<Record<Stage, Stage>> = {
    Errored: 'Locked down',
    Cancelled: 'Open',
    'Nothing to ship': 'Paid',
  };
  return STEPS.indexOf(as[stage] ?? stage) >= STEPS.indexOf(step);
}

const MINUTE = 60_000;

/** A time as cells hold it. */
function cellTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

/** The campaign ran in September 2025; the pledges and the surveys after it come in by the minute. */
export const orderedAt = (minute: number): string => cellTime(Date.UTC(2025, 8, 1, 17) + minute * MINUTE);
export const surveyedAt = (minute: number): string => cellTime(Date.UTC(2025, 10, 3, 8) + minute * MINUTE);

/** The creator's runs so far. */
export const LOCKED_AT = '2026-02-02 09:12:44Z';
export const FINALIZED_AT = '2026-02-09 10:31:07Z';
/** Two waves: the first has come back from the warehouses, the second is there. */
export const WAVES = [
  { batch: 1, pushedAt: '2026-02-10 08:20:15Z', shippedAt: '2026-02-16 15:02:51Z' },
  { batch: 2, pushedAt: '2026-02-24 08:41:33Z', shippedAt: '' },
] as const;
export type Wave = (typeof WAVES)[number];
