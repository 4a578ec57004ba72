/** A tab of this spreadsheet as a source: the responses of a Google Form, most likely. */

import { hash53 } from '../../../shared/plan/hash.ts';
import { layoutKey } from '../../../shared/source/layout.ts';
import { recogniseReport, reportKnows } from '../../../shared/source/recognise.ts';
import type { OpenedReport } from '../../../shared/source/report-file.ts';
import { TAB_NAMES } from '../../../shared/tabs/tabs.ts';
import type { Call } from '../call.ts';
import { fill, h } from '../dom.ts';
import { refusalWords } from '../file-words.ts';
import { tableOfTab } from '../read-file.ts';
import { busy, button, fold, labelled, load, message, problem, select } from '../widgets/basics.ts';
import { count, counted } from '../words.ts';

/** Rows a call: some hundred KB of text. */
const BLOCK = 2000;

const OURS: ReadonlySet<string> = new Set(TAB_NAMES);

export interface OpenedTab {
  readonly name: string;
  /** The same for the same rows. */
  readonly hash: string;
  readonly opened: OpenedReport;
  readonly hiddenRows: number;
}

/** Folded: a list of the tabs that are not the product's own, and a button that reads one. */
export function tabChoice(call: Call, take: (tab: OpenedTab) => void): HTMLElement {
  const place = h('div', { class: 'narrow' });
  return fold('Take a tab of this spreadsheet', place, false, (open) => {
    if (open && place.childElementCount === 0) void draw(call, place, take);
  });
}

function draw(call: Call, place: HTMLElement, take: (tab: OpenedTab) => void): Promise<void> {
  return load(
    place,
    'Looking at the tabs…',
    () => call('tabs', {}),
    (all) => {
      const tabs = all.filter(({ name }) => !OURS.has(name));
      const [first] = tabs;
      if (first === undefined) {
        return h(
          'p',
          { class: 'help' },
          'There is no other tab. In Google Forms choose Responses, Link to Sheets, and this spreadsheet.',
        );
      }
      const field = select(
        tabs.map(({ name, rows }) => ({ value: name, label: `${name} (${counted(rows, 'row')})` })),
        first.name,
        () => {},
      );
      const said = h('div', {});
      const read = async (): Promise<void> => {
        const name = field.value;
        const waiting = busy(`Reading ${name}…`);
        fill(said, waiting);
        try {
          const { rows, hiddenRows } = await wholeTab(call, name, (n) => {
            fill(waiting, `${count(n)} rows of ${name} read…`);
          });
          const table = tableOfTab(name, rows, reportKnows);
          if (!table.ok) {
            fill(said, message('error', `${name}: ${refusalWords(table)}`));
            return;
          }
          fill(said);
          const sample = table.rows.slice(0, 200);
          const candidates = recogniseReport(table.header, sample).map((layout) => ({
            layout,
            parts: [layout],
          }));
          const parts = [{ name, table, bytes: null, choice: {} }];
          take({
            name,
            hash: `${hash53(JSON.stringify(rows)).toString(36)}-${rows.length.toString(36)}`,
            opened: { ok: true, parts, candidates, key: layoutKey(table.header) },
            hiddenRows,
          });
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
        labelled('Tab', field, { help: 'Survey answers of a Google Form, for example.' }),
        button('Use this tab', () => void read()),
        said,
      );
    },
  );
}

async function wholeTab(
  call: Call,
  name: string,
  progress: (rows: number) => void,
): Promise<{ rows: string[][]; hiddenRows: number }> {
  const rows: string[][] = [];
  let hiddenRows = 0;
  for (;;) {
    const block = await call('readTab', { name, from: rows.length, count: BLOCK });
    for (const row of block.rows) rows.push(row);
    hiddenRows += block.hiddenRows;
    progress(rows.length);
    if (!block.more || block.rows.length === 0) return { rows, hiddenRows };
  }
}
