/** The file for the warehouse: one row a shipment or one row an item. */
import { announce, fill, h } from '../dom.ts';
import { count } from '../words.ts';
import { busy, button, problem, radios } from './basics.ts';
import { downloadCsv, fileName } from './download.ts';

type Form = 'shipment' | 'item';
type Rows = (batch: string, form: Form, progress: (rows: number) => void) => Promise<string[][]>;

export function exportFile(batch: string, rows: Rows): HTMLElement {
  let form: Form = 'shipment';
  const place = h('div', { class: 'wide' });
  const draw = (): void =>
    fill(
      place,
      button('Download the file for the warehouse', () => void go(), 'primary', 'download'),
    );
  const go = async (): Promise<void> => {
    const waiting = busy('Reading the rows…');
    fill(place, waiting);
    try {
      const table = await rows(batch, form, (n) => fill(waiting, `${count(n)} rows read…`));
      downloadCsv(`${fileName(batch)}.csv`, table);
      draw();
      place.append(h('p', { class: 'help' }, `${fileName(batch)}.csv: ${count(table.length - 1)} rows.`));
      place.querySelector('button')?.focus();
      announce('The file is made');
    } catch (error) {
      fill(
        place,
        problem(error, () => void go()),
      );
    }
  };
  draw();
  return h(
    'section',
    { class: 'card', 'aria-label': 'File for the warehouse' },
    h('h3', {}, batch),
    radios(
      'How the file is laid out',
      [
        { value: 'shipment', label: 'One row a shipment' },
        { value: 'item', label: 'One row an item' },
      ],
      form,
      (value) => {
        form = value === 'item' ? 'item' : 'shipment';
      },
    ),
    place,
    h(
      'p',
      { class: 'help' },
      'Ask the warehouse to fill the columns at the end and send the same file back: Import Tracking reads it.',
    ),
  );
}
