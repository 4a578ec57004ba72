/**
 * What a person may accept for rows that a file leaves in doubt: an order for a row without a usable id, a number for a
 * damaged one, two parcels for two numbers, no number at all. Nothing here is ever applied by itself.
 */
import { accounts } from '../order/accounts.ts';
import type { Campaign } from '../order/campaign.ts';
import { withLostZeros } from './detect.ts';
import type { Matched } from './match.ts';
import { findOrders, indexPeople, type PeopleIndex, personKey } from './people.ts';
import { rebuilt, remainsOf } from './rebuild.ts';
import type { TrackingFile, TrackingRow } from './tracking-file.ts';

export const PROPOSAL_KINDS = [
  /** No order has the row's id. */
  'order',
  /** The number was damaged, or lost zeros in front. */
  'number',
  /** Two numbers in one cell. */
  'split',
  /** No number. */
  'untracked',
] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/** What a person has accepted for one row. */
export interface Accepted {
  readonly orderId?: string;
  /** How the order was found: "name and postal code". */
  readonly by?: string;
  readonly number?: string;
  readonly split?: true;
  readonly untracked?: true;
}

export interface Choice {
  readonly label: string;
  /** What tells the choices apart: name, city, items. */
  readonly detail: string;
  /** Why it is offered. */
  readonly why: string;
  readonly accept: Accepted;
}

export interface Proposal {
  readonly file: number;
  readonly line: number;
  readonly kind: ProposalKind;
  /** What the row says. */
  readonly says: string;
  readonly choices: readonly Choice[];
  /** One choice only, not shipped yet, and nothing in the row speaks against it: it may be accepted in bulk. */
  readonly sure: boolean;
}

/** The place of a row among what was accepted. */
export const rowKey = (file: number, line: number): string => `${file}:${line}`;

/** Most proposals that are made: a file that needs more was mapped wrongly. */
const MOST = 5000;
/** Of rows without a number: a whole file of letters is better shipped by its option. */
const MOST_UNTRACKED = 500;

/** Proposals for the rows of files, by kind and then in their order. `matched` tells which rows have an order already. */
export function proposalsOf(
  files: readonly TrackingFile[],
  matched: readonly Matched[],
  campaign: Campaign,
): Proposal[] {
  const out: Proposal[] = [];
  let people: PeopleIndex | null = null;
  let untracked = 0;
  for (const [f, file] of files.entries()) {
    const match = matched[f];
    if (match === undefined) continue;
    for (let i = 0; i < file.count && out.length < MOST; i++) {
      const problem = match.problems.get(i);
      const n = match.order[i] ?? -1;
      // Plain rows are most of a file: only what is in doubt is looked at.
      if (problem === undefined && !inDoubt(file, i)) continue;
      const row = file.row(i);
      if (problem !== undefined) {
        people ??= peopleOf(campaign);
        const made = orderProposal(file, f, i, row, campaign, people, problem.code === 'match.other-project');
        if (made !== null) out.push(made);
        continue;
      }
      const made = n < 0 ? null : numberProposal(f, row, campaign, n);
      if (made === null || (made.kind === 'untracked' && ++untracked > MOST_UNTRACKED)) continue;
      out.push(made);
    }
  }
  const rank = ({ kind }: Proposal): number => PROPOSAL_KINDS.indexOf(kind);
  return out.sort((a, b) => rank(a) - rank(b));
}

/** A cell that is no plain number, or one that looks like a number without its zeros. */
function inDoubt(file: TrackingFile, i: number): boolean {
  const number = file.number[i] ?? '';
  return number === '' || (/^\d{7,19}$/.test(number) && withLostZeros(number, file.carrier[i]).length > 0);
}

const peopleOf = (campaign: Campaign): PeopleIndex =>
  indexPeople({
    orderId: campaign.col('Order ID'),
    backerNumber: campaign.col('Backer number'),
    name: campaign.col('Name'),
    postalCode: campaign.col('Postal code'),
  });

