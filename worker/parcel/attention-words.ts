/** What Needs attention says of parcels and connections, by code. `{detail}` is the partner's or carrier's own word. */

interface Words {
  readonly what: string;
  readonly action: string;
}

export const ATTENTION = {
  /** At the hand-over, of a push, a change or a cancellation; the detail is a sentence of its own. */
  'parcel.not-sent': {
    what: 'It waits, and the warehouse was not told: {detail}',
    action: 'When that is put right, run Sync Now.',
  },
  /** Tried as often as makes sense. */
  'partner.stuck': {
    what: 'It could not be sent to the warehouse: {detail}',
    action: 'Open Sync Now: it says why. Put it right, then choose Send again.',
  },
  /** The answer was lost; it is looked up before anything is sent again. */
  'partner.unknown': {
    what: 'Nobody knows whether the warehouse has it: its answer was lost.',
    action: 'Nothing to do: Shipsheet asks the warehouse, and sends nothing twice.',
  },
  'partner.conflict': {
    what: 'The warehouse has an order with this number that holds something else.',
    action:
      'Look the order up at the warehouse. Delete it there and choose Send again, or cancel this shipment.',
  },
  'partner.refused': {
    what: 'The warehouse refused it: {detail}',
    action: 'Put it right in the order, then run Push to Channel again.',
  },
  'partner.cancelled': {
    what: 'The warehouse cancelled it: {detail}',
    action: 'Ask the warehouse why; push the order again, or cancel it.',
  },
  'partner.cancel-refused': {
    what: 'The warehouse did not cancel it: {detail}',
    action:
      'Talk to the warehouse. When it has agreed to stop it, run Recall Parcels with the tick; otherwise it will arrive: release the order where it is on hold.',
  },
  'partner.shipped-before': {
    what: 'It could not be cancelled: it had shipped.',
    action: 'Release the order where it is on hold; record a return when the parcel comes back.',
  },
  'partner.update-refused': {
    what: 'The warehouse did not take the change: {detail}',
    action:
      'Talk to the warehouse: when it has agreed, run Send Changes with the tick. Otherwise run Recall Parcels and push the order again.',
  },
  'partner.shipped-anyway': {
    what: 'It was cancelled, and the warehouse shipped it all the same.',
    action: 'Decide whether the backer keeps it; record a return when it comes back.',
  },
  'partner.partly': {
    what: 'The warehouse shipped less than it was sent: missing: {detail}.',
    action: 'Ask the warehouse whether the rest follows; if not, Send Replacement with these items.',
  },
  /** Typed into its sheet; the detail is the reason's own sentence. */
  'partner.decide': {
    what: 'What the warehouse typed into its sheet waits for you: {detail}',
    action: 'Open Set Up, Partner Sheets: take it, or keep what is known.',
  },
  'partner.not-taken': {
    what: 'What the warehouse typed into its sheet could not be taken: {detail}',
    action: 'Put the order right; it is taken at the next sync.',
  },
  'partner.edit': {
    what: 'The warehouse changed its sheet, and nothing of that is taken: {detail}',
    action:
      'If it is right, correct the order and run Send Changes. Mark it as seen under Set Up, Partner Sheets.',
  },
  'partner.remark': {
    what: 'The warehouse remarks: {detail}',
    action: 'Answer it. This is over when the remark is gone from the warehouse’s sheet.',
  },
  'label.voided': {
    what: 'The warehouse voided the label {detail}. The parcel waits for a new one.',
    action: 'Nothing to do, unless no new number comes within some days.',
  },
  'parcel.exception': {
    what: 'The carrier reports a problem: {detail}',
    action: 'Look at the tracking page; the carrier or the backer may have to be asked.',
  },
  'parcel.pickup': {
    what: 'It waits to be picked up: {detail}',
    action: 'Remind the backer: carriers send parcels back after some days.',
  },
  'parcel.returned': {
    what: 'It goes back to the sender: {detail}',
    action: 'Ask the backer for the right address; then Send Replacement, or refund.',
  },
  'parcel.lost': {
    what: 'The carrier lost it: {detail}',
    action: 'Claim it from the carrier; then Send Replacement.',
  },
  'parcel.silent': {
    what: 'The carrier has not scanned it since {detail}.',
    action: 'Look at the tracking page; claim it as lost, or wait.',
  },
} as const satisfies Readonly<Record<string, Words>>;
export type AttentionCode = keyof typeof ATTENTION;

/** Of a connection. */
export const CONNECTION_ATTENTION = {
  /** Rows of a partner's sheet. */
  'partner.strays': {
    what: 'Rows of its sheet belong to no shipment of it: {detail}.',
    action: 'Ask the warehouse what it means with them. Nothing of these rows is taken.',
  },
  /** A second tab of a partner's file; the detail is what the partner calls it. */
  'partner.second-tab': {
    what: 'Rows of its sheet stand in another tab too: {detail}. Nothing that is typed there is read.',
    action: 'Ask the warehouse to type into the tab that Shipsheet made, and to delete the other.',
  },
  /** Against the creator's wish (case K11); the detail is what whoever has the link may do. */
  'partner.link-open': {
    what: 'Whoever has the link can {detail} its sheet, with names and addresses. No new row goes into it.',
    action: 'Open Set Up, Partner Sheets: close the link there, or agree to it.',
  },
  'partner.auth': {
    what: 'Its user name, password or key is refused. Nothing is sent or asked until that is put right.',
    action: 'Open Set Up, Connect, and type the new credentials.',
  },
  /** The step is in the words of the problem. */
  'partner.sheet': {
    what: 'Its spreadsheet cannot be written or read since {detail}.',
    action: '',
  },
  'partner.away': {
    what: 'It cannot be reached since {detail}. What is known stays as it was.',
    action: 'Nothing to do while it lasts for hours; after that ask the partner.',
  },
} as const satisfies Readonly<Record<string, Words>>;

/** The sentence and the next step, with the detail filled in, on one line. */
export function wordsOf({ what, action }: Words, detail: string): Words {
  const text = detail.replace(/\s+/g, ' ').trim().slice(0, 200) || 'no reason given';
  return { what: what.replace('{detail}', () => text), action };
}
