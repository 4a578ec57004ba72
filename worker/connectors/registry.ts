/** The connectors that this worker has, by vendor. A new one is a line in `connectorsOf`. */
import { partnerSheet } from '../partner-sheet/connector.ts';
import type { Connector } from './contract.ts';
import { easyship } from './easyship/connector.ts';
import { sandboxConnector } from './sandbox/connector.ts';
import { shipstation } from './shipstation/index.ts';

export interface Registry {
  /** In the order in which people choose. */
  readonly all: readonly Connector[];
  /** Throws where there is none: the connection was made by a newer worker. */
  get(vendor: string): Connector;
  has(vendor: string): boolean;
}

/** Throws when two connectors claim one vendor. */
export function createRegistry(connectors: readonly Connector[]): Registry {
  const byVendor = new Map(connectors.map((connector) => [connector.vendor, connector]));
  if (byVendor.size < connectors.length) throw new Error('Two connectors claim the same vendor');
  return {
    all: connectors,
    has: (vendor) => byVendor.has(vendor),
    get(vendor) {
      const found = byVendor.get(vendor);
      if (!found) {
        throw new Error(
          `This worker has no connector "${vendor}": it has ${[...byVendor.keys()].join(', ')}. Update the worker.`,
        );
      }
      return found;
    },
  };
}

/** All connectors; `sandboxUrl` is where the Sandbox is mounted, null where it is not offered. */
export const connectorsOf = ({ sandboxUrl }: { readonly sandboxUrl: string | null }): Registry =>
  createRegistry([
    ...(sandboxUrl === null ? [] : [sandboxConnector(sandboxUrl)]),
    shipstation,
    easyship,
    partnerSheet,
  ]);
