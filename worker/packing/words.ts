/** Words of the packing page and of slips beside those that a partner's sheet has too. */
import type { Language } from '../../shared/partner-sheet/preset.ts';

interface Words {
  /** On a slip on which a box stands for a letter. */
  readonly unprinted: string;
  /** Which parcels of many a page shows. */
  readonly part: (from: string, to: string, of: string) => string;
  readonly before: string;
  readonly after: string;
  readonly weight: (grams: string) => string;
  readonly openSlips: string;
  readonly reload: string;
  /** Nobody has this address. */
  readonly gone: string;
}

export const MORE_WORDS: Readonly<Record<Language, Words>> = {
  en: {
    unprinted: 'A box stands for a letter that could not be printed. Write the label by hand.',
    part: (from, to, of) => `Parcels ${from} to ${to} of ${of}`,
    before: 'Before',
    after: 'Next',
    weight: (grams) => `${grams} g`,
    openSlips: 'Packing slips (PDF)',
    reload: 'Reload',
    gone: 'This packing page is not there any more. Please ask the sender for its new link.',
  },
  de: {
    unprinted:
      'Ein Kästchen steht für einen Buchstaben, der sich nicht drucken ließ. Bitte das Etikett von Hand schreiben.',
    part: (from, to, of) => `Pakete ${from} bis ${to} von ${of}`,
    before: 'Zurück',
    after: 'Weiter',
    weight: (grams) => `${grams} g`,
    openSlips: 'Packzettel (PDF)',
    reload: 'Neu laden',
    gone: 'Diese Packseite gibt es nicht mehr. Bitte fragen Sie den Absender nach dem neuen Link.',
  },
  fr: {
    unprinted: 'Un carré remplace une lettre qui n’a pas pu être imprimée. Écrivez l’étiquette à la main.',
    part: (from, to, of) => `Colis ${from} à ${to} sur ${of}`,
    before: 'Précédents',
    after: 'Suivants',
    weight: (grams) => `${grams} g`,
    openSlips: 'Bons de préparation (PDF)',
    reload: 'Recharger',
    gone: 'Cette page de préparation n’existe plus. Demandez son nouveau lien à l’expéditeur.',
  },
  es: {
    unprinted: 'Un recuadro sustituye a una letra que no se pudo imprimir. Escriba la etiqueta a mano.',
    part: (from, to, of) => `Paquetes ${from} a ${to} de ${of}`,
    before: 'Anteriores',
    after: 'Siguientes',
    weight: (grams) => `${grams} g`,
    openSlips: 'Hojas de preparación (PDF)',
    reload: 'Recargar',
    gone: 'Esta página de preparación ya no existe. Pida al remitente el nuevo enlace.',
  },
};

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
};

/** 12,345 as the language writes it. */
export const count = (n: number, language: Language): string => n.toLocaleString(language);
