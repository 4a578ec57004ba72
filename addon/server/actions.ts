/** The actions by name. */
import type { OrderAction } from '../../shared/actions/action.ts';
import { ORDER_ACTIONS } from '../../shared/actions/index.ts';
import { actionInfo } from '../../shared/actions/info.ts';
import { Refused } from '../../shared/plan/book.ts';

/** The action on orders of this name. Refuses names that are not one. */
export function orderAction(name: string): OrderAction {
  const found = ORDER_ACTIONS.find((action) => action.info.name === name);
  if (found === undefined)
    throw new Refused('action.unknown', `There is no action ${name}. Reload the spreadsheet and try again.`);
  return found;
}

export function labelOf(name: string): string {
  return actionInfo(name).label;
}
