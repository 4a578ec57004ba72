/** How a partner's sheet goes: its numbers, when it was read and written, what went wrong last. */
import type { PartnerSheetView } from '../../../shared/sync/wire.ts';
import type { PartnerSheets } from '../connect/partner-sheets.ts';
import { announce, type Child, fill, h } from '../dom.ts';
import { message } from '../widgets/basics.ts';
import { count, counted, when } from '../words.ts';
import { act } from './act.ts';
import { ago } from './ago.ts';
import { linkOut } from './link.ts';
import { drawInPlace } from './look.ts';

export interface ProgressOptions {
  readonly sheets: PartnerSheets;
  /** Milliseconds, as Date.now() has them. */
  now(): number;
  changed(sheet: PartnerSheetView): void;
}
export interface ProgressView {
  readonly element: HTMLElement;
  draw(sheet: PartnerSheetView): void;
  /** Only where something of it differs, the time since among it; the keyboard stays where it is. */
  drawNews(sheet: PartnerSheetView): void;
}

export function progress(options: ProgressOptions): ProgressView {
  const element = h('section', { 'aria-label': 'How it goes' });
  let drawn = '';
  const draw = (sheet: PartnerSheetView): void => {
    drawn = shown(sheet, options.now());
    fill(element, parts(options, sheet));
  };
  const drawNews = (sheet: PartnerSheetView): void => {
    if (shown(sheet, options.now()) !== drawn) drawInPlace(element, () => draw(sheet));
  };
  return { element, draw, drawNews };
}

function shown(sheet: PartnerSheetView, now: number): string {
  const { rows, url, packingUrl, lastError, lastRead, lastWritten } = sheet;
  const since = [lastRead, lastWritten].map((at) => [at, at === '' ? '' : ago(at, now)]);
  return JSON.stringify([rows, url, packingUrl, lastError, since]);
}

/** What is well and 0 takes no room, but for the three that a day begins with. */
const NUMBERS = [
  ['fresh', 'New', '', true],
  ['changed', 'Changed', '', true],
  ['withoutNumber', 'No number', '', true],
  ['cancelling', 'Cancelling', '', false],
  ['problems', 'Problems', 'bad', false],
] as const;

function parts({ sheets, now, changed }: ProgressOptions, sheet: PartnerSheetView): Child {
  const { rows, lastError, lastRead, lastWritten } = sheet;
  const read = act({
    label: 'Read now',
    doing: 'Reading…',
    picture: 'refresh',
    run: async () => {
      await sheets.read(sheet.id);
      const next = await watchSheet(sheets, sheet, (one) => one.lastRead !== lastRead);
      if (next === null) return;
      changed(next);
      announce('Read');
    },
  });
  return [
    h(
      'div',
      { class: 'row links' },
      linkOut('Open the sheet', sheet.url, 'secondary'),
      linkOut('Packing page', sheet.packingUrl, 'link'),
    ),
    lastError !== '' && message('error', lastError),
    rows.total === 0
      ? h(
          'p',
          { class: 'empty' },
          lastWritten === '' && lastError === ''
            ? 'The worker is making its columns.'
            : 'No parcel yet: Push to Channel fills it.',
        )
      : [
          h('p', { class: 'label' }, counted(rows.total, 'parcel')),
          h(
            'dl',
            { class: 'tally' },
            NUMBERS.filter(([key, , , always]) => always || rows[key] > 0).map(([key, label, tint]) =>
              h(
                'div',
                { class: rows[key] === 0 ? 'none' : tint },
                h('dt', {}, label),
                h('dd', {}, count(rows[key])),
              ),
            ),
          ),
        ],
    h(
      'p',
      { class: 'help' },
      time('Read', 'Not read yet', lastRead, now()),
      ' · ',
      time('written', 'not written yet', lastWritten, now()),
    ),
    read.element,
  ];
}

const time = (what: string, never: string, at: string, now: number): Child =>
  at === '' ? never : h('span', { title: when(at) }, `${what} ${ago(at, now)}`);

/** Each look is an execution of the script and a request to the worker. */
const LOOK_MS = [1000, 1500, 2500, 4000, 5000, 6000];

/** Looks for half a minute until the sheet is as `done` says; gives the last look, null when it is gone. */
export async function watchSheet(
  sheets: PartnerSheets,
  { id }: PartnerSheetView,
  done: (sheet: PartnerSheetView) => boolean,
): Promise<PartnerSheetView | null> {
  let last: PartnerSheetView | null = null;
  for (const ms of LOOK_MS) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    last = (await sheets.list()).sheets.find((sheet) => sheet.id === id) ?? null;
    if (last === null || done(last)) break;
  }
  return last;
}
