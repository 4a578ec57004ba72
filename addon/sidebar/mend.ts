/** From a reason of a preview to the panel that mends it, with its orders chosen there. */
import type { ReasonCount } from '../../shared/plan/types.ts';
import type { Env } from './env.ts';
import type { Remedy } from './remedies.ts';
import { type Asked, failureKeys } from './server-run.ts';
import { toast } from './widgets/basics.ts';

/** A longer list is no list any more: the panel then opens with its own choice of orders. */
const MOST = 5000;

/** Opens the remedy for the orders of this reason. `asked` is what the preview on show was made of. */
export async function openFor(env: Env, remedy: Remedy, reason: ReasonCount, asked: Asked): Promise<void> {
  try {
    const { panel, label, action } = remedy;
    const orders =
      action === undefined || reason.count > MOST
        ? null
        : reason.count <= reason.samples.length
          ? reason.samples.map(({ key }) => key)
          : await failureKeys(env.call, asked, reason.code);
    await env.call('openPanel', {
      panel,
      title: label,
      ...(action === undefined ? {} : { action }),
      ...(orders === null ? {} : { orders }),
    });
  } catch (error) {
    toast(error);
  }
}
