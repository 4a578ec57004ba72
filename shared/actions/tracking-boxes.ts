/** Orders that travel in one Box have one number: a row that gives it to one of them gives it to all (case A5). */
import type { Campaign, Shipment } from '../order/campaign.ts';
import type { TrackingIntent } from './import-tracking.ts';

/**
 * Intents with the number of their box: blank rows of its other shipments take it, and shipments that the file does not
 * name at all follow in an intent of their own, under the row that has the number. A box with two numbers is left as the
 * file has it, and so are rows that a person or the file has decided otherwise.
 */
export function inOneBox(intents: readonly TrackingIntent[], campaign: Campaign): TrackingIntent[] {
  const boxOf = new Map<string, string>();
  const boxes = new Map<string, Shipment[]>();
  for (const shipment of campaign.shipments) {
    if (shipment.box === '') continue;
    boxOf.set(shipment.id, shipment.box);
    const inside = boxes.get(shipment.box) ?? [];
    boxes.set(shipment.box, inside);
    inside.push(shipment);
  }
  if (boxes.size === 0) return [...intents];
  const named = new Set(intents.map(({ shipmentId }) => shipmentId));
  const numbered = new Map<string, TrackingIntent | null>();
  for (const intent of intents) {
    const box = boxOf.get(intent.shipmentId);
    if (box === undefined || intent.number === '' || intent.verdict !== null) continue;
    const first = numbered.get(box);
    numbered.set(box, first === undefined || first?.number === intent.number ? (first ?? intent) : null);
  }
  const mates = (box: string, orderId: string): string[] =>
    [...new Set((boxes.get(box) ?? []).map((one) => one.orderId))].filter((id) => id !== orderId).sort();
  return intents.flatMap((intent) => {
    const box = boxOf.get(intent.shipmentId) ?? '';
    const lead = numbered.get(box);
    if (lead === undefined || lead === null) return [intent];
    if (intent.number === '' && intent.verdict?.code === 'tracking.blank') {
      const { number, carrier, url } = lead;
      const shippedAt = intent.shippedAt || lead.shippedAt;
      return [
        { ...intent, number, carrier, url, shippedAt, verdict: null, sameNumber: mates(box, intent.orderId) },
      ];
    }
    if (intent !== lead) return [intent];
    const unnamed = (boxes.get(box) ?? []).filter(
      ({ id, number, status }) =>
        !named.has(id) && number === '' && (status === 'sent' || status === 'not sent'),
    );
    const further = unnamed.map(({ id, orderId }, k) => ({
      ...intent,
      orderId,
      shipmentId: id,
      units: null,
      nth: k + 1,
      remark: null,
      otherNumbers: [],
      sameNumber: mates(box, orderId),
    }));
    return [{ ...intent, sameNumber: mates(box, intent.orderId) }, ...further];
  });
}
