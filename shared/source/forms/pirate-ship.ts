/**
 * Pirate Ship's export of labels, and the file that it takes. It knows whom and where, not what and not
 * whether it was paid; its order numbers are those that the creator gave. Source: public column lists of 2022
 * and later.
 */
import type { SourceForm } from '../form.ts';

export const PIRATE_SHIP: SourceForm = {
  platform: 'pirateship',
  label: 'Pirate Ship labels',
  fields: {
    orderId: 'order id',
    email: 'email',
    addressName: 'recipient|name',
    company: 'company',
    line1: 'address line 1',
    line2: 'address line 2',
    city: 'city',
    state: 'state',
    postal: 'zipcode',
    countryName: 'country',
    phone: 'phone',
  },
  skipped:
    'created date|tracking *|cost|status|batch|' +
    'label size|saved package|ship from|ship date|estimated delivery time|' +
    'weight (oz)|length (in)|width (in)|height (in)|zone|package *|carrier|service|order value',
  marks: {
    must: ['order id', 'zipcode'],
    any: 'rubber stamp 1|rubber stamp 2|saved package|label size|ship from|estimated delivery time',
    least: 2,
  },
  idPrefix: '',
};
