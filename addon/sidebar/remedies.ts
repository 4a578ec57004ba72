/** Where each reason is mended: the panel or action that its next step speaks of, one click away. */
import type { ReasonCode } from '../../shared/plan/reasons.ts';
import type { PanelName } from '../api.ts';

export interface Remedy {
  readonly label: string;
  readonly panel: PanelName;
  /** Of the panel `action`. */
  readonly action?: string;
}

const act = (action: string, label: string): Remedy => ({ panel: 'action', action, label });
const PAYMENTS: Remedy = { panel: 'record-payments', label: 'Record Payments' };
const ADDRESSES: Remedy = { panel: 'addresses', label: 'Check Addresses' };
const CHANNELS: Remedy = { panel: 'channels', label: 'Channels' };
const PRODUCTS: Remedy = { panel: 'products', label: 'Products' };
const SYNC: Remedy = { panel: 'sync-now', label: 'Sync Now' };
const REPAIR = act('repair', 'Repair Sheets');

const BY_CODE: Partial<Record<ReasonCode, Remedy>> = {
  'row.scrambled': REPAIR,
  'row.edited': REPAIR,
  'row.no-check': REPAIR,
  'survey.incomplete': { panel: 'import-orders', label: 'Import Orders' },
  'reward.unmapped': { panel: 'rewards', label: 'Rewards' },
  'order.not-locked': act('lock-down', 'Lock Down'),
  'order.not-finalized': act('finalize-addresses', 'Finalize Addresses'),
  hold: act('release', 'Release'),
  'sku.unknown': PRODUCTS,
  'kit.cycle': PRODUCTS,
  'customs.missing': PRODUCTS,
  'sku.discontinued': act('substitute-item', 'Substitute Item'),
  'channel.none': CHANNELS,
  'channel.unknown': CHANNELS,
  'channel.not-connected': CHANNELS,
  'channel.by-file': CHANNELS,
  'channel.gone': CHANNELS,
  'cancel.waits': SYNC,
  'shipment.row-missing': REPAIR,
  'address.final': act('reopen-address', 'Reopen Address'),
};

/** Whole families whose next step is the same; a code of the table above wins. */
const BY_FAMILY: Readonly<Record<string, Remedy>> = {
  payment: PAYMENTS,
  address: ADDRESSES,
  recipient: ADDRESSES,
};

/** The remedy of a reason; null where only the world outside can mend it. */
export function remedyOf(code: ReasonCode | null): Remedy | null {
  if (code === null) return null;
  return BY_CODE[code] ?? BY_FAMILY[code.split('.')[0] ?? ''] ?? null;
}
