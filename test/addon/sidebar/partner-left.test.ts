import { describe, expect, it } from 'vitest';
import { whoIsLeft } from '../../../addon/sidebar/partner/left.ts';
import { partnerSheet } from './samples-partner.ts';

const owner = { id: 'p-1', email: 'Anna@example.com', role: 'owner' };
const packer = { id: 'p-3', email: 'packing@ohio-warehouse.com', role: 'writer' };
const said = (more: Parameters<typeof partnerSheet>[0], me = 'anna@example.com') =>
  whoIsLeft(partnerSheet({ people: [owner], ...more }), me);

describe('After the end of a sheet', () => {
  it('only its owner can open it: you, or whose file it is', () => {
    const text = 'US 3PL sheet has ended: only you can open it. You can make a new sheet.';
    expect(said({})).toEqual({ level: 'done', text });
    expect(said({ people: [] })).toEqual({ level: 'done', text });
    expect(said({ people: [{ ...owner, email: 'boss@ohio-warehouse.com' }] }).text).toContain(
      'only its owner, boss@ohio-warehouse.com, can open it',
    );
  });

  it('whom Google lets nobody take away is named', () => {
    expect(said({ people: [owner, packer], openTo: 'readers' })).toEqual({
      level: 'warning',
      text: 'US 3PL sheet has ended, but can still be opened by packing@ohio-warehouse.com, whoever has the link: Google does not let the worker take that away. The owner of the file can, under Share.',
    });
  });

  it('nothing is said of people whom nobody could ask for', () => {
    const peopleProblem = 'Google did not answer in time. Look again in a minute.';
    expect(said({ people: [], peopleProblem })).toEqual({
      level: 'warning',
      text: `US 3PL sheet has ended. Who can still open it is not known: ${peopleProblem}`,
    });
  });
});
