/** What was recognised in a file: rows, format, what was left out and why. */
import type { Table } from '../../../shared/csv/table.ts';
import { type Child, h } from '../dom.ts';
import { formatWords, ignoredWords, warnings } from '../file-words.ts';
import { count, counted } from '../words.ts';
import { fold, message } from './basics.ts';

export function recognised(
  table: Table,
  label: string,
  noun: string,
  ...more: readonly Child[]
): HTMLElement {
  const hidden = table.ignoredCount - table.ignored.length;
  return h(
    'div',
    { class: 'recognised' },
    h('p', {}, label),
    h('p', { class: 'help' }, `${counted(table.count, noun)} · ${formatWords(table)}`),
    warnings(table).map((text) => message('warning', text)),
    more,
    table.ignoredCount > 0 &&
      fold(
        `${counted(table.ignoredCount, 'row')} not read`,
        h(
          'ul',
          { class: 'samples' },
          table.ignored.map((row) =>
            h(
              'li',
              {},
              `Row ${count(row.line)}: ${ignoredWords(row.reason)}`,
              row.text !== '' && h('span', { class: 'detail' }, ` ${row.text}`),
            ),
          ),
          hidden > 0 && h('li', { class: 'rest' }, `and ${count(hidden)} more`),
        ),
        false,
      ),
  );
}
