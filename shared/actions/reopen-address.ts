import { type Accounts, accounts } from '../order/accounts.ts';
import type { Campaign } from '../order/campaign.ts';
import { firstRefusal, notAllShipped, notCancelled, nothingPushed } from '../order/guards.ts';
import { formatRowCheck, keyHash, parseRowCheck } from '../order/row-check.ts';
import { stageFacts, stageOf } from '../order/stage.ts';
import { planBuilder } from '../plan/builder.ts';
import { isAtPartner } from '../shipment/at-partner.ts';
import { NOTHING_SENT, type OrderAction } from './action.ts';
import { actionInfo } from './info.ts';
import { eachOrder, keysOf } from './parts.ts';

/** An address that the warehouse has cannot be opened behind its back; where all has shipped there is none to open. */
const GUARDS = [notCancelled, notAllShipped, nothingPushed];

/** Clears Finalized at. A connected partner can be told of the new address; any other warehouse keeps it shut. From then on edits of the row are free, until Finalize Addresses accepts them. */
export const reopenAddress: OrderAction = {
  info: actionInfo('reopen-address'),
  words: {
    button: 'Reopen the address of',
    done: 'Reopened the address of',
    noun: 'order',
    sends: NOTHING_SENT,
  },
  reads: () => ({
    Channels: ['Channel', 'SKUs', 'Method', 'Connected to', 'Countries', 'Priority'],
  }),
  check: () => ({ ok: true, value: null }),
  plan({ campaign }, rows) {
    const builder = planBuilder(keysOf(campaign, rows), rows);
    const set = builder.cells('Orders', ['Finalized at', 'Row check']);
    const finalizedAt = campaign.col('Finalized at');
    const ids = campaign.col('Order ID');
    eachOrder(campaign, rows, builder, (i, s) => {
      if ((finalizedAt[i] ?? '') === '') {
        builder.already(s);
        return;
      }
      const account = accounts(campaign, i);
      const refusal = firstRefusal(GUARDS, campaign, i, account);
      const sent = campaign.shipmentsAt(i).filter(({ status }) => status === 'sent');
      const canBeTold = refusal?.code === 'shipment.pushed' && sent.every(isAtPartner);
      if (refusal !== null && !canBeTold) {
        builder.left(s, refusal);
        return;
      }
      builder.change(s, canBeTold ? 'reopen.at-partner' : null, canBeTold ? (sent[0]?.id ?? '') : '');
      set(s, ids[i] ?? '', i, ['', freeContent(campaign, i, account)]);
    });
    return builder.build();
  },
};

/** The Row check with free content, and with the stage that follows, so that the journal holds what is written. */
function freeContent(campaign: Campaign, i: number, account: Accounts): string {
  const check = parseRowCheck(campaign.col('Row check')[i] ?? '');
  return formatRowCheck({
    key: keyHash(campaign.col('Order ID')[i] ?? ''),
    content: '-',
    stage: stageOf({ ...stageFacts(campaign, i, account), finalized: false }),
    source: check?.source ?? '',
  });
}
