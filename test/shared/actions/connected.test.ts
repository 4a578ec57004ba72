import { describe, expect, test } from 'vitest';
import { cancel } from '../../../shared/actions/cancel.ts';
import { forceMarkShipped, markShipped } from '../../../shared/actions/mark-shipped.ts';
import { pushToChannel } from '../../../shared/actions/push-to-channel.ts';
import { recall } from '../../../shared/actions/recall.ts';
import { reopenAddress } from '../../../shared/actions/reopen-address.ts';
import { sendChanges } from '../../../shared/actions/send-changes.ts';
import { sendReplacement } from '../../../shared/actions/send-replacement.ts';
import { accounts } from '../../../shared/order/accounts.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import { changedSinceSent } from '../../../shared/shipment/changed-since-sent.ts';
import type { Tables } from '../../../shared/tabs/table.ts';
import {
  type Cells,
  cellOf,
  contextOf,
  type Literal,
  NOW,
  orderCells,
  outcomes,
  planOf,
  ran,
  ready,
  sent,
  shipped,
  tablesOf,
  typed,
} from '../../support/campaign.ts';

const TO = 'Ada Byron, 1 Main Street, Albany, NY, 12207, US';
const CONNECTED: Cells = { Channel: 'All items', Method: 'Integration', 'Connected to': 'Sandbox' };
const ALL = { channel: 'All items' };

/** A campaign whose one channel is connected to a partner. */
const connected = (literal: Literal, channel: Cells = CONNECTED): Tables =>
  tablesOf({ channels: [channel], ...literal });

const accepted = (id: string, cells: Cells = {}): Cells =>
  sent(id, 'MUG x1', { 'Ship to': TO, 'Warehouse says': 'accepted', ...cells });

/** As the worker writes it when the partner has stopped A-1-1. */
const stoppedBy = (tables: Tables): Tables =>
  typed(
    typed(tables, 'Shipments', 'A-1-1', 'Warehouse says', 'cancelled'),
    'Shipments',
    'A-1-1',
    'Cancelled at',
    NOW,
  );

