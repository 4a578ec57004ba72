/** What to do about rows that leave a doubt: said once for all files of an import. */
import type { Options } from '../../../shared/plan/types.ts';
import type { DayOrder } from '../../../shared/source/dates.ts';
import { carrierName } from '../../../shared/tracking/carrier-name.ts';
import { CARRIERS } from '../../../shared/tracking/carriers.ts';
import { h } from '../dom.ts';
import { checkbox, fold, labelled, select } from '../widgets/basics.ts';
import { combobox } from '../widgets/combobox.ts';

export interface TrackingChoices {
  readonly element: HTMLElement;
  options(): Options;
  shipsWithoutTracking(): boolean;
  useEmail(): boolean;
  /** For rows whose carrier cannot be told; "" for none. */
  carrier(): string;
  dayOrder(): DayOrder | undefined;
  missing(): string | null;
  /** Shows only what the files can need. */
  shape(files: { email: boolean; dates: boolean }): void;
}

export function trackingOptions(channels: readonly string[], changed: () => void): TrackingChoices {
  const only = channels.length === 1 ? (channels[0] ?? '') : '';
  const state = {
    channel: only,
    carrier: '',
    without: false,
    anyway: false,
    reason: '',
    email: false,
    days: '',
  };
  const set = (part: Partial<typeof state>): void => {
    Object.assign(state, part);
    changed();
  };
  const channel = labelled(
    'Channel that these files are from',
    select(
      [{ value: '', label: 'Any channel' }, ...channels.map((name) => ({ value: name, label: name }))],
      only,
      (value) => set({ channel: value }),
    ),
  );
  const carrier = combobox({
    label: 'Carrier for rows without one',
    placeholder: 'Found from the number',
    suggestions: () => CARRIERS.map((one) => ({ value: one.name, label: one.name })),
    pick: (value) => set({ carrier: value }),
    typed: (text, left) => {
      if (left && text.trim() !== state.carrier) set({ carrier: text.trim() });
    },
  });
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
  const days = labelled(
    'Dates like 03/04/2025 are',
    select(
      [
        { value: '', label: 'Not known: leave them out' },
        { value: 'dmy', label: '3 April (day first)' },
        { value: 'mdy', label: 'March 4 (month first)' },
      ],
      '',
      (value) => set({ days: value }),
    ),
  );
  const more = h(
    'div',
    { class: 'narrow' },
    h(
      'div',
      { class: 'field' },
      h('p', { class: 'label', 'aria-hidden': 'true' }, 'Carrier for rows without one'),
      carrier.element,
    ),
    days,
    checkbox(
      'Ship without tracking',
      false,
      (on) => set({ without: on }),
      'Rows without a number count as shipped, such as untracked letters.',
    ),
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
      ...(state.anyway ? { anyway: true, reason: state.reason } : {}),
    }),
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
  };
}
