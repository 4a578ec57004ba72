/** A filter as drop-downs: rows of field, operator and values, in groups of one level. */
import {
  type Form,
  type Group,
  opsOf,
  ROW_OPS,
  type Row,
  type RowOp,
} from '../../../shared/segment/builder.ts';
import { FIELDS } from '../../../shared/segment/fields.ts';
import { FACTS } from '../../../shared/segment/filter.ts';
import { vocabulary } from '../../../shared/segment/values.ts';
import type { Choice, Context } from '../../api.ts';
import { fill, h } from '../dom.ts';
import { button, checkbox, iconButton, select } from '../widgets/basics.ts';
import { chips } from '../widgets/chips.ts';
import { combobox, type Suggestion } from '../widgets/combobox.ts';
import { count, country } from '../words.ts';

export interface BuilderOptions {
  readonly context: Pick<Context, 'countries' | 'rewards' | 'skus' | 'channels' | 'batches' | 'runs'>;
  /** Headers of the creator's own columns. */
  readonly columns: readonly string[];
  changed(form: Form): void;
}

export interface Builder {
  readonly element: HTMLElement;
  /** Shows a form; null says that the text is nested too deep for drop-downs. */
  show(form: Form | null): void;
}

const BLANK: Row = { not: false, field: 'stage', own: false, op: '=', values: [] };

/** What the fields are called in the drop-down; others by their header. */
const LABELS: Readonly<Record<string, string>> = {
  fact: 'Fact (paid, held, changed …)',
  sku: 'SKUs',
  quantity: 'Quantity of a SKU',
  text: 'Name, e-mail or notes',
  address: 'Address check',
  channel: 'Channel',
  run: 'Changed by a run',
  pushed: 'Parcel pushed at',
  shipped: 'Parcel shipped at',
  batch: 'Export batch',
  tracking: 'Tracking number',
  carrier: 'Carrier',
};
const FIRST = ['stage', 'fact', 'country', 'sku', 'quantity', 'text'];

function fieldChoices(columns: readonly string[]): { value: string; label: string }[] {
  const rest = FIELDS.filter((field) => !FIRST.includes(field.word));
  const named = (word: string): string =>
    LABELS[word] ?? FIELDS.find((field) => field.word === word)?.column ?? word;
  return [
    ...FIRST.map((word) => ({ value: word, label: named(word) })),
    ...rest.map((field) => ({ value: field.word, label: named(field.word) })),
    ...columns.map((header) => ({ value: `own ${header}`, label: `Your column ${header}` })),
  ];
}

export function segmentBuilder(options: BuilderOptions): Builder {
  let form: Form = { mode: 'and', items: [BLANK] };
  const element = h('div', { class: 'builder' });

  const change = (to: Form, redraw: boolean): void => {
    form = to;
    if (redraw) draw();
    options.changed(form);
  };
  const setItem = (index: number, item: Row | Group | null, redraw: boolean): void => {
    const items = form.items.flatMap((one, i) => (i === index ? (item === null ? [] : [item]) : [one]));
    change({ ...form, items }, redraw);
  };
  const draw = (): void => {
    fill(
      element,
      h(
        'div',
        { class: 'row' },
        'Orders that fit',
        modeSelect(form.mode, (mode) => change({ ...form, mode }, false)),
      ),
      form.items.map((item, index) =>
        'field' in item
          ? rowCard(options, item, (to, redraw) => setItem(index, to, redraw))
          : groupCard(options, item, (to, redraw) => setItem(index, to, redraw)),
      ),
      h(
        'div',
        { class: 'row' },
        button('Add a condition', () => add(BLANK), 'link', 'add'),
        button('Add a group', () => add(newGroup()), 'link', 'add'),
      ),
    );
  };
  const add = (item: Row | Group): void => {
    change({ ...form, items: [...form.items, item] }, true);
    const cards = element.querySelectorAll<HTMLElement>(':scope > .card');
    cards[cards.length - 1]?.querySelector('select')?.focus();
  };
  const newGroup = (): Group => ({ mode: form.mode === 'and' ? 'or' : 'and', not: false, rows: [BLANK] });
  return {
    element,
    show(to) {
      if (to === null) {
        fill(
          element,
          h(
            'p',
            { class: 'help' },
            'This filter is nested deeper than the drop-downs can show: change its text.',
          ),
        );
        return;
      }
      form = to.items.length === 0 ? { ...to, items: [BLANK] } : to;
      draw();
    },
  };
}

