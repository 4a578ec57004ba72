import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWorkbook, type StoredWorkbook } from '../../../../worker/local/core/workbook.ts';
import { actions, doAll } from './actions.ts';

const ANA = 'ana';
const BOB = 'bob';

function small(): StoredWorkbook {
  const book = createWorkbook({ id: 'a', title: 'A' });
  book.updateSheet(0, { rowCount: 8, columnCount: 8 });
  return book;
}
const type = (book: StoredWorkbook, who: string, step: string, row: number, text: string): void =>
  book.history.as({ who, step }, () => book.write(0, row, 0, [[text]], 'USER'));
const column = (book: StoredWorkbook): unknown[] =>
  book.values(0, { row: 0, column: 0, rows: 4, columns: 1 }).map(([value]) => value);

describe('undo and redo', () => {
  it('walk through the steps of one person and back, whatever they were', () => {
    fc.assert(
      fc.property(fc.array(actions, { minLength: 1, maxLength: 5 }), (steps) => {
        const book = small();
        const seen = [book.capture().state];
        // Emptying what is empty is no step.
        let undoable = 0;
        const stop = book.onCommit(({ undo }) => {
          undoable += undo.length;
        });
        for (const [n, list] of steps.entries()) {
          const before = undoable;
          book.history.as({ who: ANA, step: `s${n}` }, () => doAll(book, list));
          if (undoable > before) seen.push(book.capture().state);
        }
        stop();
        const plain = (state: unknown): unknown => ({ ...(state as object), nextId: 0 });
        for (let at = seen.length - 2; at >= 0; at--) {
          expect(book.history.undo(ANA).done).toBe(true);
          expect(plain(book.capture().state)).toEqual(plain(seen[at]));
        }
        expect(book.history.undo(ANA)).toEqual({ done: false, why: 'nothing' });
        for (let at = 1; at < seen.length; at++) {
          expect(book.history.redo(ANA).done).toBe(true);
          expect(plain(book.capture().state)).toEqual(plain(seen[at]));
        }
        expect(book.history.redo(ANA)).toEqual({ done: false, why: 'nothing' });
        for (let at = seen.length - 2; at >= 0; at--) book.history.undo(ANA);
        expect(plain(book.capture().state)).toEqual(plain(seen[0]));
      }),
      { numRuns: 150 },
    );
  });

  it('take several changes of one step back together, and what belongs to the last step with it', () => {
    const book = small();
    type(book, ANA, 'run', 0, 'a');
    type(book, ANA, 'run', 1, 'b');
    type(book, ANA, 'typed', 2, 'c');
    book.history.as({ who: ANA }, () => book.write(0, 3, 0, [['note']], 'RAW'));
    expect(book.history.undo(ANA)).toEqual({
      done: true,
      places: [{ sheetId: 0, range: { row: 2, column: 0, rows: 1, columns: 1 } }],
    });
    expect(column(book)).toEqual(['a', 'b', null, null]);
    book.history.undo(ANA);
    expect(column(book)).toEqual([null, null, null, null]);
    expect(book.history.can(ANA)).toEqual({ undo: false, redo: true });
  });

  it('forget what was undone as soon as something else is done', () => {
    const book = small();
    type(book, ANA, '1', 0, 'a');
    book.history.undo(ANA);
    type(book, ANA, '2', 1, 'b');
    expect(book.history.redo(ANA)).toEqual({ done: false, why: 'nothing' });
  });

  it('are nobody’s for what was done outside of a step', () => {
    const book = small();
    book.write(0, 0, 0, [['a']], 'RAW');
    expect(book.history.can(ANA)).toEqual({ undo: false, redo: false });
    expect(book.history.undo('')).toEqual({ done: false, why: 'nothing' });
  });
});

describe('two people', () => {
  it('each take back their own step', () => {
    const book = small();
    type(book, ANA, '1', 0, 'a');
    type(book, BOB, '1', 1, 'b');
    book.history.undo(ANA);
    expect(column(book)).toEqual([null, 'b', null, null]);
    book.history.redo(ANA);
    book.history.undo(BOB);
    expect(column(book)).toEqual(['a', null, null, null]);
  });

  it('a step is refused where the other has written since, or has moved rows', () => {
    const book = small();
    type(book, ANA, '1', 0, 'a');
    type(book, BOB, '1', 0, 'b');
    expect(book.history.undo(ANA)).toEqual({ done: false, why: 'moved' });
    expect(column(book)[0]).toBe('b');
    type(book, ANA, '2', 2, 'c');
    book.history.as({ who: BOB, step: '2' }, () => book.insertRows(0, 0, 1));
    expect(book.history.undo(ANA)).toEqual({ done: false, why: 'moved' });
    // Bob's rows can go again, for Ana did nothing since.
    expect(book.history.undo(BOB).done).toBe(true);
    expect(column(book)).toEqual(['b', null, 'c', null]);
  });

  it('a date that is taken back leaves the looks that the other gave meanwhile', () => {
    const book = small();
    type(book, ANA, '1', 0, '2026-03-01');
    const cell = { row: 2, column: 0, rows: 1, columns: 1 };
    book.history.as({ who: BOB, step: '1' }, () => book.setFormat(0, cell, { bold: true }));
    expect(book.history.undo(ANA).done).toBe(true);
    expect(book.formats(0, cell)[0]?.[0]).toMatchObject({ bold: true });
    expect(column(book)[0]).toBeNull();
  });

  it('who leaves is forgotten', () => {
    const book = small();
    type(book, ANA, '1', 0, 'a');
    book.history.forget(ANA);
    expect(book.history.undo(ANA)).toEqual({ done: false, why: 'nothing' });
  });
});
