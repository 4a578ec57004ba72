import type { Validation } from './types.ts';

const TICKS = ['TRUE', 'FALSE'];

/** What a cell with this rule may hold, as a person types it; case does not matter for a checkbox alone. */
export function allowedValues(rule: Validation): readonly string[] {
  return rule.checkbox ? TICKS : rule.values;
}

/** Whether a typed text fits; a blank always does. */
export function isAllowed(rule: Validation, typed: string): boolean {
  if (typed === '') return true;
  return rule.checkbox ? TICKS.includes(typed.toUpperCase()) : rule.values.includes(typed);
}
