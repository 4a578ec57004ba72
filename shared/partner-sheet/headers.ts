/** What the columns of a partner's sheet are called, and the names by which they are known again. */
import { columnKey } from '../csv/column-key.ts';
import { mapTrackingColumns, type TrackingField } from '../tracking/columns.ts';
import type { SheetColumn } from './columns.ts';
import { LANGUAGES, type Language, type PartnerPreset, shownColumns } from './preset.ts';

/** In the order of LANGUAGES. Recognised without a table beside it: no two columns share a word, in any language. */
const HEADERS: Readonly<Record<SheetColumn, readonly [en: string, de: string, fr: string, es: string]>> = {
  id: ['Shipment ID', 'Versand-ID', 'ID d’expédition', 'ID de envío'],
  status: ['Status', 'Status', 'Statut', 'Estado'],
  change: ['What changed', 'Änderung', 'Modification', 'Qué cambió'],
  batch: ['Batch', 'Charge', 'Lot', 'Lote'],
  contents: ['Contents', 'Inhalt', 'Contenu', 'Contenido'],
  skus: ['SKUs', 'SKUs', 'SKU', 'SKU'],
  units: ['Units', 'Stück', 'Unités', 'Unidades'],
  name: ['Name', 'Name', 'Nom', 'Nombre'],
  address1: ['Address 1', 'Adresse 1', 'Adresse 1', 'Dirección 1'],
  address2: ['Address 2', 'Adresse 2', 'Adresse 2', 'Dirección 2'],
  city: ['City', 'Ort', 'Ville', 'Ciudad'],
  state: ['State/Province', 'Bundesland', 'Région', 'Provincia'],
  postalCode: ['Postal code', 'Postleitzahl', 'Code postal', 'Código postal'],
  country: ['Country', 'Land', 'Pays', 'País'],
  phone: ['Phone', 'Telefon', 'Téléphone', 'Teléfono'],
  taxId: ['Tax ID', 'Steuer-ID', 'Numéro fiscal', 'ID fiscal'],
  hsCode: ['HS code', 'HS-Code', 'Code SH', 'Código SA'],
  origin: ['Origin', 'Ursprung', 'Origine', 'Origen'],
  customsDescription: [
    'Customs description',
    'Warenbeschreibung',
    'Désignation douanière',
    'Descripción aduanera',
  ],
  customsValue: [
    'Customs value each',
    'Zollwert je Stück',
    'Valeur en douane par unité',
    'Valor aduanero por unidad',
  ],
  weight: ['Weight (g)', 'Gewicht (g)', 'Poids (g)', 'Peso (g)'],
  number: ['Tracking number', 'Sendungsnummer', 'Numéro de suivi', 'Número de seguimiento'],
  carrier: ['Carrier', 'Paketdienst', 'Transporteur', 'Transportista'],
  shippedAt: ['Ship date', 'Versanddatum', 'Date d’expédition', 'Fecha de envío'],
  quantity: ['Quantity shipped', 'Versandte Menge', 'Quantité expédiée', 'Cantidad enviada'],
  remark: ['Remark', 'Bemerkung', 'Remarque', 'Observación'],
  seen: ['Seen', 'Gesehen', 'Vu', 'Visto'],
};

/**
 * Other names, as `keyOf` makes them. The names of numbers, carriers, ship dates and quantities, and some of the others,
 * are those of tracking files: shared/tracking/columns.ts.
 */
