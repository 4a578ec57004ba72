/**
 * Where the demo's backers live: real cities with postal codes of the right form (patterns and required parts as in
 * libaddressinput, Google, CC-BY 4.0), streets that are invented. `#` in a postal code stands for a digit.
 */
import type { Language } from './people.ts';

export interface Place {
  readonly city: string;
  readonly state: string;
  readonly postal: string;
}

export interface Country {
  readonly code: string;
  /** Backers in a thousand. */
  readonly share: number;
  readonly languages: readonly [Language, ...Language[]];
  /** `#` is the house number. */
  readonly streets: readonly [string, ...string[]];
  readonly places: readonly [Place, ...Place[]];
  /** Numbers that are set aside for fiction, with `#` for digits; none where no such range is known. */
  readonly phone?: string;
}

/** `City|State|Postal; City|State|Postal` */
function places(text: string): readonly [Place, ...Place[]] {
  const all = text.split('; ').map((entry) => {
    const [city = '', state = '', postal = ''] = entry.split('|');
    return { city, state, postal };
  });
  const [first = { city: '', state: '', postal: '' }, ...rest] = all;
  return [first, ...rest];
}

const ENGLISH = [
  '# Lantern Row',
  '# Harbour Lane',
  '# Old Orchard Road',
  '# Foxglove Avenue',
  '# Mill Street',
] as const;
const GERMAN = ['Lindenweg #', 'Am Leuchtturm #', 'Fährgasse #', 'Uferstraße #'] as const;
const FRENCH = ['# rue des Lanternes', '# quai du Phare', '# impasse de l’Écluse'] as const;
const SPANISH = ['Calle del Faro #', 'Avenida de los Almendros #', 'Plaza del Muelle #'] as const;
const NORTHERN = ['Fyrvägen #', 'Havnegata #', 'Bjørkestien #'] as const;
const EASTERN = ['ul. Latarników #', 'Lipová #', 'Révész utca #'] as const;