describe('Push to Channel, to a connected channel', () => {
  test('writes the shipments as not sent, without a batch: the worker says when a partner has them', () => {
    const plan = planOf(pushToChannel, connected({ orders: [ready('A-1')] }), ALL);
    expect(plan.notices.map(({ text }) => text)).toEqual([
      'They go to Sandbox through the worker, as soon as it takes them: at once, or with Sync Now.',
    ]);
    const tables = ran(pushToChannel, connected({ orders: [ready('A-1')] }), ALL);
    const cell = (name: string): string => cellOf(tables, 'Shipments', 'A-1-1', name);
    expect([cell('Status'), cell('Pushed at'), cell('Ship to'), cell('Warehouse says')]).toEqual([
      'not sent',
      '',
      TO,
      'waiting',
    ]);
    expect(orderCells(tables, 'A-1', 'Stage', 'Next step')).toEqual({
      Stage: 'Ready to ship',
      'Next step': 'Waits to be sent: Sync Now, if it does not go by itself',
    });
    expect(cell('Batch')).toBe('');
  });

  test('F1: a second push of what waits for the worker, or of what the partner has, changes nothing', () => {
    const once = ran(pushToChannel, connected({ orders: [ready('A-1')] }), ALL);
    expect(outcomes(planOf(pushToChannel, once, ALL))).toEqual({ 'A-1': 'already' });
    const there = connected({ orders: [ready('A-1')], shipments: [accepted('A-1-1')] });
    expect(outcomes(planOf(pushToChannel, there, ALL))).toEqual({ 'A-1': 'already' });
  });

  test('F7: what a partner refused is free again, and goes under a new shipment id', () => {
    const refused = connected({
      orders: [ready('A-1')],
      shipments: [accepted('A-1-1', { 'Warehouse says': 'refused: no stock' })],
    });
    const tables = ran(pushToChannel, refused, ALL);
    expect(cellOf(tables, 'Shipments', 'A-1-2', 'Contents')).toBe('MUG x1');
    expect(orderCells(tables, 'A-1', 'Packages')).toEqual({ Packages: 'A-1-1 refused; A-1-2 not sent' });
  });

  test("a partner's sheet is packed by batch, waits for the worker, and needs no file", () => {
    const channel = { ...CONNECTED, Method: 'Partner sheet' };
    const once = ran(pushToChannel, connected({ orders: [ready('A-1')] }, channel), ALL);
    expect(cellOf(once, 'Shipments', 'A-1-1', 'Batch')).toBe('All items #1');
    expect(cellOf(once, 'Shipments', 'A-1-1', 'Warehouse says')).toBe('waiting');
    expect(cellOf(once, 'Shipments', 'A-1-1', 'Pushed at')).toBe('');
    expect(planOf(pushToChannel, connected({ orders: [ready('A-1')] }, channel), ALL).notices).toEqual([
      {
        level: 'info',
        text: 'They become batch All items #1. They go to Sandbox through the worker, as soon as it takes them: at once, or with Sync Now.',
      },
    ]);
  });

  test.each(['Integration', 'Partner sheet'])('%s without a connection sends to nobody', (method) => {
    const channel = { ...CONNECTED, Method: method, 'Connected to': '' };
    const plan = planOf(pushToChannel, connected({ orders: [ready('A-1')] }, channel), ALL);
    expect(outcomes(plan)).toEqual({ 'A-1': 'left: channel.not-connected' });
  });

  test('a planned replacement gets its address from the push, and waits from then on', () => {
    const gone = connected({ orders: [ready('A-1')], shipments: [shipped('A-1-1', 'MUG x1')] });
    const tables = ran(sendReplacement, gone, { why: 'lost' });
    expect(cellOf(tables, 'Shipments', 'A-1-2', 'Ship to')).toBe('');
    const pushed = ran(pushToChannel, tables, ALL);
    expect(cellOf(pushed, 'Shipments', 'A-1-2', 'Ship to')).toBe(TO);
    expect(outcomes(planOf(pushToChannel, pushed, ALL))).toEqual({ 'A-1': 'already' });
  });
});

test('what a connected partner has waits for it: its tracking comes by itself', () => {
  const tables = connected({ orders: [ready('A-1')], shipments: [accepted('A-1-1')] });
  expect(orderCells(tables, 'A-1', 'Next step')).toEqual({ 'Next step': 'Waits for the warehouse' });
});

