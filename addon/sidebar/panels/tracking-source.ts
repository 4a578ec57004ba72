/** One source of tracking rows: what was recognised, its worksheet, and which column is what. */
import { columnKey } from '../../../shared/csv/column-key.ts';
import type { FileRefusal, Table } from '../../../shared/csv/table.ts';
import type { DayOrder } from '../../../shared/source/dates.ts';
import {
  mapTrackingColumns,
  TRACKING_FIELDS,
  type TrackingField,
  type TrackingMapping,
} from '../../../shared/tracking/columns.ts';
import { readTrackingRows, type TrackingFile } from '../../../shared/tracking/tracking-file.ts';
import { fill, h } from '../dom.ts';
import { refusalWords } from '../file-words.ts';
import { button, labelled, message, select } from '../widgets/basics.ts';
import { columnMap } from '../widgets/column-map.ts';
import { chosenFile } from '../widgets/drop-zone.ts';
import { recognised } from '../widgets/recognised.ts';
import { counted } from '../words.ts';

const LABELS: Readonly<Partial<Record<TrackingField, string>>> = {
  number: 'Tracking number',
  shipmentId: 'Shipment ID',
  orderId: 'Order ID',
  backerNumber: 'Backer number',
  backerUid: 'Backer UID',
  reference: 'Reference (any ID)',
  email: 'E-mail',
  carrier: 'Carrier',
  url: 'Tracking link',
  shippedAt: 'Ship date',
  sku: 'SKU',
  quantity: 'Quantity',
  name: 'Recipient',
  postalCode: 'Postal code',
  status: 'Status',
  deliveredAt: 'Delivered on',
};
const FIELDS = TRACKING_FIELDS.flatMap((field) => {
  const label = LABELS[field];
  return label === undefined ? [] : [{ field, label }];
});
const IDS: readonly TrackingField[] = [
  'shipmentId',
  'orderId',
  'backerNumber',
  'backerUid',
  'reference',
  'email',
];

export interface SourceOptions {
  readonly name: string;
  readonly table: Table;
  readonly hiddenRows: number;
  sku(text: string): string | null;
  /** Choices by header layout: field to column, -1 for none. They hold for all files that look alike. */
  readonly choices: Map<string, ReadonlyMap<TrackingField, number>>;
  /** What was kept of this header for the partner that is chosen; null when it is not known yet. */
  known(header: readonly string[]): ReadonlyMap<TrackingField, number> | null;
  /** Forgets that. */
  forget(header: readonly string[]): void;
  /** How this file goes on from the last one of its partner; null for the first one. */
  since(table: Table): HTMLElement | null;
  /** Reads another worksheet; null where there are none. */
  readonly worksheet: ((sheet: string) => Promise<Table | FileRefusal>) | null;
  changed(): void;
  remove(): void;
}

export interface SourceCard {
  readonly name: string;
  readonly element: HTMLElement;
  table(): Table;
  /** The partner has changed: what is known of its files with it. */
  draw(): void;
  /** What a person chose, to be kept. */
  chosen(): ReadonlyMap<TrackingField, number>;
  has(field: TrackingField): boolean;
  file(dayOrder: DayOrder | undefined): TrackingFile;
  missing(withoutTracking: boolean): string | null;
}

