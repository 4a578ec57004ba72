/** Import Tracking: the files of a warehouse, their columns, what to do about rows that leave a doubt, the preview. */

import { readPasted } from '../../../shared/csv/read.ts';
import type { FileRefusal, Table } from '../../../shared/csv/table.ts';
import { trackingKnows } from '../../../shared/tracking/columns.ts';
import { chosenColumns, columnsChosen } from '../../../shared/tracking/partner.ts';
import { warehouseWords } from '../../../shared/tracking/warehouse-words.ts';
import type { Context } from '../../api.ts';
import { announce, fill, h } from '../dom.ts';
import type { FilesEnv } from '../env.ts';
import type { TrackingRun } from '../file-run.ts';
import { refusalWords } from '../file-words.ts';
import { type Bytes, bytesOf, readTable } from '../read-file.ts';
import { busy, head, load, message, problem, toast } from '../widgets/basics.ts';
import { dropZone } from '../widgets/drop-zone.ts';
import { returnFiles } from '../widgets/failure-file.ts';
import { runView } from '../widgets/run.ts';
import { carrierQuestions } from './tracking-carriers.ts';
import { type Memory, memoryOf, sinceThen } from './tracking-memory.ts';
import { trackingOptions } from './tracking-options.ts';
import { otherSources } from './tracking-other.ts';
import { reviewList } from './tracking-review.ts';
import type { Decisions } from './tracking-review-row.ts';
import { type SourceCard, sourceCard } from './tracking-source.ts';
import { unnumbered } from './tracking-unnumbered.ts';
import { undoPanel } from './undo.ts';

type Env = FilesEnv<'prepareTracking'>;

export function importTrackingPanel(env: Env, place: HTMLElement): Promise<void> {
  return load(
    place,
    'Loading…',
    () =>
      Promise.all([
        env.call('context', {}),
        env.call('rewards', {}),
        env.call('layouts', { kind: 'tracking' }),
      ]),
    ([context, { products }, layouts]) =>
      view(
        env,
        place,
        context,
        products.map((product) => product.sku),
        memoryOf(env.call, layouts),
      ),
  );
}

function view(
  env: Env,
  place: HTMLElement,
  context: Context,
  skus: readonly string[],
  memory: Memory,
): HTMLElement {
  const choicesOf: Parameters<typeof sourceCard>[0]['choices'] = new Map();
  const bySku = new Map(skus.map((sku) => [sku.toLowerCase(), sku]));
  const decisions: Decisions = { accepted: new Map(), skipped: new Set() };
  const carriers = new Map<string, string>();
  let cards: SourceCard[] = [];
  const said = h('div', {});
  const list = h('div', {});
  /** A card changed its columns: what the options ask for may change with it. */
  const changed = (): void => {
    shape();
    run.stale();
  };
  /** Rows are known by their file's place and their line: with other files they are other rows. */
  const undecided = (): void => {
    decisions.accepted.clear();
    decisions.skipped.clear();
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
    missing.hidden = some;
    options.shape({
      email: cards.some((card) => card.has('email')),
      dates: cards.some((card) => card.has('shippedAt') || card.has('deliveredAt')),
    });
  };
  const since = (table: Table): ReturnType<typeof sinceThen> =>
    sinceThen(table, memory.last(options.channel(), table.header));
  const recall = (header: readonly string[]): void => {
    const known = memory.layout(options.channel(), header);
    if (known !== null) options.recall(known);
    for (const [group, carrier] of Object.entries(known?.carriers ?? {})) carriers.set(group, carrier);
  };
  const add = (name: string, table: Table | FileRefusal, bytes: Bytes | null, hiddenRows = 0): void => {
    if (!table.ok) {
      const text = `${name}: ${refusalWords(table)}`;
      said.append(message('error', text));
      return;
    }
    recall(table.header);
    const card = sourceCard({
      name,
      table,
      hiddenRows,
      sku: (text) => bySku.get(text.trim().toLowerCase()) ?? null,
      choices: choicesOf,
      known: (header) => {
        const layout = memory.layout(options.channel(), header);
        return layout === null ? null : chosenColumns(header, layout.columns);
      },
      forget: (header) =>
        void memory.forget(options.channel(), header).then(() => {
          for (const one of cards) one.draw();
          changed();
        }, toast),
      since: (read) => {
        const found = since(read);
        return found === null ? null : message('info', found.words);
      },
      worksheet: bytes === null ? null : (sheet) => readTable(bytes.bytes, trackingKnows, sheet),
      changed: () => {
        undecided();
        changed();
      },
      remove: () => {
        cards = cards.filter((one) => one !== card);
        undecided();
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
  /** Kept when the import has gone through: a layout that was never used may be wrong. */
  const keep = async (): Promise<void> => {
    for (const card of cards) {
      const { header, rows } = card.table();
      const layout = {
        columns: columnsChosen(header, card.chosen()),
        dayOrder: options.dayOrder(),
        carrier: options.carrier(),
        carriers: Object.fromEntries(carriers),
      };
      await memory.keep(options.channel(), header, layout, { name: card.name, rows });
    }
  };

  const options = trackingOptions(context.channels, (what) => {
    if (what === 'channel') {
      for (const card of cards) {
        recall(card.table().header);
        card.draw();
      }
    }
    run.stale();
  });
  let answers: Record<string, string> = {};
  const run = runView<TrackingRun>({
    label: 'Import Tracking',
    missing: () =>
      cards.map((card) => card.missing(options.shipsWithoutTracking())).find((text) => text !== null) ??
      options.missing(),
    prepare: () =>
      env.files.prepareTracking(env.call, {
        files: cards.map((card) => ({
          ...card.file(options.dayOrder()),
          name: card.name,
          newFrom: since(card.table())?.newFrom ?? 0,
        })),
        useEmail: options.useEmail(),
        carrier: options.carrier(),
        carriers,
        accepted: decisions.accepted,
        options: { ...options.options(), ...(Object.keys(answers).length > 0 ? { answers } : {}) },
      }),
    answer: (id, value) => {
      answers = { ...answers, [id]: value };
    },
    failures: (made) =>
      returnFiles(
        made,
        cards.map((card) => {
          const table = card.table();
          const newFrom = since(table)?.newFrom ?? 0;
          return { name: card.name, table, newFrom: newFrom < table.rows.length ? newFrom : 0 };
        }),
        warehouseWords,
      ),
    beside: (made) =>
      h(
        'div',
        { class: 'beside-run' },
        carrierQuestions(made.questions, carriers, (group, carrier) => {
          if (carrier === '') carriers.delete(group);
          else carriers.set(group, carrier);
          run.stale();
        }),
        reviewList({
          proposals: made.proposals,
          names: cards.map((card) => card.name),
          decisions,
          changed: () => run.stale(),
        }),
      ),
    after: () => {
      void keep().catch(toast);
      return null;
    },
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
  const missing = unnumbered(env, context);
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
    missing,
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
