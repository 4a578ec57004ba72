/** One connection: what it can do, how it fares, and what can be done with it. */
import type { ConnectionView, VendorView } from '../../../shared/sync/wire.ts';
import { announce, type Child, fill, h, onEnter } from '../dom.ts';
import type { Env } from '../env.ts';
import { busy, button, fold, labelled, message, problem } from '../widgets/basics.ts';
import { copyButton } from '../widgets/copy.ts';
import { when } from '../words.ts';
import { connectionForm } from './form.ts';
import { renameInChannels } from './rename.ts';
import { canChips } from './words.ts';
import type { Worker } from './worker.ts';

export interface CardOptions {
  readonly env: Env;
  readonly worker: Worker;
  readonly connection: ConnectionView;
  /** null: this version of the worker has it no more. */
  readonly vendor: VendorView | null;
  /** Names of all connections. */
  readonly names: readonly string[];
  readonly open: boolean;
  /** The list is to be read again; `said` is what was done. */
  changed(said: string): void;
}

export function connectionCard(options: CardOptions): HTMLElement {
  const { connection } = options;
  const failing = connection.lastError !== null;
  const title = [
    h('span', { class: `dot ${failing ? 'bad' : connection.lastSuccess === '' ? '' : 'ok'}` }),
    connection.name,
    h('span', { class: 'summary' }, `${connection.label} · ${stateWord(connection)}`),
  ];
  const acts = h('div', {});
  const body = h('div', { class: 'narrow connection' }, facts(connection), webhook(connection), acts);
  showActs(options, acts);
  return fold(title, body, options.open);
}

function stateWord({ lastError, lastSuccess }: ConnectionView): string {
  if (lastError !== null) return 'needs a look';
  return lastSuccess === '' ? 'not used yet' : 'works';
}

function facts(connection: ConnectionView): Child {
  const { channels, limit, lastSuccess, lastError } = connection;
  const used = channels.length === 0 ? 'None yet' : channels.join(', ');
  const rows = [
    ['Channels', used],
    ['Limit', limit],
    ['Last success', lastSuccess === '' ? 'None yet' : when(lastSuccess)],
  ].filter(([, value]) => value !== '');
  return [
    lastError === null
      ? null
      : message('error', h('p', {}, lastError.message), h('p', { class: 'help' }, when(lastError.at))),
    canChips(connection.can),
    h(
      'dl',
      {},
      rows.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
    ),
  ];
}

function webhook({ webhook: found }: ConnectionView): Child {
  if (found === null) return null;
  const address = h('input', { type: 'text', readonly: true, value: found.url });
  return fold(
    'News at once (webhook)',
    h(
      'div',
      { class: 'narrow' },
      h('p', { class: 'lead-in' }, found.setUp),
      labelled('Address for the partner', address, { help: 'It holds a secret: give it to nobody else.' }),
      copyButton('Copy the address', found.url),
    ),
    false,
  );
}

/** The buttons; what each asks for takes their place. */
function showActs(options: CardOptions, place: HTMLElement, said: Child = null): void {
  const { connection, worker } = options;
  const back = (): void => {
    showActs(options, place);
    place.querySelector('button')?.focus();
  };
  const test = async (): Promise<void> => {
    fill(place, busy('Asking the partner…'));
    announce(`Testing ${connection.name}`);
    try {
      const account = await worker.test(connection.id);
      const whose = account === '' ? 'the partner took the credentials' : `the account is ${account}`;
      showActs(options, place, message('done', `It works: ${whose}.`));
      announce('It works');
    } catch (error) {
      showActs(options, place, problem(error));
    }
    place.querySelector('button')?.focus();
  };
  const show = (element: HTMLElement): void => {
    fill(place, element);
    element.querySelector<HTMLElement>('input, select, button')?.focus();
  };
  const { vendor } = options;
  fill(
    place,
    said,
    h(
      'div',
      { class: 'row acts', role: 'group', 'aria-label': `What can be done with ${connection.name}` },
      button('Test', () => void test()),
      button('Rename', () => show(renameForm(options, back))),
      vendor !== null && button('Change credentials', () => show(credentialsForm(options, vendor, back))),
      button('Remove', () => show(removeQuestion(options, back))),
    ),
  );
}

function renameForm(options: CardOptions, back: () => void): HTMLElement {
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
      await worker.change(connection.id, { name });
      await renameInChannels(env.call, connection.name, name);
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

function credentialsForm(options: CardOptions, vendor: VendorView, back: () => void): HTMLElement {
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

function removeQuestion(options: CardOptions, back: () => void): HTMLElement {
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
