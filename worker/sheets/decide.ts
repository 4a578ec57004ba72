/** Whose text stands in a cell, and so whether the worker may write there. */
import {
  CANCEL_AGREED,
  CANCEL_ASKED,
  UPDATE_AGREED,
  UPDATE_ASKED,
} from '../../shared/shipment/at-partner.ts';

/** What the add-on itself writes into a column of the worker's: requests, each replaced by its own answer. */
const REQUESTS: Readonly<Record<string, readonly string[]>> = {
  'Warehouse says': [CANCEL_ASKED, UPDATE_ASKED, CANCEL_AGREED, UPDATE_AGREED],
};

/**
 * agree: it stands as wanted, or nobody has anything to say. conflict: a person typed it, and it stays. `written` are the
 * texts that the worker may have written there; null for a view, which is computed and never read as truth.
 */
export function decide(
  column: string,
  there: string,
  wanted: string,
  written: readonly string[] | null,
): 'agree' | 'write' | 'conflict' {
  if (there === wanted) return 'agree';
  if (written === null || there === '' || written.includes(there)) return 'write';
  // Not handed over yet: it stands until it is.
  if (REQUESTS[column]?.includes(there) === true) return 'agree';
  // The worker has never known anything of this cell: what a person keeps there is no contradiction.
  if (wanted === '' && written.length === 0) return 'agree';
  return 'conflict';
}
