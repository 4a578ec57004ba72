/** Export Presets: the layouts of the files for warehouses, and every batch once more. */
import { PRESETS } from '../../../shared/export/presets.ts';
import type { Context } from '../../api.ts';
import { fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { loadBatch } from '../exports/batch.ts';
import { channelOf, type Kept, loadKept, presetOf } from '../exports/kept.ts';
import { button, head, labelled, load, notice, select } from '../widgets/basics.ts';
import { exportFile } from '../widgets/export-file.ts';
import { presetEditor } from '../widgets/preset-editor.ts';

export function exportsPanel(env: Env, place: HTMLElement): Promise<void> {
  return load(
    place,
    'Loading…',
    () => Promise.all([env.call('context', {}), loadKept(env.call)]),
    ([context, kept]) => view(env, context, kept),
  );
}

function view(env: Env, context: Context, first: Kept): HTMLElement {
  let kept = first;
  const file = h('div', {});
  const presets = h('div', {});
  const newest = context.batches[0];
  const drawFile = (batch: string): void =>
    fill(
      file,
      exportFile(env, batch, (now) => {
        kept = now;
        // Below, a preset that is being changed stays; it takes its id when it is saved.
        if (presets.querySelector('.card') === null) drawPresets();
      }),
    );
  const edit = (id: string): void => {
    const all = [...PRESETS, ...kept.own];
    const preset = all.find((one) => one.id === id) ?? presetOf(kept, '');
    const inner = h('div', { class: 'card' });
    fill(presets, inner);
    fill(
      inner,
      presetEditor({
        env,
        kept,
        preset,
        sample:
          newest === undefined
            ? null
            : (columns) =>
                loadBatch(env.call, newest, columns).then(({ shipments }) => shipments.slice(0, 3)),
        done: (now) => {
          kept = now ?? kept;
          drawPresets();
          presets.querySelector('select')?.focus();
          // The card above offers what is kept now.
          if (newest !== undefined) drawFile(chosen);
        },
      }),
    );
    inner.querySelector('h3')?.focus();
  };
  let chosen = newest ?? '';
  const drawPresets = (): void => {
    let like = kept.own[0]?.id ?? PRESETS[0]?.id ?? '';
    fill(
      presets,
      labelled(
        'Preset',
        select(
          [
            ...kept.own.map(({ id, name }) => ({ value: id, label: name })),
            ...PRESETS.map(({ id, name }) => ({ value: id, label: `${name} (built in)` })),
          ],
          like,
          (id) => {
            like = id;
          },
        ),
        { help: 'A built-in preset stays as it is: your changes become a preset of your own.' },
      ),
      button('Change columns…', () => edit(like), 'secondary', 'change'),
    );
  };
  drawPresets();
  if (newest !== undefined) drawFile(newest);
  return h(
    'div',
    { class: 'panel' },
    head(
      'Export Presets',
      'How the files for warehouses look. Each channel keeps the preset that it took last.',
    ),
    notice(context),
    h('h2', {}, 'Files'),
    newest === undefined
      ? h('p', { class: 'empty' }, 'No batch yet. Push to Channel makes the first one.')
      : labelled(
          'Batch',
          select(batchChoices(context.batches), newest, (batch) => {
            chosen = batch;
            drawFile(batch);
          }),
          { help: 'Downloading a batch again changes nothing in the sheet.' },
        ),
    file,
    h('h2', {}, 'Presets'),
    presets,
  );
}

/** By channel, the newest of each first, as they come. */
function batchChoices(batches: readonly string[]): { value: string; label: string }[] {
  const channels = [...new Set(batches.map(channelOf))];
  return channels.flatMap((channel) =>
    batches.filter((batch) => channelOf(batch) === channel).map((batch) => ({ value: batch, label: batch })),
  );
}
