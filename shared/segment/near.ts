/** "Did you mean": the nearest of some words, only ever shown as a suggestion. */

/** Changes of one letter, left out, put in or exchanged, from one word to the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The word that begins like the text, or is a few letters away; null when none is near. */
export function nearest(text: string, words: readonly string[]): string | null {
  const low = text.toLowerCase();
  const begins = words.find((word) => low !== '' && word.toLowerCase().startsWith(low));
  if (begins !== undefined) return begins;
  let best: string | null = null;
  let least = Math.max(1, Math.floor(low.length * 0.4)) + 1;
  for (const word of words) {
    const away = distance(low, word.toLowerCase());
    if (away < least) [best, least] = [word, away];
  }
  return best;
}
