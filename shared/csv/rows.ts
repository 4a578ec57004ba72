/// <reference path="./papaparse.d.ts" />
/** Streams the rows of a text through papaparse, holding one block and not the file. */
import Papa from 'papaparse/papaparse.min.js';
import type { TextSource } from './decode.ts';
import type { Dialect } from './dialect.ts';

export interface RowsRead {
  /** Rows seen, blank ones included. */
  readonly rows: number;
  /** Row number from 1 where a quote opens and never closes, or 0. */
  readonly openQuote: number;
}

/** `visit` gets each row and whether its block holds U+FFFD anywhere; `enough` is asked after each block. */
export function eachRow(
  first: string,
  source: TextSource,
  dialect: Dialect,
  visit: (cells: string[], damaged: boolean) => void,
  enough: () => boolean = () => false,
): RowsRead {
  const { delimiter, newline, stripReturn } = dialect;
  let rows = 0;
  let openQuote = 0;
  let damaged = false;
  const take = (cells: string[]): void => {
    rows++;
    if (stripReturn) dropReturn(cells);
    visit(cells, damaged);
  };
  // Handing on each row as it is found keeps rows short-lived: twice as fast as collecting a block of them.
  const parser = new Papa.Parser({
    delimiter,
    newline,
    step: ({ data, errors }) => {
      const cells = data[0];
      if (!cells) return;
      take(cells);
      if (errors.some((e) => e.code === 'MissingQuotes')) openQuote = rows;
    },
  });
  let text = first;
  let wanted = 0;
  for (;;) {
    const more = readOn(source, text, wanted);
    const last = more === null;
    if (more !== null) text = more;
    if (text === '') return { rows, openQuote };
    damaged = text.includes('\ufffd');
    if (last) {
      // The line end of the last row is not the beginning of one more.
      if (text === newline) take(['']);
      else parser.parse(text.endsWith(newline) ? text.slice(0, -newline.length) : text, 0, false);
      return { rows, openQuote };
    }
    const reached = parser.parse(text, 0, true).meta.cursor;
    if (enough()) return { rows, openQuote };
    // A cell longer than a block is read on until the text has doubled, so that an open quote costs linear time.
    wanted = reached === 0 ? text.length * 2 : 0;
    text = text.slice(reached);
  }
}

/** The text with at least one more block and at least `wanted` characters; null when there is no more. */
function readOn(source: TextSource, text: string, wanted: number): string | null {
  let longer = text;
  do {
    const piece = source.next();
    if (piece === null) return longer.length > text.length ? longer : null;
    longer += piece;
  } while (longer.length < wanted);
  return longer;
}

function dropReturn(cells: string[]): void {
  const at = cells.length - 1;
  const cell = cells[at];
  if (cell?.endsWith('\r')) cells[at] = cell.slice(0, -1);
}
