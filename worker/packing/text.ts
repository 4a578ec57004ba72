/** Text of any script on a page of a PDF: which font has each character, in which order they stand, where a line ends. */
import { setImmediate } from 'node:timers/promises';
import bidiFactory from 'bidi-js';
import type PDFDocument from 'pdfkit';
import { type Face, faceOf } from './fonts.ts';

/** The part of a PDF document that is used here. */
type Pages = Pick<
  InstanceType<typeof PDFDocument>,
  | 'font'
  | 'fontSize'
  | 'registerFont'
  | 'widthOfString'
  | 'text'
  | 'rect'
  | 'lineWidth'
  | 'lineJoin'
  | 'save'
  | 'restore'
  | 'stroke'
  | 'fill'
>;

export interface Style {
  readonly size: number;
  readonly bold?: boolean;
  /** ISO code of the address: it decides between the shapes of Chinese characters. */
  readonly country?: string;
}
interface Run {
  /** null: a box in place of each character that no font has. */
  readonly face: Face | null;
  readonly text: string;
  readonly rightToLeft: boolean;
  readonly width: number;
}
/** A line that is ready to be drawn. */
export interface Line {
  readonly runs: readonly Run[];
  readonly size: number;
  readonly width: number;
  /** Characters that no font has. */
  readonly missing: number;
}
export interface Text {
  line(text: string, style: Style): Promise<Line>;
  /** At most as wide as that, unless one character is wider. */
  wrap(text: string, width: number, style: Style): Promise<readonly Line[]>;
  /** @param y Of the top of the line */
  draw(line: Line, x: number, y: number): void;
}

