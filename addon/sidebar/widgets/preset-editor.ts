/** Edits an export preset: columns by name, what they hold and their order, and the form of the file. */
import { type ExportShipment, FIELD_IDS, FIELDS, type FieldId } from '../../../shared/export/fields.ts';
import {
  type Delimiter,
  type Encoding,
  ordersColumns,
  type Preset,
  type PresetColumn,
  type RowKind,
  readPreset,
} from '../../../shared/export/preset.ts';
import { PRESETS } from '../../../shared/export/presets.ts';
import { exportTable } from '../../../shared/export/rows.ts';
import { announce, fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { allPresets, forgetPreset, type Kept, keepPreset, loadKept, newId } from '../exports/kept.ts';
import { busy, button, fold, iconButton, labelled, message, problem, select } from './basics.ts';

export interface EditorOptions {
  readonly env: Env;
  readonly kept: Kept;
  readonly preset: Preset;
  /** The first shipments of a batch, for the preview; null where there is none. */
  readonly sample: ((columns: readonly string[]) => Promise<readonly ExportShipment[]>) | null;
  /** `kept` is null after Cancel: nothing has changed; `saved` is null after Delete too. */
  done(kept: Kept | null, saved: Preset | null): void;
}

const ROWS: readonly { value: RowKind; label: string }[] = [
  { value: 'shipment', label: 'One row a shipment' },
  { value: 'item', label: 'One row an item' },
  { value: 'sku', label: 'One row a SKU (totals)' },
];
const DELIMITERS: readonly { value: Delimiter; label: string }[] = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
];
const ENCODINGS: readonly { value: Encoding; label: string }[] = [
  { value: 'utf-8-bom', label: 'UTF-8 with mark (opens in Excel)' },
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'utf-16', label: 'UTF-16 (Unicode text)' },
  { value: 'windows-1252', label: 'Windows-1252 (Western Europe)' },
];

