/** What should stand in a partner's sheet for a parcel. Pure. */
import { OUR_COLUMNS, type OurColumn, PERSONAL_COLUMNS } from '../../shared/partner-sheet/columns.ts';
import { headerOf } from '../../shared/partner-sheet/headers.ts';
import { partnerNote } from '../../shared/partner-sheet/notes.ts';
import type { PartnerPreset } from '../../shared/partner-sheet/preset.ts';
import {
  contentHash,
  type DescribedCells,
  describe,
  hashOfCell,
  type RowState,
} from '../../shared/partner-sheet/row.ts';
import {
  cancelText,
  changeText,
  REMOVED,
  type SummaryCounts,
  stateWord,
} from '../../shared/partner-sheet/words.ts';
import type { WantedLine } from './contract.ts';
import { fitting } from './lines-fit.ts';
import { partnerParcel } from './lines-parcel.ts';
import type { OpenRequest, PartnerRow, SheetParcel } from './load.ts';
import { typedAgain } from './waiting.ts';

/** What follows for a request once the line stands there. */
export type Answer =
  /** It is there. */
  | 'accepted'
  /** Nothing in it that the partner must notice, or it has noticed. */
  | 'done'
  /** Was to be cancelled, and the partner was never shown it. */
  | 'gone'
  /** Was to be cancelled or changed, and the partner gave its number without a word of having seen that. */
  | 'shipped'
  /** Until the partner ticks Seen. */
  | 'awaited';

export interface Line {
  readonly id: string;
  readonly state: RowState;
  /** null: nothing is to stand there, and nothing is taken away either. */
  readonly wanted: WantedLine | null;
  /** Names what the partner is shown, and whether it is to stop it: ticked, it has been seen. "" without a line. */
  readonly standing: string;
  readonly answers: readonly { readonly request: OpenRequest; readonly answer: Answer }[];
  /** Without a number, and to be packed. */
  readonly toPack: boolean;
}

export interface LineOptions {
  readonly preset: PartnerPreset;
  /** Whoever has the link can open the sheet, against the creator's wish: no new row goes into it (case K11). */
  readonly closed: boolean;
}

const NO_NOTES: WantedLine['notes'] = {
  number: '',
  carrier: '',
  shippedAt: '',
  quantity: '',
  remark: '',
  seen: '',
};
const NOTHING: WantedLine['taken'] = {};

export const hasNumber = ({ packages }: Pick<SheetParcel, 'packages'>): boolean =>
  packages.some(({ number, voided_at }) => number !== '' && voided_at === null);

/** The partner may have seen it: it was written, whether or not that was heard. */
const wasShown = (row: PartnerRow | null): row is PartnerRow => row !== null && row.shown_hash !== '';

/** What ticking Seen stands for: this content, to be sent or to be stopped. */
const standingOf = (cells: DescribedCells, struck: boolean): string =>
  `${struck ? 'x' : ''}${contentHash(cells)}`;

/** The descriptive cells; names and addresses replaced when their time is over (case K8). */
export function cellsOf(
  { id, content, row }: Pick<SheetParcel, 'id' | 'content' | 'row'>,
  preset: PartnerPreset,
): DescribedCells {
  const cells = describe(partnerParcel(id, content), preset);
  return row === null || row.wiped_at === null ? cells : withoutPerson(cells, REMOVED[preset.language]);
}

const isPersonal = (column: string): boolean => PERSONAL_COLUMNS.some((one) => one === column);

function withoutPerson(cells: DescribedCells, instead: string): DescribedCells {
  const entries = Object.entries(cells).map(([column, text]) => [
    column,
    isPersonal(column) && text !== '' ? instead : text,
  ]);
  return Object.fromEntries(entries);
}

/** States in which the partner has it, or would be told of it. */
const NOT_THERE: ReadonlySet<SheetParcel['state']> = new Set(['taken', 'unknown', 'refused']);

/**
 * The line of a parcel. `isThere`: its row stands in the sheet at this moment. What the partner has deleted comes back
 * unless it was cancelled.
 */
export function lineOf(parcel: SheetParcel, isThere: boolean, options: LineOptions): Line {
  const { id, here, state, row, open } = parcel;
  const { preset } = options;
  const shown = isThere || wasShown(row);
  const cancel = open.find(({ kind }) => kind === 'cancel');
  const create = open.find(({ kind }) => kind === 'create');
  const none = (answers: Line['answers'] = []): Line => ({
    id,
    state: 'cancelled',
    wanted: null,
    standing: '',
    answers,
    toPack: false,
  });
  if (!here || state === 'cancelled') {
    // A row that the partner deleted after it was cancelled is done with.
    return isThere ? struckLine(parcel, options) : none();
  }
  if (cancel !== undefined && !hasNumber(parcel)) {
    if (!shown) return none(open.map((request) => ({ request, answer: 'gone' })));
    const standing = standingOf(cellsOf(parcel, preset), true);
    const answer: Answer = row?.seen_hash === standing ? 'done' : 'awaited';
    // Of one whose writing was in doubt.
    const made: Line['answers'] = create === undefined ? [] : [{ request: create, answer: 'accepted' }];
    return struckLine(parcel, options, [...made, { request: cancel, answer }]);
  }
  if (!shown && NOT_THERE.has(state) && (create === undefined || options.closed)) return none();
  return liveLine(parcel, options);
}

