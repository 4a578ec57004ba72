/** What routes of paired spreadsheets share. */
import type { Campaign } from '../auth/campaign.ts';
import { Problem } from '../problem.ts';
import type { Answer } from './operations.ts';
import { routesFor } from './route.ts';

export interface ByCampaign {
  readonly campaign: Campaign;
}
export const signed = routesFor<ByCampaign>();

/** The `:id` of an address. */
export const idIn = ({ id = '' }: Readonly<Record<string, string>>): string => id;

/** The value, or the refusal as a Problem. */
export function agreed<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new Problem(answer.status, answer.code, answer.message);
}
