/** Rows that come without a file: pasted, or from a tab of this spreadsheet. */
import type { FileRefusal, Table } from '../../../shared/csv/table.ts';
import { trackingKnows } from '../../../shared/tracking/columns.ts';
import { fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { tableOfTab } from '../read-file.ts';
import { busy, button, fold, labelled, load, problem, select } from '../widgets/basics.ts';
import { count } from '../words.ts';

/** Rows a call: some hundred KB of text. */
const BLOCK = 2000;

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
  const place = h('div', { class: 'narrow' });
  return h(
    'div',
    {},
    fold('Paste rows instead', paste, false),
    fold('Take a tab of this spreadsheet', place, false, (open) => {
      if (open && place.childElementCount === 0) void drawTabs(options, place);
    }),
  );
}

function drawTabs({ env, tab }: OtherOptions, place: HTMLElement): Promise<void> {
  return load(
    place,
    'Looking at the tabs…',
    () => env.call('tabs', {}),
    (tabs) => {
      const first = tabs[0];
      if (first === undefined) return h('p', { class: 'help' }, 'There is no other tab.');
      const field = select(
        tabs.map((one) => ({ value: one.name, label: `${one.name} (${count(one.rows)} rows)` })),
        first.name,
        () => {},
      );
      const said = h('div', {});
      const read = async (): Promise<void> => {
        const name = field.value;
        const waiting = busy(`Reading ${name}…`);
        fill(said, waiting);
        try {
          const rows: string[][] = [];
          let hidden = 0;
          for (;;) {
            const block = await env.call('readTab', { name, from: rows.length, count: BLOCK });
            for (const row of block.rows) rows.push(row);
            hidden += block.hiddenRows;
            fill(waiting, `${count(rows.length)} rows of ${name} read…`);
            if (!block.more || block.rows.length === 0) break;
          }
          fill(said);
          tab(name, tableOfTab(name, rows, trackingKnows), hidden);
        } catch (error) {
          fill(
            said,
            problem(error, () => void read()),
          );
        }
      };
      return h(
        'div',
        {},
        labelled('Tab', field),
        button('Use this tab', () => void read()),
        said,
      );
    },
  );
}