export function presetEditor(options: EditorOptions): HTMLElement {
  const { env, kept, done } = options;
  const builtIn = PRESETS.some(({ id }) => id === options.preset.id);
  let preset: Preset = builtIn
    ? { ...options.preset, id: newId(kept), name: `${options.preset.name} (ours)` }
    : options.preset;
  let samples: readonly ExportShipment[] | null = null;

  const list = h('div', { role: 'group', 'aria-label': 'Columns' });
  const shown = h('div', {});
  const said = h('div', {});
  const foot = h('div', { class: 'row' });

  const set = (part: Partial<Preset>): void => {
    preset = { ...preset, ...part };
    fill(said);
    preview();
  };
  const setColumn = (at: number, part: Partial<PresetColumn>): void =>
    set({ columns: preset.columns.map((column, i) => (i === at ? { ...column, ...part } : column)) });
  const move = (at: number, by: number): void => {
    const columns = [...preset.columns];
    const [column] = columns.splice(at, 1);
    if (column === undefined) return;
    columns.splice(at + by, 0, column);
    set({ columns });
    drawList();
    list.children[at + by]?.querySelector<HTMLElement>(by < 0 ? '.up' : '.down')?.focus();
    announce(`Moved to place ${at + by + 1}`);
  };
  const remove = (at: number): void => {
    set({ columns: preset.columns.filter((_, i) => i !== at) });
    drawList();
    const next = list.children[Math.min(at, list.children.length - 1)];
    next?.querySelector<HTMLElement>('input, select')?.focus();
  };

  const drawList = (): void => fill(list, preset.columns.map(drawColumn));
  const drawColumn = (column: PresetColumn, at: number): HTMLElement => {
    const isText = column.field === 'text';
    const last = preset.columns.length - 1;
    const header = h('input', {
      type: 'text',
      value: column.field === 'each-sku' ? '' : column.header,
      placeholder: column.field === 'each-sku' ? 'Each SKU' : 'Header',
      disabled: column.field === 'each-sku',
      'aria-label': `Header of column ${at + 1}`,
      maxlength: 80,
      on: { input: () => setColumn(at, { header: header.value }) },
    });
    const text = h('input', {
      type: 'text',
      value: column.text ?? '',
      placeholder: 'Text of each row',
      'aria-label': `Text of column ${at + 1}`,
      on: { input: () => setColumn(at, { text: text.value }) },
    });
    const field = select(
      FIELD_IDS.map((id) => ({ value: id, label: FIELDS[id].label })),
      column.field,
      (value) => {
        const id = FIELD_IDS.find((one) => one === value) ?? column.field;
        setColumn(at, { field: id, header: headerFor(column, id) });
        drawList();
        list.children[at]?.querySelector('select')?.focus();
      },
    );
    field.setAttribute('aria-label', `What column ${at + 1} holds`);
    const up = iconButton(`Move column ${at + 1} up`, 'up', () => move(at, -1));
    const down = iconButton(`Move column ${at + 1} down`, 'down', () => move(at, 1));
    up.classList.add('up');
    down.classList.add('down');
    up.disabled = at === 0;
    down.disabled = at === last;
    return h(
      'div',
      { class: 'preset-column' },
      h('div', { class: 'preset-cells' }, header, field, isText && text),
      up,
      down,
      iconButton(`Remove column ${at + 1}`, 'close', () => remove(at)),
    );
  };

  const preview = (): void => {
    if (samples === null) return;
    const checked = readPreset({ ...preset, name: preset.name || '-' });
    if (!checked.ok) {
      fill(shown, message('warning', checked.message));
      return;
    }
    const { header, rows } = exportTable(samples, checked.preset);
    fill(
      shown,
      h('h3', {}, 'The first rows'),
      h(
        'div',
        { class: 'scroll sheet', tabindex: '0', role: 'region', 'aria-label': 'The first rows' },
        h(
          'table',
          {},
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              header.map((name) => h('th', { scope: 'col' }, name)),
            ),
          ),
          h(
            'tbody',
            {},
            rows.slice(0, 5).map((row) =>
              h(
                'tr',
                {},
                row.map((cell) => h('td', {}, cell)),
              ),
            ),
          ),
        ),
      ),
    );
  };

  const save = async (): Promise<void> => {
    const checked = readPreset(preset);
    if (!checked.ok) {
      fill(said, message('error', checked.message));
      return;
    }
    fill(foot, busy('Saving…'));
    try {
      // Somebody else, or the other card of this panel, may have saved one since: its id must not be taken again.
      const there = await loadKept(env.call);
      const twin = allPresets(there).find(
        ({ id, name }) =>
          (builtIn || id !== checked.preset.id) && name.toLowerCase() === checked.preset.name.toLowerCase(),
      );
      if (twin !== undefined) {
        fill(said, message('error', `There is a preset ${twin.name} already. Give this one another name.`));
        drawFoot();
        return;
      }
      const made = builtIn ? { ...checked.preset, id: newId(there) } : checked.preset;
      const now = await keepPreset(env.call, made);
      announce('Saved');
      done(now, made);
    } catch (error) {
      fill(said, problem(error));
      drawFoot();
    }
  };
  const forget = async (): Promise<void> => {
    fill(foot, busy('Deleting…'));
    try {
      done(await forgetPreset(env.call, preset.id), null);
    } catch (error) {
      fill(said, problem(error));
      drawFoot();
    }
  };
  const drawFoot = (): void =>
    fill(
      foot,
      button('Save preset', () => void save(), 'primary'),
      button('Cancel', () => done(null, null)),
      !builtIn && button('Delete', () => void forget(), 'link', 'delete'),
    );

  const name = h('input', {
    type: 'text',
    value: preset.name,
    maxlength: 80,
    on: { input: () => set({ name: name.value }) },
  });
  const choice = <T extends string>(
    label: string,
    values: readonly { value: T; label: string }[],
    value: T,
    change: (value: T) => void,
  ): HTMLElement =>
    labelled(
      label,
      select(values, value, (given) => {
        const found = values.find((one) => one.value === given);
        if (found !== undefined) change(found.value);
      }),
    );
  drawList();
  drawFoot();
  if (options.sample !== null) {
    // Whatever column is chosen next, its cells are there.
    const columns = ordersColumns({ columns: FIELD_IDS.map((field) => ({ header: '', field })) });
    fill(shown, busy('Reading the first rows…'));
    options.sample(columns).then(
      (found) => {
        samples = found;
        preview();
      },
      (error: unknown) => fill(shown, problem(error)),
    );
  }
  return h(
    'div',
    { class: 'preset-editor' },
    h('h3', { tabindex: '-1' }, builtIn ? `A preset like ${options.preset.name}` : 'Change the preset'),
    labelled('Name', name),
    choice('Rows', ROWS, preset.rows, (rows) => set({ rows })),
    h('h3', {}, 'Columns'),
    list,
    button(
      'Add a column',
      () => {
        set({ columns: [...preset.columns, { header: FIELDS.blank.label, field: 'blank' }] });
        drawList();
        list.lastElementChild?.querySelector('input')?.focus();
      },
      'link',
      'add',
    ),
    fold(
      'Form of the file',
      h(
        'div',
        { class: 'narrow' },
        choice('Between cells', DELIMITERS, preset.delimiter, (delimiter) => set({ delimiter })),
        choice('Encoding', ENCODINGS, preset.encoding, (encoding) => set({ encoding })),
        choice(
          'Countries',
          [
            { value: 'code', label: 'Codes: DE' },
            { value: 'name', label: 'Names: Germany' },
          ],
          preset.country,
          (country) => set({ country }),
        ),
        choice(
          'Puerto Rico, Guam and the like',
          [
            { value: 'countries', label: 'Countries of their own' },
            { value: 'states', label: 'States of the USA' },
          ],
          preset.territories,
          (territories) => set({ territories }),
        ),
        choice(
          'Who opens the file',
          [
            { value: 'people', label: 'People: no cell runs as a formula' },
            { value: 'machine', label: 'A program: every cell exactly' },
          ],
          preset.for,
          (use) => set({ for: use }),
        ),
      ),
      false,
    ),
    shown,
    said,
    foot,
  );
}

/** A header that still is its field's own name follows the field. */
function headerFor(column: PresetColumn, field: FieldId): string {
  const own = column.header === '' || column.header === FIELDS[column.field].label;
  return own ? FIELDS[field].label : column.header;
}