const bidi = bidiFactory();
const segments = new Intl.Segmenter('und', { granularity: 'grapheme' });
const HAS_RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Ink of none: they tell how to break, join or colour what stands beside them. */
const UNSEEN = /[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
/** Letters, digits and signs of English, which one face has. */
const PLAIN = /^[\x20-\x7e]+$/;
const BLANK_POINT = 0x20;
/** Of the letter height: around a hairline it makes a regular stroke. */
const STROKE = 0.042;
/** A box, of the letter height. */
const BOX = { width: 0.62, height: 0.7, gap: 0.07 };
/** Widths, of the letter height: of a blank in Noto Sans, and of a letter that is narrower than any. */
const BLANK = 0.26;
const NARROWEST = 0.15;
/** Lines that are kept: the names of products stand on every slip. */
const MOST_KEPT = 4_000;
/** Of one text: more stands on no parcel, and a backer may have pasted a book as a name. */
const MOST_SIGNS = 10_000;
/** A word of so many times the characters that fit is not measured: it is longer than the line. */
const SURELY = 4;

/** One text of one line: composed, blanks for what would break it, and nothing that has no ink. */
const plainOf = (text: string): string =>
  text.normalize('NFC').replace(/\s+/g, ' ').replace(UNSEEN, '').trim();

const cut = (text: string): string =>
  text.length <= MOST_SIGNS ? text : `${text.slice(0, MOST_SIGNS).replace(/[\ud800-\udbff]$/, '')}…`;

/** The characters of a text as people count them that no font has, each once. */
export async function missingIn(text: string, country: string): Promise<string[]> {
  const found = new Set<string>();
  for (const point of new Set(plainOf(text)))
    if ((await faceOf(point.codePointAt(0) ?? 0, country)) === null) found.add(point);
  return [...found];
}

/** What is drawn with one face, in the order of reading. */
interface Piece {
  face: Face | null;
  text: string;
}
async function piecesOf(text: string, style: Style): Promise<Piece[]> {
  const weight = style.bold === true ? 'bold' : 'regular';
  if (PLAIN.test(text)) {
    // Most lines: one face has them whole.
    const face = await faceOf(text.codePointAt(0) ?? BLANK_POINT, '', weight);
    return [{ face, text }];
  }
  const pieces: Piece[] = [];
  const add = (face: Face | null, part: string): void => {
    const last = pieces.at(-1);
    if (last !== undefined && last.face?.name === face?.name) last.text += part;
    else pieces.push({ face, text: part });
  };
  for (const { segment } of segments.segment(text)) {
    const points = Array.from(segment, (sign) => sign.codePointAt(0) ?? 0);
    const before = pieces.at(-1)?.face;
    // What the face of before has stays with it: letters join, and marks sit, only within one face.
    if (before && points.every((point) => before.has.has(point))) {
      add(before, segment);
      continue;
    }
    const faces = await Promise.all(points.map((point) => faceOf(point, style.country ?? '', weight)));
    const whole = faces.find((face) => face !== null && points.every((point) => face.has.has(point)));
    if (whole) add(whole, segment);
    else for (const [at, sign] of Array.from(segment).entries()) add(faces[at] ?? null, sign);
  }
  return pieces;
}

/** Pieces in the order in which they stand on the page, from the left. */
function visually(text: string, pieces: readonly Piece[]): { piece: Piece; rightToLeft: boolean }[] {
  if (!HAS_RIGHT_TO_LEFT.test(text)) return pieces.map((piece) => ({ piece, rightToLeft: false }));
  const { levels } = bidi.getEmbeddingLevels(text, 'auto');
  const mirrored = bidi.getMirroredCharactersMap(text, levels);
  const runs: { piece: Piece; level: number }[] = [];
  let at = 0;
  for (const piece of pieces) {
    let open: { piece: Piece; level: number } | undefined;
    for (const sign of piece.text) {
      const level = levels[at] ?? 0;
      if (open?.level !== level) {
        open = { piece: { face: piece.face, text: '' }, level };
        runs.push(open);
      }
      open.piece.text += mirrored.get(at) ?? sign;
      at += sign.length;
    }
  }
  // Rule L2 of the Unicode bidirectional algorithm: from the highest level down, turn what is at least that high.
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level >= 1; level -= 1) {
    for (let from = 0; from < runs.length; from += 1) {
      let to = from;
      while ((runs[to]?.level ?? -1) >= level) to += 1;
      if (to > from) runs.splice(from, to - from, ...runs.slice(from, to).reverse());
      from = Math.max(from, to);
    }
  }
  return runs.map(({ piece, level }) => {
    const rightToLeft = level % 2 === 1;
    // Shaping turns the letters of these scripts, and leaves a comma and a blank between them as they came.
    if (!rightToLeft || HAS_RIGHT_TO_LEFT.test(piece.text)) return { piece, rightToLeft };
    const turned = Array.from(segments.segment(piece.text), ({ segment }) => segment).reverse();
    return { piece: { ...piece, text: turned.join('') }, rightToLeft: false };
  });
}

const keyOf = (text: string, { size, bold, country }: Style): string =>
  `${size}/${bold === true}/${country ?? ''}/${text}`;
function keep<T>(kept: Map<string, T>, key: string, value: T): void {
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, value);
}

