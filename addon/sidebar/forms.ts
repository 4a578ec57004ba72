/** What the panels of actions say and ask for. */

export interface Field {
  readonly id: string;
  readonly kind: 'text' | 'textarea' | 'choice' | 'check' | 'sku' | 'sku-quantity';
  readonly label: string;
  readonly help?: string;
  readonly required?: boolean;
  /** For `choice`: fixed choices, or a list that the context brings. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[] | 'channels' | 'runs';
  /** For `choice`: what an empty answer reads as, when one is allowed ("Any channel"). */
  readonly empty?: string;
}

export interface Form {
  /** One or two sentences at the top of the panel. */
  readonly intro: string;
  readonly fields: readonly Field[];
  /** Shown red and asks once more. */
  readonly danger?: true;
}

const WHAT_SHIPPED: readonly Field[] = [
  {
    id: 'channel',
    kind: 'choice',
    label: 'Channel that shipped',
    choices: 'channels',
    empty: 'The only one that is open',
  },
  {
    id: 'number',
    kind: 'text',
    label: 'Tracking number',
    help: 'For a single order',
  },
  {
    id: 'carrier',
    kind: 'text',
    label: 'Carrier',
  },
  {
    id: 'url',
    kind: 'text',
    label: 'Tracking link',
  },
];

