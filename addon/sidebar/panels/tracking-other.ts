/** Rows that come without a file: pasted, or from a tab of this spreadsheet. */
import type { FileRefusal, Table } from '../../../shared/csv/table.ts';
import { trackingKnows } from '../../../shared/tracking/columns.ts';
import { h } from '../dom.ts';
import type { Env } from '../env.ts';
import { tableOfTab } from '../read-file.ts';
import { button, fold, labelled } from '../widgets/basics.ts';
import { tabChoice } from '../widgets/tab-choice.ts';

export interface OtherOptions {
  readonly env: Env;
  paste(text: string): void;
  tab(name: string, table: Table | FileRefusal, hiddenRows: number): void;
}

export function otherSources(options: OtherOptions): HTMLElement {
  const area = h('textarea', { rows: 4, placeholder: 'Order\tTracking number\tCarrier' });
  const paste = h(
    'div',
    { class: 'narrow' },
    labelled('Rows with their column names', area, {
      help: 'Copy them from a spreadsheet and paste them here.',
    }),
    button('Use these rows', () => {
      if (area.value.trim() === '') {
        area.focus();
        return;
      }
      options.paste(area.value);
      area.value = '';
    }),
  );
  return h(
    'div',
    {},
    fold('Paste rows instead', paste, false),
    tabChoice({
      call: options.env.call,
      none: 'There is no other tab.',
      take({ name, rows, hiddenRows }) {
        options.tab(name, tableOfTab(name, rows, trackingKnows), hiddenRows);
        return null;
      },
    }),
  );
}