/** Makes texts for one document. */
export function createText(pages: Pages): Text {
  const registered = new Set<string>();
  const keptLines = new Map<string, Line>();
  const kept = new Map<string, readonly Line[]>();

  const use = (face: Face, size: number): void => {
    if (!registered.has(face.name)) {
      pages.registerFont(face.name, face.data);
      registered.add(face.name);
    }
    pages.font(face.name).fontSize(size);
  };
  // The whole run is shaped at once: by words, as usual, words from right to left would stand in the wrong order.
  const options = (rightToLeft: boolean) =>
    rightToLeft ? { lineBreak: false, features: [] } : { lineBreak: false };

  function widthOf({ face, text }: Piece, size: number, rightToLeft: boolean): number {
    if (face === null) return Array.from(text).length * (BOX.width + 2 * BOX.gap) * size;
    use(face, size);
    return pages.widthOfString(text, options(rightToLeft));
  }

  async function line(given: string, style: Style): Promise<Line> {
    const text = plainOf(given);
    const key = keyOf(text, style);
    const before = keptLines.get(key);
    if (before) return before;
    const made = await measured(text, style);
    keep(keptLines, key, made);
    return made;
  }

  async function measured(text: string, style: Style): Promise<Line> {
    const pieces = await piecesOf(text, style);
    const runs = visually(text, pieces).map(({ piece, rightToLeft }): Run => {
      const width = widthOf(piece, style.size, rightToLeft);
      return { face: piece.face, text: piece.text, rightToLeft, width };
    });
    return {
      runs,
      size: style.size,
      width: runs.reduce((sum, run) => sum + run.width, 0),
      missing: runs.reduce((sum, run) => sum + (run.face === null ? Array.from(run.text).length : 0), 0),
    };
  }

  async function wrap(given: string, width: number, style: Style): Promise<readonly Line[]> {
    const text = cut(plainOf(given));
    if (text === '') return [];
    const key = `${width}/${keyOf(text, style)}`;
    const before = kept.get(key);
    if (before) return before;
    const lines = await broken(text, width, style);
    keep(kept, key, lines);
    return lines;
  }

  const widthOfText = async (text: string, style: Style): Promise<number> => (await line(text, style)).width;

  const mostIn = (width: number, { size }: Style): number => Math.ceil(width / (NARROWEST * size));
  /** Infinity for a word of which a part fills the line: measured whole for each line it would cost its square. */
  const widthOfWord = async (word: string, width: number, style: Style): Promise<number> =>
    word.length > SURELY * mostIn(width, style) ? Number.POSITIVE_INFINITY : widthOfText(word, style);

  /** Word by word, so that a long text costs no more than its words. */
  async function broken(text: string, width: number, style: Style): Promise<readonly Line[]> {
    const blank = BLANK * style.size;
    const texts: string[] = [];
    let open = '';
    let taken = 0;
    for (const word of text.split(' ')) {
      let rest = word;
      let wide = await widthOfWord(rest, width, style);
      if (open !== '' && taken + blank + wide <= width) {
        open += ` ${rest}`;
        taken += blank + wide;
        continue;
      }
      if (open !== '') texts.push(open);
      // A long word, and scripts without blanks, break anywhere.
      while (wide > width) {
        const end = await longest(rest, width, style);
        if (end === rest.length) break;
        texts.push(rest.slice(0, end));
        rest = rest.slice(end);
        // Others have their turn: a line of Chinese takes a while.
        await setImmediate();
        wide = await widthOfWord(rest, width, style);
      }
      open = rest;
      taken = wide;
    }
    if (open !== '') texts.push(open);
    const lines: Line[] = [];
    for (const one of texts) lines.push(await line(one, style));
    return lines;
  }

  /** Where the first line of a word ends; one character at least. */
  async function longest(word: string, width: number, style: Style): Promise<number> {
    const ends: number[] = [];
    const most = mostIn(width, style);
    for (const { index, segment } of segments.segment(word)) {
      ends.push(index + segment.length);
      if (ends.length === most) break;
    }
    let fits = 1;
    let over = ends.length + 1;
    while (over - fits > 1) {
      const middle = Math.floor((fits + over) / 2);
      if ((await widthOfText(word.slice(0, ends[middle - 1]), style)) <= width) fits = middle;
      else over = middle;
    }
    return ends[fits - 1] ?? word.length;
  }

  function draw({ runs, size }: Line, x: number, y: number): void {
    let at = x;
    for (const { face, text, rightToLeft, width } of runs) {
      if (face === null) boxes(Array.from(text).length, at, y, size);
      else {
        use(face, size);
        if (face.thin) {
          pages.lineWidth(size * STROKE).lineJoin('round');
          // Other faces sit deeper in their line; the base line is what they share.
          pages.text(text, at, y + size, {
            ...options(rightToLeft),
            baseline: 'alphabetic',
            fill: true,
            stroke: true,
          });
        } else pages.text(text, at, y + size, { ...options(rightToLeft), baseline: 'alphabetic' });
      }
      at += width;
    }
  }
  function boxes(count: number, x: number, y: number, size: number): void {
    pages.save().lineWidth(size * 0.06);
    for (let n = 0; n < count; n += 1) {
      const left = x + (n * (BOX.width + 2 * BOX.gap) + BOX.gap) * size;
      pages.rect(left, y + (1 - BOX.height) * size, BOX.width * size, BOX.height * size).stroke();
    }
    pages.restore();
  }

  return { line, wrap, draw };
}
