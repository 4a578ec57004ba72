/** The answer to "where is my parcel?": what was ordered, which packages are on their way, what is open and why. */

import type { ShipmentStatus } from '../shipment/status.ts';
import type { Stage } from '../tabs/tabs.ts';
import { parseItems } from './items.ts';

export interface ReplyFacts {
  readonly orderId: string;
  readonly name: string;
  readonly stage: Stage;
  readonly units: readonly {
    sku: string;
    name: string;
    /** Whether it goes by post; a download is never in a parcel. */
    physical: boolean;
    ordered: number;
    cancelled: number;
    shipped: number;
    sent: number;
    open: number;
  }[];
  readonly shipments: readonly {
    id: string;
    contents: string;
    status: ShipmentStatus;
    number: string;
    carrier: string;
    url: string;
    when: string;
  }[];
  /** Why the rest waits; "" when nothing does. */
  readonly waits: string;
}

/** Why an order waits, in words for the backer: menu items mean nothing to them. */
const WAITS: Readonly<Record<Stage, string>> = {
  'Awaiting survey': 'We are still waiting for your answers to the survey.',
  Open: 'Your answers are in; we have not started packing yet.',
  'Locked down': 'Your items are confirmed; the payment is not complete yet.',
  Paid: 'Your order is paid; we are checking addresses before it ships.',
  'Ready to ship': 'Your order is ready and waits for the warehouse.',
  'Partly shipped': 'The rest of your order is waiting for the warehouse.',
  Errored: 'Your payment did not go through. Please update your card.',
  Shipped: '',
  Cancelled: 'Your order is cancelled.',
  'Nothing to ship': 'Your reward has nothing that ships by post.',
};

/** A plain text to paste into an answer. It names no stage, no SKU code where there is a name, and no other backer. */
export function replyFor(facts: ReplyFacts): string {
  const lines = [`Hi ${facts.name || 'there'},`, '', `here is where your order ${facts.orderId} stands.`];
  const ordered = facts.units.filter((unit) => unit.ordered > unit.cancelled);
  if (ordered.length > 0) {
    lines.push(
      '',
      'Your items:',
      ...ordered.map((unit) => `- ${unit.name} x${unit.ordered - unit.cancelled}`),
    );
  }
  const going = facts.shipments.filter(
    (shipment) => shipment.status === 'shipped' || shipment.status === 'sent',
  );
  if (going.length > 0) {
    lines.push('', 'Packages:');
    const names = new Map(facts.units.map((unit) => [unit.sku, unit.name]));
    for (const shipment of going) {
      const what = shipment.contents === '-' ? 'a further box' : named(shipment.contents, names);
      if (shipment.status === 'sent') lines.push(`- ${what}: being packed at the warehouse`);
      else {
        const by = [shipment.carrier, shipment.number].filter((part) => part !== '').join(' ');
        lines.push(
          `- ${what}: shipped on ${shipment.when.slice(0, 10)}${by === '' ? ', without tracking' : ` with ${by}`}`,
        );
        if (shipment.url !== '') lines.push(`  ${shipment.url}`);
      }
    }
  }
  const open = facts.units.filter((unit) => unit.physical && unit.open > 0);
  if (open.length > 0) {
    lines.push('', `Still to come: ${open.map((unit) => `${unit.name} x${unit.open}`).join(', ')}.`);
  }
  // When everything is packed or on its way, the packages above have said so.
  const allGoing = open.length === 0 && going.length > 0;
  if (!allGoing && WAITS[facts.stage] !== '') {
    if (open.length === 0) lines.push('');
    lines.push(WAITS[facts.stage]);
  }
  return lines.join('\n');
}

/** Contents with the products' names; a cell that cannot be read stays as it is. */
function named(contents: string, names: ReadonlyMap<string, string>): string {
  const parsed = parseItems(contents);
  return parsed.ok
    ? parsed.items.map(({ sku, quantity }) => `${names.get(sku) ?? sku} x${quantity}`).join(', ')
    : contents;
}
