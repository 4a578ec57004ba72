/** The connections to choose from for a channel: accounts with partners, no sheets. */
import type { Call } from '../call.ts';
import { workerOf } from './worker.ts';

/** Of the connections that are sheets. */
export const PARTNER_SHEET_VENDOR = 'partner-sheet';

export interface Connectable {
  /** false: the spreadsheet has no worker. */
  readonly paired: boolean;
  readonly names: readonly string[];
}

/** Asks once; a question that failed is asked again the next time. */
export function connectable(call: Call): () => Promise<Connectable> {
  let asked: Promise<Connectable> | null = null;
  const ask = async (): Promise<Connectable> => {
    const { paired } = await call('workerState', {});
    if (!paired) return { paired, names: [] };
    const { connections } = await workerOf(call).state();
    const accounts = connections.filter(({ vendor }) => vendor !== PARTNER_SHEET_VENDOR);
    return { paired, names: accounts.map(({ name }) => name) };
  };
  return async () => {
    asked ??= ask();
    try {
      return await asked;
    } catch (error) {
      asked = null;
      throw error;
    }
  };
}