function orderProposal(
  file: TrackingFile,
  f: number,
  i: number,
  row: TrackingRow,
  campaign: Campaign,
  people: PeopleIndex,
  foreign: boolean,
): Proposal | null {
  const ids = (['shipmentId', 'orderId', 'reference', 'backerNumber', 'backerUid'] as const)
    .map((field) => file.text(i, field))
    .filter((id) => id !== '');
  const name = file.text(i, 'name');
  const postalCode = file.text(i, 'postalCode');
  const found = findOrders(people, { ids, name, postalCode });
  if (found === null) return null;
  const col = (column: string, n: number): string => campaign.col(column)[n] ?? '';
  const by = found.by === 'person' ? 'name and postal code' : 'a corrected ID';
  const person = personKey(name, postalCode);
  const choices = found.orders.map((n): Choice => {
    const own = personKey(col('Name', n), col('Postal code', n));
    const other = person !== '' && person !== own;
    const place = [
      col('Name', n),
      [col('City', n), col('Country', n)].filter((text) => text !== '').join(', '),
    ];
    return {
      label: col('Order ID', n),
      detail: [...place, col('Items', n), waits(campaign, n) ? '' : 'nothing left to ship']
        .filter((text) => text !== '')
        .join(' · '),
      why: other ? `${by}, but the row names somebody else` : by,
      accept: { orderId: col('Order ID', n), by },
    };
  });
  const [only] = found.orders;
  const agrees = only !== undefined && person === personKey(col('Name', only), col('Postal code', only));
  return {
    file: f,
    line: row.line,
    kind: 'order',
    says: [ids.join(', '), name, postalCode].filter((text) => text !== '').join(' · ') || '(nothing)',
    choices,
    sure:
      only !== undefined &&
      found.orders.length === 1 &&
      waits(campaign, only) &&
      // A number without its prefix may be the warehouse's own, and backers of one campaign back another: a person looks.
      (found.by === 'id' && !found.bare ? agrees || person === '' : agrees && !foreign),
  };
}

function numberProposal(f: number, row: TrackingRow, campaign: Campaign, n: number): Proposal | null {
  const { cell, line } = row;
  const base = { file: f, line, says: cell.raw === '' ? '(blank)' : cell.raw, sure: false };
  const orderId = campaign.col('Order ID')[n] ?? '';
  const number = (numbers: readonly string[], why: string): Choice[] =>
    numbers.map((one) => ({ label: one, detail: orderId, why, accept: { number: one } }));
  if (cell.kind === 'blank') {
    const accept = { untracked: true } as const;
    const choice = { label: 'Ship without a number', detail: orderId, why: 'an untracked letter', accept };
    return waits(campaign, n) ? { ...base, kind: 'untracked', choices: [choice] } : null;
  }
  if (cell.kind === 'several') {
    const { numbers } = cell;
    // A parcel holds at least one thing.
    if (numbers.length > left(campaign, n)) return null;
    const label = `${numbers.length} parcels: ${numbers.join(' and ')}`;
    const why = 'the first covers everything, others are further boxes';
    return { ...base, kind: 'split', choices: [{ label, detail: orderId, why, accept: { split: true } }] };
  }
  if (cell.kind === 'number') {
    const choices = number(
      withLostZeros(cell.number, row.carrier),
      'a check digit is right with zeros in front',
    );
    return choices.length === 0 ? null : { ...base, kind: 'number', choices };
  }
  const remains = remainsOf(cell.raw);
  if (remains === null) return null;
  const choices = number(rebuilt(cell.raw, row.cells), 'stands in another cell of the row');
  return choices.length === 0 ? null : { ...base, kind: 'number', choices };
}

/** Units of an order that have not left. */
function left(campaign: Campaign, n: number): number {
  const { physical } = accounts(campaign, n);
  return physical.open + physical.pushed;
}

const waits = (campaign: Campaign, n: number): boolean => left(campaign, n) > 0;
