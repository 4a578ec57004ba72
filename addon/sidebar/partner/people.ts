/** Who can open a partner's sheet: people by e-mail address, and whoever has the link. */
import type { PartnerSheetView } from '../../../shared/sync/wire.ts';
import { CallError } from '../call.ts';
import type { PartnerSheets } from '../connect/partner-sheets.ts';
import { announce, type Child, fill, h, onEnter } from '../dom.ts';
import { labelled, message, select } from '../widgets/basics.ts';
import { copyButton } from '../widgets/copy.ts';
import { count } from '../words.ts';
import { act, NotReady } from './act.ts';
import { drawInPlace, hasUnsaved } from './look.ts';
import { linkIsOpen, openLink } from './people-link.ts';
import { ROLE_CHOICES, roleOf } from './roles.ts';

type Person = PartnerSheetView['people'][number];

export interface PeopleOptions {
  readonly sheets: PartnerSheets;
  /** "" on the local workbook, whose links are secret. */
  readonly workerAccount: string;
  readonly isLocal: boolean;
  changed(sheet: PartnerSheetView): void;
}
export interface People {
  readonly element: HTMLElement;
  draw(sheet: PartnerSheetView): void;
  /** Only where they differ, and never over what is typed or ticked here; the keyboard stays where it is. */
  drawNews(sheet: PartnerSheetView): void;
}

const ROLES: Readonly<Record<string, string>> = {
  owner: 'Owner',
  writer: 'Can edit',
  commenter: 'Can comment',
  reader: 'Can view',
};
/** Those who are there for the partner: neither owner nor the worker itself. */
export const guestsOf = (sheet: PartnerSheetView, workerAccount: string): readonly Person[] =>
  sheet.people.filter(
    ({ role, email }) =>
      role !== 'owner' && (workerAccount === '' || email.toLowerCase() !== workerAccount.toLowerCase()),
  );

/** "3 people", "Nobody yet", "Anyone with the link". */
export function peopleSummary(sheet: PartnerSheetView, workerAccount: string): string {
  if (sheet.openTo !== 'nobody') return 'Anyone with the link';
  if (sheet.peopleProblem !== '') return 'Not known';
  const guests = guestsOf(sheet, workerAccount).length;
  return guests === 0 ? 'Nobody yet' : guests === 1 ? '1 person' : `${count(guests)} people`;
}

export function people(options: PeopleOptions): People {
  const element = h('div', {});
  let drawn = '';
  const draw = (sheet: PartnerSheetView): void => {
    drawn = shown(sheet);
    fill(element, parts(options, sheet));
    // The button that was pressed is gone: the keyboard goes on at Share. In its field nothing would be looked at any more.
    if (document.activeElement === element)
      element.querySelector<HTMLElement>('.share .button')?.focus({ preventScroll: true });
  };
  const drawNews = (sheet: PartnerSheetView): void => {
    if (shown(sheet) !== drawn && !hasUnsaved(element)) drawInPlace(element, () => draw(sheet));
  };
  return { element, draw, drawNews };
}

const shown = ({ people, openTo, peopleProblem, policy, url }: PartnerSheetView): string =>
  JSON.stringify([people, openTo, peopleProblem, policy.linkAllowed, url]);

function parts(options: PeopleOptions, sheet: PartnerSheetView): Child {
  const { workerAccount, isLocal } = options;
  const guests = guestsOf(sheet, workerAccount);
  const rest = sheet.people.filter((person) => !guests.includes(person));
  return [
    sheet.peopleProblem !== '' && message('warning', sheet.peopleProblem),
    linkIsOpen(options, sheet),
    guests.length + rest.length > 0 &&
      h(
        'ul',
        { class: 'people', 'aria-label': 'People' },
        [...guests, ...rest].map((person) => personRow(options, sheet, person, guests.includes(person))),
      ),
    addPerson(options, sheet),
    sheet.openTo !== 'nobody' || (guests.length > 0 && !isLocal)
      ? h(
          'div',
          { class: 'their-link' },
          copyButton('Copy the link of the sheet', sheet.url),
          h('p', { class: 'help' }, linkWords(sheet, isLocal)),
        )
      : sheet.peopleProblem === '' && h('p', { class: 'help their-link' }, nobodysLink(guests.length)),
    sheet.openTo === 'nobody' && openLink(options, sheet),
  ];
}

