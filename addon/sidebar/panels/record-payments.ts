/** Record Payments: for chosen orders, or from a file. */
import { fill, h } from '../dom.ts';
import type { FilesEnv } from '../env.ts';
import { tabs } from '../widgets/tabs.ts';
import { actionPanel } from './action.ts';
import { paymentsFile } from './payments-file.ts';

type Env = FilesEnv<'preparePayments'>;

export function recordPaymentsPanel(env: Env, place: HTMLElement): void {
  fill(
    place,
    h(
      'div',
      { class: 'panel' },
      h('h1', { tabindex: '-1' }, 'Record Payments'),
      tabs('Where the payments come from', [
        {
          label: 'These orders',
          draw: (view) => void actionPanel(env, view, { action: 'record-payments', untitled: true }),
        },
        { label: 'From a file', draw: (view) => paymentsFile(env, view) },
      ]),
    ),
  );
}
