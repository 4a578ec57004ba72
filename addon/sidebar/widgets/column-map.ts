/** Which column of a file is what: shown with what was recognised, and asked where two columns could be meant. */
import { h } from '../dom.ts';
import { fold, labelled, message, select } from './basics.ts';

export interface ColumnField<F extends string> {
  readonly field: F;
  readonly label: string;
}

export interface ColumnMapOptions<F extends string> {
  readonly header: readonly string[];
  readonly fields: readonly ColumnField<F>[];
  readonly found: Readonly<Partial<Record<F, number>>>;
  /** Fields with several candidates, which a person must choose between. */
  readonly ambiguous: readonly { readonly field: F; readonly columns: readonly number[] }[];
  /** Always in sight, also when no column was recognised. */
  readonly first: readonly F[];
  /** Sentences below: columns that are not read, quantities. */
  readonly notes: readonly string[];
  /** Stands open whatever was recognised: it has to be looked at. */
  readonly always?: boolean;
  /** The field that was just changed: the list is open, and the focus stays there. */
  readonly focus?: F | undefined;
  /** -1: no column. */
  changed(field: F, column: number): void;
}

export function columnMap<F extends string>(options: ColumnMapOptions<F>): HTMLElement {
  const { header, fields, found, ambiguous, first } = options;
  const unsure = new Map(ambiguous.map((one) => [one.field, one.columns]));
  const shown = fields.filter(
    ({ field }) => found[field] !== undefined || unsure.has(field) || first.includes(field),
  );
  const rest = fields.filter((field) => !shown.includes(field));
  let focused: HTMLElement | undefined;
  const draw = ({ field, label }: ColumnField<F>): HTMLElement => {
    const columns = unsure.get(field);
    const at = found[field];
    const element = select(
      [
        ...(columns === undefined ? [] : [{ value: '', label: 'Choose…' }]),
        { value: '-1', label: 'No column' },
        ...header.map((name, i) => ({ value: String(i), label: name === '' ? `Column ${i + 1}` : name })),
      ],
      String(at ?? (columns === undefined ? -1 : '')),
      (value) => {
        if (value !== '') options.changed(field, Number(value));
      },
    );
    if (field === options.focus) focused = element;
    const names = columns?.map((column) => `“${header[column] ?? ''}”`).join(' or ');
    return labelled(label, element, names === undefined ? {} : { help: `Could be ${names}: choose one.` });
  };
  const open =
    options.always === true ||
    options.focus !== undefined ||
    unsure.size > 0 ||
    first.every((field) => found[field] === undefined);
  const body = h(
    'div',
    { class: 'narrow' },
    shown.map(draw),
    rest.length > 0 && fold('More columns', h('div', {}, rest.map(draw)), false),
    options.notes.map((note) => h('p', { class: 'help' }, note)),
  );
  const summary = shown
    .filter(({ field }) => found[field] !== undefined)
    .map(({ label }) => label)
    .join(', ');
  // It can take the focus once it stands in the page.
  queueMicrotask(() => focused?.focus());
  return h(
    'div',
    {},
    unsure.size > 0 && message('warning', 'Some columns could mean the same: choose below.'),
    fold(
      [
        'Columns ',
        h('span', { class: 'summary', title: summary }, summary === '' ? 'none recognised' : summary),
      ],
      body,
      open,
    ),
  );
}
