/** Connecting the spreadsheet to a worker, and what went wrong with it. */
import type { WorkerState } from '../../api.ts';
import { CallError } from '../call.ts';
import { announce, fill, h, onEnter } from '../dom.ts';
import type { Env } from '../env.ts';
import { busy, button, checkbox, labelled, message, problem } from '../widgets/basics.ts';
import { copyButton } from '../widgets/copy.ts';

/** Asks for the worker's address and pairs with it. */
export function pairing(env: Env, state: WorkerState, paired: () => void): HTMLElement {
  const address = h('input', {
    type: 'text',
    inputmode: 'url',
    value: state.address || state.offered,
    placeholder: 'https://worker.example.com',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
  });
  const said = h('div', {});
  const foot = h('div', { class: 'foot' });
  let agreed = !state.copy;
  let connect = h('button', {});

  const go = async (): Promise<void> => {
    if (!agreed) return;
    const typed = address.value.trim();
    if (typed === '') {
      fill(said, message('warning', 'Type the address of your worker first.'));
      address.focus();
      return;
    }
    fill(said);
    fields.inert = true;
    fill(foot, busy('Connecting…'));
    announce('Connecting');
    try {
      await env.call('pair', { address: typed });
      announce('Connected');
      paired();
    } catch (error) {
      fields.inert = false;
      drawFoot();
      fill(said, refused(error));
      said.querySelector('button')?.focus();
    }
  };
  const drawFoot = (): void => {
    connect = button(state.copy ? 'Connect this copy' : 'Connect', () => void go(), 'primary');
    connect.disabled = !agreed;
    fill(foot, connect);
  };
  const fields = h(
    'div',
    { on: { input: () => fill(said) } },
    labelled('Worker address', address, {
      help:
        state.offered === ''
          ? 'You get it from whoever runs the worker.'
          : 'The worker that runs beside this workbook.',
    }),
  );
  onEnter(fields, () => void go());
  drawFoot();
  const understood = checkbox('I want this copy to send shipments of its own', false, (on) => {
    agreed = on;
    connect.disabled = !on;
  });
  return h('div', {}, state.copy && copyNotice(understood), fields, said, foot);
}

function copyNotice(understood: HTMLElement): HTMLElement {
  return message(
    'warning',
    h(
      'p',
      {},
      'This spreadsheet is a copy, and not connected: nothing is sent from it, and the worker does not write into it.',
    ),
    h(
      'p',
      {},
      'Connected, it is a campaign of its own. What is not sent here would be sent to your partners, also where the original has sent it already. To go on with the copy instead of the original, disconnect the original first.',
    ),
    understood,
  );
}

/** The add-on's sentence, and beside it what a person can try; the worker's account is there to be copied. */
function refused(error: unknown): HTMLElement {
  const box = problem(error);
  const account = accountIn(error);
  const steps = error instanceof CallError ? STEPS[error.code] : undefined;
  return h(
    'div',
    {},
    box,
    account === null ? null : copyButton('Copy the worker’s account', account),
    steps === undefined
      ? null
      : h(
          'div',
          { class: 'steps' },
          h('p', { class: 'label' }, 'What to try'),
          h(
            'ol',
            {},
            steps.map((step) => h('li', {}, step)),
          ),
        ),
  );
}

const SHARE = [
  'Press Share at the top right of the spreadsheet.',
  'Paste the worker’s account, choose Editor, and switch the notification off.',
  'Connect again.',
];
const STEPS: Readonly<Record<string, readonly string[]>> = {
  'worker.away': [
    'Compare the address letter by letter with the one you were given.',
    'Open it in a new browser tab: a page of the worker should appear.',
    'If none does, the worker is not running: tell whoever runs it.',
    'On a computer of your own, npm start must be running.',
  ],
  'worker.not-shared': SHARE,
  'sheet.no-access': SHARE,
};

/** An e-mail address in what was said: the account that the file must be shared with. */
function accountIn(error: unknown): string | null {
  if (!(error instanceof CallError)) return null;
  return /[\w.+-]+@[\w-]+(\.[\w-]+)+/.exec(error.message)?.[0] ?? null;
}