const FORMS: Readonly<Record<string, Form>> = {
  'lock-down': {
    intro: 'Freezes items, so that the counts are final. Backers can still change their address and card.',
    fields: [],
  },
  'record-payments': {
    intro: 'Writes what has been paid: for the orders you choose, or from a file of your payment service.',
    fields: [
      {
        id: 'payment',
        kind: 'choice',
        label: 'Payment',
        required: true,
        choices: [
          {
            value: 'paid',
            label: 'Paid',
          },
          {
            value: 'card on file',
            label: 'Card on file',
          },
          {
            value: 'pending',
            label: 'Pending',
          },
          {
            value: 'partly paid',
            label: 'Partly paid',
          },
          {
            value: 'errored',
            label: 'Errored (say why below)',
          },
          {
            value: 'refunded',
            label: 'Refunded',
          },
          {
            value: 'nothing due',
            label: 'Nothing due',
          },
        ],
      },
      {
        id: 'reason',
        kind: 'text',
        label: 'Reason',
        help: 'For errored payments, such as: card expired',
      },
      {
        id: 'cancelOpen',
        kind: 'check',
        label: 'Refunded before shipping: cancel what is open',
      },
    ],
  },
  'finalize-addresses': {
    intro:
      'Checks each address and freezes it. Orders that are locked down, paid and deliverable become Ready to ship.',
    fields: [],
  },
  'correct-addresses': { intro: 'Proposes corrections of every address that can still change.', fields: [] },
  'push-to-channel': {
    intro:
      'Makes shipments for the orders that are ready. An export channel numbers them as a batch and gives you the file for the warehouse (an earlier one: Set Up, Export Presets); a connected channel sends them to its partner.',
    fields: [
      {
        id: 'channel',
        kind: 'choice',
        label: 'Channel',
        required: true,
        choices: 'channels',
      },
      {
        id: 'together',
        kind: 'check',
        label: 'Pack together',
        help: 'Orders of one person at one address travel in one box, with one tracking number',
      },
    ],
  },
  hold: {
    intro: 'Keeps orders from being pushed until you release them.',
    fields: [
      {
        id: 'reason',
        kind: 'text',
        label: 'Why',
        required: true,
        help: 'Shown wherever the order is left alone',
      },
    ],
  },
  'add-note': {
    intro: 'Adds a dated sentence to the notes of orders. Backers and warehouses do not see it.',
    fields: [
      {
        id: 'note',
        kind: 'text',
        label: 'Note',
        required: true,
      },
    ],
  },
  release: { intro: 'Ends a hold.', fields: [] },
  recall: {
    intro:
      'Asks for parcels that were sent and have not left to be stopped. Connected partners are asked and answer with the next sync; once stopped, the order can be pushed again. To cancel the order itself, use Cancel.',
    fields: [
      {
        id: 'channel',
        kind: 'choice',
        label: 'Channel',
        choices: 'channels',
        empty: 'Every channel',
      },
      {
        id: 'confirmed',
        kind: 'check',
        label: 'The warehouse confirmed that it stops them',
        help: 'For warehouses that get files, and connected ones that were asked and refused or do not answer. The others are asked first',
      },
    ],
  },
  'send-changes': {
    intro:
      'Sends the address of today to connected partners that have the parcel with another one. A partner that takes no changes says so; then Recall Parcels and push again.',
    fields: [
      {
        id: 'confirmed',
        kind: 'check',
        label: 'The warehouse confirmed that it sends to the new address',
        help: 'For partners that were asked and refused or do not answer. The others are asked first',
      },
    ],
  },
  'reopen-address': {
    intro: 'Lets the address change again: the orders must be finalized once more before they ship.',
    fields: [],
  },
  unlock: {
    intro: 'Takes lock-down and finalization back, so that items can change.',
    fields: [
      {
        id: 'reason',
        kind: 'text',
        label: 'Why',
        required: true,
        help: 'Kept in Activity',
      },
      {
        id: 'charged',
        kind: 'choice',
        label: 'Orders that were charged already',
        empty: 'Leave them alone',
        choices: [
          {
            value: 'difference',
            label: 'Unlock: any difference will be due',
          },
          {
            value: 'refunded',
            label: 'Unlock: the charge was refunded',
          },
        ],
      },
    ],
  },
  cancel: {
    intro: 'Cancels whole orders, or a quantity of one SKU. What has shipped stays shipped.',
    danger: true,
    fields: [
      {
        id: 'sku',
        kind: 'sku-quantity',
        label: 'Only this SKU',
        help: 'The total to be cancelled of it. Leave empty to cancel all that is open',
      },
      {
        id: 'confirmed',
        kind: 'check',
        label: 'The warehouse confirmed that it will not send what it already has',
      },
      {
        id: 'refund',
        kind: 'text',
        label: 'Refunded to each',
        help: 'An amount, such as 10.00 USD: noted in each order. No money moves by this',
      },
    ],
  },
  'add-item': {
    intro:
      'Adds a SKU to orders: a stretch goal, a gift. Orders that got it under the same name before are already done.',
    fields: [
      {
        id: 'item',
        kind: 'sku-quantity',
        label: 'Item',
        required: true,
        help: 'So many for each order',
      },
      {
        // As a reason, so that Activity names it too.
        id: 'reason',
        kind: 'text',
        label: 'Stretch goal',
        required: true,
        help: 'A name for it, such as: Winter pin. Written into Notes of each order and into Activity',
      },
      {
        id: 'locked',
        kind: 'check',
        label: 'Locked orders too',
        help: 'Their counts were final: tell whoever makes and packs the goods',
      },
    ],
  },
  'substitute-item': {
    intro:
      'Cancels one SKU in the chosen orders and adds as many of another. What is at a warehouse or has shipped stays.',
    fields: [
      {
        id: 'from',
        kind: 'sku',
        label: 'Instead of',
        required: true,
      },
      {
        id: 'to',
        kind: 'sku',
        label: 'Send',
        required: true,
      },
      {
        id: 'each',
        kind: 'text',
        label: 'At most of each order',
        help: 'Leave empty for all that is open',
      },
      {
        id: 'reason',
        kind: 'text',
        label: 'Why',
        required: true,
        help: 'Written into Notes of each order',
      },
    ],
  },
  'mark-shipped': {
    intro:
      'Records that orders have left, without a tracking file. Works on orders that are ready or at the warehouse.',
    fields: WHAT_SHIPPED,
  },
  'force-mark-shipped': {
    intro:
      'Records orders as shipped although a step is missing. Each step that it passes over is named in the preview.',
    danger: true,
    fields: [
      {
        id: 'reason',
        kind: 'text',
        label: 'Why',
        required: true,
        help: 'Kept in Activity',
      },
      ...WHAT_SHIPPED,
    ],
  },
  'send-replacement': {
    intro:
      'Makes a new shipment for a parcel that was lost, damaged or wrong. What was ordered and shipped stays as it is.',
    fields: [
      {
        id: 'why',
        kind: 'choice',
        label: 'What happened',
        required: true,
        choices: [
          {
            value: 'lost',
            label: 'Lost',
          },
          {
            value: 'damaged',
            label: 'Damaged',
          },
          {
            value: 'wrong item',
            label: 'Wrong item',
          },
        ],
      },
      {
        id: 'items',
        kind: 'text',
        label: 'Items to send',
        help: 'Such as MUG x1; leave empty for all that the parcel held',
      },
      {
        id: 'shipment',
        kind: 'text',
        label: 'Instead of shipment',
        help: 'Needed only when several parcels of one order have shipped',
      },
      {
        id: 'channel',
        kind: 'choice',
        label: 'Sent by',
        choices: 'channels',
        empty: 'The same channel',
      },
    ],
  },
  'record-return': {
    intro: 'Writes what came back and in what state. No refund and no new parcel follow from it.',
    fields: [
      { id: 'items', kind: 'text', label: 'What came back', required: true, help: 'Such as MUG x1; PIN x2' },
      {
        id: 'condition',
        kind: 'choice',
        label: 'State',
        required: true,
        choices: [
          { value: 'as new', label: 'As new' },
          { value: 'damaged', label: 'Damaged' },
          { value: 'unusable', label: 'Unusable' },
        ],
      },
    ],
  },
  undo: {
    intro: 'Puts back what a run changed. Whatever changed since then stays as it is.',
    fields: [
      {
        id: 'runId',
        kind: 'choice',
        label: 'Run',
        choices: 'runs',
        empty: 'The last one',
      },
      {
        id: 'notSent',
        kind: 'check',
        label: 'The exported file was not sent to the warehouse',
      },
    ],
  },
  repair: {
    intro:
      'Makes missing tabs and columns, restores the looks, and computes every view again. Your own columns stay untouched.',
    fields: [
      {
        id: 'accept',
        kind: 'check',
        label: 'Accept changes made outside',
        help: 'Names, addresses and items that were edited by hand become the accepted ones',
      },
    ],
  },
};

/** The form of an action; throws where there is none, for it is a bug. */
export function formOf(name: string): Form {
  const found = FORMS[name];
  if (found === undefined) throw new Error(`No form ${name}`);
  return found;
}
