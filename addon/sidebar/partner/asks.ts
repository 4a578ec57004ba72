/** Rows of a partner's sheet that wait for the creator: another number, an edit of ours, a row of nobody. */
import { SHEET_COLUMNS, type SheetColumn } from '../../../shared/partner-sheet/columns.ts';
import { headerWord } from '../../../shared/partner-sheet/headers.ts';
import { explain, REASONS, type ReasonCode } from '../../../shared/plan/reasons.ts';
import type { PartnerSheetView } from '../../../shared/sync/wire.ts';
import type { PartnerSheets } from '../connect/partner-sheets.ts';
import { announce, fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { message } from '../widgets/basics.ts';
import { orderLink } from '../widgets/handed.ts';
import { count, counted } from '../words.ts';
import { act } from './act.ts';

type Ask = PartnerSheetView['asks'][number];
type Answer = 'take' | 'keep' | 'seen';

export interface AsksOptions {
  readonly env: Env;
  readonly sheets: PartnerSheets;
  changed(sheet: PartnerSheetView): void;
}
export interface Asks {
  readonly element: HTMLElement;
  draw(sheet: PartnerSheetView): void;
}

/** Drawn at once; the others follow when these are done. */
const MOST = 30;

/** What can be answered, by kind. A row of nobody is answered in the sheet itself. */
const ANSWERS: Readonly<Record<Ask['kind'], readonly (readonly [Answer, label: string])[]>> = {
  decide: [
    ['take', 'Take it'],
    ['keep', 'Keep what we have'],
  ],
  edit: [['seen', 'Seen']],
  stray: [],
};

export function asks(options: AsksOptions): Asks {
  const element = h('div', {});
  let drawn = '';
  return {
    element,
    draw: (sheet) => {
      // Somebody may be at one of its buttons: the same rows stay.
      const now = JSON.stringify(sheet.asks);
      if (now === drawn) return;
      drawn = now;
      const tabs = sheet.asks.filter(isTab).map(({ detail }) => `“${detail}”`);
      const rows = sheet.asks.filter((ask) => !isTab(ask));
      if (sheet.asks.length === 0) return fill(element);
      fill(
        element,
        h(
          'section',
          { 'aria-label': 'Needs you' },
          tabs.length > 0 && secondTab(tabs),
          rows.length > 0 && rowList(options, sheet, rows),
        ),
      );
    },
  };
}

/** Rows of the sheet stand in another tab too: the detail is what the partner calls that. */
const isTab = ({ code }: Ask): boolean => code === 'partner.second-tab';

const secondTab = (names: readonly string[]): HTMLElement =>
  message(
    'warning',
    `Rows of this sheet stand in another tab of the file too: ${names.join(', ')}. Nothing that is typed there is read.`,
    h('p', {}, 'Ask the warehouse to type into the tab that Shipsheet made, and to delete the other.'),
  );

function rowList(
  options: AsksOptions,
  sheet: PartnerSheetView,
  rows: readonly Ask[],
): readonly HTMLElement[] {
  const n = rows.length;
  return [
    h('h2', {}, `${counted(n, 'row')} ${n === 1 ? 'needs' : 'need'} you`),
    h(
      'ul',
      { class: 'stuck' },
      rows.slice(0, MOST).map((ask) => askRow(options, sheet, ask)),
      n > MOST && h('li', { class: 'rest' }, `and ${count(n - MOST)} more`),
    ),
  ];
}

function askRow({ env, sheets, changed }: AsksOptions, sheet: PartnerSheetView, ask: Ask): HTMLElement {
  const { shipmentId } = ask;
  const { sentence, next } = wordsOf(ask);
  const row = ask.line > 0 ? `Row ${count(ask.line)}` : '';
  const acts = h('div', { class: 'row' });
  fill(
    acts,
    ANSWERS[ask.kind].map(([answer, label]) => {
      const press = act({
        label,
        name: `${label}: ${shipmentId}`,
        doing: 'Saving…',
        shut: acts,
        run: async () => {
          const after = await sheets.decide(sheet.id, { shipmentId, answer });
          announce(`${shipmentId} is answered`);
          changed(after);
        },
      });
      return press.element;
    }),
  );
  return h(
    'li',
    {},
    h(
      'p',
      {},
      shipmentId !== '' && orderLink(env, shipmentId),
      shipmentId !== '' && row !== '' && ' · ',
      row,
    ),
    h('p', {}, sentence),
    next !== '' && h('p', { class: 'help' }, next),
    ANSWERS[ask.kind].length > 0 && shipmentId !== '' && acts,
  );
}

interface Words {
  readonly sentence: string;
  readonly next: string;
}

/** Codes of our own have their words; of another worker's the detail is what can be said. The buttons are the next step. */
function wordsOf({ code, detail, kind }: Ask): Words {
  if (kind === 'edit')
    return {
      sentence: `The warehouse changed what you fill in: ${named(detail).replace(/\.$/, '')}.`,
      next: 'Nothing of it was taken. If it is right, change the order and run Send Changes.',
    };
  const sentence = isOurs(code) ? explain(code, detail).sentence : detail || 'It fits nothing that is known.';
  if (kind === 'decide') return { sentence, next: '' };
  return {
    sentence,
    next: 'Ask the warehouse what it is; what is none of your parcels can be deleted there.',
  };
}
const isOurs = (code: string): code is ReasonCode => Object.hasOwn(REASONS, code);
const isColumn = (key: string): key is SheetColumn => SHEET_COLUMNS.some((one) => one === key);

/** `city: Albany; name: Ada` with the columns as they are called. */
const named = (detail: string): string =>
  detail.replace(/(^|; )(\w+): /g, (whole, before: string, key: string) =>
    isColumn(key) ? `${before}${headerWord(key, 'en')}: ` : whole,
  );