function linkWords({ openTo }: PartnerSheetView, isLocal: boolean): string {
  if (isLocal) return 'Whoever has it can open the sheet, without a name.';
  return openTo === 'nobody'
    ? 'Google has mailed it to them. It opens for nobody else.'
    : 'It opens for whoever has it.';
}

/** On this machine, or where it is shared with nobody yet. */
const nobodysLink = (guests: number): string =>
  guests === 0
    ? 'Its link opens for nobody until you share it.'
    : 'Nothing is mailed from this machine: give each person their link yourself. It is secret, and ends when you press Stop.';

function personRow(
  { sheets, workerAccount, changed }: PeopleOptions,
  sheet: PartnerSheetView,
  { id, email, role, link }: Person,
  canGo: boolean,
): HTMLElement {
  const name = email === '' ? 'Somebody without an address' : email;
  const isWorker = workerAccount !== '' && email.toLowerCase() === workerAccount.toLowerCase();
  const stop = act({
    label: 'Stop',
    name: `Stop sharing with ${name}`,
    doing: 'Stopping…',
    kind: 'link',
    run: async () => {
      changed(await sheets.unshare(sheet.id, id));
      announce(`${name} can no longer open it`);
    },
  });
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'person' },
      h('span', {}, name),
      h('span', { class: 'help' }, isWorker ? 'Shipsheet’s worker' : (ROLES[role] ?? role)),
    ),
    canGo &&
      h(
        'div',
        { class: 'person-acts' },
        link !== undefined &&
          copyButton('Copy link', link, { kind: 'link', name: `Copy the link of ${name}` }),
        stop.element,
      ),
  );
}

function addPerson({ sheets, changed }: PeopleOptions, sheet: PartnerSheetView): HTMLElement {
  const email = h('input', {
    type: 'text',
    inputmode: 'email',
    placeholder: 'packing@warehouse.com',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
  });
  const role = select(ROLE_CHOICES, 'writer', () => {});
  role.setAttribute('aria-label', 'What they may do');
  const fields = h(
    'div',
    {},
    labelled('Share with', email),
    h(
      'div',
      { class: 'field' },
      role,
      h('p', { class: 'help' }, 'To give somebody another right, share again.'),
    ),
  );
  const share = act({
    label: 'Share',
    doing: 'Sharing…',
    shut: fields,
    run: async () => {
      const typed = email.value.trim();
      // Whether it exists only Google can say.
      if (!/^[^\s@]+@[^\s@]+$/.test(typed))
        throw new NotReady('Type one e-mail address, such as packing@warehouse.com.', email);
      changed(await sheets.share(sheet.id, { email: typed, role: roleOf(role.value), warned: false }));
      announce(`Shared with ${typed}`);
    },
    help: blockedHelp,
  });
  onEnter(fields, share.go);
  return h('div', { class: 'share' }, fields, share.element);
}

/** What to do where an organisation lets nothing be shared outside. */
function blockedHelp(error: unknown): HTMLElement | null {
  if (!(error instanceof CallError) || !BLOCKED.includes(error.code)) return null;
  return h(
    'div',
    { class: 'steps' },
    h('p', { class: 'label' }, 'What to try'),
    h(
      'ol',
      {},
      [
        'Ask the administrator of your Google Workspace to allow sharing with the warehouse’s domain.',
        'Or end this sheet and make it in a Google account of your own.',
        'Or choose Export for this channel and send files.',
      ].map((step) => h('li', {}, step)),
    ),
  );
}
const BLOCKED = ['drive.sharing-blocked', 'drive.not-allowed'];
