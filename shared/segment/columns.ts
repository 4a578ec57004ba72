/** Which columns a filter looks at: nothing else is read for it. */
import { CONTENT_COLUMNS } from '../order/row-check.ts';
import { ADDRESS_COLUMNS } from '../shipment/ship-to.ts';
import type { Reads } from '../tabs/table.ts';
import { FIELDS } from './fields.ts';
import { type Filter, type Term, termsOf } from './filter.ts';

const ADDRESS = ['Name', ...ADDRESS_COLUMNS, 'Phone'];

/** The columns beside those that every plan reads (STAGE_COLUMNS, STATUS_COLUMNS, Products). */
export function columnsOf(filter: Filter): Reads {
  const orders = new Set<string>();
  const shipments = new Set<string>();
  let channels = false;
  for (const term of termsOf(filter)) {
    for (const name of ordersOf(term)) orders.add(name);
    if (term.kind === 'fact' && term.fact === 'changed') shipments.add('Ship to');
    if (term.kind !== 'field' || term.own) continue;
    const field = FIELDS.find(({ word }) => word === term.field);
    if (field?.tab === 'Shipments') shipments.add(field.column);
    channels ||= field?.kind === 'channel';
  }
  return {
    ...(orders.size > 0 ? { Orders: [...orders] } : {}),
    ...(shipments.size > 0 ? { Shipments: [...shipments] } : {}),
    ...(channels ? { Channels: ['Channel', 'SKUs', 'Method', 'Countries', 'Priority'] } : {}),
  };
}

function ordersOf(term: Term): readonly string[] {
  if (term.kind === 'text') return ['Name', 'Email', 'Notes'];
  if (term.kind === 'fact') {
    if (term.fact === 'changed') return ADDRESS;
    return term.fact === 'edited' ? CONTENT_COLUMNS : [];
  }
  if (term.kind !== 'field') return [];
  if (term.own) return [term.field];
  const field = FIELDS.find(({ word }) => word === term.field);
  if (field?.kind === 'address') return [...ADDRESS, 'Tax ID'];
  if (field?.kind === 'channel') return ['Country'];
  return field?.tab === 'Orders' && field.column !== '' ? [field.column] : [];
}

/** The runs that a filter names. */
export function runsOf(filter: Filter): string[] {
  return termsOf(filter).flatMap((term) =>
    term.kind === 'field' && term.field === 'run' && !term.own && term.test.op === '='
      ? term.test.values
      : [],
  );
}