const MODES = [
  { value: 'and', label: 'all of these' },
  { value: 'or', label: 'any of these' },
];

function modeSelect(mode: Form['mode'], set: (mode: Form['mode']) => void): HTMLElement {
  const element = select(MODES, mode, (value) => set(value === 'or' ? 'or' : 'and'));
  element.setAttribute('aria-label', 'How the conditions are joined');
  return element;
}

function groupCard(
  options: BuilderOptions,
  first: Group,
  set: (group: Group | null, redraw: boolean) => void,
): HTMLElement {
  let group = first;
  const update = (to: Group, redraw: boolean): void => {
    group = to;
    set(to.rows.length === 0 ? null : to, redraw);
  };
  const setRow = (index: number, row: Row | null, redraw: boolean): void => {
    const rows = group.rows.flatMap((one, i) => (i === index ? (row === null ? [] : [row]) : [one]));
    update({ ...group, rows }, redraw);
  };
  return h(
    'div',
    { class: 'card group', role: 'group', 'aria-label': 'Group of conditions' },
    h(
      'div',
      { class: 'beside' },
      modeSelect(group.mode, (mode) => update({ ...group, mode }, false)),
      notBox(group.not, (not) => update({ ...group, not }, false)),
      iconButton('Remove this group', 'delete', () => set(null, true)),
    ),
    group.rows.map((row, index) => rowCard(options, row, (to, redraw) => setRow(index, to, redraw))),
    button(
      'Add a condition here',
      () => update({ ...group, rows: [...group.rows, BLANK] }, true),
      'link',
      'add',
    ),
  );
}

const notBox = (not: boolean, set: (not: boolean) => void): HTMLElement => checkbox('Not', not, set);

function rowCard(
  options: BuilderOptions,
  first: Row,
  set: (row: Row | null, redraw: boolean) => void,
): HTMLElement {
  let row = first;
  const update = (part: Partial<Row>, redraw: boolean): void => {
    row = { ...row, ...part };
    set(row, redraw);
  };
  const field = select(fieldChoices(options.columns), row.own ? `own ${row.field}` : row.field, (value) => {
    const own = value.startsWith('own ');
    const name = own ? value.slice(4) : value;
    const [op = '='] = opsOf(name, own);
    update({ field: name, own, op, values: [] }, true);
  });
  // A column that has gone meanwhile still has its row.
  if (field.value === '') {
    field.append(h('option', { value: `own ${row.field}` }, `Your column ${row.field}`));
    field.value = `own ${row.field}`;
  }
  field.setAttribute('aria-label', 'Field');
  const ops = opsOf(row.field, row.own);
  const labels = row.field === 'text' || isPart(row) ? { ...ROW_OPS, '=': 'contains' } : ROW_OPS;
  const op = select(
    ops.map((one) => ({
      value: one,
      label: row.field === 'quantity' && one === '=' ? 'exactly' : labels[one],
    })),
    row.op,
    (value) => {
      const chosen = ops.find((one) => one === value) ?? row.op;
      update({ op: chosen, values: kept(row, chosen) }, true);
    },
  );
  op.setAttribute('aria-label', 'Operator');
  const values = valueFields(options, row, (to) => update({ values: to }, false));
  return h(
    'div',
    { class: 'card condition', role: 'group', 'aria-label': 'Condition' },
    h(
      'div',
      { class: 'beside' },
      field,
      iconButton('Remove this condition', 'delete', () => set(null, true)),
    ),
    h(
      'div',
      { class: 'beside' },
      ops.length > 1 ? op : h('span', { class: 'help' }, labels[ops[0] ?? '=']),
      notBox(row.not, (not) => update({ not }, false)),
    ),
    values,
  );
}

function isPart({ field, own }: Row): boolean {
  return !own && FIELDS.find((one) => one.word === field)?.kind === 'part';
}

/** Values that the new operator can take over. */
function kept({ op, values }: Row, to: RowOp): readonly string[] {
  if (to === 'filled' || to === 'empty' || to === 'older' || to === 'newer') return [];
  return op === 'older' || op === 'newer' ? [] : values;
}

