/** A file that is read: what its rewards are, then preview, import and result. */
import type { RewardRow } from '../../api.ts';
import { fill, h } from '../dom.ts';
import type { FilesEnv } from '../env.ts';
import type { FileRun, OrdersFile } from '../file-run.ts';
import { message } from '../widgets/basics.ts';
import { listFile } from '../widgets/failure-file.ts';
import { type KnownSku, type MapRow, rewardMap } from '../widgets/reward-map.ts';
import { runView } from '../widgets/run.ts';
import type { Mode } from '../widgets/stored-mapping.ts';
import { mapRowsOf } from './report.ts';
import { undoPanel } from './undo.ts';

export interface StepsOptions {
  readonly env: FilesEnv<'prepareOrders' | 'prepareAnswers'>;
  readonly name: string;
  /** The same for the same bytes. */
  readonly hash: string;
  readonly file: OrdersFile;
  readonly mode: Mode;
  readonly useEmail: boolean;
  readonly stored: readonly RewardRow[];
  readonly products: readonly KnownSku[];
  phase(phase: 'open' | 'running' | 'ended'): void;
  again(): void;
}

export function orderSteps(options: StepsOptions): HTMLElement {
  const { env, name, file, mode } = options;
  const first = mapRowsOf(file, options.stored, options.products);
  let rewards: readonly MapRow[] = first;
  let answers: Record<string, string> = {};
  const skipped = h('div', {});
  const drawSkipped = (): void => {
    const left = rewards.some((row) => row.items === '');
    fill(
      skipped,
      left &&
        h(
          'p',
          { class: 'help' },
          `You can import without: what is not mapped adds no SKUs, and its orders wait until it is mapped here or under Set Up, Rewards.`,
        ),
    );
  };
  const input = () => ({
    fileName: name,
    fileHash: options.hash,
    file,
    rewards: rewards.map(({ title, platformId, items, orders }) => ({ title, platformId, items, orders })),
    answers,
  });
  const run = runView<FileRun>({
    label: mode === 'orders' ? 'Import Orders' : 'Import Answers',
    prepare: async () =>
      withoutHash(
        mode === 'orders'
          ? await env.files.prepareOrders(env.call, input())
          : await env.files.prepareAnswers(env.call, { ...input(), useEmail: options.useEmail }),
      ),
    answer: (id, value) => {
      answers = { ...answers, [id]: value };
    },
    failures: (made) => [listFile(made, name, mode === 'orders' ? 'Backer' : 'Answer')],
    phase: (phase) => {
      choices.inert = phase === 'running';
      choices.hidden = phase === 'ended';
      options.phase(phase);
    },
    undo: (runId, undoPlace) => undoPanel(env, undoPlace, runId),
    again: options.again,
  });
  const choices = h('div', {});
  if (first.length > 0) {
    choices.append(
      h(
        'section',
        { 'aria-label': 'Rewards' },
        h('h2', {}, 'Rewards'),
        h('p', { class: 'help' }, 'Each title gets its SKUs once; the next import remembers them.'),
        rewardMap(first, options.products, (rows) => {
          rewards = rows;
          drawSkipped();
          run.stale();
        }),
        skipped,
      ),
    );
  } else if (mode === 'orders') {
    choices.append(message('info', 'This file names no items: its orders come without any.'));
  }
  drawSkipped();
  return h('div', {}, choices, run.element);
}

/** Activity names the file by its hash too, to know it again; on the screen it would be noise. */
function withoutHash(run: FileRun): FileRun {
  const which = run.preview.which.replace(/, file [0-9a-z+-]+$/, '');
  return { ...run, preview: { ...run.preview, which } };
}
