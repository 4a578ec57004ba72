/** Words of the packing page, the packing list and the slips. */
import type { Language } from './preset.ts';

export interface PackingWords {
  readonly packingSlip: string;
  readonly packingSlips: string;
  readonly packingList: string;
  readonly unitsToPick: string;
  readonly shipTo: string;
  readonly contents: string;
  readonly sku: string;
  readonly item: string;
  readonly quantity: string;
  readonly total: string;
  /** Over the boxes to tick. */
  readonly packed: string;
  readonly batch: string;
  readonly allBatches: string;
  readonly withoutBatch: string;
  readonly shipment: string;
  readonly parcels: (n: number) => string;
  readonly units: (n: number) => string;
  readonly page: (n: number, of: number) => string;
  /** On the slip of a parcel that is another than it was. */
  readonly changed: string;
  readonly cancelled: string;
  /** Which rows: the words of a choice. */
  readonly rows: string;
  readonly all: string;
  readonly onlyNew: string;
  readonly onlyChanged: string;
  readonly withoutNumber: string;
  readonly show: string;
  readonly size: string;
  readonly language: string;
  readonly print: string;
  readonly nothing: string;
  /** Followed by shipment ids. */
  readonly byHand: string;
  /** Followed by a time. */
  readonly asOf: string;
}

const counted =
  (one: string, several: string, noneIsOne = false) =>
  (n: number): string =>
    `${n} ${n === 1 || (noneIsOne && n === 0) ? one : several}`;

export const PACKING_WORDS: Readonly<Record<Language, PackingWords>> = {
  en: {
    packingSlip: 'Packing slip',
    packingSlips: 'Packing slips',
    packingList: 'Packing list',
    unitsToPick: 'Units to pick',
    shipTo: 'Ship to',
    contents: 'Contents',
    sku: 'SKU',
    item: 'Item',
    quantity: 'Quantity',
    total: 'Total',
    packed: 'Packed',
    batch: 'Batch',
    allBatches: 'All batches',
    withoutBatch: 'Without a batch',
    shipment: 'Shipment',
    parcels: counted('parcel', 'parcels'),
    units: counted('unit', 'units'),
    page: (n, of) => `Page ${n} of ${of}`,
    changed: 'Changed: check before packing',
    cancelled: 'Cancelled: do not pack',
    rows: 'Rows',
    all: 'All',
    onlyNew: 'New',
    onlyChanged: 'Changed',
    withoutNumber: 'Without a number',
    show: 'Show',
    size: 'Paper size',
    language: 'Language',
    print: 'Print',
    nothing: 'There is nothing to pack here.',
    byHand: 'Not every letter of these could be printed. Write their labels by hand:',
    asOf: 'As of',
  },
  de: {
    packingSlip: 'Packzettel',
    packingSlips: 'Packzettel',
    packingList: 'Packliste',
    unitsToPick: 'Zu entnehmen',
    shipTo: 'Empfänger',
    contents: 'Inhalt',
    sku: 'SKU',
    item: 'Artikel',
    quantity: 'Menge',
    total: 'Summe',
    packed: 'Gepackt',
    batch: 'Charge',
    allBatches: 'Alle Chargen',
    withoutBatch: 'Ohne Charge',
    shipment: 'Sendung',
    parcels: counted('Paket', 'Pakete'),
    units: (n) => `${n} Stück`,
    page: (n, of) => `Seite ${n} von ${of}`,
    changed: 'Geändert: vor dem Packen prüfen',
    cancelled: 'Storniert: nicht packen',
    rows: 'Zeilen',
    all: 'Alle',
    onlyNew: 'Neu',
    onlyChanged: 'Geändert',
    withoutNumber: 'Ohne Nummer',
    show: 'Anzeigen',
    size: 'Papierformat',
    language: 'Sprache',
    print: 'Drucken',
    nothing: 'Hier gibt es nichts zu packen.',
    byHand: 'Nicht alle Buchstaben ließen sich drucken. Bitte diese Etiketten von Hand schreiben:',
    asOf: 'Stand',
  },
  fr: {
    packingSlip: 'Bon de préparation',
    packingSlips: 'Bons de préparation',
    packingList: 'Liste de préparation',
    unitsToPick: 'Unités à prélever',
    shipTo: 'Destinataire',
    contents: 'Contenu',
    sku: 'SKU',
    item: 'Article',
    quantity: 'Quantité',
    total: 'Total',
    packed: 'Emballé',
    batch: 'Lot',
    allBatches: 'Tous les lots',
    withoutBatch: 'Sans lot',
    shipment: 'Envoi',
    parcels: (n) => `${n} colis`,
    units: counted('unité', 'unités', true),
    page: (n, of) => `Page ${n} sur ${of}`,
    changed: 'Modifié : à vérifier avant de préparer',
    cancelled: 'Annulé : ne pas préparer',
    rows: 'Lignes',
    all: 'Toutes',
    onlyNew: 'Nouvelles',
    onlyChanged: 'Modifiées',
    withoutNumber: 'Sans numéro',
    show: 'Afficher',
    size: 'Format du papier',
    language: 'Langue',
    print: 'Imprimer',
    nothing: 'Il n’y a rien à préparer ici.',
    byHand: 'Certaines lettres n’ont pas pu être imprimées. Écrivez ces étiquettes à la main :',
    asOf: 'État au',
  },
  es: {
    packingSlip: 'Hoja de preparación',
    packingSlips: 'Hojas de preparación',
    packingList: 'Lista de preparación',
    unitsToPick: 'Unidades por recoger',
    shipTo: 'Destinatario',
    contents: 'Contenido',
    sku: 'SKU',
    item: 'Artículo',
    quantity: 'Cantidad',
    total: 'Total',
    packed: 'Empacado',
    batch: 'Lote',
    allBatches: 'Todos los lotes',
    withoutBatch: 'Sin lote',
    shipment: 'Envío',
    parcels: counted('paquete', 'paquetes'),
    units: counted('unidad', 'unidades'),
    page: (n, of) => `Página ${n} de ${of}`,
    changed: 'Cambiado: revisar antes de preparar',
    cancelled: 'Cancelado: no preparar',
    rows: 'Filas',
    all: 'Todas',
    onlyNew: 'Nuevas',
    onlyChanged: 'Cambiadas',
    withoutNumber: 'Sin número',
    show: 'Mostrar',
    size: 'Tamaño del papel',
    language: 'Idioma',
    print: 'Imprimir',
    nothing: 'Aquí no hay nada que preparar.',
    byHand: 'No se pudieron imprimir todas las letras. Escriba estas etiquetas a mano:',
    asOf: 'Datos de',
  },
};
