/** Finds the order of each row of a file by its ids (A1, A2, A14). */
import { cleanId } from './ids.ts';
import type { TrackingFile } from './tracking-file.ts';

/** Kinds of keys, the surest first. A row's `kind` is the place here. */
export const KEY_KINDS = ['shipmentId', 'orderId', 'backerUid', 'backerNumber', 'email'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

export const MATCH_CODES = [
  /** No order has this id. */
  'match.none',
  /** One value, or two values of the row, fit different orders. */
  'match.ambiguous',
  /** The id has the form of another campaign's. */
  'match.other-project',
  /** A spreadsheet program made a rounded number of the id. */
  'match.damaged-id',
  /** Every id column is blank. */
  'match.missing-id',
] as const;
export type MatchCode = (typeof MATCH_CODES)[number];

/** In an index: this key belongs to more than one order. */
export const MANY = -1;

/** Keys to the number n of their order (any numbering from 0), or to `MANY`. E-mail keys are trimmed, lower case. */
export interface KeyIndex {
  readonly byShipmentId: ReadonlyMap<string, number>;
  readonly byOrderId: ReadonlyMap<string, number>;
  readonly byUid: ReadonlyMap<string, number>;
  readonly byBackerNumber: ReadonlyMap<string, number>;
  readonly byEmail: ReadonlyMap<string, number>;
  /** Order IDs by n, when at hand: saves a look-up where a row names shipment and order. */
  readonly orderIds?: readonly string[];
}

export interface MatchOptions {
  /** What this campaign's Order IDs begin with; empty when they are bare numbers. */
  readonly prefix: string;
  /** E-mail is no key unless a person chooses it. */
  readonly useEmail?: boolean;
}

export interface Matched {
  /** n of each row's order, -1 where there is none. */
  readonly order: Int32Array;
  /** Place in `KEY_KINDS` of the key that matched. */
  readonly kind: Uint8Array;
  /** Rows without an order: why, and the value to show. */
  readonly problems: ReadonlyMap<number, { readonly code: MatchCode; readonly value: string }>;
  /** Matched rows by kind, for "410 rows by Shipment ID, 3 by backer number". */
  readonly counts: Readonly<Record<KeyKind, number>>;
}

/**
 * Matches each row by the id columns that the file declares, in the order of `KEY_KINDS`. Order and reference
 * columns may hold any kind of id, since warehouses write there what they were given; a value that fits two
 * different orders by two kinds is ambiguous, never a hit.
 */
export function matchKeys(file: TrackingFile, index: KeyIndex, options: MatchOptions): Matched {
  const { count, table, mapping } = file;
  const { found } = mapping;
  const order = new Int32Array(count).fill(-1);
  const kind = new Uint8Array(count);
  const problems = new Map<number, { code: MatchCode; value: string }>();
  const tally = [0, 0, 0, 0, 0];
  const { prefix } = options;
  // With letters in front, no bare number can be an Order ID, so such a value needs one look-up.
  const marked = /\D/.test(prefix);
  const maps = [
    index.byShipmentId,
    index.byOrderId,
    index.byUid,
    index.byBackerNumber,
    index.byEmail,
  ] as const;
  const declared: [column: number, kind: number][] = [];
  if (found.shipmentId !== undefined) declared.push([found.shipmentId, 0]);
  if (found.orderId !== undefined) declared.push([found.orderId, -1]);
  if (found.reference !== undefined) declared.push([found.reference, -1]);
  if (found.backerUid !== undefined) declared.push([found.backerUid, 2]);
  if (found.backerNumber !== undefined) declared.push([found.backerNumber, 3]);
  if (found.email !== undefined && options.useEmail) declared.push([found.email, 4]);

  let hitKind = 0;
  /** n, -1 for none, -2 for more than one order. */
  const anyKind = (id: string): number => {
    if (marked && id.startsWith(prefix) && id.length > prefix.length) {
      const n = index.byOrderId.get(id);
      const dashed = id.lastIndexOf('-') >= prefix.length;
      if (n !== undefined && !dashed) {
        hitKind = 1;
        return n === MANY ? -2 : n;
      }
    }
    let hit = -1;
    for (let k = 0; k < 4; k++) {
      const n = maps[k]?.get(id);
      if (n === undefined) continue;
      if (n === MANY || (hit >= 0 && hit !== n)) return -2;
      if (hit < 0) {
        hit = n;
        hitKind = k;
      }
    }
    return hit;
  };
  const oneKind = (id: string, k: number): number => {
    const n = maps[k]?.get(k === 4 ? id.toLowerCase() : id);
    hitKind = k;
    return n === undefined ? -1 : n === MANY ? -2 : n;
  };

  for (let i = 0; i < count; i++) {
    const cells = table.rows[i] ?? [];
    let hit = -1;
    let by = 0;
    let code: MatchCode = 'match.missing-id';
    let value = '';
    for (const [column, k] of declared) {
      const raw = cells[column] ?? '';
      if (raw === '') continue;
      if (hit >= 0 && index.orderIds !== undefined && index.orderIds[hit] === raw) continue;
      let n = k < 0 ? anyKind(raw) : oneKind(raw, k);
      if (n === -1) {
        // Not as it stands: marks of a spreadsheet program, spaces, small letters.
        const id = cleanId(raw);
        if (id.text === '') continue;
        if (id.text !== raw) n = k < 0 ? anyKind(id.text) : oneKind(id.text, k);
        if (n === -1 && k !== 4)
          n = k < 0 ? anyKind(id.text.toUpperCase()) : oneKind(id.text.toUpperCase(), k);
        if (n === -1) {
          const worse: MatchCode = id.damaged
            ? 'match.damaged-id'
            : isForeign(id.text, prefix)
              ? 'match.other-project'
              : 'match.none';
          if (code === 'match.missing-id' || (code === 'match.none' && worse !== 'match.none')) {
            code = worse;
            value = id.text;
          }
          continue;
        }
      }
      if (n === -2 || (hit >= 0 && hit !== n)) {
        hit = -2;
        code = 'match.ambiguous';
        value = raw;
        break;
      }
      if (hit < 0) {
        hit = n;
        by = hitKind;
      }
    }
    if (hit >= 0) {
      order[i] = hit;
      kind[i] = by;
      tally[by] = (tally[by] ?? 0) + 1;
    } else problems.set(i, { code, value });
  }
  const [shipmentId = 0, orderId = 0, backerUid = 0, backerNumber = 0, email = 0] = tally;
  return { order, kind, problems, counts: { shipmentId, orderId, backerUid, backerNumber, email } };
}

/**
 * Another beginning than ours, of the same make, then a number: an Order ID or Shipment ID of another campaign (A2).
 * A warehouse's own `INV1234` is none where ours are written `KS-1042`.
 */
function isForeign(id: string, prefix: string): boolean {
  if (prefix !== '' && id.toUpperCase().startsWith(prefix.toUpperCase())) return false;
  const begins = /^([A-Za-z][A-Za-z0-9]{0,11}([-_ ]?))\d+(?:-\d+(?:\.\d+)*)?$/.exec(id);
  if (!begins) return false;
  const dashed = begins[2] !== '';
  return prefix === '' ? dashed : dashed === /[^A-Za-z0-9]$/.test(prefix);
}
