/**
 * The column Address check: what Check Addresses found when it last wrote, and what a person let stand. Text:
 * `OK`, `warning: Long line`, `problem: Zero lost`; what was let stand follows as
 * `accepted by hand: PO box, Long line #k3f9a2q`. The hash is of the address it was said of: once the address changes,
 * it is asked about again.
 */
import type { AddressRecord, AddressResult } from '../address/finding.ts';
import { shortHash } from '../plan/hash.ts';

const KEPT = /(?:^|; )accepted by hand: (.+) #([0-9a-z]{7})$/;

/** Hash of the nine parts of an address. */
function addressHash(address: AddressRecord): string {
  const { name, line1, line2, city, state, postal, country, phone, taxId } = address;
  return shortHash([name, line1, line2, city, state, postal, country, phone, taxId].join('\u0001'), 7);
}

/** What was let stand of this very address, by label; none when the cell speaks of another one. */
export function keptOf(cell: string, address: AddressRecord): ReadonlySet<string> {
  const found = cell === '' ? null : KEPT.exec(cell);
  if (found === null || found[2] !== addressHash(address)) return NONE;
  return new Set(found[1]?.split(', '));
}
const NONE: ReadonlySet<string> = new Set();

/** The text of the cell. `found` and `kept` are labels without commas; `found` is what nobody let stand. */
export function addressCheckText(
  address: AddressRecord,
  result: AddressResult,
  found: readonly string[],
  kept: readonly string[],
): string {
  const said = result === 'ok' ? 'OK' : `${result}: ${found.join(', ')}`;
  if (kept.length === 0) return said;
  const byHand = `accepted by hand: ${kept.join(', ')} #${addressHash(address)}`;
  return result === 'ok' ? byHand : `${said}; ${byHand}`;
}
