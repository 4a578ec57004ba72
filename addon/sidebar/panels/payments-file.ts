/** Record Payments from a file of a payment service. */
import type { Table } from '../../../shared/csv/table.ts';
import { PAYMENTS, type Payment } from '../../../shared/tabs/tabs.ts';
import { announce, fill, h } from '../dom.ts';
import type { FilesEnv } from '../env.ts';
import type { FileRun, PaymentRow } from '../file-run.ts';
import { refusalWords } from '../file-words.ts';
import { bytesOf, readTable } from '../read-file.ts';
import { busy, checkbox, labelled, message, problem, select } from '../widgets/basics.ts';
import { columnMap } from '../widgets/column-map.ts';
import { chosenFile, dropZone } from '../widgets/drop-zone.ts';
import { returnFiles } from '../widgets/failure-file.ts';
import { recognised } from '../widgets/recognised.ts';
import { runView } from '../widgets/run.ts';
import { counted } from '../words.ts';
import {
  mapPaymentColumns,
  PAYMENT_FIELDS,
  type PaymentField,
  type PaymentMapping,
  paymentOf,
  paymentsKnow,
} from './payment-words.ts';
import { undoPanel } from './undo.ts';

type Env = FilesEnv<'preparePayments'>;

export function paymentsFile(env: Env, place: HTMLElement): void {
  const start = (): void =>
    fill(
      place,
      h('p', { class: 'lead' }, 'Takes what was paid from a file of your payment service.'),
      dropZone({
        label: 'Choose a payments file',
        accept: '.csv,.tsv,.txt,.xlsx,text/csv',
        take: ([file]) => {
          if (file !== undefined) void open(file);
        },
      }),
      h(
        'p',
        { class: 'help' },
        'One row an order, with its order ID, backer number or e-mail, and the state.',
      ),
    );
  const open = async (file: File): Promise<void> => {
    fill(place, busy(`Reading ${file.name}…`));
    try {
      const { bytes } = await bytesOf(file);
      const table = await readTable(bytes, paymentsKnow);
      if (!table.ok) {
        start();
        place.prepend(message('error', `${file.name}: ${refusalWords(table)}`));
        return;
      }
      announce(`${counted(table.count, 'row')} read`);
      fill(place, view(env, file.name, table, start));
    } catch (error) {
      start();
      place.prepend(problem(error));
    }
  };
  start();
}

function view(env: Env, name: string, table: Table, start: () => void): HTMLElement {
  const columns = new Map<string, number>();
  const meanings = new Map<string, Payment | ''>();
  let useEmail = false;
  let answers: Record<string, string> = {};
  const body = h('div', {});
  const mapping = (): PaymentMapping => mapPaymentColumns(table.header, columns);
  const run = runView<FileRun>({
    label: 'Record Payments',
    missing: () => missing(mapping(), useEmail, unknownWords()),
    prepare: () =>
      env.files.preparePayments(env.call, {
        fileName: name,
        rows: rowsOf(table, mapping(), meaningOf),
        useEmail,
        options: Object.keys(answers).length > 0 ? { answers } : {},
      }),
    answer: (id, value) => {
      answers = { ...answers, [id]: value };
    },
    failures: (made) => returnFiles(made, [{ name, table }]),
    phase: (phase) => {
      body.inert = phase === 'running';
      body.hidden = phase === 'ended';
    },
    undo: (runId, undoPlace) => undoPanel(env, undoPlace, runId),
    again: start,
  });
  const words = (): Map<string, number> => {
    const at = mapping().found.state;
    const found = new Map<string, number>();
    for (const row of table.rows) {
      const word = at === undefined ? '' : (row[at] ?? '').trim();
      found.set(word, (found.get(word) ?? 0) + 1);
    }
    return found;
  };
  const meaningOf = (word: string): Payment | null => {
    const said = meanings.get(word);
    return said === undefined || said === '' ? paymentOf(word) : said;
  };
  const unknownWords = (): string[] => [...words().keys()].filter((word) => meaningOf(word) === null);

  const draw = (focus?: PaymentField): void => {
    const map = mapping();
    fill(
      body,
      chosenFile(name, '', start),
      recognised(table, '', 'row'),
      columnMap<PaymentField>({
        header: table.header,
        fields: PAYMENT_FIELDS,
        found: map.found,
        ambiguous: map.ambiguous,
        first: ['id', 'state'],
        notes: [],
        focus,
        changed: (field, column) => {
          columns.set(field, column);
          draw(field);
          run.stale();
        },
      }),
      states(words(), map.found.state !== undefined),
      map.found.email !== undefined &&
        checkbox('Match by e-mail where no ID fits', useEmail, (on) => {
          useEmail = on;
          run.stale();
        }),
    );
  };
  /** What each word of the file means; without a column for it, one answer for all rows. */
  const states = (found: Map<string, number>, column: boolean): HTMLElement =>
    h(
      'section',
      { 'aria-label': 'Payment states' },
      h('h2', {}, column ? 'States in the file' : 'State of all rows'),
      [...found]
        .sort((a, b) => b[1] - a[1])
        .slice(0, 30)
        .map(([word, n]) => {
          const known = meanings.get(word) ?? paymentOf(word) ?? '';
          return labelled(
            `${column ? (word === '' ? '(blank)' : word) : 'All'}: ${counted(n, 'row')}`,
            select(
              [{ value: '', label: 'Choose…' }, ...PAYMENTS.map((one) => ({ value: one, label: one }))],
              known,
              (value) => {
                meanings.set(word, PAYMENTS.find((one) => one === value) ?? '');
                run.stale();
              },
            ),
          );
        }),
    );
  draw();
  return h('div', {}, body, run.element);
}

function missing(map: PaymentMapping, useEmail: boolean, unknown: readonly string[]): string | null {
  const unsure = map.ambiguous[0];
  if (unsure !== undefined) {
    const label = PAYMENT_FIELDS.find(({ field }) => field === unsure.field)?.label ?? '';
    return `Choose under Columns which one is “${label}”.`;
  }
  if (map.found.id === undefined && !(useEmail && map.found.email !== undefined)) {
    return 'Say under Columns which one holds the order ID or backer number, or match by e-mail.';
  }
  const [word] = unknown;
  if (word === undefined) return null;
  return word === '' ? 'Say what rows without a state mean.' : `Say what the state “${word}” means.`;
}

function rowsOf(
  table: Table,
  { found }: PaymentMapping,
  meaningOf: (word: string) => Payment | null,
): PaymentRow[] {
  return table.rows.flatMap((cells, i) => {
    const text = (field: PaymentField): string => {
      const at = found[field];
      return at === undefined ? '' : (cells[at] ?? '').trim();
    };
    const payment = meaningOf(text('state'));
    if (payment === null) return [];
    return [
      {
        line: table.lines[i] ?? i + 2,
        id: text('id'),
        email: text('email'),
        payment,
        reason: text('reason'),
        amountDue: text('due') === '' ? null : text('due'),
      },
    ];
  });
}
