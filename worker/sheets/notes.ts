/**
 * Conflict notes: on a cell that a person typed over, what the worker knows; gone when both agree again. Which cells have
 * one is kept in developer metadata of the file, so that no notes need to be read to find them.
 */
import { z } from 'zod';
import { fewRuns } from '../../shared/tabs/blocks.ts';
import type { Place } from './columns.ts';
import type { Area, FileShape, Mark, Sheets } from './port.ts';
import { rowsWith, takeSnapshot } from './snapshot.ts';

const NOTED_MARK = 'shipsheet.conflicts';
/** What our notes begin with, here and in the add-on; what stands before it is the person's own note and stays. */
const OURS = 'Shipsheet: ';
/** Metadata of a file holds 30,000 characters: conflicts beyond are told in the answer only. */
const MOST_NOTED = 400;

export interface Conflict {
  readonly id: string;
  readonly column: string;
  readonly theirs: string;
  readonly ours: string;
}

/** A note with ours in it, in place of the one before; '' takes ours away. */
function withOurs(note: string, said: string): string {
  const at = note.indexOf(OURS);
  const own = (at < 0 ? note : note.slice(0, at)).trim();
  return [own, said === '' ? '' : OURS + said].filter((part) => part !== '').join('\n');
}

const sayConflict = ({ ours }: Conflict): string =>
  ours === ''
    ? 'The worker would clear this cell; it was typed by hand and stays.'
    : `The warehouse says ${ours}; this cell was typed by hand and stays.`;

const noted = z.array(z.tuple([z.string(), z.string()]));

function notedCells(shape: FileShape): { mark: Mark | null; cells: [string, string][] } {
  const mark = shape.marks.find(({ key }) => key === NOTED_MARK) ?? null;
  if (mark === null) return { mark, cells: [] };
  try {
    return { mark, cells: noted.parse(JSON.parse(mark.value)) };
  } catch {
    return { mark, cells: [] };
  }
}

/**
 * Brings the notes to the conflicts. `looked`: the shipments that were looked at; notes of others stay. Positions are read
 * again right before, and what a sort carried elsewhere meanwhile is taken away again.
 */
export async function writeNotes(
  sheets: Sheets,
  spreadsheetId: string,
  shape: FileShape,
  place: Place,
  keyColumn: string,
  conflicts: readonly Conflict[],
  looked: ReadonlySet<string>,
): Promise<void> {
  const { mark, cells } = notedCells(shape);
  const wanted = new Map<string, string>();
  const kept: [string, string][] = [];
  for (const [id, column] of cells) {
    if (looked.has(id)) wanted.set(`${id}\u0001${column}`, '');
    else kept.push([id, column]);
  }
  for (const conflict of conflicts.slice(0, Math.max(0, MOST_NOTED - kept.length))) {
    wanted.set(`${conflict.id}\u0001${conflict.column}`, sayConflict(conflict));
    kept.push([conflict.id, conflict.column]);
  }
  if (wanted.size === 0) return;
  const right = new Set(kept.map(([id, column]) => `${id}\u0001${column}`));
  await bringNotes(sheets, spreadsheetId, place, keyColumn, wanted, right);
  const value = JSON.stringify(kept);
  if (value === mark?.value) return;
  await sheets.again(() => sheets.change(spreadsheetId, [markRequest(mark, value)]));
}

function markRequest(mark: Mark | null, value: string): object {
  if (mark === null)
    return {
      createDeveloperMetadata: {
        developerMetadata: {
          metadataKey: NOTED_MARK,
          metadataValue: value,
          location: { spreadsheet: true },
          visibility: 'DOCUMENT',
        },
      },
    };
  return {
    updateDeveloperMetadata: {
      dataFilters: [{ developerMetadataLookup: { metadataId: mark.id } }],
      developerMetadata: { metadataValue: value },
      fields: 'metadataValue',
    },
  };
}

/** Stretches of rows of one column that are asked for at once. */
const MOST_AREAS = 20;
/** Rounds in which notes are put right when rows move under them. */
const ROUNDS = 3;

async function bringNotes(
  sheets: Sheets,
  spreadsheetId: string,
  place: Place,
  keyColumn: string,
  wanted: ReadonlyMap<string, string>,
  right: ReadonlySet<string>,
): Promise<void> {
  const ids = new Set([...wanted.keys()].map((cell) => cell.split('\u0001')[0] ?? ''));
  const columns = [...new Set([...wanted.keys()].map((cell) => cell.split('\u0001')[1] ?? ''))];
  for (let round = 0; round < ROUNDS; round++) {
    const keys = await takeSnapshot(sheets, spreadsheetId, place, keyColumn, []);
    // At first only the rows that are meant; then all, for a sort may have carried a note of ours anywhere.
    const rows = keys.keys.flatMap((key, row) => (round > 0 || ids.has(key) ? [row] : []));
    const areas: Area[] = columns.flatMap((name) => {
      const column = place.positions.get(name);
      if (column === undefined) return [];
      return fewRuns(rows, MOST_AREAS).map((run) => ({
        sheetId: place.sheetId,
        row: run.from + 1,
        rows: run.to - run.from,
        column,
        columns: 1,
      }));
    });
    if (areas.length === 0) return;
    const there = await sheets.notes(spreadsheetId, areas);
    const requests: object[] = [];
    for (const [a, { column, sheetId, row: top }] of areas.entries()) {
      const name = place.ids[column] ?? '';
      for (const [offset, [note = '']] of (there[a] ?? []).entries()) {
        const row = top - 1 + offset;
        const key = keys.keys[row] ?? '';
        const cell = `${key}\u0001${name}`;
        const said = rowsWith(keys, key).length === 1 ? wanted.get(cell) : undefined;
        const strayed = round > 0 && !right.has(cell) && isConflictNote(note);
        if (said === undefined && !strayed) continue;
        const next = withOurs(note, said ?? '');
        if (next === note) continue;
        requests.push({
          updateCells: {
            range: {
              sheetId,
              startRowIndex: row + 1,
              endRowIndex: row + 2,
              startColumnIndex: column,
              endColumnIndex: column + 1,
            },
            rows: [{ values: [{ note: next }] }],
            fields: 'note',
          },
        });
      }
    }
    if (requests.length === 0) return;
    await sheets.again(() => sheets.change(spreadsheetId, requests));
  }
}

const isConflictNote = (note: string): boolean => /Shipsheet: The (?:warehouse|worker) /.test(note);
