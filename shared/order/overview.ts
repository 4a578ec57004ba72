/** Overview: where the campaign stands, as rows of a page. */
import { counted, formatCount } from '../actions/action.ts';
import type { RowStyle } from '../plan/book.ts';
import type { Cell } from '../tabs/table.ts';
import type { Stage } from '../tabs/tabs.ts';
import type { Accounts } from './accounts.ts';
import type { Campaign } from './campaign.ts';
import { figuresOf } from './figures.ts';
import { type Packages, packagesByChannel, packagesByCountry } from './packages.ts';

/** The lifecycle in the order of the work, with the menu item that moves orders on. */
const STEPS: readonly { readonly stage: Stage; readonly next: string }[] = [
  { stage: 'Awaiting survey', next: 'Ask backers to answer, then Import Orders again' },
  { stage: 'Open', next: 'Lock Down' },
  { stage: 'Locked down', next: 'Record Payments' },
  { stage: 'Errored', next: 'Ask for another card, then Record Payments' },
  { stage: 'Paid', next: 'Finalize Addresses' },
  { stage: 'Ready to ship', next: 'Push to Channel' },
  { stage: 'Partly shipped', next: 'Import Tracking' },
  { stage: 'Shipped', next: '' },
  { stage: 'Nothing to ship', next: '' },
  { stage: 'Cancelled', next: '' },
];

/** The page: rows of cells, and the look of each row that is not plain. `countryOf` is of an order, as its cell says it. */
export function overviewOf(
  campaign: Campaign,
  all: readonly (Accounts | null)[],
  now: string,
  countryOf: (orderId: string) => string,
): { rows: Cell[][]; styles: RowStyle[] } {
  const figures = figuresOf(campaign, all);
  const rows: Cell[][] = [];
  const styles: RowStyle[] = [];
  const add = (look: RowStyle['look'], ...cells: Cell[]): void => {
    if (look !== 'plain') styles.push({ row: rows.length, look });
    rows.push(cells);
  };
  add('title', 'Overview');
  if (figures.orders === 0) {
    add('plain', 'There are no orders yet. Start with the menu: Shipsheet, Import Orders.');
    return { rows, styles };
  }
  add('plain', `As of ${now}`);
  add('plain');
  add('heading', 'Where the orders are');
  add('header', 'Stage', 'Orders', 'Next action');
  for (const { stage, next } of STEPS) {
    const count = figures.stages.get(stage) ?? 0;
    add(stage === 'Errored' && count > 0 ? 'bad' : 'plain', stage, formatCount(count), count > 0 ? next : '');
  }
  add('header', 'All', formatCount(figures.orders));
  add('plain');
  add('heading', 'How far the campaign is');
  add(
    figures.fulfilled ? 'good' : 'plain',
    'Fulfilled',
    figures.fulfilled ? 'Yes' : 'Not yet',
    `${formatCount(figures.shipped)} of ${counted(figures.live, 'order')} with something to ship are shipped (more than half makes it fulfilled)`,
  );
  add(
    figures.complete ? 'good' : 'plain',
    'Complete',
    figures.complete ? 'Yes' : 'Not yet',
    figures.remaining === 0
      ? 'Nothing is open'
      : `${counted(figures.remaining, 'order')} still open or at a warehouse`,
  );
  add('plain');
  add('heading', 'Units');
  add(
    'header',
    'SKU',
    'Ordered',
    'Locked',
    'Paid',
    'Ready',
    'At a warehouse',
    'Shipped',
    'Cancelled',
    'Open',
    'Adds up',
  );
  for (const [sku, sum] of [...figures.units].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const { ordered, locked, paid, ready, pushed, shipped, cancelled, open } = sum;
    const cells = [ordered, locked, paid, ready, pushed, shipped, cancelled, open].map(formatCount);
    add(
      sum.broken > 0 ? 'bad' : 'plain',
      sku,
      ...cells,
      sum.broken > 0 ? `No: ${counted(sum.broken, 'order')}, see Needs attention` : 'Yes',
    );
  }
  const packages = (title: string, first: string, sums: readonly (readonly [string, Packages])[]): void => {
    add('plain');
    add('heading', title);
    add('header', first, 'Not sent', 'At a warehouse', 'Shipped', 'Cancelled');
    for (const [name, sum] of sums)
      add(
        'plain',
        name,
        formatCount(sum['not sent']),
        formatCount(sum.sent),
        formatCount(sum.shipped),
        formatCount(sum.cancelled),
      );
  };
  const channels = packagesByChannel(campaign);
  packages('Packages', 'Channel', channels);
  if (channels.length === 0) add('plain', 'No packages yet', '', '');
  else packages('Packages by country', 'Country', packagesByCountry(campaign, countryOf));
  return { rows, styles };
}
