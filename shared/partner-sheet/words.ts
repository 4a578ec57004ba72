/** What a partner reads about its rows: states, changes, cancellations, the summary at the top. */

import { CUSTOMS_COLUMNS } from './columns.ts';
import { headerWord } from './headers.ts';
import { LANGUAGES, type Language } from './preset.ts';
import {
  ADDRESS_CELLS,
  CONTENT_CELLS,
  type DescribedCells,
  type DescribedColumn,
  ROW_STATES,
  type RowState,
} from './row.ts';

/** In the order of LANGUAGES. */
type Words = readonly [en: string, de: string, fr: string, es: string];
const said = (words: Words, language: Language): string => words[LANGUAGES.indexOf(language)] ?? words[0];

const STATES: Readonly<Record<RowState, Words>> = {
  new: ['New', 'Neu', 'Nouveau', 'Nuevo'],
  changed: ['Changed', 'Geändert', 'Modifié', 'Cambiado'],
  cancelling: ['Stop: cancelled', 'Stopp: storniert', 'Stop : annulé', 'Alto: cancelado'],
  cancelled: ['Cancelled', 'Storniert', 'Annulé', 'Cancelado'],
  sent: ['Sent', 'Versandt', 'Expédié', 'Enviado'],
  problem: ['Please check', 'Bitte prüfen', 'À vérifier', 'Por revisar'],
};
/** The word of a row's state, in Status. */
export const stateWord = (state: RowState, language: Language): string => said(STATES[state], language);

const STATE_OF: ReadonlyMap<string, RowState> = new Map(
  ROW_STATES.flatMap((state) => STATES[state].map((word) => [word, state] as const)),
);
/** Which state a word of Status means, in any language; null for any other text. */
export const stateOfWord = (word: string): RowState | null => STATE_OF.get(word) ?? null;

/** Stands in place of names and addresses when their time is over. */
export const REMOVED: Readonly<Record<Language, string>> = {
  en: '(removed)',
  de: '(entfernt)',
  fr: '(supprimé)',
  es: '(eliminado)',
};

const QUOTED: Words = ['“{}”', '„{}“', '« {} »', '«{}»'];
const NOTHING: Words = ['(nothing)', '(nichts)', '(rien)', '(nada)'];
const WAS = {
  address: ['address was: {}', 'Adresse war: {}', 'ancienne adresse : {}', 'la dirección era: {}'],
  contents: ['contents were: {}', 'Inhalt war: {}', 'ancien contenu : {}', 'el contenido era: {}'],
  phone: ['phone was: {}', 'Telefon war: {}', 'ancien téléphone : {}', 'el teléfono era: {}'],
  customs: [
    'customs data was: {}',
    'Zolldaten waren: {}',
    'anciennes données douanières : {}',
    'los datos aduaneros eran: {}',
  ],
} as const satisfies Record<string, Words>;

const ASK = {
  changed: [
    'Tick {} when the parcel is changed.',
    'Bitte {} ankreuzen, wenn das Paket geändert ist.',
    'Cochez {} une fois le colis modifié.',
    'Marque {} cuando el paquete esté cambiado.',
  ],
  cancelling: [
    'Tick {} when the parcel is stopped; if it has left, type its tracking number.',
    'Bitte {} ankreuzen, wenn das Paket gestoppt ist; ist es schon unterwegs, bitte die Sendungsnummer eintragen.',
    'Cochez {} une fois le colis arrêté ; s’il est déjà parti, saisissez son numéro de suivi.',
    'Marque {} cuando el paquete esté detenido; si ya salió, escriba su número de seguimiento.',
  ],
} as const satisfies Record<string, Words>;

/** What a partner is asked to tick Seen for. `seen` is the header of that column in its sheet. */
const ask = (what: keyof typeof ASK, language: Language, seen: string): string =>
  said(ASK[what], language).replace('{}', () => said(QUOTED, language).replace('{}', () => seen));

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * What Change says of a parcel that is another than it was: what stood there before, and what the partner is asked to do.
 * It tells of cells of both descriptions alone, so of nothing that the preset does not show; "" when no cell that a
 * partner must notice differs. `seen` is the header of Seen in this sheet.
 */
