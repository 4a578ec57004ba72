/** One source of orders: what was recognised in it, what is unsure, and the columns where no platform is known. */
import type { Table } from '../../../shared/csv/table.ts';
import { type Layout, PLATFORM_NAMES } from '../../../shared/source/layout.ts';
import { type Mapping, suggestMapping } from '../../../shared/source/mapping.ts';
import {
  type Candidate,
  type FileChoice,
  mappedReport,
  type OpenedReport,
  settledReport,
} from '../../../shared/source/report-file.ts';
import type { RememberedLayout } from '../../api.ts';
import type { Call } from '../call.ts';
import { fill, h } from '../dom.ts';
import { formatWords } from '../file-words.ts';
import { button, checkbox, fold, labelled, message, radios, select, toast } from '../widgets/basics.ts';
import { chosenFile } from '../widgets/drop-zone.ts';
import { recognised } from '../widgets/recognised.ts';
import { type Mode, storedFrom, storedText } from '../widgets/stored-mapping.ts';
import { counted, when } from '../words.ts';
import { askWords } from './import-orders-asks.ts';
import { columnsEditor, type Focus, missingColumns } from './import-orders-columns.ts';
import { readDifferently } from './import-orders-format.ts';
import { sampleOrders } from './import-orders-sample.ts';

export interface OrdersSourceOptions {
  readonly call: Call;
  readonly opened: OpenedReport;
  /** The campaign's prefix of Order IDs. */
  readonly prefix: string;
  readonly choice: FileChoice;
  readonly hiddenRows: number;
  /** A tab of this spreadsheet: survey answers, most likely. */
  readonly tab: boolean;
  /** Layouts that were confirmed before; `remembered` puts the answer of the server here. */
  readonly layouts: readonly RememberedLayout[];
  remembered(layouts: readonly RememberedLayout[]): void;
  reopen(choice: FileChoice): void;
  close(): void;
  /** Everything is settled: read it so. null: something is open (again). */
  settled(source: SettledSource | null): void;
}

export interface SettledSource {
  readonly candidate: Candidate;
  readonly mode: Mode;
  readonly useEmail: boolean;
}

const OWN = 'own';
/** Rows that opening looks at: a file of fewer is known as a whole. */
const SAMPLE = 200;

export interface OrdersSource {
  readonly element: HTMLElement;
  /** The tables as they were read to their end, one a part: now their rows can be counted. */
  wasRead(tables: readonly Table[]): void;
}

