/** Rewards: which SKUs each title of the platform is, changed with a preview like everything else. */
import { h } from '../dom.ts';
import type { FilesEnv } from '../env.ts';
import type { FileRun } from '../file-run.ts';
import { head, load } from '../widgets/basics.ts';
import { listFile } from '../widgets/failure-file.ts';
import { type KnownSku, type MapRow, rewardMap } from '../widgets/reward-map.ts';
import { runView } from '../widgets/run.ts';
import { undoPanel } from './undo.ts';

type Env = FilesEnv<'prepareRewards'>;

const KINDS: Record<string, string> = { reward: 'Reward', item: 'Item', addon: 'Add-on', sku: 'SKU' };

export function rewardsPanel(env: Env, place: HTMLElement): Promise<void> {
  return load(
    place,
    'Loading…',
    () => env.call('rewards', {}),
    ({ rewards, products }) => {
      const rows = rewards.map(
        (row): MapRow => ({
          ...row,
          kind: KINDS[row.platformId.split(':')[0] ?? ''] ?? '',
          note: '',
          instead: '',
        }),
      );
      return h(
        'div',
        { class: 'panel' },
        head('Rewards', 'Says once which SKUs each reward, item and add-on of the platform is.'),
        rows.length === 0
          ? h('p', { class: 'empty' }, 'No rewards yet. Import Orders brings them from your platform’s file.')
          : editor(env, place, rows, products),
      );
    },
  );
}

function editor(
  env: Env,
  place: HTMLElement,
  first: readonly MapRow[],
  products: readonly KnownSku[],
): HTMLElement {
  let rows = first;
  const changedRows = (): MapRow[] => rows.filter((row, i) => row.items !== first[i]?.items);
  const run = runView<FileRun>({
    label: 'Rewards',
    previewLabel: 'Preview the change',
    missing: () => (changedRows().length === 0 ? 'Nothing has changed yet.' : null),
    prepare: () =>
      env.files.prepareRewards(env.call, {
        rewards: changedRows().map(({ title, platformId, items, orders }) => ({
          title,
          platformId,
          items,
          orders,
        })),
      }),
    failures: (made) => [listFile(made, 'Rewards', 'Reward')],
    phase: (phase) => {
      map.inert = phase === 'running';
      map.hidden = phase === 'ended';
    },
    undo: (runId, undoPlace) => undoPanel(env, undoPlace, runId),
    again: () => void rewardsPanel(env, place),
  });
  const map = rewardMap(first, products, (to) => {
    rows = to;
    run.stale();
  });
  return h('div', {}, map, run.element);
}
