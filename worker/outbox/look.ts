/** Looks a parcel up at its partner by our key, before anything is created again (cases F3, F4 and F9). */
import { type CallProblem, isRetryable, type PartnerOrder } from '../connectors/contract.ts';
import { holdsTheSame } from '../parcel/content.ts';
import type { Opened } from './accounts.ts';
import { type Finding, type Item, refOf } from './items.ts';

const CONFLICT: CallProblem = {
  code: 'partner.conflict',
  message: 'There is an order of this number at the warehouse that holds something else.',
};

/** What a problem means for a call that changes nothing, or that surely did nothing. */
export function faultOf(problem: CallProblem): Finding {
  if (problem.code === 'partner.auth') return { result: 'paused', auth: true };
  if (problem.code === 'api.http-429') return { result: 'later', ms: problem.retryAfterMs ?? 30_000 };
  return { result: isRetryable(problem) ? 'again' : 'stuck', problem };
}

/** null: the partner has none. Orders of the key are ours when they hold the same; otherwise a person must look. */
export async function look(opened: Opened, item: Item): Promise<Finding | null> {
  const reply = await opened.ask(opened.connector.find, refOf(item), 'click');
  if (!reply.ok) {
    const fault = faultOf(reply.problem);
    // Whether the partner has it stays in doubt.
    return fault.result === 'again' ? { ...fault, result: 'unknown' } : fault;
  }
  const ours = reply.value
    .filter((order) => holdsTheSame(item.parcel.content, order))
    .sort((a, b) => rank(a) - rank(b) || (a.externalId < b.externalId ? -1 : 1));
  const [first] = ours;
  if (first !== undefined) return { result: 'adopted', order: first };
  return reply.value.length === 0 ? null : { result: 'stuck', problem: CONFLICT };
}

/** Of several of one key the one that goes on: what is dead counts only when nothing else is there. */
const rank = ({ state }: PartnerOrder): number => (state === 'cancelled' || state === 'refused' ? 1 : 0);
