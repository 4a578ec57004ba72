/** Patterns: `*` stands for anything, `\*` for a star, `\\` for a backslash; case never matters. */

/** The pattern as the text that it stands for when its stars are taken as stars. */
export const literal = (pattern: string): string => pattern.replace(/\\(.)/gs, '$1');

/** A text as a pattern that means nothing but itself. */
export const escaped = (text: string): string => text.replace(/[\\*]/g, '\\$&');

/** Whether the pattern has a star that stands for anything. */
const isWild = (pattern: string): boolean => pattern.replace(/\\./gs, '').includes('*');

/** A test of the whole text, or with `part` of any piece of it. */
export function matcher(pattern: string, part = false): (text: string) => boolean {
  if (!isWild(pattern)) {
    const plain = literal(pattern);
    const low = plain.toLowerCase();
    if (part) return (text) => text !== '' && text.toLowerCase().includes(low);
    return (text) => text === plain || (text.length === plain.length && text.toLowerCase() === low);
  }
  const source = (pattern.match(/\\.|[^\\]/gs) ?? [])
    .map((sign) => (sign === '*' ? '.*' : literal(sign).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')))
    .join('');
  const shape = new RegExp(part ? source : `^${source}$`, 'isu');
  return (text) => text !== '' && shape.test(text);
}
