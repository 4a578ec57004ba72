/// <reference path="./wawoff2.d.ts" />
/**
 * The fonts of packing slips: Noto Sans (OFL 1.1) by scripts, as its npm packages cut them into files. A document opens
 * only the files that hold its characters, and what a file holds is read from the file: the packages' own lists name more.
 */
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { create } from 'fontkit';
import decompress from 'wawoff2/decompress.js';

interface Family {
  readonly name: string;
  readonly package: string;
  /** Other scripts of the package are left to the family that is made for them. */
  readonly parts: readonly string[] | 'numbered';
}
const still = (script: string, ...parts: string[]): Family => ({
  name: script,
  package: `@fontsource/noto-sans${script === 'base' ? '' : `-${script}`}`,
  parts,
});
const numbered = (name: string): Family => ({
  name,
  package: `@fontsource-variable/noto-sans-${name}`,
  parts: 'numbered',
});
const BASE = still(
  'base',
  'latin',
  'latin-ext',
  'cyrillic',
  'cyrillic-ext',
  'greek',
  'greek-ext',
  'vietnamese',
  'devanagari',
);
const SCRIPTS = [BASE, still('arabic', 'arabic'), still('hebrew', 'hebrew'), still('thai', 'thai')];
/** One shape of a Chinese character is not the other's: the country of the address says whose comes first. */
const EAST = { jp: numbered('jp'), kr: numbered('kr'), sc: numbered('sc'), tc: numbered('tc') } as const;
const FIRST: Readonly<Record<string, keyof typeof EAST>> = {
  JP: 'jp',
  KR: 'kr',
  KP: 'kr',
  CN: 'sc',
  SG: 'sc',
  TW: 'tc',
  HK: 'tc',
  MO: 'tc',
};
/** What is in no country of these reads as Japanese, whose font has most of the characters of all. */
const EASTERN = ['jp', 'sc', 'tc', 'kr'] as const;

export interface Face {
  /** Unique among all. */
  readonly name: string;
  /** TrueType or WOFF. */
  readonly data: Buffer;
  readonly has: ReadonlySet<number>;
  /** Its strokes are hairlines, to be drawn with a line around them. */
  readonly thin: boolean;
}

const resolver = createRequire(import.meta.url);
/** Beside the program, or where npm has put the package. */
function folderOf(name: string): string {
  const beside = fileURLToPath(new URL(`fonts/${name}`, import.meta.url));
  return existsSync(beside) ? beside : dirname(resolver.resolve(`${name}/package.json`));
}

type Range = readonly [from: number, to: number];
/** `U+4e00-4e05,U+4e08` */
function rangesOf(text: string): Range[] {
  return text.split(',').map((part): Range => {
    const [, from = '', to = from] = /^U\+([0-9a-f?]+)(?:-([0-9a-f]+))?$/i.exec(part.trim()) ?? [];
    return [Number.parseInt(from.replaceAll('?', '0'), 16), Number.parseInt(to.replaceAll('?', 'f'), 16)];
  });
}

interface Part {
  readonly name: string;
  /** What the package says that it holds: more than it does. */
  readonly ranges: readonly Range[];
  readonly files: Readonly<Record<'regular' | 'bold', string>>;
  readonly thin: boolean;
}
const known = new Map<string, readonly Part[]>();
function partsOf(family: Family): readonly Part[] {
  const before = known.get(family.name);
  if (before) return before;
  const folder = folderOf(family.package);
  const lists: unknown = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8'));
  const file = (key: string, weight: string): string =>
    join(folder, 'files', `${family.package.split('/')[1]}-${key}-${weight}`);
  const parts = Object.entries(lists ?? {}).flatMap(([key, list]): Part[] => {
    const number = /^\[(\d+)\]$/.exec(key)?.[1];
    const name = `${family.name}-${number ?? key}`;
    const ranges = rangesOf(String(list));
    if (family.parts === 'numbered') {
      if (number === undefined) return [];
      // These come in all weights at once, of which a PDF would hold the thinnest.
      const all = file(number, 'wght-normal.woff2');
      return [{ name, ranges, files: { regular: all, bold: all }, thin: true }];
    }
    if (!family.parts.includes(key)) return [];
    const regular = file(key, '400-normal.woff');
    const bold = family === BASE ? file(key, '700-normal.woff') : regular;
    return [{ name, ranges, files: { regular, bold }, thin: false }];
  });
  known.set(family.name, parts);
  return parts;
}

const opened = new Map<string, Promise<Face>>();
function open(part: Part, weight: 'regular' | 'bold'): Promise<Face> {
  const path = part.files[weight];
  const before = opened.get(path);
  if (before) return before;
  const face = readFile(path).then(async (bytes): Promise<Face> => {
    const data = path.endsWith('.woff2') ? Buffer.from(await decompress(bytes)) : bytes;
    const font = create(data);
    const points = 'characterSet' in font ? font.characterSet : [];
    return { name: `${part.name}-${weight}`, data, has: new Set(points), thin: part.thin };
  });
  opened.set(path, face);
  return face;
}

/** The families to look for a character in, for an address in this country (ISO code; "" for none). */
function familiesFor(country: string): Family[] {
  const first = FIRST[country];
  const east = first === undefined ? EASTERN : [first, ...EASTERN.filter((one) => one !== first)];
  return [...SCRIPTS, ...east.map((one) => EAST[one])];
}

/** The face that has this character, or null when none has. Bold where there is a bold one. */
export async function faceOf(
  point: number,
  country: string,
  weight: 'regular' | 'bold' = 'regular',
): Promise<Face | null> {
  for (const family of familiesFor(country)) {
    for (const part of partsOf(family)) {
      if (!part.ranges.some(([from, to]) => from <= point && point <= to)) continue;
      const face = await open(part, weight);
      if (face.has.has(point)) return face;
    }
  }
  return null;
}
