/** Import Orders: files of any platform or shop, or a tab; what was recognised, the rewards, the preview, the result. */

import type { FileChoice, OpenedReport } from '../../../shared/source/report-file.ts';
import type { RememberedLayout, RewardRow } from '../../api.ts';
import { announce, fill, h } from '../dom.ts';
import type { FilesEnv } from '../env.ts';
import { type Bytes, bytesOf, openOrders, readOrders, reportRefusalWords } from '../read-file.ts';
import { busy, button, head, load, message, problem } from '../widgets/basics.ts';
import { dropZone } from '../widgets/drop-zone.ts';
import type { KnownSku } from '../widgets/reward-map.ts';
import { counted } from '../words.ts';
import { headerRow } from './import-orders-format.ts';
import { ordersSource, type SettledSource } from './import-orders-source.ts';
import { orderSteps } from './import-orders-steps.ts';
import { orderTabs } from './import-orders-tab.ts';

type Env = FilesEnv<'prepareOrders' | 'prepareAnswers'>;

/** What all files of this panel share. */
interface Known {
  readonly prefix: string;
  readonly stored: readonly RewardRow[];
  readonly products: readonly KnownSku[];
  layouts: readonly RememberedLayout[];
}

export function importOrdersPanel(env: Env, place: HTMLElement): Promise<void> {
  return load(
    place,
    'Loading…',
    async () => {
      // The first call makes the tabs of a new spreadsheet; the others would wait for it one by one.
      const context = await env.call('context', {});
      return {
        context,
        more: await Promise.all([env.call('rewards', {}), env.call('layouts', { kind: 'orders' })]),
      };
    },
    ({ context, more: [{ rewards, products }, layouts] }) =>
      view(env, place, { prefix: context.campaign.prefix, stored: rewards, products, layouts }),
  );
}

function view(env: Env, place: HTMLElement, known: Known): HTMLElement {
  const body = h('div', {});
  const start = (...said: HTMLElement[]): void =>
    fill(
      body,
      said,
      dropZone({
        label: 'Choose files of orders',
        accept: '.csv,.tsv,.txt,.xlsx,.zip,text/csv',
        multiple: true,
        take: (files) => void take(files),
      }),
      h(
        'p',
        { class: 'help' },
        'From Kickstarter, Indiegogo, BackerKit, Gamefound, Shopify and others as they come, also as a zip archive or Excel file. Of a report in several files take all at once. Any other file is read once you have said what its columns are.',
      ),
      orderTabs(env.call, ({ name, hash, opened, hiddenRows }) => {
        source({ name, hash, opened, choice: {}, hiddenRows, tab: true, reopen: () => {} });
      }),
    );
  const take = async (files: readonly File[]): Promise<void> => {
    const names = files.map(({ name }) => name).join(', ');
    fill(body, busy(`Reading ${names}…`));
    announce(`Reading ${names}`);
    await onScreen();
    try {
      await open(await Promise.all(files.map(bytesOf)), {});
    } catch (error) {
      start(problem(error));
    }
  };
  const open = async (files: readonly Bytes[], choice: FileChoice): Promise<void> => {
    const opened = await openOrders(files, choice);
    const reopen = (next: FileChoice): void => {
      fill(body, busy('Reading it again…'));
      void onScreen()
        .then(() => open(files, next))
        .catch((error: unknown) => start(problem(error)));
    };
    if (!opened.ok) {
      const name = opened.name === '' ? files.map((file) => file.name).join(', ') : '';
      const said = message('error', name === '' ? '' : `${name}: `, reportRefusalWords(opened));
      start(said, ...(opened.code === 'file.no-header' ? [otherHeader(choice, reopen)] : []));
      return;
    }
    const name = files.length === 1 ? (files[0]?.name ?? '') : counted(files.length, 'file');
    const hash = files.map((file) => file.hash).join('+');
    source({ name, hash, opened, choice, hiddenRows: 0, tab: false, reopen });
  };

  interface Source {
    readonly name: string;
    readonly hash: string;
    readonly opened: OpenedReport;
    readonly choice: FileChoice;
    readonly hiddenRows: number;
    readonly tab: boolean;
    reopen(choice: FileChoice): void;
  }
  const source = (from: Source): void => {
    const after = h('div', {});
    const show = (settled: SettledSource): void => {
      const read = readOrders(from.opened, settled.candidate);
      if (!read.ok) {
        fill(after, message('error', read.message));
        return;
      }
      about.wasRead(read.read.tables);
      announce(`${counted(read.file.backers.length, 'order')} read`);
      fill(
        after,
        twice(read.read.twice),
        orderSteps({
          env,
          name: from.name,
          hash: from.hash,
          file: read.file,
          mode: settled.mode,
          useEmail: settled.useEmail,
          stored: known.stored,
          products: known.products,
          phase: (phase) => {
            about.element.inert = phase === 'running';
            about.element.hidden = phase === 'ended';
          },
          again: () => void importOrdersPanel(env, place),
        }),
      );
    };
    let turn = 0;
    const about = ordersSource({
      call: env.call,
      opened: from.opened,
      prefix: known.prefix,
      choice: from.choice,
      hiddenRows: from.hiddenRows,
      tab: from.tab,
      layouts: known.layouts,
      remembered: (layouts) => {
        known.layouts = layouts;
      },
      reopen: from.reopen,
      close: () => start(),
      settled: (settled) => {
        turn++;
        const mine = turn;
        fill(after, settled !== null && busy('Reading the orders…'));
        // A large file keeps the page busy: what was chosen must be on the screen before.
        if (settled !== null) void onScreen().then(() => mine === turn && show(settled));
      },
    });
    fill(body, about.element, after);
  };
  start();
  return h(
    'div',
    { class: 'panel' },
    head('Import Orders', 'Import newer files as often as you like: only what changed is written.'),
    body,
  );
}

/** The words must be on the screen before the reading keeps the page busy. */
const onScreen = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

/** The column names are called as nobody calls them: their row must be said. */
function otherHeader(choice: FileChoice, reopen: (choice: FileChoice) => void): HTMLElement {
  let line = 1;
  return h(
    'div',
    { class: 'card' },
    h('p', {}, 'If the file has column names all the same, say in which row they stand.'),
    headerRow(line, (n) => {
      line = n;
    }),
    button('Read it so', () => reopen({ ...choice, headerLine: line })),
  );
}

function twice(
  list: readonly { readonly id: string; readonly names: readonly string[] }[],
): HTMLElement | null {
  const [first] = list;
  if (first === undefined) return null;
  const ids = list.slice(0, 5).map(({ id }) => id);
  return message(
    'warning',
    `${counted(list.length, 'backer')} in more than one file: ${ids.join(', ')}${list.length > 5 ? ' and more' : ''} (${first.names.join(', ')}). Their first row counts, unless the rows say different things.`,
  );
}
