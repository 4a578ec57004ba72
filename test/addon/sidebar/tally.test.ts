import { describe, expect, it } from 'vitest';
import { busyWords, changeSentence } from '../../../addon/sidebar/connect/tally.ts';
import { numbers, state } from './samples-worker.ts';

const of = (more: Parameters<typeof numbers>[0]) => state({ channels: [numbers(more)] });

describe('what came between two looks at the worker', () => {
  it('counts a parcel that shipped as accepted too when it was neither before', () => {
    expect(changeSentence(of({ waiting: 3 }), of({ accepted: 2, shipped: 1 }), '')).toBe(
      '3 accepted, 1 shipped.',
    );
  });

  it('does not call it accepted again when an accepted one ships', () => {
    expect(changeSentence(of({ accepted: 5 }), of({ accepted: 3, shipped: 2 }), '')).toBe('2 shipped.');
  });

  it('F3: says of an unknown one that nothing is sent twice', () => {
    expect(changeSentence(of({}), of({ unknown: 2, waiting: 1200 }), '')).toBe(
      'Nothing new from your partners; 2 unknown: the worker asks before it sends anything twice; 1,200 still to send.',
    );
  });

  it('looks at one channel alone', () => {
    const two = state({ channels: [numbers(), numbers({ name: 'EU 3PL', shipped: 4 })] });
    const before = state({ channels: [numbers(), numbers({ name: 'EU 3PL' })] });
    expect(changeSentence(before, two, 'US 3PL')).toBe('Nothing new from your partners.');
    expect(changeSentence(before, two, 'EU 3PL')).toBe('4 accepted, 4 shipped.');
  });

  it('names what is under way, and nothing when all is quiet', () => {
    expect(busyWords({ sending: 120, asking: 1, writing: 1 })).toBe(
      '120 to send, 1 answer to read, writing 1 row',
    );
    expect(busyWords({ sending: 0, asking: 31, writing: 4000 })).toBe(
      '31 answers to read, writing 4,000 rows',
    );
    expect(busyWords({ sending: 0, asking: 0, writing: 0 })).toBe('');
  });
});