describe('Cancel, of an order that a connected partner has', () => {
  const there = () => connected({ orders: [ready('A-1')], shipments: [accepted('A-1-1')] });

  test('F8: asks the partner and keeps the order on hold; a second click asks nothing more', () => {
    const plan = planOf(cancel, there());
    expect(outcomes(plan)).toEqual({ 'A-1': 'change: cancel.asks' });
    const asked = ran(cancel, there());
    expect(cellOf(asked, 'Shipments', 'A-1-1', 'Warehouse says')).toBe('cancel asked');
    expect(orderCells(asked, 'A-1', 'Hold', 'Cancelled items')).toEqual({
      Hold: `cancelling (${NOW.slice(0, 10)})`,
      'Cancelled items': '',
    });
    expect(outcomes(planOf(cancel, asked))).toEqual({ 'A-1': 'already: cancel.waits' });
    expect(outcomes(planOf(pushToChannel, asked, ALL))).toEqual({ 'A-1': 'left: cancel.waits' });
  });

  test('when the partner has stopped it, a push is held back and a second Cancel cancels the order', () => {
    const asked = ran(cancel, there());
    const stopped = stoppedBy(asked);
    expect(outcomes(planOf(pushToChannel, stopped, ALL))).toEqual({ 'A-1': 'left: hold' });
    const done = ran(cancel, stopped);
    expect(orderCells(done, 'A-1', 'Stage', 'Hold', 'Cancelled items')).toEqual({
      Stage: 'Cancelled',
      Hold: '',
      'Cancelled items': 'MUG x1',
    });
  });

  test('F8: "cancel refused: packed" leaves the order in the plan as shipping, with the partner’s reason', () => {
    const refused = typed(
      ran(cancel, there()),
      'Shipments',
      'A-1-1',
      'Warehouse says',
      'cancel refused: packed',
    );
    const plan = planOf(cancel, refused);
    expect(outcomes(plan)).toEqual({ 'A-1': 'left: cancel.refused' });
    expect(plan.detail).toEqual(['A-1-1: packed']);
    const unit = accounts(campaignOf(refused), 0).units[0];
    expect([unit?.pushed, unit?.cancelled]).toEqual([1, 0]);
  });

  test('what still waits for the worker is asked about too: it may be on its way this moment', () => {
    const waiting = ran(pushToChannel, connected({ orders: [ready('A-1')] }), ALL);
    expect(outcomes(planOf(cancel, waiting))).toEqual({ 'A-1': 'change: cancel.asks' });
  });

  test('the word of a warehouse does not count for a connected one, nor can a part of it be cancelled', () => {
    expect(outcomes(planOf(cancel, there(), { confirmed: true }))).toEqual({
      'A-1': 'left: cancel.connected',
    });
    const some = { sku: { sku: 'MUG', quantity: 1 } };
    expect(outcomes(planOf(cancel, there(), some))).toEqual({ 'A-1': 'left: cancel.connected' });
  });

  test('what went by a file before the channel was connected is the word of its warehouse', () => {
    const before = connected({
      orders: [ready('A-1')],
      shipments: [accepted('A-1-1', { 'Warehouse says': '' })],
    });
    expect(outcomes(planOf(cancel, before))).toEqual({ 'A-1': 'decide: cancel.at-partner' });
    expect(outcomes(planOf(recall, before))).toEqual({ 'A-1': 'decide: recall.confirm' });
  });

  test('a hold of the creator stays', () => {
    const held = connected({
      orders: [ready('A-1', { Hold: 'address (2026-05-01)' })],
      shipments: [accepted('A-1-1')],
    });
    expect(orderCells(ran(cancel, held), 'A-1', 'Hold')).toEqual({ Hold: 'address (2026-05-01)' });
  });
});

