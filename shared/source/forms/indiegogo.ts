/**
 * Indiegogo's contributions. Source: a public column list of 2015. Codes are written `="00971"`; a
 * contribution without a perk has `No Perk`. Contributions were collected when they were made, but refunds
 * are not told: the payment state is asked.
 */
import type { SourceForm } from '../form.ts';

export const INDIEGOGO: SourceForm = {
  platform: 'indiegogo',
  label: 'Indiegogo contributions',
  fields: {
    backerNumber: 'order no.|order no|order number|contribution number|contribution no.',
    backerUid: 'pledge id|contribution id',
    name: 'name|backer name|contributor name',
    email: 'email|backer email|contributor email',
    rewardId: 'perk id',
    rewardTitle: 'perk|perk name|perk title',
    pledged: 'amount|contribution amount',
    pledgedAt: 'funding date|contribution date|date',
    sent: 'fulfillment status|fulfilment status|order status',
    status: 'payment status|contribution status',
    addressName: 'shipping name|ship to name',
    line1: 'shipping address|shipping address 1',
    line2: 'shipping address 2',
    city: 'shipping city',
    state: 'shipping state/province|shipping state',
    postal: 'shipping zip/postal code|shipping zip code|shipping postal code',
    countryName: 'shipping country',
    phone: 'shipping phone number|shipping phone|phone number',
  },
  skipped:
    'payment method|appearance|currency|carrier|' +
    'shipping carrier|tracking number|tracking no.|anonymous|comment',
  marks: {
    must: [
      'perk id|perk|perk name|perk title',
      'order no.|order no|order number|contribution number|contribution no.|pledge id',
    ],
    any:
      'perk id|pledge id|funding date|appearance|' +
      'shipping zip/postal code|shipping state/province|contribution id|contribution amount',
    least: 2,
  },
  idPrefix: 'IGG-',
};
