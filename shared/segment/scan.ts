/** Walks through the text of a filter: blanks, words, quoted texts. */
import type { FilterError } from './filter.ts';

export interface Bit {
  readonly text: string;
  readonly at: number;
  readonly length: number;
  readonly quoted: boolean;
}

export interface Scanner {
  /** The place now. */
  at(): number;
  /** The character at the place, "" at the end. */
  peek(): string;
  /** Steps over blanks; true when there were some. */
  blanks(): boolean;
  /** Steps over the text when it stands here. */
  take(text: string): boolean;
  /** Whether this upper-case word stands here as a word. */
  isWord(word: string): boolean;
  /** A quoted text, or all up to one of the characters; null after a failure or when nothing is here. */
  bit(ends: RegExp): Bit | null;
  /** The text from a place to now, or to another place. */
  since(from: number, to?: number): string;
  fail(at: number, length: number, message: string, suggestion?: string | null): null;
  error(): FilterError | null;
}

export function scanner(text: string): Scanner {
  let at = 0;
  let error: FilterError | null = null;
  const made: Scanner = {
    at: () => at,
    peek: () => text[at] ?? '',
    blanks() {
      const from = at;
      while (at < text.length && /\s/.test(text[at] ?? '')) at++;
      return at > from;
    },
    take(sought) {
      if (!text.startsWith(sought, at)) return false;
      at += sought.length;
      return true;
    },
    isWord: (word) => text.startsWith(word, at) && /^$|[\s()"]/.test(text[at + word.length] ?? ''),
    bit(ends) {
      const from = at;
      if (text[at] === '"') return quoted(from);
      while (at < text.length && !ends.test(text[at] ?? '')) at += text[at] === '\\' ? 2 : 1;
      at = Math.min(at, text.length);
      return at === from
        ? null
        : { text: tidy(text.slice(from, at)), at: from, length: at - from, quoted: false };
    },
    since: (from, to = at) => text.slice(from, to),
    fail(from, length, message, suggestion = null) {
      error ??= { at: from, length, message, suggestion };
      return null;
    },
    error: () => error,
  };
  const quoted = (from: number): Bit | null => {
    at = from + 1;
    while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    if (at >= text.length) {
      at = text.length;
      return made.fail(from, at - from, 'The quotation mark is not closed.', `${text.slice(from)}"`);
    }
    at++;
    return { text: tidy(text.slice(from + 1, at - 1)), at: from, length: at - from, quoted: true };
  };
  return made;
}

/** A pattern keeps the backslashes before stars and backslashes; before anything else they mean nothing. */
function tidy(raw: string): string {
  return raw.replace(/\\(.?)/gs, (pair, sign: string) =>
    sign === '' ? '\\\\' : sign === '*' || sign === '\\' ? pair : sign,
  );
}
