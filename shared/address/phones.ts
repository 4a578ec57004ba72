/**
 * Phone numbers with their country in front (D16 to D18). Calling codes: ITU-T E.164 list of 2016; lengths of national
 * numbers: the national numbering plans that ITU-T publishes (E.129), without areas that are no longer dialled.
 */

/** ISO code, calling code, and the fewest and most digits behind it; without lengths, five to twelve. */
const PLANS =
  'AD376:6-9 AE971:8-9 AF93:9 AG1:10 AI1:10 AL355:8-9 AM374:8 AO244:9 AR54:10-11 AS1:10 AT43:4-13 AU61:9 AW297:7 AX358 AZ994:9 BA387:8-9 ' +
  'BB1:10 BD880:8-10 BE32:8-9 BF226:8 BG359:7-9 BH973:8 BI257:8 BJ229:8-10 BL590:9 BM1:10 BN673:7 BO591:8 BQ599:7-8 BR55:10-11 ' +
  'BS1:10 BT975:7-8 BW267:7-8 BY375:9 BZ501:7 CA1:10 CC61:9 CD243:9 CF236:8 CG242:9 CH41:9 CI225:8-10 CK682:5 CL56:9 CM237:8-9 ' +
  'CN86:10-11 CO57:8-10 CR506:8 CU53:6-8 CV238:7 CW599:7-8 CX61:9 CY357:8 CZ420:9 DE49:5-13 DJ253:8 DK45:8 DM1:10 DO1:10 DZ213:8-9 ' +
  'EC593:8-9 EE372:7-8 EG20:8-10 ER291:7 ES34:9 ET251:9 FI358:5-12 FJ679:7 FK500:5 FM691:7 FO298:6 FR33:9 GA241:7-8 GB44:9-10 ' +
  'GD1:10 GE995:9 GF594:9 GG44:10 GH233:9 GI350:8 GL299:6 GM220:7 GN224:9 GP590:9 GQ240:9 GR30:10 GT502:8 GU1:10 GW245:7-9 GY592:7 ' +
  'HK852:8 HN504:8 HR385:8-9 HT509:8 HU36:8-9 ID62:8-12 IE353:7-9 IL972:8-9 IM44:10 IN91:10 IQ964:8-10 IR98:10 IS354:7-9 IT39:6-11 ' +
  'JE44:10 JM1:10 JO962:8-9 JP81:9-10 KE254:9 KG996:9 KH855:8-9 KI686:5-8 KM269:7 KN1:10 KR82:8-10 KW965:8 KY1:10 KZ7:10 LA856:8-10 ' +
  'LB961:7-8 LC1:10 LI423:7-9 LK94:9 LR231:7-9 LS266:8 LT370:8 LU352:4-11 LV371:8 LY218:8-9 MA212:9 MC377:8-9 MD373:8 ME382:8 ' +
  'MF590:9 MG261:9 MH692:7 MK389:8 ML223:8 MM95:7-10 MN976:8 MO853:8 MP1:10 MQ596:9 MR222:8 MS1:10 MT356:8 MU230:7-8 MV960:7 ' +
  'MW265:7-9 MX52:10 MY60:8-10 MZ258:8-9 NA264:8-9 NC687:6 NE227:8 NF672:5-6 NG234:8-10 NI505:8 NL31:9 NO47:8 NP977:8-10 NR674:7 ' +
  'NU683:4-7 NZ64:8-10 OM968:8 PA507:7-8 PE51:8-9 PF689:6-8 PG675:7-8 PH63:8-10 PK92:9-10 PL48:9 PM508:6 PR1:10 PS970:8-9 PT351:9 ' +
  'PW680:7 PY595:8-9 QA974:8 RE262:9 RO40:9 RS381:8-9 RU7:10 RW250:9 SA966:8-9 SB677:5-7 SC248:7 SD249:9 SE46:7-9 SG65:8 SH290:4-5 ' +
  'SI386:8 SJ47:8 SK421:9 SL232:8 SM378:6-10 SN221:9 SO252:7-9 SR597:6-7 SS211:9 ST239:7 SV503:8 SX1:10 SY963:8-9 SZ268:8 TC1:10 ' +
  'TD235:8 TG228:8 TH66:8-9 TJ992:9 TL670:7-8 TM993:8 TN216:8 TO676:5-7 TR90:10 TT1:10 TV688:5-6 TW886:8-9 TZ255:9 UA380:9 UG256:9 ' +
  'US1:10 UY598:8 UZ998:9 VA39:6-11 VC1:10 VE58:10 VG1:10 VI1:10 VN84:8-10 VU678:5-7 WF681:6 WS685:5-7 XK383:8 YE967:7-9 YT262:9 ' +
  'ZA27:9 ZM260:9 ZW263:8-10';

interface Plan {
  readonly calling: string;
  readonly least: number;
  readonly most: number;
}

