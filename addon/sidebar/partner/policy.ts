/** The rules of a partner's sheet: when names and addresses go, and what a second number is. */
import type { SheetPolicy } from '../../../shared/sync/wire.ts';
import { h } from '../dom.ts';
import { labelled, select } from '../widgets/basics.ts';
import { counted } from '../words.ts';
import { NotReady } from './act.ts';

/** Ten years: more is a slip of the finger. */
const MOST_DAYS = 3650;

export const NEW_POLICY: SheetPolicy = {
  wipeDays: 30,
  wipeShippedDays: 90,
  linkAllowed: false,
  secondNumber: 'ask',
};

/** "Replaced 30 days after delivery". */
export function policySummary({ wipeDays, wipeShippedDays }: SheetPolicy): string {
  if (wipeDays > 0) return `Removed ${counted(wipeDays, 'day')} after delivery`;
  return wipeShippedDays > 0 ? `Removed ${counted(wipeShippedDays, 'day')} after shipping` : 'Never removed';
}

/** Throws NotReady where a field of the form holds no days. */
export function checkDays(form: HTMLElement): void {
  const wrong = form.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (wrong !== null) throw new NotReady('Type whole days: 0 for never.', wrong);
}

/** Fields; `changed` gets whole days only, and the field says where one is none. */
export function policyForm(first: SheetPolicy, changed: (policy: SheetPolicy) => void): HTMLElement {
  let policy = first;
  const set = (part: Partial<SheetPolicy>): void => {
    policy = { ...policy, ...part };
    changed(policy);
  };
  const days = (value: number, change: (days: number) => void): HTMLInputElement => {
    const input = h('input', {
      type: 'number',
      min: 0,
      max: MOST_DAYS,
      step: 1,
      class: 'days',
      value,
      on: {
        input: () => {
          const typed = Number(input.value);
          const ok = input.value.trim() !== '' && Number.isInteger(typed) && typed >= 0 && typed <= MOST_DAYS;
          if (ok) input.removeAttribute('aria-invalid');
          else input.setAttribute('aria-invalid', 'true');
          if (ok) change(typed);
        },
      },
    });
    return input;
  };
  return h(
    'div',
    {},
    h(
      'p',
      { class: 'lead-in' },
      'Names and addresses in the warehouse’s sheet give way to a placeholder; tracking stays. Your own sheet keeps all.',
    ),
    labelled(
      'Days after delivery',
      days(policy.wipeDays, (wipeDays) => set({ wipeDays })),
      { help: '0 for never' },
    ),
    labelled(
      'Days after shipping',
      days(policy.wipeShippedDays, (wipeShippedDays) => set({ wipeShippedDays })),
      { help: 'Where nobody reports the delivery. 0 for never' },
    ),
    labelled(
      'A second tracking number',
      select(
        [
          { value: 'ask', label: 'Ask me each time' },
          { value: 'further box', label: 'Is a further box' },
        ],
        policy.secondNumber,
        (value) => set({ secondNumber: value === 'ask' ? 'ask' : 'further box' }),
      ),
      { help: 'The warehouse types another number beside the first.' },
    ),
  );
}
