/** The Channels tab, read. */
import { type Table, textColumn } from '../tabs/table.ts';
import {
  CHANNEL_METHODS,
  type ChannelMethod,
  EMAILS_BY,
  type EmailsBy,
  SHIPPED_WHEN,
  type ShippedWhen,
} from '../tabs/tabs.ts';

export interface Channel {
  readonly name: string;
  readonly skus: ReadonlySet<string>;
  /** Takes each SKU that no other channel names. */
  readonly everythingElse: boolean;
  readonly method: ChannelMethod;
  /** The name of the connection, of a partner's sheet too; "" for none. */
  readonly connectedTo: string;
  readonly emailsBy: EmailsBy;
  /** ISO codes; empty for everywhere. */
  readonly countries: ReadonlySet<string>;
  /** Smaller comes first; a blank cell is last. */
  readonly priority: number;
  /** Blank, or not read: `partner reports it` for Integration, otherwise `tracking imported`, as always for a sheet. */
  readonly shippedWhen: ShippedWhen;
}

export const EVERYTHING_ELSE = 'everything else';
const DEFAULT_CHANNEL = 'All items';
export const LAST_PRIORITY = 999;

/** What a cell says of a list, whatever its case; undefined when it says nothing of it. */
function oneOf<T extends string>(known: readonly T[], cell: string | undefined): T | undefined {
  const said = (cell ?? '').trim().toLowerCase();
  return known.find((one) => one.toLowerCase() === said);
}

/** Ships by the worker: to a partner that is asked, or into a partner's own sheet. */
export const goesByWorker = (method: ChannelMethod): boolean => method !== 'Export';

/** Goes to a partner by the worker. */
export const isConnected = (channel: Channel): boolean =>
  goesByWorker(channel.method) && channel.connectedTo !== '';

/** Splits a list cell at `;` or `,`. */
export function listCell(cell: string): string[] {
  return cell
    .split(/[;,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/**
 * The SKUs of a cell as Products spells them. A SKU may hold a comma, so a part is split at commas only when Products
 * does not know it as it is.
 */
function skuList(cell: string, find: (sku: string) => { readonly sku: string } | undefined): string[] {
  return cell
    .split(/[;\n]/)
    .flatMap((part) => (find(part.trim()) === undefined ? listCell(part) : [part.trim()]))
    .map((sku) => find(sku)?.sku ?? sku);
}

/**
 * Reads the channels; rows without a name are passed over. Without any row there is the default channel, "All items".
 * `find` is the catalog's: with it a SKU in other case, or by its alias, is the SKU of the units.
 */
export function readChannels(
  table: Table | undefined,
  find: (sku: string) => { readonly sku: string } | undefined = () => undefined,
): Channel[] {
  const names = textColumn(table, 'Channel');
  const skus = textColumn(table, 'SKUs');
  const methods = textColumn(table, 'Method');
  const countries = textColumn(table, 'Countries');
  const priority = textColumn(table, 'Priority');
  const when = textColumn(table, 'Counts as shipped when');
  const connected = textColumn(table, 'Connected to');
  const mails = textColumn(table, 'Tracking emails sent by');
  const channels: Channel[] = [];
  const seen = new Set<string>();
  for (let i = 0; i < names.length; i++) {
    const name = names[i] ?? '';
    if (name === '' || seen.has(name)) continue;
    seen.add(name);
    const list = skuList(skus[i] ?? '', find);
    const rank = Number(priority[i] || LAST_PRIORITY);
    const method = oneOf(CHANNEL_METHODS, methods[i]) ?? 'Export';
    channels.push({
      name,
      skus: new Set(list.filter((sku) => sku.toLowerCase() !== EVERYTHING_ELSE)),
      everythingElse: list.length === 0 || list.some((sku) => sku.toLowerCase() === EVERYTHING_ELSE),
      method,
      connectedTo: (connected[i] ?? '').trim(),
      emailsBy: oneOf(EMAILS_BY, mails[i]) ?? 'Shipsheet',
      countries: new Set(listCell(countries[i] ?? '').map((code) => code.toUpperCase())),
      priority: Number.isFinite(rank) ? rank : LAST_PRIORITY,
      // What a warehouse types into its sheet is all that anybody reports of it.
      shippedWhen:
        (method === 'Partner sheet' ? undefined : oneOf(SHIPPED_WHEN, when[i])) ??
        (method === 'Integration' ? 'partner reports it' : 'tracking imported'),
    });
  }
  if (channels.length > 0) return channels;
  return [
    {
      name: DEFAULT_CHANNEL,
      skus: new Set(),
      everythingElse: true,
      method: 'Export',
      connectedTo: '',
      emailsBy: 'Shipsheet',
      countries: new Set(),
      priority: LAST_PRIORITY,
      shippedWhen: 'tracking imported',
    },
  ];
}