function valueFields(
  options: BuilderOptions,
  row: Row,
  set: (values: readonly string[]) => void,
): HTMLElement | null {
  if (row.op === 'filled' || row.op === 'empty') return null;
  const known = suggestionsOf(options, row);
  const [one = '', two = ''] = row.values;
  if (row.field === 'quantity') {
    const setAt = pair(one, two === '' ? '1' : two, set);
    const sku = combobox({
      label: 'SKU',
      placeholder: 'SKU',
      value: one,
      suggestions: () => known ?? [],
      pick: (value) => setAt(0, value),
      typed: (text, left) => {
        if (!left) setAt(0, text.trim());
      },
    });
    const number = textField('Quantity', two === '' ? '1' : two, '2', (text) => setAt(1, text));
    number.classList.add('quantity');
    return h('div', { class: 'beside' }, sku.element, number);
  }
  if (row.op === '..') {
    const setAt = pair(one, two, set);
    return h(
      'div',
      { class: 'beside ends' },
      textField('From', one, 'from', (text) => setAt(0, text)),
      textField('To', two, 'to', (text) => setAt(1, text)),
    );
  }
  const several = row.op === '=' || row.field === 'sku';
  if (known !== null && several && row.field !== 'fact') {
    return chips({
      label: 'Values',
      placeholder: 'Choose…',
      chosen: row.values,
      suggestions: () => known,
      ...(row.field === 'country' ? { name: country } : {}),
      changed: set,
    });
  }
  if (known !== null && row.field === 'fact') {
    const choices = [{ value: '', label: 'Choose…' }, ...known];
    const facts = select(choices, row.values[0] ?? '', (value) => set(value === '' ? [] : [value]));
    facts.setAttribute('aria-label', 'Fact');
    return facts;
  }
  // Commas part values where several can be meant; a piece of a text may hold one.
  const list = several && !isPart(row) && row.field !== 'text';
  return textField('Value', row.values.join(', '), placeholderOf(row), (text) =>
    set(list ? text.split(',').map((value) => value.trim()) : [text.trim()]),
  );
}

/** Two values that are typed one by one. */
function pair(
  one: string,
  two: string,
  set: (values: readonly string[]) => void,
): (at: number, text: string) => void {
  const values = [one, two];
  return (at, text) => {
    values[at] = text;
    set([...values]);
  };
}

function textField(
  label: string,
  value: string,
  placeholder: string,
  set: (text: string) => void,
): HTMLElement {
  const input = h('input', {
    type: 'text',
    value,
    placeholder,
    'aria-label': label,
    on: { input: () => set(input.value) },
  });
  return input;
}

function placeholderOf(row: Row): string {
  if (row.op === 'older' || row.op === 'newer') return '30d, 2w, 6m or 1y';
  const kind = row.own ? 'whole' : FIELDS.find((field) => field.word === row.field)?.kind;
  if (kind === 'date') return '2026-03-01 or 2026-03';
  if (kind === 'money' || kind === 'count') return '100';
  return isPart(row) || row.field === 'text' ? 'text' : 'value; * stands for anything';
}

/** Real values of this campaign; null where a person types. */
function suggestionsOf({ context }: BuilderOptions, row: Row): readonly Suggestion[] | null {
  if (row.own) return null;
  const counted = (choices: readonly Choice[], name = (value: string): string => value): Suggestion[] =>
    choices.map((one) => ({ value: one.value, label: name(one.value), note: count(one.count) }));
  const plain = (values: readonly string[]): Suggestion[] => values.map((value) => ({ value, label: value }));
  switch (row.field) {
    case 'fact':
      return plain(FACTS);
    case 'sku':
    case 'quantity':
      return counted(context.skus);
    case 'country':
      return counted(context.countries, country);
    case 'reward':
      return context.rewards.length > 0 ? counted(context.rewards) : null;
    case 'channel':
      return plain(context.channels);
    case 'batch':
      return context.batches.length > 0 ? plain(context.batches) : null;
    case 'run':
      return context.runs.map((run) => ({ value: run.runId, label: run.label, note: count(run.changed) }));
    default: {
      const kind = FIELDS.find((field) => field.word === row.field)?.kind;
      const words = kind === undefined ? undefined : vocabulary(kind);
      return words === undefined ? null : plain(words);
    }
  }
}