export function changeText(
  before: DescribedCells,
  after: DescribedCells,
  language: Language,
  seen = headerWord('seen', language),
): string {
  const differing = (keys: readonly DescribedColumn[]): DescribedColumn[] =>
    keys.filter((key) => before[key] !== undefined && after[key] !== undefined && before[key] !== after[key]);
  const parts: string[] = [];
  const was = (what: keyof typeof WAS, text: string): void => {
    parts.push(said(WAS[what], language).replace('{}', () => text || said(NOTHING, language)));
  };
  if (differing(ADDRESS_CELLS).length > 0)
    was(
      'address',
      ADDRESS_CELLS.map((key) => (after[key] === undefined ? '' : (before[key] ?? '')))
        .filter((cell) => cell !== '')
        .join(', '),
    );
  const [content] = differing(CONTENT_CELLS);
  if (content !== undefined) was('contents', before[content] ?? '');
  if (differing(['phone']).length > 0) was('phone', before.phone ?? '');
  const customs = differing(CUSTOMS_COLUMNS);
  if (customs.length > 0)
    was(
      'customs',
      customs
        .map((key) => `${headerWord(key, language)} ${before[key] || said(NOTHING, language)}`)
        .join(', '),
    );
  return parts.length === 0 ? '' : `${capital(parts.join('; '))}. ${ask('changed', language, seen)}`;
}

/** moved: somebody else ships it now; who is none of the partner's business. */
const CANCEL_WHY = {
  cancelled: ['Cancelled', 'Storniert', 'Annulé', 'Cancelado'],
  moved: [
    'Not yours to ship any more',
    'Nicht mehr von Ihnen zu versenden',
    'N’est plus à expédier par vous',
    'Ya no le corresponde enviarlo',
  ],
} as const satisfies Record<string, Words>;
const DO_NOT_PACK: Words = [
  '{}: do not pack it.',
  '{}: bitte nicht packen.',
  '{} : ne pas préparer.',
  '{}: no lo prepare.',
];

/**
 * What Change says of a row that is struck out. While the partner has not ticked Seen it is asked to; `asked` false is
 * for afterwards.
 */
export function cancelText(
  why: keyof typeof CANCEL_WHY,
  language: Language,
  asked = true,
  seen = headerWord('seen', language),
): string {
  const what = said(CANCEL_WHY[why], language);
  if (!asked) return `${what}.`;
  return `${said(DO_NOT_PACK, language).replace('{}', what)} ${ask('cancelling', language, seen)}`;
}

/** Stands beside the address of the packing page. */
export const PACKING_PAGE: Readonly<Record<Language, string>> = {
  en: 'Packing list and slips:',
  de: 'Packliste und Packzettel:',
  fr: 'Préparation des colis :',
  es: 'Preparación de paquetes:',
};

const NOT_READ: Words = [
  'Not read: {}. Please type here.',
  'Wird nicht gelesen: {}. Bitte hier eintragen.',
  'Non lu : {}. Saisissez ici.',
  'No se lee: {}. Escriba aquí.',
];
const MOST_TABS = 3;
const LONGEST_TITLE = 40;

/** For the partner, when rows stand in further tabs of its file: `titles` is what it calls them. */
export function secondTabText(titles: readonly string[], language: Language): string {
  const named = titles.slice(0, MOST_TABS).map((title) => {
    const text = title.replace(/\s+/g, ' ').trim();
    const brief =
      text.length <= LONGEST_TITLE
        ? text
        : `${text.slice(0, LONGEST_TITLE).replace(/[\ud800-\udbff]$/, '')}…`;
    return said(QUOTED, language).replace('{}', () => brief);
  });
  const list = `${named.join(', ')}${titles.length > MOST_TABS ? ' …' : ''}`;
  return said(NOT_READ, language).replace('{}', () => list);
}

export interface SummaryCounts {
  readonly fresh: number;
  readonly changed: number;
  readonly withoutNumber: number;
  /** Said only where there are some. */
  readonly cancelling: number;
  readonly problems: number;
}

/** For one and for several, `one|several`, where they differ. */
const COUNTED: Readonly<Record<keyof SummaryCounts, Words>> = {
  fresh: ['new', 'neu', 'nouveau|nouveaux', 'nuevo|nuevos'],
  changed: ['changed', 'geändert', 'modifié|modifiés', 'cambiado|cambiados'],
  withoutNumber: ['without a number', 'ohne Nummer', 'sans numéro', 'sin número'],
  cancelling: ['to stop', 'zu stoppen', 'à arrêter', 'por detener'],
  problems: ['to check', 'zu prüfen', 'à vérifier', 'por revisar'],
};

/** `12 new, 3 changed, 40 without a number`, with what is to be stopped and checked where there is any. */
export function summaryLine(counts: SummaryCounts, language: Language): string {
  const parts: string[] = [];
  for (const key of ['fresh', 'changed', 'withoutNumber', 'cancelling', 'problems'] as const) {
    const n = counts[key];
    if (n === 0 && (key === 'cancelling' || key === 'problems')) continue;
    const [one = '', several = one] = said(COUNTED[key], language).split('|');
    // None is one in French.
    parts.push(`${n} ${n === 1 || (n === 0 && language === 'fr') ? one : several}`);
  }
  return parts.join(', ');
}
