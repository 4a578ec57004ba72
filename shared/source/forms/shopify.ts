/**
 * Shopify's export of orders: a row an item, the order's own fields on its first row. Source: public column
 * lists, 2023 to 2026. `Name` is the order's number with its mark, `#1001`; codes may begin with an
 * apostrophe.
 */
import type { SourceForm } from '../form.ts';

export const SHOPIFY: SourceForm = {
  platform: 'shopify',
  label: 'Shopify orders',
  fields: {
    backerNumber: 'name',
    backerUid: 'id',
    name: 'billing name',
    email: 'email',
    pledged: 'total',
    amountDue: 'outstanding balance',
    pledgedAt: 'created at',
    cancelledAt: 'cancelled at',
    sent: 'fulfillment status',
    status: 'financial status',
    notes: 'notes',
    addressName: 'shipping name',
    company: 'shipping company',
    line1: 'shipping address1',
    line2: 'shipping address2',
    city: 'shipping city',
    state: 'shipping province',
    postal: 'shipping zip',
    countryCode: 'shipping country',
    phone: 'shipping phone',
  },
  skipped:
    'paid at|fulfilled at|accepts marketing|currency|subtotal|shipping|taxes|discount code|discount amount|' +
    'shipping method|lineitem *|billing *|shipping street|note attributes|payment method|payment reference|' +
    'refunded amount|vendor|employee|location|device id|tags|' +
    'risk level|source|tax *|phone|receipt number|duties|' +
    'shipping province name|payment id|payment terms name|next payment due at|payment references',
  marks: {
    must: ['name', 'lineitem quantity', 'lineitem name'],
    any: 'financial status|shipping zip|created at|total',
    least: 2,
  },
  idPrefix: 'SH-',
  idMark: '#',
  item: { sku: 'lineitem sku', name: 'lineitem name', quantity: 'lineitem quantity' },
};
