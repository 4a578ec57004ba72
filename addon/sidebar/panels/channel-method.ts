/** How a channel ships: by file, or by a connection, and then when a parcel counts as shipped and who mails the number. */
import {
  CHANNEL_METHODS,
  EMAILS_BY,
  type EmailsBy,
  SHIPPED_WHEN,
  type ShippedWhen,
} from '../../../shared/tabs/tabs.ts';
import type { ChannelDraft } from '../../api.ts';
import { channelSheet } from '../connect/channel-sheet.ts';
import type { Connectable } from '../connect/names.ts';
import { type SheetList, sheetOf } from '../connect/partner-sheets.ts';
import { fill, h } from '../dom.ts';
import { busy, button, labelled, problem, radios, select } from '../widgets/basics.ts';

type Method = (typeof CHANNEL_METHODS)[number];
type Part = Partial<Pick<ChannelDraft, 'method' | 'connectedTo' | 'shippedWhen' | 'emailsBy'>>;

export interface MethodOptions {
  readonly draft: ChannelDraft;
  /** Its name as it is saved, by which its sheet is known; that of the draft for a new one. */
  readonly saved: string;
  connections(): Promise<Connectable>;
  openConnections(): void;
  sheets(): Promise<SheetList | null>;
  openSheet(): void;
  changed(part: Part): void;
}

const METHOD_HELP: Readonly<Record<Method, string>> = {
  Export: 'Push to Channel makes a file for the warehouse; tracking comes back by Import Tracking.',
  'Partner sheet': 'The warehouse works in a spreadsheet of its own; what it types comes back by itself.',
  Integration: 'Push to Channel sends orders to the partner; numbers and states come back by themselves.',
};

const SHIPPED_WORDS: Readonly<Record<ShippedWhen, string>> = {
  'first scan': 'The carrier has scanned the parcel. A label alone does not count.',
  'partner reports it': 'The partner says that it has sent the parcel.',
  'tracking imported': 'The tracking number has arrived in the sheet.',
};

const UNPAIRED = 'This spreadsheet is not connected to a worker yet.';

/** What an export or a sheet counts as shipped by is what is typed: a partner that is asked can say more. */
const USUAL: Readonly<Record<Method, ShippedWhen>> = {
  Export: 'tracking imported',
  'Partner sheet': 'tracking imported',
  Integration: 'partner reports it',
};

/** A sheet tells its warehouse nothing of mails. */
const AGREE = 'Agree with the warehouse that it does not mail.';
const EMAILS_WORDS: Readonly<Record<EmailsBy, string>> = {
  Shipsheet: 'The partner is told not to mail.',
  partner: 'The partner mails, in its own words. Shipsheet does not.',
  nobody: 'Neither mails: you tell your backers yourself.',
};

