import { expect, test } from 'vitest';
import { type ReplyFacts, replyFor } from '../../../shared/order/reply.ts';

const unit = (sku: string, name: string, ordered: number, more = {}) => ({
  sku,
  name,
  physical: true,
  ordered,
  cancelled: 0,
  shipped: 0,
  sent: 0,
  open: 0,
  ...more,
});
const facts = (more: Partial<ReplyFacts> = {}): ReplyFacts => ({
  orderId: 'A-1',
  name: 'Ada',
  stage: 'Partly shipped',
  units: [
    unit('MUG', 'Blue mug', 3, { shipped: 1, open: 1, cancelled: 1 }),
    unit('SHIRT', 'Shirt', 1, { sent: 1 }),
  ],
  shipments: [
    {
      id: 'A-1-1',
      contents: 'MUG x1',
      status: 'shipped',
      number: '1Z999AA10123456784',
      carrier: 'UPS',
      url: 'https://ups.example/1Z999AA10123456784',
      when: '2026-03-01 10:00:00Z',
    },
    { id: 'A-1-2', contents: 'SHIRT x1', status: 'sent', number: '', carrier: '', url: '', when: '' },
    { id: 'A-1-3', contents: 'MUG x1', status: 'cancelled', number: '', carrier: '', url: '', when: '' },
  ],
  waits: '',
  ...more,
});

test('a reply names items, packages with their links, and what is still to come', () => {
  expect(replyFor(facts()).split('\n')).toEqual([
    'Hi Ada,',
    '',
    'here is where your order A-1 stands.',
    '',
    'Your items:',
    '- Blue mug x2',
    '- Shirt x1',
    '',
    'Packages:',
    '- Blue mug x1: shipped on 2026-03-01 with UPS 1Z999AA10123456784',
    '  https://ups.example/1Z999AA10123456784',
    '- Shirt x1: being packed at the warehouse',
    '',
    'Still to come: Blue mug x1.',
    'The rest of your order is waiting for the warehouse.',
  ]);
});

test('a parcel without a number, a further box and a backer without a name have words too', () => {
  const [first] = facts().shipments;
  if (first === undefined) throw new Error('no shipment');
  const said = replyFor(
    facts({
      name: '',
      stage: 'Shipped',
      units: [unit('MUG', 'Blue mug', 1, { shipped: 1 })],
      shipments: [
        { ...first, number: '', carrier: '', url: '' },
        { ...first, id: 'A-1-1.1', contents: '-' },
      ],
    }),
  );
  expect(said).toContain('Hi there,');
  expect(said).toContain('- Blue mug x1: shipped on 2026-03-01, without tracking');
  expect(said).toContain('- a further box: shipped on 2026-03-01 with UPS');
  expect(said).not.toContain('Still to come');
});

test('an order that has not shipped says why, in words that mean something to a backer', () => {
  const said = replyFor(
    facts({ stage: 'Errored', shipments: [], units: [unit('MUG', 'Blue mug', 1, { open: 1 })] }),
  );
  expect(said).toContain('Your payment did not go through. Please update your card.');
  expect(said).not.toContain('Packages');
  expect(said).not.toMatch(/Errored|Record Payments|Push/);
});

test('a download is never still to come by post, and what is all packed is said once', () => {
  const reply = replyFor(
    facts({
      stage: 'Ready to ship',
      units: [
        unit('SHIRT', 'Shirt', 1, { sent: 1 }),
        unit('PDF', 'Art book (PDF)', 1, { physical: false, open: 1 }),
      ],
      shipments: facts().shipments.filter((shipment) => shipment.status === 'sent'),
    }),
  );
  expect(reply).toContain('- Art book (PDF) x1');
  expect(reply).not.toContain('Still to come');
  expect(reply.endsWith('- Shirt x1: being packed at the warehouse')).toBe(true);
});
