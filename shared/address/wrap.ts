/** Spreads a street over two lines that are short enough; never cuts (D21). */

/** Words that begin a part of their own: a good place to break before. */
const PART =
  /^(?:apt|apartment|unit|suite|ste|flat|floor|fl|room|rm|building|bldg|block|#|c\/o|attn|int|piso|depto|bâtiment|bat|wohnung|etg|lok|m)\b\.?/i;

/** Abbreviations that every post knows (USPS Publication 28, Deutsche Post). */
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/\bApartment\b/gi, 'Apt'],
  [/\bAvenue\b/gi, 'Ave'],
  [/\bBoulevard\b/gi, 'Blvd'],
  [/\bBuilding\b/gi, 'Bldg'],
  [/\bDrive\b/gi, 'Dr'],
  [/\bFloor\b/gi, 'Fl'],
  [/\bHighway\b/gi, 'Hwy'],
  [/\bParkway\b/gi, 'Pkwy'],
  [/\bRoad\b/gi, 'Rd'],
  [/\bStreet\b/gi, 'St'],
  [/\bSuite\b/gi, 'Ste'],
  [/stra(?:ß|ss)e\b/gi, 'str.'],
];

export interface Wrapped {
  readonly line1: string;
  readonly line2: string;
  /** Words were shortened: a person should look. */
  readonly shortened: boolean;
}

/** Two lines of at most `longest` characters with the same words in the same order; null where they do not fit. */
export function wrapLines(line1: string, line2: string, longest: number): Wrapped | null {
  const whole = spread(line1, line2, longest);
  if (whole) return { ...whole, shortened: false };
  const brief = SHORT.reduce(
    ([a, b], [word, short]) => [a.replace(word, short), b.replace(word, short)] as const,
    [line1, line2] as const,
  );
  const found = brief[0] === line1 && brief[1] === line2 ? null : spread(brief[0], brief[1], longest);
  return found && { ...found, shortened: true };
}

function spread(line1: string, line2: string, longest: number): { line1: string; line2: string } | null {
  if (line1.length <= longest && line2.length <= longest) return { line1, line2 };
  // A second line that is too long may begin in the first.
  const joined = line2 === '' ? line1 : `${line1}, ${line2}`;
  const from = line2.length > longest ? joined : line1;
  const behind = line2.length > longest ? '' : line2;
  let best: { line1: string; line2: string; worth: number } | null = null;
  for (let at = from.indexOf(' '); at > 0 && at <= longest + 1; at = from.indexOf(' ', at + 1)) {
    const first = from.slice(0, at).replace(/,$/, '');
    const rest = from.slice(at + 1);
    const second = behind === '' ? rest : `${rest}, ${behind}`;
    if (first.length > longest || second.length > longest || second.trim() === '') continue;
    const comma = from.charAt(at - 1) === ',';
    // A house number stays with its street.
    const number = /^\d+[a-z]?$/i.test(rest.split(' ', 1)[0] ?? '') || /^\d+[a-z]?$/i.test(first);
    const worth = (comma ? 2000 : PART.test(rest) ? 1000 : 0) - (number ? 500 : 0) + at;
    if (!best || worth > best.worth) best = { line1: first, line2: second, worth };
  }
  return best && { line1: best.line1, line2: best.line2 };
}
