/**
 * The presets that come with the product. A person's own are copies of these.
 *
 * Sources of the columns. ShipStation: its import template and the lengths of its data mapping page. Shopify: the
 * header of its order export, which many warehouses take. Pirate Ship: its sample upload; it maps any header.
 * Royal Mail Click & Drop: the field specifications of its spreadsheet import, with their lengths, and its page on
 * customs information. Easyship: the names of its API 2024-09, and a line's length from its developers' forum; its upload maps
 * any header.
 */
import type { Preset, PresetColumn } from './preset.ts';

const WAY_BACK: readonly PresetColumn[] = [
  { header: 'Tracking number', field: 'blank' },
  { header: 'Carrier', field: 'blank' },
  { header: 'Tracking URL', field: 'blank' },
];

const IDS: readonly PresetColumn[] = [
  { header: 'Shipment ID', field: 'shipment-id' },
  { header: 'Order ID', field: 'order-id' },
  { header: 'Batch', field: 'batch' },
  { header: 'Box', field: 'box' },
];

const RECIPIENT: readonly PresetColumn[] = [
  { header: 'Name', field: 'name' },
  { header: 'Address 1', field: 'address1' },
  { header: 'Address 2', field: 'address2' },
  { header: 'City', field: 'city' },
  { header: 'State/Province', field: 'state' },
  { header: 'Postal code', field: 'postal' },
  { header: 'Country', field: 'country' },
  { header: 'Phone', field: 'phone' },
  { header: 'Email', field: 'email' },
];

const ITEM: readonly PresetColumn[] = [
  { header: 'SKU', field: 'sku' },
  { header: 'Item name', field: 'item-name' },
  { header: 'Quantity', field: 'quantity' },
];

const FOR_PEOPLE = {
  delimiter: ',',
  encoding: 'utf-8-bom',
  country: 'code',
  territories: 'countries',
  for: 'people',
} as const satisfies Partial<Preset>;

const FOR_MACHINES = { ...FOR_PEOPLE, encoding: 'utf-8', for: 'machine' } as const;

