/** What a sheet may be made and changed to. */

import type { PartnerPreset } from '../../../shared/partner-sheet/preset.ts';
import { presetProblems } from '../../../shared/partner-sheet/problems.ts';
import type { SheetPolicy } from '../../../shared/sync/wire.ts';
import type { Refusal } from '../../routes/operations.ts';
import { refuse } from './refusals.ts';

const MOST_DAYS = 3650;

/** The first thing that is wrong; null for a good one. */
export function presetRefusal(preset: PartnerPreset): Refusal | null {
  const [first] = presetProblems(preset);
  return first === undefined ? null : { ok: false, status: 422, code: first.code, message: first.sentence };
}

export function policyRefusal({ wipeDays, wipeShippedDays }: SheetPolicy): Refusal | null {
  const sound = (days: number): boolean => Number.isInteger(days) && days >= 0 && days <= MOST_DAYS;
  return sound(wipeDays) && sound(wipeShippedDays) ? null : refuse('policy.invalid');
}
