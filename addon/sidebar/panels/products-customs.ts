/** Customs: which SKU lacks what, and how many orders that go abroad wait for it. */
import { h } from '../dom.ts';
import { fold, message } from '../widgets/basics.ts';
import { count, counted, country } from '../words.ts';
import type { ProductsState } from './products-read.ts';
import { skuTable } from './products-table.ts';

export function customsView({ customs, names }: ProductsState): HTMLElement {
  const { abroad, lacking, rows, unsaid } = customs;
  return h(
    'div',
    { class: 'stack' },
    unsaid.length === 0
      ? null
      : message(
          'info',
          `Each country counts as abroad for ${unsaid.join(', ')}: Channels does not say where it ships from. Add a column “Ships from” to Channels and type the country.`,
        ),
    h(
      'p',
      {},
      abroad === 0
        ? 'No open order goes abroad.'
        : lacking === 0
          ? `${counted(abroad, 'open order')} will cross a customs border. Nothing is missing.`
          : [
              h('strong', {}, `${count(lacking)} of ${counted(abroad, 'open order')}`),
              ' that will cross a customs border hold something without all customs data.',
            ],
    ),
    skuTable({
      name: 'Customs data that is missing',
      columns: [{ label: 'SKU' }, { label: 'Missing in Products' }, { label: 'Orders', number: true }],
      rows: rows.map((row) => ({
        cells: [row.sku, row.gaps.join(', '), row.orders],
        title: `${names.get(row.sku) ?? 'Not in Products'} · to ${placesOf(row.countries)}`,
      })),
      empty: '',
    }),
    fold(
      'What customs ask',
      h(
        'ul',
        { class: 'narrow asked' },
        ASKED.map((line) => h('li', {}, line)),
      ),
      false,
    ),
  );
}

const ASKED = [
  'HS code: 6 to 10 digits, dots or not.',
  'Origin: the country where it was made.',
  'Customs description: plain words in English, such as “Board game”.',
  'Customs value: what one unit is worth, never 0, also for a gift. Of a kit the parts are declared, not the kit.',
  'Weight g: of one unit.',
  'Inside a customs union (the EU, Switzerland and Liechtenstein) and at home nothing is asked, but for places apart such as the Canary Islands, Jersey or Guam.',
  'A channel may insist: add a column “Customs data” to Channels with “required”, or “not needed”.',
  'Products may have a column “Not to” with countries, Channels a column “Does not carry” with SKUs.',
];

function placesOf(codes: readonly string[]): string {
  const named = codes.slice(0, 5).map(country).join(', ');
  return codes.length > 5 ? `${named} and ${count(codes.length - 5)} more` : named;
}
