/** The first orders of a file as the columns make them: what a person looks at before saying that they are right. */
import { incomingReader } from '../../../shared/actions/import-orders/incoming.ts';
import type { Backer } from '../../../shared/source/backer.ts';
import { readBackers } from '../../../shared/source/read.ts';
import type { Candidate, OpenedReport } from '../../../shared/source/report-file.ts';
import { h } from '../dom.ts';
import { count } from '../words.ts';

const SHOWN = 5;
/** Rows that are read for them: an order may have several. */
const ROWS = 60;

const PROBLEMS: Record<Backer['problems'][number]['code'], string> = {
  'qty.invalid': 'no whole number',
  'money.unreadable': 'no amount',
  'date.unreadable': 'no date that can be read',
  'id.missing': 'no id in this row',
  'match.damaged-id': 'an id that a spreadsheet program has damaged',
  'items.unreadable': 'a list of items that cannot be read',
  'item.missing': 'a quantity without an item',
  'rows.differ': 'the rows of this order say different things',
  'source.state-unknown': '',
};

/** The first orders of the first part. */
export function sampleOrders(opened: OpenedReport, candidate: Candidate, prefix: string): HTMLElement {
  const [part] = opened.parts;
  const [layout] = candidate.parts;
  if (part === undefined || layout === undefined) return h('div', {});
  const { rows, lines } = part.table;
  const backers = readBackers(rows.slice(0, ROWS), layout, lines).slice(0, SHOWN);
  const read = incomingReader(new Map(), { prefix });
  return h(
    'ul',
    { class: 'samples sample-orders', 'aria-label': 'First orders' },
    backers.map((backer) => {
      const { orderId } = read(backer);
      return h(
        'li',
        {},
        h('span', { class: 'key' }, orderId === '' ? `Row ${count(backer.line)}` : orderId),
        ' ',
        backer.name || backer.email,
        linesOf(backer).map((text) => h('span', { class: 'detail' }, text)),
        problemsOf(backer).map((text) => h('span', { class: 'detail bad' }, text)),
      );
    }),
  );
}

/** Items, then the address, each in one line. */
function linesOf(backer: Backer): string[] {
  const items = backer.items.map(({ title, quantity }) => `${title} ×${quantity}`);
  if (backer.reward !== null) items.unshift(backer.reward.title);
  const { address } = backer;
  const where =
    address === null
      ? backer.country
      : [
          address.line1,
          address.line2,
          [address.postal, address.city].filter(Boolean).join(' '),
          address.state,
          address.countryName || address.countryCode || backer.country,
        ]
          .filter(Boolean)
          .join(', ');
  return [items.join('; '), where].filter((text) => text !== '');
}

function problemsOf({ problems }: Backer): string[] {
  return problems.flatMap(({ code, column, value }) => {
    const words = PROBLEMS[code];
    if (words === '') return [];
    const said = value === '' ? words : `“${value}” is ${words}`;
    return [column === '' ? said : `${column}: ${said}`];
  });
}
