/** A file of the payment service for the demo: charges of who was locked down, and second tries of failed cards. */
import type { DemoCampaign } from './generate.ts';
import { orderLines } from './lines.ts';

const HEADER = ['Order ID', 'Email', 'Amount', 'Status', 'Reason', 'Date'];

/** Rows, header first: most charges went through, every seventh failed, one is of an order that is not ours. */
export function paymentsFile(demo: DemoCampaign): string[][] {
  const charged = orderLines(demo).filter(({ stage }) => stage === 'Locked down' || stage === 'Errored');
  const rows = charged.map(({ id, email, amountDue }, i) => {
    const failed = i % 7 === 3;
    return [
      id,
      email,
      amountDue,
      failed ? 'failed' : 'paid',
      failed ? 'card expired' : '',
      '2026-02-28 06:00:00Z',
    ];
  });
  const foreign = [
    `${demo.prefix}-99001`,
    'somebody.else@example.com',
    '9.00',
    'paid',
    '',
    '2026-02-28 06:00:00Z',
  ];
  return [HEADER, ...rows, foreign];
}