function liveLine(parcel: SheetParcel, { preset }: LineOptions): Line {
  const { id, row, open } = parcel;
  const { language } = preset;
  const cells = cellsOf(parcel, preset);
  const standing = standingOf(cells, false);
  const update = open.find(({ kind }) => kind === 'update');
  const words =
    update === undefined || !wasShown(row) || row.wiped_at !== null || row.seen_hash === standing
      ? ''
      : changeText(row.before, cells, language, headerOf('seen', preset));
  const numbered = hasNumber(parcel);
  // What has a number was packed as it was before.
  const late = words !== '' && numbered;
  const change = words !== '' && !numbered;
  const state: RowState = change ? 'changed' : row?.refusal ? 'problem' : numbered ? 'sent' : 'new';
  const answers = open.map((request): Line['answers'][number] => {
    if (request.kind === 'create') return { request, answer: 'accepted' };
    if (request.kind === 'cancel') return { request, answer: 'shipped' };
    return { request, answer: late ? 'shipped' : change ? 'awaited' : 'done' };
  });
  return {
    id,
    state,
    standing,
    answers,
    toPack: !numbered,
    wanted: wantedLine(
      parcel,
      { ...cells, status: stateWord(state, language), change: change ? words : '' },
      preset,
      {
        struck: false,
        untick: change && (row?.change === '' || row?.shown_hash !== standing),
      },
    ),
  };
}

/** A row that is not to be packed any more: it stays, struck out, and says why. */
function struckLine(parcel: SheetParcel, { preset }: LineOptions, answers: Line['answers'] = []): Line {
  const { id, here, row } = parcel;
  const { language } = preset;
  const awaited = answers.some(({ answer }) => answer === 'awaited');
  const own = cellsOf(parcel, preset);
  // Another partner has it now: what it was changed to since is not for this one.
  const known = row?.shown_hash === standingOf(own, true) || row?.shown_hash === standingOf(own, false);
  const cells = here || known ? own : onlyId(own);
  const standing = standingOf(cells, true);
  const state: RowState = awaited ? 'cancelling' : 'cancelled';
  const change = cancelText(here ? 'cancelled' : 'moved', language, awaited, headerOf('seen', preset));
  return {
    id,
    state,
    standing,
    answers,
    toPack: false,
    wanted: wantedLine(parcel, { ...cells, status: stateWord(state, language), change }, preset, {
      struck: true,
      untick: awaited && row?.shown_hash !== standing,
    }),
  };
}

function onlyId(cells: DescribedCells): DescribedCells {
  return Object.fromEntries(
    Object.entries(cells).map(([column, text]) => [column, column === 'id' ? text : '']),
  );
}

function wantedLine(
  { id, row }: SheetParcel,
  cells: Readonly<Partial<Record<OurColumn, string>>>,
  { language }: PartnerPreset,
  how: { readonly struck: boolean; readonly untick: boolean },
): WantedLine {
  const refusal = row?.refusal ?? null;
  const notes =
    refusal === null
      ? NO_NOTES
      : { ...NO_NOTES, [refusal.column]: partnerNote(refusal.code, refusal.detail, language) };
  return {
    id,
    cells: fitting(cells),
    struck: how.struck,
    notes,
    taken: row === null ? NOTHING : typedAgain(row),
    ...(how.untick && { untick: true as const }),
  };
}

/** Column to hash, of all that a line shows. */
export function shownOf(cells: WantedLine['cells']): PartnerRow['shown'] {
  const shown: Partial<Record<OurColumn, string>> = {};
  for (const column of OUR_COLUMNS) {
    const text = cells[column];
    if (text !== undefined) shown[column] = hashOfCell(text);
  }
  return shown;
}

/** What the top of the sheet says. */
export function countsOf(lines: Iterable<Line>): SummaryCounts {
  const counts = { fresh: 0, changed: 0, withoutNumber: 0, cancelling: 0, problems: 0 };
  for (const { state, toPack, wanted } of lines) {
    if (wanted === null) continue;
    if (state === 'new') counts.fresh++;
    if (state === 'changed') counts.changed++;
    if (state === 'cancelling') counts.cancelling++;
    if (state === 'problem') counts.problems++;
    if (toPack) counts.withoutNumber++;
  }
  return counts;
}
