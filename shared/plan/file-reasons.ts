/**
 * Reasons that only a page gives: it plans files and reviews addresses on its side. The server knows these codes but not
 * their words; its build leaves this table out.
 */
import { reason } from './reason.ts';

export const FILE_REASONS = {
  'channel.not-connected': reason(
    'The channel {detail} ships by the worker, and has neither a connection nor a sheet.',
    'Choose its connection, or make its partner sheet, under Set Up, Channels.',
  ),
  'channel.by-file': reason(
    'The channel {detail} ships by a file now, and this waits for the worker.',
    'Run Orders, Recall Parcels, then push it again; or give the channel its method back under Set Up, Channels.',
  ),
  'channel.gone': reason(
    'Channels has no {detail} any more.',
    'Say under Set Up, Channels what it is called now, or run Orders, Recall Parcels.',
  ),
  'reopen.at-partner': reason(
    'A partner has {detail} with the address as it is now.',
    'After Finalize Addresses run Orders, Send Changes: until then it ships to the old one.',
  ),
  'cancel.asks': reason(
    'Its partner is asked to stop {detail}; until then the order is on hold.',
    'When the partner has agreed, run Cancel again.',
  ),
  'cancel.connected': reason(
    'A connected partner has {detail}.',
    'Run Cancel on the whole order, without the tick: the partner is asked, and its answer counts.',
  ),
  'recall.confirm': reason(
    'The shipment {detail} is at a warehouse that gets files.',
    'Ask it to stop the parcel; when it has confirmed, tick the box above.',
  ),
  'recall.again': reason(
    'The partner refused before: {detail}.',
    'It is asked once more. If the warehouse has agreed by phone, tick the box above instead.',
  ),
  'recall.agreed': reason(
    'The warehouse was asked, and you say that it stops {detail}: it counts as stopped, and is not asked any more. If it ships all the same, that counts, and Needs attention says so.',
    'Go on only when the parcel is off the shelf: its units can be pushed again.',
  ),
  'recall.box': reason(
    '{detail} of another order is in the same box, which is stopped whole or not at all.',
    'Choose both orders.',
  ),
  'changes.agreed': reason(
    'The warehouse was asked, and you say that it sends {detail} to the address of today: it is not asked any more.',
    'Go on only when the new address is on the parcel.',
  ),
  'shipment.not-there': reason('No warehouse has a parcel of it.', 'Nothing to do.'),
  'match.ambiguous': reason(
    '{detail} fits two different orders.',
    'Put our Shipment ID or Order ID into the file.',
  ),
  'match.other-project': reason(
    '{detail} belongs to another campaign.',
    'Import this file in that campaign’s spreadsheet.',
  ),
  'match.other-person': reason(
    'Name and e-mail address both differ, so this is somebody else: {detail}.',
    'If the file counts its own orders, choose that column as Order ID, which gets no prefix. If it is the same person, correct the name in the sheet.',
  ),
  'match.damaged-id': reason(
    'The id {detail} was damaged by a spreadsheet program.',
    'Export the file again with ids as text.',
  ),
  'match.missing-id': reason('The row has no id.', 'Add the Order ID or Shipment ID to the row.'),
  'duplicate.row': reason('The same row stands twice in the file.', 'Nothing to do: it counts once.'),
  'payment.said-twice': reason(
    'The file says different things about this order: {detail}.',
    'Keep the row that is right, then import the file again.',
  ),
  'payment.amount-invalid': reason(
    'The amount {detail} cannot be read.',
    'Write it as a number, such as 12.50.',
  ),
  'qty.none': reason(
    'The row says that its parcel holds nothing: each quantity is 0.',
    'Nothing to do if nothing was sent; otherwise correct the quantities.',
  ),
  'reward.counted-twice': reason(
    '{detail} is counted by its reward and by its item column.',
    'Clear one of the two under Set Up, Rewards.',
  ),
  'address.form': reason(
    'The post writes this otherwise: {detail}.',
    'Take the proposal in Check Addresses, or leave it.',
  ),
  'address.territory': reason(
    'Customs treat this place apart: {detail}.',
    'Check duties and delivery for this place.',
  ),
  'address.too-long': reason(
    'Longer than the carrier takes: {detail}.',
    'Take the proposal in Check Addresses, or shorten it by hand.',
  ),
  'address.newline': reason(
    'Several parts of the address stand in one cell: {detail}.',
    'Take the proposal in Check Addresses, or part them by hand.',
  ),
  'address.house-number': reason('There is no house number in {detail}.', 'Ask the backer for it.'),
  'address.name': reason('The name may not be enough: {detail}.', 'Ask the backer for the full name.'),
  'address.phone': reason('The phone number {detail} cannot be right.', 'Correct it, or ask the backer.'),
  'address.changed': reason(
    'The address changed since it was checked: {detail}.',
    'Run Orders, Check Addresses again and look at it.',
  ),
  'address.noted': reason('Only the result of the check is noted.', 'Nothing to do.'),
  'channel.mismatch': reason(
    'The order has nothing in this channel: {detail}.',
    'Check which warehouse sent the file.',
  ),
  'shipment.cancelled': reason(
    'The shipment {detail} is cancelled.',
    'Ask the warehouse whether it was sent.',
  ),
  'match.accepted': reason('Matched by {detail}, accepted by hand.', 'Nothing to do.'),
  'tracking.accepted': reason(
    'Its number was {detail}; the one that you accepted is taken.',
    'Nothing to do.',
  ),
  'tracking.stored': reason(
    'The number is stored; the parcel is not shipped yet: {detail}.',
    'It counts as shipped when the partner or the carrier says so (Counts as shipped when, in Channels).',
  ),
  'tracking.label-only': reason(
    'The file says that only a label was made: {detail}.',
    'Import the next file, or ask the warehouse when the parcel leaves.',
  ),
  'tracking.recycled': reason(
    'The file says delivered on {detail}, before the parcel was sent: the number may be an old one.',
    'Check the number against the label.',
  ),
  'tracking.removed': reason(
    'The partner has taken away the number {detail}, which was taken before.',
    'It stays. If the parcel has not left, tell the partner to type the right number.',
  ),
  'cell.merged': reason(
    'The partner has merged the cell over several rows, so nobody can tell which shipment it is for.',
    'A note on the cell tells the partner. Ask it when the note stays.',
  ),
  'row.twice': reason(
    'The shipment stands on several rows of the partner’s sheet, which say different things.',
    'A note tells the partner to leave the right one. Ask it when the note stays.',
  ),
  'date.unreadable': reason(
    'The ship date {detail} cannot be read.',
    'A note tells the partner how to write it.',
  ),
  'date.ambiguous': reason(
    'Day and month of the ship date {detail} could be either.',
    'A note tells the partner how to write it.',
  ),
  'date.far': reason(
    'The ship date {detail} is too far from today.',
    'A note tells the partner. The number was taken.',
  ),
  'tracking.blank': reason(
    'The row has no tracking number.',
    'Add the number, or choose "ship without tracking".',
  ),
  'tracking.damaged-scientific': reason(
    'The number {detail} was damaged by a spreadsheet program.',
    'Ask the warehouse for the file with numbers as text.',
  ),
  'tracking.damaged-precision': reason(
    'The number {detail} lost its last digits in a spreadsheet program.',
    'Ask the warehouse for the file with numbers as text.',
  ),
  'tracking.zero-lost': reason(
    'The number {detail} may have lost a leading zero.',
    'Check it against the label.',
  ),
  'tracking.same-parcel': reason('Goes with {detail}: the same parcel.', 'Nothing to do.'),
  'tracking.check-digit': reason(
    'The number looks like one of {detail}, but its check digit is wrong.',
    'Check it against the label.',
  ),
  'tracking.other-carrier': reason(
    'The number looks like one of {detail}, not of the carrier in the file.',
    'The carrier of the file counts. Check it if that surprises you.',
  ),
  'tracking.unreadable': reason('The tracking cell cannot be read.', 'Put one number into the cell.'),
  'tracking.url-only': reason(
    'There is a link but no number in it that is known.',
    'Put the number beside the link.',
  ),
  'tracking.two-numbers': reason(
    'There are two numbers in one cell: {detail}.',
    'Put each number on a row of its own, with its items.',
  ),
  'tracking.other-number': reason(
    'The shipment already has another number: {detail}.',
    'Choose keep, add as a further parcel, or replace.',
  ),
  'tracking.carrier-unknown': reason(
    'The carrier cannot be told from the number.',
    'Fill the Carrier column, or choose one for the file.',
  ),
  'tracking.extra-box': reason(
    'A second number for the same order, without quantities.',
    'Say for the file whether second numbers are further boxes.',
  ),
  'tracking.channel-needed': reason(
    'The order ships through several channels: {detail}.',
    'Choose the channel that this file is from.',
  ),
  'source.older-than-current': reason(
    'The file is older than what the sheet knows: {detail}.',
    'Nothing is taken back. Import the newest file.',
  ),
  'source.both-changed': reason(
    'Changed in the file and in the sheet: {detail}.',
    'Choose which one to keep.',
  ),
  'source.state-unknown': reason('The state {detail} is not known.', 'Say what it means.'),
  'source.disappeared': reason(
    'The order is not in this file.',
    'Cancel it if the backer has dropped out; nothing is done by itself.',
  ),
  'source.frozen': reason(
    'The file changes {detail}, and the address is finalized.',
    'Run Reopen Address if the change is right, then import again.',
  ),
  'source.problem': reason('The row cannot be read: {detail}.', 'Correct the row in the file.'),
  'source.new': reason('A new order.', 'Nothing to do: it is added.'),
  'source.changed': reason('Changed: {detail}.', 'Look at what changes before you import.'),
  'duplicate.same-email': reason(
    'The same e-mail address is on several orders: {detail}.',
    'They stay apart. Consider shipping them together.',
  ),
  'duplicate.same-address': reason(
    'The same address under different e-mail addresses: {detail}.',
    'They stay apart. Consider shipping them together.',
  ),
  'email.relay': reason(
    'The e-mail address is a relay that Apple makes to hide the real one: {detail}.',
    'Some partners refuse such addresses. It is never used to find an order.',
  ),
  'answer.superseded': reason(
    'The same person has answered again: {detail}.',
    'Nothing to do: the newest answer counts.',
  ),
  'answer.unchanged': reason('The order has this answer already.', 'Nothing to do.'),
  'source.no-reward': reason('A backer without a reward.', 'Nothing to do: nothing ships.'),
  'row.restored': reason('The order ID is put back: {detail}.', 'Look at the row once more afterwards.'),
  'row.accepts': reason(
    'Accepts name, address and items as they stand now.',
    'Compare them with what the backer wrote.',
  ),
  'row.drifted': reason(
    'A run wrote {detail}; somebody has changed that since, by hand or with Ctrl+Z.',
    'Answer the question: put it back, or keep it as it is.',
  ),
  'row.put-back': reason('Puts back what the last run wrote: {detail}.', 'Look at the order once more.'),
  'row.kept': reason('Keeps what was changed by hand: {detail}.', 'The next run goes on from there.'),
  'row.removed': reason(
    'The row {detail} was deleted by hand.',
    'Answer the question: put it back, or leave it out.',
  ),
  'row.returns': reason('The row {detail} comes back as the last run left it.', 'Look at it once more.'),
  'undo.asked': reason(
    'The warehouse was asked about {detail} and has not answered yet: that cannot be called back.',
    'Wait for its answer. What it stops can be pushed again, and for an address: correct it, then Send Changes.',
  ),
  'undo.changed-since': reason(
    'Changed after the run: {detail}.',
    'It stays as it is. Change it by hand if needed.',
  ),
  'undo.exported': reason(
    'The shipment {detail} is in an exported file.',
    'If the file was not sent, tick the box above and preview again. If it was, ask the warehouse, then use Cancel.',
  ),
  'undo.gone': reason('The row is no longer there.', 'Nothing to do.'),
  'undo.shipped-since': reason('Something shipped since.', 'It stays as it is.'),
  'force.passes': reason('Passes: {detail}.', 'Look at each before you go on.'),
  'shipment.not-shipped': reason(
    'No parcel of it has shipped, so none can be replaced.',
    'Cancel or push the order instead.',
  ),
  'shipment.not-of-order': reason('{detail} is no shipment of this order.', 'Check the shipment ID.'),
  'shipment.choose': reason(
    'Several of its parcels could be meant: {detail}.',
    'Name the shipment that is to be replaced.',
  ),
  'shipment.lacks': reason(
    'The parcel did not hold {detail}.',
    'Take items of the parcel, or choose Wrong item.',
  ),
  'return.over': reason('Not so much of it has shipped: {detail}.', 'Write only what has come back.'),
  'stock.short': reason(
    'Not enough is on hand: {detail}.',
    'When goods arrive, type On hand in Products and push again.',
  ),
  'stock.partly': reason('Goes in part; backordered: {detail}.', 'The rest goes with a later push.'),
  'stock.ask': reason(
    'Only part of it is on hand; it lacks {detail}.',
    'Say in Channels (Backorder rule) whether it ships in part or waits.',
  ),
  'stock.none': reason('No stock of {detail}.', 'The order can be finalized; it ships when stock is there.'),
  'tracking.same-number': reason(
    'One number stands on several orders with different addresses: {detail}.',
    'Check which order the number belongs to.',
  ),
  'already.cancelled': reason(
    'So many are cancelled already: {detail}.',
    'To cancel more of it, give the total that is to be cancelled.',
  ),
  'sku.not-in-order': reason('The order does not hold {detail}.', 'Check the SKU.'),
  'qty.not-open': reason('Not so much of it is open: {detail}.', 'Choose at most what is open.'),
  'sku.restricted-by-channel': reason(
    'This channel does not carry {detail}.',
    'Give the SKU to another channel under Set Up, Channels.',
  ),
  'customs.missing': reason(
    'Customs data is missing: {detail}.',
    'Fill it in under Products; Set Up, Products lists all of it.',
  ),
  'channel.not-this': reason('Nothing in this order belongs to this channel.', 'Nothing to do here.'),
  'channel.unknown': reason(
    'There is no channel {detail}.',
    'Choose one of the channels, or make it under Set Up, Channels.',
  ),
  'address.final': reason(
    'The address is finalized.',
    'Run Orders, Reopen Address on the order first, then Check Addresses again.',
  ),
  'payment.charged': reason(
    'The order was charged already.',
    'Say under “Orders that were charged already” what happens to the money, or leave the order locked.',
  ),
} as const;
