/** What the buttons of a connection's card ask for: another name, other credentials, whether it really goes. */
import type { VendorView } from '../../../shared/sync/wire.ts';
import { fill, h, onEnter } from '../dom.ts';
import { busy, button, labelled, message, problem } from '../widgets/basics.ts';
import type { CardOptions } from './card.ts';
import { connectionForm } from './form.ts';
import { renameConnection } from './rename.ts';

/** Renames the connection and the channels that name it. `back`: never mind. */
export function renameForm(options: CardOptions, back: () => void): HTMLElement {
  const { env, worker, connection, names, changed } = options;
  const input = h('input', { type: 'text', value: connection.name, maxlength: 60 });
  const said = h('div', {});
  const foot = h('div', { class: 'row' });
  const go = async (): Promise<void> => {
    const name = input.value.trim();
    if (name === connection.name) return back();
    if (name === '') return refuse('A name is needed.');
    const other = names.some((one) => one !== connection.name && one.toLowerCase() === name.toLowerCase());
    if (other) return refuse('Another connection has this name.');
    fill(said);
    fill(foot, busy('Renaming…'));
    try {
      await renameConnection(env.call, worker, connection, name);
      changed(`${connection.name} is called ${name} now.`);
    } catch (error) {
      drawFoot();
      fill(said, problem(error));
    }
  };
  const refuse = (why: string): void => {
    fill(said, message('warning', why));
    input.focus();
  };
  const drawFoot = (): void =>
    fill(
      foot,
      button('Rename', () => void go(), 'primary'),
      button('Cancel', back, 'link'),
    );
  drawFoot();
  const element = h(
    'div',
    {},
    labelled('Name', input, { help: 'Channels that use it are changed too.' }),
    said,
    foot,
  );
  onEnter(element, () => void go());
  return element;
}

/** Tried by the worker before anything is replaced. */
export function credentialsForm(options: CardOptions, vendor: VendorView, back: () => void): HTMLElement {
  const { worker, connection, changed } = options;
  return h(
    'div',
    {},
    h(
      'p',
      { class: 'lead-in' },
      'What is kept is never shown. What you leave blank stays as it is; the rest is tried before it replaces the old.',
    ),
    connectionForm({
      fields: vendor.fields,
      name: null,
      taken: [],
      submitLabel: 'Test and save',
      busyText: 'Asking the partner…',
      submit: async ({ fields }) => {
        await worker.change(connection.id, { fields });
        changed(`${connection.name} has its new credentials.`);
      },
      cancel: back,
    }),
  );
}

/** Says which channels stop. */
export function removeQuestion(options: CardOptions, back: () => void): HTMLElement {
  const { worker, connection, changed } = options;
  const { name, channels } = connection;
  const stops =
    channels.length === 0
      ? 'No channel uses it.'
      : `${channels.join(', ')} ${channels.length === 1 ? 'stops' : 'stop'}: nothing more is sent or fetched, and what is not sent stays so.`;
  const go = async (): Promise<void> => {
    fill(box, busy('Removing…'));
    try {
      await worker.remove(connection.id);
      changed(`${name} is removed.`);
    } catch (error) {
      fill(box, problem(error), button('Back', back, 'link'));
    }
  };
  const no = button('No, keep it', back);
  const box = h(
    'div',
    { class: 'confirm', role: 'alertdialog', 'aria-label': `Remove ${name}?` },
    h('p', {}, `Remove ${name}? ${stops} Its credentials are deleted.`),
    // The first button gets the focus: it must be the harmless one.
    no,
    button(`Yes: remove ${name}`, () => void go(), 'danger'),
  );
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') back();
  });
  return box;
}
