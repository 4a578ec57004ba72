/** A tab of this spreadsheet as a source: folded, a list of tabs and a button that reads the chosen one, in blocks. */
import type { Call } from '../call.ts';
import { fill, h } from '../dom.ts';
import { count, counted } from '../words.ts';
import { busy, button, fold, labelled, load, message, problem, select } from './basics.ts';

/** Rows a call: some hundred KB of text. */
const BLOCK = 2000;

export interface TabRows {
  readonly name: string;
  /** As the spreadsheet shows them, the header among them. */
  readonly rows: readonly (readonly string[])[];
  readonly hiddenRows: number;
}

export interface TabChoiceOptions {
  readonly call: Call;
  /** Tabs that are no source. */
  readonly leaveOut?: ReadonlySet<string>;
  /** What to say where no tab is left. */
  readonly none: string;
  readonly help?: string;
  /** Takes the rows; or says in a sentence why it does not. */
  take(tab: TabRows): string | null;
}

export function tabChoice(options: TabChoiceOptions): HTMLElement {
  const place = h('div', { class: 'narrow' });
  return fold('Take a tab of this spreadsheet', place, false, (open) => {
    if (open && place.childElementCount === 0) void draw(options, place);
  });
}

function draw(options: TabChoiceOptions, place: HTMLElement): Promise<void> {
  const { call, leaveOut, none, help } = options;
  return load(
    place,
    'Looking at the tabs…',
    () => call('tabs', {}),
    (all) => {
      const tabs = all.filter(({ name }) => leaveOut?.has(name) !== true);
      const [first] = tabs;
      if (first === undefined) return h('p', { class: 'help' }, none);
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
          const tab = await wholeTab(call, name, (n) => fill(waiting, `${count(n)} rows of ${name} read…`));
          const refusal = options.take(tab);
          fill(said, refusal === null ? null : message('error', refusal));
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
        labelled('Tab', field, { help }),
        button('Use this tab', () => void read()),
        said,
      );
    },
  );
}

async function wholeTab(call: Call, name: string, progress: (rows: number) => void): Promise<TabRows> {
  const rows: string[][] = [];
  let hiddenRows = 0;
  for (;;) {
    const block = await call('readTab', { name, from: rows.length, count: BLOCK });
    for (const row of block.rows) rows.push(row);
    hiddenRows += block.hiddenRows;
    progress(rows.length);
    if (!block.more || block.rows.length === 0) return { name, rows, hiddenRows };
  }
}