export const COUNTRIES: readonly Country[] = [
  {
    code: 'US',
    share: 480,
    languages: ['en', 'en', 'en', 'es'],
    streets: ENGLISH,
    phone: '+1 503-555-01##',
    places: places(
      'Portland|OR|972##; Austin|TX|787##; Boston|MA|021##; Chicago|IL|606##; Seattle|WA|981##; Denver|CO|802##; Atlanta|GA|303##; Brooklyn|NY|112##; Minneapolis|MN|554##; San Diego|CA|921##; Honolulu|HI|968##; Anchorage|AK|995##; Newark|NJ|071##',
    ),
  },
  {
    code: 'GB',
    share: 110,
    languages: ['en'],
    streets: ENGLISH,
    phone: '+44 20 7946 0###',
    places: places(
      'Leeds||LS# #DX; Bristol||BS# #TH; Edinburgh||EH# #LN; Cardiff||CF1# #AB; London||SE1# #QT',
    ),
  },
  {
    code: 'CA',
    share: 70,
    languages: ['en', 'en', 'fr'],
    streets: ENGLISH,
    phone: '+1 416-555-01##',
    places: places('Toronto|ON|M5V #K#; Montréal|QC|H2X #L#; Halifax|NS|B3J #P#; Calgary|AB|T2P #H#'),
  },
  {
    code: 'DE',
    share: 70,
    languages: ['de'],
    streets: GERMAN,
    phone: '+49 30 23125 ###',
    places: places('Hamburg||2035#; Leipzig||0410#; Köln||5066#; Berlin||1024#'),
  },
  {
    code: 'AU',
    share: 45,
    languages: ['en'],
    streets: ENGLISH,
    phone: '+61 491 570 ###',
    places: places('Melbourne|VIC|30##; Sydney|NSW|20##; Darwin|NT|08##; Hobart|TAS|70##'),
  },
  {
    code: 'FR',
    share: 40,
    languages: ['fr'],
    streets: FRENCH,
    phone: '+33 1 99 00 ## ##',
    places: places('Lyon||6900#; Nantes||4400#; Bourg-en-Bresse||01000'),
  },
  {
    code: 'NL',
    share: 18,
    languages: ['de', 'en'],
    streets: ['Vuurtorenkade #', 'Lindelaan #'],
    places: places('Utrecht||35## XB; Rotterdam||30## CA'),
  },
  {
    code: 'ES',
    share: 16,
    languages: ['es'],
    streets: SPANISH,
    places: places('Madrid|Madrid|280##; Barcelona|Barcelona|080##; Bilbao|Vizcaya|480##'),
  },
  {
    code: 'IT',
    share: 16,
    languages: ['it'],
    streets: ['Via dei Tigli #', 'Piazza del Porto #'],
    places: places('Milano|MI|201##; Genova|GE|161##; Roma|RM|001##'),
  },
  {
    code: 'SE',
    share: 12,
    languages: ['north'],
    streets: NORTHERN,
    phone: '+46 8 465 004 ##',
    places: places('Stockholm||114 ##; Malmö||211 ##'),
  },
  {
    code: 'NO',
    share: 8,
    languages: ['north'],
    streets: NORTHERN,
    places: places('Oslo||01##; Bergen||50##'),
  },
  {
    code: 'DK',
    share: 7,
    languages: ['north'],
    streets: NORTHERN,
    places: places('København||21##; Aarhus||80##'),
  },
  {
    code: 'FI',
    share: 6,
    languages: ['north'],
    streets: ['Majakkatie #'],
    places: places('Helsinki||001##; Oulu||900##'),
  },
  {
    code: 'CH',
    share: 8,
    languages: ['de', 'fr'],
    streets: GERMAN,
    places: places('Zürich||80##; Genève||12##'),
  },
  { code: 'AT', share: 6, languages: ['de'], streets: GERMAN, places: places('Wien||10#0; Graz||80##') },
  { code: 'BE', share: 6, languages: ['fr'], streets: FRENCH, places: places('Bruxelles||10##; Gent||90##') },
  {
    code: 'PL',
    share: 8,
    languages: ['east'],
    streets: EASTERN,
    places: places('Warszawa||00-9##; Gdańsk||80-8##'),
  },
  {
    code: 'CZ',
    share: 4,
    languages: ['east'],
    streets: EASTERN,
    places: places('Praha||110 ##; Brno||602 ##'),
  },
  { code: 'HU', share: 3, languages: ['east'], streets: EASTERN, places: places('Budapest||10##') },
  {
    code: 'PT',
    share: 4,
    languages: ['pt'],
    streets: ['Rua do Farol #'],
    places: places('Lisboa||1250-0##; Porto||4050-1##'),
  },
  {
    code: 'IE',
    share: 6,
    languages: ['en'],
    streets: ENGLISH,
    places: places('Dublin||D08 X2Y#; Cork||T12 W8P#'),
  },
  {
    code: 'NZ',
    share: 8,
    languages: ['en'],
    streets: ENGLISH,
    places: places('Wellington||60##; Auckland||10##'),
  },
  {
    code: 'JP',
    share: 10,
    languages: ['ja', 'ja', 'en'],
    streets: ['神南#丁目', '桜丘町#番地'],
    places: places('渋谷区|東京都|150-00##; 大阪市北区|大阪府|530-00##'),
  },
  {
    code: 'KR',
    share: 4,
    languages: ['ko', 'en'],
    streets: ['월드컵로 #'],
    places: places('마포구|서울특별시|040##'),
  },
  {
    code: 'TW',
    share: 4,
    languages: ['zh', 'en'],
    streets: ['建國南路#號'],
    places: places('大安區|台北市|106'),
  },
  { code: 'CN', share: 2, languages: ['zh'], streets: ['灯塔路#号'], places: places('朝阳区|北京市|1000##') },
  {
    code: 'HK',
    share: 5,
    languages: ['zh', 'en'],
    streets: ['Flat #, Lantern Court'],
    places: places('Mong Kok|Kowloon|; Central|Hong Kong Island|'),
  },
  {
    code: 'SG',
    share: 8,
    languages: ['en', 'zh'],
    streets: ['# Harbour View Crescent'],
    places: places('Singapore||5460##'),
  },
  {
    code: 'TH',
    share: 2,
    languages: ['th', 'en'],
    streets: ['# ถนนประภาคาร'],
    places: places('กรุงเทพมหานคร||101##'),
  },
  {
    code: 'IN',
    share: 4,
    languages: ['en'],
    streets: ENGLISH,
    places: places('Bengaluru|Karnataka|5600##; Mumbai|Maharashtra|4000##'),
  },
  {
    code: 'AE',
    share: 2,
    languages: ['ar', 'en'],
    streets: ['Villa #, Palm Street'],
    places: places('Dubai|Dubai|'),
  },
  {
    code: 'IL',
    share: 3,
    languages: ['he', 'en'],
    streets: ['רחוב הגפן #'],
    places: places('תל אביב-יפו||613####'),
  },
  {
    code: 'TR',
    share: 2,
    languages: ['tr'],
    streets: ['Fener Sokak No: #'],
    places: places('Kadıköy|İstanbul|347##'),
  },
  { code: 'GR', share: 3, languages: ['el'], streets: ['Οδός Φάρου #'], places: places('Αθήνα||10# ##') },
  { code: 'UA', share: 2, languages: ['uk'], streets: ['вул. Садова, #'], places: places('Київ||010##') },
  {
    code: 'BR',
    share: 5,
    languages: ['pt'],
    streets: ['Rua do Farol, #'],
    places: places('São Paulo|SP|01310-1##; Salvador|BA|40301-1##'),
  },
  {
    code: 'MX',
    share: 5,
    languages: ['es'],
    streets: SPANISH,
    places: places('Ciudad de México|CDMX|06###; Mérida|Yuc.|970##'),
  },
  {
    code: 'AR',
    share: 2,
    languages: ['es'],
    streets: SPANISH,
    places: places('Buenos Aires|Ciudad Autónoma de Buenos Aires|C10##AAB'),
  },
  { code: 'ZA', share: 2, languages: ['en'], streets: ENGLISH, places: places('Cape Town||80##') },
];
