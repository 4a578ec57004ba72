/**
 * Big Cartel's orders: one row each, all items packed into one cell. Source: a public column list of 2025.
 */
import type { SourceForm } from '../form.ts';

export const BIG_CARTEL: SourceForm = {
  platform: 'bigcartel',
  label: 'Big Cartel orders',
  fields: {
    backerNumber: 'number',
    firstName: 'buyer first name',
    lastName: 'buyer last name',
    email: 'buyer email',
    pledged: 'total price',
    pledgedAt: 'date',
    sent: 'shipping status',
    status: 'payment status|status',
    notes: 'private notes|notes',
    line1: 'shipping address 1',
    line2: 'shipping address 2',
    city: 'shipping city',
    state: 'shipping state',
    postal: 'shipping zip',
    countryName: 'shipping country',
    phone: 'buyer phone number|buyer phone',
  },
  skipped: 'item count|total shipping|total tax|total discount|discount code|tracking *',
  marks: {
    must: ['number', 'items'],
    any: 'buyer first name|buyer last name|buyer email|item count|shipping zip',
    least: 3,
  },
  idPrefix: 'BC-',
  idMark: '#',
  text: { name: 'items', form: 'packed' },
};
