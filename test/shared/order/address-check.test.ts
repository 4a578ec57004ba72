import { expect, test } from 'vitest';
import { FINDING_KINDS } from '../../../shared/address/kinds.ts';
import { addressCheckText, keptOf } from '../../../shared/order/address-check.ts';

const address = {
  name: 'Ada Byron',
  line1: 'PO Box 12',
  line2: '',
  city: 'Albany',
  state: 'NY',
  postal: '12207',
  country: 'US',
  phone: '',
  taxId: '',
};

test('the text says the result, what was found, and what a person let stand', () => {
  expect(addressCheckText(address, 'ok', [], [])).toBe('OK');
  expect(addressCheckText(address, 'warning', ['PO box', 'No phone'], [])).toBe('warning: PO box, No phone');
  expect(addressCheckText(address, 'ok', [], ['PO box'])).toMatch(/^accepted by hand: PO box #[0-9a-z]{7}$/);
  expect(addressCheckText(address, 'problem', ['Zero lost'], ['PO box'])).toMatch(
    /^problem: Zero lost; accepted by hand: PO box #[0-9a-z]{7}$/,
  );
});

test('what was let stand holds for the same address only', () => {
  const text = addressCheckText(address, 'warning', ['Long line'], ['PO box', 'No phone']);
  expect([...keptOf(text, address)]).toEqual(['PO box', 'No phone']);
  expect([...keptOf(text, { ...address, city: 'Troy' })]).toEqual([]);
  expect([...keptOf('OK', address), ...keptOf('', address), ...keptOf('typed by hand', address)]).toEqual([]);
});

test('the labels of the kinds can stand in the cell: they are different and hold no comma or semicolon', () => {
  const labels = Object.values(FINDING_KINDS).map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
  expect(labels.filter((label) => /[,;#]/.test(label))).toEqual([]);
});
