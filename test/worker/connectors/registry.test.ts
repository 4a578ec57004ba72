import { expect, it } from 'vitest';
import { connectorsOf, createRegistry } from '../../../worker/connectors/registry.ts';
import { sandboxConnector } from '../../../worker/connectors/sandbox/connector.ts';

it('finds a connector by its vendor', () => {
  const registry = connectorsOf({ sandboxUrl: 'http://127.0.0.1:8080/sandbox' });
  expect(registry.get('sandbox').baseUrl).toBe('http://127.0.0.1:8080/sandbox');
  expect(registry.all.map(({ vendor }) => vendor)).toEqual([
    'sandbox',
    'shipstation',
    'easyship',
    'partner-sheet',
  ]);
});

it('offers no Sandbox where none is mounted', () => {
  expect(connectorsOf({ sandboxUrl: null }).has('sandbox')).toBe(false);
});

it('says which vendors there are when one is not', () => {
  const registry = createRegistry([sandboxConnector('http://127.0.0.1/sandbox')]);
  expect(registry.has('whiplash')).toBe(false);
  expect(() => registry.get('whiplash')).toThrow('no connector "whiplash": it has sandbox.');
});

it('has one connector a vendor', () => {
  const one = sandboxConnector('http://127.0.0.1/sandbox');
  expect(() => createRegistry([one, one])).toThrow('claim the same vendor');
});
