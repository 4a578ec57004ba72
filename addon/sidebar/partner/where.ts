/** Where a partner's sheet is made: on this machine, in a Google account that agrees, or in a file that is there. */

import type { SheetList, Way } from '../connect/partner-sheets.ts';
import { fill, h } from '../dom.ts';
import { fold, labelled, radios } from '../widgets/basics.ts';
import { copyButton } from '../widgets/copy.ts';
import { act, NotReady } from './act.ts';
import { consent } from './consent.ts';

export interface WhereOptions {
  readonly list: SheetList;
  /** The address at which a Google account agrees. */
  consent(): Promise<string>;
  forget(): Promise<void>;
  /** Asks the worker again: who has agreed by now. */
  look(): Promise<SheetList>;
  changed(way: Way): void;
}
export interface Where {
  readonly element: HTMLElement;
  way(): Way | null;
  address(): string;
  /** Throws NotReady where a sheet cannot be made yet. */
  check(): void;
}

const LABELS: Readonly<Record<Way, string>> = {
  local: 'On this machine',
  google: 'In my Google account',
  address: 'In a spreadsheet that I made',
};

export function where(options: WhereOptions): Where {
  let list = options.list;
  let way: Way | null = list.ways[0] ?? null;
  const more = h('div', {});
  const address = h('input', {
    type: 'text',
    inputmode: 'url',
    placeholder: options.list.workerAccount === '' ? undefined : 'https://docs.google.com/spreadsheets/d/…',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const draw = (): void => {
    if (way === 'google') fill(more, google());
    else fill(more, way === 'address' ? pasted() : null);
    // Under its own choice, not under the last.
    if (way !== null) choice?.querySelectorAll(':scope > label')[list.ways.indexOf(way)]?.after(more);
  };

  const google = (): HTMLElement => {
    if (list.googleAccount !== '') {
      const forget = act({
        label: 'Use another account',
        doing: 'Disconnecting…',
        kind: 'link',
        run: async () => {
          await options.forget();
          list = await options.look();
          draw();
        },
      });
      return h(
        'div',
        { class: 'under-choice' },
        h('p', {}, 'It will belong to ', h('b', {}, list.googleAccount), '.'),
        forget.element,
      );
    }
    return consent({
      ask: () => options.consent(),
      look: async () => {
        list = await options.look();
        return list.googleAccount;
      },
      agreed: draw,
    });
  };

  const pasted = (): HTMLElement => {
    const account = list.workerAccount;
    return h(
      'div',
      { class: 'under-choice' },
      h(
        'ol',
        { class: 'todo' },
        h('li', {}, account === '' ? 'Make an empty workbook: File, New.' : 'Make an empty spreadsheet.'),
        account !== '' &&
          h(
            'li',
            {},
            'Share it as an editor with ',
            h('b', {}, account),
            copyButton('Copy this account', account),
          ),
        h('li', {}, 'Paste its address here.'),
      ),
      labelled('Address', address),
      account !== '' &&
        fold(
          'Is sharing refused?',
          h(
            'div',
            { class: 'narrow' },
            h(
              'p',
              { class: 'help' },
              'Your organisation may not let files be shared outside. Ask its administrator to allow this account, or make the spreadsheet in an account that is your own.',
            ),
          ),
          false,
        ),
    );
  };

  const choice =
    list.ways.length > 1
      ? radios(
          'Make it',
          list.ways.map((value) => ({ value, label: LABELS[value], ...aboutOf(value) })),
          way,
          (value) => {
            way = list.ways.find((one) => one === value) ?? way;
            draw();
            if (way !== null) options.changed(way);
          },
        )
      : null;
  draw();
  return {
    element: h(
      'div',
      {},
      choice ?? [
        h('p', {}, way === null ? 'This worker cannot make sheets.' : LABELS[way]),
        way !== null && h('p', { class: 'help' }, aboutOf(way).about ?? ''),
        more,
      ],
    ),
    way: () => way,
    address: () => (way === 'address' ? address.value.trim() : ''),
    check: () => {
      if (way === null) throw new NotReady('This worker cannot make sheets: ask whoever runs it.', null);
      if (way === 'google' && list.googleAccount === '')
        throw new NotReady('Agree at Google first.', more.querySelector<HTMLElement>('a, button'));
      if (way === 'address' && address.value.trim() === '')
        throw new NotReady('Paste the address of the spreadsheet first.', address);
    },
  };
}

export const wayWord = (way: Way | null): string => (way === null ? 'not here' : LABELS[way]);

function aboutOf(way: Way): { about?: string } {
  if (way === 'local') return { about: 'A second workbook with a secret link.' };
  return way === 'google' ? { about: 'A new file, which belongs to you.' } : {};
}
