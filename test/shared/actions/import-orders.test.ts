import { describe, expect, it } from 'vitest';
import { memoryBook } from '../../support/memory-book.ts';
import { importRows, outcomes } from './import-support.ts';

const PRODUCTS = { Products: { SKU: ['GAME', 'MUG', 'PDF'], Kind: ['physical', 'physical', 'digital'] } };
const book = () => memoryBook(PRODUCTS);

describe('the first import', () => {
  it('makes an order of each backer', () => {
    const sheet = book();
    const { counts } = importRows(sheet, [{}, { 'Backer Number': '0007', Email: 'b@example.com' }]);
    expect(counts).toEqual({ change: 2, already: 0, left: 0, decide: 0 });
    expect(sheet.show('Orders')[0]).toMatchObject({
      'Order ID': 'LH-1042',
      Stage: 'Open',
      Name: 'Ana Lindqvist',
      Items: 'GAME x1',
      Payment: 'paid',
      'Amount due': '0',
      'Survey at': '2026-02-20 07:12:00Z',
      'Address 1': 'Storgatan 1',
      City: 'Malmö',
      'Postal code': '211 20',
      Country: 'SE',
      Phone: '+46 40 123 456',
      Email: 'ana@example.com',
      'Backer number': '1042',
      'Backer UID': '9001042',
      Reward: 'The Game',
      Pledged: '69.00',
      'Ordered at': '2026-02-01 10:27:00Z',
    });
  });

  it('A10: the same file again changes nothing', () => {
    const sheet = book();
    importRows(sheet, [{}]);
    const again = importRows(sheet, [{}]);
    expect(outcomes(again)).toEqual([['already', 'already.done']]);
    expect(again.plan.notices).toContainEqual({ level: 'info', text: '0 new, 0 changed' });
  });
});
