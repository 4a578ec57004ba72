/** What each kind of finding is called where people go through them. */
import type { FindingKind } from './finding.ts';

export interface KindWords {
  /** A few words, for lists and filters. */
  readonly label: string;
  /** One sentence: what is the matter, or what would change. */
  readonly sentence: string;
}

const words = (label: string, sentence: string): KindWords => ({ label, sentence });

export const FINDING_KINDS: Readonly<Record<FindingKind, KindWords>> = {
  missing: words('Missing', 'The country requires this, and it is blank.'),
  'phone-missing': words('No phone', 'Carriers and customs call this number when something is in the way.'),
  'tax-id-missing': words('No tax id', 'Customs of this country ask for the recipient’s tax id.'),
  'house-number': words(
    'No house number',
    'Addresses in this country have a house number; this one has none.',
  ),
  'country-unknown': words('Unknown country', 'No country has this name. Nothing is taken by likeness.'),
  'country-name': words(
    'Country’s name',
    'A country in another language or spelling becomes its two letters.',
  ),
  'country-postal': words('Other country?', 'The postal code or the state belongs to another country.'),
  territory: words('Special territory', 'Customs or delivery differ here from the rest of the country.'),
  'postal-invalid': words('Postal code', 'The country cannot have such a postal code.'),
  'postal-zero-lost': words(
    'Zero lost',
    'A spreadsheet program took the zero from the front of the postal code.',
  ),
  'postal-digits': words(
    'O for 0',
    'A letter stands in the postal code where only a digit can be, or the other way.',
  ),
  'postal-form': words('Postal code’s form', 'The postal code as the country’s post writes it.'),
  'postal-prefix': words(
    'Country in postal code',
    'The country’s letters are taken from the front of the postal code.',
  ),
  'postal-city': words('City in postal code', 'The name of the city is taken out of the postal code.'),
  'postal-filler': words('Not a postal code', 'A filler where the country has no postal code becomes blank.'),
  'postal-elsewhere': words(
    'Postal code elsewhere',
    'The postal code stands in another field and moves to its own.',
  ),
  'city-extra': words('City and more', 'The city holds the state, the country or the postal code as well.'),
  'state-code': words('State’s form', 'The state or province as the country’s post writes it.'),
  'state-unknown': words('Unknown state', 'The country has no such state or province.'),
  'state-from-postal': words(
    'State from postal code',
    'The blank state is the one that the postal code lies in.',
  ),
  'state-postal': words('State or postal code', 'The postal code lies in another state.'),
  military: words('Military', 'Only the postal service delivers to military addresses.'),
  'military-form': words(
    'Military form',
    'The city is APO, FPO or DPO, the state AA, AE or AP, the country US.',
  ),
  'po-box': words('PO box', 'Couriers do not deliver to PO boxes.'),
  locker: words('Parcel locker', 'Only the carrier that runs the locker or shop delivers there.'),
  'locker-number': words('Locker without number', 'The locker needs the recipient’s own number.'),
  'line-too-long': words(
    'Long line',
    'A line longer than the carrier takes is wrapped over two; nothing is cut.',
  ),
  'name-too-long': words('Long name', 'The name is longer than the carrier takes.'),
  'city-too-long': words('Long city', 'The city is longer than the carrier takes.'),
  'letters-not-latin': words('Letters', 'The same in letters that every carrier prints.'),
  'letters-no-table': words(
    'Other writing',
    'Written in letters that many carriers cannot print; ask for a Latin form.',
  ),
  emoji: words('Emoji', 'Emoji are taken out: labels cannot print them.'),
  'text-damaged': words('Damaged letters', 'Letters were damaged when a file was saved or opened.'),
  newline: words('Several lines', 'Several lines stand in one cell; each becomes a field of its own.'),
  spaces: words('Spaces', 'Spaces too many are taken out.'),
  'line-repeated': words('Repeated', 'The second line only repeats what stands elsewhere.'),
  placeholder: words('Made up?', 'This reads like a placeholder.'),
  'name-form': words('Name', 'One word, initials or an e-mail address: some carriers want a full name.'),
  'phone-form': words('Phone’s form', 'The phone number with its country in front, as carriers want it.'),
  'phone-invalid': words('Phone', 'The number is too short, too long, or holds several.'),
  'phone-fake': words('Phone made up', 'Nobody has this phone number.'),
  'tax-id-form': words('Tax id’s form', 'The tax id as its office writes it.'),
  'tax-id-format': words('Tax id', 'The tax id has the wrong length or a wrong check digit.'),
};