describe('Recall Parcels', () => {
  test('F15: asks the partner; once stopped, the units are open and go to another channel', () => {
    const tables = ran(recall, connected({ orders: [ready('A-1')], shipments: [accepted('A-1-1')] }));
    expect(cellOf(tables, 'Shipments', 'A-1-1', 'Warehouse says')).toBe('cancel asked');
    expect(outcomes(planOf(recall, tables))).toEqual({ 'A-1': 'already: cancel.waits' });
    const stopped = stoppedBy(tables);
    expect(outcomes(planOf(pushToChannel, stopped, ALL))).toEqual({ 'A-1': 'change' });
  });

  test('asks once more after a refusal, and says what it was', () => {
    const tables = connected({
      orders: [ready('A-1')],
      shipments: [accepted('A-1-1', { 'Warehouse says': 'cancel refused: packed' })],
    });
    const plan = planOf(recall, tables);
    expect([outcomes(plan), plan.detail]).toEqual([{ 'A-1': 'change: recall.again' }, ['A-1-1: packed']]);
  });

  describe('with the word of a connected warehouse that it stops them', () => {
    const WORD = { confirmed: true };
    const says = (text: string, cells: Cells = {}) =>
      connected({
        orders: [ready('A-1')],
        shipments: [accepted('A-1-1', { 'Warehouse says': text, ...cells })],
      });

    test.each(['cancel asked', 'cancel refused: packed'])(
      'F8: after “%s” it is stopped here, and its units can go another way',
      (text) => {
        const plan = planOf(recall, says(text), WORD);
        expect([outcomes(plan), plan.detail]).toEqual([{ 'A-1': 'change: recall.agreed' }, ['A-1-1']]);
        const tables = ran(recall, says(text), WORD);
        const cell = (name: string) => cellOf(tables, 'Shipments', 'A-1-1', name);
        expect([cell('Warehouse says'), cell('Cancelled at'), cell('Status')]).toEqual([
          'cancel agreed',
          NOW,
          'cancelled',
        ]);
        expect(orderCells(tables, 'A-1', 'Stage')).toEqual({ Stage: 'Ready to ship' });
        expect(cellOf(ran(pushToChannel, tables, ALL), 'Shipments', 'A-1-2', 'Contents')).toBe('MUG x1');
        expect(outcomes(planOf(recall, tables, WORD))).toEqual({ 'A-1': 'left: shipment.not-there' });
      },
    );

    test.each(['accepted', 'waiting', 'unknown', 'update refused: packed'])(
      'is no word about what it was not asked: after “%s” it is asked first',
      (text) => {
        const tables = ran(recall, says(text), WORD);
        expect(cellOf(tables, 'Shipments', 'A-1-1', 'Warehouse says')).toBe('cancel asked');
        expect(cellOf(tables, 'Shipments', 'A-1-1', 'Cancelled at')).toBe('');
      },
    );

    test('of a box counts for all of it, when all of it was asked for', () => {
      const box = (first: string, second: string) =>
        connected({
          orders: [ready('A-1'), ready('A-2')],
          shipments: [
            accepted('A-1-1', { Box: 'A-1-1', 'Warehouse says': first }),
            accepted('A-2-1', { Box: 'A-1-1', 'Warehouse says': second }),
          ],
        });
      const says = (tables: Tables) =>
        ['A-1-1', 'A-2-1'].map((id) => cellOf(tables, 'Shipments', id, 'Warehouse says'));
      const refused = 'cancel refused: packed';
      expect(says(ran(recall, box(refused, refused), WORD))).toEqual(['cancel agreed', 'cancel agreed']);
      // The other order's was not asked for: both are, and neither is free.
      const both = ran(recall, box(refused, 'accepted'), WORD);
      expect(says(both)).toEqual(['cancel asked', 'cancel asked']);
      expect(cellOf(both, 'Shipments', 'A-1-1', 'Cancelled at')).toBe('');
      const one = recall.plan(contextOf(box(refused, refused), WORD), [0]);
      expect([outcomes(one), one.detail]).toEqual([{ 'A-1': 'left: recall.box' }, ['A-2-1']]);
    });

    test('frees what was cancelled in the sheet and never answered: without it nothing more can be asked', () => {
      const tables = says('accepted', { 'Cancelled at': NOW });
      expect(outcomes(planOf(recall, tables))).toEqual({ 'A-1': 'already: cancel.waits' });
      expect(outcomes(planOf(pushToChannel, tables, ALL))).toEqual({ 'A-1': 'left: cancel.waits' });
      const agreed = ran(recall, tables, WORD);
      expect(outcomes(planOf(pushToChannel, agreed, ALL))).toEqual({ 'A-1': 'change' });
    });

    test('lets the order be cancelled, with the hold that waited for it', () => {
      const refused = typed(
        ran(cancel, says('accepted')),
        'Shipments',
        'A-1-1',
        'Warehouse says',
        'cancel refused: packed',
      );
      expect(outcomes(planOf(cancel, refused))).toEqual({ 'A-1': 'left: cancel.refused' });
      const done = ran(cancel, ran(recall, refused, WORD));
      expect(orderCells(done, 'A-1', 'Stage', 'Hold')).toEqual({ Stage: 'Cancelled', Hold: '' });
    });
  });

  test('of a channel with files needs the word that the warehouse has stopped it', () => {
    const tables = tablesOf({ orders: [ready('A-1')], shipments: [sent('A-1-1', 'MUG x1')] });
    expect(outcomes(planOf(recall, tables))).toEqual({ 'A-1': 'decide: recall.confirm' });
    const done = ran(recall, tables, { confirmed: true });
    expect(cellOf(done, 'Shipments', 'A-1-1', 'Cancelled at')).toBe(NOW);
    expect(orderCells(done, 'A-1', 'Stage')).toEqual({ Stage: 'Ready to ship' });
  });

  test('has nothing to ask where no parcel is, or where it has left', () => {
    const tables = tablesOf({
      orders: [ready('A-1'), ready('A-2')],
      shipments: [shipped('A-2-1', 'MUG x1')],
    });
    expect(outcomes(planOf(recall, tables))).toEqual({
      'A-1': 'left: shipment.not-there',
      'A-2': 'left: parcel.shipped',
    });
  });
});

