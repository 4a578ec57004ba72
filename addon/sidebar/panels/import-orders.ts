/** Import Orders: a backer report, what was recognised in it, its rewards, the preview, the result. */

import type { OpenedReport } from '../../../shared/source/report-file.ts';
import type { RewardRow } from '../../api.ts';
import { announce, fill, h } from '../dom.ts';
import type { FilesEnv } from '../env.ts';
import type { FileRun, OrdersFile } from '../file-run.ts';
import { bytesOf, openOrders, readOrders, reportRefusalWords } from '../read-file.ts';
import { busy, head, load, message, problem } from '../widgets/basics.ts';
import { chosenFile, dropZone } from '../widgets/drop-zone.ts';
import { listFile } from '../widgets/failure-file.ts';
import { recognised } from '../widgets/recognised.ts';
import { type KnownSku, type MapRow, rewardMap } from '../widgets/reward-map.ts';
import { runView } from '../widgets/run.ts';
import { counted } from '../words.ts';
import { mapRowsOf } from './report.ts';
import { undoPanel } from './undo.ts';

type Env = FilesEnv<'prepareOrders'>;

export function importOrdersPanel(env: Env, place: HTMLElement): Promise<void> {
  return load(
    place,
    'Loading…',
    () => env.call('rewards', {}),
    ({ rewards, products }) => view(env, place, rewards, products),
  );
}

function view(
  env: Env,
  place: HTMLElement,
  stored: readonly RewardRow[],
  products: readonly KnownSku[],
): HTMLElement {
  const body = h('div', {});
  const start = (): void =>
    fill(
      body,
      dropZone({
        label: 'Choose a backer report',
        accept: '.csv,.txt,text/csv',
        take: ([file]) => {
          if (file !== undefined) void open(file);
        },
      }),
      h(
        'p',
        { class: 'help' },
        'From Kickstarter: Backer report, Export all rewards. If it comes as a zip archive, unpack it first.',
      ),
    );
  const open = async (file: File): Promise<void> => {
    fill(body, busy(`Reading ${file.name}…`));
    announce(`Reading ${file.name}`);
    // The words must be on the screen before the reading keeps the page busy.
    await new Promise((resolve) => setTimeout(resolve, 30));
    try {
      const { bytes, hash, name } = await bytesOf(file);
      const opened = await openOrders([{ name, bytes }]);
      const [best] = opened.ok ? opened.candidates : [];
      const read =
        opened.ok && best !== undefined
          ? readOrders(opened, best)
          : { ok: false as const, message: opened.ok ? notKnown(opened) : reportRefusalWords(opened) };
      const [table] = read.ok ? read.read.tables : [];
      if (!read.ok || table === undefined) {
        start();
        body.prepend(message('error', read.ok ? '' : read.message));
        return;
      }
      announce(`${counted(read.file.backers.length, 'backer')} read`);
      fill(
        body,
        chosenFile(name, read.file.layout.label, start),
        recognised(table, '', 'backer', unknownColumns(read.file)),
        steps(env, place, { name, hash, file: read.file }, mapRowsOf(read.file, stored), products),
      );
    } catch (error) {
      start();
      body.prepend(problem(error));
    }
  };
  start();
  return h(
    'div',
    { class: 'panel' },
    head('Import Orders', 'Import newer reports as often as you like: only what changed is written.'),
    body,
  );
}

const notKnown = ({ parts }: OpenedReport): string =>
  `${parts[0]?.name ?? ''}: no platform that is known. Its columns are: ${(parts[0]?.table.header ?? []).slice(0, 8).join(', ')}.`;

function unknownColumns(file: OrdersFile): HTMLElement | null {
  const names = file.layout.unknown.map((column) => column.name);
  if (names.length === 0) return null;
  return message('info', `Not read, for they are not known: ${names.join(', ')}.`);
}

interface Chosen {
  readonly name: string;
  readonly hash: string;
  readonly file: OrdersFile;
}

/** The rewards, then the run. */
function steps(
  env: Env,
  place: HTMLElement,
  chosen: Chosen,
  first: readonly MapRow[],
  products: readonly KnownSku[],
): HTMLElement {
  let rewards = first;
  let answers: Record<string, string> = {};
  const skipped = h('div', {});
  const drawSkipped = (): void => {
    const left = rewards.filter((row) => row.items === '');
    fill(
      skipped,
      left.length === 0
        ? null
        : h(
            'p',
            { class: 'help' },
            `You can import without: what is not mapped adds no SKUs, and its orders wait until it is mapped here or under Set Up, Rewards.`,
          ),
    );
  };
  const run = runView<FileRun>({
    label: 'Import Orders',
    prepare: async () =>
      withoutHash(
        await env.files.prepareOrders(env.call, {
          fileName: chosen.name,
          fileHash: chosen.hash,
          file: chosen.file,
          rewards: rewards.map(({ title, platformId, items, orders }) => ({
            title,
            platformId,
            items,
            orders,
          })),
          answers,
        }),
      ),
    answer: (id, value) => {
      answers = { ...answers, [id]: value };
    },
    failures: (made) => [listFile(made, chosen.name, 'Backer')],
    phase: (phase) => {
      choices.inert = phase === 'running';
      choices.hidden = phase === 'ended';
    },
    undo: (runId, undoPlace) => undoPanel(env, undoPlace, runId),
    again: () => void importOrdersPanel(env, place),
  });
  const choices = h(
    'section',
    { 'aria-label': 'Rewards' },
    h('h2', {}, 'Rewards'),
    h('p', { class: 'help' }, 'Each title gets its SKUs once; the next import remembers them.'),
    rewardMap(first, products, (rows) => {
      rewards = rows;
      drawSkipped();
      run.stale();
    }),
    skipped,
  );
  drawSkipped();
  return h('div', {}, choices, run.element);
}

/** Activity names the file by its hash too, to know it again; on the screen it would be noise. */
function withoutHash(run: FileRun): FileRun {
  const which = run.preview.which.replace(/, file [0-9a-z]+-[0-9a-z]+$/, '');
  return { ...run, preview: { ...run.preview, which } };
}