export function sourceCard(options: SourceOptions): SourceCard {
  let { table } = options;
  const { name } = options;
  const element = h('div', { class: 'card', role: 'group', 'aria-label': name });
  const layout = (): string => table.header.map(columnKey).join('\u0000');
  const choices = (): ReadonlyMap<TrackingField, number> =>
    options.choices.get(layout()) ?? options.known(table.header) ?? new Map();
  const mapping = (): TrackingMapping => overridden(mapTrackingColumns(table.header, options), choices());

  const draw = (focus?: TrackingField): void => {
    const map = mapping();
    const notes: string[] = [];
    if (map.quantities.length > 0) {
      const names = map.quantities.map(({ sku, column }) => `${table.header[column] ?? ''} (${sku})`);
      notes.push(`Quantities: ${names.join(', ')}.`);
    }
    if (map.unknown.length > 0) {
      notes.push(`Not read: ${map.unknown.map((column) => column.name).join(', ')}.`);
    }
    const { sheets, sheet } = table.source;
    const known = options.known(table.header) !== null;
    fill(
      element,
      chosenFile(name, '', options.remove),
      sheets.length > 1 && labelled('Worksheet', worksheets(sheets, sheet)),
      recognised(
        table,
        '',
        'row',
        options.hiddenRows > 0 &&
          message(
            'info',
            `${counted(options.hiddenRows, 'row')} of this tab are hidden or filtered out; they are read too.`,
          ),
      ),
      options.since(table),
      columnMap<TrackingField>({
        header: table.header,
        fields: FIELDS,
        found: map.found,
        ambiguous: map.ambiguous,
        first: ['number', 'orderId'],
        notes,
        // A header is shown once; the next file of the same partner is read as the last one was.
        always: !known,
        focus,
        changed: (field, column) => {
          options.choices.set(layout(), new Map([...choices(), [field, column]]));
          draw(field);
          options.changed();
        },
      }),
      known &&
        h(
          'div',
          { class: 'remembered' },
          h('p', { class: 'help' }, 'Read as the last file with these columns was.'),
          button(
            'Forget',
            () => {
              options.choices.delete(layout());
              options.forget(table.header);
            },
            'link',
          ),
        ),
    );
  };
  const worksheets = (sheets: readonly string[], sheet: string): HTMLSelectElement => {
    const field = select(
      sheets.map((one) => ({ value: one, label: one })),
      sheet,
      (value) => void choose(value),
    );
    return field;
  };
  const choose = async (sheet: string): Promise<void> => {
    const read = (await options.worksheet?.(sheet)) ?? null;
    if (read === null) return;
    if (read.ok) {
      table = read;
      draw();
      options.changed();
      element.querySelector('select')?.focus();
      return;
    }
    draw();
    element.append(message('error', `Worksheet ${sheet}: ${refusalWords(read)}`));
  };
  draw();
  return {
    name,
    element,
    table: () => table,
    draw: () => draw(),
    chosen: choices,
    has: (field) => mapping().found[field] !== undefined,
    file: (dayOrder) => readTrackingRows(table, mapping(), dayOrder === undefined ? {} : { dayOrder }),
    missing: (withoutTracking) => missing(name, mapping(), withoutTracking),
  };
}

function missing(name: string, map: TrackingMapping, withoutTracking: boolean): string | null {
  const unsure = map.ambiguous.find(({ field }) => LABELS[field] !== undefined);
  if (unsure !== undefined) {
    return `${name}: choose which column is “${LABELS[unsure.field] ?? unsure.field}”.`;
  }
  // A file of names and postal codes alone is not imported by itself: each row becomes a proposal to accept.
  const people = map.found.name !== undefined && map.found.postalCode !== undefined;
  if (!people && !IDS.some((field) => map.found[field] !== undefined)) {
    return `${name}: say under Columns which one holds the Order ID, Shipment ID or backer number, or both the recipient and the postal code.`;
  }
  if (map.found.number === undefined && map.found.url === undefined && !withoutTracking) {
    return `${name}: say under Columns which one holds the tracking number.`;
  }
  return null;
}

/** A person's choices over what was recognised. A column means one thing: its earlier field loses it. */
function overridden(map: TrackingMapping, choices: ReadonlyMap<TrackingField, number>): TrackingMapping {
  const found: Partial<Record<TrackingField, number>> = { ...map.found };
  for (const field of TRACKING_FIELDS) {
    const column = choices.get(field);
    if (column === undefined) continue;
    if (column < 0) {
      delete found[field];
      continue;
    }
    for (const other of TRACKING_FIELDS) {
      if (other !== field && found[other] === column && !choices.has(other)) delete found[other];
    }
    found[field] = column;
  }
  const taken = new Set(Object.values(found));
  return {
    found,
    ambiguous: map.ambiguous.filter(({ field }) => !choices.has(field)),
    quantities: map.quantities.filter(({ column }) => !taken.has(column)),
    unknown: map.unknown.filter(({ column }) => !taken.has(column)),
  };
}
