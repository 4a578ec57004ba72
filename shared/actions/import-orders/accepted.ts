/** The accepted content of a row whose name, address or items an import changes. */
import type { Campaign } from '../../order/campaign.ts';
import { contentCells } from '../../order/guards.ts';
import { CONTENT_COLUMNS, contentHash } from '../../order/row-check.ts';

/**
 * The content part of Row check with new values (undefined: the cell stays). While edits are free it stays open, and
 * edits by hand on a locked order that nobody has accepted yet stay to be accepted.
 */
export function acceptedContent(
  campaign: Campaign,
  i: number,
  newCell: (name: (typeof CONTENT_COLUMNS)[number]) => string | undefined,
  accepted: string,
): string {
  if (accepted === '-') return '-';
  const cells = contentCells(campaign, i);
  const locked = (campaign.facts.lockedAt[i] ?? '') !== '';
  if (accepted !== '' && locked && accepted !== contentHash(cells)) return accepted;
  return contentHash(CONTENT_COLUMNS.map((name, at) => newCell(name) ?? cells[at] ?? ''));
}

/** `City: Malmö → Lund`. */
export function movedText(name: string, before: string, after: string): string {
  return `${name}: ${before === '' ? 'blank' : before} → ${after === '' ? 'blank' : after}`;
}
