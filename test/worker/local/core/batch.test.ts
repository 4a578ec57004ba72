import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from '../../../../worker/local/core/apply.ts';
import type { Operation } from '../../../../worker/local/core/operation.ts';
import type { State } from '../../../../worker/local/core/state.ts';
import type { Commit } from '../../../../worker/local/core/transaction.ts';
import type { Change } from '../../../../worker/local/core/types.ts';
import { createWorkbook } from '../../../../worker/local/core/workbook.ts';
import { operation } from '../../../../worker/local/store/schema.ts';
import { actions, doAll } from './actions.ts';

const cell = { row: 0, column: 0, rows: 1, columns: 1 };

function book8() {
  const book = createWorkbook({ id: 'a', title: 'A' });
  book.updateSheet(0, { rowCount: 8, columnCount: 8 });
  return book;
}

describe('a batch', () => {
  it('is one revision and one Change', () => {
    const book = createWorkbook({ id: 'a', title: 'A' });
    const changes: Change[] = [];
    book.onChange((change) => changes.push(change));
    const result = book.batch(() => {
      book.write(0, 0, 0, [['a', 'b']], 'RAW');
      book.batch(() => book.setNote(0, cell, 'n'));
      book.insertRows(0, 5, 1);
      return 'done';
    });
    expect(result).toBe('done');
    expect(changes).toEqual([
      {
        revision: 1,
        cells: [
          { sheetId: 0, range: { row: 0, column: 0, rows: 1, columns: 2 } },
          { sheetId: 0, range: cell },
        ],
        sheets: [0],
        list: false,
      },
    ]);
  });

  it('is each call outside of one, and none when nothing was done', () => {
    const book = createWorkbook({ id: 'a', title: 'A' });
    const revisions: number[] = [];
    const stop = book.onChange(({ revision }) => revisions.push(revision));
    book.write(0, 0, 0, [['a']], 'RAW');
    book.batch(() => undefined);
    book.title = 'B';
    stop();
    book.title = 'C';
    expect(revisions).toEqual([1, 2]);
    expect(book.revision).toBe(3);
  });

  it('is taken back as a whole when its work throws, and tells nobody', () => {
    fc.assert(
      fc.property(actions, actions, (before, inside) => {
        const book = book8();
        doAll(book, before);
        const kept = book.capture();
        let told = 0;
        book.onChange(() => told++);
        expect(() =>
          book.batch(() => {
            doAll(book, inside);
            throw new Error('changed my mind');
          }),
        ).toThrow('changed my mind');
        expect(book.capture()).toEqual(kept);
        expect(told).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('goes on after a batch inside it was taken back', () => {
    const book = createWorkbook({ id: 'a', title: 'A' });
    book.batch(() => {
      book.write(0, 0, 0, [['kept']], 'RAW');
      expect(() =>
        book.batch(() => {
          book.write(0, 0, 0, [['lost', 'lost']], 'RAW');
          throw new Error('no');
        }),
      ).toThrow('no');
    });
    expect(book.values(0, { ...cell, columns: 2 })).toEqual([['kept', null]]);
    expect(book.revision).toBe(1);
  });

  it('refuses work that goes on later', () => {
    const book = createWorkbook({ id: 'a', title: 'A' });
    expect(() =>
      book.batch(async () => {
        book.title = 'B';
      }),
    ).toThrow('synchronous');
    expect(book.title).toBe('A');
  });
});

describe('the operations of a commit', () => {
  it('give the same workbook when they are read from JSON and done again', () => {
    fc.assert(
      fc.property(actions, (list) => {
        const book = book8();
        const start = book.capture();
        const commits: Commit[] = [];
        book.onCommit((commit) => commits.push(commit));
        doAll(book, list);
        let state = start.state;
        for (const { operations } of commits) {
          for (const one of operations) {
            state = apply(state, operation.parse(JSON.parse(JSON.stringify(one)))).state;
          }
        }
        expect(state).toEqual(book.capture().state);
        expect(commits.map(({ revision }) => revision)).toEqual(
          commits.map((_, i) => start.revision + 1 + i),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('bring a copied sheet with looks that join those that follow', () => {
    const book = book8();
    book.write(0, 0, 0, [['12%']], 'USER');
    const before = book.capture().state;
    const commits: Commit[] = [];
    book.onCommit((commit) => commits.push(commit));
    const { id } = book.copySheet(0, book);
    book.write(id, 1, 0, [['12%']], 'USER');
    const state = commits
      .flatMap(({ operations }) => operations)
      .reduce((now, one) => apply(now, operation.parse(JSON.parse(JSON.stringify(one)))).state, before);
    expect(state).toEqual(book.capture().state);
  });

  it('are taken back by its undo, looks, sizes, sheets and metadata included', () => {
    fc.assert(
      fc.property(actions, actions, (before, list) => {
        const book = book8();
        doAll(book, before);
        const start = book.capture().state;
        const commits: Commit[] = [];
        book.onCommit((commit) => commits.push(commit));
        book.batch(() => doAll(book, list));
        const end = book.capture().state;
        const all = (state: State, operations: readonly Operation[]): State =>
          operations.reduce(
            (now, one) => apply(now, operation.parse(JSON.parse(JSON.stringify(one)))).state,
            state,
          );
        const done = commits.reduceRight((state, { undo }) => all(state, undo), book.capture().state);
        expect({ ...done, nextId: 0 }).toEqual({ ...start, nextId: 0 });
        expect(end.nextId).toBe(done.nextId);
      }),
      { numRuns: 500 },
    );
  });
});
