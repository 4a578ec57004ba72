/** What is done about a parcel that is handed over. Pure: the store and the partner play no part here. */
import type { HandedShipment } from '../../shared/sync/wire.ts';
import { sameParcel } from '../parcel/content.ts';
import type { Parcel } from '../parcel/rows.ts';
import type { ParcelContent, RequestState, RequestTable } from '../store/tables.ts';

export interface Known {
  readonly parcel: Parcel;
  readonly shipped: boolean;
  /** Its last request that is not settled; null if there is none. */
  readonly open: { readonly kind: RequestTable['kind']; readonly state: RequestState } | null;
  /** What is asked was settled by the partner's word to the creator: asked now, that was taken back. */
  readonly agreed: boolean;
}

/** What is wanted of the parcel, and what its partner can do. */
export interface Want {
  readonly ask: HandedShipment['ask'];
  readonly content: ParcelContent;
  readonly hash: string;
  readonly connectionId: string;
  /** The sheet knows it as sent. */
  readonly sent: boolean;
  readonly canUpdate: boolean;
  readonly canCancel: boolean;
  /** What it stood in is over: the partner can open its sheet no more, and nobody is left to be asked. */
  readonly ended: boolean;
  /** The partner has agreed, and the creator says so: nobody is asked. */
  readonly agreed: boolean;
}

/**
 * make: a new parcel, to be created. replace: it waits still, with this content now. again: it was stuck, and is tried
 * anew. request: the partner is asked. agree: it has agreed already. cancel: done without the partner, which never had it.
 * already: nothing to do.
 */
export type Decision =
  | { readonly do: 'make' | 'replace' | 'again' | 'cancel' | 'already' }
  | { readonly do: 'request' | 'agree'; readonly kind: 'update' | 'cancel' }
  /** `says`: what the row says of the parcel from now on. */
  | {
      readonly do: 'refuse';
      readonly code: string;
      readonly detail: string;
      readonly says?: 'cancel refused' | 'update refused';
    };

const refuse = (code: string, detail: string): Decision => ({ do: 'refuse', code, detail });

const ELSEWHERE = 'Another warehouse has it. Cancel it there first.';

export const REFUSALS = {
  'connection.unknown':
    'The channel is connected to something that is not there. Choose one under Set Up, Channels.',
  'parcel.busy': 'It is being sent at this moment. Sync again in a minute.',
  'parcel.elsewhere': ELSEWHERE,
  'parcel.sent': 'The warehouse has it with other contents. Ask for an update.',
  'parcel.shipped': 'It has shipped.',
  'parcel.cancelled': 'It was cancelled. Push the order again for a new shipment.',
  'parcel.not-pushed': 'The warehouse never had it. Push it first.',
  'parcel.box-whole': 'It travels in one box with other shipments: hand over all of the box.',
  'partner.cannot-update': 'This warehouse takes no changes. Cancel the shipment and push it again.',
  'partner.cannot-cancel': 'This warehouse takes no cancellations from Shipsheet. Talk to it.',
} as const;

const no = (code: keyof typeof REFUSALS): Decision => refuse(code, REFUSALS[code]);

/** Case F1 in one place: whatever is handed over twice is done once. */
export function decide(known: Known | null, want: Want): Decision {
  if (known === null) {
    // Changed before it was ever handed over. One that was sent is not made anew: another worker has sent it.
    // What it is said to have agreed to it has: from another worker.
    if (want.ask === 'update') return want.sent || want.agreed ? no('parcel.not-pushed') : { do: 'make' };
    return { do: want.ask === 'push' ? 'make' : 'cancel' };
  }
  if (want.ask === 'push') return push(known, want);
  return want.ask === 'update' ? update(known, want) : cancel(known, want);
}

/** Nobody can tell whether the partner has it, now. */
const inFlight = ({ parcel, open }: Known): boolean =>
  parcel.state === 'unknown' || open?.state === 'sending' || open?.state === 'unknown';

/** It was never sent. */
const isWaiting = (known: Known): boolean => known.parcel.state === 'taken' && !inFlight(known);

function push(known: Known, want: Want): Decision {
  const { parcel, shipped, open } = known;
  const same = sameParcel(parcel.content, want.content);
  if (parcel.connection_id !== want.connectionId && !isWaiting(known)) return no('parcel.elsewhere');
  if (parcel.state === 'refused' && !shipped) return refuse('partner.refused', parcel.reason);
  if (parcel.state === 'cancelled' && !shipped) return no('parcel.cancelled');
  if (shipped) return same ? { do: 'already' } : no('parcel.shipped');
  if (isWaiting(known)) {
    if (open === null || open.state === 'stuck') return { do: 'again' };
    const asIs = parcel.content_hash === want.hash && parcel.connection_id === want.connectionId;
    return { do: asIs ? 'already' : 'replace' };
  }
  if (same) return { do: 'already' };
  return inFlight(known) ? no('parcel.busy') : no('parcel.sent');
}

function update(known: Known, want: Want): Decision {
  const { parcel, shipped, open } = known;
  if (shipped) return no('parcel.shipped');
  if (parcel.state === 'cancelled' || parcel.state === 'cancel asked') return no('parcel.cancelled');
  if (parcel.state === 'refused') return refuse('partner.refused', parcel.reason);
  if (parcel.connection_id !== want.connectionId && !isWaiting(known) && !want.agreed)
    return { do: 'refuse', code: 'parcel.elsewhere', detail: ELSEWHERE, says: 'update refused' };
  if (isWaiting(known)) return { do: open === null || open.state === 'stuck' ? 'again' : 'replace' };
  if (inFlight(known)) return no('parcel.busy');
  const isConfirmed = parcel.confirmed_hash === want.hash && open?.kind !== 'update';
  if (isConfirmed && (want.agreed || !known.agreed)) return { do: 'already' };
  if (want.agreed) return { do: 'agree', kind: 'update' };
  if (parcel.state === 'update asked' && parcel.content_hash === want.hash && open?.state === 'waiting')
    return { do: 'already' };
  if (!want.canUpdate) {
    return {
      do: 'refuse',
      code: 'partner.cannot-update',
      detail: REFUSALS['partner.cannot-update'],
      says: 'update refused',
    };
  }
  return { do: 'request', kind: 'update' };
}

function cancel(known: Known, want: Want): Decision {
  const { parcel, shipped, open } = known;
  // What left although it was to be stopped: that it shipped wins, and Needs attention says that it was stopped.
  if (shipped && !want.agreed) return no('parcel.shipped');
  const takenBack = known.agreed && !want.agreed;
  if ((parcel.state === 'cancelled' && !takenBack) || parcel.state === 'refused') return { do: 'already' };
  if (want.agreed && !isWaiting(known))
    return open?.state === 'sending' ? no('parcel.busy') : { do: 'agree', kind: 'cancel' };
  if (parcel.state === 'cancel asked' && open?.kind === 'cancel' && open.state !== 'stuck')
    return { do: 'already' };
  // Whoever ended the sheet and takes a parcel back has talked to the warehouse: otherwise it could never go another way.
  if (isWaiting(known) || want.ended) return { do: 'cancel' };
  if (!want.canCancel) {
    return {
      do: 'refuse',
      code: 'partner.cannot-cancel',
      detail: REFUSALS['partner.cannot-cancel'],
      says: 'cancel refused',
    };
  }
  return { do: 'request', kind: 'cancel' };
}