export const PRESETS: readonly Preset[] = [
  {
    ...FOR_PEOPLE,
    id: 'shipment',
    name: 'One row a shipment',
    rows: 'shipment',
    columns: [...IDS, ...RECIPIENT, { header: 'Contents', field: 'contents' }, ...WAY_BACK],
  },
  {
    ...FOR_PEOPLE,
    id: 'item',
    name: 'One row an item',
    rows: 'item',
    columns: [...IDS, ...RECIPIENT, ...ITEM, ...WAY_BACK],
  },
  {
    ...FOR_PEOPLE,
    id: 'sku-columns',
    name: 'A column for each SKU',
    rows: 'shipment',
    columns: [...IDS, ...RECIPIENT, { header: '', field: 'each-sku' }, ...WAY_BACK],
  },
  {
    ...FOR_PEOPLE,
    id: 'packing-list',
    name: 'Packing list',
    rows: 'item',
    country: 'name',
    columns: [
      { header: 'Shipment ID', field: 'shipment-id' },
      { header: 'Box', field: 'box' },
      { header: 'Name', field: 'name' },
      { header: 'Country', field: 'country' },
      ...ITEM,
      { header: 'Units in the parcel', field: 'units' },
      { header: 'Packed', field: 'blank' },
    ],
  },
  {
    ...FOR_PEOPLE,
    id: 'pick-list',
    name: 'Pick list: totals a SKU',
    rows: 'sku',
    columns: [...ITEM, { header: 'Shipments', field: 'shipments' }, { header: 'Picked', field: 'blank' }],
  },
  {
    ...FOR_MACHINES,
    id: 'shipstation',
    name: 'ShipStation',
    rows: 'item',
    territories: 'states',
    columns: [
      { header: 'Order #', field: 'shipment-id', most: 50 },
      { header: 'Order Date', field: 'ordered-at' },
      { header: 'Recipient Full Name', field: 'name' },
      { header: 'Recipient Email', field: 'email' },
      { header: 'Recipient Phone', field: 'phone' },
      { header: 'Address Line 1', field: 'address1' },
      { header: 'Address Line 2', field: 'address2' },
      { header: 'City', field: 'city' },
      { header: 'State', field: 'state' },
      { header: 'Postal Code', field: 'postal' },
      { header: 'Country Code', field: 'country' },
      { header: 'Item SKU', field: 'sku', most: 50 },
      { header: 'Item Name / Title', field: 'item-name', most: 200 },
      { header: 'Item Quantity', field: 'quantity' },
      { header: 'Item Weight (oz)', field: 'weight-oz' },
      { header: 'Custom Field 1', field: 'batch', most: 100 },
    ],
  },
  {
    ...FOR_MACHINES,
    id: 'easyship',
    name: 'Easyship',
    rows: 'item',
    columns: [
      { header: 'Platform Order Number', field: 'shipment-id' },
      { header: "Receiver's Full Name", field: 'name' },
      { header: "Receiver's Phone", field: 'phone' },
      { header: "Receiver's Email", field: 'email' },
      { header: 'Address Line 1', field: 'address1', most: 35 },
      { header: 'Address Line 2', field: 'address2', most: 35 },
      { header: 'City', field: 'city' },
      { header: 'State', field: 'state' },
      { header: 'Postal Code', field: 'postal' },
      { header: 'Country', field: 'country' },
      { header: 'SKU', field: 'sku' },
      { header: 'Item Description', field: 'item-name' },
      { header: 'Quantity', field: 'quantity' },
      { header: 'Item Weight (kg)', field: 'weight-kg' },
      { header: 'Customs Value', field: 'customs-value' },
      { header: 'HS Code', field: 'hs-code' },
      { header: 'Country of Origin', field: 'origin' },
      { header: 'Consignee Tax ID', field: 'tax-id' },
    ],
  },
  {
    ...FOR_MACHINES,
    id: 'shopify',
    name: 'Shopify order layout',
    rows: 'item',
    columns: [
      { header: 'Name', field: 'shipment-id' },
      { header: 'Email', field: 'email' },
      { header: 'Financial Status', field: 'text', text: 'paid' },
      { header: 'Fulfillment Status', field: 'text', text: 'unfulfilled' },
      { header: 'Created at', field: 'ordered-at' },
      { header: 'Lineitem quantity', field: 'quantity' },
      { header: 'Lineitem name', field: 'item-name' },
      { header: 'Lineitem sku', field: 'sku' },
      { header: 'Lineitem requires shipping', field: 'text', text: 'true' },
      { header: 'Lineitem fulfillment status', field: 'text', text: 'pending' },
      { header: 'Shipping Name', field: 'name' },
      { header: 'Shipping Address1', field: 'address1' },
      { header: 'Shipping Address2', field: 'address2' },
      { header: 'Shipping City', field: 'city' },
      { header: 'Shipping Zip', field: 'postal' },
      { header: 'Shipping Province', field: 'state' },
      { header: 'Shipping Country', field: 'country' },
      { header: 'Shipping Phone', field: 'phone' },
      { header: 'Tags', field: 'batch' },
    ],
  },
  {
    ...FOR_MACHINES,
    id: 'pirate-ship',
    name: 'Pirate Ship',
    rows: 'shipment',
    territories: 'states',
    columns: [
      { header: 'Order ID', field: 'shipment-id' },
      { header: 'Name', field: 'name' },
      { header: 'Address Line 1', field: 'address1' },
      { header: 'Address Line 2', field: 'address2' },
      { header: 'City', field: 'city' },
      { header: 'State', field: 'state' },
      { header: 'Zipcode', field: 'postal' },
      { header: 'Country', field: 'country' },
      { header: 'Email', field: 'email' },
      { header: 'Phone', field: 'phone' },
      { header: 'Weight (oz)', field: 'weight-oz' },
      { header: 'Rubber Stamp 1', field: 'contents' },
      { header: 'Rubber Stamp 2', field: 'batch' },
    ],
  },
  {
    ...FOR_MACHINES,
    id: 'click-and-drop',
    name: 'Royal Mail Click & Drop',
    rows: 'item',
    country: 'name',
    columns: [
      { header: 'Order reference', field: 'shipment-id', most: 40 },
      { header: 'Full name', field: 'name', most: 200 },
      { header: 'Address line 1', field: 'address1', most: 100 },
      { header: 'Address line 2', field: 'address2', most: 100 },
      { header: 'City', field: 'city', most: 100 },
      { header: 'County', field: 'state', most: 100 },
      { header: 'Postcode', field: 'postal', most: 20 },
      { header: 'Country', field: 'country', most: 200 },
      { header: 'Email', field: 'email', most: 100 },
      { header: 'Phone', field: 'phone', most: 25 },
      { header: 'Product SKU', field: 'sku' },
      { header: 'Product name', field: 'item-name' },
      { header: 'Quantity', field: 'quantity' },
      { header: 'Unit price', field: 'customs-value' },
      { header: 'Unit weight', field: 'weight-kg' },
      { header: 'Product customs code', field: 'hs-code' },
      { header: 'Product customs description', field: 'customs-description' },
      { header: 'Product country of origin', field: 'origin' },
    ],
  },
];