export function channelMethod(options: MethodOptions): HTMLElement {
  let draft = options.draft;
  const set = (part: Part): void => {
    draft = { ...draft, ...part };
    options.changed(part);
  };
  const help = h('p', { class: 'help under-field' });
  const more = h('div', {});
  const draw = (): void => {
    const method = CHANNEL_METHODS.find((known) => known === draft.method) ?? 'Export';
    fill(help, METHOD_HELP[method]);
    fill(more, method === 'Export' ? null : byWorker(method));
  };
  const byWorker = (method: Method): HTMLElement => {
    const where = h('div', {});
    void (method === 'Integration' ? drawConnections(where) : drawSheet(where));
    return h(
      'div',
      {},
      where,
      method === 'Partner sheet'
        ? h('p', { class: 'help' }, 'A parcel counts as shipped when its number stands in the sheet.')
        : radios(
            'Counts as shipped when',
            SHIPPED_WHEN.map((value) => ({
              value,
              label: SHIPPED_LABELS[value],
              about: `${SHIPPED_WORDS[value]}${value === USUAL[method] ? ' The usual choice.' : ''}`,
            })),
            draft.shippedWhen,
            (shippedWhen) => set({ shippedWhen }),
          ),
      radios(
        'Tracking emails sent by',
        EMAILS_BY.map((value) => ({
          value,
          label: EMAILS_LABELS[value],
          about: method === 'Partner sheet' && value === 'Shipsheet' ? AGREE : EMAILS_WORDS[value],
        })),
        draft.emailsBy,
        (emailsBy) => set({ emailsBy }),
        'One of them only, so that no backer gets two.',
      ),
    );
  };
  const drawSheet = async (where: HTMLElement): Promise<void> => {
    fill(where, busy('Asking the worker…'));
    try {
      const list = await options.sheets();
      if (list === null) {
        fill(where, unconnected('Sheet', UNPAIRED));
        return;
      }
      const sheet = sheetOf(list, options.saved);
      // What it ships by is its own sheet, whatever the cell says: one that has ended, or another channel's, takes nothing.
      const connectedTo = sheet?.name ?? '';
      if (draft.connectedTo !== connectedTo) set({ connectedTo });
      fill(where, channelSheet(sheet, options.openSheet));
    } catch (error) {
      fill(
        where,
        draft.connectedTo !== '' && h('p', {}, draft.connectedTo),
        problem(error, () => void drawSheet(where)),
      );
    }
  };
  const unconnected = (title: string, why: string): HTMLElement =>
    h(
      'div',
      { class: 'field' },
      h('p', { class: 'label' }, title),
      h('p', { class: 'help' }, why),
      button('Set up a connection', options.openConnections, 'link', 'open'),
    );
  const drawConnections = async (where: HTMLElement): Promise<void> => {
    fill(where, busy('Asking the worker…'));
    try {
      const { paired, names } = await options.connections();
      fill(where, connectedTo(paired, names));
    } catch (error) {
      fill(
        where,
        // What is chosen stays as it is.
        draft.connectedTo === '' ? null : labelled('Connected to', only(draft.connectedTo)),
        problem(error, () => void drawConnections(where)),
      );
    }
  };
  const only = (name: string): HTMLElement => select([{ value: name, label: name }], name, () => {});
  const connectedTo = (paired: boolean, names: readonly string[]): HTMLElement => {
    const chosen = draft.connectedTo;
    const gone = chosen !== '' && !names.includes(chosen);
    const first = names[0];
    // One connection is the usual case: it needs no choosing.
    if (chosen === '' && names.length === 1 && first !== undefined) set({ connectedTo: first });
    if (names.length === 0 && !gone)
      return unconnected('Connected to', paired ? 'There is no connection yet.' : UNPAIRED);
    const open = button(
      names.length === 0 ? 'Set up a connection' : 'Connections',
      options.openConnections,
      'link',
      'open',
    );
    const field = labelled(
      'Connected to',
      select(
        [
          ...(draft.connectedTo === '' ? [{ value: '', label: 'Choose…' }] : []),
          ...(gone ? [{ value: chosen, label: `${chosen} (is not there)` }] : []),
          ...names.map((name) => ({ value: name, label: name })),
        ],
        draft.connectedTo,
        (name) => set({ connectedTo: name }),
      ),
    );
    field.append(h('div', { class: 'row' }, open));
    return field;
  };
  const connectedBy = new Map<string, string>();
  const method = select(
    CHANNEL_METHODS.map((one) => ({ value: one, label: one })),
    draft.method,
    (value) => {
      const shippedWhen = USUAL[CHANNEL_METHODS.find((known) => known === value) ?? 'Export'];
      // A sheet is no account, and the other way round: each method has its own, should it come back.
      connectedBy.set(draft.method, draft.connectedTo);
      set({ method: value, shippedWhen, connectedTo: connectedBy.get(value) ?? '' });
      draw();
    },
  );
  const field = labelled('Method', method);
  draw();
  return h('div', {}, field, help, more);
}

const SHIPPED_LABELS: Readonly<Record<ShippedWhen, string>> = {
  'first scan': 'First scan',
  'partner reports it': 'The partner reports it',
  'tracking imported': 'Tracking arrives',
};
const EMAILS_LABELS: Readonly<Record<EmailsBy, string>> = {
  Shipsheet: 'Shipsheet',
  partner: 'The partner',
  nobody: 'Nobody',
};
