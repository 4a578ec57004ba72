/** One connection: what it can do, how it fares, and what can be done with it. */
import type { ConnectionView, VendorView } from '../../../shared/sync/wire.ts';
import { announce, type Child, fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { busy, button, fold, labelled, message, problem, toast } from '../widgets/basics.ts';
import { copyButton } from '../widgets/copy.ts';
import { when } from '../words.ts';
import { credentialsForm, removeQuestion, renameForm } from './card-forms.ts';
import { PARTNER_SHEET_VENDOR } from './names.ts';
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
  const { vendor, env } = options;
  const isSheet = connection.vendor === PARTNER_SHEET_VENDOR;
  const openSheet = (): void =>
    void env
      .call('openPanel', {
        panel: 'partner-sheet',
        title: 'Partner Sheets',
        filter: connection.channels[0] ?? '',
      })
      .catch(toast);
  fill(
    place,
    said,
    h(
      'div',
      { class: 'row acts', role: 'group', 'aria-label': `What can be done with ${connection.name}` },
      isSheet ? button('Partner sheet…', openSheet) : button('Test', () => void test()),
      button('Rename', () => show(renameForm(options, back))),
      vendor !== null && button('Change credentials', () => show(credentialsForm(options, vendor, back))),
      // A sheet is ended in its own panel, which asks what becomes of its rows.
      !isSheet && button('Remove', () => show(removeQuestion(options, back))),
    ),
  );
}
