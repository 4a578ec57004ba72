/** Record Payments from a file as a run. */
import { recordPaymentsFile } from '../../../shared/actions/record-payments-file.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import { keysByOrder } from '../../../shared/order/keys.ts';
import { cleanId } from '../../../shared/tracking/ids.ts';
import { type KeyIndex, MANY } from '../../../shared/tracking/match.ts';
import type { Call } from '../call.ts';
import type { FileRun, PaymentRow, PaymentsInput } from '../file-run.ts';
import { counted } from '../words.ts';
import { prepareFileRun } from './run.ts';

/** What finds the order of a row, beside what every plan reads. */
const KEYS = { Orders: ['Backer number', 'Backer UID', 'Email'] };

export function preparePayments(call: Call, input: PaymentsInput): Promise<FileRun> {
  return prepareFileRun(
    call,
    recordPaymentsFile,
    ({ tables }) => {
      const campaign = campaignOf(tables);
      const index = keysByOrder(campaign);
      const ids = campaign.col('Order ID');
      return input.rows.map((row) => ({
        line: row.line,
        orderId: orderIdOf(row, index, ids, input.useEmail),
        payment: row.payment,
        reason: row.reason,
        ...(row.amountDue === null ? {} : { amountDue: row.amountDue }),
      }));
    },
    input.options,
    {
      which: `${input.fileName}: ${counted(input.rows.length, 'row')}`,
      lineOf: ({ line }) => ({ line, file: 0 }),
      groupOf: ({ orderId }) => orderId,
    },
    KEYS,
  );
}

/** The Order ID of a row: by order id, platform id, backer number, then e-mail if chosen. What fits none stays as given. */
function orderIdOf(row: PaymentRow, index: KeyIndex, ids: readonly string[], useEmail: boolean): string {
  const id = cleanId(row.id).text;
  if (id !== '') {
    const hits = new Set<number>();
    for (const map of [index.byOrderId, index.byUid, index.byBackerNumber]) {
      const hit = map.get(id);
      if (hit !== undefined) hits.add(hit);
    }
    const [only] = hits;
    if (hits.size > 1 || only === MANY) return `${id} alone (it fits two orders)`;
    return only === undefined ? id : (ids[only] ?? '');
  }
  const email = row.email.trim().toLowerCase();
  if (!useEmail || email === '') return '';
  const hit = index.byEmail.get(email);
  if (hit === MANY) return `${email} alone (it fits two orders)`;
  return hit === undefined ? email : (ids[hit] ?? '');
}
