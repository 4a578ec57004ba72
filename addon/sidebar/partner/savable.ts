/** A form with its Save: it says whether what stands in it is saved, and follows what somebody else has saved meanwhile. */
import { announce, fill, h } from '../dom.ts';
import { button, message } from '../widgets/basics.ts';
import { act } from './act.ts';
import { drawInPlace } from './look.ts';

interface Savable<T> {
  /** As it is saved now. */
  saved(): T;
  /** The fields; `touched` is called with each change made in them. */
  form(value: T, touched: (next: T) => void): HTMLElement;
  /** `form` holds the fields. Afterwards `saved` gives what was saved. */
  save(value: T, form: HTMLElement): Promise<void>;
  /** Said when it is done. */
  readonly done: string;
}
export interface SavableForm {
  readonly element: HTMLElement;
  /** The fields alone. */
  readonly form: HTMLElement;
  readonly go: () => void;
  /** What is saved may be another now: it is shown, but never over what was typed here and not saved. */
  follow(): void;
}

export function savable<T>({ saved, form: make, save, done }: Savable<T>): SavableForm {
  const said = h('div', { 'aria-live': 'polite' });
  const form = h('div', {});
  let value = saved();
  let known = JSON.stringify(value);
  let touched = false;
  const draw = (): void => {
    value = saved();
    known = JSON.stringify(value);
    touched = false;
    fill(said);
    fill(
      form,
      make(value, (next) => {
        value = next;
        touched = true;
        fill(said, h('p', { class: 'help' }, 'Not saved yet.'));
      }),
    );
  };
  draw();
  const press = act({
    label: 'Save',
    doing: 'Saving…',
    kind: 'primary',
    shut: form,
    run: async () => {
      await save(value, form);
      known = JSON.stringify(saved());
      touched = false;
      fill(said, h('p', { class: 'help' }, done));
      announce('Saved');
    },
  });
  return {
    form,
    element: h('div', {}, form, said, press.element),
    go: press.go,
    follow() {
      const now = JSON.stringify(saved());
      if (now === known) return;
      known = now;
      // What is half typed is no change yet, and not to be lost either.
      const isTyped = touched || form.querySelector('[aria-invalid="true"]') !== null;
      if (!isTyped) return drawInPlace(form, draw);
      const theirs = button(
        'Show what they saved',
        () => {
          draw();
          announce('Shown as it is saved');
        },
        'link',
      );
      fill(
        said,
        message('warning', 'Somebody else changed this meanwhile. Save puts yours in its place.', theirs),
      );
    },
  };
}
