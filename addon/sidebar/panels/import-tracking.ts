/** Import Tracking: the files of a warehouse, their columns, what to do about rows that leave a doubt, the preview. */

import { readPasted } from '../../../shared/csv/read.ts';
import type { FileRefusal, Table } from '../../../shared/csv/table.ts';
import { trackingKnows } from '../../../shared/tracking/columns.ts';
import type { Context } from '../../api.ts';
import { announce, fill, h } from '../dom.ts';
import type { FilesEnv } from '../env.ts';
import type { TrackingRun } from '../file-run.ts';
import { refusalWords } from '../file-words.ts';
import { type Bytes, bytesOf, readTable } from '../read-file.ts';
import { busy, head, load, message, problem } from '../widgets/basics.ts';
import { dropZone } from '../widgets/drop-zone.ts';
import { returnFiles } from '../widgets/failure-file.ts';
import { runView } from '../widgets/run.ts';
import { trackingOptions } from './tracking-options.ts';
import { otherSources } from './tracking-other.ts';
import { type SourceCard, sourceCard } from './tracking-source.ts';
import { undoPanel } from './undo.ts';

type Env = FilesEnv<'prepareTracking'>;

export function importTrackingPanel(env: Env, place: HTMLElement): Promise<void> {
  return load(
    place,
    'Loading…',
    () => Promise.all([env.call('context', {}), env.call('rewards', {})]),
    ([context, { products }]) =>
      view(
        env,
        place,
        context,
        products.map((product) => product.sku),
      ),
  );
}

function view(env: Env, place: HTMLElement, context: Context, skus: readonly string[]): HTMLElement {
  /** Column choices by header layout: chosen once for all files that look alike while the panel is open. */
  const remembered = new Map<string, ReadonlyMap<string, number>>();
  const bySku = new Map(skus.map((sku) => [sku.toLowerCase(), sku]));
  let cards: SourceCard[] = [];
  const said = h('div', {});
  const list = h('div', {});
  /** A card changed its columns: what the options ask for may change with it. */
  const changed = (): void => {
    shape();
    run.stale();
  };

  const drawList = (): void => {
    fill(
      list,
      cards.map((card) => card.element),
    );
    shape();
  };
  const shape = (): void => {
    const some = cards.length > 0;
    // The first file is the main thing; a further one is a line.
    zone.classList.toggle('small', some);
    options.element.hidden = !some;
    run.element.hidden = !some;
    options.shape({
      email: cards.some((card) => card.has('email')),
      dates: cards.some((card) => card.has('shippedAt')),
    });
  };
  const add = (name: string, table: Table | FileRefusal, bytes: Bytes | null, hiddenRows = 0): void => {
    if (!table.ok) {
      const text = `${name}: ${refusalWords(table)}`;
      said.append(message('error', text));
      return;
    }
    const card = sourceCard({
      name,
      table,
      hiddenRows,
      sku: (text) => bySku.get(text.trim().toLowerCase()) ?? null,
      remembered,
      worksheet: bytes === null ? null : (sheet) => readTable(bytes.bytes, trackingKnows, sheet),
      changed,
      remove: () => {
        cards = cards.filter((one) => one !== card);
        drawList();
        run.stale();
        announce(`${name} taken away`);
      },
    });
    cards = [...cards, card];
    announce(`${name} read`);
    drawList();
    run.stale();
  };
  const take = async (files: readonly File[]): Promise<void> => {
    fill(said, busy('Reading…'));
    await new Promise((resolve) => setTimeout(resolve, 30));
    fill(said);
    for (const file of files) {
      try {
        const bytes = await bytesOf(file);
        add(file.name, await readTable(bytes.bytes, trackingKnows), bytes);
      } catch (error) {
        said.append(problem(error));
      }
    }
  };

  const options = trackingOptions(context.channels, () => run.stale());
  let answers: Record<string, string> = {};
  const run = runView<TrackingRun>({
    label: 'Import Tracking',
    missing: () =>
      cards.map((card) => card.missing(options.shipsWithoutTracking())).find((text) => text !== null) ??
      options.missing(),
    prepare: () =>
      env.files.prepareTracking(env.call, {
        files: cards.map((card) => ({ ...card.file(options.dayOrder()), name: card.name })),
        useEmail: options.useEmail(),
        carrier: options.carrier(),
        carriers: new Map(),
        accepted: new Map(),
        options: { ...options.options(), ...(Object.keys(answers).length > 0 ? { answers } : {}) },
      }),
    answer: (id, value) => {
      answers = { ...answers, [id]: value };
    },
    failures: (made) =>
      returnFiles(
        made,
        cards.map((card) => ({ name: card.name, table: card.table() })),
      ),
    phase: (phase) => {
      choices.inert = phase === 'running';
      choices.hidden = phase === 'ended';
    },
    undo: (runId, undoPlace) => undoPanel(env, undoPlace, runId),
    again: () => void importTrackingPanel(env, place),
  });
  const zone = dropZone({
    label: 'Choose tracking files',
    accept: '.csv,.tsv,.txt,.xlsx,text/csv',
    multiple: true,
    take: (files) => void take(files),
  });
  const choices = h(
    'div',
    {},
    zone,
    otherSources({
      env,
      paste: (text) => {
        fill(said);
        add('Pasted rows', readPasted(text, { knows: trackingKnows }), null);
      },
      tab: (name, table, hiddenRows) => {
        fill(said);
        add(name, table, null, hiddenRows);
      },
    }),
    said,
    list,
    options.element,
  );
  drawList();
  return h(
    'div',
    { class: 'panel' },
    head(
      'Import Tracking',
      'Reads the tracking numbers that a warehouse sends back, and marks those shipments as shipped.',
    ),
    choices,
    run.element,
  );
}
