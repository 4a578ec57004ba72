/** The demo's tables as records, for the files that are made to fit them. */
import { textColumn } from '../../../shared/tabs/table.ts';
import type { DemoCampaign } from './generate.ts';

export interface OrderLine {
  readonly id: string;
  readonly stage: string;
  readonly name: string;
  readonly email: string;
  readonly payment: string;
  readonly amountDue: string;
  readonly shipments: readonly ShipmentLine[];
}

export interface ShipmentLine {
  readonly id: string;
  readonly channel: string;
  readonly contents: string;
  readonly status: string;
  readonly number: string;
}

/** The orders of a demo campaign with their shipments, in the order of the sheet. */
export function orderLines({ tables }: DemoCampaign): OrderLine[] {
  const shipments = new Map<string, ShipmentLine[]>();
  const s = (name: string) => textColumn(tables.Shipments, name);
  const [ids, orderIds, channels, contents, status, numbers] = [
    s('Shipment ID'),
    s('Order ID'),
    s('Channel'),
    s('Contents'),
    s('Status'),
    s('Tracking number'),
  ];
  ids.forEach((id, i) => {
    const list = shipments.get(orderIds[i] ?? '') ?? [];
    list.push({
      id,
      channel: channels[i] ?? '',
      contents: contents[i] ?? '',
      status: status[i] ?? '',
      number: numbers[i] ?? '',
    });
    shipments.set(orderIds[i] ?? '', list);
  });
  const o = (name: string) => textColumn(tables.Orders, name);
  const [stage, name, email, payment, due] = [
    o('Stage'),
    o('Name'),
    o('Email'),
    o('Payment'),
    o('Amount due'),
  ];
  return o('Order ID').map((id, i) => ({
    id,
    stage: stage[i] ?? '',
    name: name[i] ?? '',
    email: email[i] ?? '',
    payment: payment[i] ?? '',
    amountDue: due[i] ?? '',
    shipments: shipments.get(id) ?? [],
  }));
}
