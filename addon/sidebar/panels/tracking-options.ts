/** What to do about rows that leave a doubt: said once for all files of an import. */
import type { Options } from '../../../shared/plan/types.ts';
import type { DayOrder } from '../../../shared/source/dates.ts';
import { carrierName } from '../../../shared/tracking/carrier-name.ts';
import { CARRIERS } from '../../../shared/tracking/carriers.ts';
import type { PartnerLayout } from '../../../shared/tracking/partner.ts';
import { h } from '../dom.ts';
import { checkbox, fold, labelled, select } from '../widgets/basics.ts';
import { combobox } from '../widgets/combobox.ts';

export interface TrackingChoices {
  readonly element: HTMLElement;
  options(): Options;
  /** The partner that the files are from; "" for any. */
  channel(): string;
  shipsWithoutTracking(): boolean;
  useEmail(): boolean;
  /** For rows whose carrier cannot be told; "" for none. */
  carrier(): string;
  dayOrder(): DayOrder | undefined;
  missing(): string | null;
  /** Shows only what the files can need. */
  shape(files: { email: boolean; dates: boolean }): void;
  /** Takes what was kept of this partner's files, where nothing was chosen by hand. */
  recall(layout: PartnerLayout): void;
}

/** `changed` is told whether it was the channel: with another partner other things are remembered. */
export function trackingOptions(
  channels: readonly string[],
  changed: (what: 'channel' | 'other') => void,
): TrackingChoices {
  const only = channels.length === 1 ? (channels[0] ?? '') : '';
  const state = {
    channel: only,
    carrier: '',
    without: false,
    withoutCarrier: '',
    anyway: false,
    reason: '',
    email: false,
    days: '',
  };
  const set = (part: Partial<typeof state>): void => {
    Object.assign(state, part);
    changed('channel' in part ? 'channel' : 'other');
  };
  const channel = labelled(
    'Channel that these files are from',
    select(
      [{ value: '', label: 'Any channel' }, ...channels.map((name) => ({ value: name, label: name }))],
      only,
      (value) => set({ channel: value }),
    ),
    { help: 'Columns and the last file are remembered for each channel.' },
  );
  const carriers = (label: string, placeholder: string, pick: (name: string) => void) =>
    combobox({
      label,
      placeholder,
      suggestions: () => CARRIERS.map((one) => ({ value: one.name, label: one.name })),
      pick,
      typed: (text, left) => {
        if (left) pick(text.trim());
      },
    });
  const carrier = carriers('Carrier for rows without one', 'Found from the number', (name) => {
    if (name !== state.carrier) set({ carrier: name });
  });
  const without = carriers('Only rows of this carrier', 'All rows without a number', (name) => {
    if (name !== state.withoutCarrier) set({ withoutCarrier: name });
  });
  const withoutField = field('Only rows of this carrier', without.element);
  withoutField.hidden = true;
  const why = h('input', {
    type: 'text',
    on: { input: () => set({ reason: why.value.trim() }) },
  });
  const whyField = labelled('Why they left early', why, { required: true, help: 'Kept in Activity' });
  whyField.hidden = true;
  const email = checkbox(
    'Match by e-mail where no ID fits',
    false,
    (on) => set({ email: on }),
    'Only when the warehouse writes nothing else: one e-mail can have two orders.',
  );
  const order = select(
    [
      { value: '', label: 'Not known: leave them out' },
      { value: 'dmy', label: '3 April (day first)' },
      { value: 'mdy', label: 'March 4 (month first)' },
    ],
    '',
    (value) => set({ days: value }),
  );
  const days = labelled('Dates like 03/04/2025 are', order);
  const more = h(
    'div',
    { class: 'narrow' },
    field('Carrier for rows without one', carrier.element),
    days,
    checkbox(
      'Ship without tracking',
      false,
      (on) => {
        withoutField.hidden = !on;
        set({ without: on });
      },
      'Rows without a number count as shipped, such as untracked letters.',
    ),
    withoutField,
    checkbox(
      'Record anyway',
      false,
      (on) => {
        whyField.hidden = !on;
        set({ anyway: on });
        if (on) why.focus();
      },
      'Also orders that were not ready, for their parcel has left.',
    ),
    whyField,
    email,
  );
  return {
    element: h(
      'section',
      { 'aria-label': 'Options' },
      h('h2', {}, 'Options'),
      channel,
      fold('More options', more, false),
    ),
    options: () => ({
      ...(state.channel === '' ? {} : { channel: state.channel }),
      ...(state.without ? { shipWithoutTracking: true } : {}),
      ...(state.without && state.withoutCarrier !== ''
        ? { withoutCarrier: carrierName(state.withoutCarrier).carrier }
        : {}),
      ...(state.anyway ? { anyway: true, reason: state.reason } : {}),
    }),
    channel: () => state.channel,
    shipsWithoutTracking: () => state.without,
    useEmail: () => state.email,
    carrier: () => carrierName(state.carrier).carrier,
    dayOrder: () => (state.days === 'dmy' || state.days === 'mdy' ? state.days : undefined),
    missing: () => {
      if (!state.anyway || state.reason !== '') return null;
      why.focus();
      return '“Why they left early” is needed first.';
    },
    shape: (files) => {
      email.hidden = !files.email;
      days.hidden = !files.dates;
    },
    recall(layout) {
      if (state.days === '' && layout.dayOrder !== undefined) {
        state.days = layout.dayOrder;
        order.value = layout.dayOrder;
      }
      if (state.carrier === '' && layout.carrier !== '') {
        state.carrier = layout.carrier;
        carrier.input.value = layout.carrier;
      }
    },
  };
}

/** A combobox has its label inside; this one is for the eye. */
const field = (label: string, element: HTMLElement): HTMLElement =>
  h('div', { class: 'field' }, h('p', { class: 'label', 'aria-hidden': 'true' }, label), element);