let plans: ReadonlyMap<string, Plan> | null = null;

function planOf(country: string): Plan | undefined {
  plans ??= new Map(
    PLANS.split(' ').map((text) => {
      const [calling = '', lengths = '5-12'] = text.slice(2).split(':');
      const [least = '', most = least] = lengths.split('-');
      return [text.slice(0, 2), { calling, least: Number(least), most: Number(most) }];
    }),
  );
  return plans.get(country);
}

export type PhoneReading =
  /** Right as it stands. */
  | { readonly is: 'right' }
  /** Right, and better written so. */
  | { readonly is: 'other-form'; readonly form: string }
  | { readonly is: 'wrong'; readonly why: string };

const RIGHT: PhoneReading = { is: 'right' };
const wrong = (why: string): PhoneReading => ({ is: 'wrong', why });

/** Numbers that the country's own people dial before a national number. */
const trunk = (country: string, digits: string): string => {
  if (country === 'IT' || country === 'SM' || country === 'VA') return digits;
  if (country === 'HU') return digits.replace(/^06/, '');
  if ((country === 'RU' || country === 'KZ') && digits.length === 11) return digits.replace(/^8/, '');
  if (country === 'MX') return digits.length > 10 ? digits.replace(/^0?1|^04[45]/, '') : digits;
  return digits.replace(/^0/, '');
};

const EXTENSION = /(?:\b(?:ext|extn|extension|x|доб|dw)\.?|#) ?\d{1,6}$/i;
/** Digits with the usual signs between them: nothing to take off. */
const PLAIN = /^\+?\d[\d .-]*$/;
const LABEL =
  /^\s*(?:tel|telephone|telefon|téléphone|phone|ph|mobile|mob|cell|handy|whatsapp|t|m|p)[.:]*\s*(?=[+(\d])/i;

/**
 * Reads a phone number of a country. A number without its country gets it (`0170 1234567` in Germany gives
 * `+491701234567`); ten digits stay in the United States and Canada; an extension, and any spacing behind a `+`, stays.
 */
export function readPhone(text: string, country: string): PhoneReading {
  if (PLAIN.test(text)) return readNumber(text, '', text, country);
  if (/\d[eE]\+?\d/.test(text)) return wrong('damaged by a spreadsheet program');
  const bare = text.normalize('NFKC').replace(LABEL, '').replace('(0)', '').trim();
  const number = bare.replace(EXTENSION, '').trim();
  const parts = number.split(/[/;,|]| or | oder | ou /).filter((part) => part.replace(/\D/g, '').length > 6);
  if (parts.length > 1) return wrong('two numbers in one cell');
  if (/\p{L}/u.test(number)) return wrong('letters in a number');
  return readNumber(number, bare.slice(number.length), text, country);
}

/** The number alone, what stands behind it, and the text that both are from. */
function readNumber(number: string, behind: string, text: string, country: string): PhoneReading {
  const plan = planOf(country);
  const abroad = plan?.calling === '1' ? /^\+|^011|^00/ : /^\+|^00/;
  const plus = abroad.exec(number.replace(/^\(\+/, '+'));
  const digits = number.replace(/\D/g, '').slice(plus && plus[0] !== '+' ? plus[0].length : 0);
  if (digits.length < 5) return wrong('too short');
  if (digits.length > 15) return wrong('too long');
  const fits = (national: string): boolean =>
    plan !== undefined && national.length >= plan.least && national.length <= plan.most;
  const full = (national: string): PhoneReading => ({
    is: 'other-form',
    form: `+${plan?.calling}${national}${behind}`,
  });

  if (plus) {
    if (plan && digits.startsWith(plan.calling)) {
      const after = digits.slice(plan.calling.length);
      const national = trunk(country, after);
      if (!fits(national)) return wrong(`${after.length} digits behind +${plan.calling}`);
      if (national !== after || plus[0] !== '+') return full(national);
    }
    if (digits.length < 7) return wrong('too short');
    return plus[0] === '+' && number === text.trim().slice(0, number.length)
      ? RIGHT
      : { is: 'other-form', form: `+${digits}${behind}` };
  }
  if (!plan) return RIGHT;
  if (plan.calling === '1') {
    const national = digits.length === 11 ? digits.replace(/^1/, '') : digits;
    return fits(national) ? RIGHT : wrong(`${digits.length} digits instead of ten`);
  }
  const national = trunk(country, digits);
  const already = digits.startsWith(plan.calling) && fits(digits.slice(plan.calling.length));
  // "4917…" in Germany: a plus was lost, where the number as it stands is too long or begins with no zero.
  if (
    already &&
    (!fits(national) || (national === digits && digits.length - plan.calling.length >= plan.least + 2))
  ) {
    return full(digits.slice(plan.calling.length));
  }
  return fits(national) ? full(national) : wrong(`${digits.length} digits`);
}
