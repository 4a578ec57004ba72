/** Which columns a rule looks at: nothing else is read for it. */
import { CONTENT_COLUMNS } from '../order/row-check.ts';
import { ADDRESS_COLUMNS } from '../shipment/ship-to.ts';
import type { Reads } from '../tabs/table.ts';
import { type Rule, type RuleTerm, termsOf } from './rule.ts';

const ADDRESS = ['Name', ...ADDRESS_COLUMNS, 'Phone'];

/** The columns beside those that every plan reads (STAGE_COLUMNS, STATUS_COLUMNS, Products). */
export function columnsOf(rule: Rule): Reads {
  const terms = termsOf(rule);
  const orders = new Set(terms.flatMap(ordersOf));
  const shipments = new Set<string>();
  for (const term of terms) {
    if (term.kind === 'fact' && term.fact === 'changed') shipments.add('Ship to');
    if (term.kind === 'cell' && term.tab === 'Shipments') shipments.add(term.column);
  }
  const channels = terms.some((term) => term.kind === 'cell' && term.as === 'channel');
  return {
    ...(orders.size > 0 ? { Orders: [...orders] } : {}),
    ...(shipments.size > 0 ? { Shipments: [...shipments] } : {}),
    ...(channels ? { Channels: ['Channel', 'SKUs', 'Method', 'Countries', 'Priority'] } : {}),
  };
}

function ordersOf(term: RuleTerm): readonly string[] {
  if (term.kind === 'text') return ['Name', 'Email', 'Notes'];
  if (term.kind === 'fact') {
    if (term.fact === 'changed') return ADDRESS;
    return term.fact === 'edited' ? CONTENT_COLUMNS : [];
  }
  if (term.kind !== 'cell') return [];
  if (term.as === 'address') return [...ADDRESS, 'Tax ID'];
  if (term.as === 'channel') return ['Country'];
  return term.tab === 'Orders' && term.column !== '' ? [term.column] : [];
}

/** The runs that a rule names. */
export function runsOf(rule: Rule): string[] {
  return termsOf(rule).flatMap((term) =>
    term.kind === 'cell' && term.as === 'run' && term.test.op === '=' ? term.test.values : [],
  );
}
