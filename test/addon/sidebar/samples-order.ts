/** An order that is half shipped, channels and check results, as the server would tell them. */
import type { ChannelState, OrderDetails } from '../../../addon/api.ts';

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

export function channelState(more: Partial<ChannelState> = {}): ChannelState {
  return {
    channels: [
      {
        name: 'US 3PL',
        skus: ['MUG'],
        everythingElse: false,
        method: 'Export',
        countries: ['US'],
        priority: 1,
        notTo: ['PO boxes'],
      },
      {
        name: 'All items',
        skus: [],
        everythingElse: true,
        method: 'Export',
        countries: [],
        priority: 2,
        notTo: [],
      },
    ],
    skus: [
      { sku: 'POSTER', name: 'Poster', units: 120, channels: [] },
      { sku: 'MUG', name: 'Enamel mug', units: 900, channels: ['US 3PL'] },
      { sku: 'NOTEBOOK', name: 'Notebook, lined', units: 500, channels: ['All items'] },
    ],
    packages: [
      { packages: 1, orders: 758 },
      { packages: 2, orders: 412 },
      { packages: 3, orders: 30 },
    ],
    notes: ['POSTER is in no channel: the default channel ships it.'],
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
