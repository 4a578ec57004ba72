/**
 * Every reason that a preview, a failure file or Needs attention can give: one sentence and one next step each.
 * `{detail}` is filled with what the plan found. The codes are those of the cases.
 */
import { FILE_REASONS } from './file-reasons.ts';
import { type Reason, reason } from './reason.ts';

export const REASONS = {
  ...FILE_REASONS,
  // Rows and identity
  'row.duplicate-id': reason('Two rows have this order ID.', 'Delete the copy, then try again.'),
  'row.scrambled': reason(
    'This row’s hidden check belongs to another order: the row was mixed up with another one.',
    'Undo the sort or paste that did it, or run Tools, Repair Sheets.',
  ),
  'row.edited': reason(
    'Name, address or items were changed by hand since they were last accepted.',
    'Look at the change, then accept it under Tools, Repair Sheets (Accept changes made outside).',
  ),
  'row.moved': reason('The order changed after the preview.', 'Make the preview again and look at it.'),
  'row.no-check': reason(
    'This row was typed or pasted by hand and was never accepted.',
    'Run Tools, Repair Sheets to take it in.',
  ),
  'match.none': reason('No order fits {detail}.', 'Check the order ID or backer number in the file.'),
  // Survey, payment
  'survey.incomplete': reason(
    'The survey is not answered.',
    'Ask the backer to answer, or type the time into Survey at.',
  ),
  'payment.unknown': reason(
    'The amount due is blank.',
    'Type the amount due (0 for none) or record payments.',
  ),
  'payment.missing': reason(
    'Money is due and there is no card.',
    'Ask the backer for a card, or record the payment.',
  ),
  'payment.pending': reason('The payment is not complete yet.', 'Wait for it, or record the payment.'),
  'payment.errored': reason(
    'The payment failed{detail}.',
    'Ask the backer to fix the card; then record the payment.',
  ),
  'payment.refunded': reason('The payment was refunded.', 'Cancel the order, or record a new payment.'),
  'payment.unpaid': reason('The order is not paid.', 'Charge the card and record the payment.'),
  'payment.refund-open': reason(
    'The order is refunded and something of it is still to ship.',
    'Answer the question: cancel what is open, or only note the refund.',
  ),
  'payment.invalid': reason(
    'The payment value {detail} is not known.',
    'Use one of the values that the column offers.',
  ),
  // Stage
  'order.locked': reason('The order is locked down.', 'Unlock it first if it must change.'),
  'order.not-locked': reason('The order is not locked down.', 'Run Lock Down first.'),
  'order.not-finalized': reason('The address is not finalized.', 'Run Finalize Addresses first.'),
  'order.not-ready': reason(
    'The order is not ready to ship: {detail}',
    'Choose "record anyway" with a reason if the parcel has left.',
  ),
  'order.cancelled': reason(
    'The order is cancelled.',
    'If the parcel left all the same, ask the warehouse to stop it, and note it in Notes.',
  ),
  'order.shipped': reason('Everything of this order is shipped.', 'Nothing to do.'),
  'order.no-items': reason(
    'The order has no items.',
    'Type its items, or map its reward under Set Up, Rewards.',
  ),
  'nothing-physical': reason('The order holds nothing to ship.', 'Nothing to do: no address is needed.'),
  hold: reason('On hold: {detail}.', 'Release it when the matter is settled.'),
  'already.done': reason('Already done.', 'Nothing to do.'),
  // Items
  'items.invalid': reason('The items cannot be read: {detail}.', 'Write them as "SKU x2; OTHER x1".'),
  'qty.invalid': reason('The quantity {detail} is not a whole number.', 'Correct the quantity.'),
  'qty.over': reason(
    'More would ship than is open: {detail}.',
    'Correct the quantity, or change the order first.',
  ),
  'sku.unknown': reason('The SKU {detail} is not in Products.', 'Add it to Products or correct the items.'),
  'sku.discontinued': reason(
    'Discontinued: {detail}.',
    'Use Orders, Substitute Item, or cancel it for these orders.',
  ),
  'country.restricted': reason(
    'Not allowed there: {detail}.',
    'Substitute or cancel the item, or correct “Not to” in Products.',
  ),
  'kit.cycle': reason('The kit contains itself: {detail}.', 'Correct Kit contents in Products.'),
  'reward.unmapped': reason(
    'The reward or item {detail} has no SKU yet.',
    'Give it SKUs under Set Up, Rewards.',
  ),
  'items.changed-since-lock': reason(
    'The items changed since lock-down.',
    'Unlock the order to take the change, or put the items back.',
  ),
  // Address
  'address.missing': reason('The address lacks {detail}.', 'Fill it in, then try again.'),
  'address.invalid': reason('The address is not right: {detail}.', 'Correct it, then try again.'),
  'address.country-unknown': reason(
    'The country {detail} is not known.',
    'Write the country’s name or its two letters.',
  ),
  'address.zip-zero-lost': reason(
    'The postal code may have lost a zero in front: {detail}.',
    'Take the proposal in Check Addresses, or correct it.',
  ),
  'address.mismatch': reason(
    'Parts of the address disagree: {detail}.',
    'Ask the backer which one is right.',
  ),
  'address.suspicious': reason('This looks made up: {detail}.', 'Ask the backer for the real one.'),
  'address.military-carrier': reason(
    'A military address: {detail}.',
    'Only the postal service delivers there: ship it through such a channel.',
  ),
  'address.po-box': reason(
    'A PO box: {detail}.',
    'Only postal services deliver there: ship it by post, or ask for a street.',
  ),
  'address.locker': reason(
    'A parcel locker or pick-up point: {detail}.',
    'Ship it with the carrier that runs it, or ask for a street.',
  ),
  'address.locker-number': reason(
    'The parcel locker needs the recipient’s own number: {detail}.',
    'Ask the backer for the number, and put it into Address 2.',
  ),
  'address.letters': reason(
    'Letters that carriers may refuse: {detail}.',
    'Take the proposal in Check Addresses, or leave it.',
  ),
  'address.phone-missing': reason('There is no phone number.', 'Ask the backer for one.'),
  'address.phone-fake': reason('The phone number {detail} is nobody’s.', 'Ask the backer for a real one.'),
  'recipient.tax-id-missing': reason(
    'Customs ask for the recipient’s tax id: {detail}.',
    'Ask the backer, and put it into Tax ID.',
  ),
  'recipient.tax-id-format': reason(
    'The tax id cannot be right: {detail}.',
    'Ask the backer to check each digit.',
  ),
  'address.country-frozen': reason(
    'The country would change after lock-down: {detail}.',
    'Fees, customs and the channel depend on it: settle the difference and Unlock the order first.',
  ),
  // Push, shipments
  'channel.none': reason('No channel ships {detail}.', 'Add the SKU to a channel under Set Up, Channels.'),
  'channel.choose': reason(
    'The order ships through several channels: {detail}.',
    'Choose the channel that has shipped.',
  ),
  'shipment.pushed': reason(
    'A shipment of this order is at the warehouse: {detail}.',
    'Cancel that shipment first, or wait for its tracking.',
  ),
  'shipment.shipped': reason('Something of this order has shipped.', 'Shipped units stay as they are.'),
  'shipment.changed-since-sent': reason(
    'Changed since it was sent to the warehouse: {detail}.',
    'A connected partner: run Orders, Send Changes, or Recall Parcels and push again. Otherwise tell the warehouse; when it has confirmed that it stops, Cancel what is there and push the order again.',
  ),
  'shipment.row-missing': reason(
    'Orders names the shipment {detail}, but its row is gone from Shipments.',
    'Run Tools, Repair Sheets, or restore the row from the version history.',
  ),
  'cancel.waits': reason(
    'The partner was asked to stop {detail} and has not answered yet.',
    'Run Sync Now, then try again. If it agrees by phone: Recall Parcels with the tick.',
  ),
  'cancel.refused': reason(
    'The partner does not stop it: {detail}.',
    'Release the order, or, if it agrees by phone, Recall Parcels with the tick. For a refund, note it in Payment.',
  ),
  'parcel.shipped': reason(
    'The parcel has left.',
    'It cannot be cancelled; note a refund in Payment if there is one.',
  ),
  'cancel.at-partner': reason(
    'The shipment {detail} is at the warehouse.',
    'Ask the warehouse; when it has confirmed, run Cancel with "The warehouse confirmed".',
  ),
  // Tracking files
  'shipment.no-number': reason(
    'Sent and still without a tracking number: {detail}.',
    'Open Import Tracking, “Sent without a number”, copy the list and ask the warehouse.',
  ),
  // Import
  // Undo
  // Force
  'stage.requested': reason(
    'Somebody typed “{detail}” into Stage.',
    'Run the action from the menu with "requested in the Stage column".',
  ),
} as const satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof REASONS;

