/** An order that is half shipped, and check results, as the server would tell them. */
import type { OrderDetails } from '../../../addon/api.ts';

export function order(more: Partial<OrderDetails> = {}): OrderDetails {
  return {
    orderId: 'HL-1042',
    name: 'Maximiliane von Hohenstein-Schwarzenberg',
    row: 43,
    stage: 'Partly shipped',
    why: 'POSTER x1 is open: the channel EU 3PL has not been sent it.',
    next: 'Push to Channel, EU 3PL.',
    fields: [
      { label: 'Email', value: 'maximiliane.hohenstein.schwarzenberg@longdomain.example' },
      { label: 'Payment', value: 'paid' },
      { label: 'Hold', value: '' },
      { label: 'Notes', value: 'Asked for a blue ribbon.' },
    ],
    address: [
      'Maximiliane von Hohenstein-Schwarzenberg',
      'Lange Straße 12',
      'Hinterhaus',
      '70173 Stuttgart',
      'Germany',
    ],
    units: [
      {
        sku: 'MUG',
        name: 'Enamel mug',
        physical: true,
        ordered: 2,
        cancelled: 0,
        shipped: 2,
        sent: 0,
        open: 0,
      },
      {
        sku: 'POSTER',
        name: 'Poster',
        physical: true,
        ordered: 1,
        cancelled: 0,
        shipped: 0,
        sent: 0,
        open: 1,
      },
    ],
    shipments: [
      {
        id: 'HL-1042-1',
        channel: 'US 3PL',
        contents: 'MUG x2',
        status: 'shipped',
        number: '9400111899560000000000',
        carrier: 'USPS',
        url: 'https://tools.usps.com/go/TrackConfirmAction?tLabels=9400111899560000000000',
        when: '2026-02-01 08:00:00Z',
        replaces: '',
        replacedBy: '',
        changedSince: 'address',
        says: '',
        orderNumber: '',
        tracking: '',
        lastScan: '',
        deliveredAt: '',
      },
    ],
    history: [
      { when: '2026-01-20 09:00:00Z', what: 'Locked down' },
      { when: '2026-02-01 08:00:00Z', what: 'HL-1042-1 shipped' },
    ],
    actions: [
      { action: 'hold', label: 'Hold' },
      { action: 'cancel', label: 'Cancel' },
      { action: 'mark-shipped', label: 'Mark as Shipped' },
    ],
    ...more,
  };
}

export const checks = [
  {
    name: 'equals-rich-text',
    ok: true,
    saw: '=1+1',
    ms: 120,
  },
  {
    name: 'sort-moves-rows',
    ok: false,
    saw: 'the note stayed in row 2',
    ms: 340,
  },
];
