/** Times as the sheet has them. */

/** `2026-03-01 10:22:31Z`; "" for none. */
export function cellTime(at: Date | null): string {
  return at === null ? '' : `${at.toISOString().slice(0, 19).replace('T', ' ')}Z`;
}