describe('Send Changes', () => {
  const moved = () =>
    typed(
      connected({ orders: [ready('A-1')], shipments: [accepted('A-1-1')] }),
      'Orders',
      'A-1',
      'City',
      'Troy',
    );

  test('D12: writes the address of today into Ship to and asks the partner to take it; then nothing is changed since', () => {
    expect(outcomes(planOf(pushToChannel, moved(), ALL))).toEqual({
      'A-1': 'left: shipment.changed-since-sent',
    });
    const tables = ran(sendChanges, moved());
    expect(cellOf(tables, 'Shipments', 'A-1-1', 'Ship to')).toBe(TO.replace('Albany', 'Troy'));
    expect(cellOf(tables, 'Shipments', 'A-1-1', 'Warehouse says')).toBe('update asked');
    expect(outcomes(planOf(sendChanges, tables))).toEqual({ 'A-1': 'already' });
  });

  test.each(['update asked', 'update refused: packed'])(
    'after “%s” the word of the warehouse counts: nothing is changed since, and nobody is asked',
    (says) => {
      const word = { confirmed: true };
      const asked = typed(ran(sendChanges, moved()), 'Shipments', 'A-1-1', 'Warehouse says', says);
      const plan = planOf(sendChanges, asked, word);
      expect([outcomes(plan), plan.detail]).toEqual([{ 'A-1': 'change: changes.agreed' }, ['A-1-1']]);
      const tables = ran(sendChanges, asked, word);
      expect(cellOf(tables, 'Shipments', 'A-1-1', 'Warehouse says')).toBe('update agreed');
      expect(outcomes(planOf(sendChanges, tables, word))).toEqual({ 'A-1': 'already' });
      expect(outcomes(planOf(pushToChannel, tables, ALL))).toEqual({ 'A-1': 'already' });
    },
  );

  test('the word of a warehouse is none about an address that it was not asked to take', () => {
    const tables = ran(sendChanges, moved(), { confirmed: true });
    expect(cellOf(tables, 'Shipments', 'A-1-1', 'Warehouse says')).toBe('update asked');
    const again = typed(tables, 'Orders', 'A-1', 'City', 'Utica');
    const sentAgain = ran(sendChanges, again, { confirmed: true });
    expect(cellOf(sentAgain, 'Shipments', 'A-1-1', 'Warehouse says')).toBe('update asked');
    expect(cellOf(sentAgain, 'Shipments', 'A-1-1', 'Ship to')).toBe(TO.replace('Albany', 'Utica'));
  });

  test('asks for what a push asks for: the new address must be final', () => {
    const open = typed(moved(), 'Orders', 'A-1', 'Finalized at', '');
    expect(outcomes(planOf(sendChanges, open))).toEqual({ 'A-1': 'left: order.not-finalized' });
  });

  test('an address can be opened again while only connected partners have the parcel, and says what follows', () => {
    const plan = planOf(reopenAddress, connected({ orders: [ready('A-1')], shipments: [accepted('A-1-1')] }));
    expect([outcomes(plan), plan.detail]).toEqual([{ 'A-1': 'change: reopen.at-partner' }, ['A-1-1']]);
    const file = tablesOf({
      orders: [ready('A-1')],
      shipments: [sent('A-1-1', 'MUG x1', { 'Ship to': TO })],
    });
    expect(outcomes(planOf(reopenAddress, file))).toEqual({ 'A-1': 'left: shipment.pushed' });
  });
});

