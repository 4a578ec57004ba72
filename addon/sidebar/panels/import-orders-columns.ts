/** The columns of a file of no known platform: which is what, where the items stand, what goes to Notes. */
import { ORDER_FIELDS, type OrderField } from '../../../shared/source/layout.ts';
import type { ItemMapping, Mapping, SuggestedMapping } from '../../../shared/source/mapping.ts';
import { h } from '../dom.ts';
import { checkbox, fold, labelled, select } from '../widgets/basics.ts';
import { columnMap } from '../widgets/column-map.ts';
import type { Mode } from '../widgets/stored-mapping.ts';

/** What answers can bring: who it is, when, and where to. Payment and reward are the platform's. */
const ANSWER_FIELDS: readonly OrderField[] = [
  ...(['orderId', 'backerNumber', 'email', 'surveyAt', 'addressName', 'addressFirstName'] as const),
  ...(['addressLastName', 'company', 'line1', 'line2', 'line3', 'city', 'state', 'postal'] as const),
  ...(['countryName', 'countryCode', 'phone', 'taxId'] as const),
];
const FIRST: Readonly<Record<Mode, readonly OrderField[]>> = {
  orders: ['orderId', 'backerNumber', 'name', 'email', 'line1', 'city', 'postal', 'countryName', 'status'],
  answers: ['orderId', 'backerNumber', 'email', 'surveyAt', 'line1', 'city', 'postal', 'countryName'],
};
const FIELDS = Object.entries(ORDER_FIELDS).flatMap(([name, label]) =>
  isField(name) ? [{ field: name, label }] : [],
);

function isField(name: string): name is OrderField {
  return name in ORDER_FIELDS;
}

const fieldsOf = (mode: Mode): typeof FIELDS =>
  mode === 'orders' ? FIELDS : FIELDS.filter(({ field }) => ANSWER_FIELDS.includes(field));

/** What was changed last: the focus goes back there after the drawing. */
export type Focus = OrderField | 'items' | undefined;

export interface ColumnsOptions {
  readonly header: readonly string[];
  readonly mapping: Mapping;
  readonly suggested: SuggestedMapping;
  readonly mode: Mode;
  readonly focus: Focus;
  changed(mapping: Mapping, focus: Focus): void;
}

export function columnsEditor(options: ColumnsOptions): HTMLElement {
  const { header, mapping, suggested, mode, focus, changed } = options;
  const fields = fieldsOf(mode);
  const map = columnMap<OrderField>({
    header,
    fields,
    found: positive(mapping),
    ambiguous: openFields(mapping, suggested, mode),
    first: FIRST[mode],
    notes: [],
    focus: focus === 'items' ? undefined : focus,
    always: true,
    changed: (field, column) => {
      const next: Partial<Record<OrderField, number>> = { ...mapping.fields };
      // A column means one thing: its earlier field loses it.
      for (const { field: other } of FIELDS) if (column >= 0 && next[other] === column) delete next[other];
      next[field] = column;
      changed({ ...mapping, fields: next }, field);
    },
  });
  return h('div', {}, map, itemsEditor(options), notesEditor(options));
}

/** Without those that a person said no column to. */
function positive({ fields }: Mapping): Partial<Record<OrderField, number>> {
  const found: Partial<Record<OrderField, number>> = {};
  for (const { field } of FIELDS) {
    const column = fields[field];
    if (column !== undefined && column >= 0) found[field] = column;
  }
  return found;
}

/** Fields that two columns could be and nobody has decided on. */
function openFields(
  mapping: Mapping,
  { ambiguous }: SuggestedMapping,
  mode: Mode,
): SuggestedMapping['ambiguous'] {
  const fields = fieldsOf(mode);
  return ambiguous.filter(
    ({ field }) => mapping.fields[field] === undefined && fields.some((one) => one.field === field),
  );
}

const FORMS = [
  { value: 'none', label: 'not in this file' },
  { value: 'columns', label: 'in columns, one an item' },
  { value: 'text', label: 'in one cell: MUG x2; PIN x1' },
  { value: 'rows', label: 'in rows, one an item' },
] as const;

/** What the form begins with: what the header proposes. */
function formOf(form: string, { mapping, quantities }: SuggestedMapping): ItemMapping {
  if (mapping.items.form === form) return mapping.items;
  if (form === 'columns') return { form, columns: quantities, skus: false };
  if (form === 'text') return { form, column: -1, text: 'plain' };
  return form === 'rows' ? { form, sku: -1, name: -1, quantity: -1 } : { form: 'none' };
}

function itemsEditor({ header, mapping, suggested, focus, changed }: ColumnsOptions): HTMLElement {
  const { items } = mapping;
  const set = (next: ItemMapping): void => changed({ ...mapping, items: next }, 'items');
  const form = select(FORMS, items.form, (value) => set(formOf(value, suggested)));
  if (focus === 'items') queueMicrotask(() => form.focus());
  return h('div', { class: 'narrow' }, labelled('Items are', form), itemsOf(items, header, mapping, set));
}

