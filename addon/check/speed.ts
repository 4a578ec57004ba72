import { type Assumption, seen } from './types.ts';

/** As many columns as an action reads and writes at most. */
const COLUMNS = 14;
/** An execution has 6 minutes, a chunk plans with 4: a block read or write must leave most of it. */
const SLOWEST = 60_000;
/** How many visible rows "Which orders?" asks for, at most. */
const ASKED = 2000;

const timed = <T>(work: () => T): { value: T; ms: number } => {
  const start = Date.now();
  const value = work();
  return { value, ms: Date.now() - start };
};

/** How long the big calls take. */
export const SPEED_ASSUMPTIONS: readonly Assumption[] = [
  {
    name: 'block-times',
    run(sheet, env) {
      const more = env.rows - sheet.getMaxRows();
      if (more > 0) sheet.insertRowsAfter(sheet.getMaxRows(), more);
      const range = sheet.getRange(1, 1, env.rows, COLUMNS).setNumberFormat('@');
      const rows = Array.from({ length: env.rows }, (_row, r) =>
        Array.from({ length: COLUMNS }, (_cell, c) => `${r}-${c} Ship to`),
      );
      const write = timed(() => {
        range.setValues(rows);
        SpreadsheetApp.flush();
      });
      const read = timed(() => range.getValues());
      const same = JSON.stringify(read.value.at(-1)) === JSON.stringify(rows.at(-1));
      const saw = `${env.rows} rows by ${COLUMNS}: written in ${write.ms} ms, read in ${read.ms} ms, same: ${same}`;
      return { ok: same && write.ms < SLOWEST && read.ms < SLOWEST, saw };
    },
  },
  {
    name: 'row-by-row',
    run(sheet, env) {
      const rows = Math.min(ASKED, env.rows, sheet.getMaxRows());
      const { value, ms } = timed(() => {
        let hidden = 0;
        for (let row = 1; row <= rows; row++) if (sheet.isRowHiddenByFilter(row)) hidden += 1;
        return hidden;
      });
      return { ok: value === 0 && ms < SLOWEST, saw: `${rows} rows asked in ${ms} ms, ${value} hidden` };
    },
  },
  {
    name: 'notes-block',
    run(sheet) {
      const range = sheet.getRange('A1:B2').setNotes([
        ['a', ''],
        ['', 'd'],
      ]);
      SpreadsheetApp.flush();
      return seen(range.getNotes(), [
        ['a', ''],
        ['', 'd'],
      ]);
    },
  },
];