describe('A row that was cancelled in the sheet while the worker may have sent it', () => {
  const unstopped = (says: string) =>
    connected({
      orders: [ready('A-1')],
      shipments: [sent('A-1-1', 'MUG x1', { 'Pushed at': '', 'Cancelled at': NOW, 'Warehouse says': says })],
    });

  test.each(['waiting', 'accepted', 'cancel asked', 'cancel refused: packed'])(
    'keeps its units from being pushed again as long as it says “%s”: they would ship twice',
    (says) => {
      const plan = planOf(pushToChannel, unstopped(says), ALL);
      expect([outcomes(plan), plan.detail]).toEqual([{ 'A-1': 'left: cancel.waits' }, ['A-1-1']]);
    },
  );

  test.each(['cancelled', 'refused: no stock', ''])('is over once it says “%s”', (says) => {
    expect(outcomes(planOf(pushToChannel, unstopped(says), ALL))).toEqual({ 'A-1': 'change' });
  });
});

describe('A channel that is connected no more, with rows that wait for the worker', () => {
  const moved = () =>
    connected(
      {
        orders: [ready('A-1')],
        shipments: [sent('A-1-1', 'MUG x1', { 'Pushed at': '', 'Warehouse says': 'waiting', 'Ship to': TO })],
      },
      { Channel: 'All items', Method: 'Export' },
    );

  test('sends none of them by a file too', () => {
    const plan = planOf(pushToChannel, moved(), ALL);
    expect([outcomes(plan), plan.detail]).toEqual([{ 'A-1': 'left: shipment.pushed' }, ['A-1-1']]);
  });

  test('F15: has the partner asked to stop them, and is free then', () => {
    const asked = ran(recall, moved());
    expect(cellOf(asked, 'Shipments', 'A-1-1', 'Warehouse says')).toBe('cancel asked');
    expect(outcomes(planOf(cancel, moved()))).toEqual({ 'A-1': 'change: cancel.asks' });
    const stopped = stoppedBy(asked);
    expect(outcomes(planOf(pushToChannel, stopped, ALL))).toEqual({ 'A-1': 'change' });
  });
});

test('An address that the partner did not take stays changed since sent, and can be sent again', () => {
  const refused = connected({
    orders: [ready('A-1')],
    shipments: [accepted('A-1-1', { 'Warehouse says': 'update refused: packed' })],
  });
  expect(outcomes(planOf(pushToChannel, refused, ALL))).toEqual({
    'A-1': 'left: shipment.changed-since-sent',
  });
  expect(outcomes(planOf(sendChanges, refused))).toEqual({ 'A-1': 'change' });
});

test('Mark as Shipped leaves what waits for the worker, which would send it too; Force passes', () => {
  const waiting = ran(pushToChannel, connected({ orders: [ready('A-1')] }), ALL);
  const plan = planOf(markShipped, waiting);
  expect([outcomes(plan), plan.detail]).toEqual([{ 'A-1': 'left: shipment.pushed' }, ['A-1-1']]);
  expect(outcomes(planOf(forceMarkShipped, waiting, { reason: 'sent by hand' }))).toEqual({
    'A-1': 'change',
  });
  const there = connected({ orders: [ready('A-1')], shipments: [accepted('A-1-1')] });
  expect(outcomes(planOf(markShipped, there))).toEqual({ 'A-1': 'change' });
});

test('F8: an order whose partner does not stop the parcel says so as its next step, and no change since it was sent', () => {
  const tables = connected({
    orders: [ready('A-1', { Hold: 'cancelling (2026-05-01)' })],
    shipments: [accepted('A-1-1', { 'Warehouse says': 'cancel refused: packed' })],
  });
  expect(orderCells(tables, 'A-1', 'Next step')['Next step']).toContain('does not stop it: A-1-1: packed.');
  const campaign = campaignOf(tables);
  expect(campaign.shipments.map((one) => changedSinceSent(campaign, one))).toEqual(['']);
});
