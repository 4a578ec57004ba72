/** The file for the warehouse: which preset, what to know of it, and the download. */
import { encodeTable, unencodable } from '../../../shared/export/encode.ts';
import type { FieldId } from '../../../shared/export/fields.ts';
import { ordersColumns, type Preset } from '../../../shared/export/preset.ts';
import { type ExportTable, exportTable } from '../../../shared/export/rows.ts';
import { announce, type Child, fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { type Batch, loadBatch } from '../exports/batch.ts';
import { allPresets, channelOf, type Kept, keepChoice, loadKept, presetOf } from '../exports/kept.ts';
import { count, counted } from '../words.ts';
import { busy, button, labelled, load, message, problem, select, toast } from './basics.ts';
import { download, fileName } from './download.ts';
import { presetEditor } from './preset-editor.ts';

/** Ids named in a warning. */
const NAMED = 5;

/** A card for one batch. `changed` hears of each preset that is saved or deleted here. */
export function exportFile(env: Env, batch: string, changed?: (kept: Kept) => void): HTMLElement {
  const place = h('section', { class: 'card', 'aria-label': 'File for the warehouse' });
  void load(
    place,
    'Loading the presets…',
    () => loadKept(env.call),
    (kept) => card(env, place, batch, kept, presetOf(kept, channelOf(batch)), changed),
  );
  return place;
}

function card(
  env: Env,
  place: HTMLElement,
  batch: string,
  first: Kept,
  chosen: Preset,
  changed?: (kept: Kept) => void,
): HTMLElement {
  let kept = first;
  let preset = chosen;
  const work = h('div', { class: 'wide' });
  const said = h('div', { 'aria-live': 'polite' });
  const draw = (): void =>
    fill(
      work,
      button('Download the file for the warehouse', () => void go(preset), 'primary', 'download'),
    );
  const go = async (wanted: Preset): Promise<void> => {
    const waiting = busy('Reading the shipments…');
    fill(work, waiting);
    fill(said);
    try {
      const read = await loadBatch(env.call, batch, ordersColumns(wanted), (n) =>
        fill(waiting, `${counted(n, 'shipment')} read…`),
      );
      const table = exportTable(read.shipments, wanted);
      const lost = unencodable(table, wanted.encoding);
      draw();
      if (lost.length > 0) {
        fill(
          said,
          cannotEncode(lost, () => void go({ ...wanted, encoding: 'utf-8-bom' })),
        );
        return;
      }
      save(batch, table, wanted);
      fill(said, results(batch, table, read, wanted));
      announce('The file is made');
      work.querySelector('button')?.focus();
      await remember(wanted.id);
    } catch (error) {
      draw();
      fill(
        said,
        problem(error, () => void go(wanted)),
      );
    }
  };
  /** The next batch of this channel begins with the same preset; if that cannot be kept, the file is there all the same. */
  const remember = async (id: string): Promise<void> => {
    const channel = channelOf(batch);
    if (kept.choices.get(channel) === id) return;
    kept = await keepChoice(env.call, channel, id).catch((error: unknown) => {
      toast(error);
      return kept;
    });
  };
  const edit = (): void =>
    fill(
      place,
      presetEditor({
        env,
        kept,
        preset,
        sample: (columns) =>
          loadBatch(env.call, batch, columns).then(({ shipments }) => shipments.slice(0, 3)),
        done: (made, saved) => {
          const now = made ?? kept;
          fill(place, card(env, place, batch, now, saved ?? presetOf(now, channelOf(batch)), changed));
          place.querySelector('select')?.focus();
          if (made !== null) changed?.(made);
        },
      }),
    );
  const back = h('p', { class: 'help' });
  const drawReturn = (): void => fill(back, wayBack(preset));
  draw();
  drawReturn();
  const choices = allPresets(kept).map(({ id, name }) => ({ value: id, label: name }));
  return h(
    'div',
    {},
    h('h3', {}, batch),
    labelled(
      'Layout of the file',
      select(choices, preset.id, (id) => {
        preset = allPresets(kept).find((one) => one.id === id) ?? preset;
        fill(said);
        drawReturn();
      }),
    ),
    work,
    said,
    h('div', { class: 'row' }, button('Change columns…', edit, 'link', 'change')),
    back,
  );
}

/** How Import Tracking will know whose number it is when the file comes back. */
function wayBack({ columns }: Preset): string {
  const holds = (field: FieldId): boolean => columns.some((column) => column.field === field);
  if (holds('shipment-id'))
    return 'The tracking numbers come back by Import Tracking: the file holds our shipment IDs, which the warehouse gives back.';
  return holds('order-id') || holds('backer-number')
    ? 'This file holds no shipment IDs: when it comes back, Import Tracking goes by the order, and asks where an order has several parcels.'
    : 'This file holds no ID of ours: when it comes back, Import Tracking can only propose orders by name and postal code. Add a column Shipment ID if the warehouse can take one.';
}

function save(batch: string, table: ExportTable, preset: Preset): void {
  const bytes = encodeTable(table, preset, (text) => new TextEncoder().encode(text));
  download(`${fileName(batch)}.csv`, 'text/csv', bytes);
}

function cannotEncode(lost: readonly string[], instead: () => void): HTMLElement {
  return message(
    'error',
    `Windows-1252 has no ${lost.slice(0, NAMED).join(' ')}${lost.length > NAMED ? ' …' : ''}: these letters would be lost. `,
    button('Download as UTF-8 instead', instead, 'link'),
  );
}

function results(batch: string, table: ExportTable, read: Batch, preset: Preset): Child {
  const name = `${fileName(batch)}.csv`;
  return [
    h(
      'p',
      { class: 'help' },
      `${name}: ${counted(table.rows.length, 'row')}, ${counted(read.shipments.length, 'shipment')}.`,
    ),
    read.changed.length > 0 &&
      message(
        'warning',
        `${counted(read.changed.length, 'shipment')} changed since sent: the file has the address of now. ${some(read.changed)}`,
      ),
    table.tooLong.map(({ column, most, shipments }) =>
      message(
        'warning',
        `“${column}” is longer than ${preset.name} takes (${count(most)} characters) in ${counted(shipments.length, 'shipment')}: ${some(shipments)}`,
      ),
    ),
    table.risky > 0 &&
      message(
        'warning',
        `${counted(table.risky, 'cell')} would run as a formula in a spreadsheet program: upload this file, do not open it.`,
      ),
  ];
}

const some = (ids: readonly string[]): string =>
  ids.slice(0, NAMED).join(', ') + (ids.length > NAMED ? ` and ${count(ids.length - NAMED)} more` : '');
