/** Marks what differs between two texts: the middle, between what both begin and end with. */

export interface Difference {
  readonly before: string;
  /** In the old text only. */
  readonly gone: string;
  /** In the new text only. */
  readonly come: string;
  readonly after: string;
}

/** Below this share of common characters the texts are told as a whole: scattered letters in common say nothing. */
const LEAST_COMMON = 0.4;

/** Whole characters: an emoji or a letter with its mark is never cut in two. */
export function difference(was: string, now: string): Difference {
  const a = Array.from(was);
  const b = Array.from(now);
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  if (head + tail < LEAST_COMMON * Math.max(a.length, b.length)) {
    return { before: '', gone: was, come: now, after: '' };
  }
  return {
    before: a.slice(0, head).join(''),
    gone: a.slice(head, a.length - tail).join(''),
    come: b.slice(head, b.length - tail).join(''),
    after: tail === 0 ? '' : a.slice(-tail).join(''),
  };
}
