/**
 * Kickstarter's backer report, 2012 to 2026, by every name that its columns have had. Source: column lists in
 * public documents and repositories; the union of eight layouts. The order is not relied on but for columns
 * of no known name.
 */
import type { Places, Rest, SourceForm } from '../form.ts';
import type { OrderField } from '../layout.ts';

const ADDON = /^\[add-?on:\s*([^\]]+)\]\s*(.*)$/i;

/** Columns of the survey's address; item columns stand before them, questions after. */
const ADDRESS: readonly OrderField[] = [
  'addressName',
  'line1',
  'line2',
  'city',
  'state',
  'postal',
  'countryName',
  'countryCode',
  'phone',
  'deliveryNotes',
];

const addressColumns = (places: Places): number[] =>
  ADDRESS.map((field) => places.at(field)).filter((column) => column >= 0);

/**
 * Between Notes and the survey they are items, after the address they are questions, before Notes they are
 * unknown. `[Addon: <id>] Title` is an add-on anywhere.
 */
function rest(places: Places): (column: number, name: string) => Rest {
  const survey = places.at('surveyAt');
  const surveyFrom = Math.min(survey < 0 ? places.width : survey, ...addressColumns(places));
  const itemsFrom = Math.max(places.at('notes'), places.at('status'), places.at('pledged'));
  return (column, name) => {
    const addon = ADDON.exec(name);
    if (addon) {
      return { kind: 'addon', title: (addon[2] ?? '').trim(), platformId: (addon[1] ?? '').trim() };
    }
    if (column > surveyFrom) return 'question';
    return column > itemsFrom ? { kind: 'item', title: name, platformId: '' } : 'unknown';
  };
}

export const KICKSTARTER: SourceForm = {
  platform: 'kickstarter',
  label: 'Kickstarter backer report',
  fields: {
    backerNumber: 'backer number|backer id|backer no|backer no.|backer #',
    backerUid: 'backer uid',
    name: 'backer name',
    email: 'email|e-mail|email address|backer email',
    country: 'shipping country',
    rewardTitle: 'reward title|reward name',
    rewardMinimum: 'reward minimum|backing minimum',
    rewardId: 'reward id',
    pledged: 'pledge amount|pledged amount',
    amountDue: 'amount due',
    amountPaid: 'amount paid',
    payOverTime: 'pledge over time|pay over time',
    pledgedAt: 'pledged at',
    latePledge: 'late pledge|late pledge?',
    sent: 'rewards sent?|rewards sent|fulfillment status|fulfilment status',
    status: 'pledged status|pledge status',
    notes: 'notes',
    surveyAt: 'survey response',
    addressName: 'shipping name',
    line1: 'shipping address 1',
    line2: 'shipping address 2',
    city: 'shipping city',
    state: 'shipping state|shipping state/province',
    postal: 'shipping postal code|shipping zip code',
    countryName: 'shipping country name',
    countryCode: 'shipping country code',
    phone: 'shipping phone number|shipping phone',
    deliveryNotes: 'shipping delivery notes|delivery notes',
  },
  skipped: 'shipping amount|bonus support|twitter|billing state/province|billing state|billing country',
  marks: {
    must: ['backer number|backer id|backer no|backer no.|backer #'],
    any:
      'backer name|email|pledge amount|pledged amount|' +
      'pledged at|pledged status|pledge status|reward minimum|backing minimum',
    least: 3,
  },
  idPrefix: '',
  rest,
  about: (places) => [addressColumns(places).length > 0 ? 'with survey' : 'before the survey'],
};
