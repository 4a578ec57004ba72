/** What came of a parcel that Easyship was asked to make. */
import type { CallProblem, Created } from '../contract.ts';
import { refusalCode } from './problems.ts';

export const accepted = (key: string, id: string): Created => ({
  key,
  outcome: 'accepted',
  externalId: id,
  orderNumber: id,
});
export const refused = (key: string, words: string): Created => ({
  key,
  outcome: 'refused',
  code: refusalCode(words),
  reason: words,
});
export const failed = (key: string, problem: CallProblem): Created => ({ key, outcome: 'failed', problem });
