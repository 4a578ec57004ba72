/** Rows of a tracking file that are one parcel. */
import { keyOf, type TrackingIntent } from './import-tracking.ts';

/** A file with a row an item says one parcel on several rows: the first takes their units, the others go with it. */
export function onePerParcel(intents: readonly TrackingIntent[]): TrackingIntent[] {
  const out: TrackingIntent[] = [];
  const first = new Map<string, number>();
  for (const intent of intents) {
    const key = `${intent.orderId}\u0001${intent.shipmentId}\u0001${intent.number}`;
    const at = first.get(key);
    const leader = at === undefined ? undefined : out[at];
    const mergeable = intent.verdict === null && intent.number !== '' && intent.units !== null;
    if (at !== undefined && leader?.units && mergeable) {
      const sums = new Map(leader.units.map((unit) => [unit.sku, unit.quantity]));
      for (const { sku, quantity } of intent.units ?? []) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
      out[at] = { ...leader, units: [...sums].map(([sku, quantity]) => ({ sku, quantity })) };
      out.push({
        ...intent,
        verdict: { outcome: 'already', code: 'tracking.same-parcel', detail: keyOf(leader) },
      });
      continue;
    }
    if (mergeable) first.set(key, out.length);
    out.push(intent);
  }
  return out;
}
