/** The end of the contract: nobody can open the sheet any more, and what becomes of its rows. */
import type { PartnerSheetView } from '../../../shared/sync/wire.ts';
import type { PartnerSheets, RowsAtEnd } from '../connect/partner-sheets.ts';
import { fill, h } from '../dom.ts';
import { busy, button, problem, radios } from '../widgets/basics.ts';

export interface EndOptions {
  readonly sheets: PartnerSheets;
  readonly sheet: PartnerSheetView;
  ended(sheet: PartnerSheetView): Promise<void>;
}

const ROWS: readonly { value: RowsAtEnd; label: string; about: string; gone: string }[] = [
  {
    value: 'names',
    label: 'Remove names and addresses',
    about: 'Parcels and tracking stay, for your records.',
    gone: 'Names and addresses in it are replaced.',
  },
  {
    value: 'all',
    label: 'Remove every row',
    about: 'The file stays, without parcels.',
    gone: 'Every row of it goes.',
  },
  { value: 'keep', label: 'Leave it as it is', about: 'Only its owner can open it.', gone: 'Its rows stay.' },
];

export function endForm({ sheets, sheet, ended }: EndOptions): HTMLElement {
  let rows: RowsAtEnd = 'names';
  const place = h('div', {});
  const start = (): void =>
    fill(
      place,
      radios('What becomes of its rows?', ROWS, rows, (value) => {
        rows = ROWS.find((one) => one.value === value)?.value ?? rows;
      }),
      button('End this sheet…', ask, 'secondary'),
    );
  const back = (): void => {
    start();
    place.querySelector('button')?.focus();
  };
  const ask = (): void => {
    const no = button('No, go on with it', back);
    const box = h(
      'div',
      { class: 'confirm', role: 'alertdialog', 'aria-label': `End ${sheet.name}?` },
      h(
        'p',
        {},
        `End ${sheet.name}? Nobody but its owner can open it from then on, and the packing page closes. ${ROWS.find((one) => one.value === rows)?.gone ?? ''} `,
        'What was taken from it stays in your sheet. Parcels that have not shipped stay with the warehouse. Orders, Recall Parcels takes them back: before the end it is asked, afterwards it is not.',
      ),
      // The first button gets the focus: it must be the harmless one.
      no,
      button('Yes: end it', () => void go(), 'danger'),
    );
    box.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') back();
    });
    fill(place, box);
    no.focus();
  };
  const go = async (): Promise<void> => {
    fill(place, busy('Ending…'));
    try {
      await ended(await sheets.end(sheet.id, rows));
    } catch (error) {
      fill(place, problem(error), button('Back', back, 'link'));
    }
  };
  start();
  return place;
}