function itemsOf(
  items: ItemMapping,
  header: readonly string[],
  mapping: Mapping,
  set: (next: ItemMapping) => void,
): HTMLElement | null {
  const column = (label: string, value: number, change: (column: number) => void): HTMLElement =>
    labelled(
      label,
      select([{ value: '-1', label: 'No column' }, ...named(header)], String(value), (to) =>
        change(Number(to)),
      ),
    );
  if (items.form === 'text') {
    return h(
      'div',
      {},
      column('Column of the items', items.column, (to) => set({ ...items, column: to })),
      labelled(
        'Written as',
        select(
          [
            { value: 'plain', label: 'MUG x2; PIN x1' },
            { value: 'names', label: 'Names only: Mug, Pin' },
            { value: 'packed', label: 'product_name:Mug|quantity:2' },
          ],
          items.text,
          (value) => set({ ...items, text: value === 'packed' || value === 'names' ? value : 'plain' }),
        ),
      ),
    );
  }
  if (items.form === 'rows') {
    return h(
      'div',
      {},
      column('SKU', items.sku, (to) => set({ ...items, sku: to })),
      column('Item name', items.name, (to) => set({ ...items, name: to })),
      column('Quantity', items.quantity, (to) => set({ ...items, quantity: to })),
    );
  }
  if (items.form !== 'columns') return null;
  const taken = new Set(Object.values(mapping.fields));
  return h(
    'div',
    { class: 'columns', role: 'group', 'aria-label': 'Columns of items' },
    h('p', { class: 'help' }, 'Each chosen column holds how many of its item an order has.'),
    header.flatMap((name, at) =>
      name === '' || taken.has(at)
        ? []
        : [
            checkbox(name, items.columns.includes(at), (on) =>
              set({
                ...items,
                columns: on
                  ? [...items.columns, at].sort((a, b) => a - b)
                  : items.columns.filter((c) => c !== at),
              }),
            ),
          ],
    ),
    checkbox('The column names are SKUs', items.skus, (on) => set({ ...items, skus: on })),
  );
}

const named = (header: readonly string[]) =>
  header.map((name, i) => ({ value: String(i), label: name === '' ? `Column ${i + 1}` : name }));

/** Columns of no other meaning whose text is kept: a shirt size, a name to print. */
function notesEditor({ header, mapping, mode, changed }: ColumnsOptions): HTMLElement | null {
  if (mode === 'answers') return null;
  const { items, questions } = mapping;
  const taken = new Set<number>([
    ...Object.values(mapping.fields),
    ...(items.form === 'columns' ? items.columns : []),
    ...(items.form === 'text' ? [items.column] : []),
    ...(items.form === 'rows' ? [items.sku, items.name, items.quantity] : []),
  ]);
  const rest = header.flatMap((name, at) => (name === '' || taken.has(at) ? [] : [{ name, at }]));
  if (rest.length === 0) return null;
  const kept = questions.filter((at) => !taken.has(at)).length;
  return fold(
    ['Kept in Notes ', h('span', { class: 'summary' }, kept === 0 ? 'none' : String(kept))],
    h(
      'div',
      { class: 'narrow columns' },
      rest.map(({ name, at }) =>
        checkbox(name, questions.includes(at), (on) =>
          changed(
            { ...mapping, questions: on ? [...questions, at] : questions.filter((one) => one !== at) },
            undefined,
          ),
        ),
      ),
    ),
    false,
  );
}

/** What keeps the mapping from being used; null when nothing does. */
export function missingColumns(
  mapping: Mapping,
  suggested: SuggestedMapping,
  mode: Mode,
  useEmail: boolean,
): string | null {
  const { fields, items } = mapping;
  const has = (field: OrderField): boolean => (fields[field] ?? -1) >= 0;
  const [open] = openFields(mapping, suggested, mode);
  if (open !== undefined) return `Choose which column is “${ORDER_FIELDS[open.field]}”, or none.`;
  const known = has('orderId') || has('backerNumber') || (mode === 'answers' && useEmail && has('email'));
  if (!known) {
    return mode === 'orders'
      ? 'Say which column holds the Order ID or the backer number: an order needs one.'
      : 'Say which column tells whose answer it is: Order ID, backer number, or e-mail if you choose it as key.';
  }
  if (items.form === 'columns' && items.columns.length === 0) return 'Choose the columns of the items.';
  if (items.form === 'text' && items.column < 0) return 'Choose the column of the items.';
  if (items.form === 'rows' && items.sku < 0 && items.name < 0)
    return 'Choose the column of the SKU or item name.';
  return null;
}