/** Whether a text has the form of a code. The server checks no more: it does not know the codes of files. */
export const isReasonCode = (value: unknown): value is ReasonCode =>
  typeof value === 'string' && /^[a-z]+(-[a-z]+)*(\.[a-z-]+)?$/.test(value);

/** The sentence and next step of a code, with its detail filled in; the plain outcome's words for null. */
export function explain(code: ReasonCode | null, detail: string): Reason {
  if (code === null) return { sentence: 'Will change.', next: '' };
  const words: Partial<Record<ReasonCode, Reason>> = REASONS;
  const found = words[code] ?? { sentence: `${code}.`, next: '' };
  return { sentence: found.sentence.replace('{detail}', detail), next: found.next };
}

/** What a reason of a preview means, and what to do next. */
export function wordsOf({ code, shared }: { code: ReasonCode | null; shared: string }): Reason {
  const { sentence, next } = explain(code, shared);
  // Details that differ end the sentence by themselves: no full stop after the dots.
  return { sentence: sentence.replace(/…\.$/, '…'), next };
}

/**
 * Several reasons in one breath, to follow a colon: "the order is not paid; on hold: wait". Codes mean nothing to a
 * person.
 */
export function inOneLine(reasons: readonly { code: ReasonCode; detail: string }[]): string {
  return reasons
    .map(({ code, detail }) => {
      const said = sentenceOf(code, detail).replace(/\.$/, '');
      return said.charAt(0).toLowerCase() + said.slice(1);
    })
    .join('; ');
}

/** The sentence of a reason; without a detail it ends before the colon that would have announced it. */
export function sentenceOf(code: ReasonCode, detail: string): string {
  const { sentence } = explain(code, detail);
  return detail === '' ? sentence.replace(/: ?\.$/, '.') : sentence;
}