const ALSO: Readonly<Partial<Record<SheetColumn, string>>> = {
  id: 'shipment,shipsheet,parcel id,sendung,sendungs id,paket id,expedition,id colis,colis,envio',
  change:
    'change,changes,changed,what has changed,anderungen,modifications,changement,changements,cambio,cambios',
  batch: 'wave,los,welle,vague,tanda,lots,lotes',
  contents: 'content,products,product,artikel,produkte,articles,produits,articulos,productos',
  skus: 'artikelnummern,references,referencias,codigos',
  units: 'number of units,pieces,pcs,einheiten,anzahl stuck,nombre d unites,nombre de pieces,piezas',
  address1:
    'address,address line 1,street,street 1,street address,adresse,adresszeile 1,strasse,strasse und hausnummer,' +
    'rue,direccion,calle,domicilio,ship to address 1',
  address2:
    'address line 2,street 2,apartment,adresszusatz,adresszeile 2,complement d adresse,complement,ship to address 2',
  city: 'town,city town,stadt,localite,commune,poblacion,localidad,municipio,ship to city',
  state: 'state,province,county,kanton,departement,comunidad,ship to state',
  country: 'country code,destination country,ship to country,lieferland,pays de destination,pais de destino',
  phone: 'phone number,telephone,tel,mobile,mobile number,telefonnummer,handy,numero de telephone,movil',
  taxId: 'recipient tax id,tax number,steuernummer,numero d identification fiscale,identificacion fiscal,nif',
  hsCode:
    'hs codes,hs,tariff number,tariff code,commodity code,zolltarifnummer,warennummer,code douanier,codigo arancelario',
  origin: 'country of origin,made in,ursprungsland,pays d origine,pais de origen',
  customsDescription:
    'description of goods,goods description,description douaniere,description des marchandises,' +
    'descripcion de la mercancia',
  customsValue:
    'customs value,declared value,zollwert,warenwert,valeur en douane,valeur declaree,valor aduanero,valor declarado',
  weight: 'weight,grams,gewicht,poids,peso',
  remark:
    'remarks,comment,comments,note,notes,bemerkungen,anmerkung,notiz,kommentar,remarques,commentaire,comentario,nota,' +
    'observaciones',
  seen: 'noticed,gelesen,zur kenntnis genommen,lu,leido',
};

/** What a tracking file calls so is the same here. */
const FIELDS: Readonly<Partial<Record<TrackingField, SheetColumn>>> = {
  shipmentId: 'id',
  number: 'number',
  carrier: 'carrier',
  shippedAt: 'shippedAt',
  quantity: 'quantity',
  contents: 'contents',
  sku: 'skus',
  name: 'name',
  postalCode: 'postalCode',
  status: 'status',
};

/** A header for comparison: case, accents, blanks and punctuation do not count. */
const keyOf = (text: string): string =>
  columnKey(text)
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const isColumn = (key: string): key is SheetColumn => key in HEADERS;
const COLUMNS = /* @__PURE__ */ Object.keys(HEADERS).filter(isColumn);

let known: ReadonlyMap<string, SheetColumn> | null = null;

function names(): ReadonlyMap<string, SheetColumn> {
  known ??= new Map(
    COLUMNS.flatMap((key) =>
      [...HEADERS[key].map(keyOf), ...(ALSO[key]?.split(',') ?? [])].map((name) => [name, key] as const),
    ),
  );
  return known;
}

/** Beside these, only a strong name of a tracking column counts: a partner's own "Date" or "Barcode" is no column of ours. */
const STRONG = ['Tracking number', 'Carrier', 'Ship date', 'Quantity'];

/**
 * The column that a header means, in whichever language it was made or renamed by hand; null for a partner's own column.
 */
export function columnOfHeader(text: string): SheetColumn | null {
  const found = names().get(keyOf(text));
  if (found !== undefined) return found;
  const mapped = mapTrackingColumns([text, ...STRONG]);
  for (const [field, column] of Object.entries(FIELDS)) {
    const is =
      Object.entries(mapped.found).some(([name, at]) => name === field && at === 0) ||
      mapped.ambiguous.some(({ field: name, columns }) => name === field && columns.includes(0));
    if (is) return column;
  }
  return null;
}

/** Whether two headers would be taken for one. */
export const sameHeader = (a: string, b: string): boolean => keyOf(a) === keyOf(b);

/** The word of a language for a column. */
export const headerWord = (key: SheetColumn, language: Language): string =>
  HEADERS[key][LANGUAGES.indexOf(language)] ?? HEADERS[key][0];

/** The header of a column: the preset's own, or the word of its language. */
export const headerOf = (
  key: SheetColumn,
  { columns, language }: Pick<PartnerPreset, 'columns' | 'language'>,
): string => columns.find((column) => column.key === key)?.header.trim() || headerWord(key, language);

/** The columns that stand in the sheet, with their headers, in their order. */
export const headersOf = (preset: PartnerPreset): { key: SheetColumn; header: string }[] =>
  shownColumns(preset).map(({ key }) => ({ key, header: headerOf(key, preset) }));
