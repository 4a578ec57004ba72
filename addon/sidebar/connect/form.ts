/** The form of a connection: the vendor's own fields, secrets typed hidden and never shown again. */
import type { VendorView } from '../../../shared/sync/wire.ts';
import { CallError } from '../call.ts';
import { announce, fill, h, onEnter, uid } from '../dom.ts';
import { busy, button, labelled, message, problem, select } from '../widgets/basics.ts';

type VendorField = VendorView['fields'][number];

export interface Filled {
  /** "" where the form does not ask for it. */
  readonly name: string;
  /** Blank ones are left out. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface FormOptions {
  readonly fields: readonly VendorField[];
  /** To start with; null: a connection that is there, whose blank fields stay as they are. */
  readonly name: string | null;
  /** Names that are taken. */
  readonly taken: readonly string[];
  readonly submitLabel: string;
  readonly busyText: string;
  submit(filled: Filled): Promise<void>;
  cancel(): void;
}

interface Drawn {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement | HTMLSelectElement;
  /** null takes the complaint away. */
  wrong(text: string | null): void;
}

export function connectionForm(options: FormOptions): HTMLElement {
  const said = h('div', {});
  const foot = h('div', { class: 'row' });
  const name =
    options.name === null
      ? null
      : drawn('Name', h('input', { type: 'text', value: options.name, maxlength: 60 }), {
          help: 'As Channels calls it',
          required: true,
        });
  const fields = options.fields.map((field) => {
    const shown = options.name === null ? { ...field, required: false } : field;
    return { field: shown, ...fieldOf(shown, options.name === null ? 'As it is' : 'Not set') };
  });
  const all: readonly Drawn[] = name === null ? fields : [name, ...fields];

  /** Complains at the field, and gives the first that is wrong. */
  const check = (): Drawn | undefined => {
    for (const one of all) one.wrong(null);
    if (name !== null) {
      const text = name.input.value.trim();
      if (text === '') name.wrong('A name is needed.');
      else if (options.taken.some((other) => other.toLowerCase() === text.toLowerCase()))
        name.wrong('Another connection has this name.');
    }
    for (const { field, input, wrong } of fields)
      if (field.required && input.value.trim() === '') wrong(`${field.label} is needed.`);
    return all.find(({ input }) => input.getAttribute('aria-invalid') === 'true');
  };
  const submit = async (): Promise<void> => {
    fill(said);
    const bad = check();
    if (bad !== undefined) {
      bad.input.focus();
      return;
    }
    const filled = fields
      .map(({ field, input }) => [field.name, input.value.trim()] as const)
      .filter(([, value]) => value !== '');
    if (name === null && filled.length === 0) {
      fill(said, message('warning', 'Nothing is filled in: all of it stays as it is.'));
      fields[0]?.input.focus();
      return;
    }
    body.inert = true;
    fill(foot, busy(options.busyText));
    announce(options.busyText);
    try {
      await options.submit({
        name: name?.input.value.trim() ?? '',
        fields: Object.fromEntries(filled),
      });
    } catch (error) {
      body.inert = false;
      drawFoot();
      complain(error);
    }
  };
  /** Where the refusal names what is wrong, it stands at that field. */
  const complain = (error: unknown): void => {
    const at =
      error instanceof CallError
        ? error.code === 'partner.auth'
          ? fields.find(({ field }) => field.secret)
          : error.code === 'connection.name-taken'
            ? name
            : error.code.startsWith('field.')
              ? fields.find(({ field }) => error.message.includes(field.label))
              : undefined
        : undefined;
    if (at === undefined || at === null || !(error instanceof CallError)) {
      fill(said, problem(error));
      foot.querySelector('button')?.focus();
      return;
    }
    at.wrong(error.message);
    at.input.focus();
  };
  const drawFoot = (): void =>
    fill(
      foot,
      button(options.submitLabel, () => void submit(), 'primary'),
      button('Cancel', options.cancel, 'link'),
    );
  const body = h(
    'div',
    {},
    all.map(({ element }) => element),
  );
  // Only what is typed: a list that is opened with Enter is no wish to save.
  onEnter(body, () => void submit());
  drawFoot();
  return h('div', {}, body, said, foot);
}

/** `unset`: what an answer that is left out reads as. */
function fieldOf(field: VendorField, unset: string): Drawn {
  const more = { help: field.help === '' ? undefined : field.help, required: field.required };
  if (field.choices.length > 0) {
    const none = field.required ? 'Choose…' : unset;
    return drawn(
      field.label,
      select([{ value: '', label: none }, ...field.choices], '', () => {}),
      more,
    );
  }
  return drawn(field.label, h('input', secretProps(field.secret)), more);
}

/** Neither browser nor password manager is to keep or fill in a credential of somebody's warehouse. */
const secretProps = (secret: boolean) => ({
  type: secret ? 'password' : 'text',
  autocomplete: secret ? 'new-password' : 'off',
  autocapitalize: 'off',
  spellcheck: 'false',
  'data-1p-ignore': true,
  'data-lpignore': 'true',
});

function drawn(
  label: string,
  input: HTMLInputElement | HTMLSelectElement,
  more: { help?: string | undefined; required?: boolean },
): Drawn {
  const element = labelled(label, input, more);
  const says = h('p', { class: 'wrong', id: uid(), role: 'alert' });
  element.append(says);
  const about = input.getAttribute('aria-describedby');
  const wrong = (text: string | null): void => {
    says.textContent = text;
    if (text === null) input.removeAttribute('aria-invalid');
    else input.setAttribute('aria-invalid', 'true');
    const ids = [about, text === null ? null : says.id].filter((id) => id !== null);
    if (ids.length > 0) input.setAttribute('aria-describedby', ids.join(' '));
    else input.removeAttribute('aria-describedby');
  };
  input.addEventListener('input', () => wrong(null));
  return { element, input, wrong };
}
