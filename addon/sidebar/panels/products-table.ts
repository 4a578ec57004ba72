/** A table of SKUs at 300 pixels: the first column stays while the rest scrolls; to copy, or to download as CSV. */
import { fill, h } from '../dom.ts';
import { button } from '../widgets/basics.ts';
import { copyButton } from '../widgets/copy.ts';
import { downloadCsv } from '../widgets/download.ts';
import { count } from '../words.ts';

export interface SkuTable {
  /** Read out, and the name of the file. */
  readonly name: string;
  readonly columns: readonly { readonly label: string; readonly title?: string; readonly number?: boolean }[];
  readonly rows: readonly SkuRow[];
  /** Said instead of a table without rows. */
  readonly empty: string;
  /** Wider than the panel: it scrolls sideways. */
  readonly wide?: boolean;
}

export interface SkuRow {
  readonly cells: readonly (string | number)[];
  /** Shown when the first cell is pointed at. */
  readonly title: string;
  readonly bad?: boolean;
}

/** Rows drawn at once; with more the search finds them. */
const MOST = 100;
const SEARCH_FROM = 15;

export function skuTable(table: SkuTable): HTMLElement {
  if (table.rows.length === 0) return h('p', { class: 'help' }, table.empty);
  const { columns, rows, name } = table;
  const place = h('div', {
    class: `scroll${table.wide === true ? ' sideways' : ''}`,
    role: 'region',
    'aria-label': name,
    tabindex: 0,
  });
  const search = h('input', {
    type: 'search',
    placeholder: 'Search SKUs',
    'aria-label': `Search: ${name}`,
    on: { input: () => draw() },
  });
  const draw = (): void => {
    const sought = search.value.trim().toLowerCase();
    const fits = rows.filter(
      (row) => sought === '' || `${row.cells[0]}\n${row.title}`.toLowerCase().includes(sought),
    );
    const rest = fits.length - MOST;
    fill(
      place,
      h(
        'table',
        { 'aria-label': name },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            columns.map((column) =>
              h(
                'th',
                { scope: 'col', class: column.number === true ? 'number' : undefined, title: column.title },
                column.label,
              ),
            ),
          ),
        ),
        h(
          'tbody',
          {},
          fits.slice(0, MOST).map((row) =>
            h(
              'tr',
              { class: row.bad === true ? 'bad' : undefined },
              row.cells.map((cell, at) =>
                at === 0
                  ? h('th', { scope: 'row', title: row.title }, cell)
                  : h(
                      'td',
                      { class: columns[at]?.number === true ? 'number' : undefined },
                      typeof cell === 'number' ? count(cell) : cell,
                    ),
              ),
            ),
          ),
        ),
      ),
      rest > 0 && h('p', { class: 'rest' }, `${count(rest)} more: search to find them`),
      fits.length === 0 && h('p', { class: 'rest' }, 'Nothing fits.'),
    );
  };
  draw();
  const texts = [columns.map(({ label }) => label), ...rows.map(({ cells }) => cells.map(String))];
  return h(
    'div',
    { class: 'stack' },
    rows.length > SEARCH_FROM ? search : null,
    place,
    h(
      'div',
      { class: 'row' },
      copyButton('Copy', texts.map((row) => row.join('\t')).join('\n')),
      button('Download CSV', () => downloadCsv(`${name}.csv`, texts), 'secondary', 'download'),
    ),
  );
}
