/** Hands over to the worker what waits in connected channels, request by request, and says what came of it. */
import type { HandedOver } from '../api.ts';
import type { Call } from './call.ts';
import { count } from './words.ts';

export interface Handed {
  readonly taken: number;
  /** The worker or the partner has them already. */
  readonly already: number;
  readonly refused: HandedOver['refused'];
}

/**
 * Goes on until nothing is left; "" is all channels. What was handed over stays so when a later request fails: the rest
 * still waits in the sheet, and doing it again is harmless.
 */
export async function handOver(
  call: Call,
  channel: string,
  onProgress: (handed: Handed) => void,
): Promise<Handed> {
  let taken = 0;
  let already = 0;
  const refused: HandedOver['refused'][number][] = [];
  let after: string | undefined;
  for (;;) {
    const part = await call('handOver', { channel, ...(after === undefined ? {} : { after }) });
    taken += part.taken;
    already += part.already;
    refused.push(...part.refused);
    onProgress({ taken, already, refused });
    if (part.next === null) return { taken, already, refused };
    after = part.next;
  }
}

/** "143 handed over to Sandbox 3PL; 2 refused." "" when nothing waited. */
export function handedSentence({ taken, already, refused }: Handed, to: string): string {
  const where = to === '' ? '' : ` to ${to}`;
  const parts = [
    taken > 0 && `${count(taken)} handed over${where}`,
    already > 0 && `${count(already)} ${already === 1 ? 'was' : 'were'} there already`,
    refused.length > 0 && `${count(refused.length)} refused`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? '' : `${parts.join('; ')}.`;
}
