/** Reads a file otherwise than it was found to be. */
import { ENCODING_NAMES, ENCODINGS } from '../../../shared/csv/encoding.ts';
import type { FileChoice, ReportPart } from '../../../shared/source/report-file.ts';
import { h } from '../dom.ts';
import { fold, labelled, select } from '../widgets/basics.ts';

/** Another encoding, delimiter, worksheet or row of column names than was found. */
export function readDifferently(
  part: ReportPart,
  choice: FileChoice,
  reopen: (choice: FileChoice) => void,
): HTMLElement {
  const { kind, encoding, delimiter, sheet, sheets } = part.table.source;
  const fields: HTMLElement[] = [];
  if (kind === 'csv') {
    fields.push(
      labelled(
        'Encoding',
        select(
          ENCODINGS.map((one) => ({ value: one, label: ENCODING_NAMES[one] })),
          encoding,
          (value) => {
            const found = ENCODINGS.find((one) => one === value);
            if (found !== undefined) reopen({ ...choice, encoding: found });
          },
        ),
        { help: 'When names show wrong letters.' },
      ),
      labelled(
        'Columns are parted by',
        select(
          [
            { value: ',', label: 'Commas' },
            { value: ';', label: 'Semicolons' },
            { value: '\t', label: 'Tabs' },
            { value: '|', label: 'Bars' },
          ],
          delimiter,
          (value) => reopen({ ...choice, delimiter: value }),
        ),
      ),
    );
  }
  if (sheets.length > 1) {
    fields.push(
      labelled(
        'Worksheet',
        select(
          sheets.map((one) => ({ value: one, label: one })),
          sheet,
          (value) => reopen({ ...choice, sheet: value }),
        ),
      ),
    );
  }
  fields.push(headerRow(part.table.headerLine, (line) => reopen({ ...choice, headerLine: line })));
  return fold('Read it differently', h('div', { class: 'narrow' }, fields), Object.keys(choice).length > 0);
}

/** The row that holds the column names. */
export function headerRow(line: number, change: (line: number) => void): HTMLElement {
  const field = h('input', {
    type: 'number',
    min: 1,
    max: 100,
    step: 1,
    value: String(line),
    on: {
      change: () => {
        const n = Number(field.value);
        if (Number.isInteger(n) && n > 0) change(n);
      },
    },
  });
  return labelled('Row of the column names', field);
}
