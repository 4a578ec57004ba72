/// <reference path="./papaparse.d.ts" />
/** Delimiter and line ends of a text file. */
import Papa from 'papaparse/papaparse.min.js';
import { findHeader, HEADER_WITHIN } from './header.ts';

export type Newline = '\r' | '\n' | '\r\n';

export interface Dialect {
  readonly delimiter: string;
  readonly newline: Newline;
  /** Lines end in LF and some in CR LF: the CR at the end of the last cell is not part of it. */
  readonly stripReturn: boolean;
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
const LF = 10;
const CR = 13;
const QUOTE = 34;

/** The first line end outside quotes; LF when there is none. */
export function firstNewline(text: string): Newline {
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) quoted = !quoted;
    else if (!quoted && c === LF) return '\n';
    else if (!quoted && c === CR) return text.charCodeAt(i + 1) === LF ? '\r\n' : '\r';
  }
  return '\n';
}

/** True when a LF stands without a CR before it, so that CR LF alone would join rows. */
export function hasLoneLineFeed(input: Uint8Array | string): boolean {
  if (typeof input === 'string') {
    for (let i = input.indexOf('\n'); i >= 0; i = input.indexOf('\n', i + 1)) {
      if (input.charCodeAt(i - 1) !== CR) return true;
    }
    return false;
  }
  for (let i = input.indexOf(LF); i >= 0; i = input.indexOf(LF, i + 1)) {
    if (input[i - 1] !== CR) return true;
  }
  return false;
}

/**
 * The delimiter under which the header is best: from the header line, never from the data, where decimal commas
 * would outvote a semicolon. `head` is the beginning of the file and may end in the middle of a row.
 */
export function delimiterOf(head: string, newline: Newline, knows?: (key: string) => boolean): string {
  const declared = /^sep=(.)[\r\n]/i.exec(head)?.[1];
  if (declared) return declared;
  let best: string = DELIMITERS[0];
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const parser = new Papa.Parser({ delimiter, newline, preview: HEADER_WITHIN });
    const rows = parser.parse(head, 0, false).data;
    const { score } = findHeader(rows, knows);
    const wide = knows ? score : Math.max(score, ...rows.slice(0, 1).map((r) => r.length));
    if (wide > bestScore) {
      best = delimiter;
      bestScore = wide;
    }
  }
  return best;
}
