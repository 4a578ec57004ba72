/** A parcel as ShipStation's order: the body of createorder and createorders. */
import type { Account, Line, ParcelOrder } from '../contract.ts';
import { type Settings, settingsFault, settingsOf } from './account.ts';
import { toPacific } from './pacific.ts';
import { SOURCE } from './read.ts';

/** API v2 cuts shipment numbers and external ids here; a cut key would be another order's. */
const LONGEST_KEY = 50;

export type OpenStatus = 'awaiting_payment' | 'awaiting_shipment' | 'on_hold';

/** Customs lines; the names of the lines that have no value in the account's currency; null for a domestic parcel. */
function customsOf({ to, lines }: ParcelOrder, { country, currency }: Settings) {
  if (to.country === country) return null;
  const undeclared = lines.filter((line) => line.customsValue === null || line.currency !== currency);
  const items = lines.map((line) => ({
    description: line.customsDescription || line.name || line.sku,
    quantity: line.quantity,
    value: line.customsValue ?? 0,
    ...(line.hsCode !== '' && { harmonizedTariffCode: line.hsCode }),
    ...(line.origin !== '' && { countryOfOrigin: line.origin }),
  }));
  return { items, undeclared };
}

/** One line: a line break in a cell would break labels. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

function itemOf(line: Line, { currency }: Settings) {
  const valued = line.customsValue !== null && line.currency === currency;
  return {
    lineItemKey: line.sku,
    sku: line.sku,
    name: line.name || line.sku,
    quantity: line.quantity,
    ...(line.grams !== null && { weight: { value: line.grams, units: 'grams' } }),
    ...(valued && { unitPrice: line.customsValue }),
  };
}

/**
 * The order as it is created or replaced. Weights in grams, times Pacific. The customs value of a line is that of one
 * unit, as in the vendor's own example. A declaration is sent whole or not at all: half of one would pass for the whole.
 */
export function orderBody(
  account: Account,
  order: ParcelOrder,
  status: OpenStatus = 'awaiting_shipment',
): Record<string, unknown> {
  const settings = settingsOf(account.settings);
  const { to, lines, taxId } = order;
  const customs = customsOf(order, settings);
  const grams = lines.map((line) => (line.grams === null ? null : line.grams * line.quantity));
  const weight = grams.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0);
  const toNotes = taxId !== '' && settings.taxId === '';
  const undeclared = customs?.undeclared.map(({ sku }) => sku).join(', ') ?? '';
  const notes = [
    toNotes ? `Tax ID of the recipient: ${taxId}` : '',
    undeclared === ''
      ? ''
      : `Customs values to be entered by hand: none in ${settings.currency} for ${undeclared}.`,
  ].filter((note) => note !== '');
  const toField = taxId !== '' && /^[123]$/.test(settings.taxId);
  const email = order.emailsBy === 'partner' || settings.emailAlways ? to.email : '';
  return {
    orderNumber: order.shipmentId,
    orderKey: order.key,
    orderDate: toPacific(order.orderedAt).replace(' ', 'T'),
    orderStatus: status,
    ...(email !== '' && { customerEmail: email }),
    billTo: { name: oneLine(to.name) },
    shipTo: {
      name: oneLine(to.name),
      street1: oneLine(to.address1),
      street2: oneLine(to.address2),
      city: oneLine(to.city),
      state: oneLine(to.state),
      postalCode: oneLine(to.postalCode),
      country: to.country,
      phone: oneLine(to.phone),
    },
    items: lines.map((line) => itemOf(line, settings)),
    ...(notes.length > 0 && { internalNotes: notes.join('\n') }),
    ...(settings.service !== '' && { requestedShippingService: settings.service }),
    ...(weight !== null && weight > 0 && { weight: { value: weight, units: 'grams' } }),
    ...(customs !== null &&
      undeclared === '' && {
        internationalOptions: { contents: 'merchandise', customsItems: customs.items },
      }),
    advancedOptions: {
      source: SOURCE,
      ...(settings.store !== undefined && { storeId: settings.store }),
      ...(settings.warehouse !== undefined && { warehouseId: settings.warehouse }),
      ...(toField && { [`customField${settings.taxId}`]: `Tax ID ${taxId}` }),
    },
  };
}

/** Refusals that need no call. */
export function preflight(
  order: ParcelOrder,
  settings: Account['settings'] = {},
): { readonly code: string; readonly reason: string } | null {
  const no = (code: string, reason: string) => ({ code: `preflight.${code}`, reason });
  const fault = settingsFault(settings);
  if (fault !== null) return no('settings', fault);
  const { to, lines } = order;
  if (lines.length === 0) return no('contents-missing', 'The shipment has no contents: fill Contents.');
  if (lines.some(({ sku }) => sku.trim() === ''))
    return no('sku-missing', 'A line has no SKU: correct Contents.');
  if (lines.some(({ quantity }) => !Number.isSafeInteger(quantity) || quantity < 1)) {
    return no('quantity', 'A quantity is no whole number above 0: correct Contents.');
  }
  const missing = (
    [
      ['Name', to.name],
      ['Address 1', to.address1],
      ['City', to.city],
      ['Country', to.country],
    ] as const
  ).find(([, value]) => value.trim() === '');
  if (missing)
    return no('address-missing', `${missing[0]} is blank, and ShipStation demands it: fill it in Orders.`);
  if (!/^[A-Z]{2}$/.test(to.country))
    return no('country', 'Country is no two-letter code: correct it in Orders.');
  if (order.key.length > LONGEST_KEY || order.shipmentId.length > LONGEST_KEY) {
    return no(
      'key-too-long',
      `ShipStation takes ${LONGEST_KEY} characters of an order number: shorten the Order ID.`,
    );
  }
  return null;
}
