/**
 * ShipStation's orders, as it takes them and as it gives them: a row an item, rows with one order number are
 * one order. Its order numbers are those that the creator gave, so they stand for whole Order IDs. Source:
 * its documents on imports and exports.
 */
import type { SourceForm } from '../form.ts';

export const SHIPSTATION: SourceForm = {
  platform: 'shipstation',
  label: 'ShipStation orders',
  fields: {
    orderId: 'order #|order - number',
    name: 'customer name|bill to - name',
    email: 'recipient email|customer - email|customer email',
    pledged: 'order total|amount - order total',
    pledgedAt: 'order date|date - order date',
    paidAt: 'date paid|date - paid date',
    addressName: 'recipient full name|ship to - name',
    company: 'recipient company|ship to - company',
    line1: 'address line 1|ship to - address 1',
    line2: 'address line 2|ship to - address 2',
    line3: 'address line 3|ship to - address 3',
    city: 'city|ship to - city',
    state: 'state|ship to - state',
    postal: 'postal code|ship to - postal code',
    countryCode: 'country code|ship to - country',
    phone: 'recipient phone|ship to - phone',
    notes: 'internal notes|notes - internal',
  },
  skipped:
    'shipping paid|amount - *|item unit price|item weight (oz)|item - *|' +
    'custom field *|custom - *|order - *|date - *|' +
    'service - *|carrier - *|shipment - *|market - *|tags|' +
    'notes - *|bill to - *|gift - *|insurance - *|dimensions - *',
  marks: {
    must: ['order #|order - number', 'item sku|item - sku|item name / title|item - name'],
    any:
      'recipient full name|ship to - name|address line 1|' +
      'ship to - address 1|postal code|ship to - postal code',
    least: 2,
  },
  idPrefix: '',
  item: {
    sku: 'item sku|item - sku',
    name: 'item name / title|item - name',
    quantity: 'item quantity|item - qty|item - quantity',
  },
};