export function ordersSource(options: OrdersSourceOptions): OrdersSource {
  const { opened, prefix } = options;
  const { candidates, key } = opened;
  const [first] = opened.parts;
  const header = first?.table.header ?? [];
  const rows = first?.table.rows.slice(0, SAMPLE) ?? [];
  const suggested = suggestMapping(header, { rows, prefix });
  let layouts = options.layouts;
  // What a person has said of files of this form counts more than what is recognised.
  const before = layouts.filter((layout) => key !== '' && layout.key === key).map(({ name }) => name);
  const usual: Mode = options.tab ? 'answers' : 'orders';
  let mode: Mode = before.length === 0 || before.includes(usual) ? usual : other(usual);
  let chosen = candidates.length > 0 && !options.tab && before.length === 0 ? '0' : OWN;
  let answers: Record<string, string> = {};
  let mapping: Mapping = suggested.mapping;
  let useEmail = false;
  /** The person has said that the columns are right, now or at an earlier file of this layout. */
  let confirmed = false;
  let said: string | null = null;
  const element = h('div', {});
  const format = h('div', {});
  /** What was recognised in each part; of a long text file the rows are counted when it has been read. */
  const drawFormat = (tables: readonly Table[] | null): void =>
    fill(
      format,
      opened.parts.map((part, i) => {
        const label = opened.parts.length > 1 ? part.name : '';
        const table = tables?.[i] ?? (part.bytes === null || part.table.count < SAMPLE ? part.table : null);
        if (table === null) return h('p', { class: 'help' }, label, ' ', formatWords(part.table));
        return recognised(table, label, 'row', options.hiddenRows > 0 && hidden(options.hiddenRows));
      }),
    );
  drawFormat(null);

  const kept = (): RememberedLayout | undefined =>
    layouts.find((layout) => layout.key === key && layout.name === mode);
  /** A layout that was confirmed for this mode, or the proposal. */
  const recall = (): void => {
    const stored = storedFrom(kept()?.mapping ?? '');
    confirmed = stored !== null;
    mapping = stored?.mapping ?? suggested.mapping;
    useEmail = stored?.useEmail ?? false;
    answers = { ...mapping.answers };
  };
  const candidate = (): Candidate | null => {
    const one = candidates[Number(chosen)];
    return chosen === OWN || one === undefined
      ? mappedReport(opened, { ...mapping, answers })
      : settledReport(one, answers);
  };
  const settle = (): void => {
    const found = candidate();
    const open = found === null || !found.layout.sure || (chosen === OWN && !confirmed);
    options.settled(open ? null : { candidate: found, mode, useEmail });
  };
  const redraw = (focus?: Focus): void => {
    draw(focus);
    settle();
  };

  const draw = (focus?: Focus): void => {
    const found = candidate();
    const own = chosen === OWN;
    fill(
      element,
      chosenFile(names(opened), own ? '' : (found?.layout.label ?? ''), options.close),
      format,
      first !== undefined && !options.tab && readDifferently(first, options.choice, options.reopen),
      recognisedAs(),
      modeChoice(),
      own && key === '' && unlike(),
      own && key !== '' && (confirmed ? settledColumns(found) : openColumns(found, focus)),
      (!own || confirmed) && asks(),
      !own && found !== null && unknownColumns(found.layout),
      !own && found !== null && !found.layout.sure && sampleOrders(opened, found, prefix),
    );
  };

  const recognisedAs = (): HTMLElement | null => {
    if (candidates.length === 0) return null;
    const field = select(
      [
        ...candidates.map(({ layout }, i) => ({
          value: String(i),
          label: PLATFORM_NAMES[layout.platform],
        })),
        ...(key === '' ? [] : [{ value: OWN, label: 'None of these: choose the columns' }]),
      ],
      chosen,
      (value) => {
        chosen = value;
        if (chosen === OWN) recall();
        redraw();
        element.querySelector<HTMLElement>('.recognised-as select')?.focus();
      },
    );
    return h('div', { class: 'recognised-as' }, labelled('Recognised as', field));
  };
  const modeChoice = (): HTMLElement | null => {
    if (chosen !== OWN) return null;
    const group = radios(
      'What is in it?',
      [
        { value: 'orders', label: 'Orders: new ones are added' },
        { value: 'answers', label: 'Survey answers for orders that are in the sheet' },
      ],
      mode,
      (value) => {
        mode = value === 'answers' ? 'answers' : 'orders';
        recall();
        redraw();
        element.querySelector<HTMLElement>('.import-mode input:checked')?.focus();
      },
    );
    group.classList.add('import-mode');
    return group;
  };
  const openColumns = (found: Candidate | null, focus: Focus): HTMLElement => {
    const box = h(
      'section',
      { 'aria-label': 'Columns' },
      h('h2', {}, 'Columns'),
      h(
        'p',
        { class: 'help' },
        options.tab
          ? 'Say once what the columns are; the next time this tab is read so.'
          : 'No known platform. Say once what the columns are; the next file of this form is then read so.',
      ),
      columnsEditor({
        header,
        mapping,
        suggested,
        mode,
        focus,
        changed(next, at) {
          mapping = next;
          said = null;
          redraw(at);
        },
      }),
      mode === 'answers' && emailKey(),
      asks(),
      found !== null && [h('h3', {}, `The first ${mode}, read so`), sampleOrders(opened, found, prefix)],
      said !== null && message('warning', said),
      h('div', { class: 'row' }, button('Use these columns', confirm, 'primary')),
    );
    return box;
  };
  const emailKey = (): HTMLElement =>
    checkbox(
      'Find orders by e-mail too',
      useEmail,
      (on) => {
        useEmail = on;
        redraw();
      },
      'Only where no Order ID or backer number is given. One address on two orders finds neither.',
    );
  const confirm = (): void => {
    said = missingColumns(mapping, suggested, mode, useEmail);
    const found = candidate();
    if (said === null && found !== null && !found.layout.sure) said = 'Answer the question above first.';
    if (said !== null) {
      draw();
      element
        .querySelector<HTMLElement>('.message.warning:last-of-type')
        ?.scrollIntoView({ block: 'nearest' });
      return;
    }
    confirmed = true;
    keep(storedText({ mapping: { ...mapping, answers }, useEmail }));
    redraw();
  };
  const keep = (text: string | null): void => {
    void options.call('saveLayout', { kind: 'orders', key, name: mode, mapping: text }).then(
      (list) => {
        layouts = list;
        options.remembered(list);
      },
      // It can be imported all the same; only the next file is asked about again.
      toast,
    );
  };
  const settledColumns = (found: Candidate | null): HTMLElement => {
    const stored = kept();
    const change = (): void => {
      confirmed = false;
      redraw();
    };
    const forget = (): void => {
      confirmed = false;
      mapping = suggested.mapping;
      answers = {};
      useEmail = false;
      keep(null);
      redraw();
    };
    return h(
      'section',
      { 'aria-label': 'Columns', class: 'settled-columns' },
      h(
        'p',
        { class: 'help' },
        stored === undefined
          ? 'Columns as you chose them.'
          : `Columns as you chose them on ${when(stored.at)}.`,
      ),
      h(
        'div',
        { class: 'row' },
        button('Change the columns', change, 'link'),
        button('Forget them', forget, 'link'),
      ),
      found !== null && fold(`The first ${mode}`, sampleOrders(opened, found, prefix), false),
    );
  };
  /** What the file leaves open, with the answers so far: they can be given otherwise. */
  const asks = (): HTMLElement[] => {
    const own = chosen === OWN;
    const bare = own ? mappedReport(opened, { ...mapping, answers: {} }) : candidates[Number(chosen)];
    return (bare?.layout.asks ?? []).map((ask) => {
      const { question, choices } = askWords(ask, header);
      const answer = answers[ask.id] ?? null;
      const group = radios(question, choices, answer, (value) => {
        answers = { ...answers, [ask.id]: value };
        said = null;
        redraw();
        const groups = [...element.querySelectorAll<HTMLElement>('[data-ask]')];
        const same = groups.find((one) => one.dataset.ask === ask.id);
        same?.querySelector<HTMLInputElement>('input:checked')?.focus();
      });
      group.classList.add('question');
      if (answer === null) group.classList.add('unanswered');
      group.dataset.ask = ask.id;
      return group;
    });
  };

  if (chosen === OWN) recall();
  draw();
  settle();
  return { element, wasRead: drawFormat };
}

const other = (mode: Mode): Mode => (mode === 'orders' ? 'answers' : 'orders');

const names = ({ parts }: OpenedReport): string => {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first.name;
  return counted(parts.length, 'file');
};

const hidden = (n: number): HTMLElement =>
  message('info', `${counted(n, 'row')} of this tab are hidden or filtered out; they are read too.`);

const unlike = (): HTMLElement =>
  message('warning', 'These files have different columns and no known platform: import them one by one.');

function unknownColumns({ unknown }: Layout): HTMLElement | null {
  if (unknown.length === 0) return null;
  return message('info', `Not read, for they are not known: ${unknown.map(({ name }) => name).join(', ')}.`);
}
