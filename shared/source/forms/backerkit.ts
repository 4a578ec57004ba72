/**
 * BackerKit's backers. Source: public column lists of 2014 and 2017. Its `Id` is BackerKit's own number of
 * the backer, not the one that Kickstarter gave; the columns behind the totals are SKUs.
 */
import type { Places, Rest, SourceForm } from '../form.ts';

/** `Follow Up: <question>` is an answer; behind the totals stand SKUs. */
function rest(places: Places): (column: number, name: string) => Rest {
  const from = places.find('total spent');
  return (column, name) => {
    if (/^follow[ -]?up:/i.test(name)) return 'question';
    return from >= 0 && column > from ? { kind: 'sku', title: name, platformId: name } : 'unknown';
  };
}

export const BACKERKIT: SourceForm = {
  platform: 'backerkit',
  label: 'BackerKit backers',
  fields: {
    backerNumber: 'id|backerkit id|backer id',
    backerUid: 'service guid',
    name: 'name|backer name',
    email: 'email|email sv',
    rewardId: 'reward id',
    rewardTitle: 'reward|reward title|reward name|pledge level',
    rewardMinimum: 'reward price',
    pledged: 'pledge amount',
    pledgedAt: 'pledged at',
    status: 'pledge status',
    notes: 'notes',
    surveyAt: 'survey answered at',
    addressName: 'address name',
    line1: 'address line 1',
    line2: 'address line 2',
    city: 'address city',
    state: 'address state',
    postal: 'address postal code',
    countryName: 'address country',
    phone: 'address phone number',
  },
  skipped:
    'platform|public notes|full address|full country|reward description|' +
    'order placed|order id|order|order status|' +
    'order charged|charge token|funds added in backerkit|' +
    'funds added in backer kit|add-on shipping subtotal|' +
    'pledge level shipping subtotal|total spent',
  marks: {
    must: [
      'service guid|backerkit id|funds added in backerkit|funds added in backer kit',
      'id|backerkit id|backer id',
    ],
    any: 'address line 1|survey answered at|pledge status|full address|order charged|total spent',
    least: 2,
  },
  idPrefix: 'BK-',
  rest,
};
